"""What stands above the pages and below a view in a narrow panel or with large text: nothing is cut off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.pages.page_banner import PageBanner
from legalredact.gui.pages.page_toolbar import PageToolbar
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.model.document import UnreadPart, UnreadReason

ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly


def shown(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, 120)
    widget.show()


def inside(parent: QWidget) -> bool:
    """Whether every visible child has the width that it needs and lies within its parent."""
    children = [child for child in parent.findChildren(QWidget) if child.isVisible()]
    return all(
        child.width() >= child.minimumSizeHint().width()
        and child.mapTo(parent, child.rect().topRight()).x() <= parent.width()
        for child in children
    )


@pytest.fixture
def toolbar(qtbot: QtBot) -> PageToolbar:
    made = PageToolbar()
    shown(qtbot, made, 1000)
    made.show_mode("pages", paged=True)
    made.show_title("deposition_of_a_witness.pdf", 1_204)
    return made


def test_a_wide_toolbar_has_all_its_words(toolbar: PageToolbar) -> None:
    assert toolbar.title.text() == "deposition_of_a_witness.pdf"
    assert toolbar.place.text() == "page 1 of 1204"
    assert toolbar.as_it_leaves.toolButtonStyle() is not ALONE


def test_a_narrow_toolbar_gives_up_what_matters_least(toolbar: PageToolbar) -> None:
    given_up: list[tuple[bool, ...]] = []
    for width in range(1000, 300, -10):
        toolbar.resize(width, toolbar.height())
        state = (
            toolbar.as_it_leaves.toolButtonStyle() is ALONE,
            toolbar.title.isHidden(),
            toolbar.place.text() == "1/1204",
            toolbar.zoom.isHidden(),
        )
        if not given_up or given_up[-1] != state:
            given_up.append(state)

    assert [sum(state) for state in given_up] == [0, 1, 2, 3, 4]
    assert given_up[1] == (True, False, False, False)
    toolbar.resize(1000, toolbar.height())
    assert not toolbar.title.isHidden()


def test_the_page_is_never_cut_off(toolbar: PageToolbar, qtbot: QtBot) -> None:
    for width in (1000, 700, 560, 480):
        toolbar.resize(width, toolbar.height())
        qtbot.wait(1)
        assert inside(toolbar), width


@pytest.mark.parametrize("width", [1000, 620, 420, 260])
def test_the_banner_s_buttons_have_room_at_any_width(qtbot: QtBot, width: int) -> None:
    banner = PageBanner()
    qtbot.addWidget(banner)
    parts = [
        UnreadPart(id=str(page), reason=UnreadReason.OCR, page=page, detail="page read by OCR; words may be wrong")
        for page in (1, 2)
    ]
    banner.show_parts(tuple(parts), pictures=True)
    banner.show()
    banner.resize(width, 400)
    qtbot.wait(1)

    buttons = (banner.beside, banner.next, banner.accept_all, banner.accept)
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)
    assert all(button.geometry().right() <= width for button in buttons)


def test_a_reason_is_said_in_full_in_a_narrow_bar(qtbot: QtBot) -> None:
    bar = ActionBar("Summarize")
    words = "No zero-data-retention attestation is in the policy; nothing was sent."
    bar.show_reasons([ReasonRow(words, "Use the local engine", "local")], "")
    shown(qtbot, bar, 300)
    qtbot.wait(1)

    label = next(label for label in bar.findChildren(QLabel) if label.text() == words)
    assert label.height() >= label.heightForWidth(label.width())
    assert label.heightForWidth(label.width()) > label.fontMetrics().height()
