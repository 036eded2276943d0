"""Results of a verification."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of the verification: whether it succeeded, and what was observed."""

    step: str
    well: bool
    seen: str


def as_words(findings: Sequence[Finding]) -> str:
    """The findings for a person, one per line."""
    return "".join(f"{'ok    ' if one.well else 'FAILED'}  {one.step}: {one.seen}\n" for one in findings)
