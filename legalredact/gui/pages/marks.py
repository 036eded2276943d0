"""Mentions as marks on a page or in a text: their places and styles. No painting here."""

import array
import bisect
import enum
import itertools
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legalredact.model.document import Block, CharBoxes, Document
from legalredact.model.mention import Mention, Span, Tier
from legalredact.model.register import Decision, Entity

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


class Look(enum.Enum):
    """How a mark is drawn."""

    SUGGESTED = "suggested, masked unless dismissed"
    POSSIBLE = "possible, masked only if confirmed"
    CONFIRMED = "confirmed, masked"
    DISMISSED = "dismissed, stays in clear"
    KEPT = "stays in clear"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention with its entity.

    Arguments:
        rects: one a line, in points of the page; empty in a text without places.
        inner: it is inside a longer mark, such as a name in an e-mail address.
        document_id: id of its document.
    """

    mention: Mention
    entity: Entity
    rects: tuple[Rect, ...] = ()
    inner: bool = False
    document_id: str = ""

    @property
    def is_masked(self) -> bool:
        """Whether it is masked at its place."""
        return self.entity.masked_at(self.document_id, self.mention.span)

    @property
    def look(self) -> Look:
        """By the decision in force at its place, and the entity's tier."""
        entity = self.entity
        decision = entity.decision_at(self.document_id, self.mention.span)
        if decision is Decision.CONFIRMED:
            return Look.CONFIRMED
        if decision is Decision.DISMISSED:
            return Look.DISMISSED
        if entity.kept:
            return Look.KEPT
        return Look.SUGGESTED if entity.tier is Tier.SUGGESTED else Look.POSSIBLE


class Marks:
    """The marks of one document in order, found by place; each is made on demand.

    Arguments:
        document_id: id of the document.
        mentions: of that document, resolved.
        entities: of the matter, by id.
        before: earlier marks; if they are of the same mentions, their order is reused.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        entities: Mapping[str, Entity],
        before: "Marks | None" = None,
        document_id: str = "",
    ) -> None:
        self._entities, self._document_id = entities, document_id
        known = before and before.order
        self.order: MentionOrder = known if known and known.given is mentions else MentionOrder.of(mentions)

    @property
    def all(self) -> tuple[Mark, ...]:
        """Every mark."""
        return tuple(self._between(0, len(self.order.mentions)))

    def within(self, span: Span) -> Iterator[Mark]:
        """Marks that share a character with `span`."""
        order = self.order
        first, last = order.first_from(span.start - order.longest), order.first_from(span.end)
        return (mark for mark in self._between(first, last) if mark.mention.span.overlaps(span))

    def at(self, offset: int) -> Mark | None:
        """The shortest mark on the character at `offset`."""
        return min(self.within(Span(offset, offset + 1)), key=lambda mark: len(mark.mention.span), default=None)

    def masked_within(self, span: Span) -> tuple[Mark, ...]:
        """Marks that are masked and lie in `span`, without overlaps; the longest ones win.

        A person chooses among them on the pages of a redacted copy. What leaves is never drawn from them.
        """
        chosen: list[Mark] = []
        candidates = [m for m in self.within(span) if m.is_masked and span.contains(m.mention.span)]
        for mark in sorted(candidates, key=lambda mark: (-len(mark.mention.span), mark.mention.span)):
            if not any(mark.mention.span.overlaps(other.mention.span) for other in chosen):
                chosen.append(mark)
        return tuple(sorted(chosen, key=lambda mark: mark.mention.span))

    def _between(self, first: int, last: int) -> Iterator[Mark]:
        """Marks of those mentions, the longer before the shorter at the same place."""
        order, reach = self.order, self.order.reach_before(first)
        for mention in sorted(order.mentions[first:last], key=lambda m: (m.span.start, -m.span.end)):
            entity = self._entities.get(mention.entity)
            if entity is not None:
                yield Mark(mention, entity, inner=mention.span.end <= reach, document_id=self._document_id)
            reach = max(reach, mention.span.end)


@dataclass(frozen=True, slots=True)
class MentionOrder:
    """Mentions by where they start.

    Arguments:
        given: the mentions as they were passed.
        longest: characters of the longest mention.
    """

    given: Sequence[Mention]
    mentions: Sequence[Mention]
    longest: int

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "MentionOrder":
        """Put mentions in order; those of a matter are in order already, and there may be a hundred thousand."""
        longest, before, ordered = 0, -1, True
        for mention in mentions:
            start = mention.span.start
            ordered = ordered and start >= before
            longest, before = max(longest, mention.span.end - start), start
        return cls(mentions, mentions if ordered else sorted(mentions, key=_start), longest)

    def first_from(self, offset: int) -> int:
        """Number of the first mention that starts at or after an offset."""
        return bisect.bisect_left(self.mentions, offset, key=_start)

    def reach_before(self, number: int) -> int:
        """How far mentions before that one extend, as far as it can matter to it."""
        if not 0 < number < len(self.mentions):
            return -1
        near = self.first_from(_start(self.mentions[number]) - self.longest)
        return max((mention.span.end for mention in self.mentions[near:number]), default=-1)


def _start(mention: Mention) -> int:
    return mention.span.start


def rects_of(span: Span, block: Block, boxes: CharBoxes) -> tuple[Rect, ...]:
    """Rectangles, one a line, around the characters of `span` that are in `block`."""
    first = max(span.start, block.span.start) - block.span.start
    last = min(span.end, block.span.end) - block.span.start
    return tuple(lines_of(placed(boxes, first, last)))


def placed(boxes: CharBoxes, first: int, last: int) -> Iterator[Rect]:
    """Boxes of a block's characters from `first` to before `last`, without those that have no place."""
    numbers = array.array("f", boxes.packed[16 * first : 16 * last]).tolist()
    each = zip(*(iter(numbers),) * 4, strict=True)
    return (rect for rect in each if rect != _NOWHERE)


def lines_of(boxes: Iterable[Rect]) -> Iterator[Rect]:
    """Characters' boxes joined into one rectangle a line."""
    left = top = right = bottom = 0.0
    begun = False
    for x0, y0, x1, y1 in boxes:
        beside = min(bottom, y1) - max(top, y0)
        goes_on = x1 >= right - 2 * (x1 - x0) - 1
        if begun and goes_on and beside > 0.5 * min(bottom - top, y1 - y0):  # most of the lower one lies beside it
            left, top, right, bottom = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
            continue
        if begun:
            yield left, top, right, bottom
        left, top, right, bottom, begun = x0, y0, x1, y1, True
    if begun:
        yield left, top, right, bottom


def on_page(
    marks: Marks, blocks: Sequence[Block], boxes: Mapping[str, CharBoxes], overlap: float | None = None
) -> tuple[Mark, ...]:
    """The marks of one page with their places.

    Arguments:
        blocks: the page's.
        boxes: theirs, by id.
        overlap: see `line_overlap`; computed if it is not given.
    """
    found: list[Mark] = []
    cut = line_overlap(blocks, boxes) if overlap is None else overlap
    for block in blocks:
        if block.id in boxes:
            for mark in marks.within(block.span):
                rects = rects_of(mark.mention.span, block, boxes[block.id])
                if rects:
                    found.append(replace(mark, rects=tuple(trimmed(rect, cut) for rect in rects)))
    return tuple(found)


STRIP = 48.0
"""Points: height of the strips into which a page's marks are sorted."""


class Strips:
    """The marks of one page, found by height.

    Arguments:
        marks: with their places.
    """

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks
        self._strips: dict[int, list[int]] = {}
        for number, mark in enumerate(marks):
            top, bottom = min(rect[1] for rect in mark.rects), max(rect[3] for rect in mark.rects)
            for strip in _strips(top, bottom):
                self._strips.setdefault(strip, []).append(number)

    def between(self, top: float, bottom: float) -> list[Mark]:
        """Marks in the strips between two heights, in their order."""
        found = {number for strip in _strips(top, bottom) for number in self._strips.get(strip, ())}
        return [self.marks[number] for number in sorted(found)]


def _strips(top: float, bottom: float) -> range:
    return range(int(top // STRIP), int(bottom // STRIP) + 1)


def line_overlap(blocks: Sequence[Block], boxes: Mapping[str, CharBoxes]) -> float:
    """Points by which lines of a page overlap each other: a font's box is higher than its letters."""
    overlaps: list[float] = []
    for block in blocks:
        lines = rects_of(block.span, block, boxes[block.id]) if block.id in boxes else ()
        overlaps += [max(0.0, upper[3] - lower[1]) for upper, lower in itertools.pairwise(lines) if lower[1] > upper[1]]
    return statistics.median(overlaps) if overlaps else 0.0


def trimmed(rect: Rect, overlap: float) -> Rect:
    """A line's box without the part of its neighbors; never less than half of it."""
    cut = min(overlap, (rect[3] - rect[1]) / 2)
    return rect[0], rect[1] + cut * 0.7, rect[2], rect[3] - cut * 0.3  # more room above letters than below


def blocks_by_page(document: Document) -> dict[int, tuple[Block, ...]]:
    """The document's blocks by their page."""
    pages: dict[int, list[Block]] = {}
    for block in document.blocks:
        pages.setdefault(block.page, []).append(block)
    return {page: tuple(blocks) for page, blocks in pages.items()}


_WHY = {
    "register": "you named them",
    "caption": "named in the caption",
    "title": "a title precedes it",
    "model": "the name model found it",
    "pattern": "it has the form of a name",
    "propagated": "the same name occurs elsewhere in the matter",
}


def why(mention: Mention) -> str:
    """Why a mention was found, in words."""
    return _WHY.get(mention.source, f"found by: {mention.source.replace('_', ' ')}")
