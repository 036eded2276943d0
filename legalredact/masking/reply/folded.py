"""Converts text to what a reader sees: Latin letters for lookalike and wide ones, no marks, no invisible characters.

Every converted character keeps the offset of the character that it came from, so that a place in the converted text is
a place in the text.
"""

import unicodedata

from legalredact.model.mention import Span

_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХЯԌаеіјорсухѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧΣοινραɑɡı‗﹍﹎﹏‿⁀ГҮ",
    "ABESIJKMHOPCTYXRGaeijopcyxsdABEZHIKMNOPTYXEoivpaagi______GY",
)
_LETTERS = "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢꜱ"
_SMALL_CAPITALS = str.maketrans(_LETTERS, "ABCDEGHIJKLMNOPRTUVWYZS")


class Folded:
    """A text folded.

    Arguments:
        text: any.
    """

    def __init__(self, text: str) -> None:
        self.raw = text
        self.text = text
        self._offsets: list[int] | None = None
        if not text.isascii():
            pieces = [(at, letter) for at, character in enumerate(text) for letter in _folded(character)]
            self.text = "".join(letter for _, letter in pieces)
            self._offsets = [at for at, _ in pieces]

    def span(self, start: int, end: int) -> Span:
        """The place in the text of a stretch of the folded text, with marks and invisible characters after it."""
        if self._offsets is None:
            return Span(start, end)
        stop = self._offsets[end] if end < len(self._offsets) else len(self.raw)
        return Span(self._offsets[start], max(stop, self._offsets[start]))

    def is_changed(self, start: int, end: int) -> bool:
        """Whether the text has other characters there."""
        return self.span(start, end).of(self.raw) != self.text[start:end]


def _folded(character: str) -> str:
    """Latin letters for one character; empty for marks and what cannot be seen."""
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKD", character.translate(_LOOKALIKES).translate(_SMALL_CAPITALS))
    plain = plain.translate(_LOOKALIKES)
    return "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc", "Co"))
