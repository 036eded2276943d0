"""The codes of a copy's own fonts: how wide each is, and what it means."""

import functools
import re
from dataclasses import dataclass

import pikepdf

_WIDTHS = re.compile(rb"(\d+) \[ (-?\d+) \]")
_MEANING = re.compile(rb"<([0-9A-F]{4})><((?:[0-9A-F]{4})+)>")
_EM = 1000


@dataclass(frozen=True, slots=True)
class FontCodes:
    """A font with codes of two bytes.

    Arguments:
        widths: of each code, in ems.
        meanings: text of each code; a code that is missing has none.
    """

    widths: dict[int, float]
    meanings: dict[int, str]


class CopyFonts:
    """The fonts of a copy that keeps its text; each is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], FontCodes] = {}

    def of_page(self, page: pikepdf.Page) -> dict[bytes, FontCodes]:
        """Its fonts of two-byte codes, by the names that the page gives them."""
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        return {
            name.encode(): self._codes(font)
            for name, font in fonts.items()
            if font.get("/Subtype") == "/Type0" and "/FontFile3" in font.DescendantFonts[0].FontDescriptor
        }

    def _codes(self, font: pikepdf.Object) -> FontCodes:
        known = self._known.get(font.objgen)
        if known is None:
            known = self._known[font.objgen] = _read(font)
        return known


def _read(font: pikepdf.Object) -> FontCodes:
    widths = font.DescendantFonts[0].get("/W", pikepdf.Array()).unparse()
    meanings = bytes(font.ToUnicode.read_bytes())
    return FontCodes(
        {int(code): int(width) / _EM for code, width in _WIDTHS.findall(widths)},
        {int(code, 16): _text(meaning) for code, meaning in _MEANING.findall(meanings)},
    )


@functools.lru_cache(maxsize=4096)
def _text(meaning: bytes) -> str:
    return bytes.fromhex(meaning.decode()).decode("utf-16-be", "replace")
