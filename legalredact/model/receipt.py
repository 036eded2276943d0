"""Receipts of deletion from a matter: ids, digests and numbers, never a name."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted.

    Arguments:
        documents: (id, SHA-256 of the file's bytes) of each, so that a holder of the file can identify it.
        payloads: digests of payloads that were sent or prepared.
        summaries: ids; their replies, sign-offs and comments were deleted too.
        names: entities that occurred only in these documents.
        kept_names: names that a person entered or decided, which stay in the register.
    """

    documents: tuple[tuple[str, str], ...]
    payloads: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    names: int = 0
    kept_names: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """One purge.

    Arguments:
        kind: ``"clawback"`` or ``"retention"``.
        matter: its id.
        when: UTC, ISO 8601.
        actor: who did it.
        bates: the requested range, first and last; empty if documents were named.
        generation: of the fresh key that the matter has since then.
        event: digest of the audit event that was written before anything was deleted.
        public, signature: Ed25519, over `digest`, hexadecimal; empty if there was no key to sign with.
    """

    kind: str
    matter: str = field(repr=False)
    when: str
    actor: str
    deleted: Deleted
    bates: tuple[str, ...] = ()
    generation: int = 0
    event: str = ""
    public: str = ""
    signature: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over everything except the signature, hexadecimal."""
        content = asdict(replace(self, signature=""))
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def row(self) -> dict[str, Any]:
        """The receipt as written to a file, including what it does not cover."""
        return {**asdict(self), "digest": self.digest, "not_covered": NOT_COVERED}


NOT_COVERED = (
    "Files outside the matter: originals, exports, redacted copies, backups and copies of its folder made before.",
    "What a service kept under law or for abuse; see the firm's contract.",
    "Blocks that a drive or file server keeps of deleted files; they hold nothing readable without the old key.",
)
"""What a receipt does not cover, in words."""
