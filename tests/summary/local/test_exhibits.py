"""Exhibits, signatures, and comments in the margin."""

import pytest

from legalredact.summary.local.exhibits import comments, exhibits, signatures
from tests.summary.local.entries_of import CREW, body, ranked, told


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("The lease is Exhibit A to it.", "It was Exhibit A again then."), ["The lease is Exhibit A to it."]),
        (
            ("The lease is Exhibit A to it.", "It was Exhibit B again then."),
            ["The lease is Exhibit A to it.", "It was Exhibit B again then."],
        ),
        (("See Exhibit A", "Exhibit A and Exhibit B"), ["See Exhibit A", "Exhibit A and Exhibit B"]),
        (("Exhibit A and Exhibit B", "See Exhibit B"), ["Exhibit A and Exhibit B"]),
        (("Exhibit A",), ["Exhibit A"]),
        (("Attachment:log.pdf",), []),
        (("Attachment: log.pdf",), ["Attachment: log.pdf"]),
        (("Attachment: log.pdf", "the Attachment: log.pdf"), ["Attachment: log.pdf"]),
        (("the exhibit was there",), []),
    ],
)
def test_a_mark_of_an_exhibit_is_listed_once(texts: tuple[str, ...], found: list[str]) -> None:
    assert told(exhibits, *texts) == found


@pytest.mark.parametrize(
    ("heading", "line", "found"),
    [
        ("INDEX OF EXHIBITS", "1. lease of it", True),
        ("Exhibit List", "B) lease of it", True),
        ("EXHIBITS", "12 lease of it", True),
        ("EXHIBITS", "lease of it", False),
        ("EXHIBITS", "1. lease " + "x" * 191, True),
        ("EXHIBITS", "1. lease " + "x" * 192, False),
        ("THE HARBOR", "1. lease of it", False),
        ("EXHIBITS", "1. It was red all over.", False),
    ],
)
def test_the_items_below_the_heading_of_a_list_are_exhibits(heading: str, line: str, found: bool) -> None:
    assert told(exhibits, heading, line) == [line] * found


def test_a_short_list_keeps_the_items_of_a_list_of_exhibits_first() -> None:
    assert ranked(exhibits, "See Exhibit A", "EXHIBITS", "1. deed, Exhibit C") == [
        ["1. deed, Exhibit C"],
        ["See Exhibit A"],
    ]


ABOVE = ("It was red all over.", "It was dry all over.")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("By: /s/ PERSON_B",), ["By: /s/ PERSON_B"]),
        (("BY: PERSON_B",), ["BY: PERSON_B"]),
        (("DATED: May 4, 2021",), ["DATED: May 4, 2021"]),
        (("Dated on a Friday",), []),
        (("PERSON_B",), []),
        (("By: it was red all over.",), []),
        (("Dated on May 4 it was red.",), []),
        (("By: " + "x" * 196,), ["By: " + "x" * 196]),
        (("By: " + "x" * 197,), []),
        (("Sincerely", "PERSON_B"), ["PERSON_B"]),
        (("SINCERELY,", "PERSON_B"), ["PERSON_B"]),
        (("Sincerely", "Marlow", "Ruel", "PERSON_B", "PERSON_C"), ["PERSON_B PERSON_C"]),
        (("Sincerely", "PERSON_B", "Manager", "ORG_C", "The End"), ["PERSON_B Manager ORG_C"]),
        (("Sincerely", "PERSON_B", "Marlow", "Ruel", "PERSON_C"), ["PERSON_B"]),
        (("Sincerely", "PERSON_B", "cc:", "PERSON_C"), ["PERSON_B"]),
        (("Sincerely", "PERSON_B", "PHONE_1", "PERSON_C"), ["PERSON_B"]),
        (("Sincerely", "PERSON_B", "May 4, 2021", "PERSON_C", "Dear PERSON_C,"), ["PERSON_B"]),
        (("Sincerely", "PERSON_B", "- the letter of ORG_C.doc"), ["PERSON_B"]),
        (("Sincerely", "PERSON_B", "It was red all over, PERSON_C said.", "PERSON_D"), ["PERSON_B"]),
        (("Sincerely", *(f"ORG_{letter}" for letter in "BCDEFGHIJK")), [" ".join(f"ORG_{c}" for c in "BCDEFGHIJK")]),
        (("Sincerely", "Marlow", "Ruel", "Brade", "PERSON_B"), []),
        (("Sincerely",), []),
    ],
)
def test_signatures_are_signed_dated_or_below_a_closing(lines: tuple[str, ...], found: list[str]) -> None:
    assert told(signatures, *CREW[:9], *lines) == found


def test_a_signature_is_in_the_second_half() -> None:
    assert told(signatures, "By: PERSON_B", *ABOVE) == []
    assert told(signatures, "Sincerely", "PERSON_B", *ABOVE) == ["PERSON_B"]
    assert told(signatures, "It was", "By: PERSON_B") == []
    assert told(signatures, "It was so then", "By: PERSON_B") == ["By: PERSON_B"]


def test_a_short_list_keeps_what_is_signed_first() -> None:
    assert ranked(signatures, *ABOVE, "Sincerely", "PERSON_B", "By: PERSON_C") == [["By: PERSON_C"], ["PERSON_B"]]


def test_comments_are_told_as_they_are() -> None:
    read = body("The roof leaked in May.", "Ask CLIENT_A.", "Why?", labels=("page 1", "comment 1", "comment 2"))
    assert [read.words(entry.span) for entry in comments(read)] == ["Ask CLIENT_A.", "Why?"]
