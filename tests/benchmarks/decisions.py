"""How many decisions 57 pages take, by the keys of the window: name by name, and with groups answered at once.

`dev.py bench decisions` adds court files with a hand-made gold to a new matter, in a real window without a display. A
decision is an answer: to parts that were not read reliably (by document), to the meaning of an ambiguous spelling, to
whether a name is one. Moving in the list is none. The person of the script knows the gold: wrong suggestions stay in
clear, each by a decision of its own; then `A` selects what has the same question, and `Enter` masks it.

Without the corpus it takes the sample, in which no suggestion counts as wrong.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from legalredact.gui.core.theme import Mode, Theme
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Entity
from legalredact.workflow.administration.sample import sample_files
from tests.benchmarks._judge import SHARED
from tests.benchmarks._window_run import opened, until

COURT = SHARED / "corpus" / "court"
LEFT_OUT = ("courtlistener__acms_test.pdf", "doctor__image-pdf.pdf", "doctor__word-docx.docx")
"""The others have 57 pages."""
RESULTS = Path(__file__).parent / "results" / "decisions.md"
Key = Qt.Key


def main(_: list[str]) -> int:
    """Print the counts, and write down those of the court files."""
    paths, gold = _files()
    application = QApplication(["bench"])
    Theme(application, Mode.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        window = opened(Path(place))
        lines = list(_counted(window, paths, gold))
        closed: list[int] = []
        window.closed.connect(lambda: closed.append(1))
        window.close()
        until(lambda: bool(closed), 60)
    print("\n".join(lines))
    if gold:
        RESULTS.write_text("\n".join(["# Decisions", "", *(f"- {line}" for line in lines), ""]), encoding="utf-8")
    return 0


def _files() -> tuple[list[Path], frozenset[str]]:
    """Files, and all spellings of their gold."""
    if not (COURT / "gold.json").exists():
        return list(sample_files()), frozenset()
    entries = json.loads((COURT / "gold.json").read_text(encoding="utf-8"))
    entities = [entity for entry in entries for entity in entry["entities"]]
    spellings = frozenset(_plain(form) for entity in entities for form in (*entity["forms"], entity["name"]))
    return [path for path in sorted(COURT.glob("*.pdf")) if path.name not in LEFT_OUT], spellings


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()


def _is_wrong(entity: Entity, gold: frozenset[str]) -> bool:
    """Whether no spelling of a suggested name is one of the gold, or a part of one, or has one as its part."""
    plain = [_plain(spelling) for spelling in entity.spellings]
    if not gold or not entity.kind.is_name:
        return False
    return not any(f" {one} " in f" {form} " or f" {form} " in f" {one} " for one in plain for form in gold if form)


def _counted(window: MatterWindow, paths: list[Path], gold: frozenset[str]) -> Iterator[str]:
    session = window.session
    session.add(paths)
    until(lambda: len(session.state.documents) == len(paths) and not session.tasks.running and not session.state.busy)
    state = session.state
    waiting = [entity for entity in state.register.entities if entity.open]
    wrong = {entity.id for entity in waiting if not entity.among and _is_wrong(entity, gold)}
    unread = state.blocked("unread")
    pages = sum(max(1, len(document.pages)) for document in state.documents)
    yield f"{len(paths)} files, {pages} pages: {unread} parts not read reliably, {len(waiting)} names wait"
    yield f"name by name: {unread + len(waiting)} decisions"
    looked = _accept_parts(window)
    resolved, kept, masked = _decide_names(window, wrong)
    yield f"in groups: {looked + resolved + kept + masked} decisions"
    yield f"these are: {looked} on parts, {resolved} on ambiguous spellings, {kept} wrong suggestions, {masked} groups"


def _accept_parts(window: MatterWindow) -> int:
    count, banner, session = 0, window.pages.banner, window.session
    while before := session.state.blocked("unread"):
        window.go("documents")
        until(lambda: banner.isVisible() and banner.readable, 60)
        (banner.accept_all if banner.accept_all.isVisible() else banner.accept).click()
        until(lambda before=before: session.state.blocked("unread") < before, 60)  # type: ignore[misc]
        count += 1
    return count


def _decide_names(window: MatterWindow, wrong: set[str]) -> tuple[int, int, int]:
    """How many ambiguous spellings, wrong suggestions and groups were answered, until no name waits."""
    resolved = kept = masked = 0
    names, session = window.names, window.session
    while waiting := [entity for entity in session.state.register.entities if entity.open]:
        window.go("names")
        entity = names.entity
        assert entity is not None
        group = [session.state.entities[one] for one in names.current.like()]
        false = next((one for one in group if one.id in wrong and one.open), None)
        if entity.among:
            _press(window, Key.Key_A, Key.Key_S)
            _answer(window)
            resolved += 1
        elif false is not None:
            names.look_at(false.id)
            _press(window, Key.Key_Delete)
            _answer(window, "everywhere")
            kept += 1
        else:
            _press(window, Key.Key_A, Key.Key_Return)
            masked += 1
        many = len(waiting)
        until(lambda many=many: _waiting(window) < many, 60)  # type: ignore[misc]
    return resolved, kept, masked


def _waiting(window: MatterWindow) -> int:
    return sum(entity.open for entity in window.session.state.register.entities)


def _answer(window: MatterWindow, typed: str = "") -> None:
    """Answer the question that is open, if there is one."""
    chooser = window.names.questions.chooser
    if chooser is None or not isValid(chooser) or not chooser.isVisible():
        return
    until(lambda: chooser.readable, 60)
    chooser.field.setText(typed)
    QTest.keyClick(chooser.field, Key.Key_Return)


def _press(window: MatterWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.names.list, key)
