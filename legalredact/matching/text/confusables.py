"""Confusable letters: small capitals, full width, mathematical alphabets, and look-alikes from other scripts. They get
into names by fonts, by copying, and by attempts to evade filters."""

import re
import unicodedata

_SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ"
_THEIR_LETTERS = "abcdefghijklmnopqrstuvwyz"
_ALIKE = {
    **dict(zip("аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl", strict=True)),
    **dict(zip("АВЕЗКМНОРСТУХІЈЅԌԚԜҮ", "ABE3KMHOPCTYXIJSGQWY", strict=True)),
    **dict(zip("αορνικτυχεϲϳ", "aopviktuxecj", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True)),
    **dict(zip("ɑɡօսոհℓ", "agounhl", strict=True)),
}
"""Cyrillic, Greek, phonetic and Armenian letters, mapped to the Latin letters that they look like."""
_ODD = re.compile(f"[{_SMALL_CAPITALS}{''.join(_ALIKE)}\uff21-\uff5a\u2100-\u24e9\U0001d400-\U0001f1aa]")
_ENCLOSED = "\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
"""Letters in circles and squares, white and black; Python does not treat them as letters."""

_WORD = re.compile(rf"(?:[^\W\d_]|[{_ENCLOSED}])+")
_SMALL = re.compile(f"[{_SMALL_CAPITALS}]")
_LATIN, _OTHER = re.compile(r"[A-Za-zÀ-ɏ]"), re.compile(f"[{''.join(_ALIKE)}]")
_FOUR_BYTES = (0x1D400, 0x1F1AA)
_WHITE_ON_BLACK = (0x1F150, 0x1F170)
"""First code points of 26 capitals in a black circle and in a black square."""


def _latin(character: str) -> str:
    """The Latin letter that a reader sees in `character`; lower case for small capitals."""
    if character in _SMALL_CAPITALS:
        return _THEIR_LETTERS[_SMALL_CAPITALS.index(character)]
    return _ALIKE.get(character, character)


def plain_letters(text: str) -> str:
    """The text with look-alikes replaced by Latin letters; of the same length.

    A letter of another script is replaced only in a word that also has Latin letters, so that text in that script is
    unchanged.
    """
    if text.isascii() or _ODD.search(text) is None:
        return text
    return _WORD.sub(lambda match: _plain(match[0]), text)


def _plain(word: str) -> str:
    if word.isascii():
        return word
    narrow = "".join(map(_narrow, word))
    if _SMALL.search(narrow):
        return "".join(map(_latin, narrow)).upper() if len(narrow.upper()) == len(word) else narrow
    if _OTHER.search(narrow) and _LATIN.search(narrow):
        return "".join(map(_latin, narrow))
    return narrow


def _narrow(character: str) -> str:
    """The ordinary form of a letter in full width or of a mathematical alphabet."""
    wide = 0xFF21 <= ord(character) <= 0xFF5A or _FOUR_BYTES[0] <= ord(character) <= _FOUR_BYTES[1]
    if not wide and not 0x2100 <= ord(character) <= 0x24E9:
        return character
    for first in _WHITE_ON_BLACK:
        if first <= ord(character) < first + 26:
            return chr(ord("A") + ord(character) - first)
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
