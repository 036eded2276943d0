"""At 1366 × 768 the summary and its flags are read side by side, also while a new signing key is shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.governance.signing_keys import PresentedKey
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import theme
from legalredact.gui.review.sign_off_view import SIGNED, SignOffView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.summary.prompts import load
from tests.fakes.messages_answers import Said, reply
from tests.fakes.messages_server import MessagesServer, Script
from tests.gui.reviewing import attested, confirm, session_for

FLAGS = 5
LINES = 12


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    """With a summary of twelve statements, five of them with a date that no source has."""
    said: list[str | Said] = ["## Events\n\n"]
    for number in range(LINES):
        words = f"They met on July {number + 1}, 1999." if number < FLAGS else "They signed a lease."
        said += ["- ", Said(words, [(0, 0, 1)]), "\n"]
    with MessagesServer(Script(answers=[reply(*said)])) as server:
        made = session_for(tmp_path, attested(server), server)
        confirm(made)
        made.summaries.summarize(load()["chronology"], "claude", "")
    made.actor = "Ines Maddox"
    return made


def window_of(qtbot: QtBot, session: MatterSession) -> tuple[MatterWindow, SignOffView]:
    window = MatterWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    key = PresentedKey(PersonalKey(new_seed()).public, "Ann Roe", "uid:1", "2026-12-02T18:44:00+00:00", 7)
    window.new_key.show_keys([key])
    QApplication.processEvents()
    view = window.view("sign_off")
    assert isinstance(view, SignOffView)
    qtbot.waitUntil(lambda: view.reader.list.height() > 0 and bool(view.flags.boxes))
    QApplication.processEvents()
    return window, view


def whole(widget: QWidget, room: QWidget) -> bool:
    at = widget.mapTo(room, QPoint(0, 0))
    return room.rect().contains(QRect(at, widget.size()))


def test_twelve_lines_and_three_flags_are_seen_at_once(qtbot: QtBot, session: MatterSession) -> None:
    window, view = window_of(qtbot, session)
    assert len(view.flags.boxes) >= FLAGS
    qtbot.waitUntil(lambda: view.bar.height() == view.bar.sizeHint().height())  # it takes its height after its width
    seen = [reason for reason in view.flags.reasons if whole(reason, view.flags.viewport())]
    assert len(seen) >= 3
    assert view.reader.list.height() >= LINES * 2 * view.fontMetrics().lineSpacing()
    assert window.new_key.height() <= 3 * view.fontMetrics().lineSpacing()
    assert window.new_key.compared.isVisible()
    for part in (view.form.who, view.form.note):
        assert whole(part, view.below)


def test_the_form_ends_where_the_buttons_below_it_end(qtbot: QtBot, session: MatterSession) -> None:
    window, view = window_of(qtbot, session)

    def right(part: QWidget) -> int:
        return part.mapTo(window, QPoint(part.width(), 0)).x()

    assert right(view.form.note) == right(view.form.who) == right(view.bar.button)


def test_once_it_is_signed_by_keys_the_focus_is_on_the_export(qtbot: QtBot, session: MatterSession) -> None:
    window, view = window_of(qtbot, session)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for box, reason in zip(view.flags.boxes, view.flags.reasons, strict=True):
        reason.setText("Compared with the source.")
        box.setChecked(True)
    view.flags.reasons[-1].setFocus()
    view.primary()
    assert view.question is not None
    view.question.accept()
    qtbot.waitUntil(lambda: view.below.currentIndex() == SIGNED)
    qtbot.waitUntil(view.bar.button.hasFocus)
    assert view.bar.button.text().startswith("Export")
    told = view.reader.verdict.text()
    assert "flags, resolved with the signature." in told
    assert "to review" not in told


def test_a_signature_and_its_exported_files_are_not_cut(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> None:
    _, view = window_of(qtbot, session)
    folder = tmp_path / "exports_of_the_first_production" / "somebody_with_a_long_account_name"
    view.below.setCurrentIndex(SIGNED)
    view.signature.show_files([folder / "Chronology-signed-by-somebody-with-a-long-account-name.docx"])
    QApplication.processEvents()
    parts = (*view.signature.boxes.values(), view.signature.identifiers, view.signature.done, view.signature.folder)
    for part in parts:
        at = part.mapTo(view.below, QPoint(0, 0)).x()
        assert 0 <= at <= at + part.width() <= view.below.width()
        assert part.width() >= min(part.minimumSizeHint().width(), part.sizeHint().width())


def test_only_the_flags_stand_out_above_a_summary_that_is_not_signed(qtbot: QtBot, session: MatterSession) -> None:
    _, view = window_of(qtbot, session)
    reader, colors = view.reader, theme().colours

    assert reader.summary is not None
    assert reader.asked.text() == f"{len(reader.summary.checked.findings)} flags to review."
    assert colors.needs_you in reader.asked.styleSheet()
    assert "statements checked" in reader.verdict.text()
    assert colors.muted in reader.verdict.styleSheet()


@pytest.mark.parametrize("size", [100, 200])
def test_digests_and_the_folder_are_shown_whole(
    qtbot: QtBot, session: MatterSession, tmp_path: Path, size: int
) -> None:
    theme().choose(text=size)
    _, view = window_of(qtbot, session)
    view.below.setCurrentIndex(SIGNED)
    digest, folder = "0123456789abcdef" * 4, tmp_path / "exports_of_the_first_production" / "a_long_account_name"
    view.signature.show_files([folder / "Chronology.docx"])
    for field in (view.signature.summary_digest, view.signature.payload_digest):
        field.setPlainText(digest)
    QApplication.processEvents()

    for field in (view.signature.summary_digest, view.signature.payload_digest, view.signature.folder):
        assert field.document().size().height() <= field.viewport().height()
        assert field.document().idealWidth() <= field.viewport().width()
        field.selectAll()
        assert field.textCursor().selectedText() in {digest, str(folder)}


def test_the_division_is_remembered(qtbot: QtBot, session: MatterSession) -> None:
    _, view = window_of(qtbot, session)
    body = view.reader.body
    assert body.orientation() is Qt.Orientation.Horizontal
    body.moveSplitter(body.sizes()[0] - 20, 1)
    sizes = body.sizes()
    again = SignOffView(session)
    qtbot.addWidget(again)
    again.resize(view.size())
    again.show()
    QApplication.processEvents()
    assert again.reader.body.sizes() == sizes


def test_in_a_narrow_view_flags_are_below(qtbot: QtBot, session: MatterSession) -> None:
    view = SignOffView(session)
    qtbot.addWidget(view)
    view.resize(380, 700)
    view.show()
    assert view.reader.body.orientation() is Qt.Orientation.Vertical
