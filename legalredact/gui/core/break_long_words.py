"""Words that are wider than a panel, such as e-mail addresses: they may be broken where there is no room for them."""

import re

_LONG = re.compile(r"\S{19,}")
_PIECE = re.compile(r"\S{12}(?=\S)")
_BREAK = "\u200b"
"""A zero-width space: nothing is seen of it but the line's end."""


def breakable(text: str) -> str:
    """The text as it is shown in a narrow place: long words may go on in the next line."""
    return _LONG.sub(lambda word: _PIECE.sub(lambda piece: piece[0] + _BREAK, word[0]), text)
