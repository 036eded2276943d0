"""A signature: a name in a slanted hand over a flourish."""

from typing import Any

import pymupdf
import typeset


def sign(page: Any, at: tuple[float, float], name: str, *, size: float, ink: tuple[float, float, float]) -> None:
    """Write a name by hand, its baseline beginning at that point of a PyMuPDF page."""
    x, y = at
    line = (typeset.Run(name, "roman italic"),)
    writer = pymupdf.TextWriter(page.rect, color=ink)
    typeset.draw(writer, x, y, line, size)
    writer.write_text(page, morph=(pymupdf.Point(x, y), pymupdf.Matrix(1, 0, 0.25, 1, 0, 0)))
    third = typeset.width(line, size) / 3
    flourish = ((x + 14, y + 9), (x + third, y), (x + 2 * third, y + 18), (x + 3.4 * third, y + 2))
    page.draw_bezier(*flourish, width=1.2, color=ink)
