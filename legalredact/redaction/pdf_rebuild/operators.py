"""Content operators that draw a page of a copy: lines, images, then letters, with boxes where they are in the text.

A box is drawn after everything that could hide it. Later letters do not touch it (`page.py` checks that).
"""

from collections.abc import Iterable, Sequence

from legalredact.redaction.pdf.writer import number
from legalredact.redaction.pdf_rebuild.fonts import Sign
from legalredact.redaction.pdf_rebuild.glyphs import Colour, Ink, Letter, Matrix
from legalredact.redaction.pdf_rebuild.outlines import EM
from legalredact.redaction.pdf_rebuild.rules import Rule
from legalredact.redaction.text_maps.text_map import Rectangle

_LINE = 0.003
_BACK, _ON = -2.0, 1.0
"""In ems: how far a letter may be before and after the end of the previous one and still belong to the same string.

Cells of a row are strings of their own, so that each can be tagged."""

_EXACT = 2
"""Thousandths of an em; smaller offsets are not corrected."""


def drawn(
    height: float,
    rules: Iterable[Rule],
    pictures: Sequence[tuple[bytes, Rectangle]],
    letters: Iterable[tuple[Letter, Sign] | Rule],
) -> bytes:
    """A page's content.

    Arguments:
        letters: and boxes of names, in the order of the text.
        height: of the page in points.
        pictures: resource names and rectangles of images.
    """
    parts = [*_rules(rules, height)]
    parts.extend(
        b"q %s 0 0 %s %s %s cm /%s Do Q" % (number(x1 - x0), number(y1 - y0), number(x0), number(height - y1), name)
        for name, (x0, y0, x1, y1) in pictures
    )
    pen = _Pen(height)
    for item in letters:
        if isinstance(item, Rule):
            pen.fill(item)
        else:
            pen.write(*item)
    return b"\n".join([*parts, *pen.finished()])


def _rules(rules: Iterable[Rule], height: float) -> Iterable[bytes]:
    last: Colour | None = None
    for rule in rules:
        if rule.colour != last:
            yield _colour(rule.colour) + b" rg"
            last = rule.colour
        x0, y0, x1, y1 = rule.place
        yield b"%s %s %s %s re f" % (number(x0), number(height - y1), number(x1 - x0), number(y1 - y0))


def _colour(colour: Colour) -> bytes:
    return b" ".join(number(min(1.0, max(0.0, part))) for part in colour)


class _Pen:
    """Writes letters; consecutive letters of one line become one string."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._parts: list[bytes] = []
        self._string: list[bytes] = []
        self._codes: list[bytes] = []
        self._style: tuple[int, Matrix] | None = None
        self._font: tuple[int, float] | None = None
        self._ink: Ink | None = None
        self._start = (0.0, 0.0)
        self._at = 0.0

    def write(self, letter: Letter, sign: Sign) -> None:
        """Add a letter."""
        style = sign.font, letter.matrix
        same = style == self._style and (letter.ink is self._ink or letter.ink == self._ink)
        along = self._along(letter) if same else None
        if along is None:
            self._begin(letter, sign, style)
            along = 0.0
        back = round((self._at - along) * EM)
        if abs(back) >= _EXACT:
            self._flush_codes()
            self._string.append(b"%d" % back)
            self._at -= back / EM
        self._codes.append(b"%04X" % sign.code)
        self._at += round(letter.shape.advance * EM) / EM

    def fill(self, box: Rule) -> None:
        """Add a box; its color stays set, so the next letter sets its own."""
        self._flush()
        self._parts.extend((b"ET", *_rules((box,), self._height), b"BT"))
        self._style = self._ink = None

    def finished(self) -> list[bytes]:
        """All operators."""
        self._flush()
        return [b"BT", *self._parts, b"ET"] if self._parts else []

    def _along(self, letter: Letter) -> float | None:
        """Distance in ems of a letter from the string's beginning; None if it is not on the string's line."""
        a, b, c, d = letter.matrix
        x, y = letter.x - self._start[0], letter.y - self._start[1]
        area = a * d - b * c
        along, off = (x * d - y * c) / area, (y * a - x * b) / area
        return along if abs(off) < _LINE and _BACK < along - self._at < _ON else None

    def _begin(self, letter: Letter, sign: Sign, style: tuple[int, Matrix]) -> None:
        self._flush()
        size = letter.size
        if self._font != (sign.font, size):
            self._parts.append(b"/F%d %s Tf" % (sign.font, number(size)))
            self._font = sign.font, size
        if self._ink != letter.ink:
            self._parts.append(_inked(letter.ink))
            self._ink = letter.ink
        a, b, c, d = (f"{part / size:.5g}".encode() for part in letter.matrix)
        turned = a, _negative(b), c, _negative(d), number(letter.x), number(self._height - letter.y)
        self._parts.append(b"%s %s %s %s %s %s Tm" % turned)
        self._style, self._start, self._at = style, (letter.x, letter.y), 0.0

    def _flush_codes(self) -> None:
        if self._codes:
            self._string.append(b"<%s>" % b"".join(self._codes))
            self._codes = []

    def _flush(self) -> None:
        self._flush_codes()
        if self._string:
            self._parts.append(b"[%s]TJ" % b"".join(self._string))
            self._string = []


def _negative(value: bytes) -> bytes:
    if value.startswith(b"-"):
        return value[1:]
    return value if value == b"0" else b"-" + value


def _inked(ink: Ink) -> bytes:
    parts = []
    if ink.fill is not None:
        parts.append(_colour(ink.fill) + b" rg")
    if ink.stroke is not None:
        parts.append(b"%s RG %s w" % (_colour(ink.stroke), number(ink.width)))
    mode = 2 if ink.fill is not None and ink.stroke is not None else 1 if ink.stroke is not None else 0
    return b" ".join([*parts, b"%d Tr" % mode])
