"""The toolbar above a page gives way in a narrow panel, whatever its surroundings do meanwhile."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.pages.page_toolbar import PageToolbar


class Panel(QWidget):
    """Lays its toolbar out again at once when what is shown in it changes, as a splitter does."""

    def __init__(self) -> None:
        super().__init__()
        self.toolbar, self.turns = PageToolbar(self), 0

    def follow(self) -> None:
        """Give the toolbar the height that it needs; a width that was asked for stays."""
        self.turns += 1
        assert self.turns < 50, "the toolbar and its panel resize one another without end"
        wider = 1 if self.toolbar.title.isHidden() else 0
        self.toolbar.resize(300 + wider, 40 + self.toolbar.zoom.isHidden())


def test_a_toolbar_that_gives_way_does_not_resize_its_panel_without_end(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.toolbar.show_title("deposition_of_a_witness.pdf", 12)
    panel.show()
    shown = panel.toolbar.title.setVisible

    def laid_out(visible: bool) -> None:
        shown(visible)
        panel.follow()

    panel.toolbar.title.setVisible = laid_out  # type: ignore[method-assign]  # a layout answers at once
    panel.toolbar.resizeEvent(QResizeEvent(panel.toolbar.size(), panel.toolbar.size()))
    panel.follow()

    assert panel.turns < 50
