"""Which percentages and fractions follow from cited figures: of all that a statement could give, exactly these.

A share is known by two ways. Each row has those that the way without operands knows, and those of both together.
"""

import pytest

from legalredact.masking.reply import derived
from tests.masking.reply.test_figures import wrong

TEN_DAYS = "May 3, 2020; May 13, 2020; "
PERCENTAGES = (
    ("It was #.", "She keeps 60%.", "60", "60"),
    ("The other # is his.", "She keeps 60%.", "40 60", "40 60"),
    ("It was #.", "15%, later 10%", "10 15", "10 15"),
    ("It was #.", "37.4%", "", ""),
    ("It was about #.", "37.4%", "37", "37"),
    ("It was #.", "They share equally.", "50", "50"),
    ("It is # of it.", "3 of 7 pumps", "43", "43"),
    ("Of 24 trucks 3 failed, #.", "24 trucks, 3 failed trucks", "12 13", "12 13"),
    ("Of 24 trucks 3 failed, so # did not fail.", "24 trucks, 3 failed trucks", "12 13 87 88", "12 13 87 88"),
    # of several numbers, only where the statement has both or does not mean it exactly
    ("Of 24 trucks # failed.", "24 trucks, 3 vans, 5 cars", "", "12 13 21"),
    ("Of 24 trucks about # failed.", "24 trucks, 3 vans, 5 cars", "12 13 21", "12 13 20 21 22"),
    # a derived amount counts in what the statement says after it
    ("It paid $1,200 in all, #.", "$300; $900", "25 33 67 75", "25 33 67 75"),
    ("It paid #, $1,200 in all.", "$300; $900", "33 67", "25 33 67 75"),
    # a derived number that is no amount does not
    ("Ten days later # of the 24 trucks failed.", f"{TEN_DAYS}24 trucks, 3 vans, 5 cars", "42 58", "12 13 21 42 58"),
)
"""A statement, its passage, and which of 1 to 100 percent are known."""
FRACTIONS = (
    ("He holds #.", "60%", "three fifths", "three fifths"),
    ("He bears #.", "60%", "three fifths", "two fifths, three fifths"),
    ("The rest, #, is his.", "60%", "two fifths, three fifths", "two fifths, three fifths"),
    ("It was #.", "They share equally.", "half", "half"),
    ("It was #.", "37 of 100 votes", "", ""),
    ("It was about #.", "37 of 100 votes", "two fifths, three eighths", "two fifths, three eighths"),
    # what is "more than" a share is never smaller, and what is "less than" one never larger
    ("It was more than #.", "37 of 100 votes", "one third, three tenths", "one third, three tenths"),
    ("It was nearly #.", "37 of 100 votes", "two fifths, three eighths", "two fifths, three eighths"),
    ("It was less than #.", "34 of 100 votes", "", "two fifths, three eighths"),
    ("He paid # less.", "$400, later $300", "one quarter, three quarters", "one quarter, three quarters"),
    ("He paid #.", "$400, later $300", "one quarter, three quarters", "one quarter, three quarters"),
    ("Of 24 trucks # failed.", "24 trucks, 6 vans", "one quarter", "one quarter"),
)
"""The same, and which fractions are known."""
EACH = (
    "one third, two thirds, one quarter, three quarters, one fifth, two fifths, three fifths, four fifths, one eighth,"
    " three eighths, five eighths, half, one tenth, three tenths, seven tenths"
).split(", ")


def percentages(statement: str, passage: str) -> list[int]:
    return [number for number in range(1, 101) if not wrong(statement.replace("#", f"{number} percent"), passage)]


def fractions(statement: str, passage: str) -> list[str]:
    return [share for share in EACH if not wrong(statement.replace("#", share), passage)]


@pytest.mark.parametrize(("statement", "passage", "alone", "both"), PERCENTAGES)
def test_exactly_these_percentages_are_known(
    monkeypatch: pytest.MonkeyPatch, statement: str, passage: str, alone: str, both: str
) -> None:
    assert percentages(statement, passage) == [int(number) for number in both.split()]
    monkeypatch.setattr(derived, "computation", lambda given, figure: "")
    assert percentages(statement, passage) == [int(number) for number in alone.split()]


@pytest.mark.parametrize(("statement", "passage", "alone", "both"), FRACTIONS)
def test_exactly_these_fractions_are_known(
    monkeypatch: pytest.MonkeyPatch, statement: str, passage: str, alone: str, both: str
) -> None:
    assert sorted(fractions(statement, passage)) == sorted(filter(None, both.split(", ")))
    monkeypatch.setattr(derived, "computation", lambda given, figure: "")
    assert sorted(fractions(statement, passage)) == sorted(filter(None, alone.split(", ")))
