"""Sign-off: a second person settles the flags and signs, or sends back; only what is signed leaves the matter."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from legalredact.errors import DiskFull
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Words, theme
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.gui.review import sign_off_view
from legalredact.gui.review.sign_off_view import EMPTY, OPEN, SIGNED, SignOffView
from legalredact.model.audit import AuditEvent
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Role
from legalredact.model.policy import Policy, SignOffPolicy
from legalredact.model.register import Decision
from legalredact.model.review import SignOff
from legalredact.summary.prompts import load
from legalredact.workflow.window import snapshot as snapshots
from tests.fakes.messages_answers import Said, reply
from tests.fakes.messages_server import MessagesServer, Script
from tests.gui.reviewing import attested, confirm, say, session_for

PROMPT = load()["chronology"]
REVIEWER = "Ines Maddox"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    made.summaries.summarize(PROMPT, "local", "")
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> SignOffView:
    return shown(qtbot, session, tmp_path / "out")


def shown(qtbot: QtBot, session: MatterSession, out: Path) -> SignOffView:
    made = SignOffView(session, folder=lambda _: out)
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    made.enter("sign_off")
    return made


def settle(view: SignOffView) -> None:
    for number in range(len(view.flags.boxes)):
        view.flags.settle(number, "Compared with the source.")


def sign(view: SignOffView) -> None:
    view.form.who.setCurrentText(REVIEWER)
    settle(view)
    view.primary()
    say(view.question, "Sign")


def test_without_a_summary_there_is_nothing_to_sign(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path)
    view = shown(qtbot, session, tmp_path)
    assert view.stack.currentIndex() == EMPTY
    with qtbot.waitSignal(session.step_asked) as asked:
        view.primary()

    assert asked.args == ["send"]


def test_the_preparer_cannot_sign_their_own(view: SignOffView, session: MatterSession) -> None:
    view.form.who.setCurrentText("paralegal ")
    settle(view)

    assert not view.bar.button.isEnabled()
    assert "preparer of a summary may not sign it" in view.bar.button.accessibleDescription()
    view.primary()
    assert view.question is None
    assert session.state.signed == {}


def test_by_policy_the_preparer_may(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, Policy(sign_off=SignOffPolicy(other_person=False)))
    confirm(session)
    session.summaries.summarize(PROMPT, "local", "")
    view = shown(qtbot, session, tmp_path)
    settle(view)

    assert view.bar.button.isEnabled()


def test_only_named_reviewers_may_sign(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, info=MatterInfo("m1", reviewers=(REVIEWER,)))
    confirm(session)
    session.summaries.summarize(PROMPT, "local", "")
    view = shown(qtbot, session, tmp_path)
    settle(view)
    assert view.form.reviewer == REVIEWER
    assert view.bar.button.isEnabled()
    view.form.who.setCurrentText("Somebody Else")

    assert "not among those who may sign" in view.bar.button.accessibleDescription()


def test_each_flag_has_to_be_settled(qtbot: QtBot, tmp_path: Path) -> None:
    answer = reply("## Events\n\n- ", Said("They met on July 9, 1999.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session, tmp_path)
    view.form.who.setCurrentText(REVIEWER)
    assert view.flags.boxes
    assert "not resolved" in view.bar.button.accessibleDescription()
    for box, reason in zip(view.flags.boxes, view.flags.reasons, strict=True):
        assert box.accessibleName().startswith("Resolved: ")
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert not view.bar.button.isEnabled()
        QTest.keyClicks(reason, "The year is on the envelope.")

    assert view.bar.button.isEnabled()
    assert set(view.flags.settled.values()) == {"The year is on the envelope."}


def test_flags_of_the_whole_summary_are_listed_once(qtbot: QtBot, tmp_path: Path) -> None:
    """The window lists them below, so they take no room from the statements."""
    answer = reply("## Events\n\n- ", Said("They met on July 9, 1999.", [(0, 0, 1)]))
    text = {"often.txt": "Marguerite Oldacre wrote.\n\n" * 4}
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server, texts=text)
        oldacre = next(one for one in session.state.entities.values() if one.name == "Marguerite Oldacre")
        NamesActs(session).set_role(oldacre, Role.CLIENT)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session, tmp_path)
    missing = "Marguerite Oldacre (CLIENT_A) is important"
    assert any(missing in words.text() for words in view.flags.findChildren(Words))
    assert missing not in view.reader.verdict.text() + view.reader.asked.text()


def test_flags_are_gone_through_one_by_one_past_those_that_are_settled(qtbot: QtBot, tmp_path: Path) -> None:
    answer = reply("## Events\n\n- ", Said("They met on July 9, 1999 and on July 10, 1999.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session, tmp_path)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    count = len(view.flags.boxes)
    assert count > 1
    assert view.next_flag.text() == f"Next of {count}"
    view.next_flag.click()
    assert view.flags.reasons[0].hasFocus()
    view.flags.settle(1, "It is on the envelope.")
    view.next_flag.click()
    assert not view.flags.reasons[1].hasFocus()
    for number in range(len(view.flags.boxes)):
        view.flags.settle(number, "Compared with the source.")

    assert view.next_flag.isHidden()


def test_flags_are_settled_by_keys_alone(qtbot: QtBot, tmp_path: Path) -> None:
    """F3 leads to the reason, what is typed is kept, and Return resolves the flag."""
    answer = reply("## Events\n\n- ", Said("They met on July 9, 1999 and on July 10, 1999.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session, tmp_path)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for _ in view.flags.boxes:
        QTest.keyClick(view, Qt.Key.Key_F3)
        typed = QApplication.focusWidget()
        assert typed is not None
        QTest.keyClicks(typed, "It is on the envelope.")
        QTest.keyClick(typed, Qt.Key.Key_Return)

    assert view.flags.settled == dict.fromkeys(range(len(view.flags.boxes)), "It is on the envelope.")


def test_signing_binds_the_digests_and_says_who_and_when(view: SignOffView, session: MatterSession) -> None:
    sign(view)
    summary = session.state.summaries[0]
    sign_off = session.state.signed[summary.id]

    assert (sign_off.reviewer, sign_off.summary_digest) == (REVIEWER, summary.digest)
    assert view.below.currentIndex() == SIGNED
    assert view.signature.who.text() == f"Signed by {REVIEWER} on 2026-11-24, 12:00 UTC"
    assert view.signature.summary_digest.text() == summary.digest
    assert view.signature.payload_digest.text() == summary.checked.summary.payload_digest


def test_a_signature_can_be_thought_over(view: SignOffView, session: MatterSession) -> None:
    view.form.who.setCurrentText(REVIEWER)
    settle(view)
    view.primary()
    assert view.question is not None
    assert session.state.summaries[0].digest[:16] in view.question.accessibleDescription()
    say(view.question, "Not yet")

    assert session.state.signed == {}


def test_sending_back_needs_a_note_and_shows_it(view: SignOffView, session: MatterSession) -> None:
    view.form.who.setCurrentText(REVIEWER)
    assert not view.send_back.isEnabled()
    view.form.note.setPlainText("The date of the lease is missing.")
    view.send_back.click()

    assert session.state.signed == {}
    assert view.below.currentIndex() == OPEN
    assert f"{REVIEWER} sent it back" in view.before.text()
    assert "The date of the lease is missing." in view.before.text()
    assert view.form.words == ""


def test_a_signed_summary_is_exported_in_the_chosen_forms(view: SignOffView, tmp_path: Path) -> None:
    sign(view)
    view.signature.boxes["md"].setChecked(False)
    view.primary()

    assert sorted(file.suffix for file in (tmp_path / "out").iterdir()) == [".docx", ".pdf"]
    assert "Exported: " in view.signature.done.text()
    assert view.signature.folder.text() == str(tmp_path / "out")


def test_identifiers_in_full_are_a_choice_for_one_export(
    view: SignOffView, session: MatterSession, tmp_path: Path
) -> None:
    sign(view)
    for _ in range(2):
        view.signature.identifiers.setChecked(not (tmp_path / "out").exists())
        view.primary()
        assert not view.signature.identifiers.isChecked()
    events: list[tuple[AuditEvent, ...]] = []
    session.look("Reading the trail", lambda matter: matter.events, events.append)
    told = [dict(one.details)["identifiers"] for one in events[0] if one.action == "summary.export"]
    assert told == ["in full", "shortened"]


def test_without_a_form_there_is_nothing_to_export(view: SignOffView, tmp_path: Path) -> None:
    sign(view)
    for box in view.signature.boxes.values():
        box.setChecked(False)
    view.primary()

    assert not (tmp_path / "out").exists()
    assert "at least one form" in view.bar.button.accessibleDescription()


def test_a_later_change_voids_the_signature(view: SignOffView, session: MatterSession) -> None:
    sign(view)
    session.act("Dismissing", lambda matter: matter.decide(Decision.DISMISSED, [session.state.register.entities[0].id]))

    assert view.below.currentIndex() == OPEN
    assert "no longer holds" in view.before.text()


def test_the_trail_tells_of_flags_and_signature(view: SignOffView, session: MatterSession) -> None:
    sign(view)
    seen = list[str]()
    session.look("Looking", lambda matter: [event.action for event in matter.events], seen.extend)

    assert seen[-2:] == ["summary.flags", "summary.approved"]


def test_a_new_summary_begins_with_open_flags(qtbot: QtBot, tmp_path: Path) -> None:
    answer = reply("## Events\n\n- ", Said("They met on July 9, 1999.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer, answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
        view = shown(qtbot, session, tmp_path)
        settle(view)
        session.summaries.summarize(PROMPT, "claude", "")

    assert view.flags.open == len(view.flags.boxes) > 0


def test_a_word_under_way_cannot_be_given_twice(view: SignOffView, session: MatterSession) -> None:
    """After it the matter is masked anew to see whether the signature holds, which may take seconds."""
    session._refreshing = True
    sign(view)

    assert not view.bar.button.isEnabled()
    assert not view.send_back.isEnabled()
    assert view.bar.button.accessibleDescription() == "Signing …"
    session._refreshing = False
    session.refresh()
    assert view.bar.button.isEnabled()
    assert view.bar.button.text() == "Export …"


def test_a_word_that_could_not_be_kept_can_be_given_again(
    view: SignOffView, session: MatterSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full.", "Free some space.")

    monkeypatch.setattr(sign_off_view, "review", full)
    told = list[str]()
    session.tasks.failed.connect(lambda problem: told.append(problem.what))
    sign(view)

    assert told == ["The disk is full."]
    assert view.bar.button.isEnabled()


def test_a_signature_is_squeezed_in_no_small_window_with_large_text(view: SignOffView) -> None:
    theme().choose(text=200)
    sign(view)
    view.resize(500, 560)
    QApplication.processEvents()

    for field in (view.signature.summary_digest, view.signature.payload_digest):
        assert field.height() >= field.minimumSizeHint().height()
    assert view.signature.details.height() >= view.signature.details.heightForWidth(view.signature.details.width())


def test_all_of_a_reviewers_form_is_in_sight_also_once_it_was_sent_back(view: SignOffView) -> None:
    view.resize(640, 800)
    view.form.who.setCurrentText(REVIEWER)
    view.form.note.setPlainText("The date of the lease is missing.")
    view.send_back.setFocus()
    view.send_back.click()
    for _ in range(3):
        QApplication.processEvents()

    assert view.reader.list.hasFocus()
    area = view.below.currentWidget()
    assert isinstance(area, QScrollArea)
    assert view.before.isVisible()
    assert not area.verticalScrollBar().isVisible()


def test_a_decision_shows_before_the_approvals_are_checked_again(
    view: SignOffView, session: MatterSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check masks again all that was sent: it took seconds in a signed matter, and each decision waited for it."""
    sign(view)
    checked: list[int] = []

    def check(*_: object) -> dict[str, SignOff]:
        checked.append(1)
        return {}

    monkeypatch.setattr(snapshots, "_signed", check)
    entity = session.state.register.entities[0]
    acts = NamesActs(session)
    acts.set_role(entity, Role.WITNESS)
    assert session.state.entities[entity.id].role is Role.WITNESS
    assert not checked
    assert session.state.signed == {}, "no approval counts that is not checked"
    qtbot.waitUntil(lambda: bool(checked))

    checked.clear()  # the check found that none is valid any more
    acts.set_role(session.state.entities[entity.id], Role.PERSON)
    assert session.state.entities[entity.id].role is Role.PERSON
    assert not checked
    qtbot.waitUntil(lambda: bool(checked))


def test_an_approval_that_still_holds_is_shown_again(view: SignOffView, session: MatterSession, qtbot: QtBot) -> None:
    sign(view)
    before = dict(session.state.signed)
    confirmed = next(e for e in session.state.register.entities if e.decision is Decision.CONFIRMED)
    acts = NamesActs(session)
    acts.show_as(confirmed, "The Shown One")
    qtbot.waitUntil(lambda: dict(session.state.signed) == before)
    assert view.below.currentIndex() == SIGNED
