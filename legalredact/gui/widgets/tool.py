"""A button of an icon alone, as large as the text."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from legalredact.gui.core.icons import icon
from legalredact.gui.core.theme import theme


class Tool(QToolButton):
    """Follows the text size; its words are its tooltip, and without their key its name."""

    def __init__(self, icon_name: str, words: str, *, checkable: bool = False) -> None:
        super().__init__()
        self.setIcon(icon(icon_name))
        self.setToolTip(words)
        self.setAccessibleName(words.split(" (", maxsplit=1)[0])
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        theme().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        side = round(theme().font().pointSizeF() * 1.8)
        self.setIconSize(QSize(side, side))
