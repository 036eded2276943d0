"""User names in chats and networks: "@kvale_osk", "jtarrow  9:02 AM", "Snapchat: kvale99"."""

import re
from collections.abc import Iterator

from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Span

_NAME = r"[A-Za-z][\w.-]{1,28}\w"
_AT = re.compile(rf"(?<![\w.@/+-])@(?P<name>{_NAME})(?![\w@/])", re.ASCII)
_SPEAKS = re.compile(
    rf"^[ \t]*@?(?P<name>{_NAME})[ \t]{{1,6}}\[?\d{{1,2}}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?\]?[ \t]*$",
    re.MULTILINE | re.ASCII,
)
"""Alone above a message with its time, as Slack and Teams export it."""
_FIELD = re.compile(
    r"(?<!\w)(?i:snap(?:chat)?|instagram|IG|twitter|tik\s?tok|telegram|discord|skype|cash\s?app|user\s?(?:name|id)|screen\s?name"
    rf"|handle|gamer\s?tag)[ ]?[:=][ ]?@?(?P<name>{_NAME})(?![\w@/])",
    re.ASCII,
)
_EVERYBODY = frozenset({"channel", "here", "everyone", "all", "team", "group", "admin", "admins", "moderator"})
_DOMAIN = re.compile(r"\.(?:com|org|net|edu|gov|mil|info|biz|io|law|us|uk|ca|eu|de|fr|example|test)\Z", re.IGNORECASE)
_FEWEST = 2
"""Fewest lines, of one writer or several, that make a chat."""


def user_names(text: str) -> Iterator[Found]:
    """Names after "@", writers in a chat, and names that a field gives; companies have user names too."""
    spoken = [match for pattern in (_AT, _FIELD) for match in pattern.finditer(text)]
    speaking = [match for match in _SPEAKS.finditer(text) if not _is_word(match["name"])]
    for match in (*spoken, *(speaking if len(speaking) >= _FEWEST else ())):
        if match["name"].casefold() not in _EVERYBODY and not _DOMAIN.search(match["name"]):
            yield Found(Span(*match.span("name")))


def _is_word(name: str) -> bool:
    """Whether a dictionary word comes before a time ("Lunch 12:00", "adjourned 9:20 pm")."""
    return is_ordinary(name) or is_english(name.casefold())
