"""A spelling of a name, prepared for comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.text.normal import SEEN, Gap, normal_form

_DIVIDER = "\f"
_PARTS_WORDS = int(SEEN) & ~int(Gap.APOSTROPHE)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelling in its normal form.

    Arguments:
        owner: id of the entity.
        text: as spelled.
        key: its letters and digits, folded.
        gaps: the visible gaps inside it (bits of `Gap`), one fewer than letters.
        words: number of words.
    """

    owner: str
    text: str = field(repr=False)
    key: str = field(repr=False)
    gaps: tuple[int, ...] = field(repr=False)
    words: int

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.words == 1

    @property
    def first_is_initial(self) -> bool:
        """Whether its first word is one letter."""
        return bool(self.gaps and self.gaps[0])

    @property
    def last_is_initial(self) -> bool:
        """Whether its last word is one letter."""
        return bool(self.gaps and self.gaps[-1])


def spelled(entries: Sequence[tuple[str, str]]) -> Iterator[Spelled]:
    """Spellings of (owner, text); those with at most one alphabetic letter are left out.

    All are normalized in one call: one call for each of ten thousand would take seconds.
    """
    normal = normal_form(_DIVIDER.join(text for _, text in entries))
    gaps = (normal.gaps & int(SEEN)).tolist()
    first = 0
    for (owner, text), last in zip(entries, normal.starts.searchsorted(_ends(entries)).tolist(), strict=True):
        if last - first > 1 or (last > first and not normal.key[first].isascii()):
            yield _spelled(owner, text, normal.key[first:last], tuple(gaps[first + 1 : last]))
        first = last


def _ends(entries: Sequence[tuple[str, str]]) -> list[int]:
    """The end of each text in the joined text."""
    ends, end = [], -len(_DIVIDER)
    for _, text in entries:
        end += len(text) + len(_DIVIDER)
        ends.append(end)
    return ends


def _spelled(owner: str, text: str, key: str, gaps: tuple[int, ...]) -> Spelled:
    """One spelling; an acronym with points is one word."""
    if len(key) > 2 and all(gap == Gap.POINT for gap in gaps):
        return Spelled(owner, text, key, (0,) * len(gaps), 1)
    return Spelled(owner, text, key, gaps, 1 + sum(1 for gap in gaps if gap & _PARTS_WORDS))
