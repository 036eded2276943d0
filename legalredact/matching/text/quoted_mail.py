"""Marks of quoted mail: ">" at the beginning of lines, which are no words of the author."""

import re

_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def without_quote_marks(text: str) -> str:
    """The text, of the same length, with the marks at the beginning of its lines as blanks."""
    return _MARKS.sub(lambda marks: " " * len(marks[0]), text) if ">" in text else text
