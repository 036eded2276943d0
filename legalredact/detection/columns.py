"""Names that a table cuts in two: a column of surnames beside a column of first names.

Cells are parted by tabs, wide gaps and bars, or in an export by commas.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.detection.candidate import Candidate
from legalredact.detection.surface import names_nobody
from legalredact.model.mention import Kind, Span

_CELL = re.compile(r"[^\s|│┃](?:[^\n\t|│┃ ]|[ ](?![ |│┃]))*")
_FIELD = re.compile(r'[ ]*(?:"(?P<quoted>(?:[^"\n]|"")*)"|(?P<bare>[^,\n]*?))[ ]*(?=,|$)', re.MULTILINE)
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?:[ ][^\W\d_a-zß-öø-ÿ][\w'’.-]*){0,2},?")
_SURNAME = re.compile(r"(?:last|sur|family)(?:[ _]?name)?s?", re.IGNORECASE)
_FIRST = re.compile(r"(?:first|given|fore)(?:[ _]?names?)?(?:[ ]?/?[ ]?(?:m\.?i\.?|middle))?", re.IGNORECASE)
_HEAD = re.compile(r"^(?=[^\n]*(?:[Ff]irst|FIRST|[Gg]iven|GIVEN|[Ff]orename))[^\n]{1,300}\n?", re.MULTILINE)
_COMMA_ROW = re.compile(
    r"^[ \t]*(?P<last>[^\W\d_a-zß-öø-ÿ][\w'’-]*(?:[ ][^\W\d_a-zß-öø-ÿ][\w'’-]*)?),[ ]*\t[ \t]*"
    r"(?P<first>[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?:[ ][A-Z]\.?)?)(?=[ ]*(?:\t|$))",
    re.MULTILINE,
)
_MOST_ROWS = 500
_ENOUGH = 2
"""So many rows of "Roe,<tab>Jane" make a table."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cells of a row hold the surname and the first name.

    Arguments:
        commas: cells are parted by commas.
    """

    surname: int
    first: int
    commas: bool


def in_columns(text: str) -> Iterator[Candidate]:
    """People of tables whose head says "Last" and "First" side by side, and of rows "Roe,<tab>Jane"."""
    end = 0
    for head in _HEAD.finditer(text):
        columns = _columns(text, Span(*head.span()))
        if columns is not None and head.start() >= end:
            for row in _rows(text, head.end()):
                end = row.end
                yield from _person(text, row, columns)
    pairs = list(_COMMA_ROW.finditer(text))
    for pair in pairs if len(pairs) >= _ENOUGH else ():
        if not names_nobody(pair["last"]):
            yield Candidate(Span(pair.start("last"), pair.end("first")), Kind.PERSON, "last first")


def _columns(text: str, head: Span) -> _Columns | None:
    for commas in (False, True):
        cells = [cell.of(text) for cell in _cells(text, head, commas=commas)]
        surnames = [i for i, cell in enumerate(cells) if _SURNAME.fullmatch(cell)]
        firsts = [i for i, cell in enumerate(cells) if _FIRST.fullmatch(cell)]
        if len(surnames) == len(firsts) == 1 and abs(surnames[0] - firsts[0]) == 1:
            return _Columns(surnames[0], firsts[0], commas)
    return None


def _rows(text: str, start: int) -> Iterator[Span]:
    """Lines up to a blank one."""
    for _ in range(_MOST_ROWS):
        end = text.find("\n", start)
        row = Span(start, end if end >= 0 else len(text))
        if not row.of(text).strip():
            return
        yield row
        start = row.end + 1


def _cells(text: str, row: Span, *, commas: bool) -> Sequence[Span]:
    if not commas:
        return [Span(*m.span()) for m in _CELL.finditer(text, row.start, row.end)]
    found: list[Span] = []
    at = row.start
    while (field := _FIELD.match(text, at, row.end)) is not None:
        found.append(Span(*field.span("bare" if field["quoted"] is None else "quoted")))
        if field.end() >= row.end:
            break
        at = field.end() + 1
    return found


def _person(text: str, row: Span, columns: _Columns) -> Iterator[Candidate]:
    cells = _cells(text, row, commas=columns.commas)
    if len(cells) <= max(columns.surname, columns.first):
        return
    both = (cells[columns.surname], cells[columns.first])
    if all(_NAME.fullmatch(cell.of(text)) and not names_nobody(cell.of(text)) for cell in both):
        span = Span(min(both).start, max(both).end)
        yield Candidate(span, Kind.PERSON, "last first" if columns.surname < columns.first else "header")
