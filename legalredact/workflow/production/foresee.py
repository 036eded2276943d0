"""Counts what adding a production would do, before anything is added."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Progress, Report


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Members of a production, counted.

    Arguments:
        members: all that were listed.
        new: members that would be added as documents.
        known: members that the matter has.
        repeated: members with the same bytes as another one; they are one document with it.
        problems: for each reason why members cannot be opened, how many have it: missing and damaged files.
    """

    members: int = 0
    new: int = 0
    known: int = 0
    repeated: int = 0
    problems: Counter[str] = field(default_factory=Counter)


def foresee(
    members: Iterable[ProductionMember],
    is_known: Callable[[ProductionMember], bool],
    report: Report,
    cancel: Cancellation,
) -> Foreseen:
    """Count the members; nothing is stored.

    Errors: Cancelled on request; those of the listing.
    """
    total = known = repeated = 0
    problems = Counter[str]()
    for member in members:
        cancel.check()
        total += 1
        if member.problem is not None:
            problems[member.problem.what] += 1
        elif is_known(member):
            known += 1
        elif member.duplicate_of:
            repeated += 1
        report(Progress("take in", total, 0))
    return Foreseen(total, total - known - repeated - problems.total(), known, repeated, problems)
