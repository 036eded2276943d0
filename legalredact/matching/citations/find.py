"""Citations of decided cases, which stay in clear: a summary of a brief without its authorities is useless.

The parties of a cited case may be those of the matter itself (an earlier appeal, say). Then they have to be masked all
the same; who that is, only the caller knows, and so every citation comes with the spans of its parties.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from legalredact.matching.citations.case_names import CaseName, name_around, name_before
from legalredact.matching.citations.reporters import CORE, COURT, GAP, PINPOINT, RANGE, REMARK
from legalredact.matching.text.running_lines import without_running_lines
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span

_CORE = re.compile(CORE)
_TAIL = re.compile(rf"(?:{RANGE})?(?:{PINPOINT}){{0,8}}(?:{COURT})?(?:{REMARK}){{0,3}}")
_PARALLEL = re.compile(rf"(?:{PINPOINT}){{0,8}},\s{{0,200}}")
_NUMBER = r"(?:Case\s)?Nos?\.\s{0,9}[\w:.–&-]{2,40}(?:\s\([A-Z]{2,4}\))?(?:,\s{1,200}slip\sop\.)?"
_DOCKET = re.compile(rf",{GAP}{_NUMBER},?\s*$")
_DOCKET_AFTER = re.compile(rf",{GAP}{_NUMBER}(?:{PINPOINT})?(?:,?{COURT})?")
_COMMA = re.compile(r",\s*$")
_ID = re.compile(rf"\b(?:Id|Ibid|id)\.,?(?=\s{{1,200}}(?:at\s|¶))(?:{PINPOINT})(?:{REMARK})?")
_VERSUS = re.compile(r"(?<=\s)vs?\.(?=\s{1,3}\S)|(?<=[A-Z.,]\s)VS?\.(?=\s{1,3}[A-Z]{2})")
_NAME_END = 60


@dataclass(frozen=True, slots=True)
class CaseCitation:
    """A place where a case is cited.

    Arguments:
        span: from the name to the last parenthesis. Where a page break tore it, running lines stand in it, which may
            spell anybody's name: what is kept in clear because it is cited are the parties, not the whole span.
        parties: spans of the names in it, in order, without running lines, so that one name may be in two spans; empty
            for "Id. at 5" and where only volume and page stand.
        reported: another decision is cited, by a reporter, a database, a neutral citation or a short form of one of
            these; False for a bare "A v. B" and for one with no more than a docket number, which may be the matter
            itself or another one that nobody has published.
    """

    span: Span
    parties: tuple[Span, ...]
    reported: bool


def case_citations(text: str) -> tuple[CaseCitation, ...]:
    """Every citation of a case in `text`, in order, not overlapping."""
    plain = without_running_lines(text)
    published = tuple(_published(plain))
    bare = _bare_names(plain, published)
    again = _names_of(plain, published)
    bare = (replace(c, reported=True) if _names(plain, c) in again else c for c in bare)
    return tuple(sorted((*published, *bare), key=lambda citation: citation.span))


def short_names(text: str, citations: Iterable[CaseCitation]) -> frozenset[str]:
    """Names by which the text goes on to call cited cases ("Alder, 556 U.S. at 678": Alder), as they are spelled.

    They may also be somebody's in the matter: they are a hint not to suggest them as names, never a leave to keep them.
    """
    short = (" ".join(c.parties[0].of(text).split()) for c in citations if c.reported and len(c.parties) == 1)
    return frozenset(short)


def _published(text: str) -> Iterator[CaseCitation]:
    """Citations that have a reporter, and those that refer back to one ("Id. at 5")."""
    floor = 0
    for start, core_end in _groups(text):
        tail = _TAIL.match(text, core_end)
        name = _name_of_core(text, start, floor)
        floor = tail.end() if tail else core_end
        yield CaseCitation(Span(name.span.start if name else start, floor), name.parties if name else (), reported=True)
    for match in _ID.finditer(text):
        yield CaseCitation(Span(*match.span()), (), reported=True)


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of volume, reporter and page, parallel citations of the same case taken together."""
    start = end = -1
    for match in _CORE.finditer(text):
        joint = _PARALLEL.match(text, end) if end >= 0 else None
        if joint and joint.end() == match.start():
            end = match.end()
            continue
        if end >= 0:
            yield start, end
        start, end = match.span()
    if end >= 0:
        yield start, end


def _name_of_core(text: str, start: int, floor: int) -> CaseName | None:
    """The name before volume and page, a docket number between them left aside."""
    low = max(floor, start - _NAME_END)
    docket = _DOCKET.search(text, low, start)
    comma = docket or _COMMA.search(text, low, start)
    return name_before(text, comma.start(), floor) if comma else None


def _bare_names(text: str, published: Iterable[CaseCitation]) -> Iterator[CaseCitation]:
    """Names of cases without a citation, with their docket number and court if they have them."""
    spans = sorted(citation.span for citation in published)
    taken = CoveredRanges(len(text), spans)
    floor = 0
    for versus in _VERSUS.finditer(text):
        name = None if versus.start() in taken else name_around(text, versus, floor)
        if name is None or taken.overlap(name.span):
            continue
        docket = _DOCKET_AFTER.match(text, name.span.end)
        floor = docket.end() if docket else name.span.end
        yield CaseCitation(Span(name.span.start, floor), name.parties, reported=False)


def _names(text: str, citation: CaseCitation) -> tuple[str, ...]:
    """The parties' names, folded for comparison."""
    return tuple(" ".join(party.of(text).casefold().split()) for party in citation.parties)


def _names_of(text: str, citations: Iterable[CaseCitation]) -> frozenset[tuple[str, ...]]:
    """Both parties' names of every citation that has both."""
    return frozenset(_names(text, citation) for citation in citations if len(citation.parties) > 1)
