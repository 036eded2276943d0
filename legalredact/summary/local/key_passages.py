"""Key passages: the sentences that represent a document best, by LexRank with cues of legal papers.

LexRank (Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", 2004) ranks
sentences by PageRank over their similarity. Cues raise what states a holding, a claim or the question presented, and
lower what only cites. Sums are computed in text order in plain Python, so that the same text gives the same numbers.
"""

import collections
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from legalredact.matching.citations.find import case_citations
from legalredact.model.entry_kind import EntryKind
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.boilerplate import is_boilerplate
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Statement

_STOP = frozenset(
    "the a an of to in on at by for from with and or but not is are was were be been has have"
    " had that which who it its as this these"
    " those his her their our my your he she they we you i after before into out than then so"
    " if no any all such other may shall will"
    " would could should can do does did also there when where while under upon between against".split()
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_DAMPING, _SETTLED, _MOST_ROUNDS = 0.85, 1e-5, 60
_LEAST_ALIKE = 0.08
_CHUNK = 400
"""Sentences that are compared with each other; longer documents are ranked in chunks, so that time stays linear."""
_FEWEST_WORDS, _FEWEST_OWN_WORDS, _MOST_CHARACTERS = 6, 3, 700
_CUES = (
    (
        re.compile(
            r"\b(?:we|this court|the court)\s(?:\w+\s){0,2}(?:hold|conclude|affirm|reverse|vacate"
            r"|remand|grant|den(?:y|ies)|find)",
            re.I,
        ),
        0.6,
    ),
    (re.compile(r"\b(?:question presented|issue (?:is|before|presented)|the question is|whether)\b", re.I), 0.35),
    (
        re.compile(
            r"\b(?:this (?:action|case|appeal|matter|lawsuit|letter|report|memo"
            r"|agreement)\b.{0,20}\b(?:arises|concerns|involves|is))",
            re.I,
        ),
        0.4,
    ),
    (re.compile(r"\b(?:therefore|accordingly|because|in short|in sum|for these reasons|as a result)\b", re.I), 0.15),
    (re.compile(r"\b(?:argues|contends|alleges|seeks|claims|moved|filed|sued|brought)\b", re.I), 0.15),
)
_CITES = re.compile(
    r"^(?:see|id\.|cf\.|accord|but see|e\.g\.)\b|^\([^()]*\)\W*$|^(?-i:[A-Z]\S* (?:of |the |and |& )*){1,4}v\. ", re.I
)
"""A sentence that begins so is a citation alone; "The court followed Roe v. Doe" is not."""
_FOOTNOTE = re.compile(r"^\d{1,2} [A-Z]")
_OF_A_FOOTNOTE = 0.4
_ASKS = re.compile(r"\?[\"”’')\]]*$")
_LEAD = 0.25
_ALIKE = 0.75
_OF_ONE_SECTION = 0.1
"""By how much each further passage of a section counts less than the one before it."""


def key_passages(body: Body) -> Iterator[Entry]:
    """Sentences that state something, each with its rank."""
    told = [one for one in body.sentences if is_statement(body, one)]
    for start in range(0, len(told), _CHUNK):
        chunk = told[start : start + _CHUNK]
        words = [words_of(body.words(one.span)) for one in chunk]
        for at, (one, rank) in enumerate(zip(chunk, centrality(words), strict=True)):
            lead, relative = _LEAD / (1 + (start + at) / 3), rank * len(chunk)
            weight = relative / (1 + relative) + _cued(body.words(one.span)) + lead
            weight -= _OF_A_FOOTNOTE * bool(_FOOTNOTE.match(body.words(one.span)))
            yield Entry(EntryKind.PASSAGES, one.span, weight)


def without_repetitions(body: Body, ranked: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """The best entries that say something new, in the order of their rank."""
    kept: list[tuple[Entry, collections.Counter[str]]] = []
    for entry in sorted(ranked, key=lambda one: (-one.weight, one.span)):
        words = words_of(body.words(entry.span))
        if all(_cosine(words, other) < _ALIKE for _, other in kept):
            kept.append((entry, words))
        if len(kept) == most:
            break
    return tuple(entry for entry, _ in kept)


def spread_over_sections(body: Body, ranked: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with less weight for each that follows a better one of its section, so that no section takes all."""
    taken: collections.Counter[str] = collections.Counter()
    found = []
    for entry in sorted(ranked, key=lambda one: (-one.weight, one.span)):
        section = body.section(entry.span.start)
        found.append(replace(entry, weight=entry.weight - _OF_ONE_SECTION * taken[section]))
        taken[section] += 1
    return tuple(found)


def is_statement(body: Body, one: Statement) -> bool:
    """Whether a sentence states something: not a question, a citation alone, or boilerplate."""
    words = body.words(one.span)
    if len(words) > _MOST_CHARACTERS or len(words.split()) < _FEWEST_WORDS:
        return False
    if _ASKS.search(words) or is_boilerplate(words):
        return False
    cited = sum(len(citation.span.of(words).split()) for citation in case_citations(words))
    return not _CITES.match(words) and len(words.split()) - cited >= _FEWEST_OWN_WORDS


def words_of(text: str) -> collections.Counter[str]:
    """The meaningful words of a text without case, and its tokens, with their counts."""
    tokens = TOKEN.findall(text)
    plain = (word.casefold() for word in _WORD.findall(TOKEN.sub(" ", text)))
    return collections.Counter([*tokens, *(word for word in plain if word not in _STOP)])


def centrality(sentences: Sequence[Mapping[str, int]]) -> list[float]:
    """PageRank of each sentence over cosine similarities of words weighted by inverse frequency; the sum is 1."""
    count = len(sentences)
    if not count:
        return []
    links = _links(sentences)
    totals = [sum(near.values()) for near in links]
    ranks = [1 / count] * count
    for _ in range(_MOST_ROUNDS):
        alone = sum(rank for rank, total in zip(ranks, totals, strict=True) if not total)
        fresh = [(1 - _DAMPING + _DAMPING * alone) / count] * count
        for number, near in enumerate(links):
            for other, strength in near.items():
                fresh[other] += _DAMPING * ranks[number] * strength / totals[number]
        change = sum(abs(new - old) for new, old in zip(fresh, ranks, strict=True))
        ranks = fresh
        if change < _SETTLED:
            break
    return ranks


def _links(sentences: Sequence[Mapping[str, int]]) -> list[dict[int, float]]:
    spread = collections.Counter(word for words in sentences for word in words)
    rarity = {word: math.log(1 + len(sentences) / found) for word, found in spread.items()}
    vectors = [{word: n * rarity[word] for word, n in words.items()} for words in sentences]
    norms = [math.sqrt(sum(value * value for value in vector.values())) or 1.0 for vector in vectors]
    having: dict[str, list[int]] = collections.defaultdict(list)
    links: list[dict[int, float]] = [{} for _ in sentences]
    for number, vector in enumerate(vectors):
        products: dict[int, float] = collections.defaultdict(float)
        for word, value in vector.items():
            for other in having[word]:
                products[other] += value * vectors[other][word]
            having[word].append(number)
        for other, product in products.items():
            if (alike := product / (norms[number] * norms[other])) >= _LEAST_ALIKE:
                links[number][other] = links[other][number] = alike
    return links


def _cosine(one: collections.Counter[str], other: collections.Counter[str]) -> float:
    product = sum(count * other[word] for word, count in one.items())
    lengths = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return product / lengths if lengths else 0.0


def _cued(words: str) -> float:
    return sum(weight for pattern, weight in _CUES if pattern.search(words))
