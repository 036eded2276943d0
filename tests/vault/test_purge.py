"""What is left of a payload's register when documents are deleted for good."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.model.document import Document, Place
from legalredact.model.job import Job, Stage
from legalredact.model.listing import RefusedFile
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.model.production_set import (
    BoxCheck,
    PlannedDocument,
    ProducedDocument,
    ProducedSet,
    ProductionPlan,
    Treatment,
)
from legalredact.model.receipt import Deleted, Receipt
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.vault.store import MatterStore


def entity(number: int, token: str) -> Entity:
    return Entity(f"e{number}", f"Person {number}", Kind.PERSON, Role.PERSON, token=token)


STAYS, GOES, MERGED, UNSENT = (entity(n, f"PERSON_{letter}") for n, letter in enumerate("ABCD"))


def payload(document_id: str, text: str, made_of: tuple[str, ...] = ()) -> Payload:
    passage = Passage("p1", text, Place(1), Span(0, len(text)))
    return Payload(
        "abstract", "1", "Summarize.", (PayloadDocument(document_id, "Document 1", (passage,)),), made_of=made_of
    )


def kept(store: MatterStore, one: Payload) -> Sequence[Entity]:
    return store.payload(one.digest)[1].entities


def test_a_payload_that_stays_keeps_who_is_in_it_under_whatever_id_and_nobody_else(
    store: MatterStore, document: Document
) -> None:
    """Somebody who was merged into another since has an id that the matter no longer knows."""
    store.add_document(document)
    store.put_register(Register((STAYS, GOES), ("PERSON_Z",)))
    one = payload("d2", "PERSON_A met PERSON_B and PERSON_C")
    store.put_payload(one, Register((STAYS, GOES, MERGED, UNSENT), ("PERSON_Z",)))
    store.purge([document.id], (), (), Register((STAYS,), ("PERSON_Z",)))

    assert kept(store, one) == (STAYS, MERGED)
    assert store.payload(one.digest)[1].retired == ("PERSON_Z",)
    assert store.register() == Register((STAYS,), ("PERSON_Z",))
    assert store.document_ids() == ()
    store.check()


def test_decisions_for_places_of_a_deleted_document_go_from_every_register(
    store: MatterStore, document: Document
) -> None:
    store.add_document(document)
    here = LocalDecision(document.id, Span(0, 4), Decision.CONFIRMED)
    whole, elsewhere = (
        LocalDecision(document.id, None, Decision.DISMISSED),
        LocalDecision("d2", None, Decision.DISMISSED),
    )
    register = Register((replace(STAYS, local=(here, whole, elsewhere)),))
    store.put_register(register)
    one = payload("d2", "PERSON_A signed")
    store.put_payload(one, register)
    store.purge([document.id], (), (), register)
    assert [entity.local for entity in (*kept(store, one), *store.register().entities)] == [(elsewhere,), (elsewhere,)]


def test_payloads_and_summaries_that_are_named_go_and_others_stay(store: MatterStore) -> None:
    first, second = payload("d1", "PERSON_A"), payload("d2", "PERSON_A came")
    for one in (first, second):
        store.put_payload(one, Register((STAYS,)))
    store.purge((), (first.digest,), (), Register((STAYS,)))

    assert store._db.execute("SELECT digest FROM payload").fetchall() == [(second.digest,)]


def test_payloads_are_found_by_their_documents_and_by_what_they_were_made_of(store: MatterStore) -> None:
    """A summary of summaries is made of payloads, and those of documents."""
    of_one, of_two = payload("d1", "one"), payload("d2", "two")
    joined = payload("-", "both", (of_one.digest, of_two.digest))
    above = payload("-", "all", (joined.digest,))
    for one in (of_one, of_two, joined, above):
        store.put_payload(one, Register())

    assert store.payloads_with(["d1"]) == (of_one.digest, joined.digest, above.digest)
    assert store.payloads_with(["d1", "d2"]) == (of_one.digest, of_two.digest, joined.digest, above.digest)
    assert store.payloads_with(["d9"]) == store.payloads_with([]) == ()


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_production_held_goes_only_where_that_is_meant(store: MatterStore, whole: bool) -> None:
    store.add_members((ProductionMember("k", Form.FILE, Location(Path("/in/Oldacre.pdf")), "ab" * 32, 1),))
    store.put_jobs((Job("d1", Stage.READ),))
    store.put_refused((RefusedFile("/in/Oldacre.doc", "Old.", "Save it."),))
    store.put_expected(("/in/Oldacre.xls",), {"Oldacre.xls": 1})
    store.purge((), (), (), Register(), production_too=whole)
    left = (list(store.produced()), store.tally(), store.refused(), store.expected(), store.borne())

    assert left == ([], {}, (), (), {}) if whole else all(left)


def test_receipts_are_kept_in_order(store: MatterStore) -> None:
    assert store.receipts() == ()
    receipts = tuple(
        Receipt("clawback", "m1", when, "ann", Deleted((("d1", "0"),), (), (), 1))
        for when in ("2026-11-25T10:00:00+00:00", "2026-11-24T10:00:00+00:00")
    )
    for receipt in receipts:
        store.add_receipt(receipt)
    assert store.receipts() == receipts


def test_notes_on_a_deleted_document_of_a_production_set_go_and_its_numbers_stay(store: MatterStore) -> None:
    documents = (ProducedDocument("d1", "d1", "ABC1", "ABC2", 2), ProducedDocument("d2", "d2", "ABC3", "ABC3", 1))
    checks = tuple(BoxCheck(one.first, 1, right=False, who="ann", note=f"On {one.first}.") for one in documents)
    before = ProducedSet("PROD001", "ABC", 6, "2026-11-24T12:00:00+00:00", "ann", documents=documents, checks=checks)
    for number, gone in enumerate(("d2", "d1")):
        store.put_production_sets((before,))
        store.purge([gone], (), (), Register(()))
        (left,) = store.production_sets()
        assert left.documents == documents
        assert [one.note for one in left.checks] == [["On ABC1.", ""], ["", "On ABC3."]][number]


def test_what_was_planned_for_a_deleted_document_goes_and_the_rest_of_the_plan_stays(
    store: MatterStore, document: Document
) -> None:
    """Codes, legends and fields of the log are words about it; members of a production stand there by their keys."""
    store.add_document(document)
    member = ProductionMember("m1", Form.FILE, Location(Path("/in/a.txt")), document.id[1:].ljust(64, "0"), 1)
    assert member.document_id == document.id
    store.add_members([member, replace(member, key="m2", location=Location(Path("/in/b.txt")), digest="ab" * 32)])
    planned = tuple(
        PlannedDocument(key, Treatment.WITHHOLD, ("privileged",), "SECRET") for key in (document.id, "m1", "m2", "d9")
    )
    store.put_production_plan(ProductionPlan(planned, ("m2", "m1", document.id, "d9")))
    store.purge([document.id], (), (), Register())
    left = store.production_plan()
    assert ([one.key for one in left.documents], left.order) == (["m2", "d9"], ("m2", "d9"))
