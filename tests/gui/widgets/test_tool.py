"""Buttons of an icon alone are as large as the text, in every view."""

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.core.theme import theme
from legalredact.gui.matter.matter_form import NameRows
from legalredact.gui.names.name_card import NameCard
from legalredact.gui.pages.page_toolbar import PageToolbar
from legalredact.gui.widgets.find_bar import FindBar


@pytest.mark.parametrize("made", [NameCard, FindBar, NameRows, PageToolbar])
def test_icons_grow_with_the_text(qtbot: QtBot, made: type[QWidget]) -> None:
    theme().choose(text=100)
    widget = made()
    qtbot.addWidget(widget)
    found = widget.findChildren(QToolButton)
    buttons = [one for one in found if not one.icon().isNull() and not isinstance(one.parent(), QLineEdit)]
    assert buttons
    before = [button.iconSize().height() for button in buttons]

    theme().choose(text=200)

    for button, usual in zip(buttons, before, strict=True):
        assert button.iconSize().height() > 1.8 * usual, button.accessibleName()
