"""Short names by which a text refers to a precedent again ("In Tamsin Oil, the carrier lost")."""

import re
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.lexicon.gazetteers import COMPANY_FORMS
from legalredact.detection.spans.span_shape import is_ordinary, places_of
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span

_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Uu]nder|[Uu]nlike|[Ll]ike|[Ss]ee|[Pp]er|[Cc]f\.|e\.g\.,?|citing|quoting|following|[Aa]pplying"
    r"|[Dd]istinguish\w*|[Oo]verrul\w+|[Aa]ccord|[Cc]ontra|(?:holding|rule|reasoning|decision|facts) (?:of|in))\s+"
    r"|[“\"(]See\s+)\Z"
)
_AFTER = re.compile(
    r"(?:[’']s?)?,?\s+(?:[Cc]ourt|holding|held|holds|rule|test|factors?|analysis|standard|decision|opinion|panel|majority"
    r"|dissent|doctrine|line of cases"
    r"|(?:is|was) (?:inapposite|distinguishable|controlling|instructive|on point|overruled)"
    r"|does not (?:apply|control|help|support)|controls|applies|supra|at \d)\b"
)
_BEFORE_LENGTH = 24


def referred_to(text: str, citations: Sequence[CaseCitation]) -> frozenset[str]:
    """Short names of reported cases, as spelled in the text, if every other place of them reads as such a reference.

    "In Tamsin Oil, the court …" and "Tamsin Oil does not apply" refer to "Barlow v. Tamsin Oil Co., 512 F.3d 101".
    "Tamsin Oil paid" is somebody of the matter.
    """
    taken = CoveredRanges(len(text), sorted(one.span for one in citations))
    parties = {" ".join(p.of(text).split()) for one in citations if one.reported for p in one.parties}
    shorts = {short for party in parties for short in _shorts(party)}
    return frozenset(short for short in shorts if _is_reference(text, list(_outside(text, short, taken))))


def _shorts(party: str) -> Iterator[str]:
    """The name without its legal form, its first two words, its first word and its last, if they are no plain words."""
    words = party.split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in COMPANY_FORMS:
        words.pop()
    bare = [word.strip(",") for word in words]
    for short in (party, " ".join(bare), " ".join(bare[:2]), bare[0], bare[-1]):
        if len(short) > 2 and short[0].isupper() and not is_ordinary(short):
            yield short
    if len(bare) > 1:
        yield " ".join(bare)


def _outside(text: str, short: str, taken: CoveredRanges) -> Iterator[Span]:
    return (place for place in places_of(text, short) if not taken.overlap(place))


def _is_reference(text: str, places: Iterable[Span]) -> bool:
    """Whether there is at least one place, and each place refers to a decision."""
    found = [
        _BEFORE.search(text[max(0, place.start - _BEFORE_LENGTH) : place.start]) or _AFTER.match(text, place.end)
        for place in places
    ]
    return bool(found) and all(found)
