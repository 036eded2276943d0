"""Numbers in digits or words, with their fractions ("27.5", "twenty-seven and a half", "2½", "four")."""

from decimal import Decimal

from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words

_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++(?:\.\d+)?|\.\d+)"
_PARTS = {"half": "0.5", "quarter": "0.25", "third": "0.3333", "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333"}
_SLASHED = {f"{top}/{bottom}": Decimal(top) / bottom for bottom in (2, 3, 4, 8) for top in range(1, bottom)}
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}
AND_PART = r"(?:\s{1,3}and\s{1,3}(?:a|one)[\s-](?P<part>half|quarter|third)\b)?"
"""A half, quarter or third that belongs to the number before it."""

NUMERAL = (
    rf"(?:(?<![\w.$€£¥:#])(?<![A-Za-z][-–])(?<!\d,)(?P<digits>{_DIGITS})(?P<sign>[½¼¾⅓]|[\s-][1-7]/[2348](?![\d/]))?(?!\d)(?!,\d)(?!:\d)"
    rf"(?:\s(?P<scale>hundred|thousand|million|billion)\b)?|(?P<words>{NUMBER_WORDS})){AND_PART}"
)
"""Pattern, to be used ignoring case, with the groups that `number_of` reads."""


def number_of(groups: dict[str, str | None]) -> Decimal:
    """The value of a match of `NUMERAL`.

    Arguments:
        groups: the match's `groupdict`.
    """
    if digits := groups.get("digits"):
        sign = (groups.get("sign") or "").lstrip(" -")
        number = Decimal(digits.replace(",", "")) + _SLASHED.get(sign, Decimal(_PARTS.get(sign, "0")))
        number = number.scaleb(_SCALES.get((groups.get("scale") or "").lower(), 0))
    else:
        number = Decimal(number_of_words(groups.get("words") or ""))
    return number + Decimal(_PARTS.get((groups.get("part") or "").lower(), "0"))


def plain(number: Decimal) -> str:
    """Digits without exponent and without trailing zeros after the decimal point."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
