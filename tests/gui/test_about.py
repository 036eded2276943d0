"""About tells version, terms and what others made, and copes with a checkout where no build has collected licenses."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from legalredact import __version__
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Words
from legalredact.gui.shell.about_dialog import TABS, AboutDialog, text_of
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.resources import ResourceMissing, about


def texts(dialog: AboutDialog) -> dict[str, str]:
    return {field.accessibleName(): field.toPlainText() for field in dialog.findChildren(QPlainTextEdit)}


def test_it_shows_the_version_the_notice_and_the_licence(qtbot: QtBot, repository: Path) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    shown = texts(dialog)

    assert any(__version__ in words.text() for words in dialog.findChildren(Words))
    assert shown["Notice"] == (repository / "NOTICE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in shown["License"]
    assert [dialog.tabs.tabText(number) for number in range(dialog.tabs.count())] == [title for title, _ in TABS]


def test_nothing_in_it_can_be_changed_and_tab_leaves_it(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)

    assert all(f.isReadOnly() and f.tabChangesFocus() for f in dialog.findChildren(QPlainTextEdit))


def test_an_installed_one_shows_the_licences_that_the_build_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources" / "about").mkdir(parents=True)
    (tmp_path / "resources" / "about" / "licences.txt").write_text("pillow 13: MIT-CMU", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert text_of("licences.txt") == "pillow 13: MIT-CMU"


def test_a_checkout_says_where_the_licences_lie() -> None:
    with pytest.raises(ResourceMissing):
        about("licences.txt")

    assert ".venv" in text_of("licences.txt")


def test_the_menu_opens_it(qtbot: QtBot, session: MatterSession) -> None:
    window = MatterWindow(session)
    qtbot.addWidget(window)
    (action,) = (one for one in window.actions_of_matter.all if one.text() == "About LegalRedact")

    action.trigger()

    assert window.findChild(AboutDialog) is not None
