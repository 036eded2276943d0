"""Pleading paper: 28 numbered lines a page between ruled margins, as federal courts in the West require."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
import typeset
from passage import Passage

SIZE = 12.0
NOTE_SIZE = 10.0
HALF = 12.0
"""Points from one single-spaced line to the next; a numbered line is two of them."""
HALVES = 56
LEFT, RIGHT = 100.0, 568.0
ROOM = RIGHT - LEFT
INDENT = 36.0
_FIRST_BASELINE = 62.0
_NUMBERS_END = 82.0
_LEFT_RULES, _RIGHT_RULE = (88.0, 91.0), 576.0
_FOOT_RULE, _FOOT_TITLE, _FOOT_NUMBER = 738.0, 751.0, 764.0


@dataclass(slots=True)
class PleadingPaper:
    """Pages onto which text flows, with a record of all text.

    Arguments:
        foot: title of the paper at the foot of every page.
    """

    foot: str
    document: Any = field(default_factory=pymupdf.open)
    passages: list[Passage] = field(default_factory=list)
    outline: list[tuple[int, str, int]] = field(default_factory=list)
    _page: Any = None
    _body: Any = None
    _row: int = 0
    _notes: list[typeset.Line] = field(default_factory=list)

    @property
    def row(self) -> int:
        """The next free single-spaced line of the page, 0 to 55."""
        return self._row

    @property
    def page(self) -> Any:
        """The page being filled."""
        return self._page

    def start_page(self) -> None:
        """Finish the page and start a new one, with its numbers and rules."""
        self.finish_page()
        self._page = self.document.new_page(width=612, height=792)
        self._body = pymupdf.TextWriter(self._page.rect)
        self._row, self._notes = 0, []
        _ruled(self._page)

    def finish_page(self) -> None:
        """Write what the page holds, then its footnotes and foot."""
        if self._page is None:
            return
        self._body.write_text(self._page)
        if self._notes:
            self._write_notes()
        _footed(self._page, self.foot, self.document.page_count)
        self._page = None

    def skip(self, halves: int) -> None:
        """Leave single-spaced lines empty."""
        self._row += halves

    def go_to(self, row: int) -> None:
        """Go on at a line of this page."""
        self._row = row

    def keep(self, halves: int) -> None:
        """Take a new page unless that many single-spaced lines are free above the footnotes."""
        reserved = len(self._notes) + 1 if self._notes else 0
        if self._page is None or self._row + halves > HALVES - reserved:
            self.start_page()

    def heading(self, marked: str, *, bookmark: str = "") -> None:
        """A centered bold heading that stays with the text after it; a bookmark points to it."""
        lines = [line for part in marked.split("\n") for line in typeset.wrap(f"**{part}**", ROOM - INDENT, SIZE)]
        self.keep(2 * len(lines) + 4)
        if bookmark:
            self.bookmark(bookmark)
        for line in lines:
            self.put(line, LEFT + (ROOM - typeset.width(line, SIZE)) / 2)
            self.skip(2)
        self.say("heading", marked)

    def paragraph(self, marked: str, *, note: str = "") -> None:
        """A double-spaced paragraph; its footnote is on the page where it begins."""
        lines = typeset.wrap(marked, ROOM, SIZE, indent=INDENT)
        kept = typeset.wrap(note, ROOM, NOTE_SIZE) if note else []
        self.keep(2 * min(2, len(lines)) + len(kept) + (1 if kept and not self._notes else 0))
        self._notes += kept
        for number, line in enumerate(lines):
            self.keep(2)
            self.put(line, LEFT + (0 if number else INDENT))
            self.skip(2)
        self.say("body", marked)
        if note:
            self.say("footnote", note)

    def quotation(self, marked: str) -> None:
        """A single-spaced quotation, indented on both sides."""
        lines = typeset.wrap(marked, ROOM - 2 * INDENT, SIZE)
        self.keep(len(lines) + 1)
        for line in lines:
            self.put(line, LEFT + INDENT)
            self.skip(1)
        self.skip(1 + len(lines) % 2)
        self.say("body", marked)

    def block(self, lines: Sequence[str], *, x: float = LEFT, step: int = 1) -> None:
        """Lines that are not wrapped, `step` single-spaced lines apart."""
        for marked in lines:
            self.put(tuple(typeset.runs(marked)), x)
            self.skip(step)
        self.say("body", "\n".join(lines))

    def put(self, line: typeset.Line, x: float) -> None:
        """Draw one line at the row."""
        y = _baseline(self._row)
        for start, end in typeset.draw(self._body, x, y, line, SIZE):
            self._page.draw_line((start, y + 1.6), (end, y + 1.6), width=0.6)

    def bookmark(self, title: str, level: int = 1) -> None:
        """An entry of the outline that points to this page."""
        self.outline.append((level, title, self.document.page_count))
        self.say("bookmark", title)

    def say(self, channel: str, marked: str) -> None:
        """Record what stands on the paper."""
        self.passages.append(Passage(channel, typeset.plain(marked)))

    def _write_notes(self) -> None:
        writer = pymupdf.TextWriter(self._page.rect)
        top = HALVES - len(self._notes)
        rule = _baseline(top) - HALF - 1
        self._page.draw_line((LEFT, rule), (LEFT + 144, rule), width=0.6)
        for number, line in enumerate(self._notes):
            typeset.draw(writer, LEFT, _baseline(top + number) - 1, line, NOTE_SIZE)
        writer.write_text(self._page)


def _baseline(row: int) -> float:
    return _FIRST_BASELINE + HALF * row


def _ruled(page: Any) -> None:
    """Margin numbers and rules, written before the text as word processors do (they are the page's header)."""
    writer = pymupdf.TextWriter(page.rect)
    for number in range(1, HALVES // 2 + 1):
        line = (typeset.Run(str(number), "roman"),)
        typeset.draw(writer, _NUMBERS_END - typeset.width(line, SIZE), _baseline(2 * number - 2), line, SIZE)
    writer.write_text(page)
    for x in (*_LEFT_RULES, _RIGHT_RULE):
        page.draw_line((x, 0), (x, 792), width=0.6)


def _footed(page: Any, title: str, number: int) -> None:
    writer = pymupdf.TextWriter(page.rect)
    page.draw_line((LEFT, _FOOT_RULE), (RIGHT, _FOOT_RULE), width=0.6)
    for marked, y in ((title, _FOOT_TITLE), (str(number), _FOOT_NUMBER)):
        line = tuple(typeset.runs(marked))
        typeset.draw(writer, LEFT + (ROOM - typeset.width(line, NOTE_SIZE)) / 2, y, line, NOTE_SIZE)
    writer.write_text(page)
