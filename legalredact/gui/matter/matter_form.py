"""The form of a matter: its name, its people, whether AI may be used and why, who may sign."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.gui.core.tab_order import lead_on
from legalredact.gui.core.theme import STEP, Words, link
from legalredact.gui.matter.export_fields import ExportFields
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.tool import Tool
from legalredact.model.matter import AiRule, MatterInfo, joined_issues
from legalredact.model.mention import Role
from legalredact.model.register import Register

AI_RULES = {
    AiRule.SAFEGUARDS: "Allowed with safeguards: text is masked before it is sent",
    AiRule.BARRED: "Barred: summaries are made on this machine only",
    AiRule.OPEN: "Open: no restriction is known",
}
Named = tuple[str, Role, Sequence[str]]
"""Name, role, other spellings."""
ROLES = (Role.CLIENT, Role.PARTY, Role.COUNSEL, Role.WITNESS, Role.ORGANIZATION, Role.PERSON, Role.JUDGE)


class MatterForm(QWidget):
    """Fields of a matter's settings.

    Arguments:
        names: whether people and companies can be typed, too.
    """

    def __init__(self, *, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = MatterInfo("")
        self.name = _field("Matter", "such as Alder v. Granite Parcel")
        self.names = NameRows() if names else None
        self.rules = {rule: QRadioButton(words) for rule, words in AI_RULES.items()}
        self._group = QButtonGroup(self)
        for button in self.rules.values():
            self._group.addButton(button)
        self.reason = _field("Reason", "Why, such as: protective order of 3 March, paragraph 7")
        self.case_numbers = QCheckBox("Case and docket numbers become tokens, too")
        self.reviewers = _field("Reviewers", "Who may sign, separated by commas; empty: anyone but the preparer")
        self.issues = QPlainTextEdit()
        self.issues.setAccessibleName("Issues")
        self.issues.setPlaceholderText("One per line, for issue coding; empty: the issues of the firm")
        self.issues.setTabChangesFocus(True)
        self.issues.setFixedHeight(10 * STEP)
        self.exports = ExportFields()
        self._lay_out()
        self.show_info(MatterInfo(""))

    def show_info(self, info: MatterInfo) -> None:
        """Fill the fields."""
        self._info = info
        self.name.setText(info.name)
        self.rules[info.ai_rule].setChecked(True)
        self.reason.setText(info.ai_reason)
        self.case_numbers.setChecked(info.mask_case_numbers)
        self.reviewers.setText(", ".join(info.reviewers))
        self.issues.setPlainText("\n".join(one.strip() for one in info.issues.split(";")))
        self.exports.show_info(info)

    def info(self) -> MatterInfo:
        """The values of the fields."""
        return replace(
            self.exports.changed(self._info),
            name=self.name.text().strip(),
            ai_rule=next(rule for rule, button in self.rules.items() if button.isChecked()),
            ai_reason=self.reason.text().strip(),
            mask_case_numbers=self.case_numbers.isChecked(),
            issues=joined_issues(self.issues.toPlainText()),
            reviewers=tuple(name.strip() for name in self.reviewers.text().split(",") if name.strip()),
        )

    def register(self, more: Sequence[Named] = ()) -> Register:
        """The typed people; `UsageError` if a line is not valid.

        Arguments:
            more: other people, who are added unless the same name was typed.
        """
        typed = [] if self.names is None else list(self.names.lines())
        known = {line.partition(" | ")[0].casefold() for line in typed}
        besides = [_line(name, role.value, others) for name, role, others in more if name.casefold() not in known]
        return parse_register("\n".join((*typed, *besides)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        self._add(column, "Matter name", self.name)
        if self.names is not None:
            self._add(column, "Our clients and the others who are named", self.names)
        self._add(column, "May an AI service be used?", *self.rules.values(), self.reason)
        self._add(column, "Numbers", self.case_numbers)
        self._add(column, "Who may sign", self.reviewers)
        self._add(column, "Issues of the matter", self.issues)
        self._add(column, "On exported summaries", *self.exports.widgets)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, heading: str, *widgets: QWidget) -> None:
        column.addWidget(Words(heading, strong=True))
        for widget in widgets:
            column.addWidget(widget)
        column.addSpacing(STEP)


class NameRows(QWidget):
    """A row for each person or company: name, role, other spellings."""

    added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_NameRow] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 3)
        self._more = more = link("+ Add another")
        more.clicked.connect(self._add_another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(more)
        row.addStretch(1)
        column.addLayout(row)
        self.add(role=Role.CLIENT)
        self.add(role=Role.PARTY)

    def add(self, name: str = "", role: Role = Role.PARTY, others: str = "") -> "_NameRow":
        """Put a row at the end."""
        row = _NameRow(name, role, others)
        at = self._grid.rowCount()
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, at, column)
        row.remove.clicked.connect(lambda: self._remove(row))
        before = (self.rows[-1].remove,) if self.rows else ()
        lead_on(*before, *row.widgets, self._more)
        self.rows.append(row)
        self.added.emit()
        return row

    def lines(self) -> Iterator[str]:
        """The rows that have a name, as lines of a register file."""
        for row in self.rows:
            name = _plain(row.name.text())
            if name:
                others = [_plain(other) for other in row.others.text().split(";") if _plain(other)]
                yield _line(name, str(row.role.currentData()), others)

    def _add_another(self) -> None:
        self.add().name.setFocus()

    def _remove(self, row: "_NameRow") -> None:
        self.rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.deleteLater()


class _NameRow:
    """The widgets of one row."""

    def __init__(self, name: str, role: Role, others: str) -> None:
        self.name = _field("Name", "Full name or company")
        self.name.setText(name)
        self.role = DropDown()
        self.role.setAccessibleName("Role")
        for choice in ROLES:
            self.role.addItem(choice.value.capitalize(), choice.value)
        self.role.setCurrentIndex(ROLES.index(role))
        self.others = _field("Also known as", "Also known as (separated by ;)")
        self.others.setText(others)
        self.remove = Tool("x", "Remove this row")
        self.widgets: tuple[QWidget, ...] = (self.name, self.role, self.others, self.remove)


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMinimumWidth(24 * STEP)
    field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return field


def _line(name: str, role: str, others: Sequence[str]) -> str:
    """A line of a register file."""
    return " | ".join((_plain(name), role, *map(_plain, others)))


def _plain(text: str) -> str:
    """One line without the bar that separates fields."""
    return " ".join(text.replace("|", " ").split())
