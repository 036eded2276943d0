"""Choices for copies: what pages become, what boxes contain, PDF/A, and the reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QPushButton, QWidget

from legalredact.gui.core.theme import STEP
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.redaction import ReasonRules
from legalredact.workflow.copies.plan import Choices

TOKENS, BLACK = "tokens", "black"
NO_REASON = "No reason"
SHARPNESS = (150, 200, 300, 400)


class RedactChoices(QWidget):
    """A form; `choices` is its state."""

    changed = Signal()
    """A choice changed that earlier copies do not have."""
    shown_asked = Signal(bool)
    """Whether boxes should hold reasons."""
    reasons_asked = Signal()
    """To choose reasons by role, and one's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode, self.boxes, self.dpi, self.reason = DropDown(), DropDown(), DropDown(), DropDown()
        self.show_reasons = QCheckBox("Reasons in the boxes")
        self.pdf_a = QCheckBox("PDF/A-2, for archives")
        self.pdf_a.setToolTip("Copies that are PDFs state PDF/A-2u if each page keeps its text, else 2b")
        self.reasons = QPushButton("Reasons …")
        self.reasons.setAutoDefault(False)
        self.reasons.setToolTip("Reasons by role and kind, and your own codes")
        self.mode.addItem("Images: safest", False)
        self.mode.addItem("Text, where that is safe", True)
        self.mode.setAccessibleName("What pages of PDFs become")
        self.boxes.addItem("Tokens in black boxes", TOKENS)
        self.boxes.addItem("Plain black boxes", BLACK)
        for dpi in SHARPNESS:
            self.dpi.addItem(f"{dpi} dpi", dpi)
        self.dpi.setCurrentIndex(self.dpi.findData(200))
        self.boxes.setAccessibleName("Content of boxes")
        self.dpi.setAccessibleName("Sharpness of pages")
        self.reason.setAccessibleName("Reason for names that have none of their own")
        self.reason.setToolTip("For names that have no reason of their own and none by their role")
        self._lay_out()
        for box in (self.mode, self.boxes, self.dpi, self.reason):
            box.activated.connect(self.changed)
        self.pdf_a.clicked.connect(self.changed)
        self.show_reasons.clicked.connect(self.shown_asked)
        self.reasons.clicked.connect(self.reasons_asked)
        self.show_rules(ReasonRules())

    @property
    def choices(self) -> Choices:
        """The choices as they are now."""
        tokens = self.boxes.currentData() == TOKENS
        keep_text = bool(self.mode.currentData())
        reason = str(self.reason.currentData())
        return Choices(int(self.dpi.currentData()), tokens, reason, keep_text, self.pdf_a.isChecked())

    def show_rules(self, rules: ReasonRules) -> None:
        """Show the available reasons, and whether boxes contain them."""
        chosen = self.reason.currentData() or ""
        self.show_reasons.setChecked(rules.shown)
        fill(self.reason, rules, chosen)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(2 * STEP, 0, 2 * STEP, STEP)
        form.setSpacing(STEP)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = (("Pages become", self.mode), ("with", self.dpi), ("Names become", self.boxes))
        for words, box in (*rows, ("Reason for others", self.reason)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            form.addRow(words, box)
        form.addRow(self.pdf_a)
        form.addRow(self.show_reasons)
        form.addRow(self.reasons)


def fill(box: QComboBox, rules: ReasonRules, chosen: str) -> None:
    """Offer all reasons, with their keys, and none; one that is no longer offered stays if it is chosen."""
    box.blockSignals(True)
    box.clear()
    box.addItem(NO_REASON, "")
    for number, reason in enumerate(rules.all, 1):
        key = f"{number}  " if number <= 9 else ""
        box.addItem(f"{key}{reason.code}: {reason.words}", reason.code)
    if chosen and box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
