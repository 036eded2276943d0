"""The trail of a firm's prompts: a file in their folder, chained and signed as the audit trail of a matter.

Many people write it, so each event of a person who did not write the one before begins a session (`prompt.open`), which
presents their signing key. Uses of prompts are not in it: each is in the trail of its matter, so that the folder tells
nothing of matters.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import filelock

from legalredact.errors import UsageError, VaultDamaged
from legalredact.governance.anchor import Anchors
from legalredact.governance.anchor import fault as anchor_fault
from legalredact.governance.audit_trail import OPEN_PROMPTS, next_event, verify
from legalredact.governance.roles import allow_act
from legalredact.governance.signing_keys import against_unsigned
from legalredact.model.audit import AuditEvent
from legalredact.model.refusal import refuse
from legalredact.model.side_file import NotPlain, opened_plain, read_plain, refuse_unless_plain
from legalredact.workflow.matter.dependencies import Parts

TRAIL, LOCK = "prompts.trail.jsonl", "prompts.lock"
MOST_BYTES = 64_000_000
"""Largest trail."""
PATIENCE = 10.0
"""Seconds to wait for another person who writes to the folder at the same moment."""


def read_trail(folder: Path) -> tuple[AuditEvent, ...]:
    """All events; none if nothing was proposed yet.

    Errors: VaultDamaged if it cannot be read, or its chain or a signature is not valid; OSError if the folder cannot be
    reached.
    """
    try:
        content = read_plain(folder / TRAIL, MOST_BYTES)
    except FileNotFoundError:
        return ()
    except NotPlain:
        raise _damaged("it is not a regular file") from None
    try:
        events = tuple(_event(json.loads(line)) for line in content.decode("utf-8").splitlines())
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged("a line is not an event") from None
    broken = verify(events).broken
    if broken is not None:
        raise _damaged(f"from event {broken.number}: {broken.why}")
    return events


def cut_short(anchors: Anchors | None, folder: Path, events: Sequence[AuditEvent]) -> str:
    """How the trail contradicts what was written to it from here; empty if it does not."""
    mark = anchors.of(_anchor_id(folder)) if anchors is not None else None
    return anchor_fault(mark, events[-1] if events else None, lambda number: events[number - 1].digest)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Keep others from writing to the folder.

    Errors: UsageError if somebody else writes for a long time, or the folder cannot be written.
    """
    lock = filelock.FileLock(folder / LOCK, timeout=PATIENCE, mode=0o660, fallback_to_soft=False)
    try:
        refuse_unless_plain(folder / LOCK)
        lock.acquire()
    except filelock.Timeout:
        raise UsageError("Somebody else writes to the folder of prompts.", "Try again in a minute.") from None
    except (OSError, NotImplementedError):
        raise unwritten() from None
    try:
        yield
    finally:
        lock.release()


def append(parts: Parts, actor: str, folder: Path, action: str, details: Sequence[tuple[str, str]]) -> AuditEvent:
    """Write an event to the trail, under the lock of `writing`.

    Errors: Refused if the policy reserves the act for others, or the event cannot be forwarded; KeyringUnavailable if
    the policy asks for signatures and there is no key; VaultDamaged if the trail is not valid; UsageError if the file
    cannot be written; DiskFull.
    """
    signer, account = parts.witness.signer(), parts.account
    allow_act(parts.policy, action, account)
    refuse(against_unsigned(parts.policy, signer.public if signer else ""), "Nothing was done.")
    events = read_trail(folder)
    if fault := cut_short(parts.witness.anchors, folder, events):
        raise _damaged(fault.rstrip("."))
    last = events[-1] if events else None
    presented = (("account", account.id), ("os_user", account.name), ("public", signer.public if signer else ""))
    new = []
    if last is None or _session(events) != presented:
        new.append(next_event(last, actor, OPEN_PROMPTS, presented, parts.clock, signer))
    new.append(next_event(new[-1] if new else last, actor, action, details, parts.clock, signer))
    mark = parts.witness.anchors.prepare(_anchor_id(folder), new[-1]) if parts.witness.anchors is not None else None
    for event in new:
        parts.witness.forward("prompts", event)
    _write(folder / TRAIL, new)
    if mark is not None:
        mark.keep()
    return new[-1]


def _session(events: Sequence[AuditEvent]) -> tuple[tuple[str, str], ...]:
    """Who wrote last, as presented by the first event of their session."""
    return next(event.details for event in reversed(events) if event.action == OPEN_PROMPTS)


def _write(path: Path, events: Sequence[AuditEvent]) -> None:
    """Append the events; a part of a line, as a full disk leaves it, is cut off again."""
    lines = "".join(json.dumps(asdict(event), ensure_ascii=False) + "\n" for event in events).encode()
    try:
        handle = opened_plain(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o660)
        try:
            before = os.fstat(handle).st_size
            if _written(handle, lines) != len(lines):
                os.ftruncate(handle, before)
                raise unwritten()
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        raise unwritten() from None


def _written(handle: int, content: bytes) -> int:
    """Number of bytes that were written."""
    try:
        return os.write(handle, content)
    except OSError:
        return -1


def _event(row: dict[str, object]) -> AuditEvent:
    details = row["details"]
    if not isinstance(details, list) or not isinstance(row["number"], int):
        raise TypeError
    pairs = tuple((str(name), str(value)) for name, value in details)
    words = {name: str(row[name]) for name in ("when", "actor", "action", "before", "key", "signature", "state")}
    return AuditEvent(number=row["number"], details=pairs, **words)


def _anchor_id(folder: Path) -> str:
    return f"prompts-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def unwritten() -> UsageError:
    """The error for a folder to which nothing can be written."""
    return UsageError(
        "The folder of the firm's prompts cannot be written; nothing was done.",
        "Check your permissions on it, or ask firm IT (prompts.folder in the policy).",
    )


def _damaged(why: str) -> VaultDamaged:
    return VaultDamaged(
        f"The trail of the firm's prompts is not valid: {why}.", "Restore the folder from a backup, and report this."
    )
