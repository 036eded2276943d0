"""Numbers that tell bodies of one name apart, and two cells that are one name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.mention import Kind, Span

_ITS_NUMBER = re.compile(r"[ ]\d{1,3}\b(?![,.:/-]?\d)")
_FIRST_NUMBERS = frozenset({"1", "2"})
"""Without these, numbers after a name are figures ("Kestrel LLC 40 … Kestrel LLC 15")."""
_LABELLED = re.compile(r"(?P<stem>.*\S)\s(?P<number>\d{1,3})", re.DOTALL)
_TWO_CELLS = re.compile(r"[^\t\n]+(?:\t|\n\n)[^\t\n]+|[^\W\d_][\w'’-]*,[ ][^,\n]+")


def with_numbers(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the numbers that tell bodies of one name apart ("Roe Corporation 2", if there is a 1)."""
    labels: dict[str, set[str]] = {}
    found = [_ITS_NUMBER.match(text, one.span.end) if one.kind is not Kind.PERSON else None for one in candidates]
    for one, label in zip(candidates, found, strict=True):
        if label is not None:
            labels.setdefault(one.span.of(text), set()).add(label[0].strip())
        elif (parted := _LABELLED.fullmatch(text, one.span.start, one.span.end)) is not None:
            labels.setdefault(parted["stem"], set()).add(parted["number"])
    return [
        replace(one, span=Span(one.span.start, label.end()))
        if label and labels[one.span.of(text)] >= _FIRST_NUMBERS
        else one
        for one, label in zip(candidates, found, strict=True)
    ]


def in_two_cells(text: str, candidate: Candidate) -> bool:
    """Whether it is a surname before a first name, either of which may be a title ("Major<tab>Price", "Lord, Ada")."""
    return candidate.source == Source.LAST_FIRST and _TWO_CELLS.fullmatch(candidate.span.of(text)) is not None
