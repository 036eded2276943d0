"""The firm vouches for signing keys of its people: a statement with person, key and date, signed by the recovery key.

A recovery key of age can open and cannot sign. So a signing key is derived from it (HKDF, RFC 5869): whoever keeps the
recovery key keeps both, and its public half is in the policy.
"""

import hashlib
import hmac
import json
import os
import re
import stat
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance.signing import PersonalKey, fingerprint, is_signed

KIND = "legalredact vouching 1"
_INFO = b"legalredact vouching key 1"
_LARGEST = 1 << 14
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_PUBLIC = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Statement:
    """That a signing key is a person's.

    Arguments:
        key: the public key, hexadecimal.
        when: the day, ISO 8601.
        signature: of `digest`, by the firm's vouching key.
    """

    person: str
    key: str
    when: str
    signature: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over everything but the signature, hexadecimal."""
        row = [KIND, self.person, self.key, self.when]
        return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def is_public_key(text: str) -> bool:
    """Whether it is written as a public signing key is."""
    return _PUBLIC.fullmatch(text) is not None


def vouching_key(identity: str) -> PersonalKey:
    """The key with which a recovery key vouches.

    Arguments:
        identity: the private key of age, as ``age-keygen`` writes it (``AGE-SECRET-KEY-1…``).

    Errors: UsageError for anything else.
    """
    if not _IDENTITY.fullmatch(identity):
        raise UsageError(
            "That is not a recovery key.", "Give the file that `age-keygen` wrote, with AGE-SECRET-KEY-1…."
        )
    extracted = hmac.digest(bytes(hashlib.sha256().digest_size), identity.encode("ascii"), "sha256")
    return PersonalKey(hmac.digest(extracted, _INFO + b"\x01", "sha256").hex())


def vouched(person: str, key: str, when: str, by: PersonalKey) -> Statement:
    """A signed statement.

    Errors: UsageError if there is no name, or the key is none.
    """
    name = " ".join(person.split())
    if not name:
        raise UsageError("Whose key is it?", "Name the person with --person, as they sign.")
    if not is_public_key(key):
        raise UsageError(
            "That is not a signing key.", "Ask the person for the signing key that `legalredact identity show` prints."
        )
    statement = Statement(name, key, when)
    return replace(statement, signature=by.sign(statement.digest))


def file_name(statement: Statement) -> str:
    """Under which a statement is looked for."""
    return f"{fingerprint(statement.key)}.json"


def as_json(statement: Statement) -> bytes:
    """A statement as its file holds it."""
    return json.dumps({"kind": KIND, **asdict(statement)}, ensure_ascii=False, indent=1).encode() + b"\n"


@dataclass(frozen=True)
class Vouchers:
    """Statements in a folder. It need not be protected: a statement without the firm's signature counts for nothing.

    One that was found is kept for as long as the program runs.

    Arguments:
        folder: that policy names.
        by: the public vouching key.
    """

    folder: Path
    by: str
    _known: dict[str, Statement] = field(default_factory=dict)

    def of(self, short: str) -> Statement | None:
        """The statement for a key, by its fingerprint; None if nobody vouched for it.

        Errors: UsageError if the folder cannot be read, so that nobody vouches for anybody.
        """
        if short and short not in self._known:
            found = self._read(short)
            if (
                found is not None
                and fingerprint(found.key) == short
                and is_signed(self.by, found.digest, found.signature)
            ):
                self._known[short] = found
        return self._known.get(short)

    def _read(self, short: str) -> Statement | None:
        """What the file says; None if there is none, or it is no statement."""
        try:
            content = _small(self.folder / f"{short}.json")
            row = json.loads(content)
            return Statement(*(str(row[name]) for name in ("person", "key", "when", "signature")))
        except FileNotFoundError:
            self._refuse_unreachable()
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _refuse_unreachable(self) -> None:
        if not self.folder.is_dir():
            raise UsageError(
                f"The folder {self.folder}, in which the firm vouches for signing keys, cannot be reached.",
                "Connect the drive that it lies on, or have IT correct recovery.vouchers in the policy.",
            )


def _small(path: Path) -> bytes:
    """A regular file of at most a few pages; nothing that hangs, and no link."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    opened = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError("no file")
        return os.read(opened, _LARGEST)
    finally:
        os.close(opened)
