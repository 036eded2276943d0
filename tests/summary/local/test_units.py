"""Passages that a page break divides are one text, and a quotation cites each passage that it touches."""

from dataclasses import replace

from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.units import quote, units_of
from tests.summary.payloads import document

TEXTS = ("Before that.", "CLIENT_A sold forty", "Page 1 of 2", "looms on May 4.", "After that.")


def over_the_page() -> PayloadDocument:
    """The fourth passage continues the second."""
    made = document("d1", *TEXTS)
    return replace(made, passages=tuple(replace(p, continues="p2") if p.id == "p4" else p for p in made.passages))


def test_a_paragraph_over_a_page_break_is_one_text() -> None:
    texts = [unit.text for unit in units_of(over_the_page())]
    assert texts == ["Before that.", "CLIENT_A sold forty\nlooms on May 4.", "Page 1 of 2", "After that."]


def test_a_quotation_cites_the_passages_that_it_touches() -> None:
    made = over_the_page()
    unit = units_of(made)[1]
    for words, cited in (
        (unit.text, ["p2", "p4"]),
        ("forty\nlooms", ["p2", "p4"]),
        ("CLIENT_A sold forty", ["p2"]),
        ("looms on May 4.", ["p4"]),
    ):
        start = unit.text.index(words)
        segment = quote(made, unit, start, start + len(words))
        assert (segment.text, segment.quoted) == (words, True)
        assert [(c.first, c.last) for c in segment.citations] == [(one, one) for one in cited]


def test_passages_may_continue_over_several_pages() -> None:
    made = document("d1", "one", "two", "three")
    passages = (made.passages[0], replace(made.passages[1], continues="p1"), replace(made.passages[2], continues="p2"))
    (unit,) = units_of(replace(made, passages=passages))
    assert unit.text == "one\ntwo\nthree"


def test_a_passage_whose_beginning_was_not_sent_is_a_text_of_its_own() -> None:
    made = document("d1", "two")
    (unit,) = units_of(replace(made, passages=(replace(made.passages[0], continues="p0"),)))
    assert (unit.text, unit.passages) == ("two", ((0, 0),))
