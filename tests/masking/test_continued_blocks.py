"""Which blocks of a document continue a paragraph, on their page or the next one."""

import pytest

from legalredact.masking.continued_blocks import continued
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Span

K = BlockKind
HALF = "Marguerite Oldacre sold forty looms to Penhallow"


def made(*parts: tuple[int, BlockKind, str]) -> Document:
    """A document with those blocks: page, kind, text."""
    blocks, at = [], 0
    for number, (page, kind, text) in enumerate(parts, 1):
        blocks.append(Block(f"b{number}", kind, Span(at, at + len(text)), page, f"page {page}"))
        at += len(text) + 2
    return Document("d1", "a.pdf", "\n\n".join(text for _, _, text in parts), tuple(blocks), (), (), "00")


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        (HALF, "for the price that both had named.", True),
        (HALF, "Freight for the price that both had named in the letter.", True),
        ("The price was paid to Penhallow Freight, Inc.", "in two parts.", True),
        (f"{HALF}.", "He was paid for them at once by the buyer himself.", False),
        (HALF, "Oldacre v. Penhallow", False),
        (HALF, "12. The price was paid in two parts by the buyer himself.", False),
        (HALF, "Q. Did he pay the price that both had named in it?", False),
        (HALF, "MR. HALE: I object to the form of this question as asked.", False),
        (HALF, "a. the looms, which were new", False),
        ("ARGUMENT ON THE SALE OF LOOMS", "The buyer paid the price that both had named then.", False),
        ("Exhibit", "The buyer paid the price that both had named then.", False),
    ],
)
def test_a_paragraph_continues_if_the_next_page_begins_within_a_sentence(above: str, below: str, goes_on: bool) -> None:
    document = made(
        (1, K.HEADER, "Oldacre"), (1, K.BODY, above), (1, K.FOOTNOTE, "1 See there."), (1, K.FOOTER, "1"),
        (2, K.HEADER, "Oldacre"), (2, K.BODY, below), (2, K.FOOTER, "2"),
    )  # fmt: skip
    assert continued(document) == ({"b6": "b2"} if goes_on else {})


def test_a_paragraph_may_fill_several_pages() -> None:
    document = made((1, K.BODY, HALF), (2, K.BODY, "and others of that town,"), (3, K.BODY, "who paid."))
    assert continued(document) == {"b2": "b1", "b3": "b2"}


@pytest.mark.parametrize("kind", [K.HEADING, K.TABLE_CELL])
def test_headings_and_tables_do_not_continue(kind: BlockKind) -> None:
    assert continued(made((1, kind, HALF), (2, K.BODY, "and others."))) == {}
    assert continued(made((1, K.BODY, HALF), (2, kind, "and others."))) == {}


def test_a_page_that_is_left_out_ends_a_paragraph() -> None:
    assert continued(made((1, K.BODY, HALF), (3, K.BODY, "and others."))) == {}


def test_a_document_without_pages_has_no_page_breaks() -> None:
    assert continued(made((0, K.BODY, HALF), (0, K.BODY, "and others."))) == {}


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        (HALF, "Freight for the price that both had named in the letter.", True),
        (HALF, "for the price that both had named.", True),
        (
            "They asked for $17,820.00 in bonus, $6,853.85 in pay and",
            "$17,134.62 in penalties, all of it by May.",
            True,
        ),
        (f"{HALF}.", "He was paid for them at once by the buyer himself.", False),
        (f"{HALF}.²", "² The price was paid in two parts by the buyer himself.", False),
        ("Plaintiff,", "versus", False),
        ("14 Quay Road\nPort Alder, CA 94000", "The buyer paid the price that both had named then.", False),
        (HALF, "UNITED STATES DISTRICT COURT\nfor the district in which the looms were sold", False),
    ],
)
def test_a_paragraph_that_is_in_two_blocks_of_a_page_continues_where_its_line_was_full(
    above: str, below: str, goes_on: bool
) -> None:
    assert continued(made((1, K.BODY, above), (1, K.BODY, below))) == ({"b2": "b1"} if goes_on else {})
