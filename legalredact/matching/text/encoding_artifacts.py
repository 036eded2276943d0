"""What exports leave in plain text: quoted-printable, HTML, numbers of lines. A name is looked for without it, too.

Everything here keeps the text's length, so that a place in one is the same place in the other.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from legalredact.matching.text.line_numbers import margin_numbers
from legalredact.model.mention import Span

_NOTHING, _MARK = "\u2060", "\u034f"
"""Fillers: a sign that nobody sees, and one that belongs to the letter before it."""
_SOFT_BREAK = r"(?P<soft>=[ \t]*\r?\n)"
_ESCAPES = r"(?P<bytes>(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)+)"
_LATIN = (
    r"(?P<latin>(?<=[^\W\d_])=[C-F][0-9A-F](?=[^\W\d_])|(?<=[^\W\d_]{2})=[EF][0-9A-F](?![\w=])"
    r"|(?<![\w=])=[CD][0-9A-F](?=[a-z]))"
)
_SPACE = r"(?P<space>=(?:20|09)(?=\s))"
_QUOTE = r"(?P<quote>(?<=[^\W\d_])=(?:27|92|2C|2E)(?=[\W]|[^\W\d_]))"
_ENTITY = r"(?P<entity>&(?:#\d{2,5}|#[xX][0-9A-Fa-f]{2,4}|[A-Za-z]{2,8}\d?);)"
_INLINE = "b|i|u|em|strong|span|font|a|big|small|sup|sub|mark|s|strike|o:p|st1:\\w+|wbr|abbr|cite|code|tt|label"
_BLOCK = (
    "br|p|div|td|tr|th|li|ul|ol|dl|dt|dd|table|tbody|thead|h[1-6]|center|blockquote|hr|html|body|head|pre|section"
    "|article|header|footer|title|img"
)
_TAG = rf"(?P<tag></?(?:(?P<inline>{_INLINE})|{_BLOCK})(?:\s[^<>@]{{0,400}})?/?>)"
_REMAINS = re.compile(f"{_SOFT_BREAK}|{_ESCAPES}|{_LATIN}|{_SPACE}|{_QUOTE}|{_ENTITY}|{_TAG}", re.IGNORECASE)
_SIGNS = re.compile(r"=[ \t]*\r?\n|=[0-9A-F]{2}|&[#A-Za-z]\w{1,7};|</?[A-Za-z]")
_WINDOWS = {"92": "’", "27": "'", "2C": ",", "2E": "."}


@dataclass(frozen=True, slots=True)
class Artifact:
    """A stretch that stands for something else.

    Arguments:
        span: in the text.
        meant: what a reader should see there; empty for nothing at all.
    """

    span: Span
    meant: str = field(repr=False)


def artifacts(text: str) -> Iterator[Artifact]:
    """Escapes of quoted-printable and HTML, and tags, in order of place."""
    if _SIGNS.search(text) is None:
        return
    for match in _REMAINS.finditer(text):
        meant = _meant(match)
        if meant is not None:
            yield Artifact(Span(*match.span()), meant)


def cleaned(text: str) -> str:
    """The text as it was meant, of the same length; the same object if there is nothing to clean."""
    found = [*artifacts(text), *(Artifact(span, " ") for span in margin_numbers(text))]
    if not found:
        return text
    parts: list[str] = []
    at = 0
    for remain in sorted(found, key=lambda one: one.span):
        if remain.span.start >= at:
            parts += (text[at : remain.span.start], _filled(remain))
            at = remain.span.end
    return "".join((*parts, text[at:]))


def _filled(remain: Artifact) -> str:
    """What was meant, made as long as what stands there."""
    if not remain.meant:
        return _NOTHING * len(remain.span)
    filler = _MARK if remain.meant.isalnum() else " " if remain.meant.isspace() else _NOTHING
    return remain.meant + filler * (len(remain.span) - len(remain.meant))


def _meant(match: re.Match[str]) -> str | None:
    """What a match stands for; None if it is no remain after all."""
    kind = match.lastgroup if match["tag"] is None else "tag"
    words = match.group()
    if kind == "soft":
        return ""
    if kind == "tag":
        return "" if match["inline"] else "\n"
    if kind == "space":
        return " "
    if kind == "quote":
        return _WINDOWS[words[1:].upper()]
    if kind == "entity":
        return _one(html.unescape(words))
    try:
        return bytes.fromhex(words.replace("=", "")).decode("utf-8" if kind == "bytes" else "cp1252")
    except UnicodeDecodeError:
        return None


def _one(meant: str) -> str | None:
    """A single character; what is invisible is nothing."""
    if len(meant) != 1:
        return None
    return "" if meant in "\u00ad\u200b\u200c\u200d\u2060" else meant
