"""Columns of the table of names, and its header, by which a person sorts within each group."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QWidget

from legalredact.gui.core.palette import ROLE_STYLES
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.names.name_groups import NameEntry, one_line
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
        widest: the longest words for which the column has room; other columns share what is left.
        right: numbers are aligned to the right, and sorted from the largest first.
    """

    title: str
    words: Callable[[NameEntry], str]
    key: Callable[[NameEntry], str | float]
    widest: str = ""
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
    NameColumn("Name", lambda e: one_line(e.entity.name), lambda e: e.entity.name.casefold()),
    NameColumn("Token", _token, _token, "COUNSEL_D"),
    NameColumn("Kind", _kind, _kind, "organization"),
    NameColumn("Role", _role, _role, "counsel"),
    NameColumn("Places", lambda e: f"{e.total:,}", lambda e: -e.total, "10,000", right=True),
    NameColumn("Docs", lambda e: f"{e.documents:,}", lambda e: -e.documents, "10,000", right=True),
    NameColumn("Confidence", lambda e: e.state, lambda e: e.state, "suggested"),
    NameColumn("First context", lambda e: e.context, lambda e: e.context.casefold()),
)
TITLE_MARGIN = STEP + 4
"""Pixels left and right of a column's title."""
NAME_SHARE = 0.68
"""Of the room that the other columns leave to names and contexts; the card has the context, too."""


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
        """As high and as wide as its words at any text size."""
        self.setFixedHeight(self.fontMetrics().height() + STEP)
        self._share_width()

    def _share_width(self) -> None:
        """Columns of short words are as wide as these; the rest is for names, and for contexts."""
        measure = self.fontMetrics().horizontalAdvance
        wide = [max(measure(one.title) + 2 * TITLE_MARGIN, measure(one.widest) + 2 * STEP + 4) for one in COLUMNS[1:-1]]
        rest = self.width() - sum(wide)
        context = max(self.sectionSizeHint(len(COLUMNS) - 1), round(rest * (1 - NAME_SHARE)))
        self.resizeSection(0, max(measure(COLUMNS[0].title), rest - context))
        for number, width in enumerate(wide, 1):
            self.resizeSection(number, width)

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
            self._share_width()

    @property
    def places(self) -> list[tuple[int, int]]:
        """Left edge and width of each column."""
        return [(self.sectionPosition(n), self.sectionSize(n)) for n in range(len(COLUMNS))]
