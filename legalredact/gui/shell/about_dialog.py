"""About LegalRedact: version, terms, and the components of others, with their licenses."""

import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QTabWidget, QWidget

from legalredact import __version__
from legalredact.errors import LegalRedactError
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.resources import about

TABS = (("Notice", "NOTICE"), ("License", "LICENSE"), ("Third-party licenses", "licences.txt"))
_FROM_A_CHECKOUT = (
    "This runs from a checkout: the packages' licenses lie beside them in .venv. Builds collect them here."
)
_TERMS = (
    "Free software under the GNU Affero General Public License, version 3 or later, without any warranty. "
    "Anyone who gives you the program must also give or offer you its source code: the archive "
    f"legalredact-{__version__}-source.tar.xz, published beside the packages."
)


class AboutDialog(QDialog):
    """Text to read and copy; it changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About LegalRedact")
        keys_come_back(self)
        explained_by_f1(self, "")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for title, name in TABS:
            self.tabs.addTab(_read_only(title, text_of(name)), title)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        column = dialog_column(self)
        column.addWidget(Words(f"LegalRedact {__version__}", title=True))
        column.addWidget(Words(_TERMS, tone="muted"))
        column.addWidget(self.tabs, 1)
        column.addLayout(button_row(close))
        wanted = QSize(136 * STEP, 88 * STEP) * (theme().text / 100)  # a line of NOTICE fits
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))
        self.tabs.setFocus()


def text_of(name: str) -> str:
    """The text of a file about the program, or why it is missing."""
    try:
        return about(name)
    except LegalRedactError as problem:
        return str(problem) if getattr(sys, "frozen", False) else _FROM_A_CHECKOUT


def _read_only(title: str, text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setReadOnly(True)
    field.setAccessibleName(title)
    field.setFont(theme().font(mono=True))
    field.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    field.setTabChangesFocus(True)
    return field
