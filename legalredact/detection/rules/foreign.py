"""Courts, governments and offices of other countries: *possible*, in documents that are not American.

In a document of an American court they are background, and a firm wants to read them. In a file from abroad the local
court or ministry may show whose case it is. So it is offered, and stays in clear until a person masks it.
"""

import functools
import itertools
import re
from collections.abc import Iterator

from legalredact.detection.lexicon.word_lists import entries
from legalredact.detection.rules.rule import Found
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.states import STATE_NAMES
from legalredact.model.mention import Span

_AMERICAN = re.compile(
    rf"\bU\.\s?S\.(?:\s?C\.|\s?\d)|\bUnited\s+States\b|\bUNITED\s+STATES\b|\bF\.\s?(?:2d|3d|4th|Supp)|\bAmerican?\b"
    rf"|\b(?:{STATE_NAMES})\b",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Fewest signs, for each `_EACH` characters begun, of an American document; an opinion from abroad may cite one."""
_EACH = 8_000
_CAP = rf"{CAPITAL}(?:[\w'’-]*\w|\.(?:[A-Z]\.){{1,12}})?"
_GAP = r"(?:[ \u00a0]|[ ]?\n[ ]?)"
_OF = rf"(?:{_GAP}(?:(?:[Oo]f|[Ff]or|in){_GAP}(?:the{_GAP})?|[Aa]t{_GAP}){_CAP}(?:{_GAP}(?:and{_GAP})?{_CAP}){{0,3}})"
_HEADS = (
    r"(?:Courts?|Tribunals?|Bench(?!\s+[A-Z])|Parliament|Government|Council|Directorate|Municipality|Ministry|Registry|Gendarmerie"
    r"|Garrison|garrison|Embassy|Consulate|Prefecture|Ombudsman|Chancellery|Revenue|Authority|Commission|Office|Police"
    r"|Prosecutor['’]s?{gap}Office|Army|army|authorities|branch|court|Chamber|Assembly|Senate|Cabinet|Inspectorate|Department)"
).replace("{gap}", _GAP)
_BODY = re.compile(
    rf"(?<![\w'’-])(?!(?:The|This|That|In|An?|Before|By|On|At|As|If|When|And|But|His|Her|Their|Its|Our|Such|No|Any|Each)\b)"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th){_GAP}{_CAP}{_GAP}of{_GAP}(?:the{_GAP})?)?"
    rf"(?:(?:{_CAP}{_GAP}(?:and{_GAP}|of{_GAP}|&{_GAP})?){{1,5}}{_HEADS}(?!\w){_OF}{{0,2}}"
    rf"|(?:Court|Tribunal|House|Chamber|Ministry|Directorate|Department|Office|Council|Board|Bank){_OF}{{1,2}})"
    rf"(?:{_GAP}\([^\W\d_][\w ]{{2,40}}\))?"
)
_GENERIC = re.compile(
    r"(?:(?:High|Division|Single|Full|Trial|Apex|Lower|Larger|Reference|Constitution|Appellate|Hon['’]?ble)\s+)+"
    r"(?:Courts?|Bench)|Rules?\s+of\s+(?:the\s+)?(?:Court|Procedure)(?:\s.*)?",
    re.IGNORECASE,
)
"""Words that are no evidence of a country."""
_OF_ABROAD = (
    r"\b(?:British|Scottish|Irish|German|Swedish|Norwegian|Danish|Finnish|Dutch|Belgian|Swiss"
    r"|Austrian|Portuguese|Polish|Czech|Hungarian|Romanian|Bulgarian|Greek|Turkish|Russian|Ukrainian|Indian"
    r"|European|Strasbourg|Hon['’]ble|Shri|Smt|lakhs?|crores?|GBP|EUR|SEK|Crown|House\s+of\s+Lords)\b"
)


@functools.cache
def _country() -> re.Pattern[str]:
    names = "|".join(entries("countries")).replace(" ", _GAP)
    return re.compile(rf"(?<![\w'’-])(?:{names})(?:{_GAP}(?:Government|authorities))?(?![\w-])")


@functools.cache
def _abroad() -> re.Pattern[str]:
    return re.compile(rf"{_country().pattern}|{_OF_ABROAD}")


def foreign_bodies(text: str) -> Iterator[Found]:
    """Courts, governments and offices of a document that is not American, and countries, which are parties there."""
    if not is_american(text):
        for pattern in (_BODY, _country()):
            for match in pattern.finditer(text):
                if _GENERIC.fullmatch(match.group()):
                    continue
                yield Found(Span(*match.span()))


def is_abroad(text: str) -> bool:
    """Whether a document is not American and often names another country.

    There public bodies may show whose case it is, and are *suggested*. A letter that shows neither is left unchanged.
    """
    needed = _ENOUGH * (1 + len(text) // _EACH)
    return len(list(itertools.islice(_abroad().finditer(text), needed))) == needed and not is_american(text)


def names_country(name: str) -> bool:
    """Whether it is a country and nothing more; such names are usually background."""
    return _country().fullmatch(" ".join(name.split())) is not None


def is_american(text: str) -> bool:
    """Whether a document often mentions the United States, their laws or reporters."""
    needed = _ENOUGH * (1 + len(text) // _EACH)
    return len(list(itertools.islice(_AMERICAN.finditer(text), needed))) == needed
