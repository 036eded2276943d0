"""The current box: what it covers, its reason, and how to remove it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from legalredact.gui.copies.redact_boxes import PlacedBox
from legalredact.gui.copies.redact_choices import fill
from legalredact.gui.core.palette import style_of
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.chip import TokenChip
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.redaction import ReasonRules
from legalredact.model.register import Entity

NOTHING = "Drag over a signature, a face or a stamp to cover it; drag a box's edge to make it larger. Space: next box."
NO_PAGES = "This file has no pages to draw on: names become tokens in its text."


class RedactBoxBar(QWidget):
    """One line above the pages."""

    reason_chosen = Signal(str, bool)
    """(code, only here): for the current box."""
    removal_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(NOTHING, tone="muted")
        self.words.setAccessibleName("Box shown")
        self.chip: TokenChip | None = None
        self.reason, self.only_here = DropDown(), QCheckBox("Only here")
        self.label = QLabel("Reason")
        self.label.setBuddy(self.reason)
        self.reason.setAccessibleName("Reason of this box")
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason.setMinimumContentsLength(16)
        self.only_here.setToolTip("Ticked: for this place; otherwise everywhere the name occurs")
        self.remove, self.new = QPushButton("Remove"), QPushButton("Draw a box")
        self.remove.setToolTip("Remove the box (Del); it can be undone")
        self.new.setToolTip("Draw a box in the middle of the view (B), and bring it in place with the arrow keys")
        for button in (self.remove, self.new):
            button.setAutoDefault(False)
        self.remove.clicked.connect(self.removal_asked)
        self.new.clicked.connect(self.new_asked)
        self.reason.activated.connect(self._chosen)
        self._lay_out()
        self.show_box(None, None, 0, ReasonRules(), paged=True)

    def show_box(
        self, box: PlacedBox | None, entity: Entity | None, places: int, rules: ReasonRules, *, paged: bool
    ) -> None:
        """Describe a box.

        Arguments:
            entity: the covered name, if it is a name's box.
            places: number of places of that name in the matter.
            paged: the document has pages to draw on.
        """
        named = box is not None and box.hand is None
        self.words.setText(_told(box, entity, places) if box is not None else NOTHING if paged else NO_PAGES)
        self.words.set_tone("text" if box is not None else "muted")
        for widget in (self.label, self.reason):
            widget.setVisible(box is not None)
        self.only_here.setVisible(named)
        self.remove.setVisible(box is not None and box.hand is not None)
        self.new.setVisible(paged)
        self._show_chip(box.label if box is not None else "", entity)
        fill(self.reason, rules, box.reason if box is not None else "")

    def _chosen(self) -> None:
        self.reason_chosen.emit(str(self.reason.currentData()), self.only_here.isChecked())

    def _show_chip(self, token: str, entity: Entity | None) -> None:
        if self.chip is not None:
            self.chip.hide()
            self.chip.deleteLater()
            self.chip = None
        if token and entity is not None:
            self.chip = TokenChip(token, style_of(entity))
            self._row.insertWidget(0, self.chip)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        self._row.setSpacing(STEP)
        self._row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.label, self.reason, self.only_here, self.remove, self.new):
            self._row.addWidget(widget)


def _told(box: PlacedBox, entity: Entity | None, places: int) -> str:
    if box.hand is None and entity is not None:
        return f"{entity.name}, {places} {'place' if places == 1 else 'places'} in the matter"
    if entity is not None:
        return f"{entity.name}: box made larger by hand"
    return f"Drawn by hand, {box.rect[2] - box.rect[0]:.0f} by {box.rect[3] - box.rect[1]:.0f} points"
