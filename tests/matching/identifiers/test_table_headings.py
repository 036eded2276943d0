"""Identifiers below the heading of their column, as sheets, exports and printed lists give them. All are invented."""

import pytest

from legalredact.matching.identifiers.find import find_identifiers
from legalredact.model.mention import Kind


def found(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.span.of(text)) for one in find_identifiers(text)]


def test_a_sheet_says_once_what_its_columns_hold() -> None:
    sheet = (
        "EMP_ID\tLAST_NAME\tDOB\tHIRE_DT\tHOME_PHONE\tADDR1\tZIP\n"
        "200417\tTarrow\t1988-02-27\t2015-06-01\t3055550121\t14 NE 163 ST\t33162\n"
        "200418\tQuenby\t1990-10-14\t2016-01-11\t\t2 Isle of Wrens Dr 305\t33130"
    )
    assert found(sheet) == [
        (Kind.ACCOUNT, "200417"),
        (Kind.BIRTH_DATE, "1988-02-27"),
        (Kind.PHONE, "3055550121"),
        (Kind.ADDRESS, "14 NE 163 ST"),
        (Kind.ADDRESS, "33162"),
        (Kind.ACCOUNT, "200418"),
        (Kind.BIRTH_DATE, "1990-10-14"),
        (Kind.ADDRESS, "2 Isle of Wrens Dr 305"),
        (Kind.ADDRESS, "33130"),
    ]


def test_a_blank_line_between_two_pieces_of_a_sheet_does_not_end_it() -> None:
    sheet = "NAME\tDOB\tSTATUS\nTarrow\t1988-02-27\tA\n\nQuenby\t1990-10-14\tB\n\nMet on 1991-01-02."
    assert [surface for _, surface in found(sheet)] == ["1988-02-27", "1990-10-14"]


def test_gaps_part_the_cells_of_a_printed_list() -> None:
    printed = (
        "8. Family name      10. Nationality   11. Date and place of birth   12. Number of identity document\n"
        "1   TARROW Olle       Danish            12.05.1970 RIBE               PP AT4418820\n"
        "2   QUENBY Iris                         30.11.1981 HULL               PP P4418820A\n"
        "\n"
        "Arrived 08.01.2022 at berth 44188201."
    )
    assert [surface for _, surface in found(printed)] == ["12.05.1970", "PP AT4418820", "30.11.1981", "PP P4418820A"]


def test_an_account_stands_below_its_heading_on_the_next_line() -> None:
    stub = (
        "Deposited to the account of     account number     transit ABA      amount\n"
        "OLLE TARROW                     483920175530       021000021        $1,210.04"
    )
    assert [surface for _, surface in found(stub)] == ["483920175530", "021000021"]


def test_an_export_by_commas_and_a_table_by_bars() -> None:
    assert found('Name,"Date of Birth",SSN\n"Tarrow, Olle",3/4/1971,219099999') == [
        (Kind.BIRTH_DATE, "3/4/1971"),
        (Kind.SSN, "219099999"),
    ]
    assert found("| Name | Member ID |\n|---|---|\n| Tarrow | 88120-7 |") == [(Kind.ACCOUNT, "88120-7")]


def test_a_billing_ledger_and_a_register_say_less_above_their_columns() -> None:
    ledger = "Name\tAcct\tPolicy\nTarrow\tV00718842\tXQR881720041\nQuenby\t00731119\t44-A\n"
    assert [surface for _, surface in found(ledger)] == ["V00718842", "XQR881720041", "00731119"]
    assert [surface for _, surface in found("Born\tBaptized\n3 Feb. 1961\t12 Mar. 1961")] == ["3 Feb. 1961"]


@pytest.mark.parametrize(
    "text",
    [
        "Acct\tName\tAmount\n4000\tSales\t441.20\n5010\tRent\t88.00",
        "Case No.\tFiled\tJudge\n2021-CV-04417\t2021-03-04\tRoe",
        "Invoice date\tAmount\tStatus\n2021-03-04\t44,182.00\tpaid",
        "The account number, the address and the date of birth were asked for,\nand 1988 was a cold year, 20,441 said.",
        "Name\tAddress\tZIP\nPERSON_A\tADDRESS_12\tADDRESS_13",
        "Claim No.\tFiled\tAmount\n12\t2021-03-04\t$441.20",
        "Address      Line of business      Since\nstill open     none     1988",
    ],
)
def test_what_no_heading_asks_for_stays(text: str) -> None:
    assert found(text) == []
