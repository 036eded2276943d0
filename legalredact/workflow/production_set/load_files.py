"""Writes load files: Concordance's table of documents (.dat) and Opticon's table of page images (.opt).

The form is the usual one: values in þ (U+00FE), separated by U+0014, line breaks within a value as ® (U+00AE); UTF-8
with a byte order mark, which tells programs apart from the older Windows-1252. The format has no escapes, so these
characters of a value are replaced.
"""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

_QUOTE, _UNIT, _LINE = "þ", "\x14", "®"
_REPLACED = str.maketrans({"þ": "th", "Þ": "Th", "®": "(R)", "\x14": " ", "\r": None, "\n": _LINE})
_NOT_HELD = frozenset("þ®\x14")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One document of a production; every value is masked already, and paths are relative to the volume.

    Arguments:
        reasons: codes of its boxes, and of its withholding.
        withheld: Y for a slip sheet.
        hash_md5, hash_sha256: of the original's bytes; empty for redacted and withheld documents, since a hash lets a
            reader test guesses of what was covered.
    """

    begbates: str
    endbates: str
    begattach: str = ""
    endattach: str = ""
    pagecount: int = 0
    custodian: str = field(default="", repr=False)
    doctype: str = ""
    docdate: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    to: str = field(default="", repr=False)
    cc: str = field(default="", repr=False)
    bcc: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    author: str = field(default="", repr=False)
    filename: str = field(default="", repr=False)
    fileext: str = ""
    hash_md5: str = ""
    hash_sha256: str = ""
    confidentiality: str = field(default="", repr=False)
    redacted: str = "N"
    reasons: str = field(default="", repr=False)
    withheld: str = "N"
    priorbates: str = field(default="", repr=False)
    pdfpath: str = ""
    nativepath: str = ""
    textpath: str = ""


_COLUMNS = {"sender": "FROM", "hash_md5": "MD5HASH", "hash_sha256": "SHA256HASH"}
COLUMNS = tuple(_COLUMNS.get(one.name, one.name.upper()) for one in fields(LoadRow))
"""Names of the columns, in the order of the fields of `LoadRow`."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the table of pages.

    Arguments:
        key: Bates number of the page, or of the first one of a file with several pages.
        path: in the volume.
        first: a document begins here.
        pages: number of pages of the document; only in its first line.
    """

    key: str
    path: str
    first: bool
    pages: int = 0


def values_of(row: LoadRow) -> tuple[str, ...]:
    """The values of a row, in the order of the columns."""
    return tuple(str(getattr(row, one.name)) for one in fields(LoadRow))


def concordance(rows: Sequence[LoadRow]) -> bytes:
    """The table of documents."""
    lines = (_line(values) for values in (COLUMNS, *map(values_of, rows)))
    return codecs.BOM_UTF8 + "".join(lines).encode()


def changed_values(rows: Sequence[LoadRow]) -> int:
    """Number of values with a character that the format cannot hold, which was replaced."""
    return sum(bool(_NOT_HELD & set(value)) for row in rows for value in values_of(row))


def opticon(lines: Sequence[PageLine], volume: str) -> bytes:
    """The table of page images: key, volume, path, first page of a document, folder and box breaks, page count."""
    return "".join(_page(line, volume) for line in lines).encode("ascii")


def windows_path(path: str) -> str:
    """A path as load files write it."""
    return path.replace("/", "\\")


def page_lines(first: str, paths: Sequence[str], numbers: Sequence[str]) -> Iterator[PageLine]:
    """The lines of one document.

    Arguments:
        first: its first Bates number.
        paths: its page images, one for each number, or one PDF.
    """
    for at, path in enumerate(paths):
        key = first if len(paths) == 1 else numbers[at]
        yield PageLine(key, path, at == 0, len(numbers) if at == 0 else 0)


def _line(values: Sequence[str]) -> str:
    return _UNIT.join(f"{_QUOTE}{value.translate(_REPLACED)}{_QUOTE}" for value in values) + "\r\n"


def _page(line: PageLine, volume: str) -> str:
    first, pages = ("Y" if line.first else ""), (str(line.pages) if line.pages else "")
    return f"{line.key},{volume},{windows_path(line.path)},{first},,,{pages}\r\n"
