"""Who is who: sentences and lines that say what somebody is."""

import pytest

from legalredact.summary.local.parties import roles
from tests.summary.local.entries_of import ranked, told


@pytest.mark.parametrize(
    "sentence",
    [
        "CLIENT_A is a nurse of the city.",
        "CLIENT_A (“the Nurse”), of Marlow, has been one of its directors.",
        "CLIENT_A acted as the old supplier of tiles.",
        "ORG_B's longtime manager, Mr. PERSON_C, left the city early.",
        "PERSON_C, the owner of it, left the city early.",
        "COUNSEL_D represents CLIENT_A in the city today.",
        "CLIENT_A hired PARTY_B for the city harbor.",
        "ORG_B is incorporated in East Caroline and has CLIENT_A.",
        "CLIENT_A resides in the city by day.",
        "CLIENT_A sued on May 4 the Defendant PARTY_B in the city.",
    ],
)
def test_a_sentence_that_says_what_somebody_is_is_told_in_any_case_of_letters(sentence: str) -> None:
    shouted = " ".join(w if "_" in w else w.upper() for w in sentence.split())
    assert told(roles, sentence) == [sentence]
    assert told(roles, f"{shouted} it was so that all of us who came here then were told by them all that it was so.")


@pytest.mark.parametrize(
    "texts",
    [
        ("CLIENT_A was asked about the roof of the house.",),
        ("It is a nurse of the city that was asked.",),
        ("Nobody resides in the city by day.",),
        ("Attorney for Plaintiff",),
        ("Also present: nobody",),
    ],
)
def test_what_says_nothing_of_anybody_is_left_out(texts: tuple[str, ...]) -> None:
    assert told(roles, *texts) == []


@pytest.mark.parametrize("heading", ["THE PARTIES", "The Parties", "II. Parties", "APPEARANCES"])
def test_all_sentences_of_the_section_on_parties_that_name_somebody_are_told(heading: str) -> None:
    sentence = "CLIENT_A was asked about the roof of the house."
    assert told(roles, heading, sentence, "It was red all over that day.", "Harbor Of Marlow", sentence) == [sentence]


def test_a_short_list_keeps_the_section_on_parties_then_what_somebody_is_then_relations_then_titles() -> None:
    section = "CLIENT_A was asked about the roof of the house."
    role, relation = "CLIENT_A is a nurse of the city.", "CLIENT_A resides in the city by day."
    lines = ("Counsel for CLIENT_A", "Marlow", "Also present: PERSON_C", "Ruel")
    assert ranked(roles, "PARTIES", section, "THE HARBOR", relation, role, *lines, "PERSON_D", "Service Manager") == [
        [section],
        [role],
        [relation, lines[0]],
        [lines[2], "PERSON_D Service Manager"],
    ]


@pytest.mark.parametrize("line", ["Also present: PERSON_C", "ALSO PRESENT: PERSON_C", "Reported by PERSON_C"])
def test_those_who_were_present_are_told(line: str) -> None:
    assert told(roles, line) == [line]
    assert told(roles, f"{line} was in the yard that day.") == []


@pytest.mark.parametrize(
    ("lines", "told_of"),
    [
        # counsel with their party
        (("COUNSEL_D", "Attorney for Plaintiff", "CLIENT_A"), ["COUNSEL_D Attorney for Plaintiff CLIENT_A"]),
        (("By: COUNSEL_D", "ATTORNEY FOR PLAINTIFF"), []),
        (("Marlow", "Attorney for Plaintiff", "CLIENT_A"), ["Attorney for Plaintiff CLIENT_A"]),
        (("Counsel for CLIENT_A",), ["Counsel for CLIENT_A"]),
        (
            ("Attorneys for Defendant", "PARTY_B", "PARTY_C", "PARTY_D", "PARTY_E", "PARTY_F"),
            ["Attorneys for Defendant PARTY_B PARTY_C PARTY_D PARTY_E"],
        ),
        (("Attorneys for Defendant", "PARTY_B", "Marlow", "PARTY_C"), ["Attorneys for Defendant PARTY_B"]),
        (("For CLIENT_A:", "COUNSEL_B", "PHONE_1", "COUNSEL_E"), ["For CLIENT_A: COUNSEL_B"]),
        (("For CLIENT_A:", "COUNSEL_B", "EMAIL_1", "COUNSEL_E"), ["For CLIENT_A: COUNSEL_B"]),
        (("for CLIENT_A:", "COUNSEL_B"), ["for CLIENT_A: COUNSEL_B"]),
        (
            ("For CLIENT_A:", "COUNSEL_B", "For PARTY_C:", "COUNSEL_D"),
            ["For CLIENT_A: COUNSEL_B", "For PARTY_C: COUNSEL_D"],
        ),
        (("COUNSEL_B", "For the Defendants:", "COUNSEL_D"), ["For the Defendants: COUNSEL_D"]),
        (("COUNSEL_B", "Marlow", "Attorney for CLIENT_A"), ["Attorney for CLIENT_A"]),
        # titles with names
        (("PERSON_B", "Service Manager"), ["PERSON_B Service Manager"]),
        (("/s/ PERSON_B", "SERVICE MANAGER"), ["/s/ PERSON_B SERVICE MANAGER"]),
        (("PERSON_B left", "Service Manager"), []),
        (("Marlow", "Service Manager"), []),
        (("Service Manager",), []),
        (("PERSON_B, President", "ORG_C"), ["PERSON_B, President ORG_C"]),
        (("PERSON_B, PRESIDENT", "ORG_C"), ["PERSON_B, PRESIDENT ORG_C"]),
        (("PERSON_B, President", "Marlow"), ["PERSON_B, President"]),
        (("PERSON_B, President",), ["PERSON_B, President"]),
        (("ORG_C", "PERSON_B, President"), ["PERSON_B, President"]),
        (("PERSON_B", "President, ORG_C"), ["PERSON_B President, ORG_C"]),
        (("Marlow", "President, ORG_C"), ["President, ORG_C"]),
        (("President, ORG_C",), ["President, ORG_C"]),
        (("President, ORG_C", "PERSON_B"), ["President, ORG_C"]),
    ],
)
def test_lines_beside_each_other_say_who_is_what(lines: tuple[str, ...], told_of: list[str]) -> None:
    assert told(roles, *lines) == told_of


def test_a_name_far_above_counsel_is_not_theirs() -> None:
    assert told(roles, "COUNSEL_D\n\nAttorney for CLIENT_A") == ["Attorney for CLIENT_A"]
    assert told(roles, "COUNSEL_D\nAttorney for CLIENT_A") == ["COUNSEL_D Attorney for CLIENT_A"]
    assert told(roles, "Attorney for Plaintiff\n\nCLIENT_A") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Party A: ORG_B", True),
        ("Landlord: ORG_B, a company of Marlow", True),
        ("The Second Party (the Buyer): the ORG_B", True),
        ("Claim Insured: PERSON_B", True),
        ("Insurance carrier   |   Gold   |   ORG_B", False),
        ("Roof: PERSON_B", False),
        ("Landlord: a company of Marlow", False),
    ],
)
def test_a_label_of_a_role_with_a_name_is_told(line: str, found: bool) -> None:
    assert told(roles, "CLIENT_A was asked in May.", line, "The End") == [line] * found


def test_people_who_are_sent_a_copy_are_told_together() -> None:
    copied = (
        "PERSON_B, ORG_C",
        "PERSON_D, Manager of Roofs",
        "PERSON_E, Deputy Manager, ORG_F",
        "PERSON_G",
        "PERSON_H",
    )
    assert told(roles, "CLIENT_A was asked in May.", "cc:", *copied, "The End")[-1] == " ".join(("cc:", *copied))
    assert told(roles, "CLIENT_A was asked in May.", "cc:", "The End") == []
