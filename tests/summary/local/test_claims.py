"""Claims, defenses and relief: headings with what is below them, and sentences."""

import pytest

from legalredact.model.entry_kind import EntryKind as K
from legalredact.summary.local.claims import claims_and_defenses, relief
from tests.summary.local.entries_of import ranked, told

CLAIM = "CLIENT_A alleges that the tiles were broken."
DEFENSE = "PARTY_B denies that the tiles were broken."


@pytest.mark.parametrize(
    ("lines", "claims"),
    [
        (("FIRST CLAIM FOR RELIEF",), ["FIRST CLAIM FOR RELIEF"]),
        (("Count II",), ["Count II"]),
        (("2nd Cause of Action",), ["2nd Cause of Action"]),
        (("The Harbor",), []),
        (
            ("Count II", "Breach of Contract", "Against PARTY_B", "Third Line"),
            ["Count II Breach of Contract Against PARTY_B"],
        ),
        (("Count I", "Breach of Contract", "Count II", "Fraud"), ["Count I Breach of Contract", "Count II Fraud"]),
        (("Count I", "x" * 220), ["Count I " + "x" * 220]),
        (("Count I", "x" * 221), ["Count I"]),
        (("Count I" + " x" * 106 + "x",), ["Count I" + " x" * 106 + "x"]),
        (("Count I" + " x" * 107,), []),
        (("Count I\n\nBreach of Contract",), ["Count I"]),
        (("Count I\nBreach of Contract",), ["Count I Breach of Contract"]),
        (("COMPLAINT FOR:", "(1) Breach", "(2) Fraud", "The Harbor"), ["COMPLAINT FOR: (1) Breach (2) Fraud"]),
        (("complaint and jury demand for", "(1) Breach"), ["complaint and jury demand for (1) Breach"]),
        (("COMPLAINT FOR:", "The Harbor", "(1) Breach"), []),
        (("COMPLAINT FOR:",), []),
        (("COMPLAINT FOR:", "(1) Breach", "COMPLAINT FOR:", "(1) Fraud"), ["COMPLAINT FOR: (1) Breach"]),
    ],
)
def test_the_headings_of_claims_are_told_with_what_names_the_claim(lines: tuple[str, ...], claims: list[str]) -> None:
    assert told(claims_and_defenses, *lines, kind=K.CLAIMS) == claims


@pytest.mark.parametrize(
    ("lines", "defenses"),
    [
        (("FIRST AFFIRMATIVE DEFENSE", "Statute of Limitations"), ["FIRST AFFIRMATIVE DEFENSE Statute of Limitations"]),
        (("Additional Defenses",), ["Additional Defenses"]),
        (("Defenses" + " x" * 106,), ["Defenses" + " x" * 106]),
        (("Defenses" + " x" * 106 + "x",), []),
    ],
)
def test_the_headings_of_defenses_are_told(lines: tuple[str, ...], defenses: list[str]) -> None:
    assert told(claims_and_defenses, *lines, kind=K.DEFENSES) == defenses


def test_a_sentence_is_no_heading_of_a_claim() -> None:
    assert (
        told(claims_and_defenses, "Count II was dropped in the spring.", "Complaint for the roof was read for:") == []
    )


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (CLAIM, K.CLAIMS),
        ("CLIENT_A IS LIABLE for all of the broken tiles.", K.CLAIMS),
        ("The DEFENDANT violated all of that again and again.", K.CLAIMS),
        ("It was alleged that the tiles were broken.", None),
        ("CLIENT_A sold all of the tiles that day.", None),
        ("PARTY_B took and converted the tiles of the crew.", K.CLAIMS),
        ("PARTY_B had the list converted to a table that day.", None),
        (DEFENSE, K.DEFENSES),
        ("The claim is BARRED BY laches and all of that.", K.DEFENSES),
        ("CLIENT_A prays for judgment and alleges that tiles broke.", None),
        ("PARTY_B respectfully requests that claims it denies each go.", None),
    ],
)
def test_sentences_state_claims_or_defenses(sentence: str, kind: K | None) -> None:
    for one in (K.CLAIMS, K.DEFENSES):
        assert told(claims_and_defenses, sentence, kind=one) == [sentence] * (one is kind)


def test_a_complaint_states_no_defenses() -> None:
    assert told(claims_and_defenses, "COUNT I", "The harbor was grey today and cold.", DEFENSE, kind=K.DEFENSES) == []
    assert told(claims_and_defenses, "Count I was dropped in the spring.", DEFENSE, kind=K.DEFENSES) == [DEFENSE]


def test_a_short_list_of_claims_keeps_their_list_then_headings_then_what_is_below_them() -> None:
    other = "CLIENT_A alleges that the nails were bent."
    texts = (other, "COMPLAINT FOR:", "(1) Breach", "COUNT I", CLAIM)
    assert ranked(claims_and_defenses, *texts, kind=K.CLAIMS) == [
        ["COMPLAINT FOR: (1) Breach"],
        ["COUNT I"],
        [CLAIM],
        [other],
    ]


def test_a_short_list_of_defenses_keeps_headings_then_what_denies_then_what_is_below_them() -> None:
    below = "The harbor was grey today and cold."
    assert ranked(claims_and_defenses, "AFFIRMATIVE DEFENSES", below, DEFENSE, kind=K.DEFENSES) == [
        ["AFFIRMATIVE DEFENSES"],
        [DEFENSE],
        [below],
    ]


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (
            ("CLIENT_A respectfully requests that the Court grant it.",),
            ["CLIENT_A respectfully requests that the Court grant it."],
        ),
        (("CLIENT_A PRAYS FOR judgment that was due to all.",), ["CLIENT_A PRAYS FOR judgment that was due to all."]),
        (("Wherefore it was done by all of us.",), ["Wherefore it was done by all of us."]),
        (("CLIENT_A prays for judgment",), []),
        (("CLIENT_A moves for judgment on all of that.",), ["CLIENT_A moves for judgment on all of that."]),
        (("CLIENT_A would move forward with all of that.",), []),
        (
            ("PRAYER FOR RELIEF", "The tiles are to be paid for by PARTY_B.", "a. The costs"),
            ["The tiles are to be paid for by PARTY_B.", "a. The costs"],
        ),
        (("Prayer for Relief", "a. The costs", "The Harbor", "b. The nails"), ["a. The costs"]),
        (("PRAYER FOR RELIEF", "costs of all that"), []),
        (("DEMAND FOR:",), []),
        (("THE HARBOR", "The tiles are to be paid for by PARTY_B."), []),
        (("PRAYER FOR RELIEF", "a.  |  The costs  |  $7.00"), []),
    ],
)
def test_relief_is_what_a_prayer_asks_for(texts: tuple[str, ...], asked: list[str]) -> None:
    assert told(relief, *texts) == asked


def test_a_short_list_of_relief_keeps_what_is_prayed_for_first() -> None:
    prayed = "CLIENT_A prays for judgment against all of them."
    assert ranked(relief, "PRAYER FOR RELIEF", "a. The costs", prayed) == [[prayed], ["a. The costs"]]
