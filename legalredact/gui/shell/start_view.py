"""The start: drop files and begin; or open a matter, make one with its names and rules, try the sample."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from legalredact.gui.core.drops import Drops
from legalredact.gui.core.guide_topics import explained_by
from legalredact.gui.core.icons import IconMark, icon
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words, link, primary, theme
from legalredact.gui.shell.readiness import Readiness
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.gui.widgets.progress_strip import TaskFollower
from legalredact.gui.widgets.scrolled import scrolled


class StartView(QWidget):
    """The first view that a person sees."""

    files_dropped = Signal(object)
    """The paths, a list."""
    files_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    key_asked = Signal()
    """Copy the person's own key, for the colleague who adds them to a matter."""
    sample_asked = Signal()
    matter_chosen = Signal(object)
    """The folder of a matter, a Path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop = DropArea()
        self.choose = primary("Choose files …")
        self.new = link("New matter with names and rules …")
        self.open = link("Open a matter, or list a shared folder of matters …")
        self.open.setToolTip("Matters of a shared folder stay listed at the right")
        self.copy_key = link("Copy my key, to join a colleague's matter")
        self.copy_key.setToolTip("Your colleague pastes it under Members; it lets them add you, and opens nothing")
        self.sample = link("Try the sample matter (invented people)")
        self.guide = link("Read the guide")
        self.guide.setToolTip("How things are done, task by task (F1)")
        self.busy = Words(tone="muted")
        self.opening = OpeningProgress()
        self._keys: QWidget | None = None
        """The focused widget before it was disabled."""
        self.recent = QListWidget()
        FocusFrame(self.recent)
        self.readiness = Readiness()
        explained_by(self.readiness, "ready")
        self.no_recent = Words("Checking …", tone="muted")
        self.choose.clicked.connect(self.files_asked)
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(self.open_asked)
        self.copy_key.clicked.connect(self.key_asked)
        self.sample.clicked.connect(self.sample_asked)
        self.recent.itemActivated.connect(self._chosen)
        self.recent.itemClicked.connect(self._chosen)
        self.recent.setAccessibleName("Recent matters")
        self._drops = Drops(self, lambda paths: self.files_dropped.emit(list(paths)))
        self._lay_out()
        self.recent.hide()

    def show_matters(self, matters: Sequence[tuple[Path, str]]) -> None:
        """The recent matters: their folders, and their names or status; the current row stays with its matter."""
        current = self.recent.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.recent.clear()
        for folder, words in matters:
            item = QListWidgetItem(icon("folder"), words)
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            item.setSizeHint(QSize(0, round(self.fontMetrics().height() + 1.5 * STEP)))
            self.recent.addItem(item)
            if str(folder) == current:
                self.recent.setCurrentItem(item)
        self.recent.setVisible(bool(matters))
        self.no_recent.setText("None yet. The first file creates a matter.")
        self.no_recent.setVisible(not matters)

    def focus_on_work(self) -> None:
        """Give the focus to where work goes on: the latest matter, or the button for the first files."""
        if self.recent.isHidden():
            self.choose.setFocus()
            return
        self.recent.setCurrentRow(0)
        self.recent.setFocus()

    def say(self, words: str) -> None:
        """Tell the result of a step."""
        self.busy.setText(words)

    def follow(self, task: Task) -> None:
        """Show the bar of a task that opens a matter, and a button to stop it, until it is over."""
        self.opening.follow(None if task.over else task)

    def show_busy(self, words: str) -> None:
        """Show the running work, and disable everything else meanwhile."""
        self.busy.setText(words)
        if not words:
            self.opening.follow(None)
        held = (self.choose, self.new, self.open, self.copy_key, self.sample, self.guide, self.recent, self.drop)
        if words and self._keys is None:
            self._keys = next((widget for widget in held if widget.hasFocus()), None)
        for widget in held:
            widget.setEnabled(not words)
        if not words and self._keys is not None:
            self._keys.setFocus()  # where they were before: Qt gave them to whatever came next
            self._keys = None
        elif not words and (self.window().focusWidget() is None or not self.window().focusWidget().isEnabled()):
            self.choose.setFocus()  # the focused widget was disabled meanwhile, so there is no focus

    def _chosen(self, item: QListWidgetItem) -> None:
        self.matter_chosen.emit(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(6 * STEP, 5 * STEP, 6 * STEP, 4 * STEP)
        whole.setSpacing(6 * STEP)
        whole.addLayout(self._left(), 3)
        whole.addLayout(self._right(), 2)

    def _left(self) -> QVBoxLayout:
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        inside.setSpacing(STEP)
        words = Words("Drop files here", title=True)
        more = Words(
            "PDF, Office, e-mail, text, pictures or a .zip of them; a matter is created for them.", tone="muted"
        )
        inside.addStretch(1)
        inside.addWidget(IconMark("file-plus", "muted"), alignment=Qt.AlignmentFlag.AlignHCenter)
        for line in (words, more):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(line)
        inside.addSpacing(STEP)
        inside.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(STEP)
        column.addWidget(Words("LegalRedact", title=True))
        column.addWidget(
            Words(
                "Text is masked before it is sent, and searched for the masked names once more. "
                "People decide on names, and sign.",
                tone="muted",
            )
        )
        column.addSpacing(STEP)
        column.addWidget(self.drop, 1)
        column.addSpacing(STEP)
        for button in (self.new, self.open, self.copy_key, self.sample, self.guide):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.busy)
        column.addWidget(self.opening)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(STEP)
        column.addWidget(Words("Matters", strong=True))
        column.addWidget(self.no_recent)
        column.addWidget(self.recent, 1)
        column.addSpacing(2 * STEP)
        column.addWidget(Words("Ready on this machine", strong=True))
        column.addWidget(scrolled(self.readiness), 3)
        return column


class OpeningProgress(TaskFollower):
    """The bar of the matter that is being opened; the view has the words."""

    def __init__(self) -> None:
        super().__init__("the opening of the matter", "Cancel", "No matter is opened")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task | None) -> None:
        """See `TaskFollower`; hidden while nothing is opened."""
        super().follow(task)
        self.setVisible(task is not None)


class DropArea(QFrame):
    """Area for dropped files: a dashed edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(28 * STEP)
        theme().changed.connect(self.update)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme().colours
        painter.setPen(QPen(QColor(colours.muted), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), STEP, STEP)
