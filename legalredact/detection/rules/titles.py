"""People with a title before their name, and the role that the title shows."""

import re
from collections.abc import Iterator

from legalredact.detection.lexicon.gazetteers import GENERIC, JOBS, ROLES
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.honorable import is_of_a_court, past_office
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import person_after
from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.matching.names.titled_names import with_titles
from legalredact.model.mention import Role, Span

_JUDGES = (
    r"(?:Chief|Senior|Presiding|Associate|Acting|Magistrate|District|Circuit|Bankruptcy|Administrative Law|Appellate)"
)
_HONORABLE = r"(?:The\s+)?(?:Hon(?:ou?rable|['’]?ble|\.)?)"
_TITLE = re.compile(
    rf"(?<![\w.])(?:"
    rf"(?P<judge>{_HONORABLE}(?:\s+(?:Mr|Mrs|Ms|Dr|Shri|Smt|Sri)\b\.?)?(?:\s+(?:Chief\s+)?(?:Justice|Judge))?"
    rf"|(?:{_JUDGES}\s+)*(?:Judges?|Justices?|Magistrate|Chancellor))"
    rf"|(?P<plain>Messrs|Mmes|Mrs|Mr|Mister|Ms|Miss|Mx|Dr|Drs|Prof|Professor|Doctor|Smt|Sri|Shri|Sh|Shrimati|Kum|Kumari|Adv"
    rf"|Rev|Reverend|Fr|Rabbi|Imam|Sister|Señor|Señora|Herr|Frau|Madame|Monsieur|Sir|Dame)"
    rf"|(?P<office>Sgt|Sergeant|Lt\.?[ ](?:Cmdr|Col)|Cmdr"
    rf"|Lt|Lieutenant|Capt|Captain|Cpl|Corporal|Col|Colonel|Maj|Major|Det|Detective|Officer|Ofc|Ofcr|Tpr"
    rf"|Trooper|Sheriff|Special\s+Agent|Agent|Warden|Inspector|Constable|Governor|Gov|Senator|Sen|Mayor|Nurse|Pastor"
    rf"|(?-i:(?<!, )C/?O(?:[ ](?:II?I?|IV|V))?(?=[ ][A-Z][a-z]))|(?-i:Atty|Arb|Bro(?=\.)))"
    rf")\b\.?[ \t\u00a0]*\n?[ \t\u00a0]*(?=[^\W\d_])",
    re.IGNORECASE,
)
_HON = re.compile(_HONORABLE, re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*(?:and|&)?|and|&)\s+(?=[^\W\d_])")
_JUDGE = re.compile(r"(?:Chief\s+|Magistrate\s+|District\s+)?(?:Judges?|Justices?)\s", re.IGNORECASE)
_RANK = re.compile(r"(?:Sgt|Lt|Capt|Cpl|Det|Ofc|Ofcr|Tpr|Atty)\.?[ ]", re.IGNORECASE)
"""An abbreviated rank, on the line of the name: "Sgt Royal"."""
_THING = re.compile(r"(?:ions?|ures?|ments?|ances?|fees?|liens?|client|work|rep)\Z", re.IGNORECASE)
"""Endings of words that are no surnames: "Atty Admissions", "Atty Fees"."""
_UNITS = word_list("units_of_police")
_PLURAL = re.compile(r"(?:Judges|Justices|Messrs|Mmes|Drs)\b", re.IGNORECASE)


def titled(text: str) -> Iterator[Found]:
    """Everybody named after a title: Mr. Smith, Judge Q. Jones, Justices Smith and Jones."""
    for match in _TITLE.finditer(text):
        if not match.group().removeprefix("the ")[:1].isupper():
            continue
        judge = match.group("judge")
        at = past_office(text, match.end()) if judge and _HON.fullmatch(judge) else match.end()
        while (span := person_after(text, at)) is not None:
            if not _no_name(match, span.of(text)):
                sits = judge and (not _HON.fullmatch(judge) or is_of_a_court(text, span))
                yield Found(span, role=Role.JUDGE if sits else None)
            following = _AND.match(text, span.end)
            if following is None or not _PLURAL.match(match.group().split()[-1] if match.group().split() else ""):
                break
            at = following.end()


def by_title_alone(text: str) -> Iterator[Found]:
    """People whose surname is no name without the title, so that the title is part of the name."""
    yield from (Found(span) for span in with_titles(text))


def _no_name(match: re.Match[str], surface: str) -> bool:
    """Whether a dictionary word follows a word that is a title only before names ("Honorable Discharge")."""
    return (
        match.group("plain") is None
        and " " not in surface
        and is_ordinary(surface)
        and not _JUDGE.match(match.group())
        and not (_RANK.fullmatch(match.group()) and _may_follow_rank(surface))
    )


def _may_follow_rank(surface: str) -> bool:
    """Whether a dictionary word after a rank may be a name; among words in capitals, none that is a verb of reports."""
    told = surface.isupper() and surface.endswith(("ED", "ING", "S"))
    return not told and not _THING.search(surface) and surface.casefold() not in GENERIC | JOBS | ROLES | _UNITS


def title_before(text: str, span: Span) -> str:
    """The title before a name, in lower case without periods; empty if there is none."""
    before = re.search(r"([^\W\d_]+)['’.]*\s*\Z", text[max(0, span.start - 24) : span.start])
    return before.group(1).casefold() if before else ""
