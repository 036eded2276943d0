"""The audit chain shows every change, insertion, gap and forged signature, and who signed what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from legalredact.governance.audit_trail import TrailVerdict, next_event, stamp, verdict_words, verify
from legalredact.governance.signing import PersonalKey, fingerprint, is_signed, new_seed
from legalredact.model.audit import GENESIS, AuditEvent

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ANN, BEA = PersonalKey(new_seed()), PersonalKey(new_seed())
ACTS = ("document.add", "name.decide", "payload.local")


def session(
    events: list[AuditEvent], actor: str, signer: PersonalKey | None, first: str = "matter.open"
) -> list[AuditEvent]:
    """The trail with one more session of that person."""
    shown = [("account", f"uid:{actor}"), ("os_user", actor), *([("public", signer.public)] if signer else [])]
    for action in (first, *ACTS):
        details = [*shown] if action == first else [("n", str(len(events)))]
        events.append(next_event(events[-1] if events else None, actor, action, details, lambda: NOON, signer))
    return events


@pytest.fixture
def trail() -> list[AuditEvent]:
    """Ann, Bea, Ann again: twelve events."""
    events = session([], "ann", ANN, "matter.create")
    return session(session(events, "bea", BEA), "ann", ANN)


def broken_at(events: Sequence[AuditEvent]) -> int | None:
    """Where the trail breaks; the same with every signature checked, at that event or sooner."""
    quick, thorough = verify(events), verify(events, thorough=True)
    assert (quick.broken is None) == (thorough.broken is None)
    if quick.broken is None or thorough.broken is None:
        return None
    assert thorough.broken.number <= quick.broken.number
    return quick.broken.number


def rechained(events: Sequence[AuditEvent], start: int) -> list[AuditEvent]:
    """What somebody can do who has the matter's key, but nobody's signing key: mend the chain behind a change."""
    out = list(events[:start])
    for event in events[start:]:
        out.append(replace(event, number=len(out) + 1, before=out[-1].digest if out else GENESIS))
    return out


def test_a_trail_as_it_was_written_holds_and_names_who_signed(trail: list[AuditEvent]) -> None:
    verdict = verify(trail)
    assert (verdict.events, verdict.head, verdict.broken, verdict.unsigned) == (12, trail[-1].digest, None, 0)
    persons = [(one.name, one.account, one.events) for one in verdict.persons]
    assert persons == [("ann", "uid:ann", 8), ("bea", "uid:bea", 4)]
    assert "Every one is signed" in verdict_words(verdict)[0]


def test_of_a_trail_that_does_not_hold_what_comes_before_the_break_is_counted(trail: list[AuditEvent]) -> None:
    verdict = verify([*trail[:6], replace(trail[6], before=GENESIS), *trail[7:]])
    assert verdict.broken is not None
    assert (verdict.events, verdict.head, verdict.broken.number) == (6, trail[5].digest, 7)
    assert [one.events for one in verdict.persons] == [4, 2]
    assert verdict.broken.why == "it does not follow from the event before, which was changed or exchanged"


def test_behind_a_break_nobody_is_believed_to_have_signed(trail: list[AuditEvent]) -> None:
    trail[2] = replace(trail[2], actor="mallory")
    assert [one.name for one in verify(trail).persons] == ["ann"]


@pytest.mark.parametrize("first", ["matter.open", "matter.restore"])
def test_whoever_opens_a_matter_or_puts_it_back_begins_a_session_of_their_own(first: str) -> None:
    verdict = verify(session(session([], "ann", ANN, "matter.create"), "bea", BEA, first))
    assert (verdict.broken, [one.name for one in verdict.persons]) == (None, ["ann", "bea"])


def test_whoever_presents_a_key_alone_is_named_as_the_event_does() -> None:
    (event,) = session([], "ann", ANN, "matter.create")[:1]
    bare = replace(event, details=(("public", ANN.public),))
    verdict = verify([replace(bare, signature=ANN.sign(bare.digest))])
    (person,) = verdict.persons
    assert (verdict.broken, person.name, person.account, person.events) == (None, "ann", "", 1)


def test_a_moment_is_told_to_the_second_in_utc() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    assert stamp(lambda: dt.datetime(2026, 11, 24, 21, 0, 0, 999_999, tokyo)) == "2026-11-24T12:00:00+00:00"


def test_an_empty_trail_holds() -> None:
    assert verify(()) == TrailVerdict(0, "", None, 0, ())


@pytest.mark.parametrize("field", ["actor", "action", "when", "details"])
@pytest.mark.parametrize("index", [0, 1, 5, 10])
def test_a_changed_event_is_shown_by_the_one_after_it(trail: list[AuditEvent], index: int, field: str) -> None:
    changed = (("n", "99"),) if field == "details" else "mallory"
    trail[index] = replace(trail[index], **{field: changed})  # type: ignore[arg-type]  # fields by name
    assert broken_at(trail) in (index + 1, index + 2)


def test_a_change_of_the_last_event_is_shown_by_its_signature(trail: list[AuditEvent]) -> None:
    trail[-1] = replace(trail[-1], actor="mallory")
    assert broken_at(trail) == 12


@pytest.mark.parametrize("index", [0, 1, 4, 10])
def test_a_removed_event_is_shown(trail: list[AuditEvent], index: int) -> None:
    del trail[index]
    assert broken_at(trail) is not None


def test_two_exchanged_events_are_shown(trail: list[AuditEvent]) -> None:
    trail[1], trail[2] = trail[2], trail[1]
    assert broken_at(trail) == 2


@pytest.mark.parametrize("index", [1, 3, 5, 11])
def test_a_change_with_the_chain_mended_behind_it_is_shown_by_a_signature(trail: list[AuditEvent], index: int) -> None:
    trail[index] = replace(trail[index], details=(("n", "99"),))
    assert broken_at(rechained(trail, index + 1)) is not None


@pytest.mark.parametrize("index", [1, 6, 9])
def test_a_removal_with_the_chain_mended_behind_it_is_shown(trail: list[AuditEvent], index: int) -> None:
    del trail[index]
    assert broken_at(rechained(trail, index)) is not None


def test_an_event_under_another_persons_key_is_shown(trail: list[AuditEvent]) -> None:
    forged = replace(trail[-1], actor="bea", key=fingerprint(BEA.public))
    assert broken_at([*trail[:-1], replace(forged, signature=BEA.sign(forged.digest))]) == 12


def test_signatures_cannot_be_taken_off_within_a_session(trail: list[AuditEvent]) -> None:
    assert broken_at([*trail[:-1], replace(trail[-1], key="", signature="")]) == 12
    assert broken_at([*trail[:-1], replace(trail[-1], signature="")]) == 12
    broken = verify([*trail[:-1], replace(trail[-1], signature="")]).broken
    assert broken is not None
    assert broken.why == "it is not signed by the person whose session it stands in"


def test_a_session_without_a_key_is_counted_as_unsigned() -> None:
    verdict = verify(session(session([], "ann", ANN, "matter.create"), "server", None))
    assert (verdict.broken, verdict.unsigned) == (None, 4)
    assert [one.name for one in verdict.persons] == ["ann"]
    assert "4 of them bear no signature" in verdict_words(verdict)[0]


def test_a_trail_from_before_there_were_signatures_still_holds() -> None:
    assert verify(session([], "ann", None, "matter.create")).broken is None


def test_an_event_says_when_in_utc(trail: list[AuditEvent]) -> None:
    assert trail[0].when == "2026-11-24T12:00:00+00:00"


@pytest.mark.parametrize("public", ["", "ff", "zz" * 32, BEA.public], ids=["none", "short", "no digits", "another"])
def test_what_is_no_key_or_anothers_signs_nothing(public: str) -> None:
    assert is_signed(ANN.public, "ab" * 32, ANN.sign("ab" * 32))
    assert not is_signed(public, "ab" * 32, ANN.sign("ab" * 32))
    assert not is_signed(ANN.public, "ac" * 32, ANN.sign("ab" * 32))
    assert not is_signed(ANN.public, "ab" * 32, "no signature")


def test_whoever_signs_last_cannot_rewrite_a_colleagues_earlier_session() -> None:
    """Bea has the matter's key and her own: she mends the chain, and signs her session anew; Ann's end shows it."""
    events = session(session([], "ann", ANN, "matter.create"), "bea", BEA)
    events[1] = replace(events[1], details=(("n", "99"),))
    forged = rechained(events, 2)
    for index in range(4, 8):
        forged = rechained(forged, index)
        forged[index] = replace(forged[index], signature=BEA.sign(forged[index].digest))
    assert broken_at(forged) == 4


def test_an_event_that_is_put_under_another_persons_key_inside_ones_own_session_is_shown() -> None:
    """Ann writes an act of Bea's into her own session; only the last signature of a session is looked at."""
    events = session([], "ann", ANN, "matter.create")
    events[2] = replace(events[2], actor="bea", key=fingerprint(BEA.public))
    forged = rechained(events, 3)
    forged[3] = replace(forged[3], signature=ANN.sign(forged[3].digest))
    assert broken_at(forged) == 3


def test_the_thorough_check_finds_a_signature_inside_a_session_that_is_none(trail: list[AuditEvent]) -> None:
    trail[5] = replace(trail[5], signature=ANN.sign(trail[5].digest))
    broken = verify(trail, thorough=True).broken
    assert broken is not None
    assert broken.number == 6


def test_an_event_covers_the_state_that_it_tells(trail: list[AuditEvent]) -> None:
    last = next_event(trail[-1], "ann", "name.decide", [], lambda: NOON, ANN, "ab" * 32)
    assert verify([*trail, last]).broken is None
    assert broken_at([*trail, replace(last, state="cd" * 32)]) == 13
    assert broken_at([*trail, replace(last, state="")]) == 13


def test_a_state_cannot_be_taken_for_a_key() -> None:
    event = AuditEvent(1, NOON.isoformat(), "ann", "name.decide", (), GENESIS)
    assert replace(event, key="ab").digest != replace(event, state="ab").digest
