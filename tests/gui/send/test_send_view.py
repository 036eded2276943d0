"""Check and send: exactly what would leave, what stands against it, and what happens on *Summarize*."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.errors import SendRefused
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import Words
from legalredact.gui.send.send_reasons import FIRST_HIT, USE_LOCAL, hit_words, reasons
from legalredact.gui.send.send_rows import AT_ONCE, PairRow
from legalredact.gui.send.send_view import SendView
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.mention import Span
from legalredact.model.payload import Hit
from legalredact.model.register import Decision
from legalredact.summary import prompts
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.unread_files import cut_short, expect
from tests.fakes.messages_server import MessagesServer
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import attested, confirm, say, session_for


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as running:
        yield running


def shown(qtbot: QtBot, session: MatterSession) -> SendView:
    view = SendView(session)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.enter("send")
    return view


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_for(tmp_path)


def pair_rows(view: SendView) -> list[PairRow]:
    return [row for row in view.list.rows if isinstance(row, PairRow)]


def test_what_leaves_is_the_payload_word_for_word(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    assert view.prepared is not None
    assert view.comparison is not None
    leaving = [pair.leaving for part in view.parts for pair in view.comparison.pairs(part)]

    assert tuple(leaving) == view.prepared.payload.parts()


def test_the_document_that_is_chosen_in_the_list_is_the_one_shown(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    (tmp_path / "later.txt").write_text("Then Marguerite Oldacre called.\n", encoding="utf-8")
    session.add([tmp_path / "later.txt"])
    view = shown(qtbot, session)
    first, *_, later = (document.id for document in session.state.documents)
    session.show(later)
    assert "later.txt" in view.documents.currentText()
    view.hide()
    session.show(first)
    view.show_document(first)
    view.show()
    assert "later.txt" not in view.documents.currentText()
    asked: list[str] = []
    session.shown.connect(lambda document_id, _: asked.append(document_id))
    view.documents.activated.emit(view.documents.count() - 1)
    assert asked == [later]


def test_the_original_stands_beside_with_its_names_marked(qtbot: QtBot, session: MatterSession) -> None:
    row = pair_rows(shown(qtbot, session))[1]

    assert [stretch.span.of(row.pair.original) for stretch in row.pair.marked] == [
        "Marguerite Oldacre",
        "Penhallow Freight, Inc.",
    ]
    assert all("_" in stretch.span.of(row.pair.leaving) for stretch in row.pair.masked)


def test_files_that_are_not_among_the_documents_are_named_as_the_summary_will_name_them(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    (tmp_path / "wreck.pdf").write_bytes(b"")
    session.add([tmp_path / "wreck.pdf"])
    expect(session._matter, [tmp_path / "never.txt"])
    cut_short(session._matter)
    view = shown(qtbot, session)

    told = next(one for one in view.facts.findChildren(Words) if one.accessibleName() == "Not among them")
    assert told.text() == "1 file cannot be read: wreck.pdf.\n1 file not read yet: never.txt."


def test_only_passages_with_tokens_are_left_on_wish(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    view.documents.setCurrentIndex(2)
    before = len(view.list.rows)
    view.only_changed.setChecked(True)

    assert len(view.list.rows) == before - 1


def test_the_local_engine_is_not_stopped_by_open_decisions(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)

    assert session.state.blockers
    assert view.engine == "local"
    assert view.bar.button.isEnabled()


def test_claude_is_stopped_by_open_decisions_with_a_link_to_mend_them(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, attested())
    view = shown(qtbot, session)
    assert view.engine == "claude"
    assert not view.bar.button.isEnabled()
    assert "not decided" in view.bar.button.accessibleDescription()
    link = next(button for button in view.bar.findChildren(QPushButton) if button.text() == "Decide")
    with qtbot.waitSignal(session.step_asked) as asked:
        link.click()

    assert asked.args == ["names"]
    confirm(session)
    assert view.bar.button.isEnabled()


def test_without_attestation_the_reason_is_said_and_the_link_chooses_the_local_engine(
    qtbot: QtBot, session: MatterSession
) -> None:
    view = shown(qtbot, session)
    view.engines.setCurrentIndex(view.engines.findData("claude"))
    assert "attestation" in view.bar.button.accessibleDescription()
    assert not view.bar.button.isEnabled()
    view.bar.mend_asked.emit(USE_LOCAL)

    assert view.engine == "local"
    assert view.bar.button.isEnabled()


def test_a_matter_that_bars_ai_is_summarised_locally(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, attested(), info=MatterInfo("m1", ai_rule=AiRule.BARRED))
    view = shown(qtbot, session)
    assert view.engine == "local"
    view.engines.setCurrentIndex(view.engines.findData("claude"))

    assert "bars external AI" in view.bar.button.accessibleDescription()


def test_what_the_scan_found_is_named_with_its_place_and_shown(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    assert view.prepared is not None
    document = view.prepared.payload.documents[1]
    hit = Hit(f"{document.id}/{document.passages[1].id}", "alias", session.state.register.entities[0].id, Span(4, 7))
    view._checked(Prepared(view.prepared.payload, view.prepared.masked, (hit,)))

    assert not view.bar.button.isEnabled()
    words = hit_words(hit, view.prepared.payload, session.state.entities)
    assert words.startswith("Document 2, ")
    view.bar.mend_asked.emit(FIRST_HIT)
    assert view.documents.currentIndex() == 2
    row = pair_rows(view)[view.list.currentIndex().row()]
    assert row.pair.wrong
    assert "sky" in row.pair.leaving


def test_a_document_whose_names_are_not_known_yet_stops_both_engines(session: MatterSession) -> None:
    state = replace(session.state, busy=frozenset({session.state.documents[0].id}))
    for engine in ("local", "claude"):
        why = reasons(state, session.policy, prompts.load()["chronology"], engine, None, session.today())
        assert "1 document has not been searched for names yet." in [reason.words for reason in why]


def test_engine_host_account_prompt_and_size_are_said(qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(qtbot, session_for(tmp_path, attested()))
    said = " ".join(label.text() for label in view.facts.findChildren(Words))

    version = f"version {prompts.load()['chronology'].version}"
    for fact in ("claude-opus-5-5", "api.anthropic.com", "org-test-1", "wrkspc_test1", version, "an estimate"):
        assert fact in said


def test_a_decision_changes_what_leaves_at_once(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    oldacre = next(e for e in session.state.register.entities if e.name == "Marguerite Oldacre")
    session.act("Dismissing", lambda matter: matter.decide(Decision.DISMISSED, [oldacre.id]))

    assert "Marguerite Oldacre" in pair_rows(view)[1].pair.leaving


def test_summarize_makes_a_summary_and_goes_to_it(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    with qtbot.waitSignal(session.step_asked) as asked:
        QTest.mouseClick(view.bar.button, LEFT, PLAIN)

    assert asked.args == ["summary"]
    assert len(session.state.summaries) == 1


def test_before_a_send_the_numbers_are_said_and_no_is_the_default(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer
) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    view = shown(qtbot, session)
    view.primary()
    assert "2 masked documents" in view.question.asked.text()
    assert "4 passages" in view.question.accessibleDescription()
    say(view.question, "Do not send")

    assert server.received == []
    assert session.state.summaries == ()


def test_claude_is_asked_with_tokens_alone(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    view = shown(qtbot, session)
    view.primary()
    say(view.question, "Send to Claude")

    assert len(session.state.summaries) == 1
    assert server.complaints == []
    assert not any("Oldacre" in str(received.body) for received in server.received)


def test_what_is_no_longer_what_was_looked_at_is_not_sent(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    view = shown(qtbot, session)
    view.primary()
    session.act("Dismissing", lambda matter: matter.decide(Decision.DISMISSED, [session.state.register.entities[0].id]))
    with qtbot.waitSignal(session.tasks.failed) as told:
        say(view.question, "Send to Claude")

    assert isinstance(told.args[0], SendRefused)
    assert server.received == []


def test_a_long_document_is_shown_in_parts_and_a_hit_far_down_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path)
    transcript = tmp_path / "transcript.txt"
    count = 2 * AT_ONCE + 10
    transcript.write_text("\n\n".join(f"{n}. Marguerite Oldacre spoke." for n in range(count)), encoding="utf-8")
    session.add([transcript])
    view = shown(qtbot, session)
    assert view.prepared is not None
    assert view.comparison is not None
    assert [view.documents.itemText(n).rpartition(", ")[2] for n in range(3, 6)] == [
        "passages 1–150",
        "passages 151–300",
        "passages 301–310",
    ]
    leaving = [pair.leaving for part in view.parts for pair in view.comparison.pairs(part)]
    assert tuple(leaving) == view.prepared.payload.parts()

    document = view.prepared.payload.documents[2]
    hit = Hit(f"{document.id}/{document.passages[305].id}", "alias", "e1", Span(0, 3))
    view._checked(Prepared(view.prepared.payload, view.prepared.masked, (hit,)))
    view.show_hit(0)
    row = pair_rows(view)[view.list.currentIndex().row()]
    assert row.pair.wrong
    assert row.pair.leaving.startswith("305. ")


def test_the_legend_stands_behind_the_instructions_as_it_is_sent(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    assert view.prepared is not None
    assert view.comparison is not None
    legend = view.comparison.pairs(view.parts[0])[1]

    assert legend.leaving == view.prepared.payload.legend
    assert legend.leaving.startswith("Legend of the tokens in the documents.")
    assert "Oldacre" not in legend.leaving
    assert not legend.wrong

    view._checked(Prepared(view.prepared.payload, view.prepared.masked, (Hit("legend", "alias", "e1", Span(0, 3)),)))
    view.show_hit(0)
    assert view.documents.currentIndex() == 0
    assert view.list.currentIndex().row() == 1
    assert view.comparison.pairs(view.parts[0])[1].wrong


def test_a_check_for_an_earlier_question_that_ends_late_is_not_shown(
    qtbot: QtBot, session: MatterSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(session)
    view = shown(qtbot, session)
    prepare = session.summaries.prepare
    ends: list[Callable[[], None]] = []

    def held(prompt: Prompt, checked: Callable[[Prepared], None], **more: Any) -> Task:
        return prepare(prompt, lambda prepared: ends.append(lambda: checked(prepared)), **more)

    monkeypatch.setattr(session.summaries, "prepare", held)
    view.prompts.setCurrentIndex(view.prompts.findData("matter-question"))
    for words in ("Who signed the lease?", "Who answered?"):
        view.asked_for.line.clear()
        QTest.keyClicks(view.asked_for.line, words)
        QTest.mouseClick(view.asked_for.use, LEFT, PLAIN)
    *earlier, last = ends
    for end in earlier:
        end()
    assert not view.bar.button.isEnabled()
    last()
    for end in earlier:
        end()
    shown_now: Prepared | None = view.prepared
    assert shown_now is not None
    assert "Who answered?" in shown_now.payload.question
