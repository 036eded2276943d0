"""The statements of a summary as rows: text, sources that can be clicked, flags."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from legalredact.gui.core.palette import style_of
from legalredact.gui.core.theme import STEP
from legalredact.gui.review.findings import finding_words, note_words, of_whole
from legalredact.gui.review.labeled_cells import LabeledCells
from legalredact.gui.review.meaning import meaning_lines
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape, chips
from legalredact.matching.text.one_line import OneLine
from legalredact.model.mention import Span
from legalredact.model.payload import row_cells
from legalredact.model.register import Entity
from legalredact.model.review import Finding, ReviewedSummary, Segment
from legalredact.model.token import TOKEN
from legalredact.workflow.sign_off.citations import Background, CitedPlace

INDENT = 2 * STEP
_NO_COMMENTS: Mapping[int, str] = {}


class SegmentRow:
    """A statement or heading.

    Arguments:
        text: with names or tokens, marked; of a row of a table, its cells.
        places: its places in the documents.
        flags: findings of the check in it, in words.
        before: its text before the last edit, or nothing.
        comment: a reviewer's comment on it, with their name, or nothing.
        meaning: what a second reading says of it, or nothing.
        notes: on values that were computed or not verified, in words.
    """

    def __init__(
        self,
        text: MarkedText | LabeledCells,
        places: Sequence[CitedPlace],
        flags: Sequence[str],
        *,
        lost: int = 0,
        before: str = "",
        comment: str = "",
        meaning: str = "",
        notes: Sequence[str] = (),
    ) -> None:
        self.places = tuple(places)
        self._text = text
        self._sources = [MarkedText(f"{place.where} · {place.name}") for place in places]
        told = (*flags, f"Edited; before: “{before}”") if before else tuple(flags)
        self._flags = [MarkedText(f"⚑ {words}") for words in told]
        if comment:
            self._flags.append(MarkedText(f"✎ {comment}"))
        self._lost = MarkedText("The source cannot be found.") if lost else None
        self._quiet = [MarkedText(words) for words in (*notes, *([meaning] if meaning else ()))]
        self._heights: list[float] = []
        self._next = -1

    @property
    def words(self) -> str:
        """The statement, its flags and its sources."""
        return " ".join(part.text for part in (self._text, *self._flags, *self._sources, *self._quiet))

    def lay_out(self, width: float) -> float:
        """Text over sources over flags."""
        self._heights = [self._text.lay_out(width) + STEP / 2 * bool(self._below)]
        self._heights += [part.lay_out(width - INDENT) for part in self._below]
        return sum(self._heights)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it."""
        at = rect.topLeft()
        self._text.paint(painter, at, ground=ground)
        at += QPointF(INDENT, self._heights[0])
        others = len(self._below) - len(self._sources) - len(self._quiet)
        tones = ["accent"] * len(self._sources) + ["needs_you"] * others + ["muted"] * len(self._quiet)
        for part, height, tone in zip(self._below, self._heights[1:], tones, strict=True):
            part.paint(painter, at, tone=tone, ground=ground)
            at += QPointF(0, height)

    def target(self, at: QPointF | None) -> int:
        """Number of a source: that under the point, or with each Enter the next one."""
        if not self.places:
            return -1
        if at is None:
            self._next = (self._next + 1) % len(self.places)
            return self._next
        y = at.y() - (self._heights[0] if self._heights else 0)
        for number, height in enumerate(self._heights[1 : 1 + len(self._sources)]):
            if 0 <= y < height:
                return number
            y -= height
        return -1

    @property
    def _below(self) -> list[MarkedText]:
        return [*self._sources, *([self._lost] if self._lost else ()), *self._flags, *self._quiet]


def rows_of(
    summary: ReviewedSummary,
    background: Background,
    *,
    tokens: bool,
    files: Mapping[str, str],
    comments: Mapping[int, str] = _NO_COMMENTS,
) -> tuple[SegmentRow, ...]:
    """A summary's rows; a summary that was not restored is shown with its tokens.

    Arguments:
        files: names of files by the id of their document; a heading that is a document's neutral title tells its file.
        comments: on segments, by their number.
    """
    files = {d.masked_title: files[d.id] for d in background.payload.documents if d.id in files}
    masked = summary.checked.summary.segments
    clear = summary.clear_segments
    shown = masked if tokens or not summary.checked.restorable else clear
    by_token = background.register.by_token()
    found: dict[int, list[Finding]] = {}
    for finding in summary.checked.findings:
        if not of_whole(finding):
            found.setdefault(finding.segment, []).append(finding)
    before = _before(background, shown, named=shown is clear)
    read = meaning_lines(summary, background, named=shown is clear)
    return tuple(
        _row(
            segment,
            masked[number],
            found.get(number, ()),
            by_token,
            cited,
            told,
            columns=background.payload.columns,
            file=files.get(segment.text.strip(), "") if segment.heading and shown is clear else "",
            named=shown is clear,
            notes=[note_words(note) for note in summary.checked.notes if note.segment == number],
        )
        for number, segment in enumerate(shown)
        for told in ((before[number], comments.get(number, ""), read.get(number, "")),)
        for cited in (background.places_of(number, masked[number].citations),)
    )


def _before(background: Background, now: Sequence[Segment], *, named: bool) -> list[str]:
    """The text of each segment before the last edit; empty if it is the same."""
    if background.before is None:
        return [""] * len(now)
    old = background.before
    named = named and bool(old.clear_segments)
    shown = old.clear_segments if named else old.checked.summary.segments
    return ["" if new.text == was.text else " ".join(was.text.split()) for new, was in zip(now, shown, strict=True)]


def _row(
    segment: Segment,
    masked: Segment,
    findings: Sequence[Finding],
    by_token: Mapping[str, Entity],
    places: Sequence[CitedPlace],
    told: tuple[str, str, str],
    *,
    columns: Sequence[str],
    file: str,
    named: bool,
    notes: Sequence[str],
) -> SegmentRow:
    stretches = names(segment, masked.text, by_token) if named else _flagged(masked.text, findings, by_token)
    flowing = OneLine(segment.text)  # a passage's line ends mean nothing in a summary
    marks = [replace(one, span=flowing.span(one.span)) for one in stretches]
    heading = f"{file} – {flowing.text}" if file else flowing.text
    text: MarkedText | LabeledCells = MarkedText(heading, () if file else marks, strong=segment.heading)
    if not (segment.heading or segment.quoted) and row_cells(flowing.text, columns):
        text = LabeledCells(flowing.text, marks, columns)
    flags = dict.fromkeys(finding_words(finding) for finding in findings)
    lost = 0 if masked.quoted and places else len(masked.citations) - len(places)
    before, comment, meaning = told
    return SegmentRow(
        text, places, tuple(flags), lost=lost, before=before, comment=comment, meaning=meaning, notes=notes
    )


def _flagged(text: str, findings: Sequence[Finding], by_token: Mapping[str, Entity]) -> tuple[MarkedRange, ...]:
    """Tokens as chips, and flagged spans in their own color where there is no chip."""
    tokens = chips(text, by_token)
    whole = Span(0, len(text))
    flags = [
        MarkedRange(finding.span, Shape.WRONG if finding.blocking else Shape.FLAG)
        for finding in findings
        if finding.span != whole and not any(finding.span.overlaps(chip.span) for chip in tokens)
    ]
    return (*flags, *tokens)


def names(segment: Segment, masked: str, by_token: Mapping[str, Entity]) -> tuple[MarkedRange, ...]:
    """Places of the names that replaced tokens; in a summary of earlier versions found by comparing both texts."""
    if segment.names:
        known = ((one, by_token.get(one.token)) for one in segment.names)
        return tuple(MarkedRange(one.span, Shape.NAME, style_of(entity)) for one, entity in known if entity is not None)
    clear = segment.text
    found: list[MarkedRange] = []
    moved = 0
    for match in TOKEN.finditer(masked):
        entity = by_token.get(match[0])
        start = match.start() + moved
        if entity is None or not clear.startswith(entity.name, start):
            break
        found.append(MarkedRange(Span(start, start + len(entity.name)), Shape.NAME, style_of(entity)))
        ends_twice = entity.name.endswith(".") and masked[match.end() : match.end() + 1] == "."
        moved += len(entity.name) - len(match[0]) - ends_twice  # restoring leaves one of two full stops out
    return tuple(found)
