"""Mentions as marks on a page or in a text: which, where, and how they look. No painting here."""

import bisect
import enum
import itertools
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legalredact.model.document import Block, Box, CharBoxes, Document
from legalredact.model.mention import Mention, Span, Tier
from legalredact.model.register import Decision, Entity

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Look(enum.Enum):
    """How a mark is drawn."""

    SUGGESTED = "suggested, masked unless dismissed"
    POSSIBLE = "possible, masked only if confirmed"
    CONFIRMED = "confirmed, masked"
    DISMISSED = "dismissed, stays in clear"
    KEPT = "stays in clear"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention and whom it names.

    Arguments:
        rects: one a line, in points of the page; empty in a text without places.
        inner: it lies in a longer mark, such as a name in an e-mail address.
    """

    mention: Mention
    entity: Entity
    rects: tuple[Rect, ...] = ()
    inner: bool = False

    @property
    def look(self) -> Look:
        """By the entity's decision and tier."""
        entity = self.entity
        if entity.decision is Decision.CONFIRMED:
            return Look.CONFIRMED
        if entity.decision is Decision.DISMISSED:
            return Look.DISMISSED
        if entity.kept:
            return Look.KEPT
        return Look.SUGGESTED if entity.tier is Tier.SUGGESTED else Look.POSSIBLE


class Marks:
    """The marks of one document in order, found by place.

    Arguments:
        mentions: of that document, resolved.
        entities: of the matter, by id.
    """

    def __init__(self, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> None:
        known = sorted((m for m in mentions if m.entity in entities), key=lambda m: (m.span.start, -m.span.end))
        self.all = tuple(_nested(known, entities))
        self._starts = [mark.mention.span.start for mark in self.all]
        self._longest = max((len(mark.mention.span) for mark in self.all), default=0)

    def within(self, span: Span) -> Iterator[Mark]:
        """Marks that share a character with `span`."""
        first = bisect.bisect_left(self._starts, span.start - self._longest)
        last = bisect.bisect_left(self._starts, span.end)
        return (mark for mark in self.all[first:last] if mark.mention.span.overlaps(span))

    def at(self, offset: int) -> Mark | None:
        """The shortest mark on the character at `offset`."""
        return min(self.within(Span(offset, offset + 1)), key=lambda mark: len(mark.mention.span), default=None)

    def masked_within(self, span: Span) -> tuple[Mark, ...]:
        """Marks that are masked and lie in `span`, without overlaps, the longest first to win."""
        chosen: list[Mark] = []
        candidates = [m for m in self.within(span) if m.entity.masked and span.contains(m.mention.span)]
        for mark in sorted(candidates, key=lambda mark: (-len(mark.mention.span), mark.mention.span)):
            if not any(mark.mention.span.overlaps(other.mention.span) for other in chosen):
                chosen.append(mark)
        return tuple(sorted(chosen, key=lambda mark: mark.mention.span))


def _nested(mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Iterator[Mark]:
    """Marks of mentions in order, the longer before the shorter at the same place."""
    end = -1
    for mention in mentions:
        yield Mark(mention, entities[mention.entity], inner=mention.span.end <= end)
        end = max(end, mention.span.end)


def rects_of(span: Span, block: Block, boxes: CharBoxes) -> tuple[Rect, ...]:
    """Rectangles, one a line, around the characters of `span` that stand in `block`."""
    first = max(span.start, block.span.start) - block.span.start
    last = min(span.end, block.span.end) - block.span.start
    return tuple(lines_of(box for i in range(first, last) if (box := boxes.box(i)) is not None))


def lines_of(boxes: Iterable[Box]) -> Iterator[Rect]:
    """Characters' boxes joined into one rectangle a line."""
    line: list[float] | None = None
    for box in boxes:
        if line is None or not _same_line(line, box):
            if line is not None:
                yield line[0], line[1], line[2], line[3]
            line = [box.x0, box.y0, box.x1, box.y1]
        else:
            line = [min(line[0], box.x0), min(line[1], box.y0), max(line[2], box.x1), max(line[3], box.y1)]
    if line is not None:
        yield line[0], line[1], line[2], line[3]


def _same_line(line: list[float], box: Box) -> bool:
    """Most of the lower of the two lies beside the other, and it goes on to the right."""
    beside = min(line[3], box.y1) - max(line[1], box.y0)
    lower = min(line[3] - line[1], box.y1 - box.y0)
    return beside > 0.5 * lower and box.x1 >= line[2] - 2 * (box.x1 - box.x0) - 1


def on_page(marks: Marks, blocks: Sequence[Block], boxes: Mapping[str, CharBoxes]) -> tuple[Mark, ...]:
    """The marks of one page with their places; `blocks` are the page's, `boxes` theirs by id."""
    found: list[Mark] = []
    overlap = line_overlap(blocks, boxes)
    for block in blocks:
        if block.id in boxes:
            for mark in marks.within(block.span):
                rects = rects_of(mark.mention.span, block, boxes[block.id])
                if rects:
                    found.append(replace(mark, rects=tuple(_trimmed(rect, overlap) for rect in rects)))
    return tuple(found)


def line_overlap(blocks: Sequence[Block], boxes: Mapping[str, CharBoxes]) -> float:
    """By how many points lines of a page reach into each other: a font's box is higher than its letters."""
    overlaps: list[float] = []
    for block in blocks:
        lines = rects_of(block.span, block, boxes[block.id]) if block.id in boxes else ()
        overlaps += [max(0.0, upper[3] - lower[1]) for upper, lower in itertools.pairwise(lines) if lower[1] > upper[1]]
    return statistics.median(overlaps) if overlaps else 0.0


def _trimmed(rect: Rect, overlap: float) -> Rect:
    """A line's box without what belongs to its neighbours; never less than half of it."""
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
    "title": "a title stands before it",
    "model": "the name model found it",
    "pattern": "it has the form of one",
    "propagation": "the same name stands elsewhere in the matter",
}


def why(mention: Mention) -> str:
    """Why a mention was found, in words."""
    return _WHY.get(mention.source, f"found by: {mention.source.replace('_', ' ')}")
