"""Items of bills, amounts, and rows of tables whose cells are passages of their own."""

import pytest

from legalredact.model.mention import Span
from legalredact.summary.local.amounts import amounts
from legalredact.summary.local.invoice import is_cell_by_line, items
from legalredact.summary.local.table_rows import table_rows
from tests.summary.local.entries_of import body, ranked, told

BELT, SENSOR, TOTAL = (
    "Fan belt     1.0     $186.20",
    "Sensor calibrated     0.5     $57.50",
    "TOTAL     1.5     $243.70",
)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((BELT,), []),
        ((BELT, SENSOR), ["Fan belt 1.0 $186.20", "Sensor calibrated 0.5 $57.50"]),
        (("Fan belt $7.00", "Sensor $8.00"), ["Fan belt $7.00", "Sensor $8.00"]),
        (("Fan belt $7.00", "Sensor"), []),
        (("Fan belt $7.00", "$8.00"), []),
        (("Fan belt $7.00", "of that $8.00"), []),
        (("Fan belt $7.00", "of   that   $8.00"), ["Fan belt $7.00", "of that $8.00"]),
        (("Fan belt $7.00", "It was $8.00 in the yard."), []),
        (
            ("Fan belt $7.00", "Sensor $8.00", "BILL TO: PARTY_B"),
            ["Fan belt $7.00", "Sensor $8.00", "BILL TO: PARTY_B"],
        ),
        (("BILL TO: PARTY_B", "Fan belt $7.00"), []),
        (
            ("Fan belt $7.00", "Sensor $8.00", "Bill To: " + "x" * 110),
            ["Fan belt $7.00", "Sensor $8.00", "Bill To: " + "x" * 110],
        ),
        (("Fan belt $7.00", "Sensor $8.00", "Bill To: " + "x" * 111), ["Fan belt $7.00", "Sensor $8.00"]),
        (("Fan belt $7.00", "Sensor $8.00", "The Bill To: x"), ["Fan belt $7.00", "Sensor $8.00"]),
    ],
)
def test_items_are_whole_lines_and_rows_with_an_amount_if_there_are_two(
    lines: tuple[str, ...], found: list[str]
) -> None:
    assert told(items, *lines) == found


def test_a_short_list_keeps_the_labels_of_a_bill_then_totals_then_items() -> None:
    assert ranked(items, BELT, SENSOR, TOTAL, "INVOICE NO. 4711") == [
        ["INVOICE NO. 4711"],
        ["TOTAL 1.5 $243.70"],
        ["Fan belt 1.0 $186.20", "Sensor calibrated 0.5 $57.50"],
    ]


def test_the_amounts_of_a_contract_are_no_items() -> None:
    clauses = [f"PARTY_B shall see the {word} of this Lease." for word in "alder birch cedar dogwood".split()]
    assert told(items, *clauses[:3], "Rent $7.00", "Fee $8.00") == ["Rent $7.00", "Fee $8.00"]
    assert told(items, *clauses, "Rent $7.00", "Fee $8.00") == []


CELLS = ("Loom oil", "1", "278.61", "Total", "40.39", "Grand Total", "319.00")


def test_a_bill_of_which_each_cell_is_a_line_is_told_in_blocks() -> None:
    sentence = "The goods are for use and not for resale."
    assert told(items, "\n".join(CELLS), sentence, "Paid 278.61", "by hand") == [" ".join(CELLS), "Paid 278.61 by hand"]
    assert told(items, "\n".join(CELLS), sentence, "Paid", "by hand") == [" ".join(CELLS)]
    assert told(items, "\n".join(CELLS[1:])) == [" ".join(CELLS[1:])]
    assert told(items, sentence, "\n".join(CELLS)) == [" ".join(CELLS)]


@pytest.mark.parametrize(("letters", "blocks"), [(400, 1), (401, 2)])
def test_a_block_of_a_bill_has_at_most_400_characters(letters: int, blocks: int) -> None:
    above = "\n".join(CELLS)
    assert len(told(items, *CELLS, f"{'x' * (letters - len(above) - 4)} 12")) == blocks


@pytest.mark.parametrize(
    ("lines", "by_line"),
    [
        (("40.39", "1,278.61", "$ 319,00"), True),
        (("40.39", "1,278.61"), False),
        (("40.39", "1,278.61", "319"), False),
        (("40.39", "1,278.61", "319.00 x"), False),
        (
            ("40.39", "1,278.61", "319.00", *(f"Line {a}{b}" for a in "abc" for b in "abcdefghi")),
            True,
        ),  # a tenth of thirty
        (("40.39", "1,278.61", "319.00", *(f"Line {a}{b}" for a in "abcd" for b in "abcdefg")), False),
        (("40.39", "1,278.61", "319.00", "It was red all over.", "It was dry all over."), True),
        (("40.39", "1,278.61", "319.00", *(f"It was {a} all over." for a in ("red", "dry", "wet"))), False),
    ],
)
def test_a_bill_by_lines_has_three_figures_alone_and_hardly_sentences(lines: tuple[str, ...], by_line: bool) -> None:
    assert is_cell_by_line(body(*lines)) is by_line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Paid $5.00", True),
        ("$5.00", False),
        ("It was $5.00 in all.", True),
        ("Tiles 5.00", True),
        ("Tiles 5,500.00", True),
        ("Tiles 5.00%", False),
        ("Tiles 5", False),
        ("RULE 5.00 5.00", False),
        ("Exhibit 10.11", False),
        ("It was 5.00 for all of it.", False),
        ("Tiles   5.00   6.00", True),
        ("Tiles 5.00 " + "x" * 189, True),
        ("Tiles 5.00 " + "x" * 190, False),
        ("Tiles $5.00 " + "x" * 190, True),
    ],
)
def test_amounts_are_figures_with_a_sign_or_of_a_line_or_row(text: str, found: bool) -> None:
    assert bool(told(amounts, text)) is found


def test_a_short_list_keeps_totals_then_larger_amounts() -> None:
    total, large, small, none = "IN ALL he paid $5.00", "He paid $7,000.00", "He paid $70.00 and $7.00", "He paid $0.00"
    assert ranked(amounts, small, none, large, total) == [[total], [large], [small], [none]]
    low, high = "He paid $0.05", "He paid $0.50"
    assert ranked(amounts, low, "He paid $9.99", high) == [["He paid $9.99"], [high], [low]]
    assert ranked(amounts, "In all $1" + ",000" * 30, "In all $2" + ",000" * 30 + ",000")[0]


def joined(*cells: str, labels: tuple[str, ...] = ()) -> list[str]:
    """The rows of a table with these cells, each with its cells between bars."""
    text, spans = "\n".join(cells), list[Span]()
    for cell in cells:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(cell)))
    named = labels or ("",) * len(cells)
    rows = table_rows(text, list(zip(named, spans, strict=True)))
    assert [row.span.of(text).splitlines() for row in rows] == [[cell.of(text) for cell in row.cells] for row in rows]
    return ["|".join(cell.of(text) for cell in row.cells) for row in rows]


def test_cells_with_labels_are_rows_of_their_table() -> None:
    labels = (
        "table 1, row 1, cell 1",
        "table 1, row 1, cell 2",
        "table 1, row 2, cell 1",
        "table 2, row 2, cell 1",
        "",
    )
    assert joined("a", "b", "c", "d", "e", labels=labels) == ["a|b", "c", "d"]


DATED = ("May 4, 2021", "Fan belt", "5", "May 5, 2021", "Sensor", "6")
PRICED = ("Fan belt", "5", "$4.00", "Sensor", "6", "$5.00")


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (DATED, ["May 4, 2021|Fan belt|5", "May 5, 2021|Sensor|6"]),
        ((*DATED, "a", "b"), ["May 4, 2021|Fan belt|5", "May 5, 2021|Sensor|6"]),
        (("x", *DATED), ["May 4, 2021|Fan belt|5", "May 5, 2021|Sensor|6"]),
        (DATED[:5], []),
        (("x", "y", "z", *DATED[:3]), []),
        (("x", "y", "May 4, 2021", "May 5, 2021", "a", "b"), []),
        (("x", "May 4, 2021", "a", "May 5, 2021", "b", "c"), ["May 4, 2021|a", "May 5, 2021|b"]),
        ((*DATED[:3], "It rained.", *DATED[3:]), []),
        (("a.", *DATED), ["May 4, 2021|Fan belt|5", "May 5, 2021|Sensor|6"]),
        ((*DATED[:5], "6 on that day: "), []),
        ((*DATED[:5], "x" * 140), ["May 4, 2021|Fan belt|5", "May 5, 2021|Sensor|" + "x" * 140]),
        ((*DATED[:5], "x" * 141), []),
        (PRICED, ["Fan belt|5|$4.00", "Sensor|6|$5.00"]),
        (("x", "y", *PRICED), ["Fan belt|5|$4.00", "Sensor|6|$5.00"]),
        ((*PRICED, "x"), ["Fan belt|5|$4.00", "Sensor|6|$5.00"]),
        (("belt", "$4.00", "Sensor", "6", "$5.00", "x"), ["belt|$4.00", "Sensor|6|$5.00"]),
        ((*PRICED[:3], "x", "y", "z"), []),
        (("on May 4, 2021 x", "a", "b", "on May 5, 2021 x", "a", "b"), []),
        (("May 4, 2021 x", "a", "b", "May 5, 2021 x", "a", "b"), ["May 4, 2021 x|a|b", "May 5, 2021 x|a|b"]),
        (("May 4, 2021 $5", "a", "b", "May 5, 2021 $5", "a", "b"), []),
    ],
)
def test_rows_without_labels_begin_with_a_date_or_end_with_an_amount(cells: tuple[str, ...], rows: list[str]) -> None:
    assert joined(*cells) == rows
