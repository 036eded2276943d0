"""Marks the content of a page by the paragraphs of its layout: which part of a page belongs to which element.

Only operators that draw nothing are added (BDC, BMC, EMC). Running headers and footers, lines, and letters of no
paragraph (line numbers, rules of punctuation) are artifacts. A box of a name is an element of its own in the paragraph
of its line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from legalredact.model.document import BlockKind
from legalredact.model.page_layout import LayoutPart, PageLayout, Rectangle
from legalredact.redaction.structure.content import Fill, Letters, Move, Picture, Piece, Point, State
from legalredact.redaction.structure.element import AltTexts, Element

_TAGS = {BlockKind.HEADING: "H1", BlockKind.FOOTNOTE: "Note"}
_MARGINS = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_NEAR = 3.0
"""Points by which a letter may be outside the rectangle of its word."""

_AT_ONCE = 512
"""Letters that are compared with all words of their page at once."""

_INSIDE = 0.5
"""Points by which a box may exceed the one that frames it."""

Numbers = npt.NDArray[np.intp]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: width and height in points before it is rotated, and its rotation for display, clockwise."""

    width: float
    height: float
    turn: int = 0

    def shown(self, points: Points) -> Points:
        """Points with y upwards as places on the displayed page, y downwards."""
        x, y = points[..., 0], self.height - points[..., 1]
        if self.turn == 90:
            x, y = self.height - y, x
        elif self.turn == 180:
            x, y = self.width - x, self.height - y
        elif self.turn == 270:
            x, y = y, self.width - x
        return np.stack((x, y), axis=-1)

    def place(self, place: Rectangle) -> Rectangle:
        """A rectangle with y upwards as one on the displayed page."""
        corners = self.shown(np.asarray(place, dtype=np.float64).reshape(2, 2))
        (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page's content with marks, and its elements in reading order."""

    content: bytes = field(repr=False)
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class _Owner:
    """What a piece belongs to: a part of the layout, or a box. `order` is its place in the part's reading order."""

    part: int | None
    order: float = 0.0
    box: int | None = None

    def is_same(self, other: "_Owner") -> bool:
        """Whether both belong to one element."""
        return (self.part, self.box) == (other.part, other.box)


_ARTIFACT = _Owner(None)


@dataclass(slots=True)
class _NameBox:
    """A box of a name, with the frame around it."""

    place: Rectangle
    owner: _Owner = _ARTIFACT
    words: str = field(default="", repr=False)
    marks: list[int] = field(default_factory=list)


def marked(items: Sequence[Piece], layout: PageLayout, sheet: Sheet, alts: AltTexts, picture: str) -> MarkedPage:
    """Mark a page.

    Arguments:
        items: its content.
        picture: alternative text of each image on it.
    """
    boxes = _name_boxes(items)
    owners = _owners(items, layout, sheet, boxes)
    _place_boxes(boxes, layout, sheet)
    writer = _Writer(layout.parts, boxes)
    for at, item in enumerate(items):
        writer.add(item, owners.get(at, _ARTIFACT))
    return MarkedPage(writer.finished(), _elements(layout, writer, boxes, sheet, alts, picture))


def _name_boxes(items: Sequence[Piece]) -> list[_NameBox]:
    """The boxes of names; one that lies in the frame drawn before it is part of it."""
    found: list[_NameBox] = []
    for item in items:
        if isinstance(item, Fill) and item.name and not (found and _within(item.place, found[-1].place)):
            found.append(_NameBox(item.place))
    return found


def _within(place: Rectangle, other: Rectangle) -> bool:
    return (
        place[0] >= other[0] - _INSIDE
        and place[1] >= other[1] - _INSIDE
        and place[2] <= other[2] + _INSIDE
        and place[3] <= other[3] + _INSIDE
    )


def _owners(items: Sequence[Piece], layout: PageLayout, sheet: Sheet, boxes: list[_NameBox]) -> dict[int, _Owner]:
    """What each letter belongs to."""
    numbers = [at for at, item in enumerate(items) if isinstance(item, Letters) and not item.blank]
    points = [item.at for item in items if isinstance(item, Letters) and not item.blank]
    found = dict(zip(numbers, _by_word(points, layout, sheet), strict=True))
    for at, point in zip(numbers, points, strict=True):
        box = next((number for number, one in enumerate(boxes) if _holds(one.place, point)), None)
        if box is not None:
            boxes[box].words += getattr(items[at], "text", "")
            if boxes[box].owner is _ARTIFACT:
                boxes[box].owner = found[at]
            found[at] = _Owner(found[at].part, found[at].order, box)
    return found | _of_blanks(items, found)


def _of_blanks(items: Sequence[Piece], found: dict[int, _Owner]) -> dict[int, _Owner]:
    """What each blank belongs to: what the letter before it does, or the one after it behind a box."""
    blanks: dict[int, _Owner] = {}
    waiting: list[int] = []
    last: _Owner | None = None
    for at, item in enumerate(items):
        if at in found and found[at].box is None:
            last = found[at]
            blanks |= dict.fromkeys(waiting, last)
            waiting = []
        elif at in found or (isinstance(item, Fill) and item.name):
            last = None
        elif isinstance(item, Letters) and last is None:
            waiting.append(at)
        elif isinstance(item, Letters) and last is not None:
            blanks[at] = last
    return blanks


def _holds(place: Rectangle, point: Point) -> bool:
    return place[0] <= point[0] <= place[2] and place[1] <= point[1] <= place[3]


def _by_word(points: Sequence[Point], layout: PageLayout, sheet: Sheet) -> list[_Owner]:
    """For each point of a letter, the word in or near whose rectangle it is; else it is an artifact."""
    words = [(part, order, word) for part, one in enumerate(layout.parts) for order, word in enumerate(one.words)]
    if not words or not points:
        return [_ARTIFACT] * len(points)
    places = np.asarray([word for _, _, word in words], dtype=np.float64)
    shown = sheet.shown(np.asarray(points, dtype=np.float64))
    owners: list[_Owner] = []
    for start in range(0, len(shown), _AT_ONCE):
        nearest, far = _nearest(shown[start : start + _AT_ONCE, None], places)
        owners.extend(
            _Owner(*words[at][:2]) if distance <= _NEAR else _ARTIFACT
            for at, distance in zip(nearest.tolist(), far.tolist(), strict=True)
        )
    return owners


def _nearest(points: Points, places: Points) -> tuple[Numbers, Points]:
    """For each point the nearest rectangle, and its distance; of several, the one whose middle is nearest."""
    outside = np.maximum(0, np.maximum(places[:, :2] - points, points - places[:, 2:])).max(axis=2)
    least = outside.min(axis=1)
    middles = np.abs((places[:, :2] + places[:, 2:]) / 2 - points).sum(axis=2)
    return np.where(outside <= least[:, None], middles, np.inf).argmin(axis=1), least


def _place_boxes(boxes: Sequence[_NameBox], layout: PageLayout, sheet: Sheet) -> None:
    """Give each box without words the paragraph in whose line it is."""
    empty = [box for box in boxes if box.owner.part is None]
    middles = [((box.place[0] + box.place[2]) / 2, (box.place[1] + box.place[3]) / 2) for box in empty]
    for box, owner in zip(empty, _by_word(middles, layout, sheet), strict=True):
        box.owner = owner


class _Writer:
    """Writes content with marks."""

    def __init__(self, parts: Sequence[LayoutPart], boxes: Sequence[_NameBox]) -> None:
        self._parts = parts
        self._boxes = boxes
        self._box = -1
        self._lines: list[bytes] = []
        self._string: list[bytes] = []
        self._open: _Owner | None = None
        self._next = 0
        self.kids: dict[int, list[tuple[float, int]]] = {}
        self.pictures: list[tuple[Rectangle, int]] = []

    def add(self, item: Piece, owner: _Owner) -> None:
        """Add a piece of the page."""
        if isinstance(item, Letters):
            self._enter(owner)
            self._letter(item)
        elif isinstance(item, Move):
            self._string.append(item.code)
        elif isinstance(item, Fill):
            self._fill(item)
        elif isinstance(item, Picture):
            self._close()
            self.pictures.append((item.place, self._begin("Figure")))
            self._lines += [item.line, b"EMC"]
        else:
            self._state(item)

    def finished(self) -> bytes:
        """The page's content."""
        self._close()
        return b"\n".join(self._lines)

    def _letter(self, item: Letters) -> None:
        if item.whole_line:
            self._lines.append(item.code)
        elif self._string and self._string[-1].startswith(b"<"):
            self._string[-1] = self._string[-1][:-1] + item.code + b">"
        else:
            self._string.append(b"<%s>" % item.code)

    def _fill(self, item: Fill) -> None:
        if not item.name:
            self._enter(_ARTIFACT)
            self._lines.append(item.line)
            return
        self._close()
        if self._box < 0 or not _within(item.place, self._boxes[self._box].place):
            self._box += 1
        box = self._boxes[self._box]
        if self._is_margin(box.owner):
            self._lines += [b"/Artifact BMC", item.line, b"EMC"]
        else:
            box.marks.append(self._begin("Span"))
            self._lines += [item.line, b"EMC"]

    def _state(self, item: State) -> None:
        if item.begins or item.ends:
            self._close()
        self._flush()
        self._lines.append(item.line)

    def _enter(self, owner: _Owner) -> None:
        """Begin a new mark, unless the open one goes on.

        A string is divided only between elements, since some engines place the letters of each string anew.
        """
        if self._is_margin(owner) or (owner.part is None and owner.box is None):
            owner = _ARTIFACT
        if self._open is not None and self._open.is_same(owner) and (self._string or self._open.order <= owner.order):
            self._open = owner
            return
        self._close()
        self._open = owner
        if owner.box is not None:
            self._boxes[owner.box].marks.append(self._begin("Span"))
        elif owner.part is None:
            self._lines.append(b"/Artifact BMC")
        else:
            number = self._begin(tag_of(self._parts[owner.part]))
            self.kids.setdefault(owner.part, []).append((owner.order, number))

    def _is_margin(self, owner: _Owner) -> bool:
        return owner.part is not None and self._parts[owner.part].kind in _MARGINS

    def _begin(self, tag: str) -> int:
        self._lines.append(b"/%s<</MCID %d>>BDC" % (tag.encode(), self._next))
        self._next += 1
        return self._next - 1

    def _close(self) -> None:
        self._flush()
        if self._open is not None:
            self._lines.append(b"EMC")
            self._open = None

    def _flush(self) -> None:
        if self._string:
            self._lines.append(b"[%s]TJ" % b"".join(self._string))
            self._string = []


def tag_of(part: LayoutPart) -> str:
    """The structure type that holds a part's text."""
    return "LBody" if _is_item(part) else _TAGS.get(part.kind, "P")


def _is_item(part: LayoutPart) -> bool:
    return part.item and part.kind is BlockKind.BODY


def _elements(
    layout: PageLayout, writer: _Writer, boxes: Sequence[_NameBox], sheet: Sheet, alts: AltTexts, picture: str
) -> tuple[Element, ...]:
    """The page's elements in reading order; images and boxes beside all lines come before what begins below them."""
    inner: dict[int, list[tuple[float, int | Element]]] = {part: list(kids) for part, kids in writer.kids.items()}
    floating = [(sheet.place(place), Element("Figure", (number,), picture)) for place, number in writer.pictures]
    for box in (one for one in boxes if one.marks):
        span = Element("Span", tuple(box.marks), alts.box(box.words))
        if box.owner.part is None:
            floating.append((sheet.place(box.place), Element("P", (span,))))
        else:
            inner.setdefault(box.owner.part, []).append((box.owner.order, span))
    rows: list[tuple[int, Element]] = []
    for part in sorted(inner):
        kids = tuple(kid for _, kid in sorted(inner[part], key=lambda pair: pair[0]))
        rows.append((part, Element(tag_of(layout.parts[part]), kids)))
    for place, element in sorted(floating, key=lambda pair: -pair[0][1]):
        at = next((at for at, (part, _) in enumerate(rows) if _is_below(layout, part, place)), len(rows))
        rows.insert(at, (-1, element))
    return tuple(_with_lists([element for _, element in rows]))


def _is_below(layout: PageLayout, part: int, place: Rectangle) -> bool:
    """Whether a part begins below the top of a place, in the same column; -1 is a part without a layout."""
    words = layout.parts[part].words if part >= 0 else ()
    if not words:
        return False
    beside = min(word[0] for word in words) < place[2] and place[0] < max(word[2] for word in words)
    return beside and min(word[1] for word in words) >= place[1]


def _with_lists(elements: Sequence[Element]) -> Iterator[Element]:
    """Items in a row as one list."""
    items: list[Element] = []
    for element in elements:
        if element.tag == "LBody":
            items.append(Element("LI", (element,)))
            continue
        if items:
            yield Element("L", tuple(items))
            items = []
        yield element
    if items:
        yield Element("L", tuple(items))
