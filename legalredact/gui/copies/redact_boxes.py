"""Boxes on a page of a document to copy: of names and drawn by hand; and how they are dragged."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from legalredact.gui.pages.marks import Mark, Rect
from legalredact.model.document import Box
from legalredact.model.redaction import HandBox, ReasonRules

LEAST = 4.0
"""Points of width and height below which a box cannot be made smaller."""


class Grip(enum.Enum):
    """How a box is dragged: the sides that move, as (left, top, right, bottom)."""

    INSIDE = (1, 1, 1, 1)
    LEFT = (1, 0, 0, 0)
    TOP = (0, 1, 0, 0)
    RIGHT = (0, 0, 1, 0)
    BOTTOM = (0, 0, 0, 1)
    TOP_LEFT = (1, 1, 0, 0)
    TOP_RIGHT = (0, 1, 1, 0)
    BOTTOM_LEFT = (1, 0, 0, 1)
    BOTTOM_RIGHT = (0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box on a page.

    Arguments:
        key: unique in its document.
        rect: in points.
        label: the token in it; empty for a box over something that is no name.
        reason: code, or empty.
        hand: the box that a person drew; None for a name's own box.
        entity: id of the name, or empty.
    """

    key: str
    page: int
    rect: Rect
    label: str = ""
    reason: str = field(default="", repr=False)
    hand: HandBox | None = None
    entity: str = ""


def boxes_on(page: int, marks: Iterable[Mark], drawn: Iterable[HandBox], rules: ReasonRules) -> tuple[PlacedBox, ...]:
    """Boxes of one page from its top: those drawn by hand, and those of names without such a box.

    Arguments:
        marks: of names that are masked, in that page.
    """
    by_hand = [of_hand(box) for box in drawn if box.box.page == page]
    of_names = [box for mark in marks for box in of_name(page, mark, rules)]
    free = [box for box in of_names if not any(_stands_for(other, box) for other in by_hand)]
    return tuple(sorted((*by_hand, *free), key=lambda box: (box.rect[1], box.rect[0])))


def of_hand(box: HandBox) -> PlacedBox:
    """A box that a person drew."""
    where = box.box
    return PlacedBox(box.id, where.page, (where.x0, where.y0, where.x1, where.y1), box.label, box.reason, box)


def of_name(page: int, mark: Mark, rules: ReasonRules) -> Iterable[PlacedBox]:
    """A name's own boxes, one a line."""
    entity = mark.entity
    for line, rect in enumerate(mark.rects):
        key = f"{mark.mention.span.start}.{line}"
        yield PlacedBox(key, page, rect, entity.token, rules.of(entity), entity=entity.id)


def _stands_for(hand: PlacedBox, name: PlacedBox) -> bool:
    return hand.label == name.label and bool(hand.label) and contains(hand.rect, name.rect)


def contains(outer: Rect, inner: Rect) -> bool:
    """Whether a rectangle is inside another, with a tolerance of one point."""
    lower = all(inner[side] >= outer[side] - 1 for side in (0, 1))
    return lower and all(inner[side] <= outer[side] + 1 for side in (2, 3))


def around(one: Rect, other: Rect) -> Rect:
    """The smallest rectangle around both."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def spanned(x0: float, y0: float, x1: float, y1: float) -> Rect:
    """The rectangle between two corners."""
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def grip_at(rect: Rect, x: float, y: float, reach: float) -> Grip | None:
    """How a point drags a rectangle.

    Arguments:
        reach: how far from a side it may be, in the rectangle's own units.
    """
    left, top, right, bottom = rect
    if not (left - reach <= x <= right + reach and top - reach <= y <= bottom + reach):
        return None
    inner_x, inner_y = min(reach, (right - left) / 4), min(reach, (bottom - top) / 4)
    sides = (
        int(x <= left + inner_x),
        int(y <= top + inner_y),
        int(x >= right - inner_x),
        int(y >= bottom - inner_y),
    )
    return Grip(sides) if any(sides) else Grip.INSIDE


def pulled(rect: Rect, grip: Grip, dx: float, dy: float, size: tuple[float, float]) -> Rect:
    """A rectangle after a drag, within a page of that size; it does not turn inside out."""
    if grip is Grip.INSIDE:
        dx = min(max(dx, -rect[0]), size[0] - rect[2])
        dy = min(max(dy, -rect[1]), size[1] - rect[3])
        return rect[0] + dx, rect[1] + dy, rect[2] + dx, rect[3] + dy
    left, top, right, bottom = grip.value
    x0 = min(max(0.0, rect[0] + left * dx), rect[2] - LEAST)
    y0 = min(max(0.0, rect[1] + top * dy), rect[3] - LEAST)
    x1 = max(min(size[0], rect[2] + right * dx), x0 + LEAST)
    y1 = max(min(size[1], rect[3] + bottom * dy), y0 + LEAST)
    return x0, y0, x1, y1


def at(boxes: Sequence[PlacedBox], x: float, y: float, reach: float) -> PlacedBox | None:
    """The smallest box under a point."""
    under = [box for box in boxes if grip_at(box.rect, x, y, reach) is not None]
    return min(under, key=lambda box: (box.rect[2] - box.rect[0]) * (box.rect[3] - box.rect[1]), default=None)


def as_box(page: int, rect: Rect) -> Box:
    """A rectangle on a page."""
    return Box(page, *rect)


def moved(placed: PlacedBox, box: Box) -> HandBox:
    """A drawn box at another place."""
    assert placed.hand is not None  # noqa: S101 - a name's own box is not moved
    return replace(placed.hand, box=box)


def for_reason(placed: PlacedBox, code: str) -> HandBox:
    """A drawn box with another reason."""
    assert placed.hand is not None  # noqa: S101 - a name's reason is in the rules
    return replace(placed.hand, reason=code)
