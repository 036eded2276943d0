"""The trail over a store alone, without an open matter: what is written when, in which order, and what refuses it."""

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable, Refused, VaultDamaged
from legalredact.governance import state_fault
from legalredact.governance.account import Account
from legalredact.governance.anchor import Anchor, Anchors
from legalredact.governance.signing import PersonalKey, fingerprint, is_signed, new_seed
from legalredact.model.audit import AuditEvent
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import AuditPolicy, Policy, RolePolicy
from legalredact.vault.codec import encode
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.trail import ACCEPT, KEEP, Trail, Witness
from legalredact.workflow.matter.trail_faults import changed, refuse
from tests.fakes.shared_key import SharedKey

ANN = PersonalKey(new_seed())
ACCOUNT = Account("uid:ann", "ann")
KEY = SharedKey()
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DECIDED, ADDED = "name.decide", "document.add"


@dataclass
class Written:
    """A store with its trail, and what was forwarded."""

    store: MatterStore
    trail: Trail
    anchors: Anchors
    forwarded: list[AuditEvent] = field(default_factory=list)
    now: dt.datetime = NOON

    def note(self, action: str, *details: tuple[str, str | int], policy: Policy | None = None) -> None:
        self.trail.note(policy or Policy(), lambda: self.now, ACCOUNT, "ann", action, details)

    def actions(self) -> list[str]:
        return [event.action for event in self.store.trail()]

    def name_it(self, name: str) -> None:
        self.store.put_info(replace(self.store.info(), name=name))


def witnessed(store: MatterStore, folder: Path, signer: PersonalKey | None) -> Written:
    anchors, forwarded = Anchors(folder / "anchors"), list[AuditEvent]()
    trail = Trail(store, Witness(lambda: signer, anchors, lambda _, event: forwarded.append(event)))
    return Written(store, trail, anchors, forwarded)


@pytest.fixture(params=[ANN, None], ids=["signed", "unsigned"])
def signer(request: pytest.FixtureRequest) -> PersonalKey | None:
    """Whose key signs."""
    return request.param  # type: ignore[no-any-return]  # one of the two above


@pytest.fixture
def written(tmp_path: Path, signer: PersonalKey | None) -> Iterator[Written]:
    with MatterStore.create(tmp_path / "m", KEY, MatterInfo("m1"), "ann") as store:
        made = witnessed(store, tmp_path, signer)
        made.note("matter.create")
        yield made


def test_an_event_is_chained_signed_anchored_and_forwarded(written: Written, signer: PersonalKey | None) -> None:
    written.note(ADDED, ("document", "d1"), ("pages", 2))
    first, second = written.store.trail()
    assert (second.number, second.before, second.actor) == (2, first.digest, "ann")
    assert (second.when, second.details) == ("2026-11-24T12:00:00+00:00", (("document", "d1"), ("pages", "2")))
    assert second.state == written.store.state()
    assert second.key == (fingerprint(ANN.public) if signer else "")
    assert (not signer) or is_signed(ANN.public, second.digest, second.signature)
    assert written.forwarded == [first, second]
    assert written.anchors.of("m1") == Anchor(2, second.digest, second.when)
    assert written.trail.author(ACCOUNT) == ("uid:ann", second.key)


def test_the_first_event_of_a_session_presents_account_and_key(written: Written, signer: PersonalKey | None) -> None:
    (first,) = written.store.trail()
    key = (("public", ANN.public),) if signer else ()
    assert first.details == (("account", "uid:ann"), ("os_user", "ann"), *key)


def test_an_event_inside_a_transaction_tells_the_state_after_its_act(written: Written) -> None:
    before = written.store.state()
    with written.trail.together():
        written.note("matter.change")
        assert written.actions() == ["matter.create"]
        written.name_it("Oldacre")
    _, event = written.store.trail()
    assert event.state == written.store.state() != before
    assert written.trail.fault() == ""


def test_a_look_before_the_first_event_hides_none_that_follows(tmp_path: Path, signer: PersonalKey | None) -> None:
    with MatterStore.create(tmp_path / "m", KEY, MatterInfo("m1"), "ann") as store:
        made = witnessed(store, tmp_path, signer)
        wanted = frozenset({"matter.create"})
        assert made.trail.events_of(wanted) == ()
        made.note("matter.create")
        assert [event.number for event in made.trail.events_of(wanted)] == [1]


def test_a_look_at_other_events_inside_an_act_leaves_its_own_for_the_state_after_it(written: Written) -> None:
    with written.trail.together():
        written.note(DECIDED)
        assert written.trail.of_incidents() == ()
        assert written.trail.events_of(frozenset({ADDED})) == ()
        written.name_it("Oldacre")
    assert written.actions() == ["matter.create", DECIDED]  # and none that tells the state once more


def test_an_event_of_the_act_itself_is_among_those_that_are_asked_for(written: Written) -> None:
    with written.trail.together():
        written.note(DECIDED)
        assert [event.action for event in written.trail.events_of(frozenset({DECIDED}))] == [DECIDED]
        written.name_it("Oldacre")
    assert written.actions() == ["matter.create", DECIDED, KEEP]  # it was written before the change


def test_each_of_several_events_in_a_transaction_is_written_and_forwarded_in_order(written: Written) -> None:
    with written.trail.together():
        for action in (ADDED, DECIDED, ADDED):
            written.note(action)
    assert written.actions() == ["matter.create", ADDED, DECIDED, ADDED]
    assert written.forwarded == list(written.store.trail())
    anchor = written.anchors.of("m1")
    assert anchor is not None
    assert anchor.number == 4


def test_changes_without_an_event_of_their_own_end_with_one(written: Written) -> None:
    with written.store.together():
        written.name_it("Oldacre")
    assert written.actions() == ["matter.create", KEEP]
    with written.store.together():
        written.store.info()
    assert written.actions() == ["matter.create", KEEP]  # nothing changed, so nothing is recorded
    assert written.trail.fault() == ""


def test_after_a_first_act_that_failed_there_is_no_event_to_compare_with_and_changes_are_stored(
    tmp_path: Path, signer: PersonalKey | None
) -> None:
    with MatterStore.create(tmp_path / "m", KEY, MatterInfo("m1"), "ann") as store:
        written = witnessed(store, tmp_path, signer)
        with contextlib.suppress(LookupError), written.trail.together():
            written.note("matter.create")
            raise LookupError
        written.name_it("Oldacre")
        assert (store.info().name, written.actions()) == ("Oldacre", [])
        written.note("matter.create")
        assert written.trail.fault() == ""


@pytest.mark.parametrize("looks", [True, False])
def test_a_transaction_that_fails_leaves_no_event_no_anchor_and_nothing_forwarded(
    written: Written, looks: bool
) -> None:
    """Looking for events writes the one that waits for the end of its act."""
    told: list[str] = []
    written.trail.given_up = lambda: told.append("rolled back")
    anchor, forwarded = written.anchors.of("m1"), list(written.forwarded)
    with contextlib.suppress(ZeroDivisionError), written.trail.together():
        written.note(DECIDED)
        assert not looks or len(written.trail.events_of(frozenset({DECIDED}))) == 1
        written.name_it("Oldacre")
        raise ZeroDivisionError
    assert written.actions() == ["matter.create"]
    assert (written.anchors.of("m1"), written.forwarded, told) == (anchor, forwarded, ["rolled back"])
    assert written.trail.events_of(frozenset({DECIDED})) == ()
    written.note(DECIDED)
    assert [event.number for event in written.trail.events_of(frozenset({DECIDED}))] == [2]
    assert written.forwarded == list(written.store.trail())
    assert written.trail.fault() == ""


def test_a_part_of_a_transaction_that_fails_takes_its_own_events_with_it_alone(written: Written) -> None:
    with written.trail.together():
        written.note(DECIDED)
        with contextlib.suppress(ZeroDivisionError), written.trail.together():
            written.note(ADDED)
            raise ZeroDivisionError
    assert written.actions() == ["matter.create", DECIDED]
    assert written.forwarded == list(written.store.trail())


def test_an_event_that_cannot_be_forwarded_leaves_no_anchor_beside_the_old_one(
    written: Written, tmp_path: Path
) -> None:
    def deaf(_: str, event: AuditEvent) -> None:
        raise Refused(f"Event {event.number} could not be handed on.", "Ask firm IT.")

    anchor = written.anchors.of("m1")
    trail = Trail(written.store, Witness(lambda: None, written.anchors, deaf))
    with pytest.raises(Refused, match="Event 2 could not be handed on"):
        trail.note(Policy(), lambda: NOON, ACCOUNT, "ann", DECIDED, ())
    assert written.actions() == ["matter.create"]
    assert written.anchors.of("m1") == anchor
    assert [path.name for path in (tmp_path / "anchors").iterdir()] == ["m1.json"]


def test_an_act_that_policy_gives_to_others_is_not_recorded(written: Written) -> None:
    with pytest.raises(Refused, match="does not let the account ann prepare matters"):
        written.note(DECIDED, policy=Policy(roles=RolePolicy(prepare=("bea",))))
    assert written.actions() == ["matter.create"]


def test_where_policy_asks_for_signatures_an_unsigned_event_is_refused(
    written: Written, signer: PersonalKey | None
) -> None:
    policy = Policy(audit=AuditPolicy(signed=True))
    if signer:
        written.note(DECIDED, policy=policy)
        return
    with pytest.raises(KeyringUnavailable, match=r"asks for signed events.*Nothing was done"):
        written.note(DECIDED, policy=policy)
    assert written.actions() == ["matter.create"]


def test_events_are_found_by_action_and_by_detail_also_those_that_follow(written: Written) -> None:
    both = frozenset({DECIDED, ADDED})
    for action, document in ((ADDED, "d1"), (DECIDED, "d1"), ("copy.make", "d1"), (ADDED, "d2")):
        written.note(action, ("document", document))

    def numbers(document: str) -> list[int]:
        return [event.number for event in written.trail.events_about(both, "document", document)]

    assert (numbers("d1"), numbers("d2"), numbers("d3")) == ([2, 3], [5], [])
    written.note(DECIDED, ("document", "d1"))
    assert (numbers("d1"), numbers("d2")) == ([2, 3, 6], [5])
    assert [event.number for event in written.trail.events_of(frozenset({DECIDED}))] == [3, 6]
    assert [event.number for event in written.trail.events_of(both)] == [2, 3, 5, 6]
    with written.trail.together():
        written.note(DECIDED, ("document", "d1"))
        assert numbers("d1") == [2, 3, 6, 7]  # recorded, and not stored yet


def test_incidents_are_read_from_their_events(written: Written) -> None:
    written.note("incident.open", ("incident", 1), ("what", "Another account answered."))
    written.note(DECIDED)
    written.note("incident.close", ("incident", 1), ("reason", "It was ours."))
    assert [event.action for event in written.trail.of_incidents()] == ["incident.open", "incident.close"]


def test_the_latest_moment_is_that_of_events_since_the_last_acceptance_and_of_anchors(written: Written) -> None:
    assert written.trail.latest_moment() == "2026-11-24T12:00:00+00:00"
    written.now = NOON + dt.timedelta(days=400)
    written.note(DECIDED)
    assert written.trail.latest_moment() == "2027-12-29T12:00:00+00:00"
    written.now = NOON + dt.timedelta(hours=1)
    written.note(ACCEPT)
    assert written.trail.latest_moment() == "2027-12-29T12:00:00+00:00"  # the anchor saw it
    written.trail.believe_clock("2026-11-24T13:00:00+00:00")
    assert written.trail.latest_moment() == "2026-11-24T13:00:00+00:00"


def test_without_anchors_only_the_events_tell_the_time(tmp_path: Path) -> None:
    with MatterStore.create(tmp_path / "m", KEY, MatterInfo("m1"), "ann") as store:
        trail = Trail(store, Witness())
        assert trail.latest_moment() == ""
        trail.note(Policy(), lambda: NOON, ACCOUNT, "ann", "matter.create", ())
        assert trail.latest_moment() == "2026-11-24T12:00:00+00:00"
        trail.believe_clock("2026-01-01T00:00:00+00:00")
        assert trail.latest_moment() == "2026-11-24T12:00:00+00:00"
        assert (trail.fault(), trail.author(ACCOUNT)) == ("", ("uid:ann", ""))
        trail.refuse_fault()


# Evidence against a matter


def rewrite(store: MatterStore, event: AuditEvent) -> None:
    """With the matter's key, around the program."""
    statement = "UPDATE audit_event SET content = ? WHERE number = ?"
    store._db.execute(statement, (encode(AuditEvent, event), event.number))


def test_a_trail_cut_at_its_end_names_the_remedy_for_a_restored_backup(written: Written) -> None:
    written.note(DECIDED)
    written.store._db.execute("DELETE FROM audit_event WHERE number = 2")
    for opening in (False, True):
        with pytest.raises(
            VaultDamaged, match=r"ends at event 1; from here it was seen to reach 2.*older copy"
        ) as told:
            written.trail.refuse_fault(opening=opening)
        assert "accept it: `legalredact audit accept" in told.value.remedy
    with pytest.raises(VaultDamaged, match="older copy"):
        written.trail.refuse_changed()
    with pytest.raises(VaultDamaged, match="older copy"):
        written.trail.check(thorough=False, restored=False)
    assert written.trail.check(thorough=False, restored=True).broken is None


def test_rows_changed_around_the_program_are_evidence(written: Written) -> None:
    written.store._db.execute("UPDATE setting SET value = CAST(value || ' ' AS BLOB) WHERE name = 'info'")
    with pytest.raises(VaultDamaged, match="changed outside LegalRedact") as told:
        refuse(changed(written.store, written.store.stated()))
    assert told.value.remedy == state_fault.REMEDY


def test_an_event_that_differs_from_its_digest_breaks_the_chain(written: Written) -> None:
    written.note(ADDED)
    written.note(DECIDED)
    _, second, _ = written.store.trail()
    rewrite(written.store, replace(second, actor="bea"))
    with pytest.raises(VaultDamaged, match="not valid from event") as told:
        written.trail.check(thorough=False, restored=True)
    assert told.value.remedy == "Restore the matter from a backup, and report this."


@pytest.mark.parametrize("change", [{"key": "0" * 16}, {"signature": "00" * 64}])
def test_a_last_event_of_another_key_or_signature_is_evidence(tmp_path: Path, change: dict[str, str]) -> None:
    with MatterStore.create(tmp_path / "m", KEY, MatterInfo("m1"), "ann") as store:
        made = witnessed(store, tmp_path, ANN)
        made.note("matter.create")
        made.note(DECIDED)
        last = store.last_event()
        assert last is not None
        rewrite(store, replace(last, **change))  # type: ignore[arg-type]  # fields by name
        assert changed(store, store.stated()) == ("Event 2 is not signed by the person in whose session it stands.")


def test_a_last_event_without_a_state_is_evidence_if_an_earlier_one_has_one(written: Written) -> None:
    written.note(DECIDED)
    first, second = written.store.trail()
    rewrite(written.store, replace(second, state=""))
    assert changed(written.store, written.store.stated()) == "Event 2 tells no state, and event 1 does."
    rewrite(written.store, replace(first, state=""))
    assert changed(written.store, written.store.stated()) == ""  # from before events contained the state


def test_a_matter_without_a_trail_is_evidence_only_if_it_holds_documents(written: Written) -> None:
    written.store._db.execute("DELETE FROM audit_event")
    assert changed(written.store, written.store.stated()) == ""


def test_a_second_comparison_is_skipped_only_while_it_is_recent_and_not_forgotten(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)  # in the same moment, too
    written.trail.refuse_changed()
    written.store._db.execute("DELETE FROM audit_event")
    written.trail.refuse_changed(within=3600)
    with pytest.raises(VaultDamaged):
        written.trail.refuse_changed()
    written.trail.forget_comparison()
    with pytest.raises(VaultDamaged):
        written.trail.refuse_changed(within=3600)


def test_another_trail_over_the_same_store_reads_what_the_first_wrote_and_a_reader_writes_nothing(
    written: Written, tmp_path: Path
) -> None:
    written.note(DECIDED)
    with MatterStore.read(tmp_path / "m", KEY) as store:
        reader = Trail(store, Witness(lambda: None, written.anchors))
        reader.refuse_changed()
        assert len(reader.events_of(frozenset({DECIDED}))) == 1
        written.note(DECIDED)
        reader.refuse_changed()  # who only reads sees what another one writes
        assert len(reader.events_of(frozenset({DECIDED}))) == 2
