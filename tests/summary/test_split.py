"""Cutting a payload into parts, and making one of the parts' summaries."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.errors import SendRefused
from legalredact.model.document import Place
from legalredact.model.legend import HEAD, line
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import PayloadDocument, VerifiedText
from legalredact.model.review import Citation, Segment
from legalredact.summary.citations import traced_back
from legalredact.summary.prompts import prompt_of
from legalredact.summary.split import Part, continuing_payload, joining_payload, split, statements, whole
from tests.summary.payloads import document, verified

PASSAGES = st.text(alphabet="ab é\n", max_size=40)
MATTERS = st.lists(st.lists(PASSAGES, max_size=6), min_size=1, max_size=5)


def matter(texts: list[list[str]]) -> VerifiedText:
    return verified(*(document(f"d{n}", *passages) for n, passages in enumerate(texts)))


def passages(*parts: Part) -> list[tuple[str, str]]:
    return [(d.id, p.id) for part in parts for d in part.documents for p in d.passages]


@given(MATTERS, st.integers(2, 6))
def test_every_passage_is_in_exactly_one_part_in_order(texts: list[list[str]], pieces: int) -> None:
    part = whole(matter(texts))
    if part.passages:
        parts = split(part, pieces)
        assert passages(*parts) == passages(part)
        assert all(smaller.passages for smaller in parts)
        assert len(parts) > 1 or part.passages == 1


def test_blank_passages_and_empty_documents_are_left_out() -> None:
    part = whole(matter([["a", " \n"], [], ["\n"], ["b"]]))
    assert passages(part) == [("d0", "p1"), ("d3", "p1")]


def test_documents_stay_whole_where_they_can() -> None:
    part = whole(matter([["a" * 30, "b" * 30], ["c" * 30, "d" * 30], ["e" * 30, "f" * 30]]))
    parts = split(part, 3)
    assert [[d.id for d in smaller.documents] for smaller in parts] == [["d0"], ["d1"], ["d2"]]


def cut(*lengths: tuple[int, ...], pieces: int = 2, letter: str = "a") -> list[list[tuple[str, int]]]:
    """The parts of documents with titles of ten bytes: for each part its documents and their numbers of passages."""
    documents = (
        document(f"d{n}", *(letter * one for one in passages), title="t" * 10) for n, passages in enumerate(lengths)
    )
    return [[(d.id, len(d.passages)) for d in part.documents] for part in split(whole(verified(*documents)), pieces)]


def test_a_part_may_be_as_large_as_its_share_and_no_byte_larger() -> None:
    assert cut((20, 20), (20, 20)) == [[("d0", 2)], [("d1", 2)]]
    assert cut((20, 21), (20, 20)) == [[("d0", 1)], [("d0", 1)], [("d1", 2)]]
    assert cut((15,), (15,), (15,), (15,)) == [[("d0", 1), ("d1", 1)], [("d2", 1), ("d3", 1)]]
    assert cut((15,), (16,), (15,), (15,)) == [[("d0", 1)], [("d1", 1)], [("d2", 1), ("d3", 1)]]


def test_the_title_counts_again_in_each_piece_of_a_document() -> None:
    assert cut((10, 10, 10, 10, 10)) == [[("d0", 2)], [("d0", 2)], [("d0", 1)]]


def test_sizes_are_those_of_the_bytes_that_are_sent() -> None:
    assert whole(verified(document("d1", "é\u2019", title="tü"))).size == 2 + 3 + 3
    assert cut((10, 10), (10, 10), letter="é") == cut((20, 20), (20, 20))
    assert whole(matter([["a", "b"], ["c"]])).passages == 3


def test_a_request_to_go_on_has_each_line_so_far_as_a_passage() -> None:
    prompt = prompt_of("chronology")
    payload = continuing_payload(prompt, "Go on.", ["One.", "Two."])
    assert (payload.prompt_id, payload.prompt_version, payload.instructions) == (prompt.id, prompt.version, "Go on.")
    (reply,) = payload.documents
    assert (reply.masked_title, [(one.id, one.masked_text) for one in reply.passages]) == (
        "Reply so far",
        [("s1", "One."), ("s2", "Two.")],
    )


def test_a_part_cannot_hold_text_that_was_not_verified() -> None:
    good = verified(document("d1", "CLIENT_A sues."))
    (known,) = good.payload.documents
    for other in (
        replace(known, masked_title="Oldacre v. Penhallow"),
        replace(known, passages=(replace(known.passages[0], masked_text="Marguerite Oldacre sues."),)),
    ):
        with pytest.raises(SendRefused):
            Part(good, (other,))


def test_statements_take_the_headings_before_them_along() -> None:
    a, b, c = (Segment(text, heading=True) for text in "abc")
    x, y = Segment("x"), Segment("y")
    assert statements([a, b, x, y, c]) == ((a, b, x), (y,))


def test_a_join_leads_back_to_what_its_parts_cite() -> None:
    first = (
        Segment("A", heading=True),
        Segment("one", (Citation("d1", "p1", "p2"),)),
        Segment("two", (Citation("d1", "p9", "p9"),)),
    )
    second = (Segment("three", (Citation("d2", "p1", "p1"), Citation("d1", "p1", "p2"))),)
    summaries = [statements(first), statements(second)]
    payload = joining_payload(prompt_of("chronology"), summaries)
    assert [p.masked_text for d in payload.documents for p in d.passages] == ["## A\none", "two", "three"]
    joined = [Segment("all", (Citation("part-1", "s1", "s2"), Citation("part-2", "s1", "s1"))), Segment("none")]
    everything, nothing = traced_back(joined, payload, summaries)
    assert everything.citations == (Citation("d1", "p1", "p2"), Citation("d1", "p9", "p9"), Citation("d2", "p1", "p1"))
    assert nothing.citations == ()


def test_parts_have_neutral_titles() -> None:
    documents: tuple[PayloadDocument, ...] = joining_payload(prompt_of("chronology"), [(), ()]).documents
    assert [d.masked_title for d in documents] == ["Summary of part 1 of 2", "Summary of part 2 of 2"]


def test_words_of_the_model_are_at_no_place_of_a_document() -> None:
    prompt = prompt_of("chronology")
    summaries = [statements([Segment("one")])]
    for payload in (continuing_payload(prompt, "Go on.", ["One."]), joining_payload(prompt, summaries)):
        (passage,) = payload.documents[0].passages
        assert (passage.clear_span, passage.place) == (Span(0, 0), Place())


def test_a_join_has_the_instructions_the_question_and_the_legend_of_its_tokens() -> None:
    prompt = prompt_of("matter-question")
    told = [line([token], Kind.PERSON, role) for token, role in (("CLIENT_A", Role.CLIENT), ("PARTY_B", Role.PARTY))]
    legend = "\n".join((HEAD, *told))
    payload = joining_payload(prompt, [statements([Segment("CLIENT_A sues.")])], legend, "Who sues?")
    assert (payload.prompt_id, payload.prompt_version) == (prompt.id, prompt.version)
    assert (payload.instructions, payload.question) == (prompt.joining_instructions, "Who sues?")
    assert payload.legend == "\n".join((HEAD, told[0]))
    assert [document.id for document in payload.documents] == ["part-1"]
