"""Elements of a structure tree (ISO 32000-1, 14.7 and 14.8), and the alternative texts that they may have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.redaction.targets import TargetSet


@dataclass(frozen=True, slots=True)
class Element:
    """An element.

    Arguments:
        tag: standard structure type, such as ``P``.
        kids: numbers of marked content on its page (MCID), and elements, in reading order.
        alt: alternative text; empty for none.
    """

    tag: str
    kids: tuple["int | Element", ...]
    alt: str = field(default="", repr=False)

    def marks(self) -> Iterator[tuple[int, "Element"]]:
        """Each number of marked content below it, with the element that has it."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marks()
            else:
                yield kid, self


@dataclass(frozen=True, slots=True)
class AltTexts:
    """Alternative texts. They are fixed words, and words that a box shows; none spells a name.

    None tells how long a name is.
    """

    wanted: TargetSet

    def box(self, words: str) -> str:
        """Of the box of a name, with the words in it."""
        return self.without_names((f"redacted: {words}", "redacted") if words else ("redacted",))

    def picture(self) -> str:
        """Of an image on a page that keeps its text."""
        return self.without_names(("image",))

    def page(self, number: int, *, covered: bool) -> str:
        """Of a page that is an image, counted from 1."""
        kind = "redacted image" if covered else "image"
        return self.without_names((f"Page {number}, {kind}", kind))

    def without_names(self, texts: Sequence[str]) -> str:
        """The first of these texts that spells no name; empty if all do."""
        return next((text for text in texts if not self.wanted.find(text)), "")
