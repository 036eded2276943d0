"""Settings: a key that is kept and never shown, a test without content, the look of the window, the policy in force."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from legalredact.documents.ocr.engine import CHOICE, Ocr, OcrEngine, chosen
from legalredact.errors import KeyringUnavailable
from legalredact.gui.core.theme import Mode, theme
from legalredact.gui.oversight.settings_view import SettingsView, policy_rows
from legalredact.model.policy import ClaudePolicy, Policy
from legalredact.vault.api_keys import ApiKeys
from legalredact.vault.os_keyring import API_KEY
from tests.fakes.messages_server import ORGANIZATION, MessagesServer
from tests.gui.reviewing import Drawer, attested, session_for

KEY = "sk-ant-made-up-1"
PROFILES = f"{API_KEY} profiles"


def shown(
    qtbot: QtBot, folder: Path, drawer: Drawer, policy: Policy | None = None, server: MessagesServer | None = None
) -> SettingsView:
    view = SettingsView(session_for(folder, policy, server), secrets=drawer)
    qtbot.addWidget(view)
    view.show()
    view.enter("settings")
    return view


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> SettingsView:
    return shown(qtbot, tmp_path, drawer)


def keys_in(drawer: Drawer) -> dict[str, str]:
    """What is stored but for the list of profiles, which tells the day of a key."""
    profiles = drawer.kept.get(PROFILES, "")
    assert "made-up" not in profiles
    return {name: value for name, value in drawer.kept.items() if name != PROFILES}


def test_after_a_key_is_stored_the_focus_is_on_its_test(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    view = shown(qtbot, tmp_path, drawer, attested())
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    QTest.keyClicks(view.key.field, KEY)
    view.key.store_button.setFocus()
    QTest.keyClick(view.key.store_button, Qt.Key.Key_Space)
    assert view.key.test_button.hasFocus()


def test_after_a_key_is_removed_the_focus_is_where_another_is_typed(
    qtbot: QtBot, tmp_path: Path, drawer: Drawer
) -> None:
    drawer.set(API_KEY, KEY)
    view = shown(qtbot, tmp_path, drawer)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.key.remove_button.setFocus()
    QTest.keyClick(view.key.remove_button, Qt.Key.Key_Space)
    assert view.key.field.hasFocus()


def test_a_key_is_stored_and_gone_from_the_screen(qtbot: QtBot, view: SettingsView, drawer: Drawer) -> None:
    assert view.key.state.text() == "No key is stored."
    QTest.keyClicks(view.key.field, f" {KEY} ")
    QTest.keyClick(view.key.field, Qt.Key.Key_Return)

    assert keys_in(drawer) == {API_KEY: KEY}
    assert view.key.field.text() == ""
    assert view.key.state.text() == "A key is stored in the keyring."
    assert "read back" in view.key.result.text()


def test_a_stored_key_is_never_shown_again(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    view = shown(qtbot, tmp_path, drawer)

    assert view.key.field.echoMode() is QLineEdit.EchoMode.Password
    assert not any(KEY in child.text() for child in view.findChildren(QLineEdit))
    assert view.key.state.text() == "A key is stored in the keyring."


def test_a_keyring_that_keeps_nothing_is_found_out(qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(qtbot, tmp_path, Drawer(broken=True))
    view.key.field.setText(KEY)
    view.primary()

    assert "did not keep the key" in view.key.result.text()
    assert view.key.state.text() == "No key is stored."


def test_a_key_can_be_removed(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    view = shown(qtbot, tmp_path, drawer)
    view.key.remove_button.click()

    assert drawer.kept == {}
    assert view.key.result.text() == "The key was removed."


class Locked(Drawer):
    def get(self, name: str) -> str | None:
        raise KeyringUnavailable("The keyring is locked.", "Unlock it and try again.")


def test_a_locked_keyring_is_said_in_words_for_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(qtbot, tmp_path, Locked())

    assert view.key.result.text().startswith("The keyring is locked. Unlock it")
    assert "--" not in view.key.result.text()


def test_the_test_asks_whose_account_answers_without_content(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    with MessagesServer() as server:
        view = shown(qtbot, tmp_path, drawer, attested(server), server=server)
        view.key.test_button.click()

        assert "organization org-test-1, workspace wrkspc_test1, as attested" in view.key.result.text()
        assert [received.sends_text for received in server.received] == [False]


def test_a_test_that_another_account_answers_is_an_incident(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    with MessagesServer() as server:
        server.script.headers["anthropic-organization-id"] = "somebody-else"
        view = shown(qtbot, tmp_path, drawer, attested(server), server=server)
        view.key.test_button.click()

        assert "another organization" in view.key.result.text()
        assert "firm IT" in view.key.result.text()


def test_without_attestation_there_is_nothing_to_test(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    view = shown(qtbot, tmp_path, drawer)

    assert not view.key.test_button.isEnabled()
    assert view.key.test_button.toolTip()


def test_theme_and_text_size_are_changed_at_once_and_remembered(view: SettingsView) -> None:
    view.modes.setCurrentIndex(view.modes.findData(Mode.DARK))
    view.modes.activated.emit(view.modes.currentIndex())
    view.sizes.setCurrentIndex(view.sizes.findData(200))
    view.sizes.activated.emit(view.sizes.currentIndex())

    assert (theme().mode, theme().text) == (Mode.DARK, 200)
    preferences = view.session.preferences
    assert (preferences.mode, preferences.text) == (Mode.DARK, 200)


def test_the_policy_is_shown_with_its_source_and_without_a_proxys_password() -> None:
    policy = attested()
    rows = dict(policy_rows(policy))
    assert rows["Comes from"] == "policy.toml"
    assert "until 2027-01-01" in rows["Zero retention"]
    hidden = dict(policy_rows(Policy(claude=ClaudePolicy(proxy="http://user:secret@proxy.example"))))

    assert not any("secret" in value for value in hidden.values())
    assert "nothing is sent" in hidden["Zero retention"]


def test_a_new_key_is_tried_before_the_old_one_goes(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> None:
    drawer.kept[API_KEY] = KEY
    with MessagesServer() as server:
        view = shown(qtbot, tmp_path, drawer, attested(server), server=server)
        server.script.headers["anthropic-organization-id"] = "somebody-else"
        view.key.field.setText("sk-ant-made-up-2")
        view.primary()
        assert "is kept" in view.key.result.text()
        assert drawer.kept == {API_KEY: KEY}

        server.script.headers["anthropic-organization-id"] = ORGANIZATION
        view.key.field.setText("sk-ant-made-up-2")
        view.primary()
        assert "replaces the old one" in view.key.result.text()
        assert keys_in(drawer) == {API_KEY: "sk-ant-made-up-2"}


def test_each_profile_has_a_key_and_one_is_used(qtbot: QtBot, view: SettingsView, drawer: Drawer) -> None:
    view.key.field.setText(KEY)
    view.primary()
    view.key.profile.setCurrentText("Appeals")
    view.key.field.setText("sk-ant-made-up-2")
    view.primary()
    view.key.profile.setCurrentText("Appeals")
    view.key.use()

    assert ApiKeys(drawer).get() == "sk-ant-made-up-2"
    assert view.key.profile.currentText() == "Appeals"
    view.key.remove()
    assert ApiKeys(drawer).get() == KEY


def test_the_embedded_reader_is_chosen_and_remembered(
    qtbot: QtBot, view: SettingsView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOICE, "")
    view.readers.setCurrentIndex(view.readers.findData(OcrEngine.EMBEDDED))
    view.readers.activated.emit(view.readers.currentIndex())

    assert view.session.preferences.ocr == OcrEngine.EMBEDDED
    assert chosen() is OcrEngine.EMBEDDED
    assert not Ocr().uses_tesseract
    qtbot.waitUntil(lambda: "embedded models" in view.ocr.text())
