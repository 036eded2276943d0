"""Words of a law, a doctrine, a sign or a disease that is named after a person: "Babinski sign", "the Tucker Act",
"a Daubert hearing".

Such a word is no name if the document uses it only in this way. If a party has that name, all places of the party are
still found.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from legalredact.detection.lexicon.word_lists import alternatives, rows
from legalredact.detection.spans.span_shape import places_of
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Span

_CAP = rf"{CAPITAL}[\w'’-]{{2,}}"
_MEDICAL = (
    "disease|signs?|syndrome|catheter|palsy|lymphoma|procedure|manoeuvre|maneuver|fracture|reflex|criteria|scale|score"
    "|disorder|phenomenon|contracture|thyroiditis|anemia|method|position|deformity|hernia|effect|law|drain|gait|stain|nodes?"
    "|neg(?:ative)?|pos(?:itive)?|virus|antibod(?:y|ies)|titer|Ig[GM]|tests?"
)
_HEAD_OF_SIGN = re.compile(rf"(?<=\w)[ ](?:{_MEDICAL})\b")
_SIGN = re.compile(rf"(?<![\w-])(?P<words>{_CAP}?)(?:['’]s)?\Z")
_HEAD_OF_LAW = re.compile(
    r"(?<=\w)\s(?:Acts?|Amendments?|Convention|Treaty|Protocol|[Dd]octrine|[Aa]bstention|[Dd]eference)\b"
)
"""Head words of things named after lawmakers and old cases, and hardly ever after a party."""
_LAW = re.compile(rf"(?<![\w'’-])(?P<words>{_CAP}(?:[ ]{_CAP}){{0,4}})\Z")
_LONGEST = 90
"""Characters before a head word in which the name is searched."""
_OF_TWO = re.compile(
    r"(?<![\w-])(?:Costa|Davis|Dodd|Gramm|Glass|Hart|Hatch|Magnuson|Noerr|Robinson|Rooker|Sarbanes|Smoot|Taft)"
    r"[-–](?:Hawkins|Bacon|Frank|Leach|Steagall|Scott|Waxman|Moss|Pennington|Patman|Feldman|Oxley|Hawley|Hartley)"
    r"(?:[-–](?:Bliley|Rodino))?(?!\w)"
)
"""Laws and doctrines named after two people, known by the two names alone."""
_OWNER = re.compile(r"['’]s?\s")
_WORD = re.compile(r"\S+")
_DASH = re.compile("[-–]")
_OWNED = re.compile(r"(?<!\w)(?:Parkinson|Alzheimer|Crohn|Huntington|Hodgkin|Hashimoto|Tourette|Asperger)(?=['’]s)")
"""Diseases known by the name alone ("Parkinson's")."""


_HISTORY = re.compile(
    r"(?<![\w-])(?:PMHx?|PSHx?|FHx?|Meds?|Medications|All(?:ergies)?|Dx|Rx|PE|ROS)[ ]?:[ ]?(?P<listed>[^.;:\n]{3,200})"
)
"""Diseases, drugs and signs that a chart lists."""
_LISTED = re.compile(rf"(?<![^,/&(:]\s)(?<![\w'’-]){_CAP}(?=\s*(?:[,/)&]|\d|\Z))")


def eponyms(text: str) -> frozenset[str]:
    """Words that occur in the text only in eponyms; for "Taft-Hartley", both names and the complete word."""
    called = Counter(_called(text))
    return frozenset(word for word, count in called.items() if count >= len(places_of(text, word)))


def _called(text: str) -> Iterator[str]:
    """Each word once for every place at which something is named after it."""
    words = dict(_before(text, _HEAD_OF_SIGN, _SIGN))
    words |= {at: word for start, named in _before(text, _HEAD_OF_LAW, _LAW) for at, word in _of_law(start, named)}
    words |= dict(_of_cases(text))
    words |= {match.start(): match.group() for at in (_OF_TWO, _OWNED) for match in at.finditer(text)}
    for history in _HISTORY.finditer(text):
        yield from _listed(text, Span(*history.span("listed")))
    for word in words.values():
        yield word
        parts = _DASH.split(word)
        yield from parts if len(parts) > 1 else ()


@functools.cache
def _cases() -> dict[str, frozenset[str]]:
    """Cases after which courts name something, each with the words for it."""
    return {name: frozenset(heads) for name, *heads in rows("called_after_cases")}


@functools.cache
def _case_and_head() -> re.Pattern[str]:
    names = alternatives(word for name in _cases() for word in (name.capitalize(), name.upper()))
    return re.compile(rf"(?<![\w-])(?P<name>{names})\s(?P<head>[^\W\d_]+)")


def _of_cases(text: str) -> Iterator[tuple[int, str]]:
    """The name of each such case before one of its words, with its place."""
    for match in _case_and_head().finditer(text):
        if match["head"].casefold() in _cases()[match["name"].casefold()]:
            yield match.start(), match["name"]


def _listed(text: str, row: Span) -> Iterator[str]:
    """The text between the commas of a chart's list; also two items together, which the model takes for one name."""
    items = [Span(*match.span()) for match in _LISTED.finditer(text, row.start, row.end)]
    yield from (item.of(text) for item in items)
    yield from (text[one.start : other.end] for one, other in itertools.pairwise(items))


def _before(text: str, head: re.Pattern[str], named: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The words before each head word, with their place; head words are few, so they are searched first."""
    for match in head.finditer(text):
        first = max(0, match.start() - _LONGEST)
        words = named.search(text[first : match.start()])
        if words is not None:
            yield first + words.start("words"), words["words"]


def _of_law(start: int, named: str) -> Iterator[tuple[int, str]]:
    """The words of a law's name, with their places; the person who makes a claim under it is not included."""
    owned = max((owner.end() for owner in _OWNER.finditer(named)), default=0)
    for word in _WORD.finditer(named, owned):
        yield start + word.start(), word.group()
