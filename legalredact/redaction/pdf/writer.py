"""Writes a new PDF object by object and page by page, so that it is never whole in memory.

It holds a catalog, pages, and the resources of pages, and nothing else.
"""

import zlib
from typing import BinaryIO

from legalredact.redaction.pdf.encode_image import Packed

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES = 1, 2

STRUCTURE = "obj endobj stream endstream xref trailer startxref"
"""Words that every PDF contains. A name that is one of them cannot be proven absent."""


class CopyPdf:
    """A PDF that is being written.

    Arguments:
        stream: written to from its start.
        pack: compress contents and fonts; unnecessary for a temporary file.
    """

    def __init__(self, stream: BinaryIO, *, pack: bool = True) -> None:
        self._stream = stream
        self._pack = pack
        self._offsets: dict[int, int] = {}
        self._next = _PAGES + 1
        self._kids: list[int] = []
        stream.write(_HEAD)

    def reserve(self) -> int:
        """Reserve the number of an object that is written later."""
        self._next += 1
        return self._next - 1

    def write(self, number: int, body: bytes) -> None:
        """Write an object under its number."""
        self._offsets[number] = self._stream.tell()
        self._stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream as it is; `entries` are those of its dictionary, without the length."""
        self.write(number, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data))

    def write_packed(self, number: int, entries: bytes, data: bytes) -> None:
        """Compress a stream and write it."""
        if self._pack:
            self.write_stream(number, entries + b"/Filter/FlateDecode", zlib.compress(data))
        else:
            self.write_stream(number, entries, data)

    def add_image(self, picture: Packed) -> int:
        """Write an image; returns its object number."""
        number = self.reserve()
        size = b"/Width %d/Height %d" % (picture.width, picture.height)
        self.write_stream(number, b"/Type/XObject/Subtype/Image" + size + picture.entries, picture.data)
        return number

    def add_page(self, width: float, height: float, content: bytes, resources: bytes, turn: int = 0) -> None:
        """Add a page of this size in points, drawn by operators that use those resources.

        Arguments:
            turn: rotation for display, in degrees clockwise.
        """
        turned = b"/Rotate %d" % turn if turn else b""
        drawing, page = self.reserve(), self.reserve()
        self.write_packed(drawing, b"", content)
        self.write(
            page,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<<%s>>%s>>"
            % (_PAGES, number(width), number(height), drawing, resources, turned),
        )
        self._kids.append(page)

    def close(self) -> None:
        """Write the end of the PDF; the stream stays open."""
        self.write(_CATALOG, b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES)
        kids = b" ".join(b"%d 0 R" % page for page in self._kids)
        self.write(_PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._kids), kids))
        start = self._stream.tell()
        rows = [b"0000000000 65535 f \n"]
        for object_number in range(1, self._next):
            offset = self._offsets.get(object_number)
            rows.append(b"%010d 00000 n \n" % offset if offset is not None else b"0000000000 65535 f \n")
        self._stream.write(b"xref\n0 %d\n" % self._next + b"".join(rows))
        self._stream.write(
            b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, _CATALOG, start)
        )


def number(value: float) -> bytes:
    """A number in PDF syntax, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()
