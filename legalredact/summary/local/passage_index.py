"""A local index: which passages of masked documents fit a question, by their words and tokens (BM25).

Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. The question is
masked with the same register as the documents, so a token in it finds the passages that name the same person.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.token import TOKEN
from legalredact.summary.local.lemmas import lemma

MOST_CHARACTERS = 120_000
"""Characters of passages that go to an engine with a question; a payload with fewer is sent whole."""
_K1, _B = 1.2, 0.75
"""The usual parameters of BM25."""
_WORD = re.compile(rf"{TOKEN.pattern}|[^\W_]+(?:[’'][^\W_]+)?")
_ENDINGS = ("ations", "ation", "ate", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "ly", "er")
_SHORTEST_STEM = 3
_COMMON = frozenset(
    "the a an of to in on at by for from with and or but not is are was were be been has have had that which who whom "
    "whose what when where why how did do does it its as this these those his her their he she they i you we me us "
    "any there if so than then about into out up no yes all each other some such will would can could may might shall "
    "should must".split()
)
_HOW_MUCH = re.compile(r"\bhow (?:many|much|long|old|often)\b", re.I)
"""Words that ask for a value, which no answer has to repeat."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that has words of the question.

    Arguments:
        share: of the weight of the question's words, how much is in the passage (0 to 1).
    """

    document: PayloadDocument
    passage: Passage
    score: float
    share: float


def terms(text: str) -> tuple[str, ...]:
    """Words that can be searched for: tokens as they are, of other words the stems of their lemmas."""
    found = (match[0] for match in _WORD.finditer(text))
    return tuple(word if TOKEN.fullmatch(word) else _stem(word) for word in found if word.casefold() not in _COMMON)


def ranked(documents: Sequence[PayloadDocument], question: str) -> tuple[RankedPassage, ...]:
    """The passages that have a word of the question, the best first; equal ones in the order of the documents."""
    asked = dict.fromkeys(terms(_HOW_MUCH.sub(" ", question)))
    places = [(document, passage) for document in documents for passage in document.passages]
    counts = [Counter(terms(passage.masked_text)) for _, passage in places]
    if not asked or not counts:
        return ()
    lengths = [max(1, counted.total()) for counted in counts]
    mean = sum(lengths) / len(lengths)
    holding = {term: sum(term in counted for counted in counts) for term in asked}
    weights = {term: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for term, n in holding.items()}
    total = sum(weights.values()) or 1.0
    found = []
    for (document, passage), counted, length in zip(places, counts, lengths, strict=True):
        there = [term for term in asked if counted[term]]
        if there:
            norm = _K1 * (1 - _B + _B * length / mean)
            score = sum(weights[t] * counted[t] * (_K1 + 1) / (counted[t] + norm) for t in there)
            found.append(RankedPassage(document, passage, score, sum(weights[t] for t in there) / total))
    return tuple(sorted(found, key=lambda one: -one.score))


def relevant(payload: Payload, most: int = MOST_CHARACTERS) -> Payload:
    """The payload reduced to the passages that fit its question best, each with its neighbors, in their order.

    Arguments:
        most: characters of passages. A payload within it stays whole, also one in which nothing fits up to there.
    """
    order = [passage for document in payload.documents for passage in document.passages]
    if sum(len(passage.masked_text) for passage in order) <= most:
        return payload
    at = {id(passage): number for number, passage in enumerate(order)}
    best = [at[id(one.passage)] for one in ranked(payload.documents, payload.question)] or list(range(len(order)))
    kept: set[int] = set()
    room = most
    for number in best:
        group = [n for n in (number - 1, number, number + 1) if 0 <= n < len(order) and n not in kept]
        size = sum(len(order[n].masked_text) for n in group)
        if size <= room:
            kept.update(group)
            room -= size
    chosen = {id(order[n]) for n in kept or best[:1]}
    documents = (replace(d, passages=tuple(p for p in d.passages if id(p) in chosen)) for d in payload.documents)
    return replace(payload, documents=tuple(document for document in documents if document.passages))


def _stem(word: str) -> str:
    plain = lemma(word.replace("’", "'").removesuffix("'s"))
    return next(
        (plain[: -len(e)] for e in _ENDINGS if plain.endswith(e) and len(plain) - len(e) >= _SHORTEST_STEM), plain
    )
