"""Fields of a matter's settings for its exports: the mark of privilege, and the case for the title block."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from legalredact.gui.core.theme import STEP
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.matter import MatterInfo

_MARKS = (
    ("Privileged & Confidential / Attorney Work Product: as the firm's policy says", None),
    ("Marked “Privileged & Confidential / Attorney Work Product”", True),
    ("Not marked as privileged", False),
)


class ExportFields:
    """The fields; empty ones of the case are filled from the documents when a summary is exported."""

    def __init__(self) -> None:
        self.privileged = DropDown()
        self.privileged.setAccessibleName("Mark on exported summaries")
        for words, _ in _MARKS:
            self.privileged.addItem(words)
        self.caption = _field("Caption", "Caption; empty: as the documents say")
        self.court = _field("Court", "Court; empty: as the documents say")
        self.case_number = _field("Case number", "Case number; empty: as the documents say")
        self.widgets = (self.privileged, self.caption, self.court, self.case_number)

    def show_info(self, info: MatterInfo) -> None:
        """Fill the fields."""
        self.privileged.setCurrentIndex([value for _, value in _MARKS].index(info.privileged))
        self.caption.setText(info.caption)
        self.court.setText(info.court)
        self.case_number.setText(info.case_number)

    def changed(self, info: MatterInfo) -> MatterInfo:
        """Settings with the values of the fields."""
        return replace(
            info,
            privileged=_MARKS[self.privileged.currentIndex()][1],
            caption=" ".join(self.caption.text().split()),
            court=" ".join(self.court.text().split()),
            case_number=" ".join(self.case_number.text().split()),
        )


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMinimumWidth(24 * STEP)
    return field
