"""The character at a point of a page, and the words around it."""

import re
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF

from legalredact.model.document import Block, CharBoxes
from legalredact.model.mention import Span

_WORD = re.compile(r"\S+")


def character_at(
    blocks: tuple[Block, ...], boxes: Mapping[str, CharBoxes], at: QPointF, *, nearest: bool
) -> int | None:
    """Offset of the character whose box contains a point, or of the nearest one."""
    best: tuple[float, int] | None = None
    for block in blocks:
        placed = boxes.get(block.id)
        for index in range(len(placed)) if placed is not None else ():
            box = placed.box(index) if placed is not None else None
            if box is None:
                continue
            dx = max(box.x0 - at.x(), 0.0, at.x() - box.x1)
            dy = max(box.y0 - at.y(), 0.0, at.y() - box.y1)
            distance = dx * dx + 9 * dy * dy  # a neighbour on the same line is nearer than the line below
            if distance == 0:
                return block.span.start + index
            if nearest and (best is None or distance < best[0]):
                best = (distance, block.span.start + index)
    return best[1] if best else None


def words_of(block: Block, text: str) -> Iterator[Span]:
    """The words of a block."""
    return (Span(*match.span()) for match in _WORD.finditer(text, block.span.start, block.span.end))
