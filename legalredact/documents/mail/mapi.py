"""Properties of Outlook's items ([MS-OXCMSG], [MS-OXPROPS]): their numbers, and how their values are decoded."""

import datetime as dt

WIDE, NARROW, BINARY = 0x001F, 0x001E, 0x0102
"""Types of values: text in UTF-16, text in the item's code page, bytes."""

SUBJECT, BODY, HTML, RTF, CLASS, TRANSPORT = 0x0037, 0x1000, 0x1013, 0x1009, 0x001A, 0x007D
DATA, METHOD, LONG_NAME, SHORT_NAME, DISPLAY = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
CONTENT_ID, HIDDEN, CODE_PAGE, HTML_CODE_PAGE, SENT, DELIVERED = 0x3712, 0x7FFE, 0x3FFD, 0x3FDE, 0x0039, 0x0E06
RECIPIENT_KIND, SMTP, ADDRESS = 0x0C15, 0x39FE, 0x3003
KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
BY_REFERENCE = frozenset({2, 3, 4})
"""Methods of attachments whose file lies elsewhere."""

FROM = ((0x0042, (0x5D02, 0x0065)), (0x0C1A, (0x5D01, 0x0C1F)))
"""Names of the sender and of the person represented, each with the properties that may hold the address."""


def is_message(kind: str) -> bool:
    """Whether the class of an item is that of a message."""
    return kind.upper().startswith(("IPM.NOTE", "REPORT.IPM.NOTE"))


def date_header(moment: int) -> str:
    """A time in ticks of a hundred nanoseconds since 1601, as in a message; empty if it is none."""
    if not 0 < moment < 1 << 62:
        return ""
    seconds = moment / 10_000_000 - 11_644_473_600
    if abs(seconds) >= 1 << 36:
        return ""
    when = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(seconds=round(seconds))
    return f"{when:%a, %d %b %Y %H:%M:%S} +0000"


def person(name: str, address: str) -> str:
    """Name and address of a person, as in a message."""
    name, address = name.strip("\0 "), address.strip("\0 ")
    if not address or address == name:
        return name
    return f"{name} <{address}>" if name else address


def decoded(content: bytes, kind: int, page: str) -> str:
    """A text value."""
    if kind == WIDE:
        return content.decode("utf-16-le", "replace").rstrip("\0")
    return in_page(content, page).rstrip("\0")


def in_page(content: bytes, page: str) -> str:
    """Text in a code page, or in the one that it really has."""
    for codec in (page, "utf-8"):
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def code_page(number: int) -> str:
    """Python's name of a code page of Windows."""
    return {0: "cp1252", 65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(number, f"cp{number}")
