"""Breaks words that are wider than a panel, such as e-mail addresses."""

import re

_LONG = re.compile(r"\S{19,}")
_PIECE = re.compile(r"\S{12}(?=\S)")
_ADDRESS = re.compile(r"\S*?://|[^/\s]*/|[^/\s]+")
"""The scheme of an address, or a part of it up to a slash: between them a line may end without confusing anybody."""
_BREAK = "\u200b"
"""A zero-width space: invisible, but a line may end there."""


def breakable(text: str) -> str:
    """The text for a narrow place: long words may continue on the next line."""
    return _LONG.sub(lambda word: _BREAK.join(map(_broken, _parts(word[0]))), text)


def _parts(word: str) -> list[str]:
    """An address in its parts; any other word whole."""
    return _ADDRESS.findall(word) if "://" in word else [word]


def _broken(part: str) -> str:
    return _PIECE.sub(lambda piece: piece[0] + _BREAK, part) if _LONG.fullmatch(part) else part
