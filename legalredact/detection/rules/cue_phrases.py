"""People and bodies by cue phrases: relatives, roles in a case, senders of messages, fields of forms."""

import functools
import re
from collections.abc import Iterator

from legalredact.detection.lexicon.gazetteers import MONTHS, TRADES, WORDS_AND_GIVEN_NAMES
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.lexicon.word_lists import alternatives
from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.capital_runs import person_after
from legalredact.detection.spans.span_shape import has_form, is_acronym, is_ordinary, names_nobody
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.states import STATE_CODES, STATE_NAMES
from legalredact.model.mention import Kind, Role, Span

_CAP = rf"{CAPITAL}[\w'’.-]*"
_CAP_WHOLE = rf"{CAPITAL}[\w'’.-]*+"
_FROM_WORD_START = r"(?<![\w'’.-])[\d_a-zß-öø-ÿ'’.-]*+"
"""Before `_CAP_WHOLE`: only the first capital of a word is tried, since each would see the same text after the word.
So a single word of 32,000 letters ("O'O'O'…") is read once and not once for each of its letters."""
_KIN = (
    r"(?:(?:[Ss]tep|[Ee]x-?)?(?:[Hh]usband|[Ww]ife|[Ss]pouse|[Mm]om|[Dd]ad|[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter|[Bb]rother|[Ss]ister"
    r"|[Bb]oy|[Gg]irl|[Nn]ephew|[Nn]iece|[Cc]ousin|[Aa]unt|[Uu]ncle|[Gg]rand(?:mother|father|son|daughter)|[Ff]ianc[ée]e?|[Ww]idow"
    r"|[Gg]irlfriend|[Bb]oyfriend|[Nn]eighbor|[Cc]o-?worker|[Rr]oommate|[Bb]orn|[Nn][ée]e)(?:-in-law)?)"
)
_OF_KIN = re.compile(rf"(?:{_KIN})[ ]")
_FORM_NAME = rf"(?!(?:[Ff]irst|FIRST|[Mm]iddle|MIDDLE|[Nn]ame|NAME|MI)\b){CAPITAL}[\w'’-]+"
_LABELLED = re.compile(
    rf"(?<!\w)(?i:last|surname|family)(?:[ _](?i:name))?\b:?[ \t]{{1,6}}(?P<last>{_FORM_NAME}(?:[ ]{_FORM_NAME})?)"
    rf"[ ,\t]{{1,12}}(?i:first|given)(?:[ _](?i:names?))?\b:?[ \t]{{1,6}}(?P<first>{_FORM_NAME})"
)
_PART = r"(?:accused|complainant|deceased|decedent|victim|suspect|juror|witness|deponent|alternate|officer|patient)"
_CALLED = re.compile(
    rf"(?<![\w-])(?:{_KIN},?\s*[(:]?\s*|{_PART}(?:\s+[Nn]o\.?\s*\d+)?,?\s+(?:\((?:M[rs]s?\.\s)?)?"
    rf"|[SsWwDdCc]/[Oo]\.?\s+(?:[Ll]ate\s+)?(?:(?:Shri|Smt|Sri|Sh)\.?\s+)?"
    rf"|[PDC]\.?W\.?[ -]?\d{{1,3}}[,:]?\s+)(?={CAPITAL}\w)"
)
_WRITER = re.compile(
    rf"{_FROM_WORD_START}(?P<name>{_CAP_WHOLE}(?:[ ]{_CAP_WHOLE}){{0,3}})[ ]*+<[^<>\s]{{1,64}}@[^<>\s]{{3,80}}>"
)
_NOT_WRITER = re.compile(r"(?:AM|PM|Mon|Tue|Wed|Thu|Fri|Sat|Sun|From|To|Cc|Bcc|Subject|On)\b[.,:]?\s*")
_PARTICLE = r"(?:[Dd]e|[Dd]el|[Ll]a|[Vv]an|[Vv]on|[Aa]l|[Ee]l|St\.?)"
_FIELD = re.compile(
    rf":[ \t]{{0,6}}(?P<last>(?:{_PARTICLE}[ ]){{0,2}}{_CAP}),[ ](?P<first>{_CAP}(?:[ ][A-Z]\b\.?)?)"
    rf"(?=[ \t]*(?:$|\(|,?[ ](?:RN|MD|DO|NP|PA|LPN|Esq|Jr|Sr)\b|[ ]{{2,}}|\t|;))",
    re.MULTILINE,
)
_ELDER = re.compile(
    r"(?<![\w'’-])(?:Aunt|Auntie|Aunty|Uncle|Widow|Grandma|Grandpa|Nana|Tutu|Cousin)[ ]"
    rf"(?P<name>{CAPITAL}[\w’-]+)"
)
_DEDICATED = re.compile(
    r"(?<![\w'’-])(?:Our[ ]Lady[ ]of(?:[ ]the)?|Holy|Sacred|Immaculate)[ ]"
    rf"{_CAP}(?:[ ](?:of[ ]the[ ]|of[ ])?{_CAP}){{0,3}}"
)
"""Parishes, schools and hospitals without a word for their kind."""
_INSURER = re.compile(
    rf"{_FROM_WORD_START}(?P<name>{_CAP_WHOLE}(?:[ ]{_CAP_WHOLE}){{0,2}}),[ ](?:[Pp]olicy|[Pp]ol\.?)"
    r"(?:[ ](?:[Nn]o\.?|[Nn]umber|\#))*[ ]\#?[A-Z]{0,4}-?\d{3}"
)
_ALIAS = re.compile(rf"(?<=[^\W\d_]{{2}})\s+(?:@|[Aa]lias)\s+(?P<name>{_CAP}(?:[ ]{_CAP})?)")
_STATE = re.compile(rf"(?:{STATE_NAMES}|{STATE_CODES})\.?", re.IGNORECASE)
_FIRM = re.compile(rf"\bM/[sS]\.?\s+(?P<name>{_CAP}(?:[ ](?:&|and|of)?[ ]?{_CAP}){{0,5}})")
_PAPER = re.compile(
    rf"(?<=[Tt]he )(?P<name>{_CAP}(?:[ ]{_CAP}){{0,2}}) (?:Declaration|Decl|Affidavit|Aff|Deposition|Dep|Testimony"
    r"|Defendants|Plaintiffs|Parties|Entities|Respondents|Petitioners|Family|Estate|Trust|Children|Brothers|Sisters"
    r"|Residence|Lease|Agreement|Contract|Note|Loan|Mortgage|Report|Email|Letter|Memo|Invoice|Settlement|Release"
    r"|Rule[ ](?:26|30|34))(?!\w|[ ][^\W\d_a-z])"
)
"""A thing after its owner: "the Okonjo Declaration"."""
_SHIP_WORD = rf"(?:St\.|[A-Z]\.(?=[ A-Z])|{CAPITAL}[\w'’-]*)"
_SHIP = re.compile(
    r"(?<![\w/])(?:M/?V|S/S|M/T|F/V|S/V|R/V|M/Y|T/B|USS|HMS|MV)[ ]+[\"“‘]?"
    rf"(?P<name>{_SHIP_WORD}(?:[ ]{_SHIP_WORD}){{0,3}})"
)
_VESSEL = re.compile(
    r"(?<![\w-])(?:tug(?:boat)?|barge|vessel|trawler|ferry|yacht|dredge)[ ][\"“‘]?(?!(?:IMO|MMSI|USCG)\b)"
    r"(?P<name>[A-Z][A-Z'’-]{2,}(?:[ ][A-Z][A-Z'’-]*){0,3}(?:[ -]\d{1,4})?|[A-Z]{2,5}-?\d{2,4})(?![\w-])"
)
"""A ship's name in capitals after a word for its type: "the tug MISS EULALIE", "the barge BCT-118"."""


def called(text: str) -> Iterator[Found]:
    """People after a word for a relative or for a role in a case: "her husband Torvald", "accused No. 2 Thimmaiah"."""
    for match in _CALLED.finditer(text):
        span = person_after(text, match.end())
        if span is not None and not is_ordinary(span.of(text)):
            yield Found(span)
        elif span is not None and _is_given(span.of(text)) and _OF_KIN.match(match.group()):
            yield Found(span, Kind.PERSON, source=Source.HEADER)


def _is_given(surface: str) -> bool:
    """Whether it is one word that is a given name and no month, even if it is a dictionary word ("her cousin Hope")."""
    word = surface.casefold()
    return surface.istitle() and (is_given(word) or word in WORDS_AND_GIVEN_NAMES) and word not in MONTHS


def labelled(text: str) -> Iterator[Found]:
    """Both names where a form has a word before each: "LAST ROE  FIRST JANE"."""
    for match in _LABELLED.finditer(text):
        if not all(names_nobody(match[part]) for part in ("last", "first")):
            for part in ("last", "first"):
                yield Found(Span(*match.span(part)))


def elders(text: str) -> Iterator[Found]:
    """A word for a relative before a name, as a title ("Widow Gentry", but not "Uncle Sam"); any word may follow."""
    for match in _ELDER.finditer(text):
        if match["name"] != "Sam" and not names_nobody(match["name"]):
            yield Found(Span(*match.span("name")))


def dedicated(text: str) -> Iterator[Found]:
    """Bodies named after a dedication; *possible* only: "Our Lady of the Lakes", "Holy Cross"."""
    for match in _DEDICATED.finditer(text):
        yield Found(Span(*match.span()))


def insurers(text: str) -> Iterator[Found]:
    """Names before a policy number; *possible* only: "Foremost, policy 381-44"."""
    for match in _INSURER.finditer(text):
        if not names_nobody(match["name"]):
            yield Found(Span(*match.span("name")))


def aliases(text: str) -> Iterator[Found]:
    """Other names of people, as Indian documents write them: "Thimmaiah @ Thimma"."""
    for match in _ALIAS.finditer(text):
        if not is_ordinary(match["name"]) and not names_nobody(match["name"]):
            yield Found(Span(*match.span("name")))


def writers(text: str) -> Iterator[Found]:
    """Names before their e-mail address: "Imogen Fairlie <imogen@…>"."""
    for match in _WRITER.finditer(text):
        start = match.start("name")
        while (aside := _NOT_WRITER.match(text, start, match.end("name"))) is not None:
            start = aside.end()
        span = Span(start, match.end("name"))
        if len(span) and not names_nobody(span.of(text)) and not is_ordinary(span.of(text)):
            yield Found(span)


def in_fields(text: str) -> Iterator[Found]:
    """Surnames first in the fields of forms: "Patient: Fairlie, Imogen A"; a town and its state are no name."""
    for match in _FIELD.finditer(text):
        last, first = match.group("last", "first")
        place = _STATE.fullmatch(first) is not None
        if not (place or has_form(f"{last}, {first}") or (is_ordinary(last) and is_ordinary(first))):
            yield Found(Span(match.start("last"), match.end("first")))


def firms(text: str) -> Iterator[Found]:
    """Firms as Indian documents name them: "M/s. Alder & Birch"."""
    for match in _FIRM.finditer(text):
        yield Found(Span(*match.span("name")))


def trades(text: str) -> Iterator[Found]:
    """Companies without a legal form, by their trade: "Delacroix Moving"; *possible* only."""
    for match in _trades().finditer(text):
        name = match["name"]
        if not (names_nobody(name) or is_ordinary(name)):
            yield Found(Span(*match.span()))


@functools.cache
def _trades() -> re.Pattern[str]:
    named = alternatives(word.capitalize() for word in TRADES)
    return re.compile(rf"(?<![\w'’&-])(?P<name>[^\W\d_a-zß-öø-ÿ][\w'’-]{{2,}})[ ](?:{named})(?!\w)")


def owners_of_papers(text: str) -> Iterator[Found]:
    """People and companies in the name of a document, a group of parties or a house, if no dictionary has them."""
    for match in _PAPER.finditer(text):
        name = match["name"]
        if not (names_nobody(name) or any(is_ordinary(word) for word in name.split()) or is_acronym(name)):
            yield Found(Span(*match.span("name")))


def ships(text: str) -> Iterator[Found]:
    """Ships, which may be parties themselves: "M/V OCEAN PETREL"."""
    for match in (*_SHIP.finditer(text), *_VESSEL.finditer(text)):
        yield Found(Span(*match.span("name")), role=Role.ORGANIZATION)
