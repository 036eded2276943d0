"""Statements of account, quantities, courts of captions and marks of dockets name nobody. All names are invented."""

import pytest

from legalredact.detection.spans.span_shape import names_nobody
from legalredact.model.mention import Mention, Tier
from tests.detection.conftest import Look

ROWS = """Date\tDescription\tAmount
01/02\tZELLE TO HELEN VARGA\t50.00
01/03\tPOS DEBIT 4421 LARKHAVEN MARKET\t12.10
01/04\tACH CREDIT SUMMIT RIGGING INC\t900.00
01/04\tZELLE PAYMENT\t1.00
01/05\tACH DEBIT\t3.00
"""


def suggested(mentions: dict[str, Mention]) -> set[str]:
    return {surface for surface, one in mentions.items() if one.kind.is_name and one.tier is Tier.SUGGESTED}


def test_rows_of_a_statement_hold_names_and_words_of_banks(found: Look) -> None:
    mentions = found(ROWS)
    names = " | ".join(surface for surface, one in mentions.items() if one.kind.is_name)
    assert all(name in names for name in ("HELEN VARGA", "LARKHAVEN MARKET", "SUMMIT RIGGING INC"))
    assert "PAYMENT" not in names


def test_a_company_may_begin_with_a_word_of_banks(found: Look) -> None:
    assert "ACH Food Mills, Inc." in suggested(found("ACH Food Mills, Inc. paid what it owed by wire."))


def test_a_way_to_pay_is_no_person(found: Look) -> None:
    assert suggested(found("Helen Varga sent it by Zelle. The Zelle never came.")) == {"Helen Varga"}


@pytest.mark.parametrize("surface", ["792 boards", "three 20 foot boards"])
def test_so_many_of_a_thing_are_nobody(surface: str) -> None:
    assert names_nobody(surface)


def test_a_quantity_that_is_written_small_too_is_merely_possible(found: Look) -> None:
    assert suggested(found("He bought 792 boards at the yard. The 792 boards came. 792 Boards of oak.")) == set()


def test_a_state_and_a_county_in_a_courts_name_are_not_suggested(found: Look) -> None:
    mentions = found(
        "IN THE SUPERIOR COURT OF THE STATE OF WASHINGTON\nFOR KING COUNTY\n\nHELEN VARGA, Plaintiff,\nv.\n"
        "SUMMIT RIGGING, INC., Defendant.\n"
    )
    assert suggested(mentions) == {"HELEN VARGA", "SUMMIT RIGGING, INC."}


def test_capitals_before_a_versus_are_a_party(found: Look) -> None:
    mentions = found("SEA Freight, Inc. sued. Case No. 2:20-cv-01234 SEA v. Varga.")
    assert mentions["SEA"].tier is Tier.SUGGESTED


def test_a_county_that_sues_is_a_party_whatever_court_is_named_before(found: Look) -> None:
    mentions = found("The court in County of Fernhollow v. Varga held so. County of Fernhollow v. Varga, No. 22-1.")
    assert mentions["County of Fernhollow"].tier is Tier.SUGGESTED


def test_a_bates_number_is_nobody() -> None:
    assert names_nobody("TRWQ000204")
    assert not names_nobody("TRW")
