"""The elements of a line that held a name: letters and boxes, each with its own width, and their new positions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from legalredact.redaction.pdf_rebuild.glyphs import Letter
from legalredact.redaction.pdf_rebuild.segments import GlyphSegment
from legalredact.redaction.text_maps.text_map import Rectangle

_SPACE = 0.27
_MONO_SPACE = 0.6
_WORD_GAP = 0.13
_PAD = 0.08
"""Ems: between words, between words in a monospaced font, smallest gap between words, and space beside a box."""

_LEADERS = frozenset("._-\u2026\u00b7\u2013\u2014")
_FEWEST_LEADERS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the page.

    Arguments:
        place: rectangle of its letters.
        label, reason: as they are logged.
        words: words in its box; empty for a plain one.
        width: of its box in ems.
    """

    place: Rectangle
    label: str
    reason: str
    words: str
    width: float


@dataclass(slots=True)
class Element:
    """A letter or a name's box in a line.

    Arguments:
        x0, x1: old position.
        spaced: whether a space precedes it.
        width: its own, in points.
        before: additional blank space before it, in points.
        x: new position, relative to the line's beginning.
    """

    x0: float
    x1: float
    spaced: bool
    width: float
    letter: int = -1
    name: int = -1
    before: float = 0.0
    x: float = 0.0


def elements_of(
    letters: Sequence[Letter], piece: GlyphSegment, shown: dict[int, int], names: Sequence[Named]
) -> Iterable[Element]:
    """Letters and boxes from left to right. A name's letters become one box; doubled letters are taken once."""
    last: Element | None = None
    for number in piece.members:
        letter = letters[number]
        name = shown.get(number, -1)
        gap = letter.x - last.x1 if last is not None else 0.0
        if last is not None and name >= 0 and last.name == name:
            last.x1 = max(last.x1, letter.end)
            continue
        if last is not None and last.letter >= 0 and _is_double(letters[last.letter], letter):
            continue
        if last is not None:
            yield last
        width = names[name].width * piece.size if name >= 0 else _own_width(letter)
        spaced = last is not None and gap > _WORD_GAP * letter.size
        last = Element(letter.x, letter.end, spaced, width, number if name < 0 else -1, name)
    if last is not None:
        yield last


def _is_double(one: Letter, other: Letter) -> bool:
    """Whether a letter is drawn twice at the same place, to look bold."""
    return one.text == other.text and abs(other.x - one.x) < 0.15 * one.size and other.x < one.end - 0.1 * one.size


def _own_width(letter: Letter) -> float:
    """Width of a letter by its font. The line's own justification is ignored, since it depends on the words."""
    return letter.shape.advance * letter.size


def space_of(letters: Sequence[Letter], piece: GlyphSegment) -> float:
    """Width of a space in points."""
    advances = {round(letters[number].shape.advance, 2) for number in piece.members}
    return piece.size * (_MONO_SPACE if advances == {_MONO_SPACE} else _SPACE)


def placed(elements: Sequence[Element], space: float) -> float:
    """Set the position of each element, beginning at 0; returns the total width.

    Arguments:
        space: points between words.
    """
    at = 0.0
    before: Element | None = None
    for element in elements:
        at += element.before
        if element.spaced:
            at += space
        elif before is not None and (before.name >= 0 or element.name >= 0):
            at += _PAD / _SPACE * space
        element.x = at
        at += element.width
        before = element
    return at


def with_leaders(letters: Sequence[Letter], elements: Sequence[Element], start: float, space: float) -> list[Element]:
    """Extend a row of leader dots or dashes after a name so that it reaches its old end.

    The number of dots would reveal how long the name is. Where they end does not, since a tab stop sets it.

    Arguments:
        start: where the line begins.
        space: points of a space.
    """
    run = _leaders(letters, elements)
    if run is None:
        return list(elements)
    begin, end = run
    head = list(elements[:begin])
    at = placed(head, space)
    dot = replace(elements[end - 1], before=0.0)
    pitch = dot.width + (space if dot.spaced else 0.0)
    stop = elements[end - 1].x1 - start
    count = max(0, int((stop - at - space) / pitch))
    dots = [replace(dot) for _ in range(count)]
    if dots:
        at_first = stop - count * pitch
        dots[0].before = max(0.0, at_first - at)
        at = stop
    tail = [replace(element) for element in elements[end:]]
    if tail:
        tail[0].before = max(0.0, tail[0].x0 - start - at - (space if tail[0].spaced else 0.0))
    return [*head, *dots, *tail]


def _leaders(letters: Sequence[Letter], elements: Sequence[Element]) -> tuple[int, int] | None:
    """The first row of equal marks after a name: start (inclusive) and end (exclusive)."""
    named = False
    begin = 0
    for at, element in enumerate(elements):
        named = named or element.name >= 0
        text = letters[element.letter].text if element.letter >= 0 else ""
        if text not in _LEADERS or letters[elements[begin].letter].text != text:
            if named and at - begin >= _FEWEST_LEADERS:
                return begin, at
            begin = at if text in _LEADERS else at + 1
    if named and len(elements) - begin >= _FEWEST_LEADERS:
        return begin, len(elements)
    return None
