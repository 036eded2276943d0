"""A file that asks for a password, together with the password that a person typed for this addition."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LockedFile:
    """A file to read with a password. The password is kept for the addition alone, and never stored, logged or shown.

    Arguments:
        path: of the file.
        password: that opens it.
    """

    path: Path = field(repr=False)
    password: str = field(repr=False)
