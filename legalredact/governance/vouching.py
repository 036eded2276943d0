"""The firm vouches for signing keys of its people: a statement with person, key and date, signed by the firm.

An age key (the recovery key) can decrypt but not sign. So a signing key is derived from it (HKDF, RFC 5869): the
owner of the recovery key has both, and the public half of the signing key is in the policy.
"""

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance.signing import PersonalKey, fingerprint, is_signed
from legalredact.model.side_file import read_plain

KIND = "legalredact vouching 1"
_INFO = b"legalredact vouching key 1"
_LARGEST = 1 << 14
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_PUBLIC = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class VouchingStatement:
    """States that a signing key belongs to a person.

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
        """SHA-256 over everything except the signature, hexadecimal."""
        row = [KIND, self.person, self.key, self.when]
        return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def is_public_key(text: str) -> bool:
    """Whether it has the form of a public signing key."""
    return _PUBLIC.fullmatch(text) is not None


def vouching_key(identity: str) -> PersonalKey:
    """The vouching key that belongs to a recovery key.

    Arguments:
        identity: the private age key, as ``age-keygen`` writes it (``AGE-SECRET-KEY-1…``).

    Errors: UsageError for anything else.
    """
    if not _IDENTITY.fullmatch(identity):
        raise UsageError(
            "That is not a recovery key.", "Give the file that `age-keygen` wrote, with AGE-SECRET-KEY-1…."
        )
    extracted = hmac.digest(bytes(hashlib.sha256().digest_size), identity.encode("ascii"), "sha256")
    return PersonalKey(hmac.digest(extracted, _INFO + b"\x01", "sha256").hex())


def vouched(person: str, key: str, when: str, by: PersonalKey) -> VouchingStatement:
    """A signed statement.

    Errors: UsageError if the name is empty, or the key is malformed.
    """
    name = " ".join(person.split())
    if not name:
        raise UsageError("Whose key is it?", "Name the person with --person, as they sign.")
    if not is_public_key(key):
        raise UsageError(
            "That is not a signing key.", "Ask the person for the signing key that `legalredact identity show` prints."
        )
    statement = VouchingStatement(name, key, when)
    return replace(statement, signature=by.sign(statement.digest))


def file_name(statement: VouchingStatement) -> str:
    """The file name of a statement."""
    return f"{fingerprint(statement.key)}.json"


def as_json(statement: VouchingStatement) -> bytes:
    """A statement as stored in its file."""
    return json.dumps({"kind": KIND, **asdict(statement)}, ensure_ascii=False, indent=1).encode() + b"\n"


@dataclass(frozen=True)
class Vouchers:
    """Statements in a folder. It need not be protected: a statement without the firm's signature has no effect.

    A statement that was found is cached while the program runs.

    Arguments:
        folder: named in policy.
        by: the public vouching key.
    """

    folder: Path
    by: str
    _known: dict[str, VouchingStatement] = field(default_factory=dict)

    def of(self, short: str) -> VouchingStatement | None:
        """The statement for a key, by its fingerprint; None if nobody vouched for it.

        Errors: UsageError if the folder cannot be read; then no statement can be found.
        """
        if short not in self._known:
            found = self._read(short)
            if (
                found is not None
                and fingerprint(found.key) == short
                and is_signed(self.by, found.digest, found.signature)
            ):
                self._known[short] = found
        return self._known.get(short)

    def _read(self, short: str) -> VouchingStatement | None:
        """The statement in the file; None if there is no file, or it is not a statement."""
        try:
            content = read_plain(self.folder / f"{short}.json", _LARGEST)
            row = json.loads(content)
            return VouchingStatement(*(str(row[name]) for name in ("person", "key", "when", "signature")))
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
