"""Our own model: how it is fed, and that memory and windows stay bounded."""

import numpy as np
import pytest

from legalredact import resources
from legalredact.detection.model import ner
from legalredact.detection.model.tokenizer import INSIDE, LINE, MIXED, TITLE, UPPER, WIDE, tokens
from legalredact.detection.model.windows import CONTEXT, LONGEST, windows
from legalredact.model.mention import Kind, Span


def test_words_carry_their_shape_and_the_gap_before_them() -> None:
    read = tokens("Jane McRoe\nSUED\n\nhim")
    shapes, gaps = read.shapes[read.firsts].tolist(), read.gaps[read.firsts].tolist()
    assert shapes[:3] == [TITLE, MIXED, UPPER]
    assert gaps[0] == WIDE
    assert gaps[2:] == [LINE, WIDE]


def test_further_pieces_of_a_word_are_inside_it() -> None:
    read = tokens("Okonkwowski")
    assert read.words == 1
    assert set(read.gaps[1:].tolist()) == {INSIDE}


def test_windows_cover_every_piece_once_and_are_bounded() -> None:
    text = "The tall ship left. " * 400
    read = tokens(text)
    cut = list(windows(text, read))
    assert [w.first for w in cut[1:]] == [w.last for w in cut[:-1]]
    assert cut[0].first == 0
    assert cut[-1].last == len(read.ids)
    assert max(len(w) for w in cut) <= LONGEST + 2 * CONTEXT


def test_windows_end_between_paragraphs_where_they_can() -> None:
    text = ("word " * 70 + "\n\n") * 4
    read = tokens(text)
    for window in list(windows(text, read))[1:]:
        assert read.gaps[window.first] == WIDE


def test_an_empty_text_has_no_names() -> None:
    reading = ner.NameModel().read("")
    assert list(ner.names("", reading)) == []


def test_it_reads_people_and_organizations() -> None:
    text = "Imogen Fairlie signed the lease with Brightwater Logistics, LLC in Ostrava."
    model = ner.NameModel()
    read = {name.span.of(text): name.kind for name in ner.names(text, model.read(text))}
    assert read["Imogen Fairlie"] is Kind.PERSON
    assert read["Brightwater Logistics, LLC"] is Kind.ORGANIZATION


def test_chance_of_a_span_is_that_of_its_words() -> None:
    text = "Imogen Fairlie signed the lease."
    reading = ner.NameModel().read(text)
    assert reading.chance(Span(0, 14)) > 0.9
    assert reading.chance(Span(22, 31)) < 0.1


def test_every_processor_reads_the_same() -> None:
    """One that cuts sums off at 16 bits says otherwise: names would differ from firm to firm."""
    text = "Baby J.K. was removed."
    assert ner.NameModel().read(text).chance(Span(0, 4)) == pytest.approx(0.462, abs=0.01)


def test_a_long_text_is_read_in_chunks_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Paragraph {n}. Imogen Fairlie wrote to Tobias Wren about the mill." for n in range(60))
    whole = ner.NameModel().read(text)
    monkeypatch.setattr(ner, "_CHUNK", 1500)
    parts = ner.NameModel().read(text)
    assert parts.starts.tolist() == whole.starts.tolist()
    assert np.mean((parts.scores[:, 0] > 0.5) == (whole.scores[:, 0] > 0.5)) > 0.98


def test_a_changed_model_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "SHA256", "0" * 64)
    ner._session.cache_clear()
    with pytest.raises(resources.ResourceMissing, match="not the one of this version"):
        ner.NameModel().read("Jane")
    ner._session.cache_clear()


def test_an_organization_that_may_be_a_government_stays_an_organization() -> None:
    text = "Marlow Rivers Council sued"
    scores = np.full((4, 7), 0.01, dtype=np.float32)
    scores[[0, 1, 2], [3, 4, 4]] = 0.2
    scores[[0, 1, 2], [5, 6, 6]] = 0.75
    scores[3, 0] = 0.94
    starts, ends = np.array([0, 7, 14, 22]), np.array([6, 13, 21, 26])
    reading = ner.WordScores(starts, ends, scores, np.ones(4, dtype=np.int64))
    found = [(name.span.of(text), name.kind) for name in ner.names(text, reading)]
    assert found == [("Marlow Rivers Council", Kind.ORGANIZATION)]


def test_a_model_may_know_governments_too() -> None:
    text = "Marlow Falls sued Imogen"
    likely = {"Marlow": 5, "Falls": 6, "sued": 0, "Imogen": 1}
    scores = np.full((4, 7), 0.01, dtype=np.float32)
    scores[range(4), list(likely.values())] = 0.94
    starts, ends = np.array([0, 7, 13, 18]), np.array([6, 12, 17, 24])
    reading = ner.WordScores(starts, ends, scores, np.ones(4, dtype=np.int64))
    found = [(name.span.of(text), name.kind) for name in ner.names(text, reading)]
    assert found == [("Marlow Falls", Kind.GOVERNMENT), ("Imogen", Kind.PERSON)]


def test_a_paragraph_is_read_as_if_it_stood_alone() -> None:
    model = ner.NameModel()
    first = "Jonathan Halversen drove for Brightwater Logistics, LLC until March, and was not paid for it. " * 5
    second = "Mira Okonkwo of Thistle & Rook LLP wrote to Judge Pemberton about the wages that were owed. " * 5
    both, alone = model.read(f"{first.strip()}\n\n{second.strip()}"), model.read(second.strip())
    assert np.array_equal(both.scores[-len(alone.scores) :], alone.scores)
