"""Ranks words and phrases by TextRank (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", 2004).

Words that are near each other vote for each other; a phrase has the rank of its words. Sums are computed in text order
in plain Python, so that the same text gives the same numbers on every machine.
"""

import collections
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Word = tuple[str, str]
"""A word as a node of the graph: lemma and part of speech."""

_NEAR = 3  # distance in words up to which words are linked
_HANDED_ON = 0.85  # damping factor: share of a word's rank that goes to its neighbors, as in the paper
_SETTLED = 1e-6  # total change of all ranks below which the iteration ends
_MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at one place.

    Arguments:
        start, end: its characters. text: as written.
        words: those that carry meaning; others: number of other words, such as articles and periods.
    """

    start: int
    end: int
    text: str = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)
    others: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase that represents the subject of a chunk: its weight, and all its spans."""

    weight: float
    places: tuple[tuple[int, int], ...]


def word_ranks(sentences: Iterable[Sequence[Word]]) -> Mapping[Word, float]:
    """PageRank over the graph of words that are near each other in a sentence.

    Arguments:
        sentences: their meaningful words, in order.

    Returns:
        Ranks with sum 1; empty for a text without words.
    """
    links = _links(sentences)
    if not links:
        return {}
    even = 1 / len(links)
    strengths = {word: sum(near.values()) for word, near in links.items()}
    ranks = dict.fromkeys(links, even)
    for _ in range(_MOST_ROUNDS):
        alone = sum(ranks[word] for word, strength in strengths.items() if not strength)
        shared = (1 - _HANDED_ON + _HANDED_ON * alone) * even
        given = {word: _HANDED_ON * ranks[word] / strength for word, strength in strengths.items() if strength}
        fresh = {
            word: shared + sum(given[other] * weight for other, weight in near.items()) for word, near in links.items()
        }
        change = sum(abs(fresh[word] - rank) for word, rank in ranks.items())
        ranks = fresh
        if change < _SETTLED:
            break
    return ranks


def topics(phrases: Iterable[Phrase], ranks: Mapping[Word, float], most: int) -> tuple[Topic, ...]:
    """The highest-ranked phrases in descending order; their weights have sum 1.

    Arguments:
        most: largest number. The same words at several places are one topic.
    """
    heaviest: dict[str, float] = {}
    places: dict[str, list[tuple[int, int]]] = collections.defaultdict(list)
    for phrase in phrases:
        wording = phrase.text.replace("'", "")
        heaviest[wording] = max(heaviest.get(wording, 0.0), _weight(phrase, ranks))
        places[wording].append((phrase.start, phrase.end))
    chosen = sorted(heaviest, key=lambda wording: (-heaviest[wording], wording))[:most]
    together = sum(heaviest[wording] for wording in chosen) or 1.0
    return tuple(Topic(heaviest[wording] / together, tuple(places[wording])) for wording in chosen)


def distances(spans: Sequence[tuple[int, int]], about: Sequence[Topic]) -> tuple[float, ...]:
    """Euclidean distance of each span from the topic vector: the weight of all topics that it lacks.

    Arguments:
        spans: start and end; an occurrence counts for the first span that contains it.
    """
    missed = [set(range(len(about))) for _ in spans]
    for number, topic in enumerate(about):
        for start, end in topic.places:
            for left, (first, last) in zip(missed, spans, strict=True):
                if first <= start and end <= last:
                    left.discard(number)
                    break
    return tuple(math.sqrt(sum(about[number].weight ** 2 for number in sorted(left))) for left in missed)


def _links(sentences: Iterable[Sequence[Word]]) -> dict[Word, dict[Word, int]]:
    """For each word the words near it, with counts. A word does not vote for itself."""
    links: dict[Word, dict[Word, int]] = {}
    for words in sentences:
        for word in words:
            links.setdefault(word, {})
        for at, word in enumerate(words):
            for other in itertools.islice(words, at + 1, at + 1 + _NEAR):
                if other != word:
                    links[word][other] = links[word].get(other, 0) + 1
                    links[other][word] = links[other].get(word, 0) + 1
    return links


def _weight(phrase: Phrase, ranks: Mapping[Word, float]) -> float:
    """The sum of its words' ranks, reduced for words without meaning: otherwise long phrases would win by length."""
    length = len(phrase.words) + phrase.others
    if not length:
        return 0.0
    rank = math.sqrt(sum(ranks[word] for word in phrase.words) / (length + phrase.others))
    return rank * length / (length + 2 * phrase.others + 1)
