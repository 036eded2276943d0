"""Databases that do not wait for the disk, and neither lock nor wipe their memory: nine tenths of their time.

Whoever is killed still loses nothing that the system was handed. SQLCipher never stops locking memory in a process that
has begun, so every connection of a test's process has to be such a one; tests of the settings that are shipped start a
process of their own.
"""

from collections.abc import Sequence

import pytest

from legalredact.vault import database

_SLOW = ("PRAGMA synchronous", "PRAGMA cipher_memory_security")


def _quick(pragmas: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{pragma.partition(' = ')[0]} = OFF" if pragma.startswith(_SLOW) else pragma for pragma in pragmas)


def open_quickly(patch: pytest.MonkeyPatch) -> None:
    """Open the databases of this process so, until `patch` is undone."""
    for pragmas in ("_PRAGMAS", "_READING_PRAGMAS"):
        patch.setattr(database, pragmas, _quick(getattr(database, pragmas)))
