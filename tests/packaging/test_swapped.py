"""Training documents with other names in the places of theirs. All names are invented."""

import importlib
import random
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging/model"))

swapped: Any = importlib.import_module("swapped")
annotated: Any = importlib.import_module("annotated")

TEXT = "Kay Oakes of VEC met JD (j@vec.example). Kay Oakes left the City of Halden."
SPANS = [(0, 9, "P"), (13, 16, "O"), (21, 23, "P?"), (25, 38, "P"), (41, 50, "P"), (60, 74, "G")]
OTHERS = {("P", "Xx Xx"): ("Ann Brandmeir",), ("O", "XX"): ("TQFC",)}


def document(text: str = TEXT) -> Any:
    spans = tuple(annotated.Span(a, b, kind[0], f"{kind}{a}", kind.endswith("?")) for a, b, kind in SPANS)
    return annotated.Annotated("letter-1", "letters", text, spans)


def test_a_name_becomes_the_same_other_name_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapped, "LIKELY", 1.0)
    other = swapped.exchanged(document(), OTHERS, random.Random(1))  # noqa: S311 - no secret
    assert other.text == "Ann Brandmeir of TQFC met JD (j@vec.example). Ann Brandmeir left the City of Halden."
    assert [other.text[s.start : s.end] for s in other.spans] == [
        "Ann Brandmeir",
        "TQFC",
        "JD",
        "j@vec.example",
        "Ann Brandmeir",
        "City of Halden",
    ]


def test_a_form_with_few_names_is_left_alone() -> None:
    assert swapped.names_of([document()]) == {}


def test_forms_tell_case_words_and_marks_apart() -> None:
    shapes = {swapped.form(name) for name in ("Kay Oakes", "KAY OAKES", "kay oakes", "K. Oakes", "Oakes, Kay")}
    assert shapes == {"Xx Xx", "XX XX", "a a", "X. Xx", "Xx, Xx"}
