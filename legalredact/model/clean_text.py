"""Text that every part of the application can store, compare, print and send.

Python's strings may hold lone surrogates: halves of a UTF-16 pair that came without the other half (a damaged title of
a PDF), or bytes of a name that are no UTF-8 (file names, PEP 383). They are no characters (Unicode Standard, section
3.9, D76): UTF-8, JSON and the database refuse them, in the middle of whatever was done.
"""

import re
from pathlib import PurePath

REPLACEMENT = "\ufffd"
"""U+FFFD, which Unicode reserves for what has no meaning in a text."""
_LONE = re.compile("[\ud800-\udfff]")


def is_clean(text: str) -> bool:
    """Whether the text holds no lone surrogate."""
    if text.isascii():
        return True
    try:
        text.encode()  # a few times faster than any search
    except UnicodeEncodeError:
        return False
    return True


def clean(text: str) -> str:
    """The text with U+FFFD in place of each lone surrogate: as long as before, so that places in it stay right."""
    return text if is_clean(text) else _LONE.sub(REPLACEMENT, text)


def clean_name(name: str) -> str:
    """A file's name as it is shown and kept: clean, and with its letters where its bytes are UTF-8 after all.

    Where the locale knows ASCII alone, Python hands every other byte of a name on as a lone surrogate (PEP 383).
    """
    if is_clean(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return clean(name)


def clean_path(path: PurePath) -> str:
    """A path as it is shown and kept; it opens the file only if `is_clean(str(path))`."""
    return clean_name(str(path))
