"""People in tables: a column of surnames beside a column of first names, columns of full names, numbered lists."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.lexicon.word_lists import entries
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.span_shape import has_form, is_ordinary, names_nobody
from legalredact.matching.text.letters import CAPITAL, SMALL
from legalredact.matching.text.tables import table_at
from legalredact.model.mention import Kind, Span

_NAME = re.compile(
    r"(?:(?:de|la|las|los|del|van|von|der|den|di|da|bin|al)[ ])*"
    rf"{CAPITAL}[\w'’.-]*(?:[ ]{CAPITAL}[\w'’.-]*){{0,2}},?"
)
_SURNAME = re.compile(r"(?:last|sur|family)(?:[ _]?name)?s?", re.IGNORECASE)
_FIRST = re.compile(r"(?:first|given|fore)(?:[ _]?names?)?(?:[ ]?/?[ ]?(?:m\.?i\.?|middle))?", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"(?:see|not|no|same|on|to|none|unknown|self|left|declined|refused|per|first|last|various|multiple|all|any|other|next|new)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(f"{_SURNAME.pattern}|{_FIRST.pattern}", re.IGNORECASE)
_WHOLE_NAME = re.compile(
    rf"{CAPITAL}[\w'’.-]+(?:[ ](?:(?:de|la|del|van|von|der|den|bin|al)[ ])*{CAPITAL}[\w'’.-]*){{0,2}}"
    rf"(?:,[ ]|[ ](?={CAPITAL})){CAPITAL}[\w'’.-]*(?:[ ]{CAPITAL}[\w'’.-]*){{0,2}}(?=[ ]*(?:\(|$))"
)
_COMMA_ROW = re.compile(
    rf"^[ \t]*(?P<last>{CAPITAL}[\w'’-]*(?:[ ]{CAPITAL}[\w'’-]*)?),[ ]*\t[ \t]*"
    rf"(?P<first>{CAPITAL}[\w'’.-]*(?:[ ][A-Z]\.?)?)(?=[ ]*(?:\t|$))",
    re.MULTILINE,
)
_LISTED = re.compile(
    rf"^[ \t]*\d{{1,3}}[.)]?[ \t]+(?P<last>{CAPITAL}[^\W\d_a-zß-öø-ÿ'’-]{{2,}}(?:[ ][^\W\d_a-zß-öø-ÿ'’-]{{2,}}){{0,3}})"
    rf"(?:[ ]{{2,}}|[ ]*\t[ \t]*)(?P<first>{CAPITAL}{SMALL}+"
    rf"(?:[ -]{CAPITAL}{SMALL}*\.?){{0,2}})"
    r"(?=[ ]{2}|[ ]*\t|[ ]*$)",
    re.MULTILINE,
)
"""A numbered row with the surname in capitals: "2. TARROW QUENBY   Ana Flor   born 2011"."""
_ENOUGH = 2
"""Fewest rows of "Roe,<tab>Jane" that make a table."""


@functools.cache
def _whole() -> re.Pattern[str]:
    """Headings of columns that hold people's full names."""
    people = "|".join(entries("people_in_headings"))
    return re.compile(
        rf"(?:(?:{people})(?:(?:['’]s)?[ ]name)?|(?:emergency|emerg|primary)[ ]contact(?:[ ]name)?"
        r"|contact(?:[ ](?:name|person))"
        r"|d/?b/?a|trade[ ]name"
        r"|(?:full|preferred|pref)[ ]name|(?:prepared|approved|entered|reviewed|signed|authorized)[ ]by)",
        re.IGNORECASE,
    )


@functools.cache
def _heads() -> re.Pattern[str]:
    people = "|".join(entries("people_in_headings"))
    words = rf"first|given|forename|{people}|full|pref|preferred|contact|by|d/?b/?a|trade"
    return re.compile(rf"^(?=[^\n]*(?:(?i:\b(?:{words})(?:\b|_))))[^\n]{{1,400}}(?=\n)", re.MULTILINE)


def in_columns(text: str) -> Iterator[Found]:
    """People in tables with the headings "Last" and "First" next to each other, or "Patient" etc., and in lists.

    Lists are rows "Roe,<tab>Jane" and numbered ones "2. ROE   Jane".
    """
    end = 0
    for head in _heads().finditer(text):
        table = table_at(text, head.start()) if head.start() >= end else None
        if table is not None:
            end = table.line.end
            yield from in_rows(text, table.headings, table.rows(text))
    for rows in (_COMMA_ROW, _LISTED):
        pairs = list(rows.finditer(text))
        for pair in pairs if len(pairs) >= _ENOUGH else ():
            if not names_nobody(pair["last"]) and not (rows is _LISTED and is_ordinary(pair["last"])):
                yield Found(Span(pair.start("last"), pair.end("first")), Kind.PERSON, source=Source.LAST_FIRST)


def names_people(heading: str) -> bool:
    """Whether a heading announces people, or parts of their names."""
    words = " ".join(heading.replace("_", " ").split())
    return any(pattern.fullmatch(words) for pattern in (_SURNAME, _FIRST, _whole()))


def in_rows(text: str, headings: Sequence[Span], rows: Iterable[Sequence[Span | None]]) -> Iterator[Found]:
    """People in a table.

    Arguments:
        rows: the cell below each heading, or None where there is none.
    """
    headings_said = [" ".join(heading.of(text).replace("_", " ").split()) for heading in headings]
    surnames = [i for i, heading in enumerate(headings_said) if _SURNAME.fullmatch(heading)]
    firsts = [i for i, heading in enumerate(headings_said) if _FIRST.fullmatch(heading)]
    pair = (surnames[0], firsts[0]) if len(surnames) == len(firsts) == 1 else None
    if pair is not None and abs(pair[0] - pair[1]) != 1:
        pair = None
    whole = [i for i, heading in enumerate(headings_said) if _whole().fullmatch(heading)]
    for row in rows if pair or whole else ():
        if pair is not None:
            yield from _person(text, row[pair[0]], row[pair[1]])
        for cell in (row[i] for i in whole):
            yield from _named(text, cell)


def _person(text: str, last: Span | None, first: Span | None) -> Iterator[Found]:
    """A surname and a first name next to each other; either may be a dictionary word, or a title."""
    if last is None or first is None:
        return
    cells = (last.of(text), first.of(text))
    if all(_NAME.fullmatch(cell) and not _LABEL.fullmatch(cell) for cell in cells):
        span = Span(min(last, first).start, max(last, first).end)
        yield Found(span, Kind.PERSON, source=Source.LAST_FIRST if last < first else None)


def _named(text: str, cell: Span | None) -> Iterator[Found]:
    """A full name in a cell, which is stronger evidence than the capitals of a dictionary word."""
    surface = cell.of(text) if cell is not None else ""
    found = _WHOLE_NAME.match(surface)
    if cell is None or found is None or names_nobody(found[0]):
        return
    if is_ordinary(found[0]) and _NO_ANSWER.match(found[0]):
        return
    span = Span(cell.start, cell.start + found.end())
    if has_form(found[0]):
        yield Found(span, Kind.ORGANIZATION)
        return
    turned = "," in found[0]
    yield Found(span, Kind.PERSON, source=Source.LAST_FIRST) if turned else Found(span)
