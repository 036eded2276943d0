"""A name ends with its cell. All names are invented."""

import pytest

from legalredact.detection.spans.table_cells import in_cells
from legalredact.model.mention import Kind, Span
from tests.detection.conftest import Look


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2023-08-02\tAlder, Inc.", ["2023-08-02", "Alder, Inc."]),
        ("Payee\tSum\nAlder, Inc.\t92250", ["Payee", "Sum", "Alder, Inc.", "92250"]),
        ("Defendant:\tAlder\n\tMills, Inc.", ["Defendant:", "Alder\n\tMills, Inc."]),
        ("Q\tDid Alder\nMills, Inc.\tpay", ["Q", "Did Alder\nMills, Inc.", "pay"]),
        ("\tAlder\n\tMills, Inc.", ["\tAlder\n\tMills, Inc."]),
        ("Alder\nMills, Inc.", ["Alder\nMills, Inc."]),
    ],
)
def test_where_cells_end(text: str, parts: list[str]) -> None:
    assert [part.of(text) for part in in_cells(text, Span(0, len(text)))] == parts


def test_no_company_begins_in_the_cell_before(found: Look) -> None:
    mentions = found("Date\tPayee\tAmount\n2023-08-02\tSummit, Inc.\t92250\n2023-08-03\tLarkhaven Supply, LLC\t1200\n")
    assert {surface: one.kind for surface, one in mentions.items()} == {
        "Summit, Inc.": Kind.ORGANIZATION,
        "Larkhaven Supply, LLC": Kind.ORGANIZATION,
    }


def test_no_company_begins_in_the_row_above(found: Look) -> None:
    mentions = found("Payee\tAmount\nSummit, Inc.\t92250\nHelen Varga\t12\nLarkhaven Supply, LLC\t1\n")
    assert {"Summit, Inc.", "Helen Varga", "Larkhaven Supply, LLC"} <= set(mentions)


def test_a_town_in_the_cell_before_is_nobodys_first_name(found: Look) -> None:
    mentions = found("Buyer\tVarga\nLarkhaven\tVarga\nMs. Helen Varga signed.")
    assert "Larkhaven Varga" not in mentions


def test_a_company_that_is_wrapped_stays_whole(found: Look) -> None:
    mentions = found("Helen met people of Standard\nMutual, Inc. and C. R. Tarrow\nVascular, Inc. today.")
    assert {"Standard Mutual, Inc.", "C. R. Tarrow Vascular, Inc."} <= set(mentions)
