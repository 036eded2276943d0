"""A locked PDF asks for its password when it is added. All names are invented."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.documents.intake.locked_files import read_locked, unlocked_original
from legalredact.documents.limits import STANDARD
from legalredact.errors import UnreadableInput
from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.file_password_dialog import LockedFileDialog
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.progress import Cancellation, Report, silent
from legalredact.workflow.matter.dependencies import Inner, Insides, Parts
from tests.gui.naming import press
from tests.gui.producing import session_over

PASSWORD = "quiet May 1987"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "Marguerite Oldacre signed the lease.")
    path = tmp_path / "lease.pdf"
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="other")
    return path


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, parts: Parts) -> MatterSession:
    def read(
        things: Sequence[Inner], _: Report, __: Cancellation
    ) -> Iterator[tuple[Inner, Document | UnreadableInput]]:
        for thing in things:
            assert isinstance(thing, LockedFile)
            try:
                yield thing, read_locked(thing, STANDARD, silent)
            except UnreadableInput as problem:
                yield thing, problem

    def original(thing: Inner) -> bytes:
        assert isinstance(thing, LockedFile)
        return unlocked_original(thing, STANDARD)

    return session_over(tmp_path, parts=replace(parts, insides=Insides(lambda paths, *_: iter(paths), read, original)))


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = MatterWindow(session)
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: MatterWindow, qtbot: QtBot) -> LockedFileDialog:
    found = window.documents.additions.locked
    assert found is not None
    qtbot.waitUntil(found.field.hasFocus)
    return found


def typed(window: MatterWindow, qtbot: QtBot, password: str) -> None:
    dialog = asked(window, qtbot)
    qtbot.keyClicks(dialog.field, password)
    press(qtbot, Qt.Key.Key_Return)


def test_the_password_opens_it_and_is_not_kept_anywhere(
    window: MatterWindow, session: MatterSession, locked: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window.documents.add([locked])
    typed(window, qtbot, "wrong")
    assert asked(window, qtbot).problem.isVisible()
    typed(window, qtbot, PASSWORD)

    (document,) = session.state.documents
    assert (document.name, "Marguerite Oldacre" in document.text) == ("lease.pdf", True)
    assert not session.state.refused
    assert window.documents.additions.locked is None
    kept = session.original(document.id)
    assert kept is not None
    assert not pymupdf.open(stream=kept).needs_pass
    written = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert not [name for name, content in written.items() if PASSWORD.encode() in content or b"signed" in content]


def test_a_file_that_was_left_out_is_added_later_from_its_line(
    window: MatterWindow, session: MatterSession, locked: Path, qtbot: QtBot
) -> None:
    window.documents.add([locked])
    qtbot.mouseClick(asked(window, qtbot).skip, Qt.MouseButton.LeftButton)
    assert not session.state.documents

    window.documents.list.setCurrentIndex(window.documents.entries.index(0))
    qtbot.keyClick(window.documents.list, Qt.Key.Key_Return)
    qtbot.waitUntil(window.pages.unlock.isVisible)
    qtbot.mouseClick(window.pages.unlock, Qt.MouseButton.LeftButton)
    typed(window, qtbot, PASSWORD)
    assert [document.name for document in session.state.documents] == ["lease.pdf"]
