"""Whether a number that a statement gives agrees with a computed one, by the words before it: "almost", "over"."""

import enum
import re
from decimal import Decimal

from legalredact.masking.reply.given import Given, is_exactly
from legalredact.matching.facts.fact import Figure

_END = r"(?:\s(?:an?|some|about|only|exactly|the))?\s?\Z"
_WAYS = tuple(
    (re.compile(rf"\b(?:{words}){_END}", re.I), tight, over)
    for words, tight, over in (
        (r"(?:just|little|slightly|shortly|a\sbit)\s(?:over|above|more\sthan|longer\sthan)|a\sgood", True, True),
        (r"just\s(?:under|short\sof|below)|slightly\s(?:under|below)|nearly|almost|not\squite|close\sto", True, False),
        (
            r"over|above|more\sthan|longer\sthan|later\sthan|at\sleast|not?\sless\sthan|exceed\w*|beyond",
            False,
            True,
        ),
        (r"(?:less|fewer|shorter|no\smore)\sthan|under|below|within|at\smost|up\sto|short\sof|barely", False, False),
    )
)
_ABOUT = re.compile(rf"\b(?:about|around|roughly|approximately|some|circa|ca\.){_END}", re.I)
_SMALL = Decimal("0.0000001")
UNEVEN_MONTHS = Decimal("0.1")
"""How far calendar months may be from months of mean length: February 1 to April 1 are 59 days, and two months."""


class Way(enum.Enum):
    """How exact a number is meant to be; `just` means that it is nearly reached."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    JUST_OVER = "just over"
    UNDER = "under"
    JUST_UNDER = "just under"


_OF = {(True, True): Way.JUST_OVER, (True, False): Way.JUST_UNDER, (False, True): Way.OVER, (False, False): Way.UNDER}


def way_of(given: Given, figure: Figure) -> Way:
    """How exact the words around a figure make it."""
    before = given.before(figure)
    for pattern, tight, over in _WAYS:
        if pattern.search(before):
            return _OF[tight, over]
    return Way.ABOUT if figure.about or _ABOUT.search(before) else Way.EXACT


def is_beyond(said: Decimal, exact: Decimal, way: Way, *, slack: Decimal = _SMALL) -> bool:
    """Whether a number is on the wrong side of a bound: 19 days for "just over three weeks"."""
    if way in (Way.OVER, Way.JUST_OVER):
        return exact < said - slack
    return way in (Way.UNDER, Way.JUST_UNDER) and exact > said + slack


def agrees(said: Decimal, exact: Decimal, way: Way, *, slack: Decimal = _SMALL) -> bool:
    """Whether a number may be meant by a said one.

    Arguments:
        said: positive.
        exact: computed.
        slack: how far an exact number may be off, in its unit; spans of weeks and months are seldom whole.
    """
    off = exact - said
    if abs(off) <= slack or (slack == _SMALL and is_exactly(said, exact)):
        return True
    if way is Way.EXACT:
        return False
    step = _step(said, whole=way in (Way.OVER, Way.UNDER))
    if way in (Way.OVER, Way.JUST_OVER):
        return 0 <= off < step
    if way in (Way.UNDER, Way.JUST_UNDER):
        return 0 <= -off < step
    return abs(off) <= step


def _step(said: Decimal, *, whole: bool) -> Decimal:
    """How far an inexact number may be off: up to the next one if it is a bound, else a part of that.

    Arguments:
        whole: it is a bound ("over eight").
    """
    if said < 1:
        return said / (6 if whole else 12)
    if whole:
        return Decimal(1) if said > 1 and not said % 1 else Decimal("0.5")
    small = Decimal("0.45") if said > 1 and not said % 1 else Decimal("0.2")
    return max(small, said / 20)
