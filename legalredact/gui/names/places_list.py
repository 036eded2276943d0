"""All places of a name as a list in its card, decided place by place, by document, or several at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, link
from legalredact.gui.names.places_rows import MOST, PlaceRow, PlacesDocumentRow, places_rows
from legalredact.gui.widgets.row_list import RowList
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.mention import Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.window.snapshot import Snapshot

HIGH = 32 * STEP
"""Height of the list in pixels."""


class PlacesList(QWidget):
    """A link that opens the list, the list, and what can be decided on the selected places."""

    went = Signal(str, object)
    """(document id, span or None): the pages go there."""
    decided = Signal(object, object)
    """(Decision, places): each (document id, span), the span None for all of a document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: Snapshot | None = None
        self._entity: Entity | None = None
        self._places: list[tuple[str, Span]] = []
        self.toggle = link("")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._show)
        self.list = _Places("Places of the name")
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.pad = STEP / 2
        self.list.setFixedHeight(HIGH)
        self.list.chosen.connect(self._go)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.cover = _button(
            "Mask the selected", "Mask the selected places; a selected document means all of its places"
        )
        self.keep = _button("Keep in clear", "Keep the selected places in clear (Del)")
        self.reset = _button("As everywhere", "Remove the decisions on the selected places")
        for button, decision in self._decisions():
            button.clicked.connect(lambda _=False, decision=decision: self._decide(decision))
        self.list.kept.connect(lambda: self._decide(Decision.DISMISSED))
        self._buttons = WrappingRow((self.cover, self.keep, self.reset))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        column.addWidget(self._buttons)
        self.hide()

    def show_name(self, state: Snapshot, entity: Entity | None, places: list[tuple[str, Span]]) -> None:
        """Show another name, or the same one in a changed matter; the list stays open."""
        same = entity is not None and self._entity is not None and entity.id == self._entity.id
        if same and state is self._state:
            return
        self._state, self._entity, self._places = state, entity, places if entity is not None else []
        self.setVisible(len(self._places) > 1)
        self._show(self.toggle.isChecked(), same=same)

    def _show(self, opened: bool, *, same: bool = False) -> None:
        total = len(self._places)
        if total <= MOST:
            self.toggle.setText(f"Hide all {total:,} places" if opened else f"List all {total:,} places")
        else:
            verb = "Hide" if opened else "List"
            self.toggle.setText(f"{verb} the first {MOST:,} of {total:,} places")
        self.list.setVisible(opened)
        self._buttons.setVisible(opened)
        if not opened or self._state is None or self._entity is None:
            return
        at, current = self.list.verticalScrollBar().value(), self.list.currentIndex().row()
        self.list.show_rows(places_rows(self._state, self._entity, self._places))
        if same:
            self.list.go_to(current)
            self.list.verticalScrollBar().setValue(at)
        self._enable()

    def _chosen(self) -> list[tuple[str, Span | None]]:
        """The selected places; those of a selected document are not named again."""
        numbers = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        rows = [row for n in numbers if isinstance(row := self.list.rows[n], PlaceRow | PlacesDocumentRow)]
        whole = {row.document_id for row in rows if row.span is None}
        return [(row.document_id, row.span) for row in rows if row.span is None or row.document_id not in whole]

    def _decide(self, decision: Decision) -> None:
        places = self._chosen()
        if places:
            self.decided.emit(decision, places)

    def _enable(self) -> None:
        chosen, entity = self._chosen(), self._entity
        own = {(one.document_id, one.span) for one in entity.local} if entity is not None else set()
        self.cover.setEnabled(bool(chosen))
        self.keep.setEnabled(bool(chosen))
        self.reset.setEnabled(any(place in own for place in chosen))

    def _go(self, number: int, _: int) -> None:
        row = self.list.rows[number]
        if isinstance(row, PlaceRow | PlacesDocumentRow):
            self.went.emit(row.document_id, row.span)

    def _decisions(self) -> tuple[tuple[QPushButton, Decision], ...]:
        return (self.cover, Decision.CONFIRMED), (self.keep, Decision.DISMISSED), (self.reset, Decision.OPEN)


class _Places(RowList):
    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete keeps the selected places in clear."""
        if event.key() == Qt.Key.Key_Delete:
            self.kept.emit()
        else:
            super().keyPressEvent(event)


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
