"""The guide in a window of its own, beside the work: pages left, the page that is read right, search over all of them.

It opens from `guide_requests()`, stays open while one works, and reads only files of the installation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QToolButton, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.dialogs import open_at
from legalredact.gui.core.guide_topics import explained_by_f1, guide_requests
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.guide.contents_list import ContentsList
from legalredact.gui.guide.page_view import PageView
from legalredact.gui.guide.pages import Guide, load
from legalredact.gui.guide.search import marks_in, search
from legalredact.gui.widgets.find_bar import FindBar, Finder, hits
from legalredact.gui.widgets.tool import Tool
from legalredact.model.mention import Span

Keys = QKeySequence.StandardKey
ZOOMS = (75, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of the text in per cent of that elsewhere."""
NAME = "guide"
"""Names the window's place and its parts among the preferences."""


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """Where one was reading.

    Arguments:
        scrolled: pixels from the page's beginning; -1 for the anchor.
    """

    page: str
    anchor: str = ""
    scrolled: int = -1


class GuideOpener(QObject):
    """Opens the guide's only window at the requested page, as long as this object exists.

    Arguments:
        preferences: keep the window's place and size.
        read: reads the guide, when it is first asked for.
    """

    failed = Signal(object)
    """Why the guide cannot be shown, a LegalRedactError."""

    def __init__(
        self, preferences: Preferences, parent: QObject | None = None, read: Callable[[], Guide] = load
    ) -> None:
        super().__init__(parent)
        self._preferences, self._read = preferences, read
        self.window: GuideWindow | None = None
        guide_requests().asked.connect(self.open)

    def open(self, topic: str) -> None:
        """Show the page of a topic; the first page for an empty one."""
        if self.window is None:
            try:
                self.window = GuideWindow(self._read(), self._preferences)
            except LegalRedactError as problem:
                self.failed.emit(problem)
                return
        self.window.show()  # first: a heading has no place before the page has its width
        self.window.show_topic(topic)
        self.window.raise_()
        self.window.activateWindow()


class GuideWindow(QWidget):
    """Belongs to no other window, so that a question over the work does not block it; it keeps no program open."""

    def __init__(self, guide: Guide, preferences: Preferences) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._guide, self._preferences = guide, preferences
        self._back, self._ahead = list[GuidePlace](), list[GuidePlace]()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.search, self.contents, self.page = QLineEdit(), ContentsList(guide), PageView()
        self.find_bar = FindBar()
        self.finder = Finder(self.find_bar, lambda words, take: take(hits(self.page.text(), words)))
        self.back = Tool("arrow-left", "Back (Alt+←)")
        self.ahead = Tool("arrow-right", "Forward (Alt+→)")
        self.first = Tool("house", "First page (Alt+Home)")
        self.smaller = Tool("magnifying-glass-minus", "Smaller text (Ctrl+−)")
        self.larger = Tool("magnifying-glass-plus", "Larger text (Ctrl++)")
        self.find_it = Tool("magnifying-glass", "Find on this page (Ctrl+F)")
        self.zoom = Words(tone="muted")
        self._found_here: tuple[Span, ...] = ()
        self._lay_out()
        self._connect()
        self._take_zoom(preferences.guide_zoom)
        self._show(GuidePlace(guide.pages[0].name))

    @property
    def place(self) -> GuidePlace:
        """Where one is reading."""
        page = self.page.page or self._guide.pages[0]
        return GuidePlace(page.name, "", self.page.verticalScrollBar().value())

    def show_topic(self, topic: str) -> None:
        """Go to the page that explains it."""
        page, anchor = self._guide.place_of(topic)
        self.search.clear()
        self.go(page.name, anchor)

    def go(self, page: str, anchor: str = "") -> None:
        """Go to a page, and remember the way back."""
        if self._guide.page(page) is None:
            return
        before = self.place
        self._show(GuidePlace(page, anchor))
        if self.place != before:
            self._back.append(before)
            self._ahead.clear()
        self._fit_history()

    def go_back(self) -> None:
        """To where one was before."""
        self._step(self._back, self._ahead)

    def go_ahead(self) -> None:
        """To where one was before going back."""
        self._step(self._ahead, self._back)

    def zoom_by(self, steps: int) -> None:
        """Make the text larger or smaller; 0 as large as elsewhere."""
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._preferences.guide_zoom))
        at = min(max(at + steps, 0), len(ZOOMS) - 1) if steps else ZOOMS.index(100)
        self._take_zoom(ZOOMS[at])

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember place and size."""
        self._preferences.keep_geometry(NAME, self)
        self._preferences.keep_splitter(NAME, self.splitter)
        super().closeEvent(event)

    def _step(self, stack: list[GuidePlace], other: list[GuidePlace]) -> None:
        if stack:
            other.append(self.place)
            self._show(stack.pop())
        self._fit_history()

    def _show(self, place: GuidePlace) -> None:
        page = self._guide.page(place.page) or self._guide.pages[0]
        self.page.show_page(page, place.anchor)
        if place.scrolled >= 0:
            self.page.verticalScrollBar().setValue(place.scrolled)
        self.contents.show_page(page)
        self.setWindowTitle(f"{page.title} — Guide")
        self._mark()
        self.finder.again()

    def _fit_history(self) -> None:
        self.back.setEnabled(bool(self._back))
        self.ahead.setEnabled(bool(self._ahead))

    def _follow(self, target: str) -> None:
        name, _, anchor = target.partition("#")
        current = self.page.page
        self.go(name or (current.name if current is not None else ""), anchor)

    # Searching

    def _search(self, words: str) -> None:
        if words.strip():
            self.contents.show_hits(search(self._guide, words))
        else:
            self.contents.show_pages()
        self._mark()

    def _mark(self) -> None:
        """Mark the words of the search on the page that is read, unless one looks for others on this page alone."""
        if not self.find_bar.isVisible():
            self.page.mark(marks_in(self.page.text(), self.search.text()))

    def _found(self, spans: tuple[Span, ...]) -> None:
        self._found_here = spans
        if self.find_bar.isVisible():
            self.page.mark(spans)
        else:
            self._mark()

    def _went(self, span: Span) -> None:
        self.page.mark(self._found_here, self._found_here.index(span))

    def _leave_search(self) -> None:
        """Escape: first clears the search, then moves the focus to the page."""
        self.search.clear()
        self.page.setFocus()

    # Making

    def _take_zoom(self, zoom: int) -> None:
        self._preferences.guide_zoom = zoom
        self.page.show_zoom(zoom / 100)
        self.zoom.setText(f"{zoom} %")
        self._mark()

    def _connect(self) -> None:
        self.contents.page_chosen.connect(self.go)
        self.page.link_followed.connect(self._follow)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._to_results)
        self.finder.found.connect(self._found)
        self.finder.went.connect(self._went)
        self.find_bar.closed.connect(self.page.setFocus)
        buttons: tuple[tuple[QToolButton, Callable[[], object]], ...] = (
            (self.back, self.go_back),
            (self.ahead, self.go_ahead),
            (self.first, self._go_first),
            (self.smaller, lambda: self.zoom_by(-1)),
            (self.larger, lambda: self.zoom_by(1)),
            (self.find_it, self.find_bar.open),
        )
        for button, step in buttons:
            button.clicked.connect(lambda _=False, step=step: step())
        shortcuts: tuple[tuple[Sequence[str | QKeySequence.StandardKey], Callable[[], object]], ...] = (
            (("Alt+Left",), self.go_back),
            (("Alt+Right",), self.go_ahead),
            (("Alt+Home",), self._go_first),
            ((Keys.ZoomIn, "Ctrl+="), lambda: self.zoom_by(1)),
            ((Keys.ZoomOut,), lambda: self.zoom_by(-1)),
            (("Ctrl+0",), lambda: self.zoom_by(0)),
            ((Keys.Find,), self.find_bar.open),
            (("Ctrl+L", "Ctrl+Shift+F", "Ctrl+K"), self._to_search),
            ((Keys.Close,), self.close),
        )
        for keys, step in shortcuts:
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(step)
        leave = QShortcut(QKeySequence("Esc"), self.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)
        explained_by_f1(self, "")

    def _go_first(self) -> None:
        self.go(self._guide.pages[0].name)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_results(self) -> None:
        if self.search.text().strip():
            self.contents.results.setFocus()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Search the guide")
        self.search.setAccessibleName("Search the guide")
        self.search.setToolTip("Search all pages (Ctrl+L)")
        self.search.setClearButtonEnabled(True)
        for inside in self.search.findChildren(QToolButton):
            inside.setAccessibleName("Clear")
        self.find_bar.field.setPlaceholderText("Find on this page")
        self.find_bar.field.setAccessibleName("Find on this page")
        self.zoom.setWordWrap(False)
        self.zoom.setAccessibleName("Size of the text")
        left, right = QWidget(), QWidget()
        field = QHBoxLayout()
        field.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        field.addWidget(self.search)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self.contents, 1)
        row = QHBoxLayout()
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        row.setSpacing(STEP // 2)
        for button in (self.back, self.ahead, self.first):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger, self.find_it):
            row.addWidget(widget)
        reading = QVBoxLayout(right)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(0)
        reading.addLayout(row)
        reading.addWidget(self.find_bar)
        reading.addWidget(self.page, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (left, right):
            self.splitter.addWidget(part)
        self._left = left
        right.setMinimumWidth(40 * STEP)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([34 * STEP, 90 * STEP])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setMinimumSize(640, 420)
        open_at(self, 1060, 760)
        self._preferences.restore_geometry(NAME, self)
        self._preferences.restore_splitter(NAME, self.splitter)
        self._fit_history()
        self._follow_theme()
        theme().changed.connect(self._follow_theme)
        self.page.setFocus()

    def _follow_theme(self) -> None:
        """Room for titles."""
        self._left.setMinimumWidth(round(28 * STEP * (1 + (theme().text - 100) / 150)))
