"""The way through an Excel workbook: sheets in order, what is hidden in them, what hangs on them, and the rest."""

import re
from collections.abc import Iterator
from itertools import chain

from legalredact.documents.ooxml.alt_text import captions, drawn_lines
from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.common import OfficeReading
from legalredact.documents.ooxml.metadata import given_names, words_of
from legalredact.documents.ooxml.package import Relation
from legalredact.documents.ooxml.xlsx_cells import (
    LETTERS,
    CellReader,
    SheetRow,
    formula_words,
    hidden_columns,
    string_text,
)
from legalredact.documents.ooxml.xlsx_numbers import NumberFormats, number_formats, words_of_formats
from legalredact.documents.ooxml.xml import Element, XmlDamaged, attribute, descendants, name, walk
from legalredact.model.document import BlockKind, UnreadReason

_LONGEST_JOINED = 600
"""Rows up to that many characters together are one block."""

_WORDY = ("table", "pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "connections", "queryTable")
_ASIDE = (*_WORDY, "externalLink", "externalLinkPath", "ctrlProp", "revisionHeaders", "revisionLog", "usernames")
"""Parts with words that no sheet shows, or shows again."""

_MARGIN_CODE = re.compile(r'&"[^"]*"|&K[0-9A-F+-]{6}|&\d{1,3}|&[A-Z]')
_MARGINS = ("x:oddHeader", "x:evenHeader", "x:firstHeader", "x:oddFooter", "x:evenFooter", "x:firstFooter")
_FORMULAS = ("x:formula", "x:formula1", "x:formula2")


class SheetReading(OfficeReading):
    """One pass over a workbook.

    Arguments: as of `OfficeReading`.
    """

    _strings: tuple[str, ...] = ()
    _formats = NumberFormats()

    def run(self) -> None:
        """Read everything, in the order in which a person would."""
        main = self.package.main
        self.begin(main)
        workbook = self.package.required_xml(main)
        relations = self.relations_of(main)
        self._strings = tuple(self._shared_strings())
        self._formats = number_formats(self._styles(), from_1904=_counts_from_1904(workbook))
        for number, sheet in enumerate(descendants(workbook, "x:sheet"), 1):
            relation = relations.get(attribute(sheet, "r:id"))
            self._sheet(number, sheet, relation)
        for words in words_of_formats(self._formats):
            self.add(BlockDraft(BlockKind.FIELD, words, "number format"))
        self._names(workbook)
        self._comments()
        self._persons()
        for kind in _ASIDE:
            for _, root in self.roots(kind):
                self.add_all(words_of("", root))
        self.properties()
        self.links_and_names()
        self.rest()

    def _shared_strings(self) -> Iterator[str]:
        for part in self._parts("sharedStrings"):
            self.begin(part)
            try:
                for element, whole in walk(self.package.archive.read(part), "x:si"):
                    if not whole:
                        yield string_text(element)
            except XmlDamaged:
                self.unread(UnreadReason.UNKNOWN_PART, "texts of the cells, damaged")

    def _styles(self) -> Element | None:
        for part in self._parts("styles"):
            return self.root(part)
        return None

    def _parts(self, kind: str) -> list[str]:
        return [part for part in self.package.archive.names if self.kinds.get(part.lower()) == kind]

    def _sheet(self, number: int, sheet: Element, relation: Relation | None) -> None:
        concealed = (sheet.get("state") or "visible") != "visible"
        kind = BlockKind.HIDDEN if concealed else BlockKind.HEADING
        self.add(BlockDraft(kind, sheet.get("name") or "", f"name of sheet {number}{', hidden' * concealed}"))
        if relation is None or relation.external or relation.target not in self.package.archive:
            self.unread(UnreadReason.UNKNOWN_PART, f"sheet {number}, which is missing")
            return
        part = relation.target
        self.begin(part)
        label = f"sheet {number}{', hidden' * concealed}"
        try:
            self._cells(part, label, concealed)
        except XmlDamaged:
            self.unread(UnreadReason.UNKNOWN_PART, f"{label}, damaged")
        self._hangings(part, label)

    def _cells(self, part: str, label: str, concealed: bool) -> None:
        content = self.package.archive.read(part)
        reader: CellReader | None = None
        rows = _Rows(self, label, concealed)
        for count, (element, whole) in enumerate(walk(content, "x:row"), 1):
            if reader is None:
                root = element if whole else _top(element)
                reader = CellReader(self._strings, self._formats, hidden_columns(root))
            if whole:
                rows.close()
                self.add_all(_around(element, label))
                if rows.unsolved:
                    detail = f"{rows.unsolved} formulas in {label} whose results the file does not hold"
                    self.unread(UnreadReason.UNKNOWN_PART, detail)
            else:
                rows.take(reader.row(element, count))

    def _hangings(self, part: str, label: str) -> None:
        """Drawings, charts and pictures of a sheet; comments and tables follow after all sheets."""
        for relation in self.relations_of(part).values():
            if relation.external:
                continue
            if self.kinds.get(relation.target.lower()) in {"drawing", "vmlDrawing"}:
                self._drawn_on(relation.target, label)
            self.attached(relation, label)

    def _drawn_on(self, part: str, label: str) -> None:
        root = self.root(part)
        if root is not None:
            self.add_all(drawing_pieces(root, label))
            for relation in self.relations_of(part).values():
                self.attached(relation, label)

    def _names(self, workbook: Element) -> None:
        for one in descendants(workbook, "x:definedName"):
            said = [one.get("name") or "", one.get("comment") or "", *formula_words(one.text or "")]
            said = [text for text in said if not text.startswith("_xlnm")]
            self.add(BlockDraft(BlockKind.PROPERTY, "\n".join(filter(None, said)), "defined name"))
        shown = {one.get("name") for one in descendants(workbook, "x:sheet")}
        self.add_all(piece for piece in given_names(workbook) if piece.text not in shown)

    def _comments(self) -> None:
        for _, root in chain(self.roots("comments"), self.roots("threadedComment")):
            for one in descendants(root, "x:author"):
                self.add(BlockDraft(BlockKind.PROPERTY, one.text or "", "name of a commenter"))
            for one in root.iter():
                local = name(one).rpartition(":")[2]
                if local == "comment":
                    self.add(BlockDraft(BlockKind.COMMENT, string_text(one), self._comment_label(one)))
                elif local == "threadedComment":
                    text = "".join(str(said) for said in one.itertext())
                    self.add(BlockDraft(BlockKind.COMMENT, text, self._comment_label(one)))

    def _comment_label(self, comment: Element) -> str:
        reference = re.fullmatch(r"[A-Z]{1,3}\d{1,7}", comment.get("ref") or "")
        return f"{self.numbered('comment')}{f' on cell {reference[0]}' if reference else ''}"

    def _persons(self) -> None:
        for _, root in self.roots("person"):
            for one in root.iter():
                self.add(BlockDraft(BlockKind.PROPERTY, one.get("displayName") or "", "name of a commenter"))


class _Rows:
    """Gathers rows into blocks."""

    def __init__(self, reading: SheetReading, label: str, concealed: bool) -> None:
        self._reading, self._label, self._all_hidden = reading, label, concealed
        self._lines: list[str] = []
        self._first = self._last = self._length = 0
        self._hidden = concealed
        self.unsolved = 0

    def take(self, row: SheetRow) -> None:
        hidden = self._all_hidden or row.concealed
        line = "\t".join(row.shown)
        if line:
            if self._lines and (hidden != self._hidden or self._length + len(line) > _LONGEST_JOINED):
                self.close()
            if not self._lines:
                self._first, self._hidden = row.number, hidden
            self._lines.append(line)
            self._last, self._length = row.number, self._length + len(line)
        if row.hidden:
            self.close()
            label = f"{self._label}, row {row.number}, hidden columns"
            self._reading.add(BlockDraft(BlockKind.HIDDEN, "\t".join(row.hidden), label))
        self.unsolved += row.unsolved
        for text in row.formulas:
            self._reading.add(BlockDraft(BlockKind.PROPERTY, text, f"formula in {self._label}, row {row.number}"))

    def close(self) -> None:
        rows = f"row {self._first}" if self._first == self._last else f"rows {self._first} to {self._last}"
        hidden = self._hidden and not self._all_hidden
        kind = BlockKind.HIDDEN if self._hidden else BlockKind.TABLE_CELL
        text = "\n".join(self._lines)
        self._reading.add(BlockDraft(kind, text, f"{self._label}, {rows}{', hidden' * hidden}"))
        self._lines, self._length = [], 0


def drawing_pieces(root: Element, label: str) -> Iterator[BlockDraft]:
    """Words of shapes on a sheet, of either form of drawing, with what describes them."""
    yield BlockDraft(BlockKind.TEXT_BOX, "\n".join(drawn_lines(root)), f"shapes on {label}")
    for element in root.iter():
        what = name(element)
        if what == "v:textbox":
            text = " ".join("".join(str(part) for part in element.itertext()).split())
            yield BlockDraft(BlockKind.TEXT_BOX, text, f"shapes on {label}")
        for beside in captions(element, what) if what else ():
            yield BlockDraft(beside.kind, beside.text, f"{beside.what} on {label}")


def _around(sheet: Element, label: str) -> Iterator[BlockDraft]:
    """What a sheet says outside its cells: margins, links, rules for input and looks, filters, scenarios."""
    for one in descendants(sheet, *_MARGINS):
        kind = BlockKind.HEADER if name(one).endswith("Header") else BlockKind.FOOTER
        yield BlockDraft(kind, " ".join(_MARGIN_CODE.sub(" ", one.text or "").split()), f"{kind} of {label}")
    for one in sheet.iter():
        what = name(one)
        if what == "x:hyperlink":
            said = [one.get(key) or "" for key in ("display", "tooltip")]
            yield BlockDraft(BlockKind.LINK, "\n".join(filter(None, said)), f"link in {label}")
        elif what in _FORMULAS or what.rpartition(":")[2] == "f":
            words = [*formula_words(one.text or "")]
            yield BlockDraft(BlockKind.PROPERTY, "\n".join(words), f"rule in {label}")
        else:
            for key in ("promptTitle", "prompt", "errorTitle", "error", "comment", "user", "val", "text"):
                value = one.get(key) or ""
                if LETTERS.search(value):
                    yield BlockDraft(BlockKind.PROPERTY, value, f"{key} in {label}")


def _counts_from_1904(workbook: Element) -> bool:
    return any((one.get("date1904") or "").lower() in {"1", "true"} for one in descendants(workbook, "x:workbookPr"))


def _top(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else _top(parent)
