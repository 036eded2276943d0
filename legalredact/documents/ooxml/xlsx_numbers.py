"""Number formats of a workbook for dates and for masks, such as social security numbers.

Formats: ECMA-376 part 1, 18.8.30 (numFmt). Dates become ISO dates, and digits are filled into masks. Colors, currencies
and decimals are ignored, since they do not change what is read.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from legalredact.documents.ooxml.xml import Element, descendants

_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of built-in date and time formats."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[dyh]|m(?=m|/|-|\.|$)|s(?=s)", re.IGNORECASE)
_MASK = re.compile(r"(?:[0#]|[-() /.]){5,}")
_MOST_DAYS = 2_958_466
"""Serial number of the first day after the year 9999."""

_WORDS = re.compile(r"\"([^\"]+)\"")
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """Formats by the number of a cell's style.

    Arguments:
        codes: format code of each cell style, ``"date"`` for built-in dates; empty for a plain number.
        from_1904: days are counted from 1904.
    """

    codes: tuple[str, ...] = field(default=(), repr=False)
    from_1904: bool = False

    def shown(self, value: str, style: str) -> str:
        """A cell's number as displayed, or unchanged if the format does not matter."""
        code = self.codes[int(style)] if style.isdigit() and int(style) < len(self.codes) else ""
        if not code:
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if _is_date(code):
            return _date(number, self.from_1904) or value
        return _masked(number, code) or value


def number_formats(styles: Element | None, *, from_1904: bool) -> NumberFormats:
    """The formats of a workbook's styles part."""
    if styles is None:
        return NumberFormats((), from_1904)
    own = {one.get("numFmtId") or "": one.get("formatCode") or "" for one in descendants(styles, "x:numFmt")}
    cells = next(descendants(styles, "x:cellXfs"), None)
    numbers = [one.get("numFmtId") or "0" for one in cells] if cells is not None else []
    return NumberFormats(tuple(own.get(number, _built_in(number)) for number in numbers), from_1904)


def words_of_formats(formats: NumberFormats) -> Iterator[str]:
    """Text that formats display beside a cell's number, such as ``"Due to Ms. Hale: "0.00``, each once."""
    written = (match[1] or "" for code in dict.fromkeys(formats.codes) for match in _WORDS.finditer(code))
    return iter(dict.fromkeys(words.strip() for words in written if _LETTERS.search(words)))


def _built_in(number: str) -> str:
    return "date" if number.isdigit() and int(number) in _DATES else ""


def _is_date(code: str) -> bool:
    return code == "date" or _DATE_LETTERS.search(_LITERAL.sub("", code.partition(";")[0])) is not None


def _date(number: float, from_1904: bool) -> str:
    """ISO date, with the time of day if there is one; only the time if there is no day; empty if it is neither."""
    if not 0 <= number < _MOST_DAYS:
        return ""
    start = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zone
    moment = start + dt.timedelta(seconds=round(number * 86_400))
    if number < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d}" if number == int(number) else f"{moment:%Y-%m-%d %H:%M:%S}"


def _masked(number: float, code: str) -> str:
    """A whole number filled into a mask such as ``000-00-0000``; empty if the format is not a mask."""
    section = code.rpartition(";")[2]
    mask = re.sub(r"\\(.)|\"([^\"]*)\"|\[[^\]]*\]", lambda m: m[1] or m[2] or "", section)
    if number != int(number) or number < 0 or not _MASK.fullmatch(mask) or not re.search(r"[-() /]", mask):
        return ""
    digits, written = str(int(number)), ""
    for sign in reversed(mask):
        if sign not in "0#":
            written = sign + written
        elif digits:
            written, digits = digits[-1] + written, digits[:-1]
        elif sign == "0":
            written = "0" + written
    return digits + written
