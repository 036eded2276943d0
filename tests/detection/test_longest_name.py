"""A "name" that is longer than any name is cut, and nothing of it is dropped."""

import numpy as np
import pytest

from legalredact.detection.model.ner import WordScores
from legalredact.detection.pipeline.stages import STAGES, DetectionState
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.longest_name import LONGEST, bounded
from legalredact.model.mention import Kind, Span

WEIGHING = ("split candidates", "trim", "merge overlaps", "confidence", "numbers")


@pytest.mark.parametrize("unit", ["Smith ", "O'", "a", "Ann\n\n", f"{'b' * 700} ", " "])
def test_the_parts_of_a_long_stretch_are_short_and_hold_all_its_letters(unit: str) -> None:
    text = (unit * 3_000)[:6_000]
    parts = [part.of(text) for part in bounded(text, Span(0, len(text)))]
    assert max(map(len, parts), default=0) <= LONGEST
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_word_is_cut_only_where_it_is_longer_than_any_name() -> None:
    text = "Quillfeather " * 400
    assert {word for part in bounded(text, Span(0, len(text))) for word in part.of(text).split()} == {"Quillfeather"}


def test_a_name_of_a_usual_length_is_what_it_was() -> None:
    text = f"Thaddeus {'Q' * (LONGEST - 9)}"
    assert list(bounded(text, Span(0, len(text)))) == [Span(0, len(text))]


@pytest.mark.parametrize("unit", ["Thaddeus Quillfeather ", "O'", "a@b.", "Estate of ", "the Estate of Ann "])
def test_pages_that_are_taken_for_one_name_become_names_of_usual_length(unit: str) -> None:
    """Comparing a name of 20,000 letters would take hours, and taking it apart ended in too many nested calls."""
    text = (unit * 10_000)[:20_000]
    words = np.zeros(0, dtype=np.int64)
    reading = WordScores(words, words, np.zeros((0, 7), dtype=np.float32), words)
    state = DetectionState(text, reading, candidates=(Candidate(Span(0, len(text)), Kind.PERSON, Source.MODEL),))
    for stage in STAGES:
        state = stage.run(state) if stage.id in WEIGHING else state
    assert all(len(name.span) <= LONGEST for name in state.candidates)
