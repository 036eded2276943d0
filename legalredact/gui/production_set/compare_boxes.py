"""Quality control: each box of a produced set before and after, and the verdict of the person who compares."""

import functools
from pathlib import Path

import PIL.Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.core.dialogs import keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.number_field import NumberField
from legalredact.model.production_set import BoxCheck, ProducedSet
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.quality import (
    BoxPictures,
    SampledBox,
    original_pages,
    pictures,
    produced_page,
    record,
    sample,
    summary_words,
)

_SAMPLE = 50


class CompareBoxes(QDialog):
    """Shows one box at a time. The pictures are drawn when they are shown, and are kept nowhere.

    Arguments:
        sets: the finished sets.
        folder: the volume or the folder of volumes, if known.
    """

    def __init__(
        self,
        session: MatterSession,
        sets: tuple[ProducedSet, ...],
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare boxes of a production set")
        explained_by_f1(self, "produce")
        keys_come_back(self)
        self._session, self._sets, self.folder = session, {one.name: one for one in sets}, folder
        self.boxes: tuple[SampledBox, ...] = ()
        self.at = 0
        self.set, self.count, self.note = DropDown(), NumberField(), QLineEdit()
        self.place_button = QPushButton("Folder of the volume …")
        self.before, self.after = QLabel(), QLabel()
        self.where, self.said = Words(strong=True), Words(tone="muted")
        self.right, self.wrong = primary("The box is right"), QPushButton("The box is wrong")
        self.previous, self.following, self.close_it = (
            QPushButton("Previous"),
            QPushButton("Next"),
            QPushButton("Close"),
        )
        self._lay_out()
        self._connect()
        open_at(self, 900, 560)
        self._draw_sample()

    def _draw_sample(self) -> None:
        name, count = self.set.currentText(), self.count.value()
        self.at = 0
        if name:
            self._session.look("Drawing a sample", lambda matter: sample(matter, name, count), self._take)

    def _take(self, boxes: tuple[SampledBox, ...]) -> None:
        self.boxes = boxes
        self._show()

    def _show(self) -> None:
        """The current box, and how far the comparison is."""
        one = self.boxes[self.at] if self.boxes else None
        for button in (self.right, self.wrong):
            button.setEnabled(one is not None)
        self.previous.setEnabled(self.at > 0)
        self.following.setEnabled(self.at + 1 < len(self.boxes))
        self.said.setText(summary_words(self.boxes))
        self.before.clear()
        self.after.clear()
        if one is None:
            self.where.setText("This set has no boxes.")
            return
        self.note.setText(one.check.note if one.check else "")
        self.where.setText(f"{self.at + 1:,} of {len(self.boxes):,}: {box_words(one)}")
        if self.folder is None:
            self.after.setText("Choose the folder of the volume.")
        else:
            look = functools.partial(_pictures_of, self._sets[self.set.currentText()], one, self.folder)
            self._session.look("Drawing a box", look, functools.partial(self._show_pictures, one))

    def _show_pictures(self, one: SampledBox, found: BoxPictures) -> None:
        if self.boxes and self.boxes[self.at] is one:
            self.before.setPixmap(_pixmap(found.before))
            self.after.setPixmap(_pixmap(found.after))

    def judge(self, right: bool) -> None:
        """Store the verdict on the current box, and go on."""
        one, name, note = self.boxes[self.at], self.set.currentText(), self.note.text().strip()

        def stored(check: BoxCheck) -> None:
            updated = SampledBox(one.box, check)
            self.boxes = tuple(updated if other is one else other for other in self.boxes)
            self._go(1 if self.at + 1 < len(self.boxes) else 0)

        self._session.act(
            "Saving the comparison", lambda matter: record(matter, name, one.box, right=right, note=note), stored
        )

    def _go(self, steps: int) -> None:
        self.at += steps
        self._show()

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder of the volume", str(self.folder or ""))
        if folder:
            self.folder = Path(folder)
            self._show()

    def _connect(self) -> None:
        self.set.activated.connect(self._draw_sample)
        self.count.editingFinished.connect(self._draw_sample)
        self.place_button.clicked.connect(self._choose_folder)
        self.right.clicked.connect(lambda: self.judge(right=True))
        self.wrong.clicked.connect(lambda: self.judge(right=False))
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following.clicked.connect(lambda: self._go(1))
        self.close_it.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        for name in reversed(self._sets):
            self.set.addItem(name)
        self.count.setRange(0, 1_000_000)
        self.count.setValue(_SAMPLE)
        self.count.setSpecialValueText("all")
        self.set.setAccessibleName("Production set")
        self.count.setAccessibleName("Boxes in the sample")
        self.note.setAccessibleName("Note on this box")
        self.before.setAccessibleName("The place in the original")
        self.after.setAccessibleName("The same place as produced")
        head = QFormLayout()
        head.addRow("Production set", self.set)
        head.addRow("Boxes in the sample", self.count)
        pair = QHBoxLayout()
        for title, picture in (("Original", self.before), ("As produced", self.after)):
            side = QVBoxLayout()
            picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            side.addWidget(Words(title, tone="muted"))
            side.addWidget(picture, 1)
            pair.addLayout(side, 1)
        note = QFormLayout()
        note.addRow("Note", self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP)
        for button in (self.close_it, self.place_button, self.previous, self.following, self.wrong, self.right):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addWidget(self.where)
        column.addLayout(pair, 1)
        column.addLayout(note)
        column.addWidget(self.said)
        column.addLayout(buttons)


def box_words(one: SampledBox) -> str:
    """A box and the verdict on it, in words."""
    box, check = one.box, one.check
    reason = f", reason {box.reason}" if box.reason else ""
    verdict = ""
    if check is not None:
        verdict = f" – {'right' if check.right else 'wrong'}, said {check.who} on {check.when[:10]}"
    return f"{box.document}, page {box.page}, {box.label or 'plain box'}{reason}{verdict}"


def _pictures_of(produced: ProducedSet, one: SampledBox, folder: Path, matter: OpenMatter) -> BoxPictures:
    page, at = produced_page(folder, produced, one.box)
    return pictures(original_pages(matter, produced, one.box), page, one.box, at)


def _pixmap(image: PIL.Image.Image) -> QPixmap:
    width, height = image.size
    return QPixmap.fromImage(
        QImage(image.convert("RGB").tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    )
