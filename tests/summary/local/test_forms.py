"""The form of each answer of the local engine, with sentences and distances that are given instead of parsed."""

from collections.abc import Iterator, Sequence

import pytest

from legalredact.model.payload import PayloadDocument
from legalredact.model.review import Citation, Segment
from legalredact.summary.local.forms import FORMS, abstracts, chronology, digest, overview
from legalredact.summary.local.text import Sentence
from tests.summary.payloads import document, verified


class LinesReader:
    """Each line is a sentence; distances of longer texts are given by number, in chunks of a given size."""

    def __init__(self, nearest: Sequence[int] = (), chunk: int = 1000) -> None:
        self._nearest, self._chunk = nearest, chunk

    def sentences(self, texts: Sequence[str], _: str) -> Iterator[tuple[Sentence, ...]]:
        found: list[Sentence] = []
        for number, text in enumerate(texts):
            start = 0
            for line in text.split("\n"):
                found.append(Sentence(number, start, start + len(line), len(line.split()), True, float(number)))
                start += len(line) + 1
        yield tuple(found)

    def distances(self, texts: Sequence[str], _: str) -> Iterator[tuple[float, ...]]:
        numbers = range(len(texts))
        for first in range(0, len(texts), self._chunk):
            yield tuple(0.0 if n in self._nearest else 1.0 for n in numbers[first : first + self._chunk])


def told(form: str, *documents: PayloadDocument, reader: LinesReader | None = None) -> list[str]:
    return [segment.text for segment in FORMS[form](verified(*documents).payload, reader or LinesReader())]


def test_each_prompt_has_its_form() -> None:
    assert {
        "document-abstract": abstracts,
        "chronology": chronology,
        "deposition-digest": digest,
        "production-overview": overview,
    } == FORMS


def lines(count: int) -> list[str]:
    return [f"The crew of barge {chr(97 + number)} unloaded all of the tiles." for number in range(count)]


def test_an_abstract_quotes_each_document_under_its_title() -> None:
    one, two = document("d1", *lines(2), title="One"), document("d2", lines(3)[2], title="Two")
    first, *quoted, second, last = abstracts(verified(one, two).payload, LinesReader())
    assert (first, second) == (Segment("One", heading=True), Segment("Two", heading=True))
    assert [(q.text, q.citations, q.quoted) for q in (*quoted, last)] == [
        (lines(1)[0], (Citation("d1", "p1", "p1"),), True),
        (lines(2)[1], (Citation("d1", "p2", "p2"),), True),
        (lines(3)[2], (Citation("d2", "p1", "p1"),), True),
    ]


def test_an_abstract_has_at_most_fifteen_sentences_and_an_overview_three() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    crews = (f"The crew of barge {a}{b} unloaded all of the tiles." for a in letters for b in letters)
    many = document("d1", *crews, title="One")
    assert len(told("document-abstract", many)) == 1 + 15
    quoted = [segment for segment in overview(verified(many).payload, LinesReader()) if segment.quoted]
    assert len(quoted) == 3


# Documents without sentences


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_document_of_blanks_holds_no_text(blank: str) -> None:
    assert told("document-abstract", document("d1", blank, blank, title="One")) == [
        "One",
        "This document holds no text.",
    ]


def test_the_beginning_of_a_table_is_quoted_without_frame_and_blanks_around_it() -> None:
    table = document("d1", "Page 1 of 2", "Case No. 7", "Page 2 of 2", "  tiles 7 \n", "Page 3 of 2", title="One")
    _, opening = abstracts(verified(table).payload, LinesReader())
    assert opening == Segment("tiles 7", (Citation("d1", "p4", "p4"),), quoted=True)


def test_if_a_document_has_nothing_but_frame_that_is_quoted() -> None:
    frame = document("d1", "", "Case No. 7", "Page 2 of 2", title="One")
    assert told("document-abstract", frame) == ["One", "Case No. 7"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("x" * 300, "x" * 300),
        ("x" * 299 + " y", "x" * 299),
        ("x" * 298 + "\n" + "y" * 9, "x" * 298),
        ("xy " + "z" * 300, "xy"),
        ("xy\nz " + "z" * 300, "xy\nz"),
        ("x" * 301, "x"),
        ("  " + "x" * 300, "x" * 300),
        ("  " + "x" * 299 + " yy", "x" * 299),
    ],
)
def test_an_opening_has_three_hundred_characters_at_most_and_ends_between_words(text: str, quoted: str) -> None:
    assert told("document-abstract", document("d1", text, title="One")) == ["One", quoted]


# Dates


def test_a_chronology_orders_dated_lines_under_their_dates_and_quotes_each_once() -> None:
    one = document("d1", "It was paid on May 4, 2021.\nNothing else.\nIt was sold on March 2, 2020.", "It rained.")
    two = document("d2", "They wrote on March 2, 2020.", "They paid on May 4, 2021.\nThey paid on May 4, 2021.")
    twice = "They paid on May 4, 2021."
    assert told("chronology", one, two) == [
        "March 2, 2020",
        "It was sold on March 2, 2020.",
        "They wrote on March 2, 2020.",
        "May 4, 2021",
        "It was paid on May 4, 2021.",
        twice,
    ]


def test_a_line_is_quoted_under_the_first_date_in_it() -> None:
    assert told(
        "chronology", document("d1", "From May 4, 2021 to June 5, 2022 it rained.\nIt ended July 6, 2020.")
    ) == [
        "July 6, 2020",
        "It ended July 6, 2020.",
        "May 4, 2021",
        "From May 4, 2021 to June 5, 2022 it rained.",
    ]


def test_dates_in_stamps_and_in_headers_are_no_events() -> None:
    header = "Filed May 4, 2021"
    texts = [header, "Page 1 of 2, May 5, 2021", header, "It was paid on May 6, 2021.", header]
    assert told("chronology", document("d1", *texts)) == ["May 6, 2021", "It was paid on May 6, 2021."]


def test_a_chronology_without_dates_says_so_and_cites_every_document_that_has_text() -> None:
    found = chronology(verified(document("d1", "a", "b"), document("d2")).payload, LinesReader())
    assert found == (
        Segment("No dates", heading=True),
        Segment("No event with a date was found.", (Citation("d1", "p1", "p2"),)),
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("It rained.",), None),
        (("It rained on March 4.",), None),
        (("It rained on May 4, 2021.", "On May 4, 2021 it stopped."), "Date: May 4, 2021."),
        (
            ("It rained on May 4, 2021 and March 4.", "On March 2, 2020 too.", "In May 2020 no."),
            "Dates from March 2, 2020 to May 4, 2021.",
        ),
    ],
)
def test_an_overview_tells_the_first_and_the_last_date(texts: tuple[str, ...], said: str | None) -> None:
    found = overview(verified(document("d1", *texts)).payload, LinesReader())
    dates = [segment for segment in found if segment.text.startswith("Date")]
    assert [segment.text for segment in dates] == ([said] if said else [])
    assert all(segment.citations == (Citation("d1", "p1", f"p{len(texts)}"),) for segment in dates)


def test_an_overview_names_the_six_tokens_that_are_named_most() -> None:
    named = " ".join(f"PARTY_{letter} " * times for letter, times in zip("ABCDEFG", (1, 2, 3, 4, 5, 6, 7), strict=True))
    found = overview(verified(document("d1", named, "x")).payload, LinesReader())
    (who,) = (segment for segment in found if segment.text.startswith("Named"))
    assert who == Segment(
        "Named most often: PARTY_G, PARTY_F, PARTY_E, PARTY_D, PARTY_C, PARTY_B.", (Citation("d1", "p1", "p2"),)
    )
    assert not [text for text in told("production-overview", document("d1", "x")) if text.startswith("Named")]


# Testimony


def transcript(count: int) -> PayloadDocument:
    return document(
        "d1", *(t for n in range(count) for t in (f"Q. What of crate {n}x?", f"A. It was {n}y.")), title="T"
    )


def answers(count: int, *nearest: int, chunk: int = 1000) -> list[int]:
    """Numbers of the exchanges that a digest quotes."""
    found = told("deposition-digest", transcript(count), reader=LinesReader(nearest, chunk))
    assert found[0] == "T"
    return [int(text.removeprefix("A. It was ").removesuffix("y.")) for text in found[2::2]]


def test_twelve_exchanges_are_all_quoted() -> None:
    assert answers(12) == [*range(12)]


def test_of_more_the_nearest_twelve_are_quoted_in_their_order() -> None:
    assert answers(13, 12) == [*range(11), 12]
    assert answers(20, 19, 15) == [*range(10), 15, 19]
    assert answers(20, *range(8, 20)) == [*range(8, 20)]


def test_of_a_long_transcript_a_fifth_of_each_chunk_is_quoted() -> None:
    assert answers(100, *range(40, 50), *range(90, 100), chunk=50) == [*range(40, 50), *range(90, 100)]


def test_a_document_that_is_no_transcript_gets_an_abstract() -> None:
    assert told("deposition-digest", document("d1", *lines(2), title="One")) == ["One", *lines(2)]
