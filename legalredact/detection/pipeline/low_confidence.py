"""A second pass over unclaimed words: capitalized words that are in no dictionary, *possible* only.

Our own model is asked again, with a much lower threshold than for dictionary words: a capitalized word that is in no
dictionary is usually a name. (spaCy's small English model did this before: on the five corpora of the benchmark it
found no person, party or attorney that was not found without it.)
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.lexicon.gazetteers import BOILERPLATE, GENERIC, LATIN, MONTHS, ROLES, STATES, TITLES
from legalredact.detection.lexicon.word_lists import WordList, word_list
from legalredact.detection.model.ner import WordScores
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.rules.courts import is_court
from legalredact.detection.rules.governments import is_sovereign
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.edge_marks import FOOTNOTE_DIGITS
from legalredact.detection.spans.span_shape import is_acronym, names_nobody, trimmed
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span, Tier

_UNKNOWN = re.compile(rf"(?<![\w@./#’'-]){CAPITAL}[^\W\d_]{{2,}}(?:(?=\d{{1,2}}(?!\w))|(?![\w@/]))")
_RAISED = re.compile(f"[{FOOTNOTE_DIGITS}]")
_SIDE_BY_SIDE = re.compile(r"[ \t]{1,2}|[ \t]*\n[ \t]*|-")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}\Z")
_KNOWN = BOILERPLATE | GENERIC | LATIN | MONTHS | ROLES | TITLES
_OF_STATES = WordList(lambda: (word for state in STATES for word in state.split()))
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?![\w'’@.]\w)")
_CAPITAL = re.compile(rf"(?<!\w){CAPITAL}\w")
_GERMAN = frozenset({"der", "die", "das", "dem", "den", "und", "nicht", "ist"})
"""German writes every noun with a capital."""
_QUARTERS = word_list("quarters_of_india")
"""Words of Indian streets and quarters."""
_AROUND, _ENOUGH = 90, 8
"""Characters on either side that show the language, and the number of small words that decide it."""
NOT_QUITE_SURE = 0.02
"""Chance from which such a word is *possible*."""


def doubted(text: str, reading: WordScores, claimed: Iterable[Span]) -> Iterator[Candidate]:
    """Unknown capitalized words that nothing has claimed, and that the model does not clearly reject.

    Arguments:
        claimed: spans that are taken: names, identifiers, citations.
    """
    taken = CoveredRanges(len(text), claimed)
    unknown = [
        Span(*m.span())
        for m in _UNKNOWN.finditer(text)
        if m.start() not in taken and _is_unknown(_RAISED.sub("", m.group()))
    ]
    paired = {word for pair in itertools.pairwise(unknown) if are_paired(text, *pair) for word in pair}
    doubtful = [
        w
        for w in unknown
        if reading.chance(w) >= NOT_QUITE_SURE or w in paired or _in_brackets(text, w) or amid_another_tongue(text, w)
    ]
    for span in _side_by_side(text, doubtful):
        initials = _INITIALS.search(text, max(0, span.start - 12), span.start)
        name = trimmed(text, Span(initials.start(), span.end) if initials else span)
        if name is not None and not _speaks_of_nobody(name.of(text)):
            yield Candidate(name, kind_of(name.of(text)), Source.SECOND_OPINION, Tier.POSSIBLE)


def _in_brackets(text: str, word: Span) -> bool:
    """Whether the word is alone in brackets, as minutes and logs show who is meant: "Unit 311 (Hruska)"."""
    bracketed = text[word.start - 1 : word.start] == "(" and text[word.end : word.end + 1] == ")"
    return bracketed and word.of(text)[1:].islower()


def are_paired(text: str, one: Span, other: Span) -> bool:
    """Whether two such capitalized words are alone on one line, like a given name and a surname."""
    both = text[one.start : other.end]
    no_place = _QUARTERS.isdisjoint(both.casefold().split())
    return text[one.end : other.start] == " " and not both.isupper() and no_place


def _side_by_side(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """The words; adjacent ones are joined."""
    start = end = -1
    for word in found:
        if end >= 0 and _SIDE_BY_SIDE.fullmatch(text, end, word.start) is None:
            yield Span(start, end)
            start = word.start
        start, end = (word.start if end < 0 else start), word.end
    if end >= 0:
        yield Span(start, end)


def amid_another_tongue(text: str, word: Span) -> bool:
    """Whether the surrounding words are of a language that the model has not learned and that writes nouns small."""
    around = text[max(0, word.start - _AROUND) : word.end + _AROUND]
    small = [found for found in _SMALL_WORD.findall(around) if found.islower()]
    foreign = sum(not (is_english(one) or is_function_word(one)) for one in small)
    if len(small) < _ENOUGH or foreign * 2 <= len(small) or len(_GERMAN.intersection(small)) > 1:
        return False
    return len(_CAPITAL.findall(around)) < len(small)


def _speaks_of_nobody(surface: str) -> bool:
    return names_nobody(surface) or is_court(surface) or is_sovereign(surface)


@functools.lru_cache(maxsize=1 << 15)
def _is_unknown(word: str) -> bool:
    lower = word.casefold()
    return lower not in _KNOWN and lower not in _OF_STATES and not is_english(lower) and not is_acronym(word)
