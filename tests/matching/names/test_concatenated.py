"""Names inside user names, hashtags and Bates prefixes."""

import pytest

from legalredact.matching.names.concatenated import NamesInHandles
from legalredact.model.mention import Kind


def found(text: str, *names: str) -> list[str]:
    return [one.span.of(text) for one in NamesInHandles((n, n, Kind.PERSON) for n in names).find(text)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("@thadfontaine wrote", "thadfontaine"),
        ("tagged #freefontaine.", "freefontaine"),
        ("#FREEFONTAINE", "FREEFONTAINE"),
        ("see JFONTAINE_0001", "JFONTAINE"),
        ("user mfontaine2 logged in", "mfontaine"),
    ],
)
def test_a_word_that_holds_a_name_is_found_whole(text: str, word: str) -> None:
    assert found(text, "Fontaine") == [word]


def test_ordinary_words_and_short_or_english_names_are_none() -> None:
    assert found("prefontaine said @fontanelle and DEF_0001", "Fontaine") == []
    assert found("@annabaker and @roesler", "Baker", "Roe") == []
