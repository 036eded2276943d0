"""A colleague's new signing key is shown above the views until it was compared, and is in nobody's way."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.errors import Refused
from legalredact.governance.account import Account
from legalredact.governance.signing import PersonalKey, new_seed, readable
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import theme
from legalredact.gui.matter.members_view import MembersView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import KeySource
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.window.snapshot import snapshot

ANN, BEA, CARL = (PersonalKey(new_seed()) for _ in range(3))
Opened = Callable[..., MatterWindow]


@pytest.fixture
def window_of(qtbot: QtBot, tmp_path: Path, parts: Parts, keys: KeySource, preferences: Preferences) -> Opened:
    """The window of somebody on a matter that Ann and then Carl worked in."""

    def as_(name: str, signer: PersonalKey | None) -> Parts:
        return replace(parts, account=Account(f"uid:{name}", name), witness=Witness(lambda: signer))

    def window(name: str, signer: PersonalKey | None, *, reading: bool = False) -> MatterWindow:
        how = OpenMatter.read if reading else OpenMatter.open
        matter = how(tmp_path / "matter", keys, as_(name, signer), name)
        session = MatterSession(matter, snapshot(matter), Tasks(AtOnce()), preferences)
        made = MatterWindow(session)
        qtbot.addWidget(made)
        made.show()
        return made

    OpenMatter.create(tmp_path / "matter", keys, as_("ann", ANN), "ann", MatterInfo("m1", "Oldacre")).close()
    OpenMatter.open(tmp_path / "matter", keys, as_("carl", CARL), "carl").close()
    return window


def shut(window: MatterWindow) -> None:
    window.session._matter.close()


def test_keys_are_shown_one_after_the_other_until_each_was_compared(window_of: Opened) -> None:
    window = window_of("bea", BEA)
    notice = window.new_key
    assert notice.isVisible()
    assert notice.who.text().startswith("New signing key of ann (uid:ann), first used on 20")
    assert notice.who.text().endswith("(1 more)")
    assert notice.fingerprint.text() == readable(ANN.public)
    notice.compared.click()
    assert notice.fingerprint.text() == readable(CARL.public)
    assert "more" not in notice.who.text()
    notice.compared.click()
    assert not notice.isVisible()
    shut(window)
    again = window_of("bea", BEA)
    assert not again.new_key.isVisible()
    shut(again)


def test_later_means_that_it_comes_again(window_of: Opened) -> None:
    window = window_of("bea", BEA)
    window.new_key.later.click()
    assert not window.new_key.isVisible()
    assert "key.seen" not in [event.action for event in window.session._matter.events]
    shut(window)
    again = window_of("bea", BEA)
    assert again.new_key.isVisible()
    shut(again)


def test_it_takes_no_focus_and_stops_nothing(window_of: Opened, qtbot: QtBot) -> None:
    window = window_of("bea", BEA)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not window.new_key.isAncestorOf(focus)
    assert QApplication.activeModalWidget() is None
    assert not window.error.isVisible()
    shut(window)


def test_ones_own_key_is_no_news(window_of: Opened) -> None:
    window = window_of("ann", ANN)
    assert window.new_key.fingerprint.text() == readable(CARL.public)
    window.new_key.compared.click()
    assert not window.new_key.isVisible()
    shut(window)


def test_where_a_matter_is_only_looked_at_it_is_told_and_cannot_be_noted(window_of: Opened) -> None:
    window = window_of("bea", BEA, reading=True)
    assert window.new_key.isVisible()
    assert not window.new_key.compared.isEnabled()
    assert "read-only" in window.new_key.compared.toolTip()
    shut(window)


def test_what_cannot_be_noted_is_told_and_stays(window_of: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refused("The event could not be handed on; nothing was done.", "Ask firm IT.")

    window = window_of("bea", BEA)
    monkeypatch.setattr("legalredact.gui.shell.new_signing_key.mark_compared", refuse)
    window.new_key.compared.click()
    assert window.error.isVisible()
    assert window.new_key.isVisible()
    assert window.new_key.compared.isEnabled()
    shut(window)


@pytest.mark.parametrize("text", [100, 200])
def test_the_whole_fingerprint_is_seen_in_the_smallest_window(window_of: Opened, text: int) -> None:
    window = window_of("bea", BEA)
    theme().choose(text=text)
    window.resize(window.minimumSize())
    QApplication.processEvents()
    notice = window.new_key
    assert notice.how.isHidden()
    notice.ask_how.click()
    QApplication.processEvents()
    assert notice.fingerprint.height() >= notice.fingerprint.heightForWidth(notice.fingerprint.width())
    for widget in (notice.who, notice.fingerprint, notice.how, notice.ask_how, notice.later, notice.compared):
        assert notice.rect().contains(widget.geometry())
    shut(window)


def test_members_show_what_is_to_be_read_out(window_of: Opened) -> None:
    window = window_of("bea", BEA)
    window.go("members")
    view = window.view("members")
    assert isinstance(view, MembersView)
    assert view.fingerprint.text() == readable(BEA.public)
    shut(window)
    without = window_of("dora", None)
    without.go("members")
    view = without.view("members")
    assert isinstance(view, MembersView)
    assert view.fingerprint.text().startswith("none")
    shut(without)
