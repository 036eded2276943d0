"""Which words are English words and not only names."""

from legalredact.matching.text.dictionary import is_english, is_function_word


def test_words_that_are_names_too_are_words() -> None:
    assert all(map(is_english, ("baker", "standard", "mark", "plaintiffs", "the")))


def test_names_alone_are_not() -> None:
    assert not any(map(is_english, ("jackson", "robert", "xiang", "quillfeather", "Baker")))


def test_words_that_begin_sentences() -> None:
    assert is_function_word("an")
    assert not is_function_word("baker")
