"""Pages made of one image and invisible text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.redaction.pdf.encode_image import Packed
from legalredact.redaction.pdf.writer import CopyPdf, number
from legalredact.redaction.text_maps.text_map import Rectangle

_EM_WIDE, _EM_LATIN = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class InvisibleLine:
    """A word or line of invisible text and its rectangle, in points from the page's upper left corner."""

    text: str = field(repr=False)
    place: Rectangle


class PicturePages:
    """Writes the pages of a copy that are images."""

    def __init__(self, copy: CopyPdf) -> None:
        self._copy = copy
        self._latin = self._wide = 0

    def add(self, width: float, height: float, picture: Packed, lines: Sequence[InvisibleLine]) -> None:
        """Add a page of this size in points."""
        image = self._copy.add_image(picture)
        content = self._content(width, height, lines)
        fonts = [b"/%s %d 0 R" % pair for pair in ((b"F1", self._latin), (b"F2", self._wide)) if pair[1]]
        resources = b"/XObject<</I %d 0 R>>/Font<<%s>>" % (image, b"".join(fonts))
        self._copy.add_page(width, height, content, resources)

    def close(self) -> None:
        """Write the fonts that were used."""
        if self._latin:
            self._copy.write(self._latin, b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>")
        if self._wide:
            self._write_wide_font()

    def _write_wide_font(self) -> None:
        """Write a font without glyphs whose codes are Unicode. The text is invisible, so nothing has to be embedded."""
        descendant, unicode = self._copy.reserve(), self._copy.reserve()
        self._copy.write(
            self._wide,
            b"<</Type/Font/Subtype/Type0/BaseFont/Courier/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (descendant, unicode),
        )
        self._copy.write(
            descendant,
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Courier/DW 500/FontDescriptor<</Type/FontDescriptor"
            b"/FontName/Courier/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700"
            b"/StemV 80>>"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        )
        self._copy.write_packed(unicode, b"", _unicode_map())

    def _content(self, width: float, height: float, lines: Sequence[InvisibleLine]) -> bytes:
        """Content stream: the image over the whole page, then the words in invisible rendering mode."""
        parts = [b"q %s 0 0 %s 0 0 cm /I Do Q" % (number(width), number(height))]
        if lines:
            parts.append(b"BT 3 Tr")
            parts.extend(self._word(line, height) for line in lines)
            parts.append(b"ET")
        return b"\n".join(parts)

    def _word(self, line: InvisibleLine, height: float) -> bytes:
        x0, _, x1, y1 = line.place
        text = "".join(c if c <= "\uffff" and c.isprintable() else " " for c in line.text)
        try:
            font, em = b"F1", _EM_LATIN
            shown = b"(" + _escaped(text.encode("cp1252")) + b" )"
            self._latin = self._latin or self._copy.reserve()
        except UnicodeEncodeError:
            font, em = b"F2", _EM_WIDE
            shown = b"<" + (text + " ").encode("utf-16-be").hex().encode() + b">"
            self._wide = self._wide or self._copy.reserve()
        size = max(1.0, 0.9 * (y1 - line.place[1]))
        scale = 100 * (x1 - x0) / max(0.01, em * size * len(text))
        placed = (font, number(size), number(scale), number(x0), number(height - y1), shown)
        return b"/%s %s Tf %s Tz 1 0 0 1 %s %s Tm %s Tj" % placed


def _escaped(text: bytes) -> bytes:
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _unicode_map() -> bytes:
    """ToUnicode map: each two-byte code is its own character; a range may not cross a first byte."""
    ranges = [b"<%02X00><%02XFF><%02X00>" % (high, high, high) for high in range(256)]
    groups = [ranges[at : at + 100] for at in range(0, 256, 100)]
    body = b"\n".join(b"%d beginbfrange\n%s\nendbfrange" % (len(group), b"\n".join(group)) for group in groups)
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/U def /CMapType 2 def\n"
        b"1 begincodespacerange<0000><FFFF>endcodespacerange\n" + body + b"\nendcmap end end"
    )
