"""Dialogs that wait beside a window: when one is closed, the keys go back to the window it stood over."""

from PySide6.QtWidgets import QDialog, QWidget


def keys_come_back(dialog: QDialog) -> None:
    """Make the window under a dialog active again once it is closed: not every desktop does so by itself."""
    parent = dialog.parent()
    if isinstance(parent, QWidget):
        dialog.finished.connect(parent.window().activateWindow)
