"""Writes text as Word shows it where the file stores it differently: letters as symbols, letters from right to left.

A reader sees the name, but a search of the stored text does not. So this runs before names are searched.
"""

import re
import unicodedata

from lxml import etree

from legalredact.redaction.docx.allowlist import XML, W

_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapfdingbats", "zapf dingbats", "marlett", "mt extra")
"""Fonts whose characters are symbols (beginnings of their names, in lower case). Other fonts hold letters."""

_PRIVATE = 0xF000
"""Offset of private-use codes for symbols: code in the font = code - offset."""

_TURNED = re.compile("\u202e([^\u202a-\u202e]+)\u202c?")
"""Letters between the right-to-left override and the character that ends it."""

_TEXT, _OVERRIDE, _SYMBOL = f"{{{W}}}t", f"{{{W}}}bdo", f"{{{W}}}sym"


def as_shown(root: etree._Element) -> None:
    """Write a part's text as Word shows it."""
    for symbol in list(root.iter(_SYMBOL)):
        _letter_of(symbol)
    for override in list(root.iter(_OVERRIDE)):
        if override.get(f"{{{W}}}val") == "rtl":
            _turn(override)
    for item in root.iter(_TEXT):
        item.text = _TURNED.sub(lambda match: match[1][::-1] if _turns(match[1]) else match[0], item.text or "")


def _letter_of(symbol: etree._Element) -> None:
    """Replace a symbol by a letter if its font holds letters."""
    font = (symbol.get(f"{{{W}}}font") or "").casefold()
    try:
        code = int(symbol.get(f"{{{W}}}char") or "", 16)
    except ValueError:
        return
    letter = chr(code - _PRIVATE if _PRIVATE < code <= _PRIVATE + 0xFF else code)
    if font.startswith(_SYMBOL_FONTS) or not letter.isprintable():
        return
    symbol.tag = _TEXT
    symbol.attrib.clear()
    symbol.text = letter
    symbol.set(f"{{{XML}}}space", "preserve")


def _turn(override: etree._Element) -> None:
    """Reverse left-to-right letters that are shown from right to left."""
    texts = list(override.iter(_TEXT))
    if not _turns("".join(item.text or "" for item in texts)):
        return
    for item in texts:
        item.text = (item.text or "")[::-1]
    for item in [override, *override.iter(f"{{{W}}}r")]:
        kept = [child for child in item if child.tag == f"{{{W}}}rPr"]
        item[:] = [*kept, *[child for child in reversed(item) if child not in kept]]
    override.tag = f"{{{W}}}ins"  # an insertion is unwrapped later
    override.attrib.clear()


def _turns(text: str) -> bool:
    """Whether all letters are of scripts that are written from left to right."""
    classes = set(map(unicodedata.bidirectional, text))
    return "L" in classes and not classes & {"R", "AL"}
