"""Chats exported as plain text: WhatsApp (_chat.txt) and iMessage. The text stays as it is; each message is a block."""

import re

_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u00a0\u202f]?[AaPp]\.?[ ]?[Mm]\.?)?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_WHATSAPP = re.compile(rf"^[\u200e\u200f\ufeff]*(?:\[{_DATE},? {_TIME}\] |{_DATE},? {_TIME} [-–] )", re.MULTILINE)
_IMESSAGE = re.compile(
    rf"^(?:[A-Z][a-z]{{2}} \d{{1,2}}, \d{{4}} {{1,2}}{_TIME})(?: \([^()\n]{{1,80}}\))?[ ]*\n(?=\S)", re.MULTILINE
)
_LEAST = 2
"""Messages from which a text is a chat; a letter may hold one line that looks like a message."""

_SAMPLE = 20_000


def message_starts(text: str) -> list[int]:
    """Offsets at which messages begin; empty if the text is not a chat, which begins with its first message."""
    for pattern in (_WHATSAPP, _IMESSAGE):
        first = pattern.search(text, 0, _SAMPLE)
        if first is not None and not text[: first.start()].strip("\ufeff \r\n"):
            starts = [found.start() for found in pattern.finditer(text)]
            if len(starts) >= _LEAST:
                return starts
    return []
