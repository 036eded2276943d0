"""A real matter behind the window: its own folder, a key that is thrown away, files made here about invented people."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pymupdf
import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.detection.detect import Detector
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.governance.audit_trail import utc_now
from legalredact.gui.core import session as session_module
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import Mode, Theme, theme
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.model.progress import Cancellation, Report
from legalredact.model.readiness import State
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.vault.keys import KeySource, ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Parts, Reading, Reverify, Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import snapshot

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LETTER = "Dear Ms. Oldacre,\n\nMarguerite Oldacre signed for Penhallow Freight, Inc. on May 4, 2021.\n"


def read(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    """Reads in this process."""
    for path in paths:
        try:
            yield path, read_file(path, report=report, cancel=cancel)
        except UnreadableInput as problem:
            yield path, problem


def local(engine: str, reverify: Reverify) -> Engine:
    return LocalEngine()


@functools.cache
def detector() -> Detector:
    return Detector()


@pytest.fixture(autouse=True)
def nothing_is_left_to_undo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sessions that no test closes end as closed ones do, see `MatterSession.close`."""
    stacks: list[QUndoStack] = []

    class Listed(QUndoStack):
        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            stacks.append(self)

    monkeypatch.setattr(session_module, "QUndoStack", Listed)
    yield
    for stack in stacks:
        with contextlib.suppress(RuntimeError):  # it is gone
            stack.clear()


@pytest.fixture
def parts() -> Parts:
    return Parts(read=read, detect=detector().detect, engine=local, policy=Policy(), clock=utc_now)


@pytest.fixture
def keys() -> KeySource:
    return ThrowAwayKey()


@pytest.fixture
def wiring(parts: Parts, keys: KeySource) -> Wiring:
    return Wiring(
        parts=lambda *_: parts,
        keys=lambda _: keys,
        ready=lambda _: iter(
            [("keyring", State.OK, "thrown away"), ("sending", State.OK, "blocked: local summaries only")]
        ),
    )


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    made = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.home = tmp_path / "matters"
    return made


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[Theme]:
    """Every test begins in the same theme.

    Windows of a test are deleted at its end. Otherwise Qt keeps them until its event loop runs, and each change of the
    theme draws thousands of widgets of earlier tests anew.
    """
    made = theme()
    made.choose(mode=Mode.LIGHT, text=100)
    yield made
    _delete_windows()
    made.choose(mode=Mode.LIGHT, text=100)


def _delete_windows() -> None:
    """Delete all windows, when no job of theirs runs: its end would be told to a window that is gone."""
    patience = QDeadlineTimer(20_000)
    while _running() and not patience.hasExpired():
        QTest.qWait(5)
    assert not _running(), "a job of this test's window still runs; every later test would wait for it"
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _running() -> bool:
    windows = QApplication.topLevelWidgets()
    return any(isinstance(window, MatterWindow) and window.session.tasks.running for window in windows)


@pytest.fixture
def matter(tmp_path: Path, parts: Parts, keys: KeySource) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", keys, parts, "Paralegal", MatterInfo("m1", "Oldacre")) as made:
        yield made


@pytest.fixture
def session(qtbot: QtBot, matter: OpenMatter, preferences: Preferences) -> MatterSession:
    """A session whose jobs run at once, in the test's own thread."""
    return MatterSession(matter, snapshot(matter), Tasks(AtOnce()), preferences)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def complaint(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "complaint.pdf", ["Marguerite Oldacre", "Penhallow Freight, Inc."], pages=3)


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "memo.docx"
    document = docx.Document()
    document.add_heading("Memorandum", 1)
    document.add_paragraph("Marguerite Oldacre drove for Penhallow Freight, Inc. until 2021.")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    document.save(str(path))
    return path


def make_pdf(path: Path, names: Sequence[str], *, pages: int) -> Path:
    """A PDF with a sentence for each name on each page."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        for line, name in enumerate(names):
            page.insert_text((72, 100 + 24 * line), f"{name} was heard on page {number + 1} of this paper.")
    document.save(path)
    return path


Settled = Callable[[Callable[[], bool]], None]


@pytest.fixture
def settled(qtbot: QtBot) -> Settled:
    """Waits until something is so."""
    return lambda so: qtbot.waitUntil(so, timeout=60_000)


@pytest.fixture(autouse=True)
def no_dialog_is_left() -> Iterator[None]:
    """A dialog that stays open over a test would be in the way of the next one."""
    yield
    for widget in QApplication.topLevelWidgets():
        if widget.isModal() and widget.isVisible():
            widget.setVisible(False)
