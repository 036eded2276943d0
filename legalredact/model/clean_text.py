"""Clean text: text that every part of the application can store, compare, print and send.

Python strings may contain lone surrogates: halves of a UTF-16 pair without the other half (in a damaged title of a
PDF), or bytes of a name that are not UTF-8 (file names, PEP 383). They are not characters (Unicode Standard, section
3.9, D76): UTF-8, JSON and the database reject them, and a step would fail halfway.
"""

import re
from pathlib import PurePath

REPLACEMENT = "\ufffd"
"""U+FFFD, the Unicode replacement character."""
_LONE = re.compile("[\ud800-\udfff]")


def is_clean(text: str) -> bool:
    """Whether the text has no lone surrogate."""
    if text.isascii():
        return True
    try:
        text.encode()  # several times faster than any search
    except UnicodeEncodeError:
        return False
    return True


def clean(text: str) -> str:
    """The text with U+FFFD in place of each lone surrogate; the length is the same, so offsets stay valid."""
    return text if is_clean(text) else _LONE.sub(REPLACEMENT, text)


def clean_name(name: str) -> str:
    """A file's name for display and storage: clean, and decoded if its bytes are UTF-8 after all.

    If the locale supports only ASCII, Python represents every other byte of a name as a lone surrogate (PEP 383).
    """
    if is_clean(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return clean(name)


def clean_path(path: PurePath) -> str:
    """A path for display and storage; it can open the file only if `is_clean(str(path))`."""
    return clean_name(str(path))
