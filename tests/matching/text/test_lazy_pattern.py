"""Large regular expressions are compiled when they are used, and find what compiled ones find."""

import re

import pytest

from legalredact.matching.text.lazy_pattern import lazy_pattern


def test_it_is_compiled_once_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    by_library = re.compile

    def listed(expression: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(expression)
        return by_library(expression, flags)

    monkeypatch.setattr(re, "compile", listed)
    pattern = lazy_pattern(r"(?P<name>alder)s?", re.IGNORECASE)
    before = list(compiled)
    found = [match["name"] for match in pattern.finditer("Alder, ALDERS")]

    assert (before, found, pattern.sub("x", "Alders"), compiled) == ([], ["Alder", "ALDER"], "x", [pattern.pattern])


def test_a_wrong_expression_is_an_error_with_the_first_use() -> None:
    pattern = lazy_pattern("(")

    with pytest.raises(re.error):
        pattern.search("")
