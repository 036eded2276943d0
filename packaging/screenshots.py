"""Paints every view of the window on the sample matter, without a display: `python packaging/screenshots.py OUT`.

Each view in both themes at 1440 by 900, and some at 200 % text, 1280 by 800 and 3840 by 2160.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from legalredact import wiring
from legalredact.gui.chooser import Choice, Chooser
from legalredact.gui.command_palette import keys_of, words_of
from legalredact.gui.matter_window import MatterWindow
from legalredact.gui.new_matter import NewMatter
from legalredact.gui.opening import Opening
from legalredact.gui.pages_view import Form
from legalredact.gui.preferences import Preferences
from legalredact.gui.registry import OTHERS, STEPS
from legalredact.gui.session import MatterSession
from legalredact.gui.shortcut_sheet import ShortcutSheet
from legalredact.gui.start_window import StartWindow
from legalredact.gui.theme import Mode, Theme, theme
from legalredact.model.policy import Policy
from legalredact.workflow.jobs import Lanes
from legalredact.workflow.sample import sample_files

PATIENCE = 300.0
"""Seconds that reading the sample may take."""
SHAPES = (
    ("light", Mode.LIGHT, 100, (1440, 900)),
    ("dark", Mode.DARK, 100, (1440, 900)),
    ("text-200", Mode.LIGHT, 200, (1440, 900)),
    ("small", Mode.LIGHT, 100, (1280, 800)),
    ("4k", Mode.DARK, 150, (3840, 2160)),
)


def main(arguments: list[str]) -> int:
    """Paint all views into the folder that is named first; those named after it only, if any are."""
    out, only = Path(arguments[0]), set(arguments[1:])
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication(["legalredact"])
    Theme(application, Mode.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        preferences = Preferences(QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat))
        preferences.home = Path(place) / "matters"
        opening = Opening(wiring.real(), Policy(), preferences, "Paralegal")
        start = StartWindow(preferences, lambda: opening, Lanes())
        session = opened_sample(start)
        window = MatterWindow(session)
        views = dict(views_of(start, window))
        for name, (widget, prepare) in views.items():
            if not only or name in only:
                paint_shapes(out, name, widget, prepare)
        closed: list[int] = []
        window.closed.connect(lambda: closed.append(1))
        window.close()
        wait_for(lambda: bool(closed))
        start.close()
    print(*sorted(path.name for path in out.glob("*.png")), sep="\n")
    return 0


def views_of(start: StartWindow, window: MatterWindow) -> Iterator[tuple[str, tuple[QWidget, Callable[[], None]]]]:
    """What is painted: name, window, and what brings it into view."""
    pages = window.pages

    def shown(form: Form, *, leaves: bool, document: int = 0) -> None:
        window.go(STEPS[0].id)
        pages.show_place(window.session.state.documents[document].id)
        pages.set_form(form)
        pages.set_as_it_leaves(leaves)

    yield "start", (start, lambda: None)
    yield "new-matter", (NewMatter(lambda *_: None), lambda: None)
    yield "pages", (window, lambda: shown(Form.PAGES, leaves=False))
    yield "pages-as-it-leaves", (window, lambda: shown(Form.PAGES, leaves=True))
    yield "pages-beside-text", (window, lambda: shown(Form.BOTH, leaves=False, document=-1))
    word = next(n for n, d in enumerate(window.session.state.documents) if d.name.endswith(".docx"))
    yield "word", (window, lambda: shown(Form.TEXT, leaves=False, document=word))
    yield "word-as-it-leaves", (window, lambda: shown(Form.TEXT, leaves=True, document=word))
    for step in STEPS[1:]:
        yield step.id, (window, lambda step_id=step.id: (pages.set_as_it_leaves(False), window.go(step_id))[0])
    yield "names-long", (window, lambda: name_shown(window, longest(window)))
    yield "names-filter", (window, lambda: names_filtered(window, "no such name"))
    sheet = ShortcutSheet({title: menu.actions() for title, menu in window.actions_of_matter.menus.items()})
    yield "keyboard", (sheet, lambda: None)
    actions = window.actions_of_matter.all
    choices = [Choice(words_of(action), words_of(action), keys_of(action), action.isEnabled()) for action in actions]
    yield "commands", (Chooser("What do you want to do?", choices), lambda: None)
    for place in OTHERS:
        yield place, (window, lambda place=place: window.go(place))


def name_shown(window: MatterWindow, entity_id: str) -> None:
    """The card of a name."""
    window.go("names")
    window.names.look_at(entity_id)


def names_filtered(window: MatterWindow, words: str) -> None:
    """The names that fit some words."""
    window.go("names")
    window.names.filter.setText(words)


def longest(window: MatterWindow) -> str:
    """Id of the name with the most letters and spellings."""
    return max(window.session.state.register.entities, key=lambda e: sum(map(len, e.spellings))).id


def paint_shapes(out: Path, name: str, widget: QWidget, prepare: Callable[[], None]) -> None:
    """One view in every shape."""
    for shape, mode, text, size in SHAPES:
        theme().choose(mode=mode, text=text)
        widget.resize(*size)
        widget.show()
        prepare()
        settle()
        if isinstance(widget, MatterWindow) and widget.pages.pages.isVisible():
            wait_for(lambda: widget.pages.pages.complete)
        widget.grab().save(str(out / f"{name}-{shape}.png"))
        widget.hide()


def opened_sample(start: StartWindow) -> MatterSession:
    """The sample matter, read and searched."""
    found: list[MatterSession] = []
    start.opened.connect(found.append)
    start.prepared.connect(start.open_sample)
    wait_for(lambda: bool(found))
    session = found[0]
    wait_for(lambda: len(session.state.documents) == len(sample_files()) and not session.tasks.running)
    wait_for(lambda: not session.state.busy)
    return session


def settle(seconds: float = 0.5) -> None:
    """Let pictures arrive."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_for(done: Callable[[], bool]) -> None:
    """Run the window until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            sys.exit("screenshots.py: the sample was not ready in time")
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
