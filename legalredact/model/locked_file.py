"""A file that asks for a password, together with the password that a person typed for this addition."""

from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import LegalRedactError

PROTECTED_PDF = "This PDF is protected by a password."
PROTECTED_OFFICE = "This Office file is protected by a password."
WRONG_PASSWORD = "No password that was given opens this file."  # noqa: S105 - words for a person, not a password


@dataclass(frozen=True, slots=True)
class LockedFile:
    """A file to read with a password. The password is kept for the addition alone, and never stored, logged or shown.

    Arguments:
        path: of the file.
        password: that opens it.
    """

    path: Path = field(repr=False)
    password: str = field(repr=False)


def wants_password(problem: LegalRedactError | None) -> bool:
    """Whether a file could not be read because of its password; also for a problem that the matter remembers."""
    return problem is not None and problem.what in (PROTECTED_PDF, PROTECTED_OFFICE, WRONG_PASSWORD)
