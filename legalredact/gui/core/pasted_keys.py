"""An API key that is pasted into a field of another purpose is removed there before anything stores it."""

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_KEY = re.compile(r"sk-ant-[\w-]{8,}")
REMOVED = "•••"


def pasted_key(words: str) -> str:
    """The API key in a text; empty if there is none."""
    found = _KEY.search(words)
    return found[0] if found else ""


class PastedKeys(QObject):
    """Looks at each field of the application that gets the focus; fields for secrets are left alone."""

    noticed = Signal()
    """A key was removed from a field."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._focused)

    def _focused(self, _: QWidget | None, field: QWidget | None) -> None:
        if not isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) or field.property("watched for keys"):
            return
        field.setProperty("watched for keys", True)
        field.textChanged.connect(lambda *_: self._look(field))

    def _look(self, field: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        if isinstance(field, QLineEdit):
            words = field.text() if field.echoMode() is QLineEdit.EchoMode.Normal else ""
        else:
            words = field.toPlainText()
        if pasted_key(words):
            cleaned = _KEY.sub(REMOVED, words)
            (field.setText if isinstance(field, QLineEdit) else field.setPlainText)(cleaned)
            self.noticed.emit()
