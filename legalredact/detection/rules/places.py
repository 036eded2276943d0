"""Towns and seats of courts: they are no names, although the model reads them as such."""

import re

from legalredact.detection.lexicon.form_labels import labelled_places
from legalredact.detection.lexicon.gazetteers import INSTITUTIONS, OPENINGS
from legalredact.detection.spans.span_shape import has_form
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.normal import key_of
from legalredact.matching.text.states import STATE_CODES, STATE_NAMES
from legalredact.model.mention import Kind

_CAP = rf"{CAPITAL}[\w'’-]+"
_BEFORE_STATE = re.compile(
    rf"(?<![\w'’-])(?P<place>{_CAP}(?:[ ]{_CAP}){{0,2}}),\s{{1,3}}(?:(?i:{STATE_NAMES})(?![\w'’-]|[ ]+[A-Z])"
    rf"|(?:{STATE_CODES})\s{{1,3}}\d{{5}})"
)
_SEAT_LINE = re.compile(
    rf"\b(?i:district\s+of\s+(?:{STATE_NAMES}))\s*\n\s*(?P<place>{_CAP}(?:[ ]{_CAP}){{0,2}})[ ](?i:division)\b"
)
_MOST_WORDS = 3


def places_in(text: str) -> frozenset[str]:
    """Keys of words before a state ("Fernhollow, Nevada") and of words that forms and captions show to be a place."""
    found = {key_of(_without_opening(match["place"])) for match in _BEFORE_STATE.finditer(text)}
    found.update(map(key_of, labelled_places(text)))
    return frozenset(found.union(key_of(match["place"]) for match in _SEAT_LINE.finditer(text)))


def can_be_place(surface: str, kind: Kind) -> bool:
    """Whether a name before a state may be a town's; "Jane Roe, California" is still a person."""
    found = surface.casefold().split()
    longest = 1 if kind is Kind.PERSON else _MOST_WORDS
    return len(found) <= longest and not has_form(surface) and "&" not in surface and not INSTITUTIONS & set(found)


def _without_opening(place: str) -> str:
    first, _, rest = place.partition(" ")
    return rest if rest and first.casefold() in OPENINGS else place
