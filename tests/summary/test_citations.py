"""From a reply's pieces to segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.errors import ReplyIncomplete
from legalredact.model.review import Citation, Segment
from legalredact.summary.citations import lines_of, segments_of
from legalredact.summary.stream import Cited, ReplyBlock
from tests.summary.payloads import document

DOCUMENTS = (document("d1", "one", "two", "three"), document("d2", "four"))


def segments(*pieces: ReplyBlock) -> tuple[Segment, ...]:
    return segments_of(lines_of(pieces), DOCUMENTS)


def test_a_line_has_the_citations_of_all_its_pieces_once() -> None:
    (segment,) = segments(
        ReplyBlock("- CLIENT_A ", (Cited(0, 0, 1),)),
        ReplyBlock("and PARTY_B."),
        ReplyBlock(" Both.", (Cited(0, 0, 1), Cited(1, 0, 1))),
    )
    assert segment.text == "CLIENT_A and PARTY_B. Both."
    assert segment.citations == (Citation("d1", "p1", "p1"), Citation("d2", "p1", "p1"))


def test_the_end_of_a_range_is_not_cited() -> None:
    (segment,) = segments(ReplyBlock("All.", (Cited(0, 0, 2),)))
    assert segment.citations == (Citation("d1", "p1", "p2"),)


def test_a_piece_over_several_lines_supports_each() -> None:
    first, second = segments(ReplyBlock("- One.\n- Two.\n", (Cited(0, 1, 2),)))
    assert first.citations == second.citations == (Citation("d1", "p2", "p2"),)


def test_a_citation_does_not_reach_into_the_next_line() -> None:
    first, second = segments(
        ReplyBlock("- One.", (Cited(0, 0, 1),)), ReplyBlock("\n- "), ReplyBlock("Two.", (Cited(1, 0, 1),))
    )
    assert first.citations == (Citation("d1", "p1", "p1"),)
    assert second.citations == (Citation("d2", "p1", "p1"),)


def test_a_citation_of_a_line_is_none_of_blanks_after_it() -> None:
    first, second = segments(ReplyBlock("- One.\n  ", (Cited(0, 0, 1),)), ReplyBlock("Two."))
    assert (len(first.citations), second.citations) == (1, ())
    first, second = segments(ReplyBlock("- One.\n"), ReplyBlock("  \nTwo.", (Cited(0, 0, 1),)))
    assert (first.citations, len(second.citations)) == ((), 1)


@pytest.mark.parametrize(
    ("line", "segment"),
    [
        ("## Parties", Segment("Parties", heading=True)),
        ("# Parties ", Segment("Parties", heading=True)),
        ("* CLIENT_A sues.", Segment("CLIENT_A sues.")),
        ("• CLIENT_A sues.", Segment("CLIENT_A sues.")),
        ("1. CLIENT_A sues.", Segment("1. CLIENT_A sues.")),
        ("-5 degrees", Segment("-5 degrees")),
        ("#1 of three", Segment("#1 of three")),
    ],
)
def test_marks_of_the_form_are_taken_off_and_nothing_else(line: str, segment: Segment) -> None:
    assert segments(ReplyBlock(line)) == (segment,)


@pytest.mark.parametrize("line", ["", "  ", "---", "***", "##", "-"])
def test_lines_that_say_nothing_are_left_out(line: str) -> None:
    assert segments(ReplyBlock(line)) == ()


@pytest.mark.parametrize("cited", [Cited(2, 0, 1), Cited(-1, 0, 1), Cited(0, -1, 1), Cited(0, 1, 1), Cited(0, 2, 4)])
def test_a_citation_of_what_was_not_sent_discards_the_reply(cited: Cited) -> None:
    with pytest.raises(ReplyIncomplete):
        segments(ReplyBlock("All.", (cited,)))


@given(st.lists(st.text(alphabet="a\n ", max_size=8), max_size=8))
def test_lines_are_those_of_the_whole_text_however_it_is_cut(texts: list[str]) -> None:
    lines = lines_of(ReplyBlock(text) for text in texts)
    assert [line.masked_text for line in lines] == "".join(texts).split("\n")
