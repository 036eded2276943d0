"""Stretches of text are put in the order in which a person reads the page."""

from legalredact.documents.ocr.reading_order import UprightText, reading_order


def _page(*rows: tuple[float, float, float, str]) -> tuple[list[UprightText], list[str]]:
    """Stretches of height 20 from (left, top, right, text)."""
    stretches = [UprightText(i, x0, y, x1, y + 20, digits=text.isdigit()) for i, (x0, y, x1, text) in enumerate(rows)]
    return stretches, [text for *_, text in rows]


def _read(*rows: tuple[float, float, float, str]) -> list[list[str]]:
    """Paragraphs of lines."""
    stretches, texts = _page(*rows)
    return [[" ".join(texts[s.index] for s in line) for line in block] for block in reading_order(stretches)]


def test_nothing_is_read_from_nothing() -> None:
    assert reading_order([]) == ()


def test_pieces_of_one_line_are_joined_from_left_to_right() -> None:
    assert _read((300, 2, 400, "right"), (0, 0, 100, "left")) == [["left right"]]


def test_columns_are_read_one_after_the_other_under_a_heading_that_spans_them() -> None:
    rows = [(x, 60 + 25 * i, x + 180, f"{side}{i}") for i in range(4) for x, side in ((0, "l"), (220, "r"))]
    assert _read((0, 0, 400, "heading"), *rows) == [["heading"], ["l0", "l1", "l2", "l3"], ["r0", "r1", "r2", "r3"]]


def test_three_columns_are_read_in_turn() -> None:
    rows = [(x, 25 * i, x + 80, f"{side}{i}") for i in range(3) for x, side in ((0, "a"), (120, "b"), (240, "c"))]
    assert _read(*rows) == [["a0", "a1", "a2"], ["b0", "b1", "b2"], ["c0", "c1", "c2"]]


def test_columns_above_and_below_a_line_that_spans_them_stay_apart() -> None:
    upper = [(x, 25 * i, x + 180, f"{side}{i}") for i in range(3) for x, side in ((0, "l"), (220, "r"))]
    lower = [(x, 150 + 25 * i, x + 180, f"{side}{i}") for i in range(3, 6) for x, side in ((0, "l"), (220, "r"))]
    read = [line for block in _read(*upper, (0, 100, 400, "across"), *lower) for line in block]
    assert read == ["l0", "l1", "l2", "r0", "r1", "r2", "across", "l3", "l4", "l5", "r3", "r4", "r5"]


def test_line_numbers_in_the_margin_stay_with_their_lines() -> None:
    rows = [row for i in range(1, 5) for row in ((0, 25 * i, 15, str(i)), (60, 25 * i, 400, f"line{i}"))]
    assert _read(*rows) == [["1 line1", "2 line2", "3 line3", "4 line4"]]


def test_page_numbers_of_a_table_of_contents_stay_with_their_entries() -> None:
    rows = [row for i in range(4) for row in ((0, 25 * i, 200, f"entry{i}"), (380, 25 * i, 400, str(i)))]
    assert _read(*rows) == [["entry0 0", "entry1 1", "entry2 2", "entry3 3"]]


def test_two_rows_beside_each_other_are_no_columns() -> None:
    assert _read((0, 0, 100, "a"), (200, 0, 300, "b"), (0, 25, 100, "c"), (200, 25, 300, "d")) == [["a b", "c d"]]


def test_a_paragraph_ends_at_a_wider_space_an_indent_and_a_change_of_size() -> None:
    assert _read((0, 0, 400, "a"), (0, 25, 400, "b"), (0, 80, 400, "c")) == [["a", "b"], ["c"]]
    assert _read((0, 0, 400, "a"), (0, 25, 200, "b"), (40, 50, 400, "c"), (0, 75, 400, "d")) == [["a", "b"], ["c", "d"]]
    small, large = UprightText(0, 0, 0, 400, 20), UprightText(1, 0, 25, 400, 65)
    assert len(reading_order([small, large])) == 2
