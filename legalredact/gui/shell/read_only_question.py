"""Another person has the matter open: asks whether to open it for reading only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from legalredact.errors import VaultBusy
from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.guide_topics import explained_by_f1

LOOKING = "read-only"
"""Part of the title of a window that changes nothing."""


def look_question(parent: QWidget, problem: VaultBusy, look: Callable[[], object]) -> QMessageBox:
    """The question, not yet shown; `look` runs on *Look only*."""
    box = QMessageBox(parent)
    keys_come_back(box)
    explained_by_f1(box, "look_only")
    box.setWindowTitle("Open already")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(problem.what)
    box.setInformativeText("You can open it read-only meanwhile: everything is shown, and nothing can be changed.")
    agree = box.addButton("Open read-only", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(agree)
    box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.buttonClicked.connect(lambda button: look() if button is agree else None)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
