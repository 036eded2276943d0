"""Lays HTML out on pages with MuPDF so that nothing is lost at a page break.

MuPDF 1.26 loses rows of a table that it divides between pages itself, if their cells have padding, and lines of other
text with some style sheets; `Story.place` says of both that all of it fits. So each block is placed by itself, and
begins a new page if it does not fit below the one before.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pymupdf


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, as HTML; those that fit on a page are one table there, below the headings of the columns.

    Arguments:
        head: the row of headings.
        rows: each from ``<tr>`` to ``</tr>``.
        kind: the class of the table in the style sheet.
        above: HTML that stays with the first row.
    """

    head: str = field(repr=False)
    rows: tuple[str, ...] = field(repr=False)
    kind: str = ""
    above: str = field(default="", repr=False)

    def html(self, count: int) -> str:
        """The table with the first rows."""
        rows = "".join(self.rows[:count])
        return f'{self.above}<table class="{self.kind}">{self.head}{rows}</table>'

    def after(self, count: int) -> "Rows":
        """The table with the other rows."""
        return replace(self, rows=self.rows[count:], above="")


@dataclass(frozen=True, slots=True)
class WithNext:
    """HTML that stays on the page on which the next block begins, such as a heading."""

    html: str = field(repr=False)


Block = str | Rows | WithNext
"""HTML that stays whole if it fits on a page, rows of a table, or HTML that stays with the next block."""

_SLACK = 0.5
_DIVIDED = ".divided, .divided * { padding: 0; border: none; }"
_MOST_ROWS = 64
"""Rows that are tried on one page at most."""


class StoryPages:
    """Pages of one size that are filled from top to bottom."""

    def __init__(
        self,
        page: pymupdf.Rect,
        area: pymupdf.Rect,
        style: str,
        pictures: pymupdf.Archive | None = None,
        placing: Callable[[Any], None] | None = None,
    ) -> None:
        """The first page is begun at once.

        Arguments:
            area: of the page that is filled.
            style: style sheet.
            pictures: that the HTML names.
            placing: called with the position of each element, as by `Story.element_positions`, with its page.
        """
        self._page, self._area, self._style = page, area, style
        self._pictures, self._placing = pictures, placing
        self._buffer = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._buffer)
        self.count = 0
        self._begin()

    def add(self, blocks: Iterable[Block]) -> None:
        """Lay blocks out below those before."""
        above = ""
        for block in blocks:
            if isinstance(block, WithNext):
                above += block.html
                continue
            if isinstance(block, Rows):
                self._add_rows(replace(block, above=above))
            else:
                self._add(f"{above}{block}")
            above = ""
        if above:
            self._add(above)

    def new_page(self) -> None:
        """Begin a page, unless this one is empty."""
        if self._y > self._area.y0:
            self._writer.end_page()
            self._begin()

    def finished(self) -> bytes:
        """The pages as a PDF."""
        self._writer.end_page()
        self._writer.close()
        return self._buffer.getvalue()

    def _add(self, html: str) -> None:
        if self._drawn(html):
            return
        self.new_page()
        if not self._drawn(html):
            self._divided(html)

    def _add_rows(self, table: Rows) -> None:
        while table.rows:
            count = self._fitting(table)
            if count:
                self._drawn(table.html(count))
                table = table.after(count)
            elif self._y > self._area.y0:
                self.new_page()
            else:
                self._divided(f"{table.above}{_as_text(table.rows[0])}")
                table = table.after(1)

    def _fitting(self, table: Rows) -> int:
        """How many of the first rows fit in the rest of the page."""
        fits, fails = 0, min(len(table.rows), _MOST_ROWS) + 1
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if self._placed(table.html(middle)) is None:
                fails = middle
            else:
                fits = middle
        return fits

    def _drawn(self, html: str) -> bool:
        placed = self._placed(html)
        if placed is None:
            return False
        story, end = placed
        self._draw(story, max(self._y, end))
        return True

    def _begin(self) -> None:
        self._device, self._y = self._writer.begin_page(self._page), self._area.y0
        self.count += 1

    def _draw(self, story: pymupdf.Story, end: float) -> None:
        if self._placing is not None:
            story.element_positions(self._placing, {"page_num": self.count})
        story.draw(self._device)
        self._y = end

    def _placed(self, html: str) -> tuple[pymupdf.Story, float] | None:
        """The HTML in the rest of the page and where it ends, or None if it does not fit."""
        area = self._area
        if area.y1 - self._y <= 1:
            return None
        story = self._story(html)
        more, filled = story.place(pymupdf.Rect(area.x0, self._y, area.x1, area.y1))
        return None if more or filled[3] > area.y1 + _SLACK else (story, filled[3])

    def _divided(self, html: str) -> None:
        """Lay out a block that is longer than a page, from the top of an empty one on; MuPDF divides it."""
        story, more = self._story(f'<div class="divided">{html}</div>'), 1
        while more:
            if self._y > self._area.y0:
                self.new_page()
            more, filled = story.place(self._area)
            self._draw(story, filled[3])

    def _story(self, html: str) -> pymupdf.Story:
        return pymupdf.Story(html=html, user_css=f"{self._style}{_DIVIDED}", archive=self._pictures)


def _as_text(row: str) -> str:
    """A row that is longer than a page, as paragraphs: MuPDF would lose parts of it."""
    return row.replace("<tr>", "").replace("</tr>", "").replace("<td", "<div").replace("</td>", "</div>")
