"""Columns of the table of names, and its header, by which a person sorts within each group."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QWidget

from legalredact.gui.core.palette import ROLE_STYLES
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.names.names_model import NameEntry, one_line
from legalredact.model.mention import Kind

WIDE = 80 * STEP
"""Pixels from which names are shown as a table, at 100 % text."""
_KINDS = {
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "organization",
    Kind.GOVERNMENT: "government",
    Kind.SSN: "SSN",
    Kind.TAXPAYER: "taxpayer no.",
    Kind.PHONE: "phone",
    Kind.EMAIL: "e-mail",
    Kind.ACCOUNT: "account no.",
    Kind.CARD: "card no.",
    Kind.ADDRESS: "address",
    Kind.LICENCE: "license no.",
    Kind.PASSPORT: "passport no.",
    Kind.VEHICLE: "vehicle no.",
    Kind.CASE_NUMBER: "case no.",
    Kind.BIRTH_DATE: "birth date",
    Kind.IP: "IP address",
    Kind.URL: "web address",
    Kind.AMOUNT: "amount",
}
"""Shorter words than on the card, so that the narrow column cuts none off."""


@dataclass(frozen=True, slots=True)
class NameColumn:
    """One column.

    Arguments:
        words: of a name's cell.
        key: sorts by it.
        share: of the table's width.
        right: numbers are aligned to the right, and sorted from the largest first.
    """

    title: str
    words: Callable[[NameEntry], str]
    key: Callable[[NameEntry], str | float]
    share: float
    right: bool = False


def is_table(width: float) -> bool:
    """Whether names are shown as a table: larger text needs more room, or every cell would be cut off."""
    return width >= WIDE * max(1.0, theme().text / 100)


def _kind(entry: NameEntry) -> str:
    return _KINDS[entry.entity.kind]


def _role(entry: NameEntry) -> str:
    """Empty if the kind says the same."""
    word = ROLE_STYLES[entry.entity.role].word if entry.entity.kind.is_name else ""
    return "" if word.casefold() == _kind(entry) else word


def _token(entry: NameEntry) -> str:
    return entry.entity.token if entry.entity.masked else ""


TOKEN, STATE = 1, 6
"""Columns that are painted in their own way."""
COLUMNS = (
    NameColumn("Name", lambda e: one_line(e.entity.name), lambda e: e.entity.name.casefold(), 0.18),
    NameColumn("Token", _token, _token, 0.1),
    NameColumn("Kind", _kind, _kind, 0.135),
    NameColumn("Role", _role, _role, 0.095),
    NameColumn("Places", lambda e: f"{e.total:,}", lambda e: -e.total, 0.09, right=True),
    NameColumn("Documents", lambda e: f"{e.documents:,}", lambda e: -e.documents, 0.12, right=True),
    NameColumn("Confidence", lambda e: e.state, lambda e: e.state, 0.125),
    NameColumn("First context", lambda e: e.context, lambda e: e.context.casefold(), 0.175),
)


@dataclass(frozen=True, slots=True)
class Order:
    """How names are sorted within their groups: by a column, or, without one, open names by risk."""

    column: int = -1
    reverse: bool = False

    def of(self, entries: list[NameEntry]) -> list[NameEntry]:
        """The entries in this order."""
        return entries if self.column < 0 else sorted(entries, key=COLUMNS[self.column].key, reverse=self.reverse)

    def clicked(self, column: int) -> "Order":
        """The order after a click on a header: by that column, then reversed, then by risk again."""
        if column != self.column:
            return Order(column)
        return Order() if self.reverse else Order(column, reverse=True)


class NamesHeader(QHeaderView):
    """Titles over the columns; a click sorts."""

    sorted_by = Signal(object)
    """The new Order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.order = Order()
        titles = QStandardItemModel(0, len(COLUMNS), self)
        for number, column in enumerate(COLUMNS):
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            titles.setHeaderData(number, self.orientation(), column.title)
            alignment = side | Qt.AlignmentFlag.AlignVCenter
            titles.setHeaderData(number, self.orientation(), alignment, Qt.ItemDataRole.TextAlignmentRole)
        self.setModel(titles)
        self.setAccessibleName("Columns of the names")
        self.setToolTip("Click to sort within each group; again to reverse, and once more to sort by risk")
        self.setSectionsClickable(True)
        self.setStretchLastSection(True)
        self.setFixedHeight(self.fontMetrics().height() + STEP)
        self.sectionClicked.connect(self.click)
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        """As high as its words at any text size."""
        self.setFixedHeight(self.fontMetrics().height() + STEP)

    def click(self, column: int) -> None:
        """What a click on that column's title does."""
        self.sort(self.order.clicked(column))

    def sort(self, order: Order) -> None:
        """Sort in that order."""
        self.order = order
        self.setSortIndicatorShown(order.column >= 0)
        if order.column >= 0:
            down = order.reverse is not COLUMNS[order.column].right
            self.setSortIndicator(order.column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self.sorted_by.emit(order)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for number, column in enumerate(COLUMNS[:-1]):
                self.resizeSection(number, round(self.width() * column.share))

    @property
    def places(self) -> list[tuple[int, int]]:
        """Left edge and width of each column."""
        return [(self.sectionPosition(n), self.sectionSize(n)) for n in range(len(COLUMNS))]
