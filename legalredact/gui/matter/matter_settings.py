"""Name and rules of an open matter, to be changed at any time."""

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, primary
from legalredact.gui.matter.matter_form import MatterForm
from legalredact.gui.widgets.elided_button import ElidedButton
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.workflow.window.matter_title import title


class MatterSettings(QDialog):
    """The form with the current settings."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        keys_come_back(self)
        explained_by_f1(self, "matter_settings")
        self.setWindowTitle("Name and rules")
        self.form = MatterForm(names=False)
        self.form.show_info(session.state.info)
        found = "" if session.state.info.name else title(session.state)
        self.suggestion = ElidedButton(f"Call it “{found}”")
        self.suggestion.setObjectName("link")
        self.suggestion.setVisible(bool(found))
        self.suggestion.clicked.connect(lambda: self.form.name.setText(found))
        self.save = primary("Save name and rules")
        self.save.clicked.connect(self._save)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        column = dialog_column(self)
        column.addWidget(self.suggestion)
        column.addWidget(scrolled(self.form), 1)
        column.addLayout(button_row(cancel, self.save))
        open_at(self, 80 * STEP, 88 * STEP)

    def _save(self) -> None:
        info = self.form.info()
        self._session.act("Saving", lambda matter: matter.set_info(info))
        self.accept()


def ask_for_settings(parent: QWidget, session: MatterSession) -> None:
    """Open the form beside the window; nothing waits for it."""
    dialog = MatterSettings(session, parent)
    dialog.open()
