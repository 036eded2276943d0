"""Blocks of a Word file's stories (body, header, note, box) in reading order: paragraphs, tables, attached text."""

import collections
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from legalredact.documents.ooxml.alt_text import Beside, control_names, tag_attributes
from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.docx_fields import field_kind, is_own_mark
from legalredact.documents.ooxml.docx_inline import Inline, InlineReader
from legalredact.documents.ooxml.docx_styles import Styles, defines_heading
from legalredact.documents.ooxml.docx_tracked_changes import DELETED, INSERTED, cell_changes, row_changes
from legalredact.documents.ooxml.xml import Element, attribute, child, is_on, name
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind

_LONGEST_JOINED = 600
"""Lines of a cell or box are joined to one block up to this length, since names may span lines there."""

_WORDS = re.compile(r"[^\W\d_]{2}|\d{5}")
"""Text that may identify somebody; switches and counts do not match."""

_TRACKED = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.TABLE_CELL})
_CONTROLS = frozenset({"w:sdt", "w:customXml", "w:smartTag"})
_TRANSPARENT = frozenset({"w:sdtContent", *INSERTED, *DELETED, *_CONTROLS})
_SETTINGS = frozenset(
    {"w:sdtPr", "w:sdtEndPr", "w:sectPr", "w:customXmlPr", "w:smartTagPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"}
    | {"w:tblPrEx"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Properties that hold for everything inside a container.

    Arguments:
        kind: of ordinary text.
        label: where it is; empty in the body, whose paragraphs are numbered.
        deleted, inserted, hidden: tracked or hidden as a whole.
    """

    kind: BlockKind = BlockKind.BODY
    label: str = ""
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


class StoryReader:
    """Reads the stories of one document; numbers paragraphs, tables and boxes across all of them.

    Arguments:
        styles: of the document.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._inline = InlineReader(styles)
        self._paragraphs = self._boxes = 0
        self._tables: collections.Counter[str] = collections.Counter()
        self.notes: list[tuple[str, str]] = []
        """(``footnote`` or ``endnote``, id) in the order of their references in the text."""
        self._readers: dict[str, Callable[[Element, Frame], Iterator[BlockDraft]]] = {
            "w:p": self._paragraph,
            "w:tbl": self._table,
            **dict.fromkeys(INSERTED, self._inserted),
            **dict.fromkeys(DELETED, self._deleted),
            "w:body": self.read,
            "w:sdtContent": self.read,
            **dict.fromkeys(_CONTROLS, self._control),
            "mc:AlternateContent": self._alternatives,
        }

    def read(self, container: Element, frame: Frame) -> Iterator[BlockDraft]:
        """Yield the pieces of everything in `container`, in reading order."""
        for one in container:
            what = name(one)
            if what and what not in _SETTINGS:
                yield from self._readers.get(what, self._stray)(one, frame)

    def _inserted(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        return self.read(element, replace(frame, inserted=True))

    def _deleted(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        return self.read(element, replace(frame, deleted=True))

    def _control(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """A content control, smart tag or custom markup around paragraphs, rows or cells."""
        yield from _beside_pieces((*control_names(element), *tag_attributes(element)), frame.label)
        yield from self.read(element, frame)

    def _alternatives(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """Blocks for newer and older programs; what both contain is read once."""
        seen: set[tuple[BlockKind, str]] = set()
        for one in sorted(element, key=lambda each: name(each) == "mc:Fallback"):
            for piece in self.read(one, frame):
                if piece.part or (piece.kind, piece.text) not in seen:
                    yield piece
                seen.add((piece.kind, piece.text))

    def _stray(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """An element that is not a block: marks, ranges, misplaced runs."""
        inline = self._inline.read([element], deleted=frame.deleted, inserted=frame.inserted, hidden=frame.hidden)
        yield from self._pieces(inline, frame.kind, frame)

    def _paragraph(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        properties = child(element, "w:pPr")
        style = child(properties, "w:pStyle") if properties is not None else None
        style_id = "" if style is None else attribute(style, "w:val")
        inline = self._inline.read(
            element,
            deleted=frame.deleted,
            inserted=frame.inserted,
            hidden=frame.hidden or style_id in self._styles.hidden,
        )
        said = defines_heading(properties)
        heading = frame.kind is BlockKind.BODY and (style_id in self._styles.headings if said is None else said)
        yield from self._pieces(inline, BlockKind.HEADING if heading else frame.kind, frame)

    def _pieces(self, inline: Inline, kind: BlockKind, frame: Frame) -> Iterator[BlockDraft]:
        """A paragraph's text, then its deletions, then its attached text."""
        label = self._line_label(inline, frame)
        inserted = inline.all_inserted and kind in _TRACKED
        yield BlockDraft(BlockKind.INSERTION if inserted else kind, inline.text, label)
        yield BlockDraft(BlockKind.DELETION, " ".join(inline.deleted).strip(), label)
        yield BlockDraft(BlockKind.HIDDEN, " ".join(inline.hidden).strip(), label)
        for instruction in inline.fields:
            said = field_kind(instruction)
            if said is not None:
                yield BlockDraft(said, instruction.strip(), _in("field code", label))
        yield BlockDraft(BlockKind.TEXT_BOX, "\n".join(inline.drawn), _in("shape", label))
        yield from _beside_pieces(inline.beside, label)
        yield from (BlockDraft(BlockKind.PICTURE, "", label, part) for part in inline.targets)
        self.notes.extend(inline.notes)
        for box in inline.boxes:
            yield from self._box(box)

    def _line_label(self, inline: Inline, frame: Frame) -> str:
        """In the body, the number of the paragraph, or of the one before if it has no text."""
        if frame.label:
            return frame.label
        if inline.text or inline.deleted or inline.hidden:
            self._paragraphs += 1
        return f"paragraph {max(1, self._paragraphs)}"

    def _box(self, element: Element) -> Iterator[BlockDraft]:
        self._boxes += 1
        return _joined(self.read(element, Frame(BlockKind.TEXT_BOX, f"text box {self._boxes}")))

    def _table(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        self._tables[frame.label] += 1
        label = _within(frame.label, f"table {self._tables[frame.label]}")
        kind = BlockKind.TABLE_CELL if frame.kind is BlockKind.BODY else frame.kind
        properties = child(element, "w:tblPr")
        for one in properties if properties is not None else ():
            if name(one) in {"w:tblCaption", "w:tblDescription"}:
                yield BlockDraft(BlockKind.ALT_TEXT, attribute(one, "w:val"), _in("description", label))
        for number, row in enumerate(_inner(element, "w:tr"), 1):
            yield from self._row(row, replace(frame, kind=kind, label=f"{label}, row {number}"))
        yield from self._loose(element, frame, "w:tr")

    def _row(self, row: Element, frame: Frame) -> Iterator[BlockDraft]:
        properties = child(row, "w:trPr")
        if properties is not None:
            frame = _tracked(frame, row_changes(properties))
            frame = replace(frame, hidden=frame.hidden or is_on(child(properties, "w:hidden")))
        for number, cell in enumerate(_inner(row, "w:tc"), 1):
            settings = child(cell, "w:tcPr")
            place = replace(frame, label=f"{frame.label}, cell {number}")
            if settings is not None:
                place = _tracked(place, cell_changes(settings))
            yield from _joined(self.read(cell, place))
        yield from self._loose(row, frame, "w:tc")

    def _loose(self, element: Element, frame: Frame, part: str) -> Iterator[BlockDraft]:
        """Elements between rows or cells: marks, and the names of controls around them."""
        for one in element:
            what = name(one)
            if what in _CONTROLS:
                yield from _beside_pieces((*control_names(one), *tag_attributes(one)), frame.label)
            elif what and what not in _SETTINGS and what not in {part, *_TRANSPARENT}:
                yield from self._stray(one, frame)


def _inner(element: Element, part: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked blocks; not of nested tables."""
    for one in element:
        if name(one) == part:
            yield one
        elif name(one) in _TRANSPARENT:
            yield from _inner(one, part)


def _tracked(frame: Frame, changes: tuple[bool, bool]) -> Frame:
    inserted, deleted = changes
    return replace(frame, inserted=frame.inserted or inserted, deleted=frame.deleted or deleted)


def _joined(pieces: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
    """Join short lines of one place to one piece."""
    last: BlockDraft | None = None
    for piece in pieces:
        if not piece.text and not piece.part:
            continue
        if last is not None and _belong(last, piece):
            last = replace(last, text=f"{last.text}\n{piece.text}")
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _belong(one: BlockDraft, following: BlockDraft) -> bool:
    same = (one.kind, one.label) == (following.kind, following.label) and not one.part and not following.part
    return same and len(one.text) + len(following.text) < _LONGEST_JOINED


def _beside_pieces(beside: Iterable[Beside], label: str) -> Iterator[BlockDraft]:
    for one in beside:
        text = one.text.strip()
        if _WORDS.search(text) and not (one.kind in BESIDE_THE_PAGE and is_own_mark(text)):
            yield BlockDraft(one.kind, text, _in(one.what, label))


def _in(what: str, label: str) -> str:
    return f"{what} in {label}" if label else what


def _within(label: str, inner: str) -> str:
    return f"{label}, {inner}" if label else inner
