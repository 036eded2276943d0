"""Bates numbers of a production set: one for each page, in order, none twice and none skipped."""

from collections.abc import Sequence
from dataclasses import dataclass, field


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
