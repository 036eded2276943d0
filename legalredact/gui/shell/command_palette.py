"""Ctrl+K: every command of the menus, found by typing a few letters, with its shortcut."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.widgets.chooser import Choice, Chooser


def words_of(action: QAction) -> str:
    """An action's text, without the mark of its mnemonic."""
    return action.text().replace("&", "")


def keys_of(action: QAction) -> str:
    """Its shortcut as printed on the keyboard, or empty."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def open_palette(actions: Iterable[QAction], parent: QWidget) -> Chooser:
    """Show the palette; the command runs once it has closed and the focus is restored."""
    offered = [action for action in actions if action.isVisible()]
    choices = [Choice(str(n), words_of(a), keys_of(a), a.isEnabled()) for n, a in enumerate(offered)]
    palette = Chooser("What do you want to do?", choices, parent)
    palette.chosen.connect(lambda key: QTimer.singleShot(0, offered[int(key)].trigger))
    explained_by_f1(palette, "keyboard")
    palette.open()
    return palette
