"""A dialog for the redaction reasons of a matter: the default for each role and kind, and the firm's own codes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)

from legalredact.gui.copies.redact_choices import fill
from legalredact.gui.core.dialogs import button_row, dialog_column, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.palette import KIND_NAMES
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.model.redaction import GROUPS, STANDARD, Reason, ReasonRules

_KINDS = {str(kind): words for kind, words in KIND_NAMES.items() if not kind.is_name}
WORDS = {group: (_KINDS.get(group, group)[:1].upper() + _KINDS.get(group, group)[1:]) for group in GROUPS}
"""Roles of names and kinds of identifiers, with their words."""


class RedactReasons(QDialog):
    """A dialog; `rules` is the content of its fields."""

    def __init__(self, rules: ReasonRules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reasons for redaction")
        explained_by_f1(self, "redact_reasons")
        self._rules = rules
        self.defaults = {group: DropDown() for group in GROUPS}
        self.code, self.words = QLineEdit(), QLineEdit()
        self.custom = QListWidget()
        FocusFrame(self.custom)
        self.add, self.remove = QPushButton("Add"), QPushButton("Remove")
        self.keep, self.cancel = primary("Save the reasons"), QPushButton("Discard the changes")
        self._prepare()
        self._lay_out()
        self._show()

    @property
    def rules(self) -> ReasonRules:
        """With what was chosen for each role and kind."""
        rules = self._rules
        for group, box in self.defaults.items():
            rules = rules.with_default(group, str(box.currentData()))
        return rules

    def add_custom(self) -> None:
        """Add the typed code to the firm's own."""
        code, words = " ".join(self.code.text().split()), " ".join(self.words.text().split())
        if not code or any(code == known.code for known in STANDARD):
            self.code.setFocus()
            return
        self._rules = self.rules.with_custom(Reason(code, words or code))
        self.code.clear()
        self.words.clear()
        self._show()

    def remove_custom(self) -> None:
        """Remove the chosen code; it stays where it is in use."""
        item = self.custom.currentItem()
        if item is not None:
            self._rules = self.rules.without_custom(str(item.data(Qt.ItemDataRole.UserRole)))
            self._show()

    def _show(self) -> None:
        chosen = dict(self._rules.defaults)
        for group, box in self.defaults.items():
            fill(box, self._rules, chosen.get(group, ""))
        self.custom.clear()
        for reason in self._rules.custom:
            self.custom.addItem(f"{reason.code}: {reason.words}")
            self.custom.item(self.custom.count() - 1).setData(Qt.ItemDataRole.UserRole, reason.code)
        self.remove.setEnabled(bool(self._rules.custom))

    def _prepare(self) -> None:
        for group, box in self.defaults.items():
            box.setAccessibleName(f"Reason for {WORDS[group].lower()}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(24)
        self.code.setPlaceholderText("Code, such as BANK")
        self.words.setPlaceholderText("What it means, such as Bank secrecy")
        self.code.setAccessibleName("Code of your own reason")
        self.words.setAccessibleName("What your own reason means")
        self.custom.setAccessibleName("Your own reasons")
        self.custom.setMaximumHeight(14 * STEP)
        for button in (self.add, self.remove, self.cancel):
            button.setAutoDefault(False)
        self.words.returnPressed.connect(self.add_custom)
        self.add.clicked.connect(self.add_custom)
        self.remove.clicked.connect(self.remove_custom)
        self.keep.setShortcut("Ctrl+Return")
        self.keep.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = dialog_column(self)
        column.addWidget(Words("Unless another one is chosen", strong=True))
        column.addWidget(self._scrolled(), 1)
        column.addWidget(Words("Your own", strong=True))
        column.addWidget(self.custom)
        typed = QHBoxLayout()
        typed.setSpacing(STEP)
        typed.addWidget(self.code, 1)
        typed.addWidget(self.words, 2)
        typed.addWidget(self.add)
        typed.addWidget(self.remove)
        column.addLayout(typed)
        column.addLayout(button_row(self.cancel, self.keep))
        open_at(self, 72 * STEP, 80 * STEP)

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setSpacing(STEP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for group, box in self.defaults.items():
            form.addRow(WORDS[group], box)
        area = QScrollArea()
        area.setAccessibleName("Reasons")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        return area
