"""What a text is about: the ranks of its words, the phrases made of them, and how far a sentence is from them."""

import itertools
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.summary.local.rank import Phrase, Topic, Word, distances, topics, word_ranks

LETTERS = st.sampled_from("abcdefgh")
SENTENCES = st.lists(st.lists(LETTERS, max_size=8), max_size=6)
NEAR, HANDED_ON = 3, 0.85


def nouns(words: str | Sequence[str]) -> list[Word]:
    return [(word, "NOUN") for word in words]


def phrase(text: str, at: int = 0, *, others: int = 0) -> Phrase:
    return Phrase(at, at + len(text), text, tuple(nouns(text.split()[others:])), others)


def votes(sentences: Sequence[Sequence[str]]) -> dict[frozenset[str], int]:
    """How often two different words stand at most three words apart: the paper's graph, counted pair by pair."""
    counted: dict[frozenset[str], int] = {}
    for sentence in sentences:
        for (one, word), (other, second) in itertools.combinations(enumerate(sentence), 2):
            if word != second and other - one <= NEAR:
                pair = frozenset({word, second})
                counted[pair] = counted.get(pair, 0) + 1
    return counted


def test_a_text_without_words_ranks_nothing() -> None:
    assert word_ranks([]) == {}
    assert word_ranks([[], []]) == {}


def test_words_that_stand_alike_rank_alike() -> None:
    ranks = word_ranks([nouns("abc")])
    assert [*ranks.values()] == pytest.approx([1 / 3] * 3)


def test_the_word_that_all_others_stand_beside_wins() -> None:
    """A star of four words: its middle has 1 - 3 x, each end x = 0.15 / 4 + 0.85 (1 - 3 x) / 3."""
    ranks = word_ranks(nouns(pair) for pair in ("ma", "mb", "mc"))
    end = (0.15 / 4 + 0.85 / 3) / 1.85
    assert ranks["m", "NOUN"] == pytest.approx(1 - 3 * end, abs=1e-5)
    assert ranks["a", "NOUN"] == ranks["b", "NOUN"] == pytest.approx(end, abs=1e-5)


def test_a_word_has_no_vote_on_itself() -> None:
    assert word_ranks([nouns("aab")]) == word_ranks([nouns("ab"), nouns("ab")])


def test_a_noun_and_a_verb_of_one_spelling_are_two_words() -> None:
    assert len(word_ranks([[("file", "NOUN"), ("file", "VERB")]])) == 2


def test_words_of_different_sentences_are_strangers() -> None:
    ranks = word_ranks([nouns("ab"), nouns("ab"), nouns("c")])
    assert ranks["c", "NOUN"] < ranks["a", "NOUN"]


@given(SENTENCES)
def test_ranks_solve_the_equation_of_the_paper(sentences: list[list[str]]) -> None:
    ranks = {word: rank for (word, _), rank in word_ranks(nouns(words) for words in sentences).items()}
    counted = votes(sentences)
    strength = {word: sum(n for pair, n in counted.items() if word in pair) for word in ranks}
    assert ranks.keys() == set(itertools.chain(*sentences))
    assert sum(ranks.values()) == pytest.approx(1 if ranks else 0)
    alone = sum(rank for word, rank in ranks.items() if not strength[word])
    for word, rank in ranks.items():
        neighbours = [(other, n) for pair, n in counted.items() if word in pair for other in pair - {word}]
        voted = sum(ranks[other] * n / strength[other] for other, n in neighbours)
        assert rank == pytest.approx((1 - HANDED_ON + HANDED_ON * alone) / len(ranks) + HANDED_ON * voted, abs=2e-6)


@given(SENTENCES)
def test_the_same_words_give_the_same_figures(sentences: list[list[str]]) -> None:
    first, second = (word_ranks(nouns(words) for words in sentences) for _ in range(2))
    assert [*first.items()] == [*second.items()]


def test_the_weights_of_all_topics_are_one() -> None:
    ranks = {("roof", "NOUN"): 0.5, ("tile", "NOUN"): 0.3, ("crate", "NOUN"): 0.2}
    found = topics([phrase("roof"), phrase("tile", 10), phrase("crate", 20)], ranks, 2)
    assert [topic.places for topic in found] == [((0, 4),), ((10, 14),)]
    assert sum(topic.weight for topic in found) == pytest.approx(1)
    assert found[0].weight / found[1].weight == pytest.approx(math.sqrt(0.5 / 0.3))


def test_the_same_words_at_two_places_are_one_topic() -> None:
    ranks = dict.fromkeys(nouns(["roof", "roof's"]), 0.5)
    (topic,) = topics([phrase("roof"), phrase("roof", 30)], ranks, 20)
    assert topic == Topic(1.0, ((0, 4), (30, 34)))


def test_words_without_meaning_make_a_phrase_lighter() -> None:
    """√(0.5 / 2) · 2/3 for two words, √(0.5 / 4) · 3/6 where an article stands before them."""
    ranks = {("roof", "NOUN"): 0.3, ("tile", "NOUN"): 0.2}
    plain, with_article = topics([phrase("roof tile"), phrase("the roof tile", 20, others=1)], ranks, 2)
    assert plain.places == ((0, 9),)
    assert plain.weight / with_article.weight == pytest.approx((0.5 * 2 / 3) / (math.sqrt(0.125) / 2))


def test_phrases_without_any_word_weigh_nothing() -> None:
    assert topics([Phrase(0, 2, "it", (), 1)], {}, 20) == (Topic(0.0, ((0, 2),)),)
    assert topics([], {}, 20) == ()


def test_a_sentence_is_as_far_as_what_it_does_not_speak_of() -> None:
    about = (Topic(0.6, ((0, 4), (40, 44))), Topic(0.4, ((10, 14),)))
    assert distances([(0, 20), (30, 50), (60, 70)], about) == pytest.approx((0.0, 0.4, math.hypot(0.6, 0.4)))


def test_a_place_that_reaches_out_of_a_sentence_is_not_in_it() -> None:
    assert distances([(0, 20)], (Topic(1.0, ((18, 22),)),)) == (1.0,)
    assert distances([], (Topic(1.0, ((0, 2),)),)) == ()
