"""Replaces the quote marks (">") before lines of quoted e-mail by blanks: the author did not write them."""

import re

_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def without_quote_marks(text: str) -> str:
    """The text, of the same length, with the marks at the beginning of its lines as blanks."""
    return _MARKS.sub(lambda marks: " " * len(marks[0]), text) if ">" in text else text
