"""Verifies a trail of a million signed events in a real vault, and prints how many a second; aim: 50,000.

Reading from the encrypted database is part of it. The trail is written in bulk, which the program never does.
"""

import datetime as dt
import itertools
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from legalredact.governance.audit_trail import TrailVerdict, next_event, verify
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.audit import AuditEvent
from legalredact.model.matter import MatterInfo
from legalredact.vault.codec import encode
from legalredact.vault.database import transaction
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore

EVENTS = 1_000_000
SESSION = 250
"""Events of one person's session, about an hour of work on names."""
AIM = 50_000
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def main(arguments: list[str]) -> int:
    """Write, verify, print; `arguments` are not used. Returns 1 if the aim was missed."""
    del arguments
    with (
        tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place,
        MatterStore.create(Path(place) / "m", ThrowAwayKey(), MatterInfo("bench")) as store,
    ):
        _, writing = timed(lambda: write(store))
        verdict, verifying = timed(lambda: verify(store.trail()))
        thorough, every = timed(lambda: verify(itertools.islice(store.trail(), EVENTS // 20), thorough=True))
    if verdict.broken or thorough.broken or verdict.events != EVENTS:
        print(f"the trail does not hold: {verdict.broken or thorough.broken}")
        return 1
    speed = EVENTS / verifying
    print(f"{EVENTS:,} events, each signed, in sessions of {SESSION} by {len(verdict.persons)} persons")
    print(f"written and signed: {EVENTS / writing:,.0f} a second (in bulk)")
    print(f"verified: {speed:,.0f} a second ({verifying:.1f} s; aim {AIM:,}: {'met' if speed >= AIM else 'MISSED'})")
    print(f"with the signature of every event: {thorough.events / every:,.0f} a second")
    print(f"memory at its most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return 0 if speed >= AIM else 1


def timed(work: Callable[[], TrailVerdict]) -> tuple[TrailVerdict, float]:
    """What `work` gives, and its processor time in seconds: other work on the machine does not count."""
    start = time.process_time()
    return work(), time.process_time() - start


def write(store: MatterStore) -> TrailVerdict:
    """Fill the trail."""
    rows = ((e.number, encode(AuditEvent, e), e.digest) for e in events())
    with transaction(store._db) as db:
        db.executemany("INSERT INTO audit_event VALUES (?, ?, ?)", rows)
    return verify(())


def events() -> Iterator[AuditEvent]:
    """Sessions of four persons in turn."""
    people = [PersonalKey(new_seed()) for _ in range(4)]
    last: AuditEvent | None = None
    for number in range(EVENTS):
        session, within = divmod(number, SESSION)
        person = people[session % len(people)]
        name = f"person {session % len(people)}"
        if within:
            details = (("decision", "confirmed"), ("entities", f"e{number % 977}"))
            last = next_event(last, name, "name.decide", details, lambda: NOON, person)
        else:
            shown = (("key", "keyring"), ("account", f"uid:{name}"), ("os_user", name), ("public", person.public))
            last = next_event(last, name, "matter.open", shown, lambda: NOON, person)
        yield last
