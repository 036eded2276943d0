"""A place of a name in its sentence, and a link that goes there."""

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.names.name_places import NameOccurrence

NOT_FOUND = "It was not found in the documents that were searched."
"""Said of a name without a place; other documents may still be read, or have parts that cannot be read."""
_GO = "go"


class ContextLine(QLabel):
    """Words around a name, the name strong, and its place: a link for mouse and keys."""

    went = Signal(str, object)
    """(document id, span): the person wants to see the place."""

    def __init__(self, one: NameOccurrence | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one: NameOccurrence | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._go)
        theme().changed.connect(self._follow)
        self.show_place(one)

    def show_place(self, one: NameOccurrence | None) -> None:
        """Show another place, or that there is none."""
        self._one = one
        self._follow()

    def _follow(self) -> None:
        c, one = theme().colours, self._one
        self.setStyleSheet(f"color: {c.text};")
        self.setFont(theme().font())
        if one is None:
            self.setText(f'<span style="color: {c.muted}">{NOT_FOUND}</span>')
            self.setAccessibleName(NOT_FOUND)
            return
        where = f"{one.document}, {one.where}" if one.where else one.document
        before, surface, after, place = (
            html.escape(breakable(part)) for part in (one.before, one.surface, one.after, where)
        )
        self.setText(f'{before}<b>{surface}</b>{after}<br><a href="{_GO}" style="color: {c.accent}">{place}</a>')
        self.setAccessibleName(f"{one.before}{one.surface}{one.after} Go to {where}")

    def _go(self, _: str) -> None:
        if self._one is not None:
            self.went.emit(self._one.document_id, self._one.span)


class TwoContexts(QWidget):
    """Contexts of two names that may be merged.

    Arguments:
        name, one: of the first, which stays.
    """

    def __init__(self, name: str, one: NameOccurrence | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = ContextLine(one), ContextLine()
        self._other = Words(strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP // 2)
        for widget in (Words(name, strong=True), self.first, self._other, self.second):
            column.addWidget(widget)

    def show_other(self, name: str, one: NameOccurrence | None) -> None:
        """The current name in the list; an empty one for none."""
        self._other.setText(name)
        self.second.show_place(one)
        for widget in (self._other, self.second):
            widget.setVisible(bool(name))
