"""F6: moves from one part of the window to the next, always to its main control."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from legalredact.gui.core.view import View


def to_panel(window_panels: Iterable[QWidget], by: int) -> None:
    """Move the focus to the next panel, or the one before.

    Arguments:
        window_panels: in their order.
    """
    panels = list(window_panels)
    focused = QApplication.focusWidget()
    here = next((n for n, panel in enumerate(panels) if focused and panel.isAncestorOf(focused)), -1 if by > 0 else 0)
    _enter(panels[(here + by) % len(panels)])


def _enter(panel: QWidget) -> None:
    shown = panel.currentWidget() if isinstance(panel, QStackedWidget) else panel
    if isinstance(shown, View):
        shown.enter("")
    elif shown is not None:
        (shown.focusProxy() or _first(shown)).setFocus(Qt.FocusReason.TabFocusReason)


def _first(panel: QWidget) -> QWidget:
    """The first control in the order of the Tab key."""
    widget = panel.nextInFocusChain()
    while widget is not None and panel.isAncestorOf(widget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget
        widget = widget.nextInFocusChain()
    return panel
