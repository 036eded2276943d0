"""Near-duplicates: like texts are grouped with the first of them, others never, and always the same way."""

import random

from legalredact.matching.text.near_duplicates import near_duplicates, signature, similarity

_WORDS = [f"word{number}" for number in range(400)]


def _text(seed: int, words: int = 300) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=words)  # noqa: S311 - words for a test, no secret


def test_a_text_with_two_changed_words_is_grouped_with_the_first() -> None:
    words = _text(1)
    changed = [*words]
    changed[40], changed[200] = "Oldacre", "Penhallow"
    texts = {"a": words, "b": _text(2), "c": changed}
    assert near_duplicates((key, signature(" ".join(text))) for key, text in texts.items()) == {"c": "a"}


def test_case_spaces_and_signs_make_no_difference() -> None:
    words = _text(3)
    assert signature(" ".join(words)) == signature("\n\n".join(words).upper() + " .")


def test_a_chain_of_drafts_has_one_first() -> None:
    words = _text(4)
    drafts = [(str(number), signature(" ".join([*words, *_text(50 + number, 3)]))) for number in range(5)]
    assert set(near_duplicates(drafts).values()) == {"0"}


def test_other_texts_and_texts_without_words_are_left_alone() -> None:
    signatures = [(str(seed), signature(" ".join(_text(seed)))) for seed in range(10, 60)]
    assert near_duplicates([*signatures, ("x", signature(" -- ")), ("y", signature(""))]) == {}


def test_the_estimate_is_near_the_truth() -> None:
    words = [f"w{number}" for number in range(2000)]
    share = similarity(signature(" ".join(words)), signature(" ".join(words[:1000])))
    assert abs(share - 0.5) < 0.15


def test_signatures_are_the_same_everywhere() -> None:
    assert signature("The quick brown fox jumps over the lazy dog.")[:8].hex() == "71974e68317e0a00"
