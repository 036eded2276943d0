"""What is ready and what is not, each with a way to mend it; and what the bottom line says of key and policy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.governance.policy import broken
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import Words, theme
from legalredact.gui.oversight.api_key_form import ApiKeyForm
from legalredact.gui.shell.fix_dialog import MendDialog, mend, what_to_do
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.readiness import Readiness, ReadinessRow, needs_mending
from legalredact.gui.shell.start_view import StartView
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.gui.shell.status_words import Standing, key_standing, keyring_standing, policy_standing
from legalredact.model.policy import Policy
from legalredact.model.readiness import ok_or_fail
from legalredact.vault.os_keyring import API_KEY
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Wiring
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import Drawer, attested

ROWS: tuple[ReadinessRow, ...] = (
    ("ocr", True, "embedded models"),
    ("keyring", False, "no Secret Service"),
    ("sending", True, "blocked: local summaries only"),
    ("api key", False, "none is stored"),
)


@pytest.fixture
def start(qtbot: QtBot, wiring: Wiring, preferences: Preferences) -> Iterator[StartWindow]:
    rows = [(what, ok_or_fail(well), words) for what, well, words in ROWS]
    opening = Opening(replace(wiring, ready=lambda _: iter(rows)), Policy(), preferences, "Paralegal", AtOnce)
    made = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in dialogs():
        dialog.reject()


def dialogs() -> list[MendDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MendDialog) and widget.isVisible()
    ]


def told(dialog: MendDialog) -> str:
    return " ".join(words.text() for words in dialog.findChildren(Words))


def test_each_thing_that_is_not_ready_has_a_way_to_mend_it(start: StartWindow) -> None:
    assert set(start.view.readiness.mends) == {"keyring", "sending", "api key"}


def test_the_way_is_told_in_sentences_and_looks_again(start: StartWindow) -> None:
    QTest.mouseClick(start.view.readiness.mends["keyring"], LEFT, PLAIN)
    dialog = dialogs()[0]
    assert "passphrase" in told(dialog)
    before = start.view.readiness.mends["keyring"]
    dialog.again.click()

    assert start.view.readiness.mends["keyring"] is not before


def test_closing_the_remedy_looks_again_too(start: StartWindow) -> None:
    QTest.mouseClick(start.view.readiness.mends["api key"], LEFT, PLAIN)
    before = start.view.readiness.mends["api key"]
    QTest.keyClick(dialogs()[0], Qt.Key.Key_Escape)

    assert start.view.readiness.mends["api key"] is not before


def test_a_key_can_be_entered_before_any_matter_is_open(
    qtbot: QtBot, wiring: Wiring, preferences: Preferences, start: StartWindow
) -> None:
    drawer = Drawer()
    opening = Opening(wiring, attested(), preferences, "Paralegal", AtOnce)
    dialog = mend(start, "api key", opening, Tasks(AtOnce()), lambda: None, drawer)
    form = dialog.findChild(ApiKeyForm)
    assert form is not None
    QTest.keyClicks(form.field, "sk-test-1")
    QTest.mouseClick(form.store_button, LEFT, PLAIN)

    assert drawer.kept.keys() == {API_KEY, f"{API_KEY} profiles"}
    assert drawer.kept[API_KEY] == "sk-test-1"
    assert "sk-test-1" not in told(dialog)


@pytest.mark.parametrize("what", ["keyring", "sending", "policy", "ocr", "name model"])
def test_there_is_something_to_do_about_each(what: str) -> None:
    assert len(" ".join(what_to_do(what, Policy()))) > 40


def test_nothing_is_to_be_mended_where_all_is_well() -> None:
    assert not needs_mending("keyring", "ok", well=True)
    assert not needs_mending("version", "1.0", well=False)
    assert needs_mending("sending", "blocked: local summaries only", well=True)


def test_room_that_is_left_stands_below_the_lines(qtbot: QtBot) -> None:
    view = Readiness()
    qtbot.addWidget(view)
    view.show_rows(ROWS)
    view.resize(400, 900)
    view.show()
    names = [w for w in view.findChildren(Words) if w.text() in ("OCR", "Keyring", "Sending", "API key")]

    tops = sorted(name.y() for name in names)
    assert len(tops) == 4
    assert tops[-1] < 300


def test_looking_again_is_asked_for(qtbot: QtBot) -> None:
    view = Readiness()
    qtbot.addWidget(view)
    view.show_rows(ROWS)
    again = next(b for b in view.findChildren(type(view.mends["keyring"])) if b.text() == "Check again")
    with qtbot.waitSignal(view.again_asked):
        again.click()


def test_the_bottom_line_says_how_the_key_is_kept_and_whose_policy_holds(qtbot: QtBot, session: MatterSession) -> None:
    window = MatterWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()

    assert window.status.keyring.text() == "sample: deleted on closing"
    assert window.status.policy.text() == "policy: built in"
    assert window.status.policy.isVisible()


def test_the_last_opening_tells_how_the_key_is_kept(session: MatterSession) -> None:
    events: list[Standing] = []
    session.look("Looking", lambda matter: key_standing(matter.events), events.append)

    assert events[0].words == "sample: deleted on closing"
    assert not key_standing(()).well


def test_a_broken_policy_and_a_missing_keyring_need_a_person(tmp_path: Path) -> None:
    missing = keyring_standing(ROWS)
    assert missing is not None
    assert not missing.well
    assert keyring_standing(()) is None
    assert not policy_standing(broken("line 3")).well
    assert policy_standing(Policy(source=str(tmp_path))).words == "policy: the firm's"


def test_where_text_can_go_is_said_at_any_width_the_rest_where_there_is_room(qtbot: QtBot) -> None:
    bar = StatusBar(Tasks(AtOnce()))
    qtbot.addWidget(bar)
    bar.sending.setText("local only")
    bar.show_keyring(Standing("keyring ok", "The key."))
    bar.show_policy(Standing("policy: built in", "Where it comes from."))
    theme().choose(text=200)
    bar.resize(260, 40)
    bar.show()
    QApplication.processEvents()
    assert bar.sending.isVisible()
    assert not bar.policy.isVisible()
    bar.resize(1200, 40)
    QApplication.processEvents()
    assert bar.policy.isVisible()
    bar.show_policy(Standing("policy: broken", "Why.", well=False))
    bar.resize(260, 40)
    QApplication.processEvents()

    assert bar.policy.isVisible()


def test_in_a_small_window_with_large_text_no_line_is_cut(qtbot: QtBot) -> None:
    theme().choose(text=200)
    view = StartView()
    qtbot.addWidget(view)
    view.resize(1280, 760)
    view.show_matters([(Path("m"), "Alder v. Granite Parcel")])
    told = (
        "The keyring of this system cannot be used (SecretServiceNotAvailableException). Log in to a desktop session."
    )
    view.readiness.show_rows([(f"row {number}", False, told) for number in range(9)])
    view.show()
    qtbot.waitExposed(view)

    words = [one for one in view.readiness.findChildren(Words) if one.isVisibleTo(view)]
    assert len(words) == 18
    assert [one.text() for one in words if one.height() < one.heightForWidth(one.width())] == []
    assert view.readiness.width() <= view.readiness.parentWidget().width()


def test_a_keyring_that_cannot_be_used_is_said_in_the_windows_words_and_once(qtbot: QtBot) -> None:
    ready = Readiness()
    qtbot.addWidget(ready)
    told = (
        "The keyring of this system cannot be used (NoKeyringError). On a machine without one, use --passphrase-file."
    )
    ready.show_rows([("keyring", False, told), ("your key", False, told)])

    words = [one.text() for one in ready.findChildren(Words) if not one.isHidden()]
    assert len(set(words)) == len(words)
    assert not [one for one in words if "--" in one]


@pytest.mark.parametrize(
    ("row", "tick"),
    [
        (("sending", True, "attested until 2027-01-01"), True),
        (("sending", True, "blocked: local summaries only"), False),
        (("self-test", True, "passed 2026-11-24, 12 checks"), True),
        (("self-test", True, "Masking was never tested on this machine."), False),
        (("ocr", True, "embedded models"), True),
        (("ocr", False, "none"), False),
    ],
)
def test_a_tick_is_for_what_can_be_used(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, row: ReadinessRow, tick: bool
) -> None:
    shown = list[str]()
    draw = IconMark.set_icon

    def noted(mark: IconMark, name: str, tone: str) -> None:
        shown.append(name)
        draw(mark, name, tone)

    monkeypatch.setattr(IconMark, "set_icon", noted)
    view = Readiness()
    qtbot.addWidget(view)
    view.show_rows([row])

    assert (shown == ["check"]) is tick


@pytest.mark.parametrize("size", [100, 200])
def test_its_words_are_cut_at_no_text_size(qtbot: QtBot, size: int) -> None:
    theme().choose(text=size)
    view = StartView()
    qtbot.addWidget(view)
    view.resize(1120, 690)
    view.show()
    key = "age1pwlefkw6zewg…, for matters that are shared with you"
    view.readiness.show_rows([("name model", True, "23 MB"), ("your key", True, key), *ROWS])
    port = view.readiness.parentWidget()
    assert port is not None
    qtbot.waitUntil(lambda: view.readiness.width() > 0)

    assert view.readiness.minimumSizeHint().width() <= port.width()
    assert view.readiness.width() <= port.width()
