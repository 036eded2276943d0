"""Screenshots of redacted copies: with a hand-drawn box, and with finished copies."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from screenshots_views import View, Wait

from legalredact.gui.copies.redact_reasons import RedactReasons
from legalredact.gui.copies.redact_view import RedactView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.document import Box

DRAWN = Box(1, 320, 250, 470, 300)
MADE = 2
"""Number of documents that are copied; all would take minutes."""


def views_of_copies(window: MatterWindow, wait_for: Wait) -> Iterator[View]:
    """Views before and after copies are made."""
    view = window.view("redact")
    assert isinstance(view, RedactView)  # noqa: S101 - the registry says so
    document = window.session.state.documents[0]

    def shown() -> None:
        window.go("redact")
        view.show_document(document.id)
        wait_for(lambda: view.pair.before.complete and view.pair.after.complete)

    def drawn() -> None:
        shown()
        if not view.acts.boxes(document.id):
            view.draw(DRAWN)

    yield "redact", window, drawn
    yield "redact-word", window, lambda: _word(window, view)
    yield "redact-reasons", RedactReasons(view.acts.rules), lambda: None
    yield "redact-made", window, _once(lambda: _make(view, wait_for), shown)


def _word(window: MatterWindow, view: RedactView) -> None:
    window.go("redact")
    view.show_document(next(d.id for d in window.session.state.documents if not d.pages))


def _make(view: RedactView, wait_for: Wait) -> None:
    few = [document.id for document in view.session.state.documents[:MADE]]
    view.run.start(few, Path(tempfile.mkdtemp(prefix="legalredact-pictures-")), view.choices.choices)
    wait_for(lambda: view.run.task is None)


def _once(first: Callable[[], None], then: Callable[[], None]) -> Callable[[], None]:
    done: list[None] = []

    def prepare() -> None:
        if not done:
            done.append(first())
        then()

    return prepare
