"""What was deleted from a matter, to be shown to whoever asked for it: ids, digests and numbers, never a name."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Deleted:
    """What went.

    Arguments:
        documents: (id, SHA-256 of the file's bytes) of each, so that who holds the file can tell that it is meant.
        payloads: digests of what had been sent, or made ready to be.
        summaries: ids; with them went replies, sign-offs and comments.
        names: entities that stood in these documents alone.
        kept_names: names that a person typed or settled and that stay in the register.
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
        bates: the range that was asked for, first and last; empty if documents were named.
        generation: of the fresh key under which the matter stands since.
        event: digest of the audit event that was written before anything was deleted.
        public, signature: Ed25519, over `digest`, hexadecimal; empty where there was no key to sign with.
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
        """SHA-256 over everything but the signature itself, hexadecimal."""
        content = asdict(replace(self, signature=""))
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def row(self) -> dict[str, Any]:
        """As it is written to a file, with what it does not cover."""
        return {**asdict(self), "digest": self.digest, "not_covered": NOT_COVERED}


NOT_COVERED = (
    "Files outside the matter: originals, exports, redacted copies, backups and copies of its folder made before.",
    "What a service kept under law or for abuse; see the firm's contract.",
    "Blocks that a drive or file server keeps of deleted files; they hold nothing readable without the old key.",
)
"""What a receipt does not promise, in words for people."""
