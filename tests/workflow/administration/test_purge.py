"""Deleting for good: everything derived goes, nothing else does, and a receipt tells what went."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Refused, UsageError
from legalredact.governance.retention import RetentionState
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.document import Document, Page
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.policy import Policy, RetentionPolicy, RolePolicy
from legalredact.model.receipt import Deleted, Receipt
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import NOON, light_parts

SHARED = "Penhallow Freight, Inc. signed the lease on May 4, 2021.\n"
PRIVATE = "Marguerite Oldacre told Penhallow Freight, Inc. what nobody was to know.\n"
TABLES = (
    "document listing mention resolved char_boxes original accepted_part hand_boxes payload summary sign_off".split()
)


@pytest.fixture
def parts() -> Parts:
    key = PersonalKey(new_seed())
    return replace(light_parts(), witness=Witness(signer=lambda: key))


@pytest.fixture
def keys() -> ThrowAwayKey:
    return ThrowAwayKey()


@pytest.fixture
def matter(tmp_path: Path, keys: ThrowAwayKey, parts: Parts) -> Iterator[OpenMatter]:
    """Two documents, a summary of the first alone, then one of both, signed and exported."""
    with OpenMatter.create(tmp_path / "m", keys, parts, "Ann") as made:
        for name, text in (("shared.txt", SHARED), ("private.txt", PRIVATE)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            made.add([tmp_path / name])
            made.accept(Tier.POSSIBLE)
            summary = summarize(made, prompts.load()["document-abstract"])
            review(made, summary, "Bea", Verdict.APPROVED)
        export(made, summary, tmp_path / "out")
        yield made


def private(matter: OpenMatter) -> str:
    return next(line.id for line in matter.listing if line.name == "private.txt")


def rows(matter: OpenMatter) -> dict[str, int]:
    return {table: len(content(matter, table)) for table in TABLES}


def content(matter: OpenMatter, table: str) -> list[tuple[object, ...]]:
    return list(matter.store._db.execute(f"SELECT * FROM {table}"))  # noqa: S608 - tables named above


def test_a_clawback_takes_the_document_and_all_that_was_made_of_it(matter: OpenMatter) -> None:
    first, both = matter.summaries
    plan = clawback.plan_clawback(matter, [private(matter)])
    receipt = purge.purge(matter, plan)

    assert [line.name for line in matter.listing] == ["shared.txt"]
    assert [summary.id for summary in matter.summaries] == [first.id]
    assert receipt.deleted.summaries == (both.id,)
    assert receipt.deleted.payloads == (both.checked.summary.payload_digest,)
    assert {entity.name for entity in matter.register.entities} == {"Penhallow Freight, Inc."}
    assert rows(matter) == {
        **dict.fromkeys(TABLES, 0),
        **dict.fromkeys(("document", "listing", "mention", "resolved", "payload", "summary", "sign_off"), 1),
        "original": 1,
    }


def test_no_word_of_it_is_left_in_the_database(matter: OpenMatter) -> None:
    purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    values = [
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for table in (*TABLES, "entity", "setting", "audit_event", "receipt")
        for row in content(matter, table)
        for value in row
    ]
    for word in ("Oldacre", "Marguerite", "nobody was to know", "private.txt"):
        assert not any(word in value for value in values)
    assert any("Penhallow" in value for value in values)


def test_what_was_kept_still_opens_and_its_signature_still_holds(
    matter: OpenMatter, tmp_path: Path, keys: ThrowAwayKey, parts: Parts
) -> None:
    purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    matter.close()
    with OpenMatter.open(tmp_path / "m", keys, parts, "Ann") as again:
        again.check_whole()
        assert export(again, again.summaries[0], tmp_path / "later")
        assert [document.text for document in again.documents] == [SHARED]


def test_the_key_that_opened_it_before_opens_it_no_more(matter: OpenMatter, tmp_path: Path, keys: ThrowAwayKey) -> None:
    old = (tmp_path / "m" / "key.age").read_bytes()
    purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    assert (tmp_path / "m" / "key.age").read_bytes() != old
    assert matter.store.generation == 1
    assert [path.name for path in (tmp_path / "m").glob("*.db")] == ["matter.1.db"]


def test_names_that_a_person_typed_stay_unless_they_are_asked_to_go(matter: OpenMatter) -> None:
    typed = Register((Entity("r1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, typed=True),))
    matter.type_names(typed)
    stays = clawback.plan_clawback(matter, [private(matter)])
    goes = clawback.plan_clawback(matter, [private(matter)], typed_too=True)
    assert (stays.deleted.names, stays.deleted.kept_names) == (0, 1)
    assert (goes.deleted.names, goes.deleted.kept_names) == (1, 0)
    purge.purge(matter, goes)
    assert "Oldacre" not in str([entity.spellings for entity in matter.register.entities])


def test_a_token_of_somebody_who_is_gone_is_never_given_again(matter: OpenMatter, tmp_path: Path) -> None:
    gone = next(e.token for e in matter.named().entities if e.name == "Marguerite Oldacre")
    purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    (tmp_path / "new.txt").write_text("Oldacre came.", encoding="utf-8")
    matter.add([tmp_path / "new.txt"])
    assert gone
    assert gone not in {entity.token for entity in matter.keep_tokens().entities}


def test_the_receipt_is_signed_and_tells_ids_digests_and_numbers_only(matter: OpenMatter) -> None:
    receipt = purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    assert purge.is_genuine(receipt)
    assert not purge.is_genuine(replace(receipt, actor="Somebody"))
    assert not purge.is_genuine(replace(receipt, deleted=replace(receipt.deleted, names=7)))
    assert not purge.is_genuine(replace(receipt, public="", signature=""))
    assert not any(word in json.dumps(receipt.row()) for word in ("Oldacre", "private.txt", "Penhallow"))
    assert matter.store.receipts() == (receipt,)
    assert dict(matter.events[-1].details) == {"digest": receipt.digest}
    noted = next(event for event in matter.events if event.action == "purge.documents")
    assert noted.digest == receipt.event


def test_nobody_purges_what_has_changed_since_it_was_looked_at(matter: OpenMatter) -> None:
    plan = clawback.plan_clawback(matter, [private(matter)])
    matter.decide(Decision.DISMISSED, [matter.register.entities[0].id])
    summarize(matter, prompts.load()["document-abstract"])
    with pytest.raises(Refused, match="has changed"):
        purge.purge(matter, plan)
    assert len(matter.listing) == 2


def test_a_purge_is_for_administrators_where_the_policy_says_so(
    matter: OpenMatter, tmp_path: Path, keys: ThrowAwayKey, parts: Parts
) -> None:
    matter.close()
    policy = Policy(roles=RolePolicy(administer=("somebody else",)))
    with OpenMatter.open(tmp_path / "m", keys, replace(parts, policy=policy), "Ann") as other:
        with pytest.raises(Refused):
            purge.purge(other, clawback.plan_clawback(other, [private(other)]))
        assert len(other.listing) == 2


def bates(tmp_path: Path, keys: ThrowAwayKey, parts: Parts) -> OpenMatter:
    made = OpenMatter.create(tmp_path / "bates", keys, parts, "Ann")
    for number, (first, last) in enumerate(((1, 3), (4, 4), (5, 9), (10, 12))):
        pages = tuple(Page(n - first + 1, 612, 792, bates=f"PF {n:06}") for n in range(first, last + 1))
        document = Document(f"d{number}", f"{number}.pdf", "Nothing.", (), pages, (), "ab" * 32)
        made.store.add_document(document)
        made.store.put_mentions(document.id, ())
    return made


@pytest.mark.parametrize(
    ("first", "last", "gone"),
    [("PF 000004", "PF 000004", {"d1"}), ("PF 000003", "PF 000005", {"d0", "d1", "d2"}), ("pf000010", "PF11", {"d3"})],
)
def test_a_range_of_bates_numbers_takes_every_document_that_bears_one(
    tmp_path: Path, keys: ThrowAwayKey, parts: Parts, first: str, last: str, gone: set[str]
) -> None:
    with bates(tmp_path, keys, parts) as matter:
        receipt = purge.purge(matter, clawback.plan_range(matter, first, last))
        assert {document_id for document_id, _ in receipt.deleted.documents} == gone
        assert receipt.bates == (first, last)
        assert {line.id for line in matter.listing} == {"d0", "d1", "d2", "d3"} - gone


@pytest.mark.parametrize(("first", "last"), [("PF 9", "PF 1"), ("PF 1", "QX 2"), ("PF", "PF 2"), ("PF 50", "PF 60")])
def test_what_is_no_range_takes_nothing(
    tmp_path: Path, keys: ThrowAwayKey, parts: Parts, first: str, last: str
) -> None:
    with bates(tmp_path, keys, parts) as matter, pytest.raises(UsageError):
        clawback.plan_range(matter, first, last)


def test_texts_are_deleted_after_sign_off_and_the_policys_days(
    matter: OpenMatter, tmp_path: Path, keys: ThrowAwayKey, parts: Parts
) -> None:
    assert purge.retention(matter).state is RetentionState.OFF
    matter.close()
    later = NOON + dt.timedelta(days=31)
    policy = Policy(retention=RetentionPolicy(30))
    with OpenMatter.open(tmp_path / "m", keys, replace(parts, policy=policy), "Ann") as early:
        assert purge.retention(early).state is RetentionState.WAITING
        with pytest.raises(Refused, match="deleted from"):
            purge.plan_retention(early)
    with OpenMatter.open(tmp_path / "m", keys, replace(parts, policy=policy, clock=lambda: later), "Ann") as due:
        receipt = purge.purge(due, purge.plan_retention(due))
        assert (receipt.kind, len(receipt.deleted.documents)) == ("retention", 2)
        assert rows(due) == dict.fromkeys(TABLES, 0)
        assert due.register.entities == ()
        assert purge.retention(due).state is RetentionState.DONE
        due.check_whole()


def test_a_summary_that_never_left_is_not_lost(matter: OpenMatter) -> None:
    summary = summarize(matter, prompts.load()["document-abstract"])
    review(matter, summary, "Bea", Verdict.APPROVED)
    purge.set_retention(matter, 1)
    late = replace(matter.parts, clock=lambda: NOON + dt.timedelta(days=9))
    matter.parts = late
    assert purge.retention(matter).state is RetentionState.NOT_EXPORTED
    with pytest.raises(Refused, match="never exported"):
        purge.plan_retention(matter)


def test_a_purge_that_is_cut_short_has_deleted_everything_or_nothing(
    matter: OpenMatter, tmp_path: Path, keys: ThrowAwayKey, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(matter.store), "rekey", cut)
    with pytest.raises(KeyboardInterrupt):
        purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    matter.close()
    monkeypatch.undo()
    shutil.copytree(tmp_path / "m", tmp_path / "copy")
    with OpenMatter.open(tmp_path / "copy", keys, parts, "Ann") as again:
        again.check_whole()
        assert [line.name for line in again.listing] == ["shared.txt"]
        assert isinstance(again.store.receipts(), tuple)


def test_a_receipt_reads_back_as_it_was(matter: OpenMatter) -> None:
    import pydantic

    receipt = purge.purge(matter, clawback.plan_clawback(matter, [private(matter)]))
    row = {name: value for name, value in receipt.row().items() if name not in ("digest", "not_covered")}
    assert pydantic.TypeAdapter(Receipt).validate_python(json.loads(json.dumps(row))) == receipt


def test_what_would_go_is_told_in_numbers_that_a_person_reads() -> None:
    one = Deleted((("d1", "0"),), ("p1",), ("s1",), 1)
    many = Deleted((("d1", "0"), ("d2", "1")), ("p1", "p2"), (), 1_200)

    assert purge.Plan("clawback", one, Register()).words() == (
        "1 document with its file and text, 1 masked text, 1 summary with replies and sign-offs, "
        "1 name that no other document contains"
    )
    assert purge.Plan("clawback", many, Register()).words() == (
        "2 documents with their files and texts, 2 masked texts, 0 summaries with replies and sign-offs, "
        "1,200 names that no other document contains"
    )
