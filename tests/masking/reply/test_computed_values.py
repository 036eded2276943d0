"""Figures that are computed: the operands that a reader is shown, and what each of the two ways finds by itself."""

import pytest

from legalredact.masking.reply import derived
from legalredact.masking.reply.derived import Derivation
from tests.masking.reply.test_figures import KNOWN, WRONG, given_of, wrong

OPERANDS = (
    ("After the discount it is $850.", "The price is $1,000, with a discount of 15%.", "$1,000 × (1 − 15%)"),
    ("That leaves $4,321 after the refund.", "$5,000 less $1,000, and a refund of $321", "$5,000 − $1,000 + $321"),
    ("About $1,500 was asked.", "between $1,000 and $2,000", "between $1,000 and $2,000"),
    ("A late charge of five percent is about $1,617.", "$32,345.78; late charge of 5%", "$32,345.78 × 5%"),
    ("Half of $900, that is $450.", "half of the $900", "$900 × half"),
    ("He earns $189,840 a year.", "$15,820 a month", "$15,820 × 12 months"),
    ("The gifts to the nephews are $40,000.", "$10,000 to each of my four nephews", "$10,000 × four"),
    ("Nine machines, three days, $2,565.", "nine fans for 3 days at $95 per unit per day", "$95 × nine × 3 days"),
    ("The ovens cost $57,000.", "Two ovens at $28,500, a mixer $9,800, a table $900.", "$28,500 × Two"),
    (
        "The bank claims $4,538,162.15.",
        "$4,401,118.52, $131,206.77, $5,836.86",
        "$4,401,118.52 + $131,206.77 + $5,836.86",
    ),
    ("That left $250.50.", "$1,000.50 less $750", "$1,000.50 − $750"),
    ("She was 34 years old.", "born March 3, 1988; seen May 2, 2022", "March 3, 1988 to May 2, 2022"),
    ("He is two years older.", "age 10 and age 8", "10 − 8"),
    ("A quarter less was paid.", "$400, later $300", "all but $300 of $400"),
    ("The other 40 percent is his.", "She keeps 60%", "all but 60%"),
    ("Of 24 trucks one in eight failed.", "Of 24 trucks, 3 trucks failed", "3 of 24"),
    ("All in all 60 of 80 came, three quarters.", "60 of 80 people came", "60 of 80"),
    (
        "It was 45 days late.",
        "Due within 30 days of March 1, 2022; paid May 15, 2022.",
        "March 1, 2022 to May 15, 2022, compared with 30 days",
    ),
    (
        "In all he worked 17 hours.",
        "from 8:00 a.m. to 4:30 p.m., later 9:00 a.m. to 5:30 p.m.",
        "8:00 a.m. to 4:30 p.m. and 9:00 a.m. to 5:30 p.m.",
    ),
    ("It lasted four years.", "2018 to 2021", "2018 to 2021, both included"),
    ("It lasted three years.", "2018 and 2021", "2018 to 2021"),
    (
        "It ran for nineteen days in all.",
        "May 1 to May 10, 2022; June 1 to June 11, 2022",
        "May 1 to May 10, 2022 and June 1 to June 11, 2022",
    ),
    (
        "It ran for 21 days in all.",
        "May 1 to May 10, 2022; June 1 to June 11, 2022",
        "May 1 to May 10, 2022 and June 1 to June 11, 2022, both days included",
    ),
    ("Over seven months it was late.", "from July 2021 to January 2022", "July 2021 to January 2022, both included"),
    ("About seven months.", "from July 2021 to February 19, 2022", "July 2021 to February 19, 2022"),
    ("He stayed two nights.", "Checked in March 3, 2022; checked out March 5, 2022.", "March 3, 2022 to March 5, 2022"),
    ("Twelve boxes are missing.", "30 boxes, later 18 boxes", "30 − 18"),
    ("There were 123 adults.", "134 guests, among them 11 children", "134 − 11"),
    ("Ten pieces of furniture.", "3 beds, 2 dressers, 5 nightstands", "3 + 2 + 5"),
    ("They sold 42 a week.", "6 a day", "6 × 7 days"),
    ("It makes 24 payments.", "2 payments a month", "2 × 12 months"),
    ("They need 8 hours.", "5 hours yesterday and 3 today", "5 hours + 3"),
    (
        "It took almost four hours in all.",
        "two hours, forty minutes, and later an hour and a quarter",
        "two hours, forty minutes + an hour and a quarter",
    ),
    ("It names two people.", "PERSON_C and PERSON_D", "PERSON_C + PERSON_D"),
    ("Three people are here.", "PERSON_A and PERSON_B came with one aide", "PERSON_A + PERSON_B + one aide"),
    ("Three people came.", "PERSON_B came with two aides", "PERSON_B + two aides"),
    ("Four people came.", "PERSON_B and three Night-Shift Nurses’ aides", "PERSON_B + three Night-Shift Nurses’ aides"),
    ("Six people came.", "PERSON_B and five of the seven nurses came", "PERSON_B + five of the seven nurses"),
    ("Notice is due by June 10, 2022.", "June 3, 2022; notice within 7 days", "June 3, 2022 + 7 days"),
    ("An hour and seven minutes passed.", "alarm at 0215 hrs, stop at 0322", "0215 hrs to 0322"),
    ("Five weeks and two days later.", "1/14 report\n2/20 paid", "1/14 to 2/20"),
)
"""A statement, its passage, and how its figure is computed."""
MISSED_IN_CAPITALS = {
    "Four pumps failed.",
    "It drops from ten to five percent.",
    "An hour and seven minutes passed.",
    "He took 77 of the 105 days.",
    "Three tests were due.",
    "It is cited at 412 U.S. at 227.",
    "Shortly after nine on Tuesday.",
    "Five weeks and two days later.",
    "It lasted three weeks.",
    "It grew by four trucks.",
    "She rated the pain at eight out of ten.",
}
READ_OTHERWISE_IN_CAPITALS = {
    "It was a Thursday.",
    "The report cites 410 F.3d 113.",
    "It is cited at 412 U.S. at 272.",
    "It is in Wing D.",
}


@pytest.mark.parametrize(("statement", "passage", "operands"), OPERANDS)
def test_a_computed_figure_is_told_with_its_operands(statement: str, passage: str, operands: str) -> None:
    given = given_of(statement, passage)
    assert Derivation(given).unknown() == []
    assert operands in given.computed.values()


def test_operands_are_told_of_statements_in_capitals_too() -> None:
    missed = set()
    for statement, passage, operands in OPERANDS:
        given = given_of(statement.upper(), passage)
        Derivation(given).unknown()
        missed |= {statement} if operands not in given.computed.values() else set()
    assert missed == {
        "They sold 42 a week.",
        "It makes 24 payments.",
        "An hour and seven minutes passed.",
        "Five weeks and two days later.",
    }


def test_a_figure_is_known_also_where_no_operands_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways find most figures, so that a fault in one would not show in what both find together."""
    monkeypatch.setattr(derived, "computation", lambda given, figure: "")
    pairs = (*KNOWN, *(one[:2] for one in OPERANDS))
    assert {statement for statement, passage in pairs if wrong(statement, passage)} == {
        "He stayed two nights.",
        "In all he drove 12 miles.",
        "It took 12 hours.",
        "About $1,500 was asked.",
        "That leaves $4,321 after the refund.",
        "He is two years older.",
        "Of 24 trucks one in eight failed.",
        "In all he worked 17 hours.",
        "It lasted four years.",
        "It ran for nineteen days in all.",
        "It ran for 21 days in all.",
        "Twelve boxes are missing.",
        "They sold 42 a week.",
        "It makes 24 payments.",
        "They need 8 hours.",
        "Three people are here.",
        "Three people came.",
        "Four people came.",
        "Six people came.",
    }


def test_figures_in_capitals_are_known_and_wrong_as_in_small_letters() -> None:
    """Headings and notices are in capitals. The exceptions are known misses: figures that are read in neither text, or
    asked about without need."""
    unknown = {statement for statement, passage in KNOWN if wrong(statement.upper(), passage.upper())}
    assert unknown == MISSED_IN_CAPITALS
    found = {one[0]: wrong(one[0].upper(), one[1].upper()) for one in WRONG}
    differ = {statement for statement, _, figure in WRONG if found[statement] != [figure.upper()]}
    assert differ == READ_OTHERWISE_IN_CAPITALS
