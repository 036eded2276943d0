"""Layout of the names panel: the list over the card, the primary button below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP


def list_part(heading: QWidget, count: QWidget, filter_field: QWidget, nothing: QWidget, names: QWidget) -> QWidget:
    """Heading, filter and count in a line, the text without a name, the list."""
    head = QHBoxLayout()
    head.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
    head.setSpacing(STEP)
    head.addWidget(heading)
    head.addWidget(filter_field, 1)
    head.addWidget(count)
    nothing.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(STEP)
    column.addLayout(head)
    column.addWidget(nothing)
    column.addWidget(names, 1)
    return part


def over_each_other(top: QWidget, card: QWidget, bar: QWidget) -> tuple[QSplitter, QWidget]:
    """List and card, which share the height, and the bar under both; the splitter of the two, and all of it."""
    parts = QSplitter(Qt.Orientation.Vertical)
    parts.setHandleWidth(1)
    parts.setChildrenCollapsible(False)
    for number, part in enumerate((top, card)):
        parts.addWidget(part)
        parts.setStretchFactor(number, 1)
    parts.setSizes([1000, 1000])
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(parts, 1)
    column.addWidget(bar)
    return parts, whole
