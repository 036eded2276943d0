"""Rows of a search: names, then each document with its places in their context."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from legalredact.gui.core.icons import icon
from legalredact.gui.core.palette import style_of, word_for
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.widgets.chip import chip_size, paint_chip
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape
from legalredact.gui.widgets.row_list import Row
from legalredact.model.mention import Span
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.search.matter_search import MOST, Found, FoundDocument, FoundName, FoundPlace

INDENT = 2 * STEP
WHERE = 96
"""Width of the column with the page of a place, at 100 % text, in pixels."""


class FoundNameRow:
    """A name that was found: a click shows its card."""

    def __init__(self, found: FoundName) -> None:
        self.found, self.key = found, ("name", found.entity.id)

    @property
    def words(self) -> str:
        """For screen readers."""
        entity, token = self.found.entity, self.found.entity.token
        return ", ".join(filter(None, (entity.name, token and f"token {token}", word_for(entity), self._counted)))

    def lay_out(self, _: float) -> float:
        """One line."""
        return _line(strong=True)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Icon, name, counts and token."""
        entity, left = self.found.entity, _paint_icon(painter, rect, "user")
        right = 0.0
        if entity.masked and entity.token:
            font = theme().font(mono=True)
            right = chip_size(entity.token, font).width() + STEP
            chip = QRectF(rect.right() - right + STEP, rect.top(), right - STEP, rect.height())
            paint_chip(painter, chip, entity.token, style_of(entity), font, ground)
        _paint_heading(painter, rect.adjusted(left, 0, -right, 0), entity.name, f"{word_for(entity)} · {self._counted}")

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it."""
        return 0

    @property
    def _counted(self) -> str:
        return f"{count_words(self.found.total, 'place')} in {count_words(self.found.documents, 'document')}"


class FoundDocumentRow:
    """A document: a click shows its first place."""

    def __init__(self, found: FoundDocument) -> None:
        self.found, self.key = found, ("document", found.id)

    @property
    def words(self) -> str:
        """For screen readers."""
        return f"{self.found.name}, {self._counted}"

    def lay_out(self, _: float) -> float:
        """One line."""
        return _line(strong=True)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:  # noqa: ARG002 - a row's signature
        """Icon, name and count."""
        left = _paint_icon(painter, rect, "file-text")
        _paint_heading(painter, rect.adjusted(left, 0, 0, 0), self.found.name, self._counted)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it."""
        return 0

    @property
    def _counted(self) -> str:
        counted = count_words(self.found.total, "place")
        if self.found.by_name:
            return f"{counted} · in the file's name" if self.found.total else "in the file's name"
        return counted


class FoundPlaceRow:
    """A place in its context: a click goes there."""

    def __init__(self, document_id: str, found: FoundPlace) -> None:
        self.document_id, self.found = document_id, found
        self.key = ("place", document_id, str(found.span.start))
        start = len(found.before)
        mark = MarkedRange(Span(start, start + len(found.words)), Shape.NAME)
        self._text = MarkedText(f"{found.before}{found.words}{found.after}", (mark,))

    @property
    def words(self) -> str:
        """For screen readers."""
        return f"{self.found.where}: {self._text.text}" if self.found.where else self._text.text

    def lay_out(self, width: float) -> float:
        """The context, beside its page."""
        return self._text.lay_out(width - self._left)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Page or line, then the words."""
        font = theme().font()
        painter.setFont(font)
        painter.setPen(QColor(theme().colours.muted))
        where = QRectF(rect.left() + INDENT, rect.top(), self._left - INDENT - STEP, QFontMetricsF(font).height())
        shown = QFontMetricsF(font).elidedText(self.found.where, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        self._text.paint(painter, rect.topLeft() + QPointF(self._left, 0), ground=ground)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it."""
        return 0

    @property
    def _left(self) -> float:
        return INDENT + WHERE * theme().text / 100


class MorePlacesRow:
    """Says how many places are not listed."""

    key = ("more",)

    def __init__(self, listed: int, total: int) -> None:
        words = f"The first {listed:,} of {total:,} places are listed. Add a word to find fewer."
        self._text = MarkedText(words)

    @property
    def words(self) -> str:
        """For screen readers, too."""
        return self._text.text

    def lay_out(self, width: float) -> float:
        """As many lines as it needs."""
        return self._text.lay_out(width)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it."""
        self._text.paint(painter, rect.topLeft(), tone="muted", ground=ground)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """A click does nothing."""
        return -1


SearchRow = FoundNameRow | FoundDocumentRow | FoundPlaceRow | MorePlacesRow


def rows_of(found: Found) -> list[Row]:
    """The rows of a result; documents beyond `MOST` only count."""
    rows: list[Row] = [FoundNameRow(one) for one in found.names[:MOST]]
    shown: Iterable[FoundDocument] = found.documents[:MOST]
    for document in shown:
        rows.append(FoundDocumentRow(document))
        rows.extend(FoundPlaceRow(document.id, place) for place in document.places)
    if found.listed < found.total:
        rows.append(MorePlacesRow(found.listed, found.total))
    return rows


def _line(*, strong: bool) -> float:
    return QFontMetricsF(theme().font(strong=strong)).height() + STEP / 2


def _paint_icon(painter: QPainter, rect: QRectF, name: str) -> float:
    """Draw an icon at the left; returns the room that it takes."""
    side = round(rect.height() * 0.8)
    place = QRect(round(rect.left()), round(rect.center().y() - side / 2), side, side)
    icon(name, "muted").paint(painter, place)
    return float(side + STEP)


def _paint_heading(painter: QPainter, rect: QRectF, name: str, counted: str) -> None:
    """A name in strong letters at the left, a count at the right."""
    c, strong, plain = theme().colours, theme().font(strong=True), theme().font()
    align = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(plain)
    painter.setPen(QColor(c.muted))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignRight, counted)
    room = QFontMetricsF(plain).horizontalAdvance(counted) + STEP
    painter.setFont(strong)
    painter.setPen(QColor(c.text))
    shown = QFontMetricsF(strong).elidedText(" ".join(name.split()), Qt.TextElideMode.ElideMiddle, rect.width() - room)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignLeft, shown)
