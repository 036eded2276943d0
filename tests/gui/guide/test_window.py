"""The guide's window: F1 opens the page of what one looks at; pages are read and searched; nothing else is loaded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.copies.redact_reasons import RedactReasons
from legalredact.gui.core.guide_topics import guide_requests
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Mode, theme
from legalredact.gui.guide.page_view import PageView
from legalredact.gui.guide.pages import GuidePage, load, page_of, read
from legalredact.gui.guide.search import search
from legalredact.gui.guide.window import GuideOpener, GuideWindow
from legalredact.gui.matter.matter_settings import MatterSettings
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.matter.passphrase_dialog import PassphraseDialog
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.review.comment_dialog import CommentDialog
from legalredact.gui.review.edit_statement import EditStatement
from legalredact.gui.shell.about_dialog import AboutDialog
from legalredact.gui.shell.app import OpenWindows
from legalredact.gui.shell.closing_question import ClosingQuestion
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.registry import PLACES
from legalredact.gui.shell.shortcut_sheet import ShortcutSheet
from legalredact.gui.shell.start_window import StartWindow
from legalredact.model.policy import Policy
from legalredact.model.redaction import ReasonRules
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Wiring
from tests.gui.naming import LETTERS, look_at, press, session_with, window_for

Open = Callable[[], GuideWindow]


@pytest.fixture
def opener(qtbot: QtBot, preferences: Preferences) -> Iterator[GuideOpener]:
    made = GuideOpener(preferences)
    yield made
    guide_requests().asked.disconnect(made.open)
    if made.window is not None:
        made.window.close()


@pytest.fixture
def guide(qtbot: QtBot, preferences: Preferences) -> GuideWindow:
    made = GuideWindow(load(), preferences)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    return window_for(qtbot, session_with(tmp_path, LETTERS))


def f1(qtbot: QtBot, opener: GuideOpener, asked: QWidget) -> tuple[str, str]:
    """Page and heading that F1 opens in a window; that window is active again afterwards."""
    activate(qtbot, asked)
    qtbot.keyClick(QApplication.focusWidget() or asked, Qt.Key.Key_F1)
    assert opener.window is not None
    qtbot.waitUntil(opener.window.isVisible)
    shown = shown_at(opener.window)
    opener.window.hide()
    return shown


def activate(qtbot: QtBot, asked: QWidget) -> None:
    asked.show()
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)


def shown_at(guide: GuideWindow) -> tuple[str, str]:
    """The page, and its heading at the top of the view."""
    page = guide.page.page
    assert page is not None
    at = guide.page.verticalScrollBar().value()
    last = at == guide.page.verticalScrollBar().maximum()
    return page.name, "the end" if last and at else guide.page.heading_at_top()


def place_of(topic: str) -> tuple[str, str]:
    page, anchor = load().place_of(topic)
    return page.name, anchor or page.sections[0].anchor


def fits(shown: tuple[str, str], topic: str) -> bool:
    """A heading near the end of a page cannot come to the top: then the end is shown."""
    return shown == place_of(topic) or shown == (place_of(topic)[0], "the end")


# --- F1 ---


def test_f1_in_each_view_opens_its_page(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    wrong = {}
    for place in (place.id for place in PLACES):
        window.go("names" if place in ("pages", "names") else place)
        QApplication.processEvents()
        if place == "pages":
            window.pages.text.setFocus()
        if place == "names":  # the pages are below its table, and keep the focus
            window.view("names").setFocus()
        shown = f1(qtbot, opener, window)
        if not fits(shown, place):
            wrong[place] = shown

    assert wrong == {}


def test_the_list_of_documents_has_a_page_of_its_own(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    window.documents.list.setFocus()

    assert f1(qtbot, opener, window) == place_of("documents")


def test_the_tabs_of_a_production_open_their_sections(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    window.go("production")
    view = window.view("production")
    assert isinstance(view, ProductionView)
    view.stack.setCurrentIndex(1)
    view.tabs.setCurrentWidget(view.questions)
    view.questions.filter.setFocus()

    assert fits(f1(qtbot, opener, window), "production_questions")


def test_help_in_the_menu_opens_the_first_page(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    (action,) = (one for one in window.actions_of_matter.all if one.text() == "Guide")
    action.trigger()

    assert opener.window is not None
    assert shown_at(opener.window)[0] == "index.md"


def test_the_start_window_leads_to_it_by_key_and_by_link(
    qtbot: QtBot, opener: GuideOpener, wiring: Wiring, preferences: Preferences
) -> None:
    opening = Opening(wiring, Policy(), preferences, "Paralegal", AtOnce)
    start = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(start)
    activate(qtbot, start)
    start.view.choose.setFocus()

    assert f1(qtbot, opener, start) == place_of("start")
    start.view.guide.click()
    assert opener.window is not None
    assert shown_at(opener.window)[0] == "index.md"


DIALOGS: dict[str, Callable[[MatterSession, QWidget], QDialog]] = {
    "new_matter": lambda _, parent: NewMatter(lambda *_: None, parent),
    "matter_settings": MatterSettings,
    "passphrase": lambda _, parent: PassphraseDialog("", new=True, parent=parent),
    "edit_statement": lambda _, parent: EditStatement("PERSON_A signed.", (), lambda *_: None, parent),
    "comment": lambda _, parent: CommentDialog("She signed.", "", lambda _: None, parent),
    "redact_reasons": lambda _, parent: RedactReasons(ReasonRules(), parent),
    "keyboard": lambda _, parent: ShortcutSheet({}, parent),
    "closing": lambda session, parent: ClosingQuestion(session.tasks, parent),
    "": lambda _, parent: AboutDialog(parent),
}


def test_f1_in_a_dialog_opens_its_section(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    wrong = {}
    for topic, make in DIALOGS.items():
        dialog = make(window.session, window)
        dialog.open()
        shown = f1(qtbot, opener, dialog)
        if not fits(shown, topic):
            wrong[topic] = shown
        dialog.reject()

    assert wrong == {}


def test_a_question_on_names_opens_its_section(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    window.names.ask_to_merge()
    chooser = window.names.questions.chooser
    assert chooser is not None

    assert fits(f1(qtbot, opener, chooser), "names_merge")
    chooser.reject()


def test_the_guide_can_be_used_while_a_dialog_waits_for_an_answer(
    qtbot: QtBot, opener: GuideOpener, window: MatterWindow
) -> None:
    """Also while `exec` runs: its window alone is blocked."""
    dialog = PassphraseDialog("", new=False, parent=window)
    clicked: list[bool] = []

    def use() -> None:
        guide_requests().asked.emit("passphrase")
        assert opener.window is not None
        handle, button = opener.window.windowHandle(), opener.window.first
        at = button.mapTo(opener.window, QPoint(button.width() // 2, button.height() // 2))
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QApplication.processEvents()
        clicked.append(shown_at(opener.window)[0] == "index.md")
        dialog.reject()

    QTimer.singleShot(0, use)
    dialog.exec()

    assert clicked == [True]


def test_a_second_request_uses_the_same_window(qtbot: QtBot, opener: GuideOpener, window: MatterWindow) -> None:
    guide_requests().asked.emit("names")
    first = opener.window
    guide_requests().asked.emit("send")

    assert opener.window is first
    assert first is not None
    assert shown_at(first)[0] == "what-leaves.md"


def test_an_installation_without_a_guide_says_so_in_the_window(
    qtbot: QtBot, wiring: Wiring, preferences: Preferences, tmp_path: Path
) -> None:
    windows = OpenWindows(lambda: wiring, preferences, AtOnce())
    qtbot.addWidget(windows.start)
    broken = GuideOpener(preferences, windows, lambda: read(tmp_path))
    broken.failed.connect(windows.tell)
    windows.start.show()
    broken.open("names")

    assert broken.window is None
    assert windows.start.error.isVisible()


def test_the_application_opens_the_guide(qtbot: QtBot, wiring: Wiring, preferences: Preferences) -> None:
    windows = OpenWindows(lambda: wiring, preferences, AtOnce())
    qtbot.addWidget(windows.start)
    windows.start.show()
    windows.start.view.guide.click()

    assert windows.guide.window is not None
    assert windows.guide.window.isVisible()
    windows.guide.window.close()


def test_an_open_guide_does_not_keep_the_program_open(guide: GuideWindow) -> None:
    assert not guide.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


# --- reading ---


def test_links_lead_on_and_back_leads_to_where_one_was(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.go("names.md", "undo")
    was = guide.page.verticalScrollBar().value()
    guide.page.anchorClicked.emit(QUrl("documents.md#read-a-document"))
    assert fits(shown_at(guide), "pages")

    press(qtbot, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert (guide.place.page, guide.page.verticalScrollBar().value()) == ("names.md", was)
    press(qtbot, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    assert guide.place.page == "documents.md"


def test_a_page_is_chosen_from_the_list_by_keyboard(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.contents.pages.setFocus()
    qtbot.keyClick(guide.contents.pages, Qt.Key.Key_Down)

    assert shown_at(guide)[0] == "first-start.md"


def test_a_link_out_of_the_guide_is_not_followed(qtbot: QtBot, guide: GuideWindow) -> None:
    before = guide.place
    for url in ("https://example.org/names.md", "file:///etc/hostname", "//example.org/names.md", "nothing.md"):
        guide.page.anchorClicked.emit(QUrl(url))

    assert guide.place == before


@pytest.mark.parametrize(
    "name",
    ["https://example.org/pictures/names.png", "file:///etc/hostname", "../policies/default.toml", "/etc/hostname"],
)
def test_nothing_but_pictures_of_the_guide_is_loaded(qtbot: QtBot, name: str) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.show_page(page_of("a.md", f"# A\n\n![a picture]({name})\n"))

    for kind in QTextDocument.ResourceType:
        assert view.loadResource(kind.value, QUrl(name)) is None


def test_pictures_are_those_of_the_theme(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.show_page(page_of("a.md", "# A\n\n![a picture](pictures/names.png)\n"))

    def corner() -> int:
        shown = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/names.png"))
        assert isinstance(shown, QImage)
        return shown.pixelColor(2, 2).lightness()

    light = corner()
    theme().choose(mode=Mode.DARK)

    assert corner() < 100 < light


def test_no_picture_is_wider_than_the_text(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.resize(660, 500)
    guide.go("index.md")
    QApplication.processEvents()

    assert guide.page.document().idealWidth() <= guide.page.viewport().width()


def test_zoom_is_remembered(qtbot: QtBot, guide: GuideWindow, preferences: Preferences) -> None:
    before = guide.page.document().defaultFont().pointSizeF()
    press(qtbot, Qt.Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)

    assert guide.page.document().defaultFont().pointSizeF() > before
    assert GuideWindow(load(), preferences).zoom.text() == guide.zoom.text() == "110 %"


def test_place_and_size_are_remembered(qtbot: QtBot, guide: GuideWindow, preferences: Preferences) -> None:
    guide.resize(777, 555)
    guide.close()

    again = GuideWindow(load(), preferences)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 555)


# --- searching ---


def test_the_search_shows_sections_and_marks_the_words_on_the_page(qtbot: QtBot, guide: GuideWindow) -> None:
    press(qtbot, Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(guide.search, "name missed")

    titles = [row.words.split(". ")[0] for row in guide.contents.results.rows]
    assert titles[0] == "Add a name that was missed"
    assert guide.place.page == "names.md"
    marked = {one.cursor.selectedText().lower() for one in guide.page.extraSelections()}
    assert {"name", "missed"} <= marked
    qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
    assert not guide.page.extraSelections()
    assert guide.contents.currentIndex() == 0


def test_another_result_is_reached_by_the_arrows(qtbot: QtBot, guide: GuideWindow) -> None:
    qtbot.keyClicks(guide.search, "passphrase")
    first = guide.place
    qtbot.keyClick(guide.search, Qt.Key.Key_Return)
    qtbot.keyClick(guide.contents.results, Qt.Key.Key_Down)

    assert len(guide.contents.results.rows) > 1
    assert guide.place != first


def test_what_is_not_there_is_said(qtbot: QtBot, guide: GuideWindow) -> None:
    qtbot.keyClicks(guide.search, "zyzzyva")

    assert "Nothing was found" in guide.contents.found.text()


def test_find_on_this_page_steps_through_its_hits(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.go("backup.md")
    press(qtbot, Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(guide.find_bar.field, "recovery key")
    qtbot.waitUntil(lambda: guide.find_bar.count.text().startswith("1 of"))

    assert guide.page.textCursor().hasSelection() is False
    assert {one.cursor.selectedText() for one in guide.page.extraSelections()} == {"recovery key"}
    qtbot.keyClick(guide.find_bar.field, Qt.Key.Key_Escape)
    assert not guide.page.extraSelections()


def test_sections_with_a_word_in_their_title_come_first() -> None:
    hits = search(load(), "passphrase")

    assert hits[0].section.title == "Protect a matter with a passphrase"
    assert all("passphrase" in f"{hit.section.title} {hit.section.text}".lower() for hit in hits)


def test_all_words_must_be_in_a_section_and_begin_a_word() -> None:
    page: GuidePage = load().pages[1]

    assert search(load(), "passphrase zyzzyva") == ()
    assert search(load(), "assphrase") == ()
    assert page.name == "first-start.md"


def test_a_search_sees_words_without_the_marks_of_markdown() -> None:
    table = "| key | is |\n| --- | --- |\n| x | y |\n"
    page = page_of("a.md", f"# A\n\n1. Run `age-keygen`.\n2. Click **Set** ([or not](b.md)).\n\n{table}")

    assert page.sections[0].text == "Run age-keygen. Click Set (or not). key is x y"
