"""Rows of the names panel: a heading for each group, and a short card for each name."""

import functools
from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from legalredact.gui.core.icons import icon
from legalredact.gui.core.palette import style_of, word_for
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.names.name_groups import NameEntry, NameGroup, one_line
from legalredact.gui.names.names_columns import COLUMNS, STATE, TOKEN, is_table
from legalredact.gui.widgets.chip import chip_size, paint_chip
from legalredact.gui.widgets.marked_text import MarkedText
from legalredact.gui.widgets.row_list import Row

GAP = STEP / 2
LISTED = 500
"""Most names of a group in the list: a list of ten thousand takes too long to lay out, and nobody reads it."""


class GroupRow:
    """A heading that opens and closes its group."""

    def __init__(self, group: NameGroup, count: int, *, open_: bool) -> None:
        self.group, self.count, self.open = group, count, open_

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GroupRow) and (self.group, self.count, self.open) == (
            other.group,
            other.count,
            other.open,
        )

    __hash__ = None  # type: ignore[assignment]  # rows are compared, never looked up

    @property
    def words(self) -> str:
        """For screen readers."""
        return f"{self.group.value}, {self.count}, {'open' if self.open else 'closed'}"

    def lay_out(self, _: float) -> float:
        """One line."""
        return _line(theme().text, strong=True)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:  # noqa: ARG002 - a row's signature
        """A caret, the group's name and how many."""
        c, side = theme().colours, round(rect.height() * 0.8)
        waits = self.group is NameGroup.DECIDE
        mark = QRect(round(rect.left()), round(rect.center().y() - side / 2), side, side)
        icon("caret-down" if self.open else "caret-right", "muted").paint(painter, mark)
        painter.setFont(theme().font(strong=True))
        painter.setPen(QColor(c.needs_you if waits else c.muted))
        words = rect.adjusted(side + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self.count))
        room = QFontMetricsF(painter.font()).horizontalAdvance(str(self.count)) + STEP
        _elided(painter, words.adjusted(0, 0, -room, 0), self.group.value, painter.font())

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it opens and closes."""
        return 0


class NameRow:
    """A name: its token, itself, its role and its number of places."""

    def __init__(self, entry: NameEntry, places: Callable[[], Sequence[tuple[int, int]]] = lambda: ()) -> None:
        self.entry, self._places = entry, places

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NameRow) and self.entry == other.entry

    __hash__ = None  # type: ignore[assignment]  # rows are compared, never looked up

    @property
    def words(self) -> str:
        """For screen readers."""
        entry, entity = self.entry, self.entry.entity
        token = f"token {entity.token}" if entity.masked and entity.token else "no token"
        also = f"also appears as {entry.aliases}" if entry.aliases else ""
        told = (entity.name, word_for(entity), token, entry.state, also, entry.counted)
        return ", ".join(part for part in told if part)

    def lay_out(self, width: float) -> float:
        """One line of a table; where it is narrow two lines, three with other spellings."""
        if is_table(width):
            return _line(theme().text, strong=True)
        size, entity = theme().text, self.entry.entity
        others = any(alias != entity.name for alias in entity.aliases)
        return _line(size, strong=True) + (2 if others else 1) * (_line(size, strong=False) + GAP / 2)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Name and token; what it is and the counts; other spellings."""
        if is_table(rect.width()):
            self._paint_cells(painter, rect, ground)
            return
        c, entity = theme().colours, self.entry.entity
        strong, plain = theme().font(strong=True), theme().font()
        top = QRectF(rect.left(), rect.top(), rect.width(), _height(strong))
        right = self._paint_token(painter, top, ground)
        painter.setPen(QColor(c.text))
        _elided(painter, top.adjusted(0, 0, -right, 0), one_line(entity.name), strong)
        below = top.translated(0, top.height() + GAP / 2)
        below.setHeight(_height(plain))
        painter.setPen(QColor(c.muted))
        counted = self.entry.counted
        room = QFontMetricsF(plain).horizontalAdvance(counted) + STEP
        painter.setFont(plain)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, counted)
        painter.setPen(QColor(c.needs_you if entity.open else c.muted))
        _elided(painter, below.adjusted(0, 0, -room, 0), f"{word_for(entity)} · {self.entry.state}", plain)
        if self.entry.aliases:
            painter.setPen(QColor(c.muted))
            _elided(painter, below.translated(0, below.height() + GAP / 2), f"also {self.entry.aliases}", plain)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """A click chooses the name; there is no target inside it."""
        return -1

    def _paint_cells(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """The columns of the table."""
        c, entity, plain = theme().colours, self.entry.entity, theme().font()
        for number, (column, (left, width)) in enumerate(zip(COLUMNS, self._places(), strict=False)):
            cell = QRectF(left + STEP, rect.top(), width - 2 * STEP, rect.height())
            if number == TOKEN:
                self._paint_token(painter, cell, ground, in_column=True)
                continue
            waits = number == STATE and entity.open
            painter.setPen(QColor(c.needs_you if waits else c.text if number == 0 or column.right else c.muted))
            if column.right:
                painter.setFont(plain)
                painter.drawText(
                    cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, column.words(self.entry)
                )
            else:
                _elided(painter, cell, column.words(self.entry), theme().font(strong=number == 0))

    def _paint_token(self, painter: QPainter, rect: QRectF, ground: str, *, in_column: bool = False) -> float:
        """The chip, in its column or at the right of a line; returns the room that it takes."""
        entity = self.entry.entity
        if not entity.masked or not entity.token:
            return 0
        font = theme().font(mono=True)
        width = min(float(chip_size(entity.token, font).width()), rect.width() if in_column else rect.width() / 2)
        left = rect.left() if in_column else rect.right() - width
        paint_chip(
            painter, QRectF(left, rect.top(), width, rect.height()), entity.token, style_of(entity), font, ground
        )
        return width + STEP


class MoreRow:
    """Says how many names of a group are not listed, and how to find them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._text = MarkedText(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MoreRow) and self.count == other.count

    __hash__ = None  # type: ignore[assignment]  # as above

    @property
    def words(self) -> str:
        """For screen readers, too."""
        return f"and {self.count:,} more: type in the filter, or decide many under Go, Production"

    def lay_out(self, width: float) -> float:
        """As many lines as it needs."""
        return self._text.lay_out(width)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it."""
        self._text.paint(painter, rect.topLeft(), tone="muted", ground=ground)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """A click does nothing."""
        return -1


def rows_of(
    groups: Mapping[NameGroup, Sequence[NameEntry]],
    closed: Collection[NameGroup],
    looked_at: str = "",
    places: Callable[[], Sequence[tuple[int, int]]] = lambda: (),
) -> list[Row]:
    """Headings and names, in list order; for a long group the first ones, and the current name.

    Arguments:
        places: left edge and width of each column of a table.
    """
    rows: list[Row] = []
    for group, members in groups.items():
        rows.append(GroupRow(group, len(members), open_=group not in closed))
        if group not in closed:
            rows.extend(NameRow(entry, places) for entry in members[:LISTED])
            rest = members[LISTED:]
            rows.extend(NameRow(entry, places) for entry in rest if entry.entity.id == looked_at)
            if rest:
                rows.append(MoreRow(len(rest)))
    return rows


@functools.cache
def _line(text: int, *, strong: bool) -> float:  # noqa: ARG001 - at that text size the font has one height
    """Height of a line at a text size in percent; thousands of rows ask for it."""
    return _height(theme().font(strong=strong))


def _height(font: QFont) -> float:
    return QFontMetricsF(font).height() + GAP / 2


def _elided(painter: QPainter, rect: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
