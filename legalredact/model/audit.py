"""Events of the audit trail: who did what when, chained by digests, without client text."""

import hashlib
import json
from dataclasses import dataclass

GENESIS = "0" * 64
"""The previous digest of a matter's first event."""
TRAIL_FORMS = ("json", "csv")
"""Formats in which a trail can be exported: lines of JSON, or a table."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One act, written before it happens.

    Arguments:
        number: 1, 2, 3 … without gaps.
        when: UTC, ISO 8601.
        actor: the operating system's user, or the name given with the act.
        action: verb and object, such as ``"document.add"``, ``"payload.send"``.
        details: ids, digests, counts and settings as (name, value); never text of a document.
        before: digest of the previous event.
        key: fingerprint of the public key that signed it; empty if it was not signed.
        signature: of the digest, hexadecimal.
        state: digest of the matter's state after the act (see `model.state`); empty in events from before this was
            recorded.
    """

    number: int
    when: str
    actor: str
    action: str
    details: tuple[tuple[str, str], ...]
    before: str
    key: str = ""
    signature: str = ""
    state: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over all fields except the signature, hexadecimal; the next event contains it."""
        row: list[object] = [self.number, self.when, self.actor, self.action, self.details, self.before]
        if self.key or self.state:
            row.append(self.key)
        if self.state:
            row.append(self.state)
        return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()
