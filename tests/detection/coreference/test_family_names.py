"""Couples who are named with one surname. All names are invented."""

import pytest

from tests.detection.conftest import questions, resolved, who


@pytest.mark.parametrize(
    "text",
    [
        "[P Tom] and [P Anahit Tarrow] own it. Mr. [P:title Tarrow] refused.",
        "[P Vartan] and [P Anahit Tarrow], husband and wife, own it. Mr. [P:title Tarrow] refused.",
        "[P Vartan] & [P Rob Tarrow] own it. [P Tarrow] refused.",
    ],
)
def test_the_first_of_a_couple_has_the_surname_too(text: str) -> None:
    resolution = resolved(text)
    names = {name for name in who(resolution) if " " in name}
    assert len(names) == len(("husband", "wife"))
    assert questions(resolution) == {"Tarrow": names}


@pytest.mark.parametrize(
    "text",
    [
        "[P Quenby] and [P Jane Tarrow] testified. Ms. [P:title Tarrow] left.",
        "[P Rob Quenby] came. [P Quenby] & [P Rob Tarrow] testified. [P Tarrow] left.",
        "[P Tom], and [P Jane Tarrow] testified. Ms. [P:title Tarrow] left.",
    ],
)
def test_a_surname_before_somebody_is_no_spouse(text: str) -> None:
    whole = {name for name in who(resolved(text)) if name.endswith(" Tarrow")}
    assert whole <= {"Jane Tarrow", "Rob Tarrow"}
