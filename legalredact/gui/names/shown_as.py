"""The field "Shown as" of a name's card: the name that summaries insert for its token."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.names.name_groups import one_line
from legalredact.model.register import Entity


class ShownAs(QWidget):
    """Offers the spellings that occur, and takes any other name."""

    chosen = Signal(str)
    """The name that a person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entity_id = self._shown = ""
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setAccessibleName("Shown as")
        self.field.setToolTip("The name that summaries insert; a quotation keeps the spelling of its source")
        self.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        row.addWidget(Words("Shown as", tone="muted"))
        row.addWidget(self.field, 1)
        self.field.activated.connect(lambda _: self._choose())
        line = self.field.lineEdit()
        if line is not None:
            line.setAccessibleName(self.field.accessibleName())
            line.returnPressed.connect(self._choose)

    def show_entity(self, entity: Entity) -> None:
        """Show the name that is inserted for an entity, and its spellings; not over what a person is typing."""
        line = self.field.lineEdit()
        typing = line is not None and line.hasFocus() and line.isModified()
        if typing and (entity.id, one_line(entity.shown)) == (self._entity_id, self._shown):
            return
        self._entity_id, self._shown = entity.id, one_line(entity.shown)
        self.field.clear()
        self.field.addItems(list(dict.fromkeys(map(one_line, entity.spellings))))
        self.field.setEditText(self._shown)
        self.setVisible(entity.kind.is_name and entity.masked)

    def _choose(self) -> None:
        words = " ".join(self.field.currentText().split())
        if words != self._shown:
            self._shown = words
            self.chosen.emit(words)
