"""Long words may continue on the next line; an address only between its parts."""

import pytest

from legalredact.gui.core.break_long_words import breakable


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("at http://127.0.0.1:45271, organization", ["at http://", "127.0.0.1:45271, organization"]),
        ("https://gateway.firm.example/claude/v1", ["https://", "gateway.firm", ".example/", "claude/", "v1"]),
        ("marguerite.oldacre@penhallow.example", ["marguerite.o", "ldacre@penha", "llow.example"]),
        ("Penhallow Freight, Inc.", ["Penhallow Freight, Inc."]),
    ],
)
def test_a_line_may_end_there(words: str, lines: list[str]) -> None:
    assert breakable(words).split("\u200b") == lines


def test_no_letter_is_lost() -> None:
    words = "See http://127.0.0.1:9//a/ and https:/// or x://y, marguerite.oldacre@penhallow.example."
    assert breakable(words).replace("\u200b", "") == words
