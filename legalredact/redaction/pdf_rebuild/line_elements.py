"""What stands in a line that held a name: letters and boxes, each with a width that is its own, and where they go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from legalredact.redaction.pdf_rebuild.glyphs import Letter
from legalredact.redaction.pdf_rebuild.segments import GlyphSegment
from legalredact.redaction.text_maps.text_map import Rectangle

_SPACE = 0.27
_MONO_SPACE = 0.6
_WORD_GAP = 0.13
_PAD = 0.08
"""Ems: between words, between words of a typewriter, from where a gap parts words, and beside a box."""

_LEADERS = frozenset("._-\u2026\u00b7\u2013\u2014")
_FEWEST_LEADERS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the page.

    Arguments:
        place: where its letters stand.
        label, reason: as they are noted.
        words: that go into its box; none for a plain one.
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
        x0, x1: its old place.
        spaced: whether a space stands before it.
        width: its own, in points.
        before: more blank paper before it, in points.
        x: its new place, from the line's beginning on.
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
    """Letters and boxes from left to right; a name's letters are one box, and what is drawn twice is there once."""
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
    """Whether a letter is drawn again over itself, to look bold."""
    return one.text == other.text and abs(other.x - one.x) < 0.15 * one.size and other.x < one.end - 0.1 * one.size


def _own_width(letter: Letter) -> float:
    """As wide as its font has it: what stretches a single line depends on its words."""
    return letter.shape.advance * letter.size


def space_of(letters: Sequence[Letter], piece: GlyphSegment) -> float:
    """Points of a space."""
    advances = {round(letters[number].shape.advance, 2) for number in piece.members}
    return piece.size * (_MONO_SPACE if advances == {_MONO_SPACE} else _SPACE)


def placed(elements: Sequence[Element], space: float) -> float:
    """Give each element its place from 0 on; returns the width of all.

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
    """The elements with a row of dots or strokes after a name made as long as it takes to reach its old end.

    How many there are tells how long the name is; where they end, and what follows, is set by a tabulator.

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
    """The first row of equal strokes after a name: from which element to before which one."""
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
