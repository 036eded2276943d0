"""What a court decided and held, and what other papers report of it."""

import pytest

from legalredact.model.entry_kind import EntryKind as K
from legalredact.summary.local.dispositions import dispositions
from tests.summary.local.entries_of import CREW, ranked, told

DENIED = "The motion is DENIED as to all claims of CLIENT_A."
HELD = "We conclude that the claim of CLIENT_A was late."


@pytest.mark.parametrize(
    ("texts", "ruling"),
    [
        (("ORDER", DENIED), True),
        (("order on motion", DENIED), True),
        (("ORDER:", DENIED), False),
        (("The Harbor", DENIED), False),
        (("ORDER", "The crew of it was there."), False),
        (("The Harbor", DENIED, "It is so ordered by all of us."), True),
        (("The Harbor", DENIED, "The motion is denied by all of us."), True),
        ((*CREW[:29], "ORDER", DENIED), True),
        ((*CREW[:30], "ORDER", DENIED), False),
        (("The order was read.", DENIED), False),
    ],
)
def test_a_ruling_is_titled_so_or_decides_more_than_once(texts: tuple[str, ...], ruling: bool) -> None:
    assert (DENIED in told(dispositions, *texts, kind=K.DISPOSITION)) is ruling


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        (DENIED, K.DISPOSITION),
        ("WE GRANT the old motion that was made by CLIENT_A.", K.DISPOSITION),
        ("we hereby grant the MOTION of CLIENT_A", None),
        ("The Court denied the old crew a boat that day.", None),
        ("The old motion of the crew is denied in all that.", K.DISPOSITION),
        ("The old order is hereby set aside by all of us.", K.DISPOSITION),
        ("Affirmed", K.DISPOSITION),
        ("SO ORDERED", K.DISPOSITION),
        ("Affirmed" + "x" * 82, None),
        ("Affirmed, " + "x" * 79, K.DISPOSITION),
        ("Affirmed, " + "x" * 80, None),
        ("Reversed was all that they said of it then.", K.DISPOSITION),
        ("The crew   |   was   |   DENIED", None),
        (HELD, K.HOLDINGS),
        ("The COURT FINDS that the old claim was late.", K.HOLDINGS),
        ("CLIENT_A argues that we find the claim was late.", None),
        ("CLIENT_A says that it was all too late then.", None),
    ],
)
def test_statements_of_a_ruling_decide_or_hold(statement: str, kind: K | None) -> None:
    for one in (K.DISPOSITION, K.HOLDINGS):
        found = told(dispositions, "ORDER", DENIED, statement, "It was so.", kind=one)
        assert (statement in found) is (one is kind)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("PERSON_B pleaded guilty in May to two counts of theft.", True),
        ("PERSON_B pled not guilty in May to two counts of theft.", True),
        ("PERSON_B was later sentenced to six years in the state prison.", True),
        ("The jury found PERSON_B not guilty of all that was charged.", True),
        ("The jury returned a unanimous verdict for CLIENT_A in May.", True),
        ("The case was dismissed in May after PARTY_B had paid.", True),
        ("PERSON_B was found in the harbor of Marlow in May.", False),
        ("PERSON_B said that the verdict of the crew was clear.", False),
        ("PERSON_B was charged with two counts of theft in May.", False),
    ],
)
def test_other_papers_report_how_a_case_ended(sentence: str, found: bool) -> None:
    assert told(dispositions, "The Harbor", sentence, "It was red all over that day.") == [sentence] * found


def test_a_short_list_keeps_what_is_decided_at_the_end_and_not_what_others_say() -> None:
    asked = "CLIENT_A asks that the motion is DENIED as to that."
    plain = "The motion is denied as to claims of the crew."
    loud = "It was DENIED as to the claims of the crew."
    ordered = ("It is ORDERED that:", "1. The petition is overruled;")
    texts = (
        "ORDER",
        *CREW[:20],
        asked,
        plain,
        loud,
        DENIED,
        *CREW[20:40],
        *ordered,
        "GRANTED",
        "The case is DISMISSED as a whole.",
    )
    assert ranked(dispositions, *texts, kind=K.DISPOSITION) == [
        ["The case is DISMISSED as a whole."],
        [DENIED, "1. The petition is overruled;"],
        ["GRANTED"],
        [loud],
        [asked],
        [plain],
    ]  # fmt: skip


def test_a_short_list_keeps_holdings_at_the_end_and_at_the_beginning() -> None:
    texts = (
        "OPINION",
        HELD,
        *CREW[:20],
        "We find that the crew was late.",
        *CREW[20:40],
        "We hold that it was dry.",
        DENIED,
    )
    assert ranked(dispositions, *texts, kind=K.HOLDINGS) == [
        [HELD, "We hold that it was dry."],
        ["We find that the crew was late."],
    ]


@pytest.mark.parametrize(
    ("lines", "ordered"),
    [
        (("It is ORDERED that:", "1. The petition is overruled;"), ["1. The petition is overruled;"]),
        (("The court ordered as follows:", "The petition is overruled;"), ["The petition is overruled;"]),
        (("It is RECOMMENDED:", "The petition is overruled; and"), ["The petition is overruled; and"]),
        (("It is ORDERED that:", "1.", "The petition is overruled"), ["The petition is overruled"]),
        (
            ("It is ORDERED that:", "The crew is told and (b)", "The petition is overruled"),
            ["The petition is overruled"],
        ),
        (("It is ORDERED that:", "The petition is overruled"), []),
        (("It is ORDERED that:", "1. The petition;"), []),
        (("It is ORDERED that:", "the petition is overruled;"), []),
        (("It was said that:", "1. The petition is overruled;"), []),
        (("It is ORDERED that:", "Dated: May 4", "1. The petition is overruled;"), []),
        (("It is ORDERED that:", "DATED: May 4", "1. The petition is overruled;"), []),
        (("It is ORDERED that:", "Copies of the petition shall be sent to all;"), []),
        (("It is ORDERED that:", *CREW[:19], "1. The petition is overruled;"), ["1. The petition is overruled;"]),
        (("It is ORDERED that:", *CREW[:20], "1. The petition is overruled;"), []),
    ],
)
def test_the_items_below_words_that_order_are_the_disposition(lines: tuple[str, ...], ordered: list[str]) -> None:
    found = told(dispositions, "ORDER", *lines, "The rest is DENIED as to all of it.", kind=K.DISPOSITION)
    assert found[: len(ordered)] == ordered
    assert not any("petition" in one for one in found[len(ordered) :])
