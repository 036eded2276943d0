"""What may stand in clear beside a token, and that it never says all."""

import pytest

from legalredact.masking.general_forms import general_form
from legalredact.masking.mask import mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.restore import restore
from legalredact.masking.tokens import assign_tokens
from legalredact.model.mention import Kind, Role
from legalredact.model.policy import General
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import CheckedSummary, MaskedSummary, Segment, Usage
from tests.masking.made import document, entity


@pytest.mark.parametrize(
    ("kind", "value", "general"),
    [
        (Kind.BIRTH_DATE, "April 9, 1971", "year 1971"),
        (Kind.BIRTH_DATE, "04/09/1971", "year 1971"),
        (Kind.BIRTH_DATE, "April 9", ""),
        (Kind.SSN, "219-09-9999", "last four 9999"),
        (Kind.ACCOUNT, "GB82 WEST 1234 5698 7654 32", "last four 5432"),
        (Kind.ACCOUNT, "8820441", ""),  # four of seven would be more than half
        (Kind.CARD, "4111 1111 1111 1111", "last four 1111"),
        (Kind.ADDRESS, "12 Quarry Lane, Dunmere, NV 89511", "ZIP area 895"),
        (Kind.ADDRESS, "12 Quarry Lane, Dunmere, NV 89511-0042", "ZIP area 895"),
        (Kind.ADDRESS, "7 Fell Road, Harrow, NV 89301", ""),  # an area of few people
        (Kind.ADDRESS, "12 Quarry Lane", ""),
        (Kind.TAXPAYER, "12-3456789", "last four 6789"),
        (Kind.ACCOUNT, "1234 5678", "last four 5678"),
        (Kind.ACCOUNT, "1234 567", ""),
        (Kind.AMOUNT, "$48,250.17", "about USD 50,000"),
        (Kind.AMOUNT, "$1.24 million", "about USD 1,000,000"),
        (Kind.AMOUNT, "$96", "about USD 100"),
        (Kind.AMOUNT, "$500,000", ""),  # as round as it would be made
        (Kind.AMOUNT, "$0", ""),
        (Kind.PHONE, "(775) 555-0177", ""),
        (Kind.AMOUNT, "a large sum", ""),
        (Kind.AMOUNT, "5% of $48,250", "about USD 50,000"),  # what is no amount is passed over
        (Kind.AMOUNT, "two times", ""),
    ],
)
def test_the_form_of_each_kind(kind: Kind, value: str, general: str) -> None:
    assert general_form(entity("e1", value, kind=kind, role=Role.IDENTIFIER), list(General)) == general


def test_initials_are_shown_of_minors_alone_and_only_of_whole_names() -> None:
    minor = Entity("e1", "Tobin J. Wexcombe", Kind.PERSON, Role.PERSON, minor=True)
    initials = Entity("e2", "T.W.", Kind.PERSON, Role.PERSON, minor=True)
    grown = entity("e3", "Ansel Wexcombe")
    second = Entity("e4", "Tobin Wexcombe 2", Kind.PERSON, Role.PERSON, minor=True)
    forms = [general_form(one, list(General)) for one in (minor, initials, grown, second)]
    assert forms == ["minor T.J.W.", "", "", "minor T.W."]


def test_nothing_is_shown_that_the_policy_does_not_name() -> None:
    born = entity("e1", "April 9, 1971", kind=Kind.BIRTH_DATE, role=Role.IDENTIFIER)
    assert general_form(born, [General.LAST_FOUR]) == ""


def test_the_value_comes_back_with_and_without_what_stands_beside_its_token() -> None:
    born = entity("e1", "April 9, 1971", kind=Kind.BIRTH_DATE, role=Role.IDENTIFIER, decision=Decision.CONFIRMED)
    letter = document("She was born on April 9, 1971. Born on April 9, 1971!")
    register = assign_tokens(Register((born,)), [letter], [General.BIRTH_YEAR])
    masked = mask(letter, register, [])
    assert masked.text == "She was born on BIRTHDATE_1 (year 1971). Born on BIRTHDATE_1 (year 1971)!"
    assert unmask(masked) == letter.text
    segments = (Segment("Born BIRTHDATE_1 (year 1971)."), Segment("BIRTHDATE_1, (year 1971)"))
    checked = CheckedSummary(MaskedSummary("0" * 64, "abstract", "1", segments, Usage("local")), ())
    nothing = build_payload("abstract", "1", "", [])
    done = restore(checked, nothing, lambda _: None, register.by_token())
    assert [s.text for s in done.segments] == ["Born April 9, 1971.", "April 9, 1971, (year 1971)"]


def test_a_policy_that_no_longer_generalises_leaves_the_token_alone() -> None:
    born = entity("e1", "April 9, 1971", kind=Kind.BIRTH_DATE, role=Role.IDENTIFIER, token="BIRTHDATE_1")
    general = assign_tokens(Register((born,)), [], [General.BIRTH_YEAR])
    assert general.get("e1").printed == "BIRTHDATE_1 (year 1971)"
    assert assign_tokens(general, []).get("e1").printed == "BIRTHDATE_1"


def test_no_area_of_few_people_is_shown() -> None:
    """The 17 areas of 20,000 people or fewer that the guidance on 45 CFR 164.514(b) names."""
    few = "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split()
    homes = [entity("e1", f"1 Elm St, X {area}12", kind=Kind.ADDRESS, role=Role.IDENTIFIER) for area in (*few, "900")]
    assert [general_form(home, [General.ZIP_AREA]) for home in homes] == [*[""] * 17, "ZIP area 900"]
