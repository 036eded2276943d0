"""Names in names of files: "Okonski_resume.pdf", "MarenOkonskiOffer.docx", "Fwd Okonski invoice.eml".

A name ends where the words begin that say what the file is. A word of no dictionary beside such a word is offered as a
name, too, and the surname of a person in the document is one in small letters ("scan_baker_license.png").
"""

import bisect
import re
from collections.abc import Container, Iterable, Iterator, Sequence

from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.matching.text.dictionary import is_english
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Kind, Span, Tier

_WORDS = word_list("file_name_words")
_ENDING = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|txt|rtf|csv|msg|eml|pst|zip|jpe?g|png|tiff?|gif|heic|mp[34]|wav|mov|m4a|html?|wpd|odt)(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 90
_GLUED = re.compile(r"[\w'’&()+,.#~-]{1,80}\Z")
"""A file's name up to its ending, without blanks."""
_SPACED = re.compile(r"(?:[\w'’&()+,.#~-]{1,30} ){1,5}\Z")
"""Words with blanks before that, which may be part of the file's name."""
_TOKEN = re.compile(r"(?:Ma?c|O['’]|D[ei]|La|Le|Van)?[A-Z][a-z’']+|[a-z’']+|[A-Z]{2,}(?![a-z])|[^\W\d_]+|\d+")
_NUMBERED = re.compile(r"\d+|[vV]\d*")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST = 4
_CHANCE = 0.5


def in_file_names(text: str, names: Iterable[Candidate]) -> Sequence[Candidate]:
    """The names, those in names of files without words of papers, and with more names that these words show; in order.

    Arguments:
        names: what was found in `text`, in order.
    """
    found = list(names)
    files = list(_files(text))
    if not files:
        return found
    kept = [one.at(_cut(text, one.span, files)) for one in found]
    taken = CoveredRanges(len(text), (one.span for one in kept))
    surnames = frozenset(_surnames(text, kept))
    more = [one for _, glued in files for one in _more(text, glued, surnames) if not taken.overlap(one.span)]
    return sorted([*kept, *more], key=lambda one: one.span)


def _files(text: str) -> Iterator[tuple[Span, Span]]:
    """Each file's name without its ending: with the words before it that may be part of it, and without them."""
    for ending in _ENDING.finditer(text):
        glued = _GLUED.search(text, max(0, ending.start() - _LONGEST), ending.start())
        if glued is not None:
            start = glued.start()
            spaced = _SPACED.search(text, max(0, start - _LONGEST), start)
            yield Span(spaced.start() if spaced else start, ending.start()), Span(start, ending.start())


def _cut(text: str, span: Span, files: Sequence[tuple[Span, Span]]) -> Span:
    """The span without the file's ending and the words of papers at both ends; as it is if nothing else is left."""
    at = bisect.bisect_left(files, span.start, key=lambda file: file[0].end)
    region = files[at][0] if at < len(files) and files[at][0].start <= span.start else None
    if region is not None and not (region.contains(span) or files[at][1].overlaps(span)):
        region = None
    if region is None:
        return span
    tokens = list(_TOKEN.finditer(text, span.start, min(span.end, region.end)))
    own = [token for token in tokens if not _is_of_paper(token[0])]
    return Span(own[0].start(), own[-1].end()) if own else span


def _is_of_paper(token: str) -> bool:
    return token.casefold() in _WORDS or _NUMBERED.fullmatch(token) is not None


def _surnames(text: str, names: Iterable[Candidate]) -> Iterator[str]:
    for one in names:
        words = one.span.of(text).split()
        if one.kind is Kind.PERSON and one.tier is Tier.SUGGESTED and len(words) > 1:
            yield words[-1].casefold()


def _more(text: str, stem: Span, surnames: Container[str]) -> Iterator[Candidate]:
    """Known surnames in a file's name, and words of no dictionary if it also has a word of a paper."""
    tokens = list(_TOKEN.finditer(text, stem.start, stem.end))
    of_paper = any(token[0].casefold() in _WORDS for token in tokens)
    for token in tokens:
        word, span = token[0].casefold(), Span(*token.span())
        if len(word) < _SHORTEST or _is_of_paper(word):
            continue
        if word in surnames:
            yield Candidate(span, Kind.PERSON, Source.PROPAGATED)
        elif of_paper and word.isalpha() and word.isascii() and not is_english(word) and _VOWEL.search(word):
            yield Candidate(span, Kind.PERSON, Source.SECOND_OPINION, Tier.POSSIBLE, chance=_CHANCE)
