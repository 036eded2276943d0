"""Names that a document's mask replaces, with their places on a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from legalredact.gui.core.palette import RoleStyle
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.marks import Rect, line_overlap, rects_of, trimmed
from legalredact.model.document import Block, CharBoxes
from legalredact.model.mention import Span


@dataclass(frozen=True, slots=True)
class ReplacedName:
    """A name that is replaced.

    Arguments:
        span: its characters in the document.
        token: printed in its place; empty for the rest of a name whose token is in the block before.
        rects: one a line, in points of the page.
    """

    span: Span
    token: str
    style: RoleStyle
    rects: tuple[Rect, ...]


def replaced_on(
    leaving: Leaving, blocks: Sequence[Block], boxes: Mapping[str, CharBoxes], overlap: float | None = None
) -> Iterator[ReplacedName]:
    """The replaced names of one page, from its blocks with their boxes.

    Arguments:
        overlap: as for `on_page`.
    """
    cut = line_overlap(blocks, boxes) if overlap is None else overlap
    for block in blocks:
        for one in leaving.within(block.span) if block.id in boxes else ():
            rects = rects_of(one.clear_span, block, boxes[block.id])
            if rects:
                token = one.token if one.clear_span.start >= block.span.start else ""
                yield ReplacedName(
                    one.clear_span, token, leaving.style(one.token), tuple(trimmed(r, cut) for r in rects)
                )
