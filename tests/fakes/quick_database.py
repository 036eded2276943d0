"""Databases that do not wait for the disk, and neither lock nor wipe their memory: four fifths of their time.

Whoever is killed still loses nothing that the system was handed.
"""

from legalredact.vault import database

AS_SHIPPED = database._PRAGMAS
_SLOW = ("PRAGMA synchronous", "PRAGMA cipher_memory_security")
QUICK = tuple(f"{pragma.partition(' = ')[0]} = OFF" if pragma.startswith(_SLOW) else pragma for pragma in AS_SHIPPED)


def open_quickly() -> None:
    """Open the databases of this process so, until it ends."""
    database._PRAGMAS = QUICK
