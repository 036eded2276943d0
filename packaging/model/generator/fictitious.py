"""Parties whose names are not known yet: Does and Roes."""

from generator.marks import org, per
from generator.source import Source


def does(source: Source) -> str:
    """Fictitious parties, labeled with their numbers."""
    number = source.pick("10", "20", "50", "100", "25", "5")
    return source.pick(
        per(f"DOES 1 through {number}") + ", inclusive",
        per(f"DOES 1-{number}"),
        per("John Does 1-5"),
        per("JOHN DOE"),
        org(f"ABC CORPORATIONS 1-{number}"),
        org("ROE CORPORATIONS I-X"),
        per("JANE DOES I-V"),
        org("XYZ Company"),
    )
