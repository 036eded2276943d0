"""Telephone numbers without their area code ("555-0144"), which the numbers of others end with.

They are looked for although nobody wrote them so. Inside a longer number they are somebody else's: what becomes of
"(212) 555-0144" is decided for all of it, and no part of it is the number of the client in another town.
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
"""Digits of a number of the North American plan; more may be two numbers in a row, of which one may be the client's."""
_EXTENSION = re.compile(r"(?<=\d)[\s,]{0,3}(?:ext|x).*\Z", re.IGNORECASE | re.DOTALL)
_OTHER_NUMBERS = frozenset(
    {Kind.ACCOUNT, Kind.CARD, Kind.SSN, Kind.TAXPAYER, Kind.LICENCE, Kind.PASSPORT, Kind.VEHICLE}
)
"""Numbers of one piece; an address or a web page may hold a telephone number that was written into it."""


class LongerNumbers:
    """Tells a derived spelling of a telephone number from the end of another number.

    Arguments:
        entities: of a register; those that are no telephone number are left aside.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._spelled: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for entity in entities:
            if entity.kind is Kind.PHONE:
                self._spelled[entity.id] = frozenset(map(_digits, entity.spellings))

    def left(self, found: Sequence[Found], text: str) -> list[Found]:
        """`found` without what is only a part of another number in `text`.

        A spelling of the register itself stays: a person, or the documents, said that it is that number.
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
    """What is dialled inside the country, without an extension."""
    digits = key_of(_EXTENSION.sub("", number))
    return digits[1:] if len(digits) == _NATIONAL + 1 and digits.startswith("1") else digits
