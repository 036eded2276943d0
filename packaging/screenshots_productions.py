"""Screenshots of a production: the sample's documents, and a damaged file."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from legalredact.gui.production.add_production import AddProduction
from legalredact.gui.production.production_view import FAR, ProductionView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.workflow.administration.sample import sample_files

View = tuple[str, QWidget, Callable[[], object]]
Wait = Callable[[Callable[[], bool]], None]


def views_of_productions(window: MatterWindow, place: Path, wait_for: Wait) -> Iterator[View]:
    """The four steps that add a production, the five pages of the view, and the reasons against Claude.

    Arguments:
        place: an empty folder for the production's files.
    """
    for file in sample_files():
        shutil.copy(file, place)
    thread = next(file for file in sample_files() if file.suffix == ".txt").read_text(encoding="utf-8")
    (place / "email_thread, later.txt").write_text(f"{thread}\n> One line more.\n", encoding="utf-8")
    (place / "Vale mailbox, page 12.pdf").write_bytes(b"%PDF-1.7\nnothing of it is left")
    view = window.view("production")
    assert isinstance(view, ProductionView)  # noqa: S101 - the registry says so
    window.go("production")
    yield from _added(window, view, place, wait_for)
    view.far.setCurrentText("Names found")
    view.primary()
    yield "production-running", window, lambda: _shown(window, view, 0)
    wait_for(lambda: not view.run.working and not window.session.tasks.running)
    yield "production", window, lambda: _shown(window, view, 0)
    yield "production-stopped", window, lambda: _shown(window, view, 1)
    yield "production-questions", window, lambda: _shown(window, view, 2)
    view.tabs.setCurrentWidget(view.similar)
    view.similar.look_for_them()
    wait_for(lambda: not window.session.tasks.running)
    yield "production-alike", window, lambda: _shown(window, view, 3)
    yield "production-claude", window, lambda: _shown(window, view, 0, far="Summaries by Claude (masked text is sent)")
    yield "production-sample-empty", window, lambda: _shown(window, view, 4)
    view.sample.pages.setValue(12)
    view.sample.draw()
    wait_for(lambda: view.sample.sample is not None and not window.session.tasks.running)
    view.sample.keep()
    wait_for(lambda: view.sample.sample is not None and bool(view.sample.sample.looked))
    yield "production-sample", window, lambda: _shown(window, view, 4)


def _added(window: MatterWindow, view: ProductionView, place: Path, wait_for: Wait) -> Iterator[View]:
    stages = [words for words, *_ in FAR]
    asked = AddProduction(window.session, view.run, stages, window, lambda _: "", lambda _: "", [place])
    asked.at_once.setChecked(False)
    yield "production-add-what", asked, lambda: None
    asked.next.click()
    yield "production-add-options", asked, lambda: None
    asked.next.click()
    wait_for(lambda: not window.session.tasks.running)
    yield "production-add-check", asked, lambda: None
    asked.next.click()
    wait_for(lambda: not view.run.working and view.run.now is not None and view.run.now.members > 0)
    yield "production-add-run", asked, lambda: None
    asked.next.click()


def _shown(window: MatterWindow, view: ProductionView, tab: int, far: str = "Names found") -> None:
    window.go("production")
    view.far.setCurrentText(far)
    view.tabs.setCurrentIndex(tab)
    if tab == 2:
        view.questions.table.choose(0)
    if tab == 1:
        view.stopped.table.choose(0)
