"""Rows of a worksheet: the displayed text of each cell, and the text inside its formula."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.documents.ooxml.xlsx_numbers import NumberFormats
from legalredact.documents.ooxml.xml import Element, child, descendants, name

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d+)")
_STRING = re.compile(r'"((?:[^"]|"")*)"')
LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")
"""Text that may identify somebody."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Arguments:
        number: as in the sheet.
        shown, hidden: texts of its cells, in order; `hidden` are those in hidden columns.
        formulas: texts inside its formulas.
        concealed: the row itself is hidden.
        unsolved: number of formulas without a result in the file.
    """

    number: int
    shown: tuple[str, ...] = field(repr=False)
    hidden: tuple[str, ...] = field(repr=False)
    formulas: tuple[str, ...] = field(repr=False)
    concealed: bool
    unsolved: int = 0


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads rows of one sheet.

    Arguments:
        strings: the workbook's shared strings.
        formats: number formats.
        hidden: columns that are hidden, from 1.
    """

    strings: Sequence[str] = field(repr=False)
    formats: NumberFormats
    hidden: frozenset[int] = frozenset()

    def row(self, element: Element, number: int) -> SheetRow:
        """Read a row.

        Arguments:
            number: used if the row does not give its own.
        """
        shown: list[str] = []
        hidden: list[str] = []
        formulas: list[str] = []
        column = unsolved = 0
        for cell in element:
            if name(cell) != "x:c":
                continue
            column = _column(cell.get("r") or "") or column + 1
            text = self._text(cell)
            if text.strip():
                (hidden if column in self.hidden else shown).append(text)
            formula = child(cell, "x:f")
            if formula is not None and formula.text:
                formulas.extend(formula_words(formula.text))
            unsolved += formula is not None and child(cell, "x:v") is None
        own = element.get("r") or ""
        concealed = (element.get("hidden") or "").lower() in {"1", "true"}
        return SheetRow(
            int(own) if own.isdigit() else number, tuple(shown), tuple(hidden), tuple(formulas), concealed, unsolved
        )

    def _text(self, cell: Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return "".join(string_text(one) for one in cell if name(one) == "x:is")
        value = child(cell, "x:v")
        text = value.text or "" if value is not None else ""
        if kind == "s":
            index = int(text) if text.strip().isdigit() else -1
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
        return self.formats.shown(text, cell.get("s") or "0") if kind == "n" else text


def string_text(element: Element) -> str:
    """The text of a string with its runs, followed by its phonetic reading."""
    said = [one.text or "" for one in descendants(element, "x:t") if not _is_phonetic(one)]
    spoken = [one.text or "" for one in descendants(element, "x:t") if _is_phonetic(one)]
    return "".join(said) + (f" ({''.join(spoken)})" if spoken else "")


def formula_words(formula: str) -> Iterator[str]:
    """Quoted texts inside a formula, and names of other files to which it refers."""
    for match in _STRING.finditer(formula):
        if LETTERS.search(match[1]):
            yield match[1].replace('""', '"')
    yield from re.findall(r"\[([^\]\[]*[^\W\d_]{2}[^\]\[]*)\]", formula)


def hidden_columns(sheet: Element) -> frozenset[int]:
    """Numbers of hidden columns, from 1."""
    found: set[int] = set()
    for column in descendants(sheet, "x:col"):
        first, last = column.get("min") or "", column.get("max") or ""
        if (column.get("hidden") or "").lower() in {"1", "true"} and first.isdigit() and last.isdigit():
            found.update(range(int(first), min(int(last), 16_384) + 1))
    return frozenset(found)


def _is_phonetic(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and name(parent) == "x:rPh"


def _column(reference: str) -> int:
    match = _REFERENCE.fullmatch(reference)
    number = 0
    for letter in match[1].upper() if match else "":
        number = 26 * number + ord(letter) - 64
    return number
