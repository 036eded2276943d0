"""Large regular expressions are compiled when they are used, and find what compiled ones find."""

import re

import pytest

from legalredact.matching.text.lazy_pattern import lazy_pattern


def test_it_is_compiled_once_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or compile_(*given))

    pattern = lazy_pattern(r"(?P<name>alder)s?", re.IGNORECASE)
    before = list(compiled)
    found = [match["name"] for match in pattern.finditer("Alder, ALDERS")]

    assert (before, found, pattern.sub("x", "Alders"), compiled) == ([], ["Alder", "ALDER"], "x", [pattern.pattern])


def test_a_wrong_expression_is_an_error_with_the_first_use() -> None:
    pattern = lazy_pattern("(")

    with pytest.raises(re.error):
        pattern.search("")
