"""Lemmas by spaCy's rules and exceptions."""

import pytest

from legalredact.summary.local import lemmas
from legalredact.summary.local.lemmas import lemma
from legalredact.summary.local.passage_index import terms


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Paid", "pay"), ("knew", "know"), ("children", "child"), ("parties", "party"), ("loom", "loom")],
)
def test_a_word_has_the_lemma_of_the_verb_or_the_noun(word: str, expected: str) -> None:
    assert lemma(word) == expected


def test_nothing_but_the_lemmatizer_is_loaded() -> None:
    assert lemmas._language().component_names == ["lemmatizer"]


def test_a_question_finds_irregular_forms_and_keeps_tokens() -> None:
    assert set(terms("When did CLIENT_A know?")) == set(terms("CLIENT_A knew."))
