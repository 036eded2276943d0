"""The register stands in rows: what comes back is what was put, whatever changed, and little is written."""

import dataclasses
from pathlib import Path

import pytest

from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore

ONE, TWO, THREE = (Entity(f"e{n}", f"Person {n}", Kind.PERSON, Role.PERSON) for n in (1, 2, 3))
MENTION = Mention(Span(0, 18), "Marguerite Oldacre", Kind.PERSON, Tier.SUGGESTED, "model", Role.CLIENT, "e1")
STATES = [
    Register((ONE, TWO, THREE)),
    Register((ONE, THREE), ("PERSON_B",)),
    Register((THREE, ONE), ("PERSON_B",)),
    Register((THREE, dataclasses.replace(ONE, decision=Decision.CONFIRMED), TWO)),
    Register(),
    Register((TWO,)),
]


def test_what_comes_back_is_what_was_put(store: MatterStore, folder: Path, keys: ThrowAwayKey) -> None:
    for register in STATES:
        store.put_register(register)
        assert store.register() == register
        with MatterStore.read(folder, keys) as reader:
            assert reader.register() == register


def test_a_decision_writes_one_row(store: MatterStore) -> None:
    store.put_register(Register(tuple(Entity(f"e{n}", f"P{n}", Kind.PERSON, Role.PERSON) for n in range(500))))
    before = store._db.total_changes
    store.put_register(store.register().decided(Decision.CONFIRMED, ["e250"]), moved=False)
    assert store._db.total_changes - before == 1


@pytest.fixture
def resolved(store: MatterStore, document: Document) -> MatterStore:
    store.add_document(document)
    store.put_mentions(document.id, (MENTION,))
    store.put_resolution(
        b"for this", STATES[0], [row_of(ResolvedDocument(document.id, (MENTION,), (("CLIENT_Z",), ())))]
    )
    return store


def test_a_resolution_is_kept(resolved: MatterStore, document: Document) -> None:
    assert resolved.resolved_for() == b"for this"
    assert resolved.resolved_mentions() == {document.id: (MENTION,)}
    assert resolved.spelled() == {document.id: (("CLIENT_Z",), ())}
    assert resolved.listing()[0].entities == ("e1",)


def test_a_decision_leaves_it_and_whatever_may_move_a_mention_ends_it(
    resolved: MatterStore, document: Document
) -> None:
    resolved.put_register(resolved.register().decided(Decision.CONFIRMED, ["e1"]), moved=False)
    assert resolved.resolved_for()
    for act in (
        lambda: resolved.put_register(STATES[1]),
        lambda: resolved.put_mentions(document.id, ()),
        lambda: resolved.add_document(dataclasses.replace(document, id="d2")),
    ):
        resolved.put_resolution(b"for this", STATES[0], ())
        act()
        assert resolved.resolved_for() == b""
