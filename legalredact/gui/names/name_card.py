"""The card of one name: token, role, other spellings, places, and actions."""

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.layouts import empty
from legalredact.gui.core.palette import style_of, word_for
from legalredact.gui.core.tab_order import lead_on, taking_keys
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.names.context_line import NOT_FOUND, ContextLine
from legalredact.gui.names.name_acts import ROLE_KEYS, can_be_split, role_for_key
from legalredact.gui.names.name_groups import NameEntry, one_line
from legalredact.gui.names.name_places import NameOccurrence
from legalredact.gui.names.names_questions import NOBODY
from legalredact.gui.names.reach import apart_words
from legalredact.gui.names.shown_as import ShownAs
from legalredact.gui.widgets.chip import TokenChip
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.elided_button import ElidedButton
from legalredact.gui.widgets.tool import Tool
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.mention import Role
from legalredact.model.register import Decision, Entity


class NameCard(QScrollArea):
    """Shows a name; its buttons are reported by signals."""

    confirmed = Signal()
    dismissed = Signal()
    merge_asked = Signal()
    like_asked = Signal()
    """Select the names with the same question."""
    place_asked = Signal()
    """Decide on the current place, or its document, alone."""
    role_chosen = Signal(object)
    split_asked = Signal(str)
    settled = Signal(str)
    """Id of the chosen meaning, or empty: a separate entity."""
    went = Signal(str, object)
    """(document id, span) of an entity that a spelling could mean."""
    same_chosen = Signal(str)
    """Id of the name that is the same one."""
    stepped = Signal(int)
    """+1 or -1 occurrence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Card of the name")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: object = None
        self._shown_perhaps: object = None
        self._entity: Entity | None = None
        self.name, self.state = Words(title=True), Words(tone="muted")
        self.roles, self.shown_as = DropDown(), ShownAs()
        self.confirm, self.dismiss, self.merge = _buttons()
        self.like = link("Select all similar names")
        self.like.setToolTip("Names of the same kind and role that wait for the same answer (A)")
        self.only = link("Only here, or in this document …")
        self.only.setToolTip("Mask it, or keep it in clear, at this place or in its document alone (D)")
        self.context, self.place = QLabel(), Words(tone="muted")
        self.previous, self.next = _steps()
        self.spellings, self.meanings, self.perhaps = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.chip = QHBoxLayout()
        self._lay_out()
        self._connect()
        theme().changed.connect(self._follow)
        self._follow()

    def show_entry(
        self, entry: NameEntry | None, among: Sequence[Entity] = (), contexts: Sequence[NameOccurrence | None] = ()
    ) -> None:
        """Show a name.

        Arguments:
            among: entities that an ambiguous spelling could mean.
            contexts: a place of each of them.
        """
        self._inner.setVisible(entry is not None)
        shown = (entry, tuple(among), tuple(contexts))
        if entry is None or shown == self._shown:
            self._shown, self._entity = shown, entry.entity if entry else None
            return
        if self._entity is None or self._entity.id != entry.entity.id:
            self.verticalScrollBar().setValue(0)  # another name and its question come first
        self._shown, self._entity = shown, entry.entity
        entity = entry.entity
        self.name.setText(breakable(one_line(entity.name)))
        parts = (word_for(entity), entry.state, apart_words(entity), entry.counted)
        self.state.setText(" · ".join(filter(None, parts)))
        self.state.set_tone("needs_you" if entity.open else "muted")
        self._show_chip(entity)
        self._show_roles(entity)
        self.shown_as.show_entity(entity)
        self._show_spellings(entity)
        self._show_meanings(entity, among, contexts)
        self.confirm.setVisible(not (entity.among and entity.open))
        self.confirm.setEnabled(entity.decision is not Decision.CONFIRMED)
        self.dismiss.setEnabled(entity.decision is not Decision.DISMISSED)
        self.merge.setVisible(self._can_merge())

    def hold_places(self, places: QWidget) -> None:
        """Show the list of places below the current one."""
        self._column.insertWidget(self._column.indexOf(self.only) + 1, places)

    def show_selection(self, count: int, like: int) -> None:
        """Show how many names an answer is for, and offer those with the same question.

        Arguments:
            count: of the selected names.
            like: of the names with the same question, itself included.
        """
        many = f" {count} names" if count > 1 else ""
        self.confirm.setText(f"Confirm{many}")
        self.dismiss.setText(f"Keep{many} in clear")
        self.merge.setVisible(self._can_merge() and count <= 1)
        self.like.setText(f"Select all {like:,} similar names")
        self.like.setVisible(like > 1 and count < like)

    def show_occurrence(self, one: NameOccurrence | None, number: int, count: int, decided: str = "") -> None:
        """Show a place of the name, `number` from 1 of `count`.

        Arguments:
            decided: the decision for the place or its document alone, in words; empty if there is none.
        """
        for widget in (self.context, self.previous, self.next, self.only):
            widget.setVisible(one is not None)
        if one is None:
            self.place.setText(NOT_FOUND)
            return
        where = f"{one.document}, {one.where}" if one.where else one.document
        self.place.setText(breakable(" · ".join(filter(None, (f"{number} of {count}", where, decided)))))
        parts = [html.escape(breakable(part)) for part in (one.before, one.surface, one.after)]
        self.context.setText(f"{parts[0]}<b>{parts[1]}</b>{parts[2]}")
        self.context.setAccessibleName(f"Context: {one.before}{one.surface}{one.after}")

    def _can_merge(self) -> bool:
        return self._entity is not None and self._entity.kind.is_name and not self._entity.among

    def _show_chip(self, entity: Entity) -> None:
        empty(self.chip)
        if entity.masked_somewhere and entity.token:
            self.chip.addWidget(TokenChip(entity.token, style_of(entity)))
        else:
            self.chip.addWidget(Words("in clear", tone="muted"))
        self.chip.addStretch(1)

    def _show_roles(self, entity: Entity) -> None:
        self.roles.setVisible(entity.kind.is_name)
        number = next((n for n in range(1, 7) if role_for_key(entity, n) is entity.role), 6)
        self.roles.setCurrentIndex(number - 1)

    def _show_spellings(self, entity: Entity) -> None:
        empty(self.spellings)
        if len(entity.spellings) > 1:
            self.spellings.addWidget(Words("Also appears as", tone="muted"))
        for alias in entity.spellings[1:]:
            self.spellings.addWidget(self._spelling(entity, alias))
        lead_on(
            self.shown_as.field, *(one for line in _widgets(self.spellings) for one in line.findChildren(QPushButton))
        )

    def _spelling(self, entity: Entity, alias: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(breakable(one_line(alias))), 1)
        if can_be_split(entity, alias):
            split = link("Separate")
            split.setAccessibleName(f"Separate {alias}")
            split.setToolTip(f"{alias} is another person or body")
            split.clicked.connect(lambda: self.split_asked.emit(alias))
            row.addWidget(split, alignment=Qt.AlignmentFlag.AlignTop)
        return line

    def _show_meanings(
        self, entity: Entity, among: Sequence[Entity], contexts: Sequence[NameOccurrence | None]
    ) -> None:
        empty(self.meanings)
        if not entity.among:
            return
        self.meanings.addWidget(Words("Whom does it mean, everywhere in the matter?", strong=True))
        for owner, place in zip(among, contexts, strict=True):
            self.meanings.addWidget(self._meaning(f"{owner.name} · {word_for(owner)}", owner.id))
            context = ContextLine(place)
            context.went.connect(self.went)
            self.meanings.addWidget(context)
        self.meanings.addWidget(self._meaning(NOBODY, ""))
        lead_on(self.next, *taking_keys(_widgets(self.meanings)))

    def show_perhaps_same(self, others: Sequence[Entity], contexts: Sequence[NameOccurrence | None]) -> None:
        """Ask whether the name is the same as others.

        Arguments:
            others: the likeliest first; the key for it takes the first one.
            contexts: a place of each of them.
        """
        shown = (tuple(others), tuple(contexts))
        if shown == self._shown_perhaps:
            return
        self._shown_perhaps = shown
        empty(self.perhaps)
        if not others:
            return
        self.perhaps.addWidget(Words("Is it the same as this name?", strong=True))
        for number, (other, place) in enumerate(zip(others, contexts, strict=True)):
            button = ElidedButton(f"Same as {one_line(other.name)} · {word_for(other)}")
            button.setToolTip("Merge the two (E)" if number == 0 else "Merge the two")
            button.clicked.connect(lambda _=False, chosen=other.id: self.same_chosen.emit(chosen))
            self.perhaps.addWidget(button)
            context = ContextLine(place)
            context.went.connect(self.went)
            self.perhaps.addWidget(context)
        lead_on(self.next, *taking_keys(_widgets(self.perhaps)))

    def _meaning(self, words: str, owner_id: str) -> QPushButton:
        button = ElidedButton(words)
        button.clicked.connect(lambda: self.settled.emit(owner_id))
        return button

    def _choose_role(self, index: int) -> None:
        if self._entity is not None:
            role: Role = role_for_key(self._entity, index + 1)
            if role is not self._entity.role:
                self.role_chosen.emit(role)

    def _connect(self) -> None:
        self.confirm.clicked.connect(self.confirmed)
        self.dismiss.clicked.connect(self.dismissed)
        self.merge.clicked.connect(self.merge_asked)
        self.like.clicked.connect(self.like_asked)
        self.only.clicked.connect(self.place_asked)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.roles.activated.connect(self._choose_role)

    def _follow(self) -> None:
        c = theme().colours
        self.context.setStyleSheet(f"color: {c.text};")
        self.setStyleSheet(f"#card {{ border: none; border-top: 1px solid {c.line}; background: {c.raised}; }}")
        self.viewport().setStyleSheet(f"background: {c.raised};")

    def _lay_out(self) -> None:
        for number, word in enumerate(ROLE_KEYS, 1):
            self.roles.addItem(f"{word.capitalize()}  ({number})")
        self.roles.setAccessibleName("Role")
        self.roles.setToolTip("What it is in the matter (1 to 6)")
        self.context.setWordWrap(True)
        self.context.setTextFormat(Qt.TextFormat.RichText)
        self.context.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._inner = QFrame()
        column = self._column = QVBoxLayout(self._inner)
        column.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        column.setSpacing(STEP)
        head = QHBoxLayout()
        head.addLayout(self.chip, 1)
        head.addWidget(self.roles)
        column.addLayout(head)
        column.addWidget(self.name)
        column.addWidget(self.state)
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(self.previous, alignment=Qt.AlignmentFlag.AlignTop)
        where.addWidget(self.next, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(where)
        column.addWidget(self.context)
        column.addLayout(self.meanings)
        column.addLayout(self.perhaps)
        column.addWidget(WrappingRow((self.confirm, self.dismiss, self.merge)))
        column.addWidget(self.only, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.like, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.shown_as)
        self.spellings.setSpacing(STEP // 2)
        self.meanings.setSpacing(STEP // 2)
        column.addLayout(self.spellings)
        column.addStretch(1)
        self.setWidget(self._inner)


def _buttons() -> tuple[QPushButton, QPushButton, QPushButton]:
    confirm, dismiss, merge = QPushButton("Confirm"), QPushButton("Keep in clear"), QPushButton("Merge with …")
    confirm.setToolTip("Mask it everywhere in the matter (Enter)")
    dismiss.setToolTip("Leave it in clear (Del); if it has several places, you are asked at which")
    merge.setToolTip("Merge it with another name (M)")
    for button in (confirm, dismiss, merge):
        button.setAutoDefault(False)
    return confirm, dismiss, merge


def _steps() -> tuple[Tool, Tool]:
    return Tool("caret-up", "Previous occurrence (Shift+Space)"), Tool("caret-down", "Next occurrence (Space)")


def _widgets(layout: QVBoxLayout) -> list[QWidget]:
    found = (item.widget() for n in range(layout.count()) if (item := layout.itemAt(n)) is not None)
    return [widget for widget in found if widget is not None]
