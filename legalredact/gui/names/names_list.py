"""The list of names: one row a name, by keyboard and mouse; groups open and close, the current name stays."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from legalredact.gui.core.theme import theme
from legalredact.gui.names.name_groups import NameEntry, NameGroup
from legalredact.gui.names.names_columns import NamesHeader, is_table
from legalredact.gui.names.names_rows import LISTED, GroupRow, MoreRow, NameRow, rows_of
from legalredact.gui.widgets.row_list import PAD, RowList

TIGHT = 2.0
"""Pixels above and below the line of a table."""


class NamesList(RowList):
    """Shows names in groups; acts on them are handled elsewhere."""

    name_moved = Signal(str)
    """Id of the current entity, or empty."""
    selection_changed = Signal()
    """More or fewer names are selected beside the current one."""
    went = Signal()
    """A person moved to another name."""
    cleared = Signal()
    """Escape: show all names again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Names of the matter", parent)
        self._groups: Mapping[NameGroup, Sequence[NameEntry]] = {}
        self._filling = self._unfolded = False
        self.header = NamesHeader(self)
        self.header.sectionResized.connect(lambda *_: self.viewport().update())
        self.closed: set[NameGroup] = {NameGroup.POSSIBLE}
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.moved.connect(self._tell)
        self.chosen.connect(self._toggle)
        theme().changed.connect(self._follow)

    @property
    def current(self) -> NameEntry | None:
        """The current name."""
        number = self.currentIndex().row()
        row = self.rows[number] if 0 <= number < len(self.rows) else None
        return row.entry if isinstance(row, NameRow) else None

    @property
    def selected(self) -> list[NameEntry]:
        """The selected names, in order: usually only the current one."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.rows[number] for number in numbers if number < len(self.rows)]
        return [row.entry for row in rows if isinstance(row, NameRow)]

    def select(self, ids: Collection[str], *, opened: bool = False) -> None:
        """Select those names beside the current one; names of closed groups are left out, unless they are opened."""
        for entity_id in ids if opened else ():
            self._open_group_of(entity_id)
        chosen = QItemSelection()
        for number, row in enumerate(self.rows):
            if isinstance(row, NameRow) and row.entry.entity.id in ids:
                index = self.model().index(number, 0)
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_groups(
        self, groups: Mapping[NameGroup, Sequence[NameEntry]], entity_id: str, *, unfolded: bool = False
    ) -> None:
        """Show other names; that one stays or becomes current, else the first.

        Arguments:
            unfolded: show the names of closed groups, too: they match what a person typed.
        """
        self._groups = steady(self._groups, groups) if self.viewport().underMouse() else groups
        self._unfolded = unfolded
        rows = rows_of(self._groups, self._shut, entity_id, self._columns)
        if rows != list(self.rows):
            self._filling = True
            at = self.verticalScrollBar().value()
            self.show_rows(rows)
            self.setLayoutMode(QListView.LayoutMode.SinglePass)  # else the list forgets where it stood
            self.doItemsLayout()
            self.verticalScrollBar().setValue(at)
            self._filling = False
        self.choose(entity_id)

    def choose(self, entity_id: str) -> None:
        """Make a name current; its group opens for it. Without one, the first name."""
        self._open_group_of(entity_id)
        number = self._number_of(entity_id)
        if number < 0 and self._is_beyond(entity_id):
            self._filling = True
            self.show_rows(rows_of(self._groups, self._shut, entity_id, self._columns))
            self._filling = False
            number = self._number_of(entity_id)
        if number < 0:
            number = next((n for n, row in enumerate(self.rows) if isinstance(row, NameRow)), -1)
        if number >= 0:
            index = self.model().index(number, 0)
            self._filling = True
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._filling = False
        self._tell(number)

    def following(self, entity_id: str, skipped: set[str]) -> str:
        """The next name of the same group, or the one before if it is the last; empty if it is alone."""
        for members in self._groups.values():
            ids = [entry.entity.id for entry in members]
            if entity_id in ids:
                at = ids.index(entity_id)
                left = [one for one in (*ids[at + 1 :], *reversed(ids[:at])) if one not in skipped]
                return left[0] if left else ""
        return ""

    def _columns(self) -> list[tuple[int, int]]:
        return self.header.places

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A table with a header where there is room, else a narrow list."""
        self._fit_form(event.size().width())
        super().resizeEvent(event)

    def _follow(self) -> None:
        """Larger text leaves no room for a table."""
        self._fit_form(self.width())

    def _fit_form(self, width: int) -> None:
        table = is_table(width - 2 * PAD)
        self.header.setVisible(table)
        top = self.header.height() if table else 0
        self.header.setGeometry(0, 0, self.width(), self.header.height())
        if (self.pad, self.viewportMargins().top()) != (TIGHT if table else PAD, top):
            self.pad = TIGHT if table else PAD
            self.setViewportMargins(0, top, 0, 0)

    def keyboardSearch(self, _: str) -> None:  # noqa: N802 - Qt's name
        """Letters are commands here: one that is not possible now must not lead to another name, which the next key
        would decide on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys move between names; left and right close and open a group."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if key == Qt.Key.Key_Up else 1, more=more)
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._open_or_close(open_=key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int, *, more: bool = False) -> None:
        """Skip headings of open groups; with `more`, the selection stays."""
        number = self.currentIndex().row() + by
        while 0 <= number < len(self.rows) and self._is_open_heading(number):
            number += by
        if 0 <= number < len(self.rows):
            flags = QItemSelectionModel.SelectionFlag
            how = flags.Select if more else flags.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.model().index(number, 0), how)
            self.scrollTo(self.currentIndex())
        elif by < 0:
            self.scrollToTop()

    def _is_open_heading(self, number: int) -> bool:
        row = self.rows[number]
        return isinstance(row, MoreRow) or (isinstance(row, GroupRow) and row.open)

    def _open_or_close(self, *, open_: bool) -> None:
        number = self.currentIndex().row()
        heading = next((n for n in range(number, -1, -1) if isinstance(self.rows[n], GroupRow)), -1)
        row = self.rows[heading] if heading >= 0 else None
        if isinstance(row, GroupRow) and row.open is not open_:
            self._toggle(heading, 0)

    def _toggle(self, number: int, target: int) -> None:
        """Open or close the group of a heading, which becomes current."""
        row = self.rows[number]
        if target < 0 or not isinstance(row, GroupRow) or self._unfolded:
            return
        self.closed ^= {row.group}
        self.show_rows(rows_of(self._groups, self.closed, places=self._columns))
        at = next((n for n, r in enumerate(self.rows) if isinstance(r, GroupRow) and r.group is row.group), 0)
        opened = row.group not in self.closed
        self.setCurrentIndex(self.model().index(at + 1 if opened else at, 0))
        self.scrollTo(self.currentIndex())

    @property
    def _shut(self) -> set[NameGroup]:
        """Groups whose names are not listed now."""
        return set() if self._unfolded else self.closed

    def _open_group_of(self, entity_id: str) -> None:
        if self._unfolded:
            return
        for group in tuple(self.closed):
            if any(entry.entity.id == entity_id for entry in self._groups.get(group, ())):
                self.closed.discard(group)
                self._filling = True
                self.show_rows(rows_of(self._groups, self.closed, places=self._columns))
                self._filling = False

    def _is_beyond(self, entity_id: str) -> bool:
        """Whether a name is in an open group, but so far down that it is not listed."""
        there = (members[LISTED:] for group, members in self._groups.items() if group not in self._shut)
        return any(entry.entity.id == entity_id for members in there for entry in members)

    def _number_of(self, entity_id: str) -> int:
        found = (n for n, row in enumerate(self.rows) if isinstance(row, NameRow) and row.entry.entity.id == entity_id)
        return next(found, -1)

    def _tell_selection(self) -> None:
        if not self._filling:
            self.selection_changed.emit()

    def _tell(self, _: int) -> None:
        if not self._filling:
            entry = self.current
            self.name_moved.emit(entry.entity.id if entry else "")
            if self.hasFocus():
                self.went.emit()


def steady(
    before: Mapping[NameGroup, Sequence[NameEntry]], now: Mapping[NameGroup, Sequence[NameEntry]]
) -> dict[NameGroup, list[NameEntry]]:
    """The groups with names that were listed before in their order of then: a person may be about to click on one."""
    found = {}
    for group, members in now.items():
        places = {entry.entity.id: number for number, entry in enumerate(before.get(group, ()))}
        found[group] = sorted(members, key=lambda entry: places.get(entry.entity.id, len(places)))  # others: as given
    return found
