"""Numbers of lines down the margin of a pleading or a transcript."""

import re
from collections.abc import Iterator, Sequence

from legalredact.model.mention import Span

_NUMBERED = re.compile(r"[ \t]*(\d{1,2})(?:[ \t]{2,}|\t|[ \t]*\n|(?=[ \t]+\S))")
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_FIRST_AND_SECOND = re.compile(r"^[ \t]*1(?=\s)[^\n]*\n(?:[^\n]*\n){0,2}?[ \t]*2(?=\s)", re.MULTILINE)
_RUN = 5
"""So many lines that count up by one are a margin; fewer may be a list."""
_FARTHEST = 3
"""So many lines further the next number of a margin stands at most."""


def margins(lines: Sequence[str]) -> dict[int, int]:
    """Lines with a number of the margin: index → characters up to the text."""
    found: dict[int, int] = {}
    run: dict[int, int] = {}
    last, number = -1, 0
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match is None:
            continue
        follows = int(match.group(1)) == number + 1 and at - last <= _FARTHEST
        if not follows:
            found |= _long_enough(run)
            run = {}
        run[at] = match.end()
        last, number = at, int(match.group(1))
    return found | _long_enough(run)


def margin_numbers(text: str) -> Iterator[Span]:
    """Where numbers of a margin stand in a text, with the blanks before them."""
    if _FIRST_AND_SECOND.search(text) is None:
        return
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if match.group()]
    for at in margins([line.of(text) for line in lines]):
        match = _NUMBERED.match(lines[at].of(text))
        if match is not None:
            yield Span(lines[at].start, lines[at].start + match.end(1))


def _long_enough(run: dict[int, int]) -> dict[int, int]:
    return run if len(run) >= _RUN else {}
