"""A quotation cites each passage that it touches, also where lines between them are left out."""

from legalredact.summary.local.quotations import TextUnit, quote
from tests.summary.payloads import document

TEXTS = ("Before that.", "CLIENT_A sold forty", "Page 1 of 2", "looms on May 4.", "After that.")


def test_a_quotation_cites_the_passages_that_it_touches() -> None:
    made = document("d1", *TEXTS)
    unit = TextUnit("CLIENT_A sold forty\nlooms on May 4.", ((1, 0), (3, 20)))
    for words, cited in (
        (unit.text, ["p2", "p4"]),
        ("forty\nlooms", ["p2", "p4"]),
        ("CLIENT_A sold forty", ["p2"]),
        ("looms on May 4.", ["p4"]),
        ("y", ["p2"]),
        (".", ["p4"]),
        ("l", ["p2"]),
        ("4.", ["p4"]),
        ("looms", ["p4"]),
        ("forty", ["p2"]),
    ):
        start = unit.text.index(words)
        segment = quote(made, unit, start, start + len(words))
        assert (segment.text, segment.quoted) == (words, True)
        assert [(c.first, c.last) for c in segment.citations] == [(one, one) for one in cited]


def test_a_quotation_says_where_in_its_first_passage_it_begins() -> None:
    made = document("d1", *TEXTS)
    unit = TextUnit("CLIENT_A sold forty\nlooms on May 4.", ((1, 0), (3, 20)))
    assert [quote(made, unit, at, at + 1).start for at in (0, 5, 18, 20, 26)] == [0, 5, 18, 0, 6]
