"""*Masked preview* shows the mask itself: character for character what reaches the service, and the local engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.pages.flow_text import Displayed
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.pages_view import PagesView
from legalredact.model.document import BESIDE_THE_PAGE
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.payload import PayloadDocument, VerifiedText
from legalredact.model.progress import Cancellation, Report
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import MaskedSummary
from legalredact.summary import prompts
from legalredact.summary.local.engine import LocalEngine
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decide_at_place import decide_locally
from tests.fakes.messages_server import MessagesServer
from tests.gui.reviewing import attested, session_for

TEXTS = {
    "demand.txt": "On May 4, 2021, Marguerite Oldacre signed a lease with Penhallow Freight, Inc.\n\n"
    "Oldacre\u2019s  lawyer (Tamsin Verrall) wrote to the court.\n\n"
    "A second  \u00a0space, and a ümlaut.\n",
    "answer.txt": "Penhallow Freight, Inc. answered Marguerite Oldacre; MargueriteOldacre signed.\n\n"
    "The sky was grey.\n",
}
PROMPT = "document-abstract"


def named(matter: OpenMatter, name: str) -> str:
    return next(entity.id for entity in matter.register.entities if name in entity.spellings)


def as_suggested(_: OpenMatter) -> None:
    """Nobody has decided anything."""


def possible(matter: OpenMatter) -> None:
    """A possible name, open."""
    one = Entity("e1", "Tamsin Verrall", Kind.PERSON, Role.PERSON, tier=Tier.POSSIBLE, typed=True)
    matter.type_names(Register((one,)))


def ambiguous(matter: OpenMatter) -> None:
    """A second person of the surname, so that the surname alone could mean two."""
    one = Entity("e1", "Harlan Oldacre", Kind.PERSON, Role.WITNESS, decision=Decision.CONFIRMED, typed=True)
    matter.type_names(Register((one,)))


def dismissed(matter: OpenMatter) -> None:
    decisions.decide(matter, Decision.DISMISSED, [named(matter, "Penhallow Freight, Inc.")])


def kept_here(matter: OpenMatter) -> None:
    """In clear at one of its places alone."""
    entity_id, document = named(matter, "Marguerite Oldacre"), matter.documents[0].id
    place = next(m.span for m in matter.mentions[document] if m.entity == entity_id)
    decide_locally(matter, Decision.DISMISSED, entity_id, document, place)


def kept_in_a_document(matter: OpenMatter) -> None:
    entity_id, document = named(matter, "Penhallow Freight, Inc."), matter.documents[1].id
    decide_locally(matter, Decision.DISMISSED, entity_id, document)


STATES = (as_suggested, possible, ambiguous, dismissed, kept_here, kept_in_a_document)
State = Callable[[OpenMatter], None]


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as running:
        yield running


def previewed(view: PagesView, session: MatterSession, document_id: str) -> list[str]:
    """The text that the preview of a document shows, block for block, without blocks that are marked as not sent."""
    view.show_place(document_id)
    view.set_as_it_leaves(True)
    assert view.leaving.is_current(document_id)
    content = view._content
    assert content is not None
    assert content.leaving is not None
    document = content.document
    blocks = [block for block in document.blocks if block.kind not in BESIDE_THE_PAGE]
    shown = [Displayed(document, block, content.leaving).exact for block in blocks]
    return [text for text in shown if text.strip()]


def shown(qtbot: QtBot, session: MatterSession) -> PagesView:
    view = PagesView(session)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    return view


def summarize(session: MatterSession, engine: str) -> None:
    """Have a summary made of the payload as it is now."""
    prompt = prompts.load()[PROMPT]
    session.tasks.failed.connect(lambda problem: pytest.fail(str(problem)))
    session.summaries.summarize(prompt, engine, session.masking.matter.prepare(prompt).payload.digest)


def passages(document: PayloadDocument) -> list[str]:
    return [passage.masked_text for passage in document.passages]


@pytest.mark.parametrize("state", STATES)
def test_the_preview_is_what_the_local_engine_reads(qtbot: QtBot, tmp_path: Path, state: State) -> None:
    read: list[VerifiedText] = []

    class Noting(LocalEngine):
        def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
            read.append(verified)
            return super().summarize(verified, report, cancel)

    session = session_for(tmp_path, texts=TEXTS)
    matter = session.masking.matter
    matter.parts = replace(matter.parts, engine=lambda *_: Noting())
    session.act("Deciding", state)
    view = shown(qtbot, session)
    before = {document.id: previewed(view, session, document.id) for document in session.state.documents}
    summarize(session, "local")

    (verified,) = read
    assert {document.id: passages(document) for document in verified.payload.documents} == before


@pytest.mark.parametrize("state", [possible, ambiguous, kept_here])
def test_the_preview_is_what_reaches_the_service(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer, state: State
) -> None:
    session = session_for(tmp_path, attested(server), server, texts=TEXTS)
    session.act("Deciding", state)

    def settle_the_rest(matter: OpenMatter) -> None:
        decisions.decide(matter, Decision.CONFIRMED, [e.id for e in matter.register.entities if e.open and not e.among])
        for entity in matter.register.entities:
            if entity.open and entity.among:
                decisions.settle(matter, [entity.id], None)

    session.act("Deciding", settle_the_rest)
    view = shown(qtbot, session)
    before = [previewed(view, session, document.id) for document in session.state.documents]
    summarize(session, "claude")

    content = server.asked[-1]["messages"][0]["content"]
    documents = [one["source"]["content"] for one in content if one["type"] == "document"]
    assert [[block["text"] for block in blocks] for blocks in documents] == before


def test_a_decision_is_in_the_preview_before_anybody_looks_again(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, texts=TEXTS)
    view = shown(qtbot, session)
    document = session.state.documents[1].id
    assert "Penhallow" not in "".join(previewed(view, session, document))
    session.act("Deciding", dismissed)

    assert "Penhallow Freight, Inc. answered" in "".join(previewed(view, session, document))


def test_until_it_is_masked_the_title_says_so_and_no_token_is_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_for(tmp_path, texts=TEXTS)
    view = shown(qtbot, session)
    monkeypatch.setattr(view.leaving, "_ask", lambda: None)  # the masking takes as long as it takes
    view.show_place(session.state.documents[0].id)
    view.set_as_it_leaves(True)

    assert view._content is not None
    assert view._content.leaving is None
    assert "being masked" in view.toolbar.title.toolTip()


def test_a_document_that_is_still_searched_is_not_shown_as_it_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, texts=TEXTS)
    document = session.state.documents[0].id
    session.state = replace(session.state, busy=frozenset({document}))
    view = shown(qtbot, session)
    view.show_place(document)
    view.set_as_it_leaves(True)

    assert view._content is not None
    assert view._content.leaving is None
    assert "still searching" in view.toolbar.title.toolTip()


def test_the_places_on_a_page_are_those_of_the_mask(qtbot: QtBot, session: MatterSession, complaint: Path) -> None:
    """Every name that the mask replaces is covered on its page, and nothing else is."""
    session.add([complaint])
    view = shown(qtbot, session)
    document = session.state.documents[0]
    view.show_place(document.id)
    view.set_as_it_leaves(True)
    qtbot.waitUntil(lambda: 1 in view.pages.kept.boxes)
    leaving = view.leaving.of(document.id)
    assert isinstance(leaving, Leaving)
    covered = [one.span for page in range(1, len(document.pages) + 1) for one in view.pages.kept.replaced_on(page)]
    on_pages = [block.span for block in document.blocks if block.page and block.page in view.pages.kept.boxes]
    wanted = [one.clear_span for one in leaving.masked.occurrences if any(s.overlaps(one.clear_span) for s in on_pages)]

    assert sorted(covered) == sorted(wanted)
    assert covered
