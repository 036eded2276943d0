"""Times of day in digits and words ("3:10 PM", "17:48", "7 in the morning", "a quarter to ten", "noon").

Canonical is ``HH:MM`` of 24 hours. A time that may be of either half of the day has the unit ``either``.
"""

import re
from collections.abc import Iterator

from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.measures import is_about
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.model.mention import Span

EITHER = "either"
_HALF = (
    r"(?:\s?(?P<ap>[ap])\.?\s?m\b\.?|\s(?:o[’']clock\s)?(?:in\sthe\s(?P<day>morning|afternoon|evening)|at\s"
    r"(?P<night>night)))"
)
_DIGITS = re.compile(
    rf"(?<![\w:.$,/])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?)?(?:{_HALF}|"
    rf"(?P<clock>\so[’']clock))?(?!\w|:(?!\s))",
    re.I,
)
_RANGE_HALF = re.compile(rf"\s?(?:[-–]|to|and|until|through|or|till)\s?(?:[01]?\d|2[0-4])(?::[0-5]\d)?{_HALF}", re.I)
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_WORDS = re.compile(
    rf"\b(?:(?P<part>half|(?:a\s)?quarter|{NUMBER_WORDS}(?:\sminutes)?|\d{{1,2}}\sminutes)\s(?P<way>past|to"
    rf"|after|before|of)\s"
    rf"(?P<hour>{_HOUR}|\d{{1,2}})|(?P<alone>{_HOUR})\so[’']clock|(?P<oral>{_HOUR})(?=\s(?:in\sthe\s"
    rf"(?:morning|afternoon|evening)|at\snight))"
    rf"|(?P<said>{_HOUR})[\s-](?P<minutes>thirty|fifteen|forty-five)(?=\s[ap]\.?m)"
    rf"|(?P<noon>noon|midday)|(?P<midnight>midnight))\b(?:{_HALF})?",
    re.I,
)
_MILITARY = re.compile(r"(?<![\w.,:$-])(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)\s(?:hours|hrs\.?)(?!\w)", re.I)
_BARE_MILITARY = re.compile(
    r"\b(?:at|between|from|until|till|to|and|before|after|around|about|approx\.?|approximately|by|since)\s"
    r"(?P<time>(?P<hour>0\d)(?P<minute>[0-5]\d))(?![\w.,:/-]\w|\w)",
    re.I,
)
"""Without a colon only with a leading zero: "after 2015" is a year."""
_NOTED = r"(?P<time>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))(?![\w.,:/-]\w|\w)"
_AFTER_DATE = re.compile(rf"(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d\d)?\d\d,?\s{_NOTED}")
"""Notes of a shift: "10/06/21 2200"."""
_BESIDE_NOTED = re.compile(rf"(?:(?<=\ufffc\s)|(?<=\b[012]\d[0-5]\d,\s)){_NOTED}(?!\s[A-Za-z])")
"""In a text with such notes, after a token or another time: "Paged PARTY_C 2210, 2240"."""
_AT = re.compile(r"\b(?:at|until|till|by|about|around|from)\s\Z", re.I)
_BY = re.compile(r"\bby\s(?:a\s)?\Z", re.I)
_VOTED = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|majority|jur(?:y|ors?)|panel|board|council|committee|court|justices|judges|motion|resolution"
    r"|measure|bill|ballot|divided|split|defeated|failed|passed|carried|adopted|rejected|ruled|won|lost|beat)\b",
    re.I,
)
"""Before "by five to four", which then is a result and no time."""
_WHOLE_FIVE = 5
_PARTS = {"half": 30, "quarter": 15, "a quarter": 15}


def clock_times(text: str) -> Iterator[Figure]:
    """Every time of day in `text`; hours without minutes only with their half of the day.

    Arguments:
        text: with U+FFFC for every character of a token.
    """
    for match in _WORDS.finditer(text):
        value = _of_words(match)
        if value is not None and not _is_range(text, match):
            yield _figure(match, text, value, _half(match))
    for match in _MILITARY.finditer(text):
        yield Figure(Span(*match.span()), FactKind.TIME, f"{match['hour']}:{match['minute']}")
    for match in _BARE_MILITARY.finditer(text):
        yield Figure(Span(*match.span("time")), FactKind.TIME, f"{match['hour']}:{match['minute']}")
    noted = list(_AFTER_DATE.finditer(text))
    for match in (*noted, *(_BESIDE_NOTED.finditer(text) if noted else ())):
        yield Figure(Span(*match.span("time")), FactKind.TIME, f"{match['hour']}:{match['minute']}")
    for match in _DIGITS.finditer(text):
        half = _half(match)
        if not half and (match["minute"] or match["hour"]):
            later = _RANGE_HALF.match(text, match.end())
            half = _half(later) if later else ""
        if not (match["minute"] or half or match["clock"]) or (
            half and not match["minute"] and int(match["hour"]) > 12
        ):
            continue
        yield _figure(match, text, 60 * (int(match["hour"]) % 24) + int(match["minute"] or 0), half)


def minutes_of(value: str) -> int:
    """Minutes since midnight of a canonical time."""
    hour, _, minute = value.partition(":")
    return 60 * int(hour) + int(minute)


def _figure(match: re.Match[str], text: str, minutes: int, half: str) -> Figure:
    hour, minute = divmod(minutes, 60)
    known = (
        bool(half)
        or hour > 12
        or (hour == 0 and match.re is _DIGITS)
        or "noon" in match[0].lower()
        or "midn" in match[0].lower()
    )
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    value = f"{hour:02}:{minute:02}"
    unit = "" if known else EITHER
    return Figure(Span(*match.span()), FactKind.TIME, value, None, unit, is_about(text, match.start()))


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether "ten to twelve" is a range or a result, and no time of day: no word beside it is one of times."""
    if match["way"] is None or match["way"].lower() != "to" or match["part"].lower() in _PARTS or _half(match):
        return False
    if "minutes" in match["part"]:
        return False
    before = text[max(0, match.start() - 80) : match.start()]
    return not _AT.search(before) or (_BY.search(before) is not None and _is_result(match["part"], before))


def _is_result(first: str, before: str) -> bool:
    """Whether "by eleven to twelve" is the result of a vote or a game.

    Without the word "minutes" clocks are read in fives, so that eleven is none; "by five to four" is a result after
    words that speak of one.
    """
    return number_of_words(first) % _WHOLE_FIVE != 0 or _VOTED.search(re.split(r"[.;]\s", before)[-1]) is not None


def _half(match: re.Match[str]) -> str:
    """ "a" before noon, "p" after it, or empty."""
    groups = match.groupdict()
    if groups.get("ap"):
        return (groups["ap"] or "").lower()
    if groups.get("day"):
        return "a" if (groups["day"] or "").lower() == "morning" else "p"
    return "p" if groups.get("night") else ""


def _of_words(match: re.Match[str]) -> int | None:
    """Minutes since midnight or noon of a time in words; None if it is no time."""
    if match["noon"] or match["midnight"]:
        return 12 * 60 if match["noon"] else 0
    if match["said"]:
        return 60 * number_of_words(match["said"]) + number_of_words(match["minutes"])
    if alone := match["alone"] or match["oral"]:
        return 60 * number_of_words(alone)
    hour = int(match["hour"]) if match["hour"].isdigit() else number_of_words(match["hour"])
    part = match["part"].lower().removesuffix(" minutes")
    minutes = _PARTS.get(part) or (int(part) if part.isdigit() else number_of_words(part))
    way = match["way"].lower()
    if not 1 <= hour <= 12 or not 1 <= minutes < 60 or (way in ("of", "after", "before") and part not in _PARTS):
        return None
    return 60 * hour + minutes if way in ("past", "after") else (60 * hour - minutes) % 720 or 720
