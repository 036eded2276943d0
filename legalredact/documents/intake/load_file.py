"""Load files: Concordance's table of documents (.dat, .csv) and Opticon's table of page images (.opt).

Both are read line by line, with any encoding and delimiters. A damaged record is reported with its line, and reading
continues.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.source import Source, stream_of

LOAD_FILES = (".dat", ".opt")
"""Suffixes of files that are load files by their names."""
MAYBE_LOAD_FILES = (*LOAD_FILES, ".csv")
"""With that of a table, which may be one of anything."""

_SAMPLE = 1 << 20
_LONGEST = 32 << 20
"""Characters of one record; some productions write whole texts into it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_THORN, _UNIT, _CARET = "þ", "\x14", "^"
_NEW_LINE = "®"
"""How Concordance writes a line break inside a value."""

csv.field_size_limit(_LONGEST)


@dataclass(frozen=True, slots=True)
class LoadTable:
    """Format of a load file.

    Arguments:
        encoding: as detected.
        delimiter, quote: between values and around them; `quote` is empty if there is none.
        fields: names of its columns.
    """

    encoding: str
    delimiter: str
    quote: str
    fields: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Arguments:
        line: on which it begins, from 1.
        values: by the name of their column; empty if the record is damaged.
    """

    line: int
    values: dict[str, str] = field(repr=False)

    @property
    def damaged(self) -> bool:
        """Whether it could not be parsed."""
        return not self.values


@dataclass(frozen=True, slots=True)
class PageImage:
    """A line of an Opticon file.

    Arguments:
        key: usually the Bates number of the page.
        path: of its image, as in the file.
        first: a document begins here.
    """

    key: str = field(repr=False)
    path: str = field(repr=False)
    first: bool


def encoding_of(source: Source) -> str:
    """Detected by byte order mark, else UTF-16 by zero bytes, else UTF-8 if valid, else Windows-1252."""
    with stream_of(source) as stream:
        sample = stream.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if sample.startswith(mark):
                return encoding
        if sample[1::2].count(0) > len(sample) // 4:
            return "utf-16-le"
        if sample[0::2].count(0) > len(sample) // 4:
            return "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while sample:
                decoder.decode(sample)
                sample = stream.read(_SAMPLE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def table_of(source: Source) -> LoadTable | None:
    """The format of a table of documents; None if the file is not one."""
    encoding = encoding_of(source)
    head = next(_lines(source, encoding), "").strip("\r\n\ufeff")
    if head.startswith(_THORN):
        rest = head[1:].partition(_THORN)[2]
        delimiter, quote = rest[:1] or _UNIT, _THORN
    elif _UNIT in head:
        delimiter, quote = _UNIT, ""
    elif head.startswith(_CARET) and head.count("|") > 0:
        delimiter, quote = "|", _CARET
    else:
        delimiter, quote = max("\t,;|", key=head.count), '"'
    fields = _split(head, delimiter, quote)
    if fields is None or len(fields) < 2:
        return None
    return LoadTable(encoding, delimiter, quote, tuple(" ".join(name.split()) for name in fields))


def records(source: Source, table: LoadTable) -> Iterator[Record]:
    """All records of a table; values may contain line breaks.

    A record with an unclosed quote ends before the next line that is a complete record.

    Errors: OversizedInput if a record exceeds the limit.
    """
    waiting: list[str] = []
    begun = quotes = length = 0
    for number, line in enumerate(_lines(source, table.encoding), 1):
        if number == 1 or not (waiting or line.strip()):
            continue
        if waiting and _looks_complete(line, table) and (alone := _values(line, table)) is not None:
            yield Record(begun, {})
            yield Record(number, alone)
            waiting, quotes, length = [], 0, 0
            continue
        begun = begun if waiting else number
        waiting.append(line)
        quotes, length = quotes + (line.count(table.quote) if table.quote else 0), length + len(line)
        if length > _LONGEST:
            raise OversizedInput("A record of the load file is longer than any real one.", "Ask for it again.")
        if quotes % 2 == 0:
            yield Record(begun, _values("".join(waiting), table) or {})
            waiting, quotes, length = [], 0, 0
    if waiting:
        yield Record(begun, {})


def page_images(source: Source) -> Iterator[PageImage | int]:
    """The lines of an Opticon file; for a damaged line its number, from 1."""
    encoding = encoding_of(source)
    for number, line in enumerate(_lines(source, encoding), 1):
        if not line.strip("\r\n\ufeff \x1a"):
            continue
        values = [value.strip().strip('"') for value in line.strip("\r\n\ufeff").split(",")]
        if len(values) < 4 or not values[0] or not values[2]:
            yield number
            continue
        yield PageImage(values[0], values[2], values[3].upper() == "Y")


def _lines(source: Source, encoding: str) -> Iterator[str]:
    with stream_of(source) as raw, io.TextIOWrapper(raw, encoding, errors="replace", newline="") as text:
        while line := text.readline(_LONGEST):
            yield line


def _values(text: str, table: LoadTable) -> dict[str, str] | None:
    """The values of one complete record by column; None if their number does not match the columns."""
    values = _split(text.rstrip("\r\n\x1a"), table.delimiter, table.quote)
    if values is None or len(values) != len(table.fields):
        return None
    return {name: value.replace(_NEW_LINE, "\n").strip() for name, value in zip(table.fields, values, strict=True)}


def _split(text: str, delimiter: str, quote: str) -> list[str] | None:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        strict=True,
    )
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _looks_complete(line: str, table: LoadTable) -> bool:
    """Whether a line begins and ends like a record, not like part of a value."""
    text = line.strip("\r\n")
    return bool(table.quote) and text.startswith(table.quote) and text.endswith(table.quote)


def is_page_table(source: Source) -> bool:
    """Whether a file is an Opticon file: its first line has seven values, of which the fourth marks the beginning of a
    document."""
    try:
        head = next(_lines(source, encoding_of(source)), "")
    except OSError:
        raise DamagedInput("The load file cannot be opened.", "Check its permissions and drive.") from None
    return re.fullmatch(r"\ufeff?[^,]+,[^,]*,[^,]+,[YyNn]?,[^,]*,[^,]*,\s*\d*\s*", head.strip("\r\n")) is not None
