"""Bates numbers of a production set: one for each page, in order, none twice and none skipped.

A number that an earlier set has used is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.errors import UsageError
from legalredact.model.production_set import ProducedSet, bates_parts
from legalredact.workflow.production_set.choices import ProduceChoices


@dataclass(frozen=True, slots=True)
class BatesSeries:
    """A series of Bates numbers.

    Arguments:
        first: number of the first page.
    """

    prefix: str = field(repr=False)
    first: int
    digits: int

    def of(self, page: int) -> str:
        """The number of a page of the set, from 0."""
        return f"{self.prefix}{self.first + page:0{self.digits}}"

    def numbered(self, pages: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """The numbers of each document's pages.

        Arguments:
            pages: number of pages of each document, in order; each at least 1.
        """
        found: list[tuple[str, ...]] = []
        at = 0
        for count in pages:
            if count < 1:
                raise ValueError("a document without pages")
            found.append(tuple(self.of(page) for page in range(at, at + count)))
            at += count
        return tuple(found)


def family_ranges(heads: Sequence[str], numbers: Sequence[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """First and last number of each document's family; both empty for a document without a family.

    Arguments:
        heads: key of each document's family, in order; families are together.
    """
    members: dict[str, list[tuple[str, ...]]] = {}
    for head, own in zip(heads, numbers, strict=True):
        members.setdefault(head, []).append(own)
    ranges = {head: (own[0][0], own[-1][-1]) if len(own) > 1 else ("", "") for head, own in members.items()}
    return tuple(ranges[head] for head in heads)


def first_number(choices: ProduceChoices, sets: Sequence[ProducedSet]) -> int:
    """The first number of a set: as chosen; as recorded, if it was not delivered before; or the next free one."""
    own = [one for one in sets if one.name == choices.name and one.documents]
    recorded = own[0].numbers.start if own and own[0].prefix == choices.prefix else 0
    return choices.start or recorded or next_free(choices.prefix, sets)


def next_free(prefix: str, sets: Sequence[ProducedSet]) -> int:
    """The number after all that sets with that prefix have used."""
    return max((one.numbers.stop for one in _with_prefix(prefix, sets)), default=1)


def refuse_used_numbers(choices: ProduceChoices, first: int, pages: int, sets: Sequence[ProducedSet]) -> None:
    """Refuse numbers that an earlier set used, that do not fit the digits, and a name that is taken.

    Errors: UsageError.
    """
    others = [one for one in sets if one.name.casefold() != choices.name.casefold()]
    for one in _with_prefix(choices.prefix, others):
        if first < one.numbers.stop and one.numbers.start < first + pages:
            words = f"The set {one.name} has used numbers of this range already; no number is given twice."
            raise UsageError(words, f"Begin at {next_free(choices.prefix, others)} or later.")
    if first + pages - 1 >= 10**choices.digits:
        raise UsageError("The numbers of this set need more digits.", "Choose more digits.")


def _with_prefix(prefix: str, sets: Sequence[ProducedSet]) -> list[ProducedSet]:
    wanted = bates_parts(f"{prefix}1")
    return [one for one in sets if one.documents and wanted and bates_parts(f"{one.prefix}1") == wanted]
