"""The pictures of the user guide: parts of the window on the sample matter, in both themes, small enough to ship.

`dev.py screenshots guide` writes them into `resources/guide/pictures`, those of the dark theme into `dark` below it.
"""

import functools
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QRect
from PySide6.QtWidgets import QWidget
from screenshots_copies import DRAWN
from screenshots_views import (
    Wait,
    confirm_all,
    page_shown,
    read_sample_caption,
    sent_by,
    summary_shown,
)

from legalredact.gui.copies.redact_view import RedactView
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Mode, theme
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.pages.document_panes import DisplayMode
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import SummaryView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.start_window import StartWindow
from legalredact.model.mention import Kind
from legalredact.summary.prompts import load
from legalredact.workflow.sign_off.corrections import revise

COLORS = 255
"""Colors of a picture; more make it larger and are not seen."""
WINDOW = (1180, 720)


@dataclass(frozen=True)
class GuidePicture:
    """One picture.

    Arguments:
        name: of its file.
        window: what is shown, in `size` pixels.
        prepare: brings it into view.
        part: what of it is taken; the whole if None.
        high: pixels from the top of the part; all of it if 0.
        beside: what is cut off at the left.
    """

    name: str
    window: QWidget
    size: tuple[int, int]
    prepare: Callable[[], object]
    part: QWidget | None = None
    high: int = 0
    beside: QWidget | None = None


def guide_pictures(start: StartWindow, window: MatterWindow, place: Path, wait_for: Wait) -> Iterator[GuidePicture]:
    """In the order in which the work goes.

    Arguments:
        place: an empty folder for the files of a production.
    """
    yield GuidePicture("start", start, (960, 560), start.view.choose.setFocus)
    caption = NewMatter(lambda *_: None, read=read_sample_caption)
    caption.read_caption(Path("complaint.pdf"))
    yield GuidePicture("caption", caption, (800, 640), lambda: None, high=250)
    yield from _before_decisions(window)
    yield from _copies(window, wait_for)
    _decide(window.session, wait_for)
    yield from _summary(window, wait_for)
    yield from _production(window, place, wait_for)


def _before_decisions(window: MatterWindow) -> Iterator[GuidePicture]:
    documents = window.session.state.documents
    scan = next(n for n, document in enumerate(documents) if document.name.endswith("scan.pdf"))
    yield GuidePicture("window", window, (1280, 760), lambda: page_shown(window, DisplayMode.PAGES, leaves=False))
    yield GuidePicture("page", window, WINDOW, lambda: _page_alone(window), window.pages, 430)
    beside = functools.partial(page_shown, window, DisplayMode.BOTH, leaves=False, document=scan)
    yield GuidePicture("scan", window, WINDOW, beside, window.pages, 460)
    yield GuidePicture("names", window, (1280, 700), lambda: _suggested_shown(window))
    yield GuidePicture("settle", window, (1280, 1000), lambda: _ambiguous_shown(window), window.names.card, 430)
    yield GuidePicture("merge", _merge_asked(window), (640, 400), lambda: None)


def _copies(window: MatterWindow, wait_for: Wait) -> Iterator[GuidePicture]:
    view = window.view("redact")
    assert isinstance(view, RedactView)  # noqa: S101 - the registry says so
    document = window.session.state.documents[0]

    def drawn() -> None:
        window.go("redact")
        view.show_document(document.id)
        wait_for(lambda: view.pair.before.complete and view.pair.after.complete)
        if not view.acts.boxes(document.id):
            view.draw(DRAWN)

    yield GuidePicture("redact", window, (1280, 800), drawn, view)
    for made in tuple(view.acts.boxes(document.id)):
        view.acts.remove(document.id, made)


def _production(window: MatterWindow, place: Path, wait_for: Wait) -> Iterator[GuidePicture]:
    """A few letters beside the sample; with a file that cannot be read."""
    for number in range(12):
        text = f"Letter {number}\n\nDear Ms. Alder,\n\nWe received the invoice of Granite Quay Freight Systems, Inc.\n"
        (place / f"letter-{number:02}.txt").write_text(text, encoding="utf-8")
    (place / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing of it is left")
    view = window.view("production")
    assert isinstance(view, ProductionView)  # noqa: S101 - the registry says so
    window.go("production")
    view.run.take_in([place])
    wait_for(lambda: not view.run.working and view.run.now is not None and view.run.now.members > 0)
    view.far.setCurrentText("Names found")
    view.primary()
    wait_for(lambda: not view.run.working and not window.session.tasks.running)
    yield GuidePicture("production", window, (1100, 640), lambda: window.go("production"), view)


def _summary(window: MatterWindow, wait_for: Wait) -> Iterator[GuidePicture]:
    session = window.session
    yield GuidePicture("send", window, WINDOW, lambda: sent_by(window, "local", wait_for), window.view("send"))
    session.summaries.summarize(load()["chronology"], "local", "")
    wait_for(lambda: bool(session.state.summaries) and not session.tasks.running)
    summary, sign = window.view("summary"), window.view("sign_off")
    assert isinstance(summary, SummaryView)  # noqa: S101 - the registry says so
    assert isinstance(sign, SignOffView)  # noqa: S101 - the registry says so
    source = lambda: _with_source(window, summary, wait_for)  # noqa: E731 - it is shown twice
    yield GuidePicture("summary", window, (1280, 720), source, window.splitter, 520, window.documents)
    _flag(session, wait_for)
    yield GuidePicture("sign-off", window, (1280, 760), lambda: _to_sign(window, sign, wait_for), sign)


def _page_alone(window: MatterWindow) -> None:
    page_shown(window, DisplayMode.PAGES, leaves=False)
    window.pages.pages.fit_width()


def _suggested_shown(window: MatterWindow) -> None:
    window.go("names")
    people = (e for e in window.session.state.register.entities if e.open and not e.among and e.kind is Kind.PERSON)
    window.names.look_at(max(people, key=lambda e: len(e.spellings)).id)


def _merge_asked(window: MatterWindow) -> QWidget:
    """The question with whom somebody is one, of the person with the shortest full name."""
    entities = window.session.state.register.entities
    people = (e for e in entities if e.kind is Kind.PERSON and not e.among and " " in e.name)
    one = min(people, key=lambda e: len(e.name))
    window.go("names")
    window.names.look_at(one.id)
    window.names.ask_to_merge()
    assert window.names.questions.chooser is not None  # noqa: S101 - it was asked
    return window.names.questions.chooser


def _ambiguous_shown(window: MatterWindow) -> None:
    window.go("names")
    register = window.session.state.register
    window.names.look_at(next(e for e in register.entities if e.among and e.kind is Kind.PERSON).id)


def _with_source(window: MatterWindow, summary: SummaryView, wait_for: Wait) -> None:
    summary_shown(window, summary)
    window.pages.set_mode(DisplayMode.PAGES)
    rows = summary.reader.list

    def cited() -> list[int]:
        return [number for number, row in enumerate(rows.rows) if getattr(row, "places", ())]

    wait_for(lambda: bool(cited()))
    rows.go_to(cited()[1])
    rows.chosen.emit(cited()[1], 0)


def _flag(session: MatterSession, wait_for: Wait) -> None:
    """Edit a statement so that the check finds something in it."""
    summary = session.state.summaries[-1]
    number, segment = next((n, s) for n, s in enumerate(summary.checked.summary.segments) if s.citations)
    session.act("Editing", lambda matter: revise(matter, summary, number, f"{segment.text} They met on May 9, 2019."))
    wait_for(lambda: bool(session.state.summaries[-1].checked.findings) and not session.tasks.running)


def _to_sign(window: MatterWindow, sign: SignOffView, wait_for: Wait) -> None:
    window.go("sign_off")
    sign.form.who.setCurrentText("Ines Maddox")
    wait_for(lambda: bool(sign.reader.list.rows))


def _decide(session: MatterSession, wait_for: Wait) -> None:
    """Every name confirmed, every part accepted."""
    session.act("Confirming", confirm_all)
    parts = [(document.id, part.id) for document in session.state.documents for part in document.unread]
    session.act("Accepting", lambda matter: matter.accept_unread(parts, "seen"))
    wait_for(lambda: not session.tasks.running and not session.state.blockers)


def paint_picture(out: Path, picture: GuidePicture, settle: Callable[[QWidget], object]) -> None:
    """A picture in both themes.

    Arguments:
        settle: waits until all is drawn.
    """
    for mode, folder in ((Mode.LIGHT, out), (Mode.DARK, out / "dark")):
        theme().choose(mode=mode, text=100)
        picture.window.resize(*picture.size)
        picture.window.show()
        picture.prepare()
        settle(picture.window)
        settle(picture.window)  # lists lay themselves out again once pages are there
        part, left = picture.part or picture.window, picture.beside.width() if picture.beside is not None else 0
        taken = part.grab(QRect(left, 0, part.width() - left, picture.high or part.height()))
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        taken.save(buffer, "PNG")
        folder.mkdir(parents=True, exist_ok=True)
        small(bytes(buffer.data().data())).save(folder / f"{picture.name}.png", optimize=True)
    picture.window.hide()
    theme().choose(mode=Mode.LIGHT, text=100)


def small(png: bytes) -> Image.Image:
    """A picture with few colors."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    return whole.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
