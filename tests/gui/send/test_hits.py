"""Each find of verification can be acted on where it is shown, and the act leads to a text without finds."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.send_view import SendView
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Hit
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.hits import HitAct
from tests.gui.reviewing import confirm, session_for
from tests.gui.send.test_send_view import pair_rows, shown

FIRST, SECOND, THIRD = "We met at the Bank", "of the Quay on Monday.", "The Bank of the Quay paid."
ACROSS = f"{FIRST}\n\nbookmark\n\n{SECOND}\n\n{THIRD}"
"""The bookmark is not sent, so a name goes on in the next passage that is."""
PHONE = "Please call us back at (503) 555-0148 on Friday.\n"


@pytest.fixture
def session(tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    return made


def keep(session: MatterSession, text: str, *blocks: Block, name: str = "more.txt") -> str:
    """Add a document that was searched and in which nothing was found."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = blocks or (Block("b0", BlockKind.BODY, Span(0, len(text))),)
    document = Document(f"d{digest[:12]}", name, text, blocks, (), (), digest)

    def add(matter: OpenMatter) -> None:
        matter.keep(document, text.encode())
        matter.keep_mentions(document.id, ())

    session.act("Adding", add)
    return document.id


def across(session: MatterSession) -> str:
    """A document in which a client's name goes over two passages, and stands whole in a third."""
    name = "Bank of the Quay"
    client = Entity("e1", name, Kind.ORGANIZATION, Role.CLIENT, decision=Decision.CONFIRMED, typed=True)
    session.act("Typing", lambda matter: matter.type_names(Register((client,))))
    kinds = {FIRST: BlockKind.BODY, "bookmark": BlockKind.BOOKMARK, SECOND: BlockKind.BODY, THIRD: BlockKind.BODY}
    starts = {words: ACROSS.index(words) for words in kinds}
    spans = {words: Span(start, start + len(words)) for words, start in starts.items()}
    return keep(session, ACROSS, *(Block(f"b{n}", kinds[one], spans[one]) for n, one in enumerate(kinds)))


def answer(view: SendView, act: HitAct, qtbot: QtBot) -> None:
    """Follow the first find's link, and choose the act in the question."""
    view.facts.hits.lines[0].click()
    chooser = view.on_hits.chooser
    assert chooser is not None
    qtbot.waitUntil(lambda: chooser.readable)
    rows = [chooser.list.item(n) for n in range(chooser.list.count())]
    row = next(item for item in rows if item.data(0x0100).key == act)
    chooser.list.itemClicked.emit(row)


def offered(view: SendView) -> list[str]:
    view.facts.hits.lines[0].click()
    chooser = view.on_hits.chooser
    assert chooser is not None
    keys = [str(chooser.list.item(n).data(0x0100).key) for n in range(chooser.list.count())]
    chooser.reject()
    return keys


def sent(view: SendView) -> str:
    assert view.prepared is not None
    return "\n".join(view.prepared.payload.parts())


def hits(view: SendView) -> tuple[Hit, ...]:
    assert view.prepared is not None
    return view.prepared.hits


def test_a_name_across_two_passages_can_be_masked_where_it_is_shown(qtbot: QtBot, session: MatterSession) -> None:
    across(session)
    view = shown(qtbot, session)
    assert {hit.reason for hit in hits(view)} == {"alias"}
    while hits(view):
        answer(view, HitAct.MASK, qtbot)

    assert "Bank" not in sent(view)
    assert view.bar.button.isEnabled()


def test_a_name_across_two_passages_can_be_kept_in_clear_there_alone(qtbot: QtBot, session: MatterSession) -> None:
    across(session)
    view = shown(qtbot, session)
    while hits(view):
        answer(view, HitAct.KEEP, qtbot)

    assert FIRST in sent(view)
    assert sent(view).count("Bank") == 1  # at its other place it stays masked
    assert view.bar.button.isEnabled()


def test_an_act_on_a_find_is_undone_and_the_find_is_back(qtbot: QtBot, session: MatterSession) -> None:
    across(session)
    view = shown(qtbot, session)
    before = hits(view)
    answer(view, HitAct.KEEP, qtbot)
    assert session.undo.undoText() == "Keep Bank in clear here"
    session.undo.undo()

    assert hits(view) == before


def test_the_name_of_a_find_is_one_choice_away(qtbot: QtBot, session: MatterSession) -> None:
    across(session)
    view = shown(qtbot, session)
    entity = hits(view)[0].entity
    asked: list[str] = []
    session.entity_chosen.connect(asked.append)
    session.step_asked.connect(asked.append)
    answer(view, HitAct.NAME, qtbot)

    assert asked == [entity, "names"]


@pytest.mark.parametrize(("act", "stays"), [(HitAct.MASK, False), (HitAct.KEEP, True)])
def test_a_number_that_detection_missed_can_be_masked_or_kept(
    qtbot: QtBot, session: MatterSession, act: HitAct, stays: bool
) -> None:
    keep(session, PHONE)
    session.act("Forgetting the number", lambda matter: _without(matter, Kind.PHONE))
    view = shown(qtbot, session)
    assert [(hit.reason, hit.entity) for hit in hits(view)] == [("identifier", "phone")]
    assert offered(view) == [HitAct.MASK, HitAct.KEEP]
    answer(view, act, qtbot)

    assert hits(view) == ()
    assert ("555-0148" in sent(view)) is stays


def _without(matter: OpenMatter, kind: Kind) -> None:
    gone = [entity.id for entity in matter.register.entities if entity.kind is kind]
    if gone:
        matter.rewrite(
            matter.register.without(gone), "name.decide", ("decision", "open"), ("entities", ""), moved=False
        )


def test_a_name_in_a_title_leads_to_the_name_and_its_decision_ends_it(qtbot: QtBot, session: MatterSession) -> None:
    client = Entity("e1", "Powerpoint", Kind.ORGANIZATION, Role.CLIENT, decision=Decision.CONFIRMED, typed=True)
    session.act("Typing", lambda matter: matter.type_names(Register((client,))))
    document_id = keep(session, "Slides.", name="a.pptx")
    view = shown(qtbot, session)
    assert {hit.part for hit in hits(view)} == {f"title {document_id}"}
    assert offered(view) == [HitAct.NAME, HitAct.AGAIN]
    entity_id = hits(view)[0].entity
    with qtbot.waitSignal(session.entity_chosen):
        answer(view, HitAct.NAME, qtbot)
    session.act("Deciding", lambda matter: matter.decide(Decision.DISMISSED, [entity_id]))

    assert hits(view) == ()


@pytest.mark.parametrize("reason", ["token", "unmask"])
def test_masked_text_that_does_not_fit_the_register_is_made_again(
    qtbot: QtBot, session: MatterSession, reason: str
) -> None:
    """The find is put in, since tokens are never given twice; the check that follows is the real one."""
    view = shown(qtbot, session)
    prepared = view.prepared
    assert prepared is not None
    first = prepared.payload.documents[0]
    hit = Hit(f"{first.id}/{first.passages[0].id}", reason, first.id, Span(0, 3))
    view._checked(Prepared(prepared.payload, prepared.masked, (hit,)))
    assert offered(view) == [HitAct.AGAIN, HitAct.REMOVE]
    answer(view, HitAct.AGAIN, qtbot)

    assert hits(view) == ()
    assert view.bar.button.isEnabled()


def test_a_document_that_cannot_be_masked_can_be_removed(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    prepared = view.prepared
    assert prepared is not None
    first = prepared.payload.documents[0]
    view._checked(replace(prepared, outcome=(Hit(first.id, "unmask", first.id, Span(0, 3)),)))
    with qtbot.waitSignal(session.step_asked) as caught:
        answer(view, HitAct.REMOVE, qtbot)

    assert caught.args == ["deleting"]


def test_a_click_on_the_marked_passage_asks_too(qtbot: QtBot, session: MatterSession) -> None:
    across(session)
    view = shown(qtbot, session)
    view.show_hit(0)
    assert view.on_hits.chooser is not None
    view.on_hits.chooser.reject()
    view.on_hits.chooser = None
    number = next(n for n, row in enumerate(pair_rows(view)) if row.pair.wrong)
    view.list.chosen.emit(number, 0)

    assert view.on_hits.chooser is not None
