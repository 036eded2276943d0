"""Views for `screenshots.py`: before any decision, then up to a signed summary."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from legalredact.detection.document_facts.caption_sides import CaptionParty
from legalredact.gui.core.tasks import Task
from legalredact.gui.matter.matter_settings import MatterSettings
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.pages.document_panes import DisplayMode
from legalredact.gui.review.edit_statement import EditStatement
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import READING, RUNNING, SummaryView
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell.command_palette import keys_of, words_of
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.registry import OTHERS, STEPS
from legalredact.gui.shell.shortcut_sheet import ShortcutSheet
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.model.mention import Kind, Tier
from legalredact.model.progress import Progress
from legalredact.summary.prompts import load
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.similar_names import like

View = tuple[str, QWidget, Callable[[], object]]
"""Name of the image, the widget, and a function that brings it into view."""

Wait = Callable[[Callable[[], bool]], None]
"""Runs the event loop until a condition is true."""

STREAM = (
    "## 2023\n\n- On August 14, 2023, load 23-0814 reached its receiver, and CLIENT_A says that it was warm.\n"
    "- WITNESS_B reported the first alarm at 11:20 a.m., and PARTY_C told them to keep driving.\n"
    "- On November 3, 2023, PARTY_C dismissed CLI"
)
"""A partial reply of a service."""


def views_before(start: StartWindow, window: MatterWindow, wait_for: Wait) -> Iterator[View]:
    """Views of a matter without decisions."""
    yield "start", start, _nothing
    yield "new-matter", NewMatter(lambda *_: None, read=read_sample_caption), _nothing
    with_caption = NewMatter(lambda *_: None, read=read_sample_caption)
    with_caption.read_caption(Path("complaint.pdf"))
    yield "new-matter-caption", with_caption, _nothing
    yield from _documents(window)
    yield "names", window, lambda: window.go("names")
    yield "names-long", window, lambda: _name_shown(window, _longest(window))
    yield "names-several", window, lambda: _like_selected(window)
    yield "names-merge", _merge_asked(window), _nothing
    yield "names-filter", window, lambda: _names_filtered(window, "no such name")
    window.names.filter.clear()
    yield "send-blocked", window, lambda: sent_by(window, "claude", wait_for)
    yield "summary-empty", window, lambda: window.go("summary")
    sheet = ShortcutSheet({title: menu.actions() for title, menu in window.actions_of_matter.menus.items()})
    yield "keyboard", sheet, _nothing
    yield "commands", Chooser("What do you want to do?", list(_commands(window))), _nothing
    yield "matter-settings", MatterSettings(window.session), _nothing
    yield "search", window, lambda: _searched(window, "refriger* OR alarm")
    for place in (place for place in OTHERS if place != "redact"):
        yield place, window, lambda place=place: window.go(place)


def views_after(window: MatterWindow, wait_for: Wait) -> Iterator[View]:
    """Views after all names were confirmed and a summary was made, read and signed."""
    session = window.session
    session.act("Confirming", confirm_all)
    parts = [(document.id, part.id) for document in session.state.documents for part in document.unread]
    session.act("Accepting", lambda matter: matter.accept_unread(parts, "seen"))
    wait_for(lambda: not session.tasks.running and not session.state.blockers)
    yield "pages-confirmed", window, lambda: page_shown(window, DisplayMode.PAGES, leaves=False)
    yield "send", window, lambda: sent_by(window, "local", wait_for)
    summary = window.view("summary")
    assert isinstance(summary, SummaryView)  # noqa: S101 - the registry says so
    yield "summary-arrives", window, lambda: _arriving(window, summary)
    session.summaries.summarize(load()["chronology"], "local", "")
    wait_for(lambda: bool(session.state.summaries) and not session.tasks.running)
    yield "summary", window, lambda: summary_shown(window, summary)
    yield "summary-edit", EditStatement("On May 4, 2021, CLIENT_A signed.", (), lambda *_: None), _nothing
    yield "sign_off", window, lambda: window.go("sign_off")
    yield from _signed(window, wait_for)


def confirm_all(matter: OpenMatter) -> None:
    """Confirm every suggestion; ambiguous names keep their own token."""
    matter.accept(Tier.SUGGESTED)
    for entity in matter.register.entities:
        if entity.among:
            matter.settle(entity.id, None)


def _signed(window: MatterWindow, wait_for: Wait) -> Iterator[View]:
    sign = window.view("sign_off")
    assert isinstance(sign, SignOffView)  # noqa: S101 - the registry says so
    sign.form.who.setCurrentText("Ines Maddox")
    for box in sign.flags.boxes:
        box.setChecked(True)
    sign.primary()
    assert sign.question is not None  # noqa: S101 - there is no reason against signing
    sign.question.buttons()[0].click()
    wait_for(lambda: bool(window.session.state.signed) and not window.session.tasks.running)
    yield "signed", window, lambda: window.go("sign_off")


def _documents(window: MatterWindow) -> Iterator[View]:
    word = next(n for n, d in enumerate(window.session.state.documents) if d.name.endswith(".docx"))
    yield "pages", window, lambda: page_shown(window, DisplayMode.PAGES, leaves=False)
    yield "pages-as-it-leaves", window, lambda: page_shown(window, DisplayMode.PAGES, leaves=True)
    yield "pages-beside-text", window, lambda: page_shown(window, DisplayMode.BOTH, leaves=False, document=-1)
    yield "word", window, lambda: page_shown(window, DisplayMode.TEXT, leaves=False, document=word)
    yield "word-as-it-leaves", window, lambda: page_shown(window, DisplayMode.TEXT, leaves=True, document=word)


def page_shown(window: MatterWindow, mode: DisplayMode, *, leaves: bool, document: int = 0) -> None:
    window.go(STEPS[0].id)
    window.pages.show_place(window.session.state.documents[document].id)
    window.pages.set_mode(mode)
    window.pages.set_as_it_leaves(leaves)


def _name_shown(window: MatterWindow, entity_id: str) -> None:
    window.go("names")
    window.names.look_at(entity_id)


def _like_selected(window: MatterWindow) -> None:
    """All names with the same question."""
    register = window.session.state.register
    _name_shown(window, max(register.entities, key=lambda e: len(like(register, e.id))).id)
    window.names.select_like()


def _merge_asked(window: MatterWindow) -> QWidget:
    """The question with which person to merge."""
    people = (e for e in window.session.state.register.entities if e.kind is Kind.PERSON and not e.among and e.open)
    _name_shown(window, next(people).id)
    window.names.ask_to_merge()
    assert window.names.questions.chooser is not None  # noqa: S101 - it was opened above
    return window.names.questions.chooser


def _names_filtered(window: MatterWindow, words: str) -> None:
    window.go("names")
    window.names.filter.setText(words)


def _longest(window: MatterWindow) -> str:
    """Id of the name with the longest spellings."""
    return max(window.session.state.register.entities, key=lambda e: sum(map(len, e.spellings))).id


def sent_by(window: MatterWindow, engine: str, wait_for: Wait) -> None:
    window.pages.set_as_it_leaves(False)
    window.go("send")
    send = window.view("send")
    assert isinstance(send, SendView)  # noqa: S101 - the registry says so
    send.engines.setCurrentIndex(send.engines.findData(engine))
    wait_for(lambda: send.prepared is not None)


def _arriving(window: MatterWindow, summary: SummaryView) -> None:
    window.go("summary")
    summary.stack.setCurrentIndex(RUNNING)
    summary.running.words.setText(f"{Progress('receive', len(STREAM), 0).done:,} characters received …")
    summary.running.stream.show_text(STREAM, window.session.state.register.by_token())
    for widget in (summary.running.stream, summary.running.unchecked):
        widget.show()


def summary_shown(window: MatterWindow, summary: SummaryView) -> None:
    window.go("summary")
    summary.stack.setCurrentIndex(READING)


def _commands(window: MatterWindow) -> Iterator[Choice]:
    for action in window.actions_of_matter.all:
        yield Choice(words_of(action), words_of(action), keys_of(action), action.isEnabled())


def read_sample_caption(_: Path, then: Callable[[tuple[CaptionParty, ...]], None], __: object) -> Task:
    then(
        (
            CaptionParty("Margaret Q. Alder", ("Alder",), "Plaintiffs"),
            CaptionParty("Sorrel Bay Provisions, LLC", ("Sorrel Bay",), "Plaintiffs"),
            CaptionParty("Granite Quay Freight Systems, Inc.", ("Granite",), "Defendants"),
        )
    )
    return Task(Lane.DOCUMENTS, "Reading the caption")


def _searched(window: MatterWindow, words: str) -> None:
    window.search_matter(words)


def _nothing() -> None:
    """The view needs no preparation."""
