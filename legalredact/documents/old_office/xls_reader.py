"""Reads workbooks of Excel before 2007 (.xls) with xlrd: cells as displayed, hidden ones apart, notes, names, links."""

import io
import struct
from collections.abc import Iterator
from typing import Any

import olefile
import xlrd

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.limits import Limits
from legalredact.documents.old_office.biff import has_pictures, texts_beside_cells
from legalredact.documents.ooxml.xlsx_numbers import NumberFormats, words_of_formats
from legalredact.documents.text.joined_rows import JoinedRows, rows_label
from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.locked_file import PROTECTED_OFFICE
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, content_of, size_of

_MOST = 256 << 20
_BROKEN = (
    xlrd.XLRDError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    AssertionError,
    struct.error,
    RecursionError,
    OverflowError,
    NameError,
    UnicodeError,
    ZeroDivisionError,
)
"""What xlrd and olefile raise on damaged files."""

_KNOWN = frozenset(
    {"workbook", "book", "\x05summaryinformation", "\x05documentsummaryinformation", "\x01compobj", "\x01ole"}
)
_MACROS = "_vba_project_cur"
_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "last_saved_by", "manager", "company", "category")
_LABELS = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER, "text box": BlockKind.TEXT_BOX}


def read_xls(
    source: Source, limits: Limits, report: Report = silent, cancel: Cancellation = NEVER, name: str = ""
) -> Document:
    """Read an old workbook. Pictures, shapes, charts, macros and embedded files are named as unread.

    Errors:
        EncryptedInput: it requires a password.
        OversizedInput, DamagedInput.
    """
    identity = identify(source, name)
    if size_of(source) > min(_MOST, limits.max_bytes):
        raise OversizedInput(f"Workbook {identity.id} is larger than the limit.", "Save it as .xlsx, and add that.")
    assembly = Assembly(identity)
    content = content_of(source)
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO()
        ) as book:
            for number in range(book.nsheets):
                cancel.check()
                _Sheet(assembly, book, number).run()
                book.unload_sheet(number)
                report(Progress("read", number + 1, book.nsheets, identity.id))
            _add_names(assembly, book)
        _add_rest(assembly, content)
    except _BROKEN as problem:
        if "encrypted" in str(problem).lower():
            raise EncryptedInput(
                PROTECTED_OFFICE, "Open it with its password, save a copy without one, and add the copy."
            ) from None
        raise DamagedInput(
            f"Workbook {identity.id} is damaged.", "Open it in Excel, let it be repaired, and save it as .xlsx."
        ) from None
    return assembly.document()


class _Sheet:
    """Reads one sheet."""

    def __init__(self, assembly: Assembly, book: Any, number: int) -> None:
        self._assembly, self._book, self._number = assembly, book, number
        codes = tuple(book.format_map[xf.format_key].format_str for xf in book.xf_list)
        self._formats = NumberFormats(codes, from_1904=bool(book.datemode))

    def run(self) -> None:
        """Add its name, its rows, then notes and links."""
        sheet = self._book.sheet_by_index(self._number)
        concealed = bool(sheet.visibility)
        label = f"sheet {self._number + 1}{', hidden' * concealed}"
        self._assembly.add(BlockKind.HIDDEN if concealed else BlockKind.HEADING, sheet.name, label=label)
        hidden = {column for column, told in sheet.colinfo_map.items() if told.hidden}
        kind = BlockKind.HIDDEN if concealed else BlockKind.TABLE_CELL
        rows = JoinedRows(lambda said, a, b: self._assembly.add(kind, said, label=f"{label}, {rows_label(a, b)}"))
        for row in range(sheet.nrows):
            told = sheet.rowinfo_map.get(row)
            now = BlockKind.HIDDEN if concealed or (told is not None and told.hidden) else BlockKind.TABLE_CELL
            if now is not kind:
                rows.flush()
                kind = now
            cells = [self._cell(sheet, row, column) for column in range(sheet.row_len(row))]
            rows.take(row + 1, "\t".join(c for i, c in enumerate(cells) if i not in hidden).rstrip("\t"))
            covered = "\t".join(c for i, c in enumerate(cells) if i in hidden and c)
            if covered:
                rows.flush()
                self._assembly.add(BlockKind.HIDDEN, covered, label=f"{label}, row {row + 1}, hidden columns")
        rows.flush()
        self._beside(sheet, label)
        for words in words_of_formats(self._formats) if self._number == 0 else ():
            self._assembly.add(BlockKind.FIELD, words, label="number format")

    def _cell(self, sheet: Any, row: int, column: int) -> str:
        kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
        if kind == xlrd.XL_CELL_TEXT:
            return " ".join(value.split())
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            plain = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
            return self._formats.shown(plain, str(sheet.cell_xf_index(row, column)))
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        return str(xlrd.error_text_from_code.get(value, "")) if kind == xlrd.XL_CELL_ERROR else ""

    def _beside(self, sheet: Any, label: str) -> None:
        for (row, column), note in sorted(sheet.cell_note_map.items()):
            place = f"note on row {row + 1}, column {column + 1} of {label}"
            self._assembly.add(BlockKind.COMMENT, note.text, label=place)
            self._assembly.add(BlockKind.PROPERTY, note.author, label="name of a commenter")
        for link in sheet.hyperlink_list:
            said = [link.desc, link.quicktip, link.url_or_path, link.textmark]
            texts = [one.decode("cp1252", "replace") if isinstance(one, bytes) else one for one in said if one]
            self._assembly.add(BlockKind.LINK, "\n".join(texts), label=f"link in {label}")


def _add_names(assembly: Assembly, book: Any) -> None:
    names = [one.name for one in book.name_obj_list if not one.builtin]
    assembly.add(BlockKind.PROPERTY, "\n".join(dict.fromkeys(names)), label="defined names")
    assembly.add(BlockKind.PROPERTY, book.user_name or "", label="last user")


def _add_rest(assembly: Assembly, content: bytes) -> None:
    """What the library leaves out: texts beside cells, properties, and parts that are not read."""
    if not content.startswith(b"\xd0\xcf\x11\xe0"):
        return
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        paths = ["/".join(path) for path in file.listdir()]
        stream = file.openstream("Workbook" if file.exists("Workbook") else "Book").read()
        for what, said in dict.fromkeys(texts_beside_cells(stream)):
            assembly.add(_LABELS.get(what, BlockKind.PROPERTY), said, label=what)
        if has_pictures(stream):
            assembly.add_unread(
                UnreadReason.PICTURE, "pictures and shapes of an old workbook, of which the text is read"
            )
        for text in _properties(file):
            assembly.add(BlockKind.PROPERTY, text, label="document property")
    tops = {path.partition("/")[0].lower() for path in paths} - _KNOWN
    if _MACROS in tops:
        assembly.add_unread(UnreadReason.EMBEDDED_FILE, "macros in the file")
    for number, _ in enumerate(sorted(tops - {_MACROS}), 1):
        assembly.add_unread(UnreadReason.EMBEDDED_FILE, f"embedded object {number} in the file")


def _properties(file: Any) -> Iterator[str]:
    told = file.get_metadata()
    for key in _PROPERTIES:
        value = getattr(told, key, None)
        if isinstance(value, bytes) and value.strip(b"\0 "):
            yield value.decode("utf-8" if told.codepage == 65001 else "cp1252", "replace").strip("\0 ")
