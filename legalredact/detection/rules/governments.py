"""Government bodies: a kind of their own, offered as *possible* and kept, unless they are a party.

A short name of a sovereign ("United States", "the State") is never *suggested* by itself: it is part of the names of
courts and laws, which a summary needs. The full name ("State of Alder") may be, like that of any other party.
"""

import re
from collections.abc import Iterator

from legalredact.detection.lexicon.gazetteers import SOVEREIGNS, STATES
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.courts import is_court
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import capital_runs
from legalredact.matching.citations.case_names import ABBREVIATION
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Span

_CAP = rf"{CAPITAL}[\w'’.&-]*"
_GAP = r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]*\n[ \t\u00a0]*)"
_TAIL = rf"(?:{_GAP}(?:of{_GAP}(?:the{_GAP})?|and{_GAP}|for{_GAP}(?:the{_GAP})?|&{_GAP}|,{_GAP})?{_CAP}){{0,6}}"
_BODIES = (
    r"Department|Dep['’]t|Dept\.?|Ministry|Bureau|Office|Commission|Agency|Administration|Division|Directorate"
    r"|Secretariat"
    r"|Secretary|Board|Council|Committee|Commissioners?|Governor|Mayor|Sheriff|Legislature|Treasury|Attorney\s+General"
)
_PLACES = (
    r"City|County|Counties|Town|Township|Village|Borough|Parish|State|Commonwealth|Province|Republic|Kingdom"
    r"|Union|Municipality|Territory|People"
)
_LOCAL = (
    r"County|Parish|Township|Police(?:\s+Department|\s+Service)?|Sheriff['’]?s?['’]?s?\s+(?:Office|Department)"
    r"|School\s+District|Water\s+District"
    r"|(?:Public|High|Elementary|Middle)\s+Schools?|Fire\s+Department|Housing\s+Authority|Transit\s+Authority"
    r"|Port\s+Authority|City\s+Council"
    r"|District\s+Attorney(?:['’]s\s+Office)?|Attorney(?:s|['’]s)?\s+General(?:['’]s\s+Office)?|(?:Water|Park"
    r"|Sanitation|Utility|Drainage|Irrigation|Hospital|Fire)\s+District"
    r"|Department(?:\s+of)?|Law\s+Department|Municipal\s+Corporation|Development\s+Authority"
    r"|Public\s+Service\s+Commission|General\s+Assembly|Government"
    r"|Board\s+of\s+[^\W\d_]\w+|Commission|Bureau\s+of\s+[^\W\d_]\w+|Crown\s+Prosecution\s+Service|Army|Navy"
    r"|Air\s+Force|Marine\s+Corps|Coast\s+Guard|Ministry|Legislature|Senate"
)
_GOVERNMENT = lazy_pattern(
    rf"(?<![\w-])(?:"
    rf"(?:{_PLACES}|{_PLACES.upper()}){_GAP}(?:of|Of|OF){_GAP}(?:(?:the|THE){_GAP})?{_CAP}(?:{_GAP}{_CAP}){{0,2}}"
    rf"|(?:{_CAP}{_GAP}){{0,3}}(?:{_BODIES}|{_BODIES.upper()}){_GAP}(?:of|for|on|OF|FOR){_GAP}(?:(?:the"
    rf"|THE){_GAP})?{_CAP}{_TAIL}"
    rf"|(?:U\.\s?S\.|United{_GAP}States|UNITED{_GAP}STATES|US)(?:{_GAP}(?:and{_GAP})?{_CAP}){{0,5}}?{_GAP}(?:{_BODIES}|{_LOCAL}|Trustee"
    rf"|Attorney|Marshals?|Service|Customs|Department)"
    rf"(?:{_GAP}(?:of|for|and){_GAP}(?:the{_GAP})?{_CAP}{_TAIL})?"
    rf"|(?:{_CAP}{_GAP}){{1,4}}(?:{_LOCAL}|{_LOCAL.upper()})(?:{_GAP}(?:of|and"
    rf"|for){_GAP}(?:the{_GAP})?{_CAP}(?:{_GAP}{_CAP})?)?"
    rf"|Federal{_GAP}(?:{_CAP}{_GAP}){{1,3}}(?:Commission|Administration|Agency|Corporation|Board|Authority|Reserve"
    rf"|Bureau)(?:{_GAP}of{_GAP}{_CAP})?"
    rf"|National{_GAP}(?:{_CAP}{_GAP}){{1,4}}(?:Board|Agency|Commission|Administration|Service)"
    rf"|Internal{_GAP}Revenue{_GAP}Service|Securities{_GAP}and{_GAP}Exchange{_GAP}Commission"
    rf"|Social{_GAP}Security{_GAP}Administration|Food{_GAP}and{_GAP}Drug{_GAP}Administration"
    rf"|Equal{_GAP}Employment{_GAP}Opportunity{_GAP}Commission|Customs{_GAP}and{_GAP}Border{_GAP}Protection"
    rf")(?![\w-])"
)
_HINT = re.compile(
    r"depart|dep['’]?t|ministry|bureau|office|commission|agency|administration|division|direct|secretar|board|council"
    r"|committee|governor|mayor|sheriff|legislature|treasury|general|cit|count|town|village|borough|parish|state|wealth"
    r"|district|province|republic|kingdom|union|municipal|territor|people|police|school|authority|assembly|service|army"
    r"|navy|force|corps|guard|senate|u\.\s?s\.|federal|national|revenue|social|equal|customs|trustee",
    re.IGNORECASE,
)
_ACRONYMS = word_list("government_acronyms")
_SITS = re.compile(r"\s+(?:\w+\s+){0,2}(?:Court|COURT|Tribunal)\b")
"""Words after a place that has a court."""
_STOP = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{3,}(?P<stop>\.))\s")
_LAW_OFFICE = re.compile(r"(?:The\s+)?Law\s+Offices?\s+of\b", re.IGNORECASE)
_OF_CREDITORS = re.compile(r"\bcommittee\b.*\b(?:creditors|holders|claimants|\w+holders|retirees)\b", re.IGNORECASE)
"""A committee in a bankruptcy is a party like others."""
_FULL = frozenset({"united states of america", "union of india", "european union", "united nations"})


def governments(text: str) -> Iterator[Found]:
    """Bodies of states, cities and agencies; courts are none of them."""
    for run in capital_runs(text):
        words = run.of(text)
        if _HINT.search(words):
            for match in _GOVERNMENT.finditer(words):
                name = _below_no_heading(one_sentence(match.group()))
                if not (is_court(name) or _SITS.match(words, match.end())) and _whole(" ".join(name.split())):
                    span = Span(run.start + match.start(), run.start + match.start() + len(name))
                    yield Found(span)


def one_sentence(name: str) -> str:
    """The name up to a period that ends a sentence and no abbreviation: "State of Ohio. Harrowgate paid"."""
    for stop in _STOP.finditer(name):
        if not ABBREVIATION.fullmatch(stop["word"].capitalize()):
            return name[: stop.start("stop")]
    return name


def _below_no_heading(name: str) -> str:
    """The name up to the end of a line in capitals above other names ("BOARD OF DIRECTORS ⏎ Alder Owners")."""
    line, end, rest = name.partition("\n")
    return line.rstrip() if end and line.isupper() and not rest.isupper() else name


def is_government(name: str) -> bool:
    """Whether a name, judged by itself, is that of a government body."""
    spelled = " ".join(name.split())
    return (
        is_sovereign(spelled)
        or plain(spelled).endswith(" republic")
        or spelled.replace(".", "") in _ACRONYMS
        or _whole(spelled)
    )


def _whole(spelled: str) -> bool:
    if _OF_CREDITORS.search(spelled) or _LAW_OFFICE.match(spelled):
        return False
    return _GOVERNMENT.fullmatch(spelled) is not None or plain(spelled) in _FULL


def is_sovereign(name: str) -> bool:
    """Whether it is a state or a union of states in the short form that names of courts and laws contain too."""
    return plain(name) in SOVEREIGNS | STATES


def plain(name: str) -> str:
    """Lower case, single blanks, no article, no final mark."""
    words = " ".join(name.casefold().split()).strip(" ,.;:")
    return words.removeprefix("the ")
