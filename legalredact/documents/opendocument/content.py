"""Text of an OpenDocument part in reading order: paragraphs, tables, notes, comments, boxes, changes, slides.

Elements without a rule of their own are walked through, so that text in them is read wherever it is.
"""

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.xml import Element
from legalredact.documents.opendocument.names import attribute, name, repeated, text_of, words_in_attributes
from legalredact.documents.opendocument.styles import Styles
from legalredact.model.document import BlockKind

_MOST_SPACES = 200
_INNER = ("Pictures/", "./", "Object", "#")


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of what is read: its kind and a label for a person."""

    kind: BlockKind
    label: str


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read.

    Arguments:
        said: its text.
        hidden: text in hidden spans.
        beside: elements that have blocks of their own.
    """

    said: list[str] = field(default_factory=list, repr=False)
    hidden: list[str] = field(default_factory=list, repr=False)
    beside: list[Element] = field(default_factory=list, repr=False)


class Content:
    """Walks one part.

    Arguments:
        styles: of the file.
        sheet: reads a table of a spreadsheet; None if tables are part of a text.
    """

    def __init__(self, styles: Styles, sheet: Callable[[Element, int], Iterator[BlockDraft]] | None = None) -> None:
        self._styles, self._sheet = styles, sheet
        self._numbers: Counter[str] = Counter()
        self.binaries: list[bytes] = []
        self._rules: dict[str, Callable[[Element, Frame], Iterator[BlockDraft]]] = {
            "text:p": self._paragraph,
            "text:h": self._paragraph,
            "text:note": lambda element, _: self._note(element),
            "office:annotation": self._comment,
            "text:tracked-changes": self._changes,
            "table:tracked-changes": self._changes,
            "text:section": self._section,
            "table:table": self._table,
            "drawing:page": lambda element, _: self._slide(element),
            "presentation:notes": self._notes,
            "drawing:text-box": self._box,
            "drawing:image": self._image,
            "drawing:object": self._object,
            "drawing:object-ole": self._object,
            "office:binary-data": self._binary,
            "svg-compatible:title": self._description,
            "svg-compatible:desc": self._description,
            "text:hidden-text": self._hidden,
            "text:hidden-paragraph": self._hidden_paragraph,
            "office:change-info": self._change_info,
        }

    def read(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """The pieces of an element's children."""
        yield from self._stray(element.text, frame)
        for one in element:
            yield from self.one(one, frame)
            yield from self._stray(one.tail, frame)

    def one(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """The pieces of an element."""
        what = name(element)
        if not what:
            return
        yield from self._words(element, frame)
        rule = self._rules.get(what)
        yield from self.read(element, frame) if rule is None else rule(element, frame)

    def _stray(self, text: str | None, frame: Frame) -> Iterator[BlockDraft]:
        """Text outside a paragraph, as in index entries and scripts."""
        if text and text.strip():
            yield BlockDraft(BlockKind.PROPERTY, text.strip(), f"text in {frame.label}")

    def _words(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        target = attribute(element, "xlink:href")
        if target and not target.startswith(_INNER):
            yield BlockDraft(BlockKind.LINK, target, f"link in {frame.label}")
        for said in words_in_attributes(element):
            yield BlockDraft(BlockKind.PROPERTY, said, f"name or value in {frame.label}")

    def _paragraph(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        read = _Paragraph()
        words: list[BlockDraft] = []
        self._inline(element, read, words, frame)
        kind = frame.kind
        if name(element) == "text:h" and kind is BlockKind.BODY:
            kind = BlockKind.HEADING
        if self._styles.hides(element, "paragraph"):
            kind = BlockKind.HIDDEN
        yield BlockDraft(kind, "".join(read.said), frame.label)
        yield BlockDraft(BlockKind.HIDDEN, "".join(read.hidden), f"hidden text in {frame.label}")
        yield from words
        for one in read.beside:
            yield from self.one(one, frame)

    def _inline(self, element: Element, read: _Paragraph, words: list[BlockDraft], frame: Frame) -> None:
        read.said.append(element.text or "")
        for one in element:
            what = name(one)
            if what == "text:s":
                read.said.append(" " * min(_MOST_SPACES, repeated(one, "text:c")))
            elif what == "text:tab":
                read.said.append("\t")
            elif what == "text:line-break":
                read.said.append("\n")
            elif what in self._rules or what.startswith(("drawing:", "table:", "presentation:")):
                read.beside.append(one)
            elif what == "text:span" and self._styles.hides(one, "text"):
                inner = _Paragraph(read.hidden, read.hidden, read.beside)
                self._inline(one, inner, words, frame)
            elif what:
                words.extend(self._words(one, frame))
                self._inline(one, read, words, frame)
            read.said.append(one.tail or "")

    def _note(self, element: Element) -> Iterator[BlockDraft]:
        end = "endnote" if attribute(element, "text:note-class") == "endnote" else "footnote"
        inside = Frame(BlockKind.FOOTNOTE, self.numbered(end))
        for one in element:
            if name(one) == "text:note-body":
                yield from self.read(one, inside)

    def _comment(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        label = f"{self.numbered('comment')} in {frame.label}"
        yield from self._signed(element, Frame(BlockKind.COMMENT, label))

    def _signed(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """An element that names its author and date."""
        for one in element:
            if name(one).startswith("dc:") or name(one).endswith("initials"):
                if name(one) != "dc:date":
                    yield BlockDraft(BlockKind.PROPERTY, text_of(one), "name of a reviser")
            else:
                yield from self.one(one, frame)

    def _change_info(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        yield from self._signed(element, Frame(BlockKind.COMMENT, f"comment on a change in {frame.label}"))

    def _changes(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """Tracked changes: inserted text is at its place in the body; deleted text is only here."""
        yield from self.read(element, Frame(BlockKind.DELETION, f"deleted text of {frame.label}"))

    def _section(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        hidden = self._styles.hides(element, "section")
        inside = Frame(BlockKind.HIDDEN, f"hidden section of {frame.label}") if hidden else frame
        yield from self.read(element, inside)

    def _hidden(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        said = attribute(element, "text:string-value") or text_of(element)
        yield BlockDraft(BlockKind.HIDDEN, said, f"hidden text in {frame.label}")

    def _hidden_paragraph(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        yield BlockDraft(BlockKind.HIDDEN, text_of(element), f"hidden text in {frame.label}")

    def _table(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        number = self._numbers["table"] = self._numbers["table"] + 1
        if self._sheet is not None:
            yield from self._sheet(element, number)
            return
        hidden = self._styles.hides(element, "table")
        kind = BlockKind.TABLE_CELL if frame.kind is BlockKind.BODY else frame.kind
        label = f"table {number}" if frame.label == "text" else f"table {number} in {frame.label}"
        inside = Frame(BlockKind.HIDDEN if hidden else kind, label)
        rows = 0
        for one in element.iter():
            if name(one) == "table:table-row" and _table_of(one) is element:
                rows += 1
                row = replace(inside, label=f"{label}, row {rows}")
                yield from self.read(one, replace(row, kind=BlockKind.HIDDEN) if self._styles.hides(one, "") else row)
        for one in element:
            if name(one) not in {
                "table:table-row",
                "table:table-rows",
                "table:table-header-rows",
                "table:table-row-group",
            }:
                yield from self.one(one, inside)

    def _slide(self, element: Element) -> Iterator[BlockDraft]:
        hidden = self._styles.hides(element, "drawing-page")
        label = f"{self.numbered('slide')}{', hidden' * hidden}"
        yield from self.read(element, Frame(BlockKind.HIDDEN if hidden else BlockKind.BODY, label))

    def _notes(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        yield from self.read(element, Frame(BlockKind.FOOTNOTE, f"notes of {frame.label}"))

    def _box(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        kind = (
            BlockKind.TEXT_BOX if frame.kind is BlockKind.BODY and not frame.label.startswith("slide") else frame.kind
        )
        yield from self.read(element, replace(frame, kind=kind))

    def _description(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        yield BlockDraft(BlockKind.ALT_TEXT, text_of(element), f"description in {frame.label}")

    def _image(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        target = attribute(element, "xlink:href")
        if target.startswith(_INNER):
            yield BlockDraft(BlockKind.PICTURE, "", frame.label, target)
        yield from self.read(element, frame)

    def _object(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        target = attribute(element, "xlink:href")
        if target.startswith(_INNER):
            yield BlockDraft(BlockKind.TEXT_BOX, "", frame.label, target)
        yield from self.read(element, frame)

    def _binary(self, element: Element, frame: Frame) -> Iterator[BlockDraft]:
        """A picture or file inside a flat XML file."""
        try:
            content = base64.b64decode("".join(text_of(element).split()))
        except (binascii.Error, ValueError):
            content = b"damaged"
        self.binaries.append(content)
        yield BlockDraft(BlockKind.PICTURE, "", frame.label, f"#{len(self.binaries) - 1}")

    def numbered(self, what: str) -> str:
        """``"comment 3"``: numbered within the part."""
        self._numbers[what] += 1
        return f"{what} {self._numbers[what]}"


def _table_of(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and name(parent) != "table:table":
        parent = parent.getparent()
    return parent
