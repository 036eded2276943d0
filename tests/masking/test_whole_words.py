"""Words of a text are found as they are written there, whole words alone."""

import pytest

from legalredact.masking.whole_words import as_written

TEXT = "He borrowes  a \u201cboat\u201d. She owes a\n \u201cboat\u201d to PERSON_AB\u2019s firm."


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ('owes a "boat"', "owes a\n \u201cboat\u201d"),
        ('  owes\ta  "boat" ', "owes a\n \u201cboat\u201d"),
        ("PERSON_AB's firm.", "PERSON_AB\u2019s firm."),
        ("PERSON_A", None),
        ("rowes a", None),
        ("boat to", None),
        ("owes .* firm", None),
        ("", None),
        (" ", None),
    ],
)
def test_words_are_found_as_they_are_written(words: str, written: str | None) -> None:
    assert as_written(words, TEXT) == written
