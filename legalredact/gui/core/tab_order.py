"""The order of the Tab key: as things are read. Qt goes by when they were made, so that what is made later comes
last in its window, after the button that the view is for."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_on(start: QWidget, *widgets: QWidget) -> None:
    """Let Tab go from `start`, or from what comes before it if it takes no keys itself, to these widgets one by one."""
    at = start
    while at.focusPolicy() is Qt.FocusPolicy.NoFocus and not at.isWindow():
        before = at.previousInFocusChain()
        if before is None:
            return
        at = before
    for one in widgets:
        if one is not at:
            QWidget.setTabOrder(at, one)
            at = one


def taking_keys(widgets: Iterable[QWidget | None]) -> list[QWidget]:
    """Those among them that Tab can lead to."""
    return [one for one in widgets if one is not None and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
