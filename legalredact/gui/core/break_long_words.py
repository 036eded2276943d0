"""Breaks words that are wider than a panel, such as e-mail addresses."""

import re

_LONG = re.compile(r"\S{19,}")
_PIECE = re.compile(r"\S{12}(?=\S)")
_BREAK = "\u200b"
"""A zero-width space: invisible, but a line may end there."""


def breakable(text: str) -> str:
    """The text for a narrow place: long words may continue on the next line."""
    return _LONG.sub(lambda word: _PIECE.sub(lambda piece: piece[0] + _BREAK, word[0]), text)
