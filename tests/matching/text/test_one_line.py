"""Text of several lines in one: words that a line end divides are whole, and marked spans move along."""

import pytest

from legalredact.matching.text.one_line import OneLine
from legalredact.model.mention import Span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "one two"),
        ("one \r\n two", "one two"),
        ("one\rtwo", "one two"),
        ("one\n\n> > two", "one two"),
        ("the agree-\nment", "the agreement"),
        ("the AGREE-\nment", "the AGREEment"),
        ("the agree\u00ad\nment", "the agreement"),
        ("Oldac\u00ad\nre", "Oldacre"),
        ("a long-\nterm lease", "a long-term lease"),
        ("Alder-\nFontaine", "Alder-Fontaine"),
        ("Penhal-\nlow", "Penhal-low"),
        ("it was re-\nsigned", "it was re-signed"),
        ("pages 12-\n15", "pages 12-15"),
        ("a pause -\nand more", "a pause - and more"),
        ("Well--\nno", "Well-- no"),
        ("", ""),
    ],
)
def test_a_line_end_is_a_space_but_within_a_word(text: str, shown: str) -> None:
    assert OneLine(text).text == shown


def test_spans_stay_on_their_words() -> None:
    text = "On May\nfour the agree-\nment of Ann\n> Roe was\nsigned."
    flowing = OneLine(text)
    for words, shown in (
        ("four", "four"),
        ("agree-\nment", "agreement"),
        ("Ann\n> Roe", "Ann Roe"),
        ("signed", "signed"),
        ("On", "On"),
        ("May\nfour", "May four"),
    ):
        start = text.index(words)
        assert flowing.span(Span(start, start + len(words))).of(flowing.text) == shown
