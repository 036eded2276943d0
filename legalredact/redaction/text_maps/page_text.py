"""Text of a page with a place for each character, as a PDF engine reads it, in several orders."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pymupdf

from legalredact.redaction.text_maps.reading_orders import new_columns
from legalredact.redaction.text_maps.text_map import Placed, Rectangle, TextLine, Turn, joined

_ASCENDER, _DESCENDER = 0.82, 0.23
_MARKED = 1.3
"""Times as far letters with marks reach, such as Ñ and Ễ."""

_NO_WIDTH, _USUAL_WIDTH = 0.02, 0.6
_LEAST_CLAIM = 0.5
"""Of a letter's size, what a font says that its letters take up, at the least."""


def of_page(raw: dict[str, Any], turn: Turn | None) -> tuple[Placed, ...]:
    """What an engine's "rawdict" holds: in its own order, as the lines lie on the page, and, where that says something
    else, down each column without what is raised.

    Several orders, since a name may be set in pieces that the engine does not bring together.

    Arguments:
        turn: from the page as it lies in the file to the page as people see it; None if that is the same.
    """
    lines = [block["lines"] for block in raw["blocks"] if block.get("lines") is not None]
    blocks = [[_row_of(line["spans"], line["dir"], turn) for line in block] for block in lines]
    rows = [row for block in blocks for row in block if row.text]
    orders = joined(blocks), joined([_as_they_lie(rows)])
    level = [_row_of(_level_spans(line), line["dir"], turn) for block in lines for line in block]
    columns = new_columns([row for row in level if row.text.strip()], rows)
    return orders if columns is None else (*orders, columns)


def _level_spans(line: dict[str, Any]) -> list[dict[str, Any]]:
    """Without marks of notes, which stand raised and may part a name."""
    return [span for span in line["spans"] if not span["flags"] & pymupdf.TEXT_FONT_SUPERSCRIPT]


def _row_of(spans: Sequence[dict[str, Any]], direction: tuple[float, float], turn: Turn | None) -> TextLine:
    upright = direction == (1.0, 0.0)
    characters: list[str] = []
    places: list[Rectangle] = []
    for span in spans:
        chars = span["chars"]
        characters.extend(char["c"] for char in chars)
        places.extend(_trimmed(span) if upright else (char["bbox"] for char in chars))
    if turn is not None:
        places = [turn(place) for place in places]
    text = "".join(characters)
    if len(text) == len(places):
        return TextLine(text, [*places])
    return TextLine(text, [place for c, place in zip(characters, places, strict=True) for _ in c])


def _trimmed(span: dict[str, Any]) -> Iterator[Rectangle]:
    """From ascender to descender as letters have them; fonts claim more, and the box would touch other lines.

    Of condensed letters the engine gives a size between their width and their height; the height counts.
    """
    claimed = max(_LEAST_CLAIM, span["ascender"] - span["descender"])
    for char in span["chars"]:
        x0, y0, x1, y1 = char["bbox"]
        size = max(span["size"], (y1 - y0) / claimed)
        marked = 1.0 if char["c"].isascii() else _MARKED
        up, down = _ASCENDER * marked * size, _DESCENDER * marked * size
        base = char["origin"][1]
        top, bottom = base - up, base + down
        if x1 - x0 < _NO_WIDTH * size and char["c"].isalnum():  # a font that tells no widths
            x1 = x0 + _USUAL_WIDTH * size
        yield x0, top if top > y0 else y0, x1, bottom if bottom < y1 else y1


def _as_they_lie(rows: Iterable[TextLine]) -> list[TextLine]:
    """Lines at one height joined, from top to bottom."""
    found: list[tuple[float, list[TextLine]]] = []
    for row in sorted(rows, key=lambda row: row.middle):
        if found and row.middle - found[-1][0] < 3:
            found[-1][1].append(row)
        else:
            found.append((row.middle, [row]))
    return [_in_a_row(sorted(level, key=lambda row: row.first[0])) for _, level in found]


def _in_a_row(rows: Sequence[TextLine]) -> TextLine:
    """One line of those that stand side by side; a space between them if there is a gap."""
    texts: list[str] = []
    places: list[Rectangle | None] = []
    end: float | None = None
    for row in rows:
        first = row.first
        if end is not None and first[0] - end > 0.15 * (first[3] - first[1]):
            texts.append(" ")
            places.append(None)
        texts.append(row.text)
        places += row.places
        end = row.last[2]
    return TextLine("".join(texts), places)
