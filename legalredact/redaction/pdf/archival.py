"""The two fixed parts that PDF/A asks for (ISO 19005-2): the statement of the level, and the color space of the pages.

Both are the same in every copy, so they say nothing of a document.
"""

import enum
import functools

from PIL import ImageCms

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>"
    "</rdf:Description></rdf:RDF>\n"
    '<?xpacket end="r"?>'
)

_DATE = slice(24, 36)
"""Bytes of an ICC profile that hold when it was made (ISO 15076-1, 7.2)."""

_SOME_DATE = bytes.fromhex("07ea00010001000000000000")
"""1 January 2026: the same copy has the same bytes on every day."""


class Level(enum.Enum):
    """Levels of PDF/A-2: "u" adds to "b" that each letter has a meaning in Unicode."""

    B = "PDF/A-2b"
    U = "PDF/A-2u"

    @property
    def packet(self) -> bytes:
        """The XMP packet that states it."""
        return _PACKET.format(level=self.name).encode()


@functools.cache
def srgb() -> bytes:
    """The ICC profile of sRGB that LittleCMS makes ("No copyright, use freely")."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _SOME_DATE
    return bytes(profile)


def is_fixed(data: bytes) -> bool:
    """Whether a stream's data are one of these parts, byte for byte."""
    return data == srgb() or any(data == level.packet for level in Level)


def without_fixed(data: bytes) -> bytes:
    """The bytes of a file without the statement of its level."""
    for level in Level:
        data = data.replace(level.packet, b"")
    return data
