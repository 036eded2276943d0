"""Variants of a street address: "400 Harbor Street, Suite 2" as "400 Harbor St., Ste. 2"."""

import re
from collections.abc import Iterator

_PAIRS = (
    ("Street", "St."),
    ("Avenue", "Ave."),
    ("Boulevard", "Blvd."),
    ("Road", "Rd."),
    ("Drive", "Dr."),
    ("Lane", "Ln."),
    ("Court", "Ct."),
    ("Place", "Pl."),
    ("Square", "Sq."),
    ("Highway", "Hwy."),
    ("Parkway", "Pkwy."),
    ("Terrace", "Ter."),
    ("Circle", "Cir."),
    ("Suite", "Ste."),
    ("Apartment", "Apt."),
    ("Floor", "Fl."),
    ("North", "N."),
    ("South", "S."),
    ("East", "E."),
    ("West", "W."),
)
_SHORT = {long.casefold(): short for long, short in _PAIRS}
_LONG = {short.rstrip(".").casefold(): long for long, short in _PAIRS}
_WORD = re.compile(r"\b([A-Za-z]+)\b\.?")


def address_spellings(address: str) -> Iterator[str]:
    """The address with all words abbreviated that have an abbreviation, and with all of them written out."""
    yield _WORD.sub(lambda match: _SHORT.get(match[1].casefold(), match[0]), address)
    yield _WORD.sub(lambda match: _LONG.get(match[1].casefold(), match[0]), address)
