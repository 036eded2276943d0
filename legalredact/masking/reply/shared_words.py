"""How much of what a statement says occurs in the passages that it cites, compared with the rest of the payload."""

import collections
import math
import re
from collections.abc import Iterable, Sequence

from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.matching.text.dictionary import is_function_word
from legalredact.model.mention import Span

_WORD = re.compile(r"[A-Z]+_(?:[A-Z]{1,4}|\d+)|[^\W_]+(?:(?:[-’']|(?<=\d)[,.:](?=\d))[^\W_]+)*")
_STEM = 5
_COMMON = frozenset(
    "the and that was were has had have been not for with from this his her their its who which she they him them would"
    " could will are but than also said says say stated states document statement".split()
)
_RARE = 200
"""A word in more passages than these finds none: comparing all of them would take too long, and would tell little."""
_UNCONFIRMED, _CONFIRMED = (0.1, 0.3), (0.05, 0.5)
"""The smallest share, and how much more another passage may share. Of the true statements of
`tests/benchmarks/replies/seen` the smallest share is 0.11 and the largest difference 0.14; of the wrong sources there
97 % are beyond the first pair."""
_FEW_WORDS = 4
"""Of so few words none has to be in the passages, if they have all figures of the statement."""
Place = tuple[int, int]


class Overlap:
    """The words of a payload's passages.

    Arguments:
        sources: its passages.
    """

    def __init__(self, sources: StatementSources) -> None:
        self._words: dict[Place, frozenset[str]] = {}
        self._places: dict[str, list[Place]] = collections.defaultdict(list)
        for number, document in enumerate(sources.documents):
            for at, passage in enumerate(document.passages):
                self._words[number, at] = words = frozenset(stems(passage.masked_text))
                for word in words:
                    self._places[word].append((number, at))
        self._count = len(self._words)

    def is_weak(self, text: str, places: Sequence[Place], confirmed: Sequence[Span]) -> bool:
        """Whether the passages share too little with a statement, or another passage shares much more.

        Arguments:
            text: of the statement.
            places: that it cites.
            confirmed: its figures, if the passages have all of them, so that other words may do.
        """
        share, (least, margin) = self.share(text, places), _CONFIRMED if confirmed else _UNCONFIRMED
        if confirmed and len(self._weights(_without(text, confirmed))) <= _FEW_WORDS:
            return False
        return share < least or self.best(text, places) > share + margin

    def share(self, text: str, places: Sequence[Place]) -> float:
        """The share of a statement's words, weighted by how rare they are, that the passages have; 1 without words."""
        wanted = self._weights(text)
        held: set[str] = set().union(*(self._words[place] for place in places))
        total = sum(wanted.values())
        return sum(weight for word, weight in wanted.items() if word in held) / total if total else 1.0

    def best(self, text: str, places: Sequence[Place]) -> float:
        """The largest share that any single other passage has."""
        wanted, cited = self._weights(text), set(places)
        total = sum(wanted.values())
        scores: dict[Place, float] = collections.defaultdict(float)
        for word, weight in wanted.items():
            found = self._places.get(word, ())
            for place in found if len(found) <= _RARE else ():
                if place not in cited:
                    scores[place] += weight
        return max(scores.values(), default=0.0) / total if total else 0.0

    def _weights(self, text: str) -> dict[str, float]:
        return {word: math.log(1 + self._count / (1 + len(self._places.get(word, ())))) for word in set(stems(text))}


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks in place of spans."""
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def stems(text: str) -> Iterable[str]:
    """The words that carry meaning, cut to their first letters; tokens and numbers whole."""
    for match in _WORD.finditer(text):
        word = match[0]
        if "_" in word:
            yield word
            continue
        word = word.lower().replace("’", "'").removesuffix("'s")
        if any(c.isdigit() for c in word):
            yield word
        elif len(word) > 2 and word not in _COMMON and not is_function_word(word):
            yield word[:_STEM]
