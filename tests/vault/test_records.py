"""What is kept beside documents: reasons, boxes, samples, near-duplicates, parts that were accepted, jobs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import VaultDamaged
from legalredact.model.document import Box, Document
from legalredact.model.job import Job, Stage
from legalredact.model.meaning import MeaningCheck
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.production_sample import Sample, SampledPage, SampleUnit
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.model.register import Register
from legalredact.model.review import (
    CheckedSummary,
    MaskedSummary,
    ReviewedSummary,
    Segment,
    SignOff,
    Usage,
    Verdict,
)
from legalredact.vault.codec import encode
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore
from legalredact.vault.summaries import UsedFor

DRAWN = HandBox("b1", Box(1, 1, 2, 30, 40), "CLIENT_A", "PI", "ann", "2026-11-24T12:00:00+00:00")
SAMPLE = Sample(
    "seed", 9, "ab", (SampledPage(SampleUnit("d1", 1, Span(0, 9)), 2), SampledPage(SampleUnit("d1", 2, Span(9, 12))))
)
MENTION = Mention(Span(0, 18), "Marguerite Oldacre", Kind.PERSON, Tier.SUGGESTED, "listed")


def test_reasons_are_the_usual_ones_until_somebody_says_others(store: MatterStore) -> None:
    assert store.reason_rules() == ReasonRules()
    others = ReasonRules(names=(("e1", "PI"),), shown=True)
    store.put_reason_rules(others)
    assert store.reason_rules() == others


def test_boxes_are_kept_for_each_document_and_replaced_as_a_whole(store: MatterStore, document: Document) -> None:
    assert store.hand_boxes() == {}
    store.add_document(document, None)
    store.put_hand_boxes(document.id, (DRAWN, replace(DRAWN, id="b2")))
    store.put_hand_boxes(document.id, (DRAWN,))
    assert store.hand_boxes() == {document.id: (DRAWN,)}


def test_the_last_sample_is_kept(store: MatterStore) -> None:
    assert store.sample() is None
    store.put_sample(replace(SAMPLE, seed="before"))
    store.put_sample(SAMPLE)
    assert store.sample() == SAMPLE


@pytest.mark.parametrize(
    ("read", "put"),
    [
        (MatterStore.alike, MatterStore.put_alike),
        (MatterStore.decided_together, MatterStore.put_decided_together),
    ],
)
def test_near_duplicates_and_decisions_on_them_are_kept_apart(
    store: MatterStore, read: Callable[[MatterStore], bytes], put: Callable[[MatterStore, bytes], None]
) -> None:
    assert (store.alike(), store.decided_together()) == (b"", b"")
    put(store, b"kept")
    assert read(store) == b"kept"
    assert sorted((store.alike(), store.decided_together())) == [b"", b"kept"]


def test_documents_are_grouped_by_custodian_or_family_alone(store: MatterStore) -> None:
    with pytest.raises(ValueError, match="content"):
        store.groups("content")


def test_lengths_of_texts_are_told_without_reading_them(store: MatterStore, document: Document) -> None:
    store.add_document(document, None)
    store.add_document(replace(document, id="d2", text="", blocks=()), None)
    assert store.text_lengths() == {document.id: len(document.text), "d2": 0}


def test_what_was_found_comes_in_the_order_that_was_asked_for(store: MatterStore, document: Document) -> None:
    other = replace(document, id="d2")
    for one in (document, other):
        store.add_document(one, None)
    assert store.mentions(document.id) is None
    store.put_mentions(document.id, (MENTION,))
    assert store.mentions(document.id) == (MENTION,)
    assert store.mentions("d2") is None
    first, second = store.found_in(("d2", document.id))
    assert first == (store.document_content("d2"), b"[]")
    assert (second[0], b"Oldacre" in second[1]) == (store.document_content(document.id), True)
    with pytest.raises(KeyError):
        list(store.found_in(("d9",)))


def test_accepted_parts_are_kept_for_their_document_and_can_be_taken_back(
    store: MatterStore, document: Document
) -> None:
    for one in (document, replace(document, id="d2")):
        store.add_document(one, None)
    parts = frozenset({(document.id, "p1"), (document.id, "p2"), ("d2", "p1")})
    store.accept_parts(parts)
    store.accept_parts(parts)
    store.drop_parts(frozenset({(document.id, "p1"), ("d2", "p2")}))
    assert store.accepted_parts() == {(document.id, "p2"), ("d2", "p1")}
    assert [store.is_accepted(document.id, part) for part in ("p1", "p2")] == [False, True]


def test_jobs_of_a_document_are_told_by_stage_and_forgotten_one_by_one(store: MatterStore) -> None:
    read, mask, other = Job("d1", Stage.READ), Job("d1", Stage.MASK), Job("d2", Stage.READ)
    store.put_jobs((read, mask, other))
    assert store.jobs_of("d1") == {Stage.READ: read, Stage.MASK: mask}
    store.drop_jobs([("d1", Stage.MASK)])
    assert store.jobs_of("d1") == {Stage.READ: read}
    store.drop_members(["d1"])
    assert store.jobs_of("d1") == {}
    assert store.jobs_of("d2") == {Stage.READ: other}


def summary(summary_id: str, payload: Payload, engine: str = "claude") -> ReviewedSummary:
    usage = Usage(engine, "claude-opus-5-5", input_tokens=12, output_tokens=3)
    masked = MaskedSummary(payload.digest, "abstract", "1", (Segment("CLIENT_A signed."),), usage)
    return ReviewedSummary(summary_id, CheckedSummary(masked, ()), (Segment("Marguerite Oldacre signed."),), "ann")


def test_a_summary_is_kept_under_its_id_and_replaced_by_another_of_that_id(store: MatterStore) -> None:
    payload = Payload("abstract", "1", "Summarize.", ())
    assert store.summary("s1") is None
    store.put_summary(summary("s1", payload))
    store.put_summary(summary("s2", payload))
    assert [one.preparer for one in store.summaries()] == ["ann", "ann"]
    changed = replace(summary("s1", payload), preparer="bea")
    store.put_summary(changed)
    assert store.summary("s1") == changed
    store.put_summary(replace(changed, preparer="cal"))
    assert {one.preparer for one in store.summaries()} == {"ann", "cal"}  # and not as it was read before
    store.put_summary(changed)
    assert store.summary_ids() == {"s1", "s2"}
    assert [one.id for one in store.summaries()] == ["s2", "s1"]
    with pytest.raises(KeyError):
        store.payload("0" * 64)


def test_a_payload_that_was_stored_before_there_were_legends_is_read_with_its_digest(store: MatterStore) -> None:
    payload = Payload("abstract", "1", "Summarize.", (PayloadDocument("d1", "Document 1", ()),))
    store.put_payload(payload, Register())
    content = store._db.execute("SELECT content FROM payload").fetchone()[0]
    assert b'"legend":""' in content
    store._db.execute("DELETE FROM payload")
    row = (payload.digest, content.replace(b',"legend":""', b""), encode(Register, Register()))
    store._db.execute("INSERT INTO payload VALUES (?, ?, ?)", row)

    assert store.payload(payload.digest) == (payload, Register())
    assert store.payload(payload.digest)[0].digest == payload.digest


def test_a_summary_that_was_given_up_with_the_rest_is_the_one_before(store: MatterStore) -> None:
    before = summary("s1", Payload("abstract", "1", "Summarize.", ()))

    def give_up() -> None:
        with store.together():
            store.put_summary(replace(before, preparer="bea"))
            assert [one.preparer for one in store.summaries()] == ["bea"]
            raise KeyboardInterrupt

    store.put_summary(before)
    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert store.summaries() == (before,)


def test_who_only_reads_sees_what_others_write_of_summaries(
    store: MatterStore, folder: Path, keys: ThrowAwayKey
) -> None:
    before = summary("s1", Payload("abstract", "1", "Summarize.", ()))
    store.put_summary(before)
    with MatterStore.read(folder, keys) as reading:
        assert reading.summaries() == (before,)
        store.put_summary(replace(before, preparer="bea"))
        assert [one.preparer for one in reading.summaries()] == ["bea"]


def test_a_summary_that_was_changed_by_hand_is_refused(store: MatterStore) -> None:
    store.put_summary(summary("s1", Payload("abstract", "1", "Summarize.", ())))
    store._db.execute("DROP TRIGGER proof_summary_update")
    store._db.execute("UPDATE summary SET content = CAST(replace(CAST(content AS TEXT), 'ann', 'bea') AS BLOB)")

    for read in (store.summaries, lambda: store.summary("s1")):
        with pytest.raises(VaultDamaged, match="A stored summary"):
            read()


@pytest.mark.parametrize("kind", ["document", "mention", "payload", "reply"])
def test_what_was_changed_by_hand_is_refused_when_it_is_read(store: MatterStore, document: Document, kind: str) -> None:
    payload = Payload("abstract", "1", "Summarize.", ())
    store.add_document(document)
    store.put_mentions(document.id, (MENTION,))
    store.put_payload(payload, store.register())
    store.put_reply(document.id, summary("s1", payload).checked.summary)
    store._db.execute(f"DROP TRIGGER proof_{kind}_update")
    store._db.execute(f"UPDATE {kind} SET content = CAST(CAST(content AS TEXT) || ' ' AS BLOB)")  # noqa: S608 - above
    reads: dict[str, list[Callable[[], object]]] = {
        "document": [lambda: store.document(document.id), lambda: list(store.found_in([document.id]))],
        "mention": [lambda: store.mentions(document.id), lambda: list(store.found_in([document.id]))],
        "payload": [lambda: store.payload(payload.digest)],
        "reply": [lambda: store.reply(document.id)],
    }

    for read in reads[kind]:
        with pytest.raises(VaultDamaged, match=f"A stored {kind}"):
            read()


def test_summaries_on_which_somebody_said_something_are_told(store: MatterStore) -> None:
    assert store.summaries_with_verdicts() == frozenset()
    for number in (1, 1, 2):
        store.add_sign_off(SignOff(f"s{number}", "bea", Verdict.REJECTED, "2026-11-24T10:00:00+00:00", "0", "0"))
    assert store.summaries_with_verdicts() == {"s1", "s2"}
    assert len(store.sign_offs("s1")) == 2


def test_what_an_engine_used_is_told_for_the_one_document_that_it_was_asked_about(store: MatterStore) -> None:
    of_one = Payload("abstract", "1", "Summarize.", (PayloadDocument("d1", "Document 1", ()),))
    of_two = replace(of_one, documents=(*of_one.documents, PayloadDocument("d2", "Document 2", ())))
    for number, payload in enumerate((of_one, of_two, Payload("abstract", "1", "Other.", ())), 1):
        if number < 3:
            store.put_payload(payload, store.register())
        store.put_summary(summary(f"s{number}", payload))
    store.put_summary(summary("s9", of_one, "local"))
    assert store.usages("claude") == (
        UsedFor("s1", "d1", "claude-opus-5-5", 12, 3),
        UsedFor("s2", "", "claude-opus-5-5", 12, 3),
        UsedFor("s3", "", "claude-opus-5-5", 12, 3),
    )


def test_a_changed_summary_keeps_its_place_and_its_second_reading_is_counted(store: MatterStore) -> None:
    of_one = Payload("abstract", "1", "Summarize.", (PayloadDocument("d1", "Document 1", ()),))
    store.put_payload(of_one, store.register())
    first, second = summary("s1", of_one), summary("s2", of_one)
    for one in (first, second):
        store.put_summary(one)
    assert store.summaries() == (first, second)
    read = replace(first, checked=replace(first.checked, meaning=MeaningCheck((), "claude-opus-5-5", 100, 20)))
    store.change_summary(read)
    assert store.summaries() == (read, second)
    assert [(one.summary_id, one.read, one.written) for one in store.usages("claude")] == [
        ("s1", 112, 23),
        ("s2", 12, 3),
    ]


def test_who_is_named_in_a_document_is_kept_with_what_it_holds_for(store: MatterStore, document: Document) -> None:
    store.add_document(document, None)
    assert store.document_count() == 1
    assert store.resolved_for() == b""
    assert (store.resolved_content(document.id), store.named_in(document.id)) == (b"[]", ())
    meant = (replace(MENTION, entity="e2"), replace(MENTION, entity="e1"), replace(MENTION, entity="e2"), MENTION)
    row = row_of(ResolvedDocument(document.id, meant, (("CLIENT_A",), ())))
    store.put_resolution(b"now", store.register(), [row])
    assert store.resolved_for() == b"now"
    assert store.resolved_mentions_of(document.id) == meant
    assert store.resolved_mentions() == {document.id: meant}
    assert store.named_in(document.id) == ("e2", "e1")
    assert store.spelled() == {document.id: (("CLIENT_A",), ())}
    assert store.resolved_mentions_of("d9") == ()
    assert store.named_in("d9") == ()
