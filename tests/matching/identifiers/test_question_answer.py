"""What is asked for in one turn and given in the next. All names and numbers are invented."""

import pytest

from legalredact.matching.identifiers.find import find_identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(i.kind.value, i.span.of(text)) for i in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("Q. State your date of birth.\nA. 4/1/1990.", [("birth_date", "4/1/1990")]),
        ("Q\tState your date of birth.\nA\t4/1/1990.", [("birth_date", "4/1/1990")]),
        ("Q. When were you born?\nA. It was April 1, 1990.", [("birth_date", "April 1, 1990")]),
        ("Q. When was he born?\nMR. PEEL: Objection.\nA. April 1, 1990.", [("birth_date", "April 1, 1990")]),
        ("Q. Your date of birth? A. Mine?\nQ. Yes.\nA. April 1, 1990.", [("birth_date", "April 1, 1990")]),
        ("INTERROGATORY NO. 2: State your date of birth.\nRESPONSE: April 1, 1990", [("birth_date", "April 1, 1990")]),
        ("Q. Can you give me your DOB?\nA. 4-1-90.", [("birth_date", "4-1-90")]),
        ("Q. Your birthday?\nA. April first, nineteen ninety.", [("birth_date", "April first")]),
        ("Q. What was your phone number then?\nA. 555-0142.", [("phone", "555-0142")]),
        ("when were you born?\n4/1/1990", [("birth_date", "4/1/1990")]),
        ("Q. What is your social security number?\nA. It is 219 09 9999.", [("ssn", "219 09 9999")]),
        ("Helen: whats your social?\nThad: 219099999", [("ssn", "219099999")]),
        ("Q. Which account number?\nA. The one that ends, let me see, is 77120934.", [("account", "77120934")]),
        ("Q. What is your home address?\nA. 14 Maple Hollow, Tarrow.", [("address", "14 Maple Hollow")]),
        ("Q. Where do you live?\nA. At 200 East Larch, Apartment 3.", [("address", "200 East Larch, Apartment 3")]),
        ("Q. What is your passport number?\nA. I think 123456789.", [("passport", "123456789")]),
    ],
)
def test_the_answer_to_a_question_for_an_identifier_is_one(text: str, identifiers: list[tuple[str, str]]) -> None:
    assert found(text) == identifiers


def test_numbers_of_a_margin_part_nothing() -> None:
    text = (
        "1  Q.  Please state your date of\n2  birth for the record.\n3  A.  It is 4/1/1990.\n"
        "4  Q.  And what is your account\n5  number, Ms. Varga?\n6  A.  The old one was 55120934.\n"
    )
    assert found(text) == [("birth_date", "4/1/1990"), ("account", "55120934")]


@pytest.mark.parametrize(
    "text",
    [
        "Q. When were you born?\nA. In 1990. I started there on May 6, 2001.",
        "Q. Do you know his date of birth?\nA. No.\nQ. When was the meeting?\nA. May 6, 2001.",
        "Q. Where do you live?\nA. In Tarrow, since 2001.\nQ. When did it open?\nA. On April 1, 1990.",
        "Q. State your date of birth.\nA. BIRTH_DATE_1 (year 1990). I moved there on May 6, 2001.",
        "The account number was wrong. In 2019 he paid 55120934 yen.",
    ],
)
def test_what_is_said_besides_stays(text: str) -> None:
    assert found(text) == []


def test_only_the_first_date_of_the_answer_is_a_birth() -> None:
    text = "Q. State your date of birth.\nA. 4/1/1990. I moved there on May 6, 2001."
    assert found(text) == [("birth_date", "4/1/1990")]
