"""From the words of a page to its paragraphs in reading order, for text of PDFs and of OCR."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from legalredact.documents.layout.columns import flows_of
from legalredact.documents.layout.footnotes import first_note_row, notes_of
from legalredact.documents.layout.headers_footers import PageEdges, bates_number, edges_of, header_and_footer_rows
from legalredact.documents.layout.line_numbers import number_rows, printed_numbers
from legalredact.documents.layout.page_numbers import PrintedNumber, edge_numbers
from legalredact.documents.layout.paragraphs import Paragraph, paragraphs_of
from legalredact.documents.layout.rows import Row, as_text, rows_of, without_filled_blanks, without_vertical_rules
from legalredact.documents.layout.words import Line, Turn, Word, by_turn, turned_back
from legalredact.model.document import BlockKind


@dataclass(slots=True)
class PageRows:
    """A page with rows, before its neighbors are known.

    Arguments:
        height: of the page, in points.
        rows: of the text in the main direction.
        rules: vertical rules of punctuation marks.
        turn: direction of the main text.
        others: rows of text in other directions.
        edges: first and last rows, to compare with neighboring pages.
        bates: the page's Bates number, or empty.
        numbers: numbers at the edges that may be the page's; numbered: whether its lines have numbers.
    """

    height: float
    rows: list[Row]
    rules: list[list[Word]]
    turn: Turn
    others: list[tuple[Turn, list[Row]]]
    edges: PageEdges
    bates: str = field(repr=False)
    numbers: tuple[PrintedNumber, ...] = ()
    numbered: bool = False


def rows_of_page(words: Sequence[Word], width: float, height: float) -> PageRows:
    """Group the words of a page into rows.

    Arguments:
        words: as the engine read them; words of one line are consecutive.
        width, height: of the page, in points.
    """
    turned = by_turn(words)
    turn = max(turned, key=lambda each: len(turned[each]), default=Turn.NONE)
    main = turned.pop(turn, [])
    high = height if turn is Turn.NONE else width
    numbers = printed_numbers(main, high)
    if numbers:
        printed = set(chain.from_iterable(numbers))
        main = [word for word in main if word not in printed]
    text, rules = without_vertical_rules(without_filled_blanks(main))
    rows = rows_of(text)
    number_rows(rows, numbers)
    others = [(each, rows_of(rest)) for each, rest in turned.items()]
    edges, bates = edges_of(rows, high), bates_number(rows, high)
    return PageRows(high, rows, rules, turn, others, edges, bates, edge_numbers(rows, high), bool(numbers))


def paragraphs_of_page(page: PageRows, neighbours: Sequence[PageEdges]) -> list[Paragraph]:
    """Header, text, footnotes, footer, then rotated text; words keep their positions on the page."""
    heads, feet = header_and_footer_rows(page.rows, page.edges, neighbours)
    end = len(page.rows) - feet
    inner = page.rows[heads:end]
    usual = usual_height(inner)
    notes = first_note_row(inner, usual, page.height)
    paragraphs = [
        *_margin(page.rows[:heads], BlockKind.HEADER),
        *paragraphs_of(flows_of(inner[:notes], page.rules), usual),
        *(Paragraph(BlockKind.FOOTNOTE, _lines(note)) for note in notes_of(inner[notes:])),
        *_margin(page.rows[end:], BlockKind.FOOTER),
    ]
    _turn_back(paragraphs, page.turn)
    for turn, rows in page.others:
        aside = list(paragraphs_of(flows_of(rows), usual_height(rows)))
        _turn_back(aside, turn)
        paragraphs.extend(aside)
    return paragraphs


def separate_paragraphs(words: Sequence[Word], kind: BlockKind) -> list[Paragraph]:
    """Words outside the page's text (in an image, beyond the page's edge), laid out separately, all of one kind."""
    paragraphs = []
    for turn, group in by_turn(words).items():
        rows = rows_of(group)
        aside = [Paragraph(kind, p.lines) for p in paragraphs_of(flows_of(rows), usual_height(rows))]
        _turn_back(aside, turn)
        paragraphs.extend(aside)
    return paragraphs


def usual_height(rows: Sequence[Row]) -> float:
    """The usual height of the text's lines, in points; the median over words."""
    heights = sorted((piece.height, len(piece.words)) for row in rows for piece in row)
    half, seen = sum(count for _, count in heights) / 2, 0
    for height, count in heights:
        seen += count
        if seen >= half:
            return height
    return 0.0


def _margin(rows: Sequence[Row], kind: BlockKind) -> list[Paragraph]:
    """Each piece of a header or footer as a paragraph of its own."""
    return [Paragraph(kind, [piece]) for row in rows for piece in as_text(row)]


def _lines(rows: Sequence[Row]) -> list[Line]:
    return [line for row in rows for line in as_text(row)]


def _turn_back(paragraphs: Sequence[Paragraph], turn: Turn) -> None:
    if turn is Turn.NONE:
        return
    for paragraph in paragraphs:
        for line in paragraph.lines:
            line.words = [turned_back(word, turn) for word in line.words]
