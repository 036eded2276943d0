"""A PDF made of pictures and invisible text, and of nothing else: written object by object, never held in memory."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from legalredact.redaction.picture import Packed
from legalredact.redaction.seen import Rectangle

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _LATIN, _WIDE, _WIDE_DESCENDANT, _UNICODE = 1, 2, 3, 4, 5, 6
_EM_WIDE, _EM_LATIN = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A word or line of invisible text and the place that it fills, in points from the page's upper left corner."""

    text: str = field(repr=False)
    place: Rectangle


class PicturePdf:
    """A PDF that grows page by page.

    Arguments:
        stream: written to from its start.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offsets: dict[int, int] = {}
        self._next = _UNICODE + 1
        self._pages: list[int] = []
        self._wide = False
        stream.write(_HEAD)

    def add(self, width: float, height: float, picture: Packed, lines: Sequence[Line]) -> None:
        """Add a page of that size in points."""
        image, content, page = self._next, self._next + 1, self._next + 2
        self._next += 3
        size = b"/Width %d/Height %d" % (picture.width, picture.height)
        self._write_stream(image, b"/Type/XObject/Subtype/Image" + size + picture.entries, picture.data)
        drawing = zlib.compress(self._content(width, height, lines))
        self._write_stream(content, b"/Filter/FlateDecode", drawing)
        fonts = b"/F1 %d 0 R" % _LATIN + (b"/F2 %d 0 R" % _WIDE if self._wide else b"")
        self._write(
            page,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R"
            b"/Resources<</XObject<</I %d 0 R>>/Font<<%s>>>>>>"
            % (_PAGES, _number(width), _number(height), content, image, fonts),
        )
        self._pages.append(page)

    def close(self) -> None:
        """Write what a PDF ends with; the stream stays open."""
        self._write(_CATALOG, b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES)
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._write(_PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids))
        self._write(_LATIN, b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>")
        if self._wide:
            self._write_wide_font()
        self._write_references()

    def _write_wide_font(self) -> None:
        """A font without shapes, whose codes are Unicode: nobody sees it, so nothing has to be embedded."""
        self._write(
            _WIDE,
            b"<</Type/Font/Subtype/Type0/BaseFont/Courier/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (_WIDE_DESCENDANT, _UNICODE),
        )
        self._write(
            _WIDE_DESCENDANT,
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Courier/DW 500/FontDescriptor<</Type/FontDescriptor"
            b"/FontName/Courier/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700"
            b"/StemV 80>>"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        )
        self._write_stream(_UNICODE, b"/Filter/FlateDecode", zlib.compress(_unicode_map()))

    def _content(self, width: float, height: float, lines: Sequence[Line]) -> bytes:
        """The picture over the whole page, then the words, drawn with no ink."""
        parts = [b"q %s 0 0 %s 0 0 cm /I Do Q" % (_number(width), _number(height))]
        if lines:
            parts.append(b"BT 3 Tr")
            parts.extend(self._word(line, height) for line in lines)
            parts.append(b"ET")
        return b"\n".join(parts)

    def _word(self, line: Line, height: float) -> bytes:
        x0, _, x1, y1 = line.place
        text = "".join(c if c <= "\uffff" and c.isprintable() else " " for c in line.text)
        try:
            font, em = b"F1", _EM_LATIN
            shown = b"(" + _escaped(text.encode("cp1252")) + b" )"
        except UnicodeEncodeError:
            self._wide = True
            font, em = b"F2", _EM_WIDE
            shown = b"<" + (text + " ").encode("utf-16-be").hex().encode() + b">"
        size = max(1.0, 0.9 * (y1 - line.place[1]))
        scale = 100 * (x1 - x0) / max(0.01, em * size * len(text))
        placed = (font, _number(size), _number(scale), _number(x0), _number(height - y1), shown)
        return b"/%s %s Tf %s Tz 1 0 0 1 %s %s Tm %s Tj" % placed

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._stream.tell()
        self._stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _write_stream(self, number: int, entries: bytes, data: bytes) -> None:
        self._write(number, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data))

    def _write_references(self) -> None:
        start = self._stream.tell()
        rows = [b"0000000000 65535 f \n"]
        for number in range(1, self._next):
            offset = self._offsets.get(number)
            rows.append(b"%010d 00000 n \n" % offset if offset is not None else b"0000000000 65535 f \n")
        self._stream.write(b"xref\n0 %d\n" % self._next + b"".join(rows))
        self._stream.write(
            b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, _CATALOG, start)
        )


def _number(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def _escaped(text: bytes) -> bytes:
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _unicode_map() -> bytes:
    """Each two-byte code is the character of that number; a range may not pass beyond one first byte."""
    ranges = [b"<%02X00><%02XFF><%02X00>" % (high, high, high) for high in range(256)]
    groups = [ranges[at : at + 100] for at in range(0, 256, 100)]
    body = b"\n".join(b"%d beginbfrange\n%s\nendbfrange" % (len(group), b"\n".join(group)) for group in groups)
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/U def /CMapType 2 def\n"
        b"1 begincodespacerange<0000><FFFF>endcodespacerange\n" + body + b"\nendcmap end end"
    )
