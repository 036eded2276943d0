"""The layout of a page: its paragraphs in reading order, with the places of their words."""

from dataclasses import dataclass, field

from legalredact.model.document import BlockKind

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the upper left corner of the page as displayed."""


@dataclass(frozen=True, slots=True)
class LayoutPart:
    """A paragraph, heading, cell, note, header or footer.

    Arguments:
        words: rectangle of each word, in reading order.
        item: it begins with a list marker or a paragraph number.
    """

    kind: BlockKind
    words: tuple[Rectangle, ...]
    text: str = field(default="", repr=False)
    item: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The parts of a page in reading order."""

    parts: tuple[LayoutPart, ...] = ()

    @property
    def text(self) -> str:
        """The text of the parts, each on lines of its own."""
        return "\n".join(part.text for part in self.parts)
