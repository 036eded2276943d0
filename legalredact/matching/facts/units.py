"""Units of measurement, with what they are worth in the smallest unit of their group."""

import re
from decimal import Decimal

_TABLE = {
    "time": {
        "second": ("sec", 1),
        "minute": ("min", 60),
        "hour": ("hr", 3600),
        "day": ("", 86400),
        "week": ("", 604800),
    },
    "months": {"month": ("", 1), "year": ("yr", 12), "decade": ("", 120)},
    "length": {"inch": ("inches", 1), "foot": ("feet|ft", 12), "yard": ("yd", 36), "mile": ("mi", 63360)},
    "metric": {
        "mm": ("millimeter", 1),
        "cm": ("centimeter", 10),
        "meter": ("m|metre", 1000),
        "km": ("kilometer", 10**6),
    },
    "mass": {"mg": ("milligram", 1), "gram": ("g", 1000), "kg": ("kilogram|kilo", 10**6)},
    "weight": {"ounce": ("oz", 1), "pound": ("lb", 16), "ton": ("", 32000)},
    "fluid": {"ml": ("milliliter|cc", 1), "liter": ("litre", 1000)},
    "gallon": {"pint": ("", 1), "quart": ("", 2), "gallon": ("gal", 8)},
    "area": {"square foot": ("square feet|sq\\. ft\\.|sq ft", 1), "square yard": ("", 9), "acre": ("", 43560)},
    "square mile": {"square mile": ("", 1)},
    "square meter": {"square meter": ("", 1)},
    "mph": {"mph": ("miles per hour|miles an hour|mi/h", 1)},
    "km/h": {"km/h": ("kph|kilometers per hour|kilometers an hour", 1)},
    "degree": {"degree": ("°|°f|°c|° f|° c|deg", 1)},
    "data": {"kb": ("kilobyte", 1), "mb": ("megabyte", 1000), "gb": ("gigabyte", 10**6), "tb": ("terabyte", 10**9)},
    "power": {"watt": ("", 1), "kw": ("kilowatt", 1000), "hp": ("horsepower", 746)},
    "volt": {"volt": ("", 1)},
    "psi": {"psi": ("", 1)},
    "mcg": {"mcg": ("microgram", 1)},
    "pulse": {"bpm": ("beats per minute", 1)},
}
_WORTH = {unit: (group, Decimal(worth)) for group, units in _TABLE.items() for unit, (_, worth) in units.items()}
_NAMES: dict[str, str] = {}
for _units in _TABLE.values():
    for _unit, (_others, _) in _units.items():
        for _name in filter(None, (_unit, *_others.replace("\\", "").split("|"))):
            _NAMES[_name] = _unit
            if _name.isalpha() and len(_name) > 1:
                _NAMES[f"{_name}s"] = _unit
UNIT = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)).replace(r"\ ", r"\s") + "|(?-i:h)"
"""Pattern, to be used ignoring case, for any name of a unit; hours are "h" in small letters only ("Exhibit 4 H")."""
_NAMES["h"] = "hour"


def unit_of(name: str) -> str:
    """The canonical name of a unit; empty if it is none."""
    return _NAMES.get(" ".join(name.lower().split()), "")


def base(number: Decimal, unit: str) -> tuple[str, Decimal]:
    """A measure as its group and its size in the smallest unit of that group ("2 weeks": time, 1209600)."""
    group, worth = _WORTH.get(unit, (unit, Decimal(1)))
    return group, number * worth
