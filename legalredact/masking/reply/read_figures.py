"""Reads every figure of a passage or a statement: the facts that a check of a reply compares."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from legalredact.matching.citations.reporters import CORE
from legalredact.matching.facts.calendar_words import calendar_dates, weekdays
from legalredact.matching.facts.clock import clock_times
from legalredact.matching.facts.codes import codes, labels
from legalredact.matching.facts.dockets import bates_numbers, case_numbers, docket_entries
from legalredact.matching.facts.fact import Fact, FactKind, Figure
from legalredact.matching.facts.measures import counts, first_of_range, is_about, measures
from legalredact.matching.facts.numerals import number_of, plain
from legalredact.matching.facts.parts_of import fractions, ordinals
from legalredact.matching.facts.quantities import quantities
from legalredact.matching.facts.statutes import statutes
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN

_REPORTER = lazy_pattern(CORE)
_PARAGRAPH = re.compile(r"\A\s*(?P<number>\d{1,3})\.\s(?=\D)")
PARAGRAPH = "paragraph"
"""The noun of a label that is the number of a passage."""


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a passage or a statement, in order, not overlapping; tokens have none."""
    masked = TOKEN.sub(lambda token: "\ufffc" * len(token[0]), text)
    taken = bytearray(len(masked))
    found: list[Figure] = []
    for reader in _readings(masked):
        for figure in reader:
            start, end = figure.span.start, figure.span.end
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.span))


def is_plain(figure: Figure) -> bool:
    """Whether a figure of a statement says too little to be compared: "one of them", "first"."""
    return figure.kind in (FactKind.COUNT, FactKind.ORDINAL) and figure.number in (0, 1)


def _readings(text: str) -> Iterator[Iterable[Figure]]:
    """The results of all readers, in order of precedence."""
    yield _paragraph(text)
    yield _reporters(text)
    for reader in (case_numbers, docket_entries, statutes):
        yield map(_figure, reader(text))
    yield _money_and_percent(text)
    yield calendar_dates(text)
    yield clock_times(text)
    yield fractions(text)
    yield measures(text)
    yield codes(text)
    yield map(_figure, bates_numbers(text))
    yield labels(text)
    yield weekdays(text)
    yield ordinals(text)
    yield counts(text)


def _paragraph(text: str) -> Iterator[Figure]:
    """The number at the beginning of a numbered paragraph, which is a label and no count."""
    if match := _PARAGRAPH.match(text):
        number = match["number"]
        yield Figure(Span(*match.span("number")), FactKind.LABEL, f"{PARAGRAPH} {number}", Decimal(number), PARAGRAPH)


def _reporters(text: str) -> Iterator[Figure]:
    """Volume, reporter and page; canonical without spaces, dots and apostrophes."""
    for match in _REPORTER.finditer(text):
        if not match[0].startswith("supra"):
            yield Figure(Span(*match.span()), FactKind.REPORTER, reporter_value(match[0]))


def reporter_value(written: str) -> str:
    """Canonical writing of volume, reporter and page: without "at", spaces, dots and apostrophes."""
    return re.sub(r"[\s.’',]", "", re.sub(r"(?<=[\sA-Za-z.])at(?=\s)", "", written)).lower()


def _money_and_percent(text: str) -> Iterator[Figure]:
    for fact in quantities(text):
        about = is_about(text, fact.span.start, fact.span.end)
        if fact.kind is FactKind.AMOUNT:
            currency, _, number = fact.value.partition(" ")
            yield Figure(fact.span, fact.kind, fact.value, Decimal(number), currency, about)
        elif fact.kind is FactKind.PERCENT:
            yield Figure(fact.span, fact.kind, fact.value, Decimal(fact.value), "", about)
            first = first_of_range(text, fact.span.start)
            if first is not None:
                share = number_of(first.groupdict())
                yield Figure(Span(*first.span()), fact.kind, plain(share), share)


def _figure(fact: Fact) -> Figure:
    return Figure(fact.span, fact.kind, fact.value)
