"""Words for a law, a doctrine, a sign or a disease which is called after somebody: "Babinski sign", "the Tucker Act",
"a Daubert hearing".

Such a word is nobody in the matter only if the document uses it in no other way: a party of that name is still found,
with all its places.
"""

import re
from collections import Counter
from collections.abc import Iterator

from legalredact.detection.surface import places_of

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{2,}"
_MEDICAL = (
    "disease|signs?|syndrome|catheter|palsy|lymphoma|procedure|manoeuvre|maneuver|fracture|reflex|criteria|scale|score"
    "|disorder|phenomenon|contracture|thyroiditis|anemia|method|position|deformity|hernia|effect|law|drain|gait|stain"
    "|neg(?:ative)?|pos(?:itive)?|virus|antibod(?:y|ies)|titer|Ig[GM]|tests?"
)
_SIGN = re.compile(rf"(?<![\w-])(?P<word>{_CAP}?)(?:['’]s)?[ ](?:{_MEDICAL})\b")
_LAW = re.compile(
    rf"(?<![\w'’-])(?P<words>{_CAP}(?:[ ]{_CAP}){{0,4}})\s"
    r"(?:Acts?|Amendments?|Convention|Treaty|Protocol|[Dd]octrine|[Aa]bstention|[Dd]eference)\b"
)
"""What is called after lawmakers and old cases, and hardly ever after a party."""
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
_OF_CASES = re.compile(
    "|".join(
        rf"(?<![\w-])(?i:{name})(?=\s(?i:{'|'.join(heads)})\b)"
        for name, *heads in map(str.split, _HEADS_OF_CASES.strip().splitlines())
    )
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


def eponyms(text: str) -> frozenset[str]:
    """Words that are all over what something is called after; of "Taft-Hartley" both names and the whole."""
    called = Counter(_called(text))
    return frozenset(word for word, count in called.items() if count >= len(places_of(text, word)))


def _called(text: str) -> Iterator[str]:
    """Each word once for every place at which something is called after it."""
    words = {match.start("word"): match["word"] for match in _SIGN.finditer(text)}
    words |= {at: word for match in _LAW.finditer(text) for at, word in _of_law(match)}
    words |= {
        match.start(): match.group() for pattern in (_OF_CASES, _OF_TWO, _OWNED) for match in pattern.finditer(text)
    }
    for word in words.values():
        yield word
        parts = _DASH.split(word)
        yield from parts if len(parts) > 1 else ()


def _of_law(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The words of a law's name, with their places; whose claim under it is made is none of them."""
    start = match.start("words")
    for owner in _OWNER.finditer(match["words"]):
        start = match.start("words") + owner.end()
    for word in _WORD.finditer(match.string, start, match.end("words")):
        yield word.start(), word.group()
