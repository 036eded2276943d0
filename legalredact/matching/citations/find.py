"""Citations of decided cases. They stay in clear, since a summary of a brief is useless without its authorities.

Parties of a cited case may also be parties of the matter itself (in an earlier appeal, for example) and must then be
masked. Only the caller can know that, so every citation comes with the spans of its parties.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from legalredact.matching.citations.case_names import CaseName, name_around, name_before
from legalredact.matching.citations.reporters import CORE, COURT, GAP, PINPOINT, RANGE, REMARK
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.matching.text.running_lines import without_running_lines
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span

_CORE = lazy_pattern(CORE)
_TAIL = re.compile(rf"(?:{RANGE})?(?:{PINPOINT}){{0,8}}(?:{COURT})?(?:{REMARK}){{0,3}}")
_PARALLEL = re.compile(rf"(?:{PINPOINT}){{0,8}},\s{{0,200}}")
_NUMBER = r"(?:Case\s)?Nos?\.\s{0,9}[\w:.–&-]{2,40}(?:\s\([A-Z]{2,4}\))?(?:,\s{1,200}slip\sop\.)?"
_DOCKET = re.compile(rf",{GAP}{_NUMBER},?\s*$")
_DOCKET_AFTER = re.compile(rf",{GAP}{_NUMBER}(?:{PINPOINT})?(?:,?{COURT})?")
_COMMA = re.compile(r",\s*$")
_YEAR_OR_BRACKET = re.compile(r"\s*(?:\((?:1[6-9]|20)\d\d\)|\()\s*$")
"""Between name and volume in California's style ("A v. B (1984) 36 Cal.3d 171"), or "A v. B (228 N.C. 605)"."""
_ID = re.compile(rf"\b(?:Id|Ibid|id)\.,?(?=\s{{1,200}}(?:at\s|¶))(?:{PINPOINT})(?:{REMARK})?")
_VERSUS = re.compile(r"(?<=\s)vs?\.(?=\s{1,3}\S)|(?<=[A-Z.,]\s)VS?\.(?=\s{1,3}[A-Z]{2})")
_NOTE = re.compile(r"[.,;”\"]\d{1,3}(?=\s)")
"""A footnote's mark, behind a name whose reporter is in the footnote ("Alder v. Vale.7")."""
_NAME_END = 60
_PAIR = len(("plaintiff", "defendant"))


@dataclass(frozen=True, slots=True)
class CaseCitation:
    """A citation of a case.

    Arguments:
        span: from the name to the last parenthesis. It may contain running lines of a page break, with anybody's name;
            so only the parties stay in clear because they are cited, not the whole span.
        parties: spans of the names in it, in order, without running lines (so one name may have two spans); empty for
            "Id. at 5" and for volume and page without a name.
        reported: it cites another decision, by a reporter, a database, a neutral citation or a short form of one of
            these, or by a footnote whose mark follows the name. False for a bare "A v. B" and for one with only a
            docket number, which may be the matter itself or an unpublished case.
        core: volume, reporter and page, with those of parallel citations; None if there are none.
    """

    span: Span
    parties: tuple[Span, ...]
    reported: bool
    core: Span | None = None


def case_citations(text: str) -> tuple[CaseCitation, ...]:
    """Every citation of a case in `text`, in order, not overlapping."""
    plain = without_running_lines(text)
    published = tuple(_published(plain))
    bare = _bare_names(plain, published)
    again = _names_of(plain, published)
    bare = (replace(c, reported=True) if _names(plain, c) in again else c for c in bare)
    return tuple(sorted((*published, *bare), key=lambda citation: citation.span))


def short_names(text: str, citations: Iterable[CaseCitation]) -> frozenset[str]:
    """Short names for cited cases in the text ("Alder, 556 U.S. at 678": Alder), as spelled there.

    They may also be names in the matter. They are a hint not to suggest them as names, but no reason to keep them.
    """
    short = (" ".join(c.parties[0].of(text).split()) for c in citations if c.reported and len(c.parties) == 1)
    return frozenset(short)


def _published(text: str) -> Iterator[CaseCitation]:
    """Citations with a reporter, and those that refer back to one ("Id. at 5")."""
    floor = 0
    for start, core_end in _groups(text):
        tail = _TAIL.match(text, core_end)
        name = _name_of_core(text, start, floor)
        floor = tail.end() if tail else core_end
        span, parties = Span(name.span.start if name else start, floor), name.parties if name else ()
        yield CaseCitation(span, parties, reported=True, core=Span(start, core_end))
    for match in _ID.finditer(text):
        yield CaseCitation(Span(*match.span()), (), reported=True)


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of volume, reporter and page, including parallel citations of the same case."""
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
    """The name before volume and page, ignoring a docket number between them."""
    low = max(floor, start - _NAME_END)
    if bracket := _YEAR_OR_BRACKET.search(text, low, start):
        name = name_before(text, bracket.start(), floor)
        return name if name is not None and len(name.parties) >= _PAIR else None
    docket = _DOCKET.search(text, low, start)
    comma = docket or _COMMA.search(text, low, start)
    name = name_before(text, comma.start(), floor) if comma else None
    return name and _with_name_before_bracket(text, name, floor)


def _with_name_before_bracket(text: str, name: CaseName, floor: int) -> CaseName:
    """A bankruptcy's second name with the first one: "Alder Co. v. Birch Bank (In re Cedar, Inc.), 856 F.2d 1328"."""
    bracket = text.rfind("(", name.span.start, name.parties[0].start)
    if bracket < 0:
        return name
    first = name_before(text, bracket, floor)
    if first is None or len(first.parties) < _PAIR:
        return name
    return CaseName(Span(first.span.start, name.span.end), (*first.parties, *name.parties))


def _bare_names(text: str, published: Iterable[CaseCitation]) -> Iterator[CaseCitation]:
    """Case names without a citation, with their docket number and court if present."""
    spans = sorted(citation.span for citation in published)
    taken = CoveredRanges(len(text), spans)
    floor = 0
    for versus in _VERSUS.finditer(text):
        name = None if versus.start() in taken else name_around(text, versus, floor)
        if name is None or taken.overlap(name.span):
            continue
        docket = _DOCKET_AFTER.match(text, name.span.end)
        floor = docket.end() if docket else name.span.end
        noted = _NOTE.match(text, name.span.end) is not None
        yield CaseCitation(Span(name.span.start, floor), name.parties, reported=noted)


def _names(text: str, citation: CaseCitation) -> tuple[str, ...]:
    """The parties' names, normalized for comparison."""
    return tuple(" ".join(party.of(text).casefold().split()) for party in citation.parties)


def _names_of(text: str, citations: Iterable[CaseCitation]) -> frozenset[tuple[str, ...]]:
    """The pairs of parties' names of all citations that have both."""
    return frozenset(_names(text, citation) for citation in citations if len(citation.parties) > 1)
