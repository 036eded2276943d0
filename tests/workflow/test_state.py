"""Every event tells the state that its act leaves, over every row of the matter; what does not fit stops the matter."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import LegalRedactError, Refused, VaultDamaged
from legalredact.governance.anchor import Anchors
from legalredact.governance.audit_trail import next_event
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.audit import AuditEvent
from legalredact.model.job import Job, Stage
from legalredact.model.matter import AiRule
from legalredact.model.mention import Tier
from legalredact.model.redaction import ReasonRules
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.model.state import StatePart, differing
from legalredact.summary import prompts
from legalredact.vault import schema, state
from legalredact.vault.codec import encode
from legalredact.vault.database import transaction
from legalredact.vault.store import MatterStore
from legalredact.workflow.copies import plan, reason_codes
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Trail, Witness
from legalredact.workflow.names import decisions
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import NOON, light_parts
from tests.fakes.shared_key import SharedKey

ANN, BEA = PersonalKey(new_seed()), PersonalKey(new_seed())
KEY = SharedKey()
UNCOVERED = {"audit_event", "original", "char_boxes"}
"""Chained by itself; held against the digest in the list; held against a proof of all of a document's."""


def parts(signer: PersonalKey | None = ANN, anchors: Anchors | None = None) -> Parts:
    return replace(light_parts(), witness=Witness(lambda: signer, anchors))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A matter with a row in most tables."""
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", KEY, parts(), "ann") as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()["document-abstract"])
        review(matter, summary, "bea", Verdict.APPROVED)
        matter.accept_unread([(matter.listing[0].id, "p1")], "looked at")
        reason_codes.set_rules(matter, ReasonRules())
        plan.put_boxes(matter, matter.listing[0].id, ())
        matter.store.put_jobs([Job(matter.listing[0].id, Stage.MASK)])
        with transaction(matter.store._db) as db:
            db.execute("INSERT INTO receipt (content) VALUES (x'7b7d')")
            db.execute("INSERT INTO reply VALUES ('d1', x'7b7d')")
            db.execute("INSERT INTO member VALUES (1, 'k', 'd1', x'7b7d', '', '', '', '', '')")
    return tmp_path / "m"


def opened(folder: Path, signer: PersonalKey | None = ANN) -> OpenMatter:
    return OpenMatter.open(folder, KEY, parts(signer), "ann")


def raw(folder: Path) -> dbapi2.Connection:
    """The database as somebody opens it who has the key, around the program."""
    with MatterStore.read(folder, KEY) as store:
        key = store._sealed.key
    db = dbapi2.connect(str(folder / "matter.db"), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return db


def tables_of(db: dbapi2.Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def test_every_table_and_column_is_in_the_state_or_has_a_digest_of_its_own(folder: Path) -> None:
    db = raw(folder)
    covered = {table: columns.split(", ") for table, columns in state._COLUMNS.items()}
    covered |= {table: [of, *columns.split(", ")] for table, (of, columns) in state._PROVED.items()}
    assert set(tables_of(db)) == set(covered) | UNCOVERED
    for table, columns in covered.items():
        there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        assert there - {"position"} <= set(columns), table
    assert schema.VERSION == 6  # a new table or column has to be thought of


@pytest.mark.parametrize("table", sorted(set(state._COLUMNS) | set(state._PROVED) | {"original"}))
def test_no_row_that_is_taken_out_by_hand_goes_unnoticed(folder: Path, table: str) -> None:
    db = raw(folder)
    there = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a table of ours
    assert there
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(f"DELETE FROM {table}")  # noqa: S608 - a table of ours
    db.close()
    if table == "original":
        with opened(folder) as matter:
            assert matter.store.original(matter.listing[0].id) is None  # no copy is made without it
        return
    with pytest.raises(VaultDamaged), opened(folder) as matter:
        matter.check_whole()


def test_a_row_that_is_taken_out_while_the_matter_is_open_is_found_by_the_check_of_all(folder: Path) -> None:
    db = raw(folder)
    with opened(folder) as matter:
        matter.check_whole()
        db.execute("DELETE FROM sign_off")
        with pytest.raises(VaultDamaged, match="Sign-offs and receipts"):
            matter.check_whole()
    db.close()


@pytest.mark.parametrize("reading", [False, True], ids=["writing", "reading"])
def test_a_row_that_is_taken_out_while_the_matter_is_open_is_named_before_anything_leaves(
    folder: Path, reading: bool
) -> None:
    db = raw(folder)
    look = OpenMatter.read if reading else OpenMatter.open
    with look(folder, KEY, parts(), "ann") as matter:
        matter.trail.refuse_changed()
        db.execute("DELETE FROM sign_off")
        with pytest.raises(VaultDamaged, match="Sign-offs and receipts"):
            matter.trail.refuse_changed()
    db.close()


CHANGES: dict[str, Callable[[OpenMatter], object]] = {
    "settings": lambda matter: matter.set_info(replace(matter.info, ai_rule=AiRule.OPEN)),
    "decision": lambda matter: decisions.decide(matter, Decision.DISMISSED, [matter.register.entities[0].id]),
    "unread": lambda matter: matter.accept_unread([(matter.listing[0].id, "p2")], "looked at"),
    "summary": lambda matter: summarize(matter, prompts.load()["document-abstract"]),
    "sign-off": lambda matter: review(matter, matter.summary(), "bea", Verdict.REJECTED, "wrong"),
    "computed": lambda matter: matter.store.put_alike(b"{}"),
}


def two_in_one(matter: OpenMatter) -> None:
    with matter.trail.together():
        CHANGES["settings"](matter)
        CHANGES["unread"](matter)


CHANGES["together"] = two_in_one


def fail_after(_: object) -> None:
    """What was done before it in a transaction is given up."""
    raise RuntimeError


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_the_last_event_tells_the_state_that_stands_on_the_disk(folder: Path, change: str) -> None:
    with opened(folder) as matter:
        before = matter.events[-1]
        CHANGES[change](matter)
        stated = matter.store.stated()
        assert stated.last == matter.events[-1] != before
        assert stated.last.state == stated.state == matter.store.state() != before.state
        matter.check_whole()
    opened(folder).close()


def test_each_event_of_one_transaction_tells_the_state_that_its_own_act_leaves(folder: Path) -> None:
    with opened(folder) as matter:
        before = matter.events[-1].state
        two_in_one(matter)
        settings, unread = matter.events[-2:]
    assert differing(before, settings.state) == (StatePart.SETTINGS,)
    assert differing(settings.state, unread.state) == (StatePart.DECISIONS,)


def test_what_is_given_up_leaves_no_event_and_no_state(folder: Path) -> None:
    with opened(folder) as matter:
        before, register = matter.events, matter.register
        with pytest.raises(RuntimeError), matter.trail.together():
            fail_after(decisions.decide(matter, Decision.DISMISSED, [register.entities[0].id]))
        assert (matter.events, matter.register) == (before, register)
        assert matter.store.stated().state == matter.store.state() == before[-1].state


def test_a_part_of_a_transaction_that_is_given_up_leaves_the_rest(folder: Path) -> None:
    with opened(folder) as matter:
        with matter.trail.together():
            matter.note("document.read", ("files", 1))
            with pytest.raises(RuntimeError), matter.act("document.read", ("files", 2)):
                fail_after(CHANGES["settings"](matter))
            CHANGES["unread"](matter)
        assert [dict(event.details).get("files") for event in matter.events[-2:]] == ["1", None]
        matter.check_whole()


# What stands outside the matter


def test_events_of_a_transaction_and_those_after_it_are_marked_and_handed_on(folder: Path, tmp_path: Path) -> None:
    handed: list[AuditEvent] = []
    anchors = Anchors(tmp_path / "marks")
    with opened(folder) as matter:
        matter.trail = Trail(matter.store, Witness(lambda: ANN, anchors, lambda _, event: handed.append(event)))
        two_in_one(matter)
        assert handed == list(matter.events[-2:])
        matter.note("document.read", ("files", 1))
        matter.note("document.read", ("files", 2))
        assert handed == list(matter.events[-4:])
        mark = anchors.of(matter.info.id)
        assert mark is not None
        assert (mark.number, mark.digest) == (matter.events[-1].number, matter.events[-1].digest)


def test_what_is_given_up_is_marked_nowhere_and_what_comes_after_it_is(folder: Path, tmp_path: Path) -> None:
    anchors = Anchors(tmp_path / "marks")
    with opened(folder) as matter:
        matter.trail = Trail(matter.store, Witness(lambda: ANN, anchors))
        with pytest.raises(RuntimeError), matter.act("document.read", ("files", 1)):
            fail_after(None)
        assert anchors.of(matter.info.id) is None
        matter.note("document.read", ("files", 2))
        assert anchors.of(matter.info.id) is not None
    assert {path.suffix for path in (tmp_path / "marks").iterdir()} == {".json"}


def test_an_event_that_cannot_be_handed_on_stops_what_was_to_be_done_with_it(folder: Path, tmp_path: Path) -> None:
    def deaf(_: str, event: AuditEvent) -> None:
        raise Refused("The audit event could not be handed on; nothing was done.", "Ask firm IT.")

    anchors = Anchors(tmp_path / "marks")
    with opened(folder) as matter:
        matter.trail = Trail(matter.store, Witness(lambda: ANN, anchors, deaf))
        before, info = matter.events, matter.info
        with pytest.raises(Refused):
            CHANGES["settings"](matter)
        assert (matter.events, matter.info, anchors.of(info.id)) == (before, info, None)


# What speaks against a matter


def last_event(folder: Path) -> AuditEvent:
    with OpenMatter.read(folder, KEY, parts(), "ann") as matter:
        return matter.events[-1]


def put_event(folder: Path, event: AuditEvent) -> None:
    db = raw(folder)
    row = (event.number, encode(AuditEvent, event), event.digest)
    db.execute("INSERT OR REPLACE INTO audit_event VALUES (?, ?, ?)", row)
    db.close()


@pytest.mark.parametrize("extra", [False, True], ids=["stripped", "added"])
def test_a_matter_whose_events_tell_states_never_goes_back_to_none(folder: Path, extra: bool) -> None:
    last = last_event(folder)
    event = replace(last, state="")
    if extra:
        event = next_event(last, "ann", "document.read", [], lambda: NOON)
    put_event(folder, replace(event, key=last.key, signature=ANN.sign(replace(event, key=last.key).digest)))
    with pytest.raises(VaultDamaged, match="tells no state"):
        opened(folder)


def test_a_state_under_anothers_signature_is_no_state(folder: Path) -> None:
    with opened(folder) as matter:
        CHANGES["settings"](matter)
    last = last_event(folder)
    put_event(folder, replace(last, signature=BEA.sign(last.digest)))
    with pytest.raises(VaultDamaged, match="not signed"):
        opened(folder)
    put_event(folder, replace(last, key="", signature=""))
    with pytest.raises(VaultDamaged, match="not signed"):
        opened(folder)


def test_the_thorough_check_of_a_matter_looks_at_every_signature(folder: Path) -> None:
    with opened(folder) as matter:
        inside = matter.events[-3]
    put_event(folder, replace(inside, signature=BEA.sign(inside.digest)))
    with opened(folder) as matter:
        matter.check_whole()
        with pytest.raises(VaultDamaged, match=f"from event {inside.number}"):
            matter.check_whole(thorough=True)


def test_a_name_that_is_changed_by_hand_is_told_with_the_decision_on_it(folder: Path) -> None:
    db = raw(folder)
    (content,) = db.execute("SELECT CAST(content AS TEXT) FROM entity").fetchone()
    db.execute("UPDATE entity SET content = ?", (content.replace('"confirmed"', '"dismissed"').encode(),))
    db.close()
    with pytest.raises(VaultDamaged, match=r"\(name.decide by ann.*said confirmed: one name is not"):
        opened(folder)


# Matters from before


def as_before(folder: Path) -> None:
    """The matter as the version before left it: no states in the trail, no digests of rows."""
    with OpenMatter.read(folder, KEY, parts(), "ann") as matter:
        events = matter.events
    db = raw(folder)
    last: AuditEvent | None = None
    for event in events:
        last = next_event(last, event.actor, event.action, event.details, lambda: NOON, ANN)
        db.execute(
            "UPDATE audit_event SET content = ?, digest = ? WHERE number = ?",
            (encode(AuditEvent, last), last.digest, last.number),
        )
    db.execute("DROP TABLE proof")
    db.execute("DELETE FROM setting WHERE name = 'state_key'")
    db.execute("PRAGMA user_version = 5")
    db.close()


def test_a_matter_from_before_is_given_its_state_with_an_event_that_says_so(folder: Path) -> None:
    as_before(folder)
    with opened(folder) as matter:
        begun = [event.action for event in matter.events if event.state]
        assert begun[:2] == ["matter.open", "state.begin"]
        assert "Oldacre" in matter.store.document(matter.listing[0].id).text
        assert matter.store.original(matter.listing[0].id)
        matter.check_whole()
    with opened(folder) as matter:
        assert [event.action for event in matter.events].count("state.begin") == 1


def test_a_matter_that_is_made_to_look_like_one_from_before_is_noticed(folder: Path) -> None:
    """Its version is put back and its digests are taken out, and the trail still tells a state."""
    db = raw(folder)
    db.execute("DROP TABLE proof")
    db.execute("DELETE FROM setting WHERE name = 'state_key'")
    db.execute("DELETE FROM entity")
    db.execute("PRAGMA user_version = 5")
    db.close()
    with pytest.raises(LegalRedactError):
        opened(folder)


@pytest.mark.parametrize("place", ["original", "char_boxes"])
def test_a_file_or_boxes_that_were_changed_by_hand_are_refused_when_they_are_read(folder: Path, place: str) -> None:
    db = raw(folder)
    if place == "original":
        db.execute("UPDATE original SET chunk = x'61'")
    else:
        (document,) = db.execute("SELECT id FROM document").fetchone()
        db.execute("INSERT INTO char_boxes VALUES (?, 1, 'p1.b1', x'00')", (document,))
    db.close()
    with opened(folder) as matter:
        document_id = matter.listing[0].id
        with pytest.raises(VaultDamaged, match="not what was"):
            matter.store.original(document_id) if place == "original" else matter.store.document(
                document_id, boxes=True
            )
        with pytest.raises(VaultDamaged, match="not what was"):
            matter.check_whole()


def test_a_fresh_key_takes_the_state_with_it_and_hides_no_change(folder: Path) -> None:
    with opened(folder) as matter:
        matter.store.rekey(matter.store.members)
        CHANGES["settings"](matter)
        matter.check_whole()
        db = matter.store._db
        db.sums, kept = None, db.sums  # a change that nobody follows
        db.execute("DELETE FROM accepted_part")
        db.sums = kept
        matter.store.rekey(matter.store.members)
        with pytest.raises(VaultDamaged, match="ccepted parts"):
            matter.trail.refuse_changed()
    with pytest.raises(VaultDamaged, match="ccepted parts"):
        opened(folder)


def test_a_database_whose_table_and_index_contradict_each_other_is_not_opened(folder: Path) -> None:
    """An old page of an index alone: rows are found by it that are others in the table."""
    db = raw(folder)
    db.execute("PRAGMA writable_schema = ON")
    (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_entity_1'").fetchone()
    db.execute("INSERT INTO entity (id, content) VALUES ('e999', x'7b7d')")
    size = (folder / "matter.db").read_bytes()
    page = size[(root - 1) * 4096 : root * 4096]
    db.execute("DELETE FROM entity WHERE id = 'e999'")
    db.close()
    with (folder / "matter.db").open("rb+") as file:
        file.seek((root - 1) * 4096)
        file.write(page)
    with pytest.raises(VaultDamaged, match="contradict"):
        opened(folder)


def test_a_transaction_that_cannot_be_handed_on_leaves_no_half_mark(folder: Path, tmp_path: Path) -> None:
    def deaf(_: str, event: AuditEvent) -> None:
        raise Refused("The audit event could not be handed on; nothing was done.", "Ask firm IT.")

    with opened(folder) as matter:
        matter.trail = Trail(matter.store, Witness(lambda: ANN, Anchors(tmp_path / "marks"), deaf))
        with pytest.raises(Refused):
            matter.note("document.read", ("files", 1))
    assert list((tmp_path / "marks").iterdir()) == []


def test_a_matter_whose_whole_trail_is_gone_is_not_taken_for_a_new_one(folder: Path) -> None:
    db = raw(folder)
    db.execute("DELETE FROM audit_event")
    db.close()
    with pytest.raises(VaultDamaged, match="trail is gone"):
        opened(folder)


def test_who_only_reads_takes_what_another_one_writes_for_no_change_by_hand(folder: Path) -> None:
    with OpenMatter.read(folder, KEY, parts(), "bea") as reading, opened(folder) as matter:
        CHANGES["settings"](matter)
        reading.trail.refuse_changed()
        CHANGES["unread"](matter)
        reading.trail.refuse_changed()
        assert reading.prepare(prompts.load()["document-abstract"]).payload.documents
