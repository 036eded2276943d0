"""The order of the Tab key: reading order. Qt uses the order of creation, so that a widget made later comes last in
its window, after the view's main button."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_on(start: QWidget, *widgets: QWidget) -> None:
    """Make Tab go from `start`, or from the widget before it if it takes no focus, to these widgets one by one."""
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
    """The widgets among them that Tab can reach."""
    return [one for one in widgets if one is not None and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
