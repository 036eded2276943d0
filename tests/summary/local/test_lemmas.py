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


FORMS = """
file files filed filing filings · rule ruled ruling rulings · proceed proceeds proceeded proceeding proceedings
property properties · business businesses · party parties · loss losses · lease leases leased leasing · child children
need needs needed · exceed exceeds exceeding · offer offers offered offering offerings · evening evenings
text texts texted texting · sublease subleases subleased subleasing · quonk quonks quonked quonking quonkings
pay pays paid paying payment payments · settle settled settlement · terminate terminated terminating termination
"""


@pytest.mark.parametrize("forms", FORMS.replace("\n", " · ").strip(" ·").split(" · "))
def test_all_forms_of_a_word_are_found_by_each_other(forms: str) -> None:
    assert len({terms(form) for form in forms.split()}) == 1


def test_other_words_are_not_the_same_word() -> None:
    assert len({terms(word) for word in "file fill lease leash property proper business busy text test".split()}) == 10


def test_nothing_but_the_lemmatizer_is_loaded() -> None:
    assert lemmas._language().component_names == ["lemmatizer"]


def test_a_question_finds_irregular_forms_and_keeps_tokens() -> None:
    assert set(terms("When did CLIENT_A know?")) == set(terms("CLIENT_A knew."))
