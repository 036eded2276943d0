"""The firm's recovery key: an age key whose public half the policy names, so that every matter is also sealed to it.

Its private half is in a file, on paper or with several people, never in a keyring, an argument, a log or a `repr`.
"""

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyrage

from legalredact.errors import DiskFull, UsageError, WrongKey
from legalredact.vault.keys import WithoutMemory, is_passphrase_sealed, public_of, recipient, refuse_damaged
from legalredact.vault.recovery_sheets import PREFIX, Sheet, as_text, from_text, joined, sheets

_LARGEST = 1 << 14
"""Largest size of a file with a key or a sheet, in bytes."""
_NEEDS_SEALING = (
    "Have a member open the matter once under the policy that names this key (recovery.recipient); that seals it."
)


class RecoveryKey(WithoutMemory):
    """Opens matters that are sealed to the recovery key; see `KeySource`.

    Arguments:
        identity: the private key as age writes it.

    Errors: UsageError if it is malformed.
    """

    mode = "recovery"

    def __init__(self, identity: str) -> None:
        self._public = public_of(identity)
        self.identity = identity
        """The private key, for the key with which it vouches; nothing else may need it."""

    def own(self) -> str:
        """See `KeySource`."""
        return self._public

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.encrypt(content, [recipient(one) for one in recipients or (self.own(),)]))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        if is_passphrase_sealed(sealed):
            raise WrongKey(
                "This matter is encrypted with a passphrase; no recovery key opens it.", "Ask its makers for it."
            )
        try:
            return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.identity)]))
        except pyrage.DecryptError as problem:
            refuse_damaged(problem)
            raise WrongKey("This recovery key does not open the matter.", _NEEDS_SEALING) from None


def new_recovery_key() -> RecoveryKey:
    """A fresh key, which nothing keeps yet."""
    return RecoveryKey(str(pyrage.x25519.Identity.generate()))


def read_recovery_key(files: Sequence[Path]) -> RecoveryKey:
    """The recovery key in a file that `age-keygen` or `recovery new` wrote, or on sheets typed from paper.

    Errors: UsageError if a file cannot be read, holds no key, or sheets are missing or mistyped.
    """
    lines = [line.strip() for file in files for line in _text(file).splitlines()]
    keys = [line for line in lines if line.startswith(PREFIX)]
    if len(keys) == 1:
        return RecoveryKey(keys[0])
    found: tuple[Sheet, ...] = from_text("\n".join(lines)) if not keys else ()
    if not found:
        raise UsageError(
            "That is not a recovery key.",
            "Give the file that `legalredact recovery new` or `age-keygen` wrote, or each sheet typed from paper.",
        )
    return RecoveryKey(joined(found))


def write_key_file(key: RecoveryKey, file: Path, when: str) -> None:
    """Write the key to a new file, readable for its owner alone, in the form of `age-keygen`, and read it back.

    Arguments:
        when: the day, ISO 8601.

    Errors: UsageError if there is a file of that name; DiskFull; then no new file is left.
    """
    with removed_on_failure() as written:
        _write_new(file, f"# created: {when}\n# public key: {key.own()}\n{key.identity}\n")
        written.append(file)
        _compare(key, [file])


def write_sheets(key: RecoveryKey, folder: Path, when: str, needed: int = 1, count: int = 1) -> tuple[Path, ...]:
    """Write sheets to be printed, each to a new file readable for its owner alone, and read them back.

    Arguments:
        needed, count: how many of how many sheets give the key; 1 of 1 is the whole key.

    Errors: UsageError if it cannot be split like that, or there is a file of that name; DiskFull; then no new file is
        left.
    """
    made = sheets(key.identity, needed, count)
    files = tuple(folder / f"recovery-sheet-{sheet.number}-of-{sheet.of}.txt" for sheet in made)
    if present := [file.name for file in files if os.path.lexists(file)]:
        raise _present(present[0])
    with removed_on_failure() as written:
        for sheet, file in zip(made, files, strict=True):
            _write_new(file, as_text(sheet, when))
            written.append(file)
        _compare(key, files)
    return files


@contextlib.contextmanager
def removed_on_failure() -> Iterator[list[Path]]:
    """A list of files that are deleted if what follows fails or is interrupted: a key without a user is only a risk."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def readable_for_others(file: Path) -> bool:
    """Whether other accounts may read a file, by its mode; on Windows it is not known, and the answer is no."""
    with contextlib.suppress(OSError):
        return os.name == "posix" and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)
    return False


def _compare(key: RecoveryKey, files: Sequence[Path]) -> None:
    if read_recovery_key(files).own() != key.own():
        raise DiskFull("The recovery key was not written as it is.", "Delete the files, and try another drive.")


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST).decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise UsageError("The file of the recovery key cannot be read.", "Check its path and permissions.") from None


def _write_new(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise _present(file.name) from None
    except OSError:
        raise _unwritten() from None
    try:
        with removed_on_failure() as written:
            written.append(file)
            with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
    except OSError:
        raise _unwritten() from None


def _present(name: str) -> UsageError:
    return UsageError(f"There is a file {name} already.", "Choose another place; no key is ever overwritten.")


def _unwritten() -> DiskFull:
    return DiskFull("The recovery key could not be written.", "Free some space there, or choose another place.")
