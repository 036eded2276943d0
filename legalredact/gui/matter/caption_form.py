"""The sides of a caption, as it names them; a person says which of them is our client."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from legalredact.detection.document_facts.caption_sides import CaptionParty, case_name
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.mention import Role

CHOOSE, LEAVE_OUT = "choose", "leave out"
_CHOICES = (
    ("Who are they?", CHOOSE),
    ("Our client", Role.CLIENT.value),
    ("Other party", Role.PARTY.value),
    ("Leave out", LEAVE_OUT),
)


class CaptionForm(QWidget):
    """A line for each side: its word, its names, and a choice that is not made beforehand."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, QComboBox] = {}
        self._parties: tuple[CaptionParty, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_parties(self, parties: Sequence[CaptionParty]) -> None:
        """Ask again, for the sides of another caption."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._parties, self.choices = tuple(parties), {}
        for number, side in enumerate(dict.fromkeys(party.side for party in parties)):
            names = "; ".join(party.name for party in parties if party.side == side)
            box = DropDown()
            for words, value in _CHOICES:
                box.addItem(words, value)
            box.setAccessibleName(f"{side}: who are they?")
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            self.choices[side] = box
            self._grid.addWidget(Words(side[:1].upper() + side[1:], strong=True), number, 0)
            self._grid.addWidget(Words(names), number, 1)
            self._grid.addWidget(box, number, 2)
        self.setVisible(bool(parties))

    @property
    def open(self) -> tuple[str, ...]:
        """Sides without a role from the person."""
        return tuple(side for side, box in self.choices.items() if box.currentData() == CHOOSE)

    def chosen(self) -> tuple[tuple[CaptionParty, Role], ...]:
        """The parties that are to be typed into the form, with their roles."""
        roles = {role.value: role for role in (Role.CLIENT, Role.PARTY)}
        said = {side: roles.get(str(box.currentData())) for side, box in self.choices.items()}
        return tuple((party, role) for party in self._parties if (role := said[party.side]) is not None)

    def case_name(self) -> str:
        """See `caption_sides.case_name`."""
        return case_name(self._parties)
