"""Values that are not written in the cited passages: computed from them, or flagged."""

import pytest

from legalredact.masking.reply.check import check
from legalredact.masking.reply.finding_words import note_words, what_was_checked
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Citation, MaskedSummary, Note, Segment, Usage


def checked(statement: str, *passages: str) -> CheckedSummary:
    """The check of one statement that cites all passages of one document."""
    placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages, 1))
    payload = Payload("digest", "1", "", (PayloadDocument("d1", "Document 1", placed),))
    sent = VerifiedText(payload, payload.digest, frozenset())
    cited = (Citation("d1", "p1", f"p{len(passages)}"),)
    reply = MaskedSummary(payload.digest, "digest", "1", (Segment(statement, cited),), Usage("local"))
    return check(reply, sent, Register(()))


def told(statement: str, *passages: str) -> list[tuple[str, str]]:
    result = checked(statement, *passages)
    assert [f.masked_excerpt for f in result.findings if "fact" in f.kind] == []
    return [(note.masked_excerpt, note.computation) for note in result.notes]


@pytest.mark.parametrize(
    ("statement", "passage", "value", "computation"),
    [
        (
            "The repair took 14 days to begin.",
            "Reported March 3, 2022; the repair began March 17, 2022.",
            "14 days",
            "March 3, 2022 to March 17, 2022",
        ),
        (
            "He was held for fifteen and a half hours.",
            "Arrest 23:42. Released 15:10.",
            "fifteen and a half hours",
            "23:42 to 15:10",
        ),
        ("They pay $3,840 in all.", "A fine of $1,500 and costs of $2,340.", "$3,840", "$1,500 + $2,340"),
        (
            "Forty percent of the gate was blocked.",
            "The gate is 5 feet wide; debris covered two feet of it.",
            "Forty percent",
            "two feet of 5 feet",
        ),
        ("The rivet is 0.6 mm thinner.", "The rivet was 3.2 mm wide, then 2.6 mm.", "0.6 mm", "3.2 mm − 2.6 mm"),
        (
            "It is due by November 22, 2024.",
            "Settlement of October 8, 2024. Payment in 45 days.",
            "November 22, 2024",
            "October 8, 2024 + 45 days",
        ),
        ("It covers 432 cartons.", "9 pallets, 48 cartons each, were lost.", "432", "9 × 48"),
        (
            "The limit was exceeded by more than eight years.",
            "From September 12, 2004 to June 30, 2023; ten years are required.",
            "eight years",
            "September 12, 2004 to June 30, 2023, compared with ten years",
        ),
    ],
)
def test_a_computed_value_shows_its_operands(statement: str, passage: str, value: str, computation: str) -> None:
    assert (value, computation) in told(statement, passage)


@pytest.mark.parametrize(
    ("statement", "passage", "value"),
    [
        ("Three kinds of charges fall on the driver.", "Fines and larger tolls are the driver’s.", "Three"),
        ("They held the second inspection of the house.", "They came again to inspect the house.", "second"),
        ("They stayed two weeks in the house.", "They stayed in the house for a while.", "two weeks"),
    ],
)
def test_a_small_value_of_which_the_passages_say_nothing_is_flagged(statement: str, passage: str, value: str) -> None:
    assert value in [f.masked_excerpt for f in checked(statement, passage).findings if f.kind == "unknown_fact"]


@pytest.mark.parametrize(
    ("statement", "passage", "value"),
    [
        ("Three tanks leaked.", "Four tanks leaked.", "Three"),
        ("Two charges: a fine, a toll and a fee.", "A fine, a toll and a fee.", "Two"),
        ("They stayed two weeks.", "They stayed ten days.", "two weeks"),
        ("It was five weeks later.", "Reported March 3, 2022; repaired March 17, 2022.", "five weeks"),
        ("About 40 guests came.", "Many guests came.", "40"),
        ("It costs $300.", "It costs a little.", "$300"),
        ("It was the second visit.", "It was the third visit.", "second"),
        ("The yard has 12 trucks.", "The yard has 13 trucks. Rent is paid each month.", "12"),
        ("The firm employs 4 drivers.", "The firm employs 5 drivers. Taxes are paid quarterly.", "4"),
        ("Seven witnesses saw it.", "Eight witnesses saw it. He worked 5 hours a day.", "Seven"),
        ("There were 14 complaints.", "There were 15 complaints. 2 inspectors came each day for 7 weeks.", "14"),
    ],
)
def test_a_value_against_which_something_speaks_is_flagged(statement: str, passage: str, value: str) -> None:
    result = checked(statement, passage)
    assert value in [f.masked_excerpt for f in result.findings if f.kind == "unknown_fact"]
    assert all(note.masked_excerpt != value for note in result.notes)


def test_notes_say_what_was_and_what_was_not_done() -> None:
    derived = Note(0, Span(0, 7), "14 days", "March 3 to March 17")
    assert note_words(derived) == (
        "“14 days” is not written in the cited passages. It was computed: March 3 to March 17."
    )
    assert "It was derived from their figures" in note_words(Note(0, Span(0, 5), "three"))


def test_computed_values_are_counted_apart() -> None:
    result = checked("It took 14 days.", "From March 3, 2022 to March 17, 2022.")
    assert what_was_checked(result).endswith(" One value was computed from figures of the cited passages.")
    plain = checked("Four tanks leaked.", "Four tanks leaked.")
    assert "computed" not in what_was_checked(plain)


def test_a_signature_covers_the_notes_and_old_summaries_keep_their_digest() -> None:
    result = checked("It took 14 days.", "From March 3, 2022 to March 17, 2022.")
    without = CheckedSummary(result.summary, result.findings)
    assert result.findings_digest != without.findings_digest
    assert without.findings_digest == CheckedSummary(result.summary, result.findings, notes=()).findings_digest
