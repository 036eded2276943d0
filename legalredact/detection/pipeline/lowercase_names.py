"""Names in messages of people who use no capitals: "theo has asthma, walt told irina".

The model finds them there as well as elsewhere. In a document whose sentences begin with capitals, a word in lower case
is usually no name, unless the model is almost certain and the word is in no dictionary.
"""

import re

from legalredact.detection.spans.span_shape import is_address, is_ordinary, words
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.model.mention import Span

_OPENING = re.compile(
    r"(?:[.?!…]+[\"”')]*[ ]+|\n[ \t]*\n[ \t>]*|^[ \t]*\[?[\d/.:,\- ]{4,20}(?:[AaPp][Mm])?\]?[ \t]*[^:\n]{2,40}:[ ]+"
    r"|\A\s*)(?P<letter>[^\W\d_])",
    re.MULTILINE,
)
"""The first letter of a sentence, a paragraph, or a message of a chat."""
_AROUND = 500
"""Characters on either side of a name that show whether its writer uses capitals."""
_SURE, _VERY_SURE = 0.9, 0.95
"""Chances from which a word is a name: among sentences without capitals, and anywhere."""
_ON_THE_WEB = re.compile(r"@|\w\.[^\W\d_]{2}")
"""In the name of a mailbox or a site, which have no capitals."""


def is_typed_small(text: str, places: list[Span], surface: str, chance: float) -> bool:
    """Whether words in lower case that the model takes for a name are one.

    Arguments:
        places: their places in the text.
        chance: mean chance of these places.
    """
    if _ON_THE_WEB.search(surface) or is_address(surface) or all(map(is_ordinary, words(surface))):
        return False
    if chance >= _VERY_SURE:
        return True
    unknown = not any(is_english(word) or is_function_word(word) for word in words(surface))
    return unknown and chance >= _SURE and any(_uses_no_capitals(text, place) for place in places)


def _uses_no_capitals(text: str, place: Span) -> bool:
    """Whether most sentences around it begin with a lower-case letter."""
    start, end = max(0, place.start - _AROUND), min(len(text), place.end + _AROUND)
    small = [str(match["letter"]).islower() for match in _OPENING.finditer(text, start, end)]
    return sum(small) * 2 > len(small)
