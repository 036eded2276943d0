"""The audit trail's events: who did what when, chained by their digests, without a client's word."""

import hashlib
import json
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first event of a matter takes for the digest before it."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One act, written before it happens.

    Arguments:
        number: 1, 2, 3 … without gaps.
        when: UTC, ISO 8601.
        actor: the operating system's user, or the name given with the act.
        action: verb and object, such as ``"document.add"``, ``"payload.send"``.
        details: ids, digests, counts and settings as (name, value); never text of a document.
        before: digest of the event before.
        key: fingerprint of the public key that signed it; empty if nobody could sign.
        signature: of the digest, hexadecimal.
        state: digest of what the matter holds once the act is done (see `model.state`); empty in events from before
            there were any.
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
        """SHA-256 over all fields but the signature, hexadecimal; the next event carries it."""
        row: list[object] = [self.number, self.when, self.actor, self.action, self.details, self.before]
        if self.key or self.state:
            row.append(self.key)
        if self.state:
            row.append(self.state)
        return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()
