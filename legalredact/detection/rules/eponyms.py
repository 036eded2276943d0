"""Words for a law, a doctrine, a sign or a disease which is called after somebody: "Babinski sign", "the Tucker Act",
"a Daubert hearing".

Such a word is nobody in the matter only if the document uses it in no other way: a party of that name is still found,
with all its places.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

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
"""Heads of what is called after lawmakers and old cases, and hardly ever after a party."""
_LAW = re.compile(rf"(?<![\w'’-])(?P<words>{_CAP}(?:[ ]{_CAP}){{0,4}})\Z")
_LONGEST = 90
"""Characters before a head in which its words are looked for."""
_HEADS_OF_CASES = """
alford plea pleas
allen charge instruction
anders brief
apprendi error claim
auer deference
batson challenge challenges claim motion objection violation
bivens action actions claim claims remedy liability
blakely error
booker error variance
brady claim claims disclosure disclosures evidence material materials motion obligation obligations request violation
chevron analysis deference doctrine step
crawford error violation
cumis counsel
daubert analysis challenge factors hearing inquiry motion motions objection standard test
denno hearing
dunaway hearing
ellerth defense
faragher defense
faretta colloquy hearing inquiry waiver
fatico hearing
feres bar doctrine
franks challenge hearing motion
frye hearing standard test
garcetti defense
garrity immunity rights statement statements warning warnings
giglio disclosure disclosures information material materials obligations violation
glomar response
heck bar doctrine
howey test
huntley hearing
jencks material materials statements
kastigar hearing letter waiver
kovel agreement arrangement letter
lemon test
mapp hearing
markman brief briefing hearing order
massiah claim violation
mathews balancing factors test
miranda form rights violation waiver warning warnings
monell claim claims doctrine liability theory
nebbia hearing
pickering balancing factors test
pinkerton instruction liability theory
pullman abstention
sandoval hearing
skidmore deference weight
spearin doctrine
stowers demand doctrine duty
strickland claim prejudice standard test
teague bar
terry frisk search stop stops
tinker standard test
touhy letter regulations request requests
upjohn warning warnings
vaughn declaration index
wade hearing
younger abstention argument doctrine
"""
"""What courts call after the case in which it was laid down; the same name before another word may be a party's."""
_CASES = {name: frozenset(heads) for name, *heads in map(str.split, _HEADS_OF_CASES.strip().splitlines())}
_OF_CASES = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join(name.capitalize() for name in _CASES)}|{'|'.join(map(str.upper, _CASES))})"
    r"\s(?P<head>[^\W\d_]+)"
)
_OF_TWO = re.compile(
    r"(?<![\w-])(?:Costa|Davis|Dodd|Gramm|Glass|Hart|Hatch|Magnuson|Noerr|Robinson|Rooker|Sarbanes|Smoot|Taft)"
    r"[-–](?:Hawkins|Bacon|Frank|Leach|Steagall|Scott|Waxman|Moss|Pennington|Patman|Feldman|Oxley|Hawley|Hartley)"
    r"(?:[-–](?:Bliley|Rodino))?(?!\w)"
)
"""Laws and doctrines that two gave their names to, and that are called so without more."""
_OWNER = re.compile(r"['’]s?\s")
_WORD = re.compile(r"\S+")
_DASH = re.compile("[-–]")
_OWNED = re.compile(r"(?<!\w)(?:Parkinson|Alzheimer|Crohn|Huntington|Hodgkin|Hashimoto|Tourette|Asperger)(?=['’]s)")
"""Diseases that are called so without more ("Parkinson's")."""


_HISTORY = re.compile(
    r"(?<![\w-])(?:PMHx?|PSHx?|FHx?|Meds?|Medications|All(?:ergies)?|Dx|Rx|PE|ROS)[ ]?:[ ]?(?P<listed>[^.;:\n]{3,200})"
)
"""What a chart lists of diseases, drugs and signs."""
_LISTED = re.compile(rf"(?<![^,/&(:]\s)(?<![\w'’-]){_CAP}(?=\s*(?:[,/)&]|\d|\Z))")


def eponyms(text: str) -> frozenset[str]:
    """Words that are all over what something is called after; of "Taft-Hartley" both names and the whole."""
    called = Counter(_called(text))
    return frozenset(word for word, count in called.items() if count >= len(places_of(text, word)))


def _called(text: str) -> Iterator[str]:
    """Each word once for every place at which something is called after it."""
    words = dict(_before(text, _HEAD_OF_SIGN, _SIGN))
    words |= {at: word for start, named in _before(text, _HEAD_OF_LAW, _LAW) for at, word in _of_law(start, named)}
    cases = (
        match for match in _OF_CASES.finditer(text) if match["head"].casefold() in _CASES[match["name"].casefold()]
    )
    words |= {match.start(): match["name"] for match in cases}
    words |= {match.start(): match.group() for at in (_OF_TWO, _OWNED) for match in at.finditer(text)}
    for history in _HISTORY.finditer(text):
        yield from _listed(text, Span(*history.span("listed")))
    for word in words.values():
        yield word
        parts = _DASH.split(word)
        yield from parts if len(parts) > 1 else ()


def _listed(text: str, row: Span) -> Iterator[str]:
    """What stands between the commas of a chart's list; two side by side too, which a model takes for one name."""
    items = [Span(*match.span()) for match in _LISTED.finditer(text, row.start, row.end)]
    yield from (item.of(text) for item in items)
    yield from (text[one.start : other.end] for one, other in itertools.pairwise(items))


def _before(text: str, head: re.Pattern[str], named: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """What stands before each head, with its place; heads are few, so that they are looked for first."""
    for match in head.finditer(text):
        first = max(0, match.start() - _LONGEST)
        words = named.search(text[first : match.start()])
        if words is not None:
            yield first + words.start("words"), words["words"]


def _of_law(start: int, named: str) -> Iterator[tuple[int, str]]:
    """The words of a law's name, with their places; whose claim under it is made is none of them."""
    owned = max((owner.end() for owner in _OWNER.finditer(named)), default=0)
    for word in _WORD.finditer(named, owned):
        yield start + word.start(), word.group()
