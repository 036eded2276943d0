"""Splits candidates that the model or a rule joined wrongly, before candidates are merged.

These are names in neighboring cells of a table, organizations in a list, a person followed by a firm, and a
signature above a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.nicknames import same_given
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import has_form
from legalredact.detection.spans.table_cells import in_cells
from legalredact.model.mention import Kind, Span

_BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_IN_ONE_CELL = frozenset({Source.MODEL, Source.LEGAL_FORM, Source.GOVERNMENT, Source.FOREIGN})
"""Sources that find names in running text; their names must not reach into the next cell of a table."""
_OF_CREDITORS = re.compile(r"\b(?:[Cc]reditors|CREDITORS)(?P<of>\s+(?:of|OF)\s+(?:the\s+|THE\s+)?)(?=[^\W\d_a-z])")
"""Between a committee of creditors and its debtor, who are two parties."""
_FIRM_BEHIND = re.compile(
    r"(?P<person>[^\W\d_a-z][\w'’-]+[ ]+[^\W\d_a-z]\.[ ]+[^\W\d_a-z][\w'’-]+),\s+"
    r"(?=[^\W\d_a-z][\w'’-]+\s*(?:&|,|and\b))"
)
"""A person with an initial before a firm: "Jane Q. Roe, Alder & Birch, P.C."."""
_SIGNED = re.compile(r"(?P<called>[^\W\d_]{2,}),?[ \t]*\n\s*(?P<given>[^\W\d_]{2,})[ \t]+[^\W\d_a-z][^\n]*")
"""A given name above the whole name of the same person, as at the end of mail: "Kate ⏎ Katherine A. Roe"."""
_LONGEST = 2
"""Most words of a body in a list without legal forms."""


def apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The candidate in each cell that it reaches into (with a legal form, in the last one only), and in each part of a
    list.
    """
    cells = in_cells(text, candidate.span) if candidate.source in _IN_ONE_CELL else []
    if len(cells) > 1:
        for cell in cells[-1:] if candidate.source == Source.LEGAL_FORM else cells:
            yield replace(candidate, span=cell, kind=kind_of(cell.of(text)))
        return
    committee = _OF_CREDITORS.search(text, candidate.span.start, candidate.span.end)
    if committee is not None and committee.end() < candidate.span.end:
        yield candidate.at(Span(candidate.span.start, committee.start("of")))
        yield candidate.at(Span(committee.end(), candidate.span.end))
        return
    firm = _FIRM_BEHIND.match(text, candidate.span.start, candidate.span.end)
    if firm is not None and has_form(text[firm.end() : candidate.span.end]):
        yield replace(candidate, span=Span(candidate.span.start, firm.end("person")), kind=Kind.PERSON)
        yield replace(candidate, span=Span(firm.end(), candidate.span.end), kind=Kind.ORGANIZATION)
        return
    signed = _SIGNED.fullmatch(text, candidate.span.start, candidate.span.end)
    if candidate.kind is Kind.PERSON and signed is not None and same_given(*map(str.casefold, signed.groups())):
        yield candidate.at(Span(candidate.span.start, signed.end("called")))
        yield candidate.at(Span(signed.start("given"), candidate.span.end))
        return
    yield from (candidate.at(span) for span in _listed(text, candidate))


def _listed(text: str, candidate: Candidate) -> Sequence[Span]:
    """The bodies that the model took for one in a list ("Tarrow, Quenby"), if each occurs by itself elsewhere."""
    span, surface = candidate.span, candidate.span.of(text)
    if candidate.source != Source.MODEL or candidate.kind is Kind.PERSON or "," not in surface or "&" in surface:
        return [span]
    parts = [Span(span.start + m.start(), span.start + m.end()) for m in _BETWEEN_COMMAS.finditer(surface)]
    bare = [part.of(text) for part in parts]
    if len(parts) < 2 or any(has_form(name) or len(name.split()) > _LONGEST for name in bare):
        return [span]
    return parts if min(map(text.count, bare)) > text.count(surface) else [span]
