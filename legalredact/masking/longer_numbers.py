"""Short forms of telephone numbers ("555-0144") are told from the ends of longer numbers.

Short forms are derived from the numbers in the register and searched for. A short form inside a different, longer
number is ignored: "(212) 555-0144" is decided as a whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from legalredact.masking.span_index import SpanIndex
from legalredact.matching.identifiers.find import Identifier, find_identifiers
from legalredact.matching.names.finder import Found
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind
from legalredact.model.register import Entity

_NATIONAL = 10
"""Digits of a number of the North American Numbering Plan; more may be two numbers in a row."""
_EXTENSION = re.compile(r"(?<=\d)[\s,]{0,3}(?:ext|x).*\Z", re.IGNORECASE | re.DOTALL)
_OTHER_NUMBERS = frozenset(
    {Kind.ACCOUNT, Kind.CARD, Kind.SSN, Kind.TAXPAYER, Kind.LICENCE, Kind.PASSPORT, Kind.VEHICLE}
)
"""Numbers in one piece; addresses and web pages may contain a client's telephone number."""


class LongerNumbers:
    """Distinguishes a derived spelling of a telephone number from the end of another number.

    Arguments:
        entities: of a register; only telephone numbers are used.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._spelled: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for entity in entities:
            if entity.kind is Kind.PHONE:
                self._spelled[entity.id] = frozenset(map(_digits, entity.spellings))

    def left(self, found: Sequence[Found], text: str) -> list[Found]:
        """`found` without matches that are only part of another number in `text`.

        A spelling in the register itself stays: a person, or the documents, identified it.
        """
        derived = [one for one in found if self._is_derived(one)]
        if not derived:
            return list(found)
        numbers = SpanIndex((number.span, number) for number in find_identifiers(text))
        others = {one for one in derived if any(self._is_another(number, one) for _, number in numbers.over(one.span))}
        return [one for one in found if one not in others]

    def _is_derived(self, found: Found) -> bool:
        own = self._spelled.get(found.owner)
        return own is not None and _digits(found.spelling) not in own

    def _is_another(self, number: Identifier, found: Found) -> bool:
        if not (number.span.contains(found.span) and len(number.span) > len(found.span)):
            return False
        if number.kind is not Kind.PHONE:
            return number.kind in _OTHER_NUMBERS
        dialled = _digits(number.value)
        return len(dialled) == _NATIONAL and dialled not in self._spelled[found.owner]


def _digits(number: str) -> str:
    """The digits that are dialed inside the country, without an extension."""
    digits = key_of(_EXTENSION.sub("", number))
    return digits[1:] if len(digits) == _NATIONAL + 1 and digits.startswith("1") else digits
