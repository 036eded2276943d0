"""Decides whether matched letters are the name: by their context, their gaps and their case."""

from legalredact.matching.names.common_words import is_used_as_word
from legalredact.matching.names.in_identifiers import is_in_identifier
from legalredact.matching.names.pattern import Spelled
from legalredact.matching.names.spaces_and_line_breaks import SHORT, joints_fit
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import SEEN, Gap, Normal

_SEEN, _TURN, _POINT = int(SEEN), int(Gap.TURN), int(Gap.POINT)
_BOUNDARY = _SEEN | _TURN
_RUNS_ON = int(Gap.SPACE | Gap.LINE)

NAME_PREFIXES = frozenset(
    {
        "mc",
        "mac",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "lo",
        "fitz",
        "van",
        "von",
        "o",
        "st",
        "ap",
        "al",
        "el",
    }
)
"""Prefixes that may be joined to the capital inside a surname: "McDonald" does not name a Donald."""


def fits(spelled: Spelled, normal: Normal, first: int, last: int) -> bool:
    """Whether characters `first` to `last` of the normal form, which equal the name's key, are the name."""
    if not _boundaries(normal, first, last):
        return False
    surface = normal.text[normal.starts[first] : normal.starts[last - 1] + 1]
    start, end = int(normal.starts[first]), int(normal.starts[last - 1]) + 1
    if spelled.text.isupper() and is_in_identifier(normal.text, start, end):
        return False
    if not joints_fit(spelled, normal.gaps[first + 1 : last].tolist(), surface):
        return False
    if spelled.single:
        return _case(spelled, surface) and not is_used_as_word(spelled, normal, first, last)
    if _two_sentences(spelled, surface):
        return False
    return _initials(spelled, normal, first, last, surface)


def _boundaries(normal: Normal, first: int, last: int) -> bool:
    """Whether a word begins at `first` and a word ends before `last`."""
    before, after = int(normal.gaps[first]), int(normal.gaps[last])
    if not (before & _BOUNDARY and after & _BOUNDARY):
        return False
    if before & _TURN and normal.piece_before(first) in NAME_PREFIXES:
        return False
    return not (after & _TURN and normal.key[first:last] in NAME_PREFIXES)


def _two_sentences(spelled: Spelled, surface: str) -> bool:
    """Whether a period is in place of the comma of "Smith, John": "… called Smith. John left"."""
    return "," in spelled.text and "," not in surface and surface.count(".") > spelled.text.count(".")


def _case(spelled: Spelled, surface: str) -> bool:
    """Whether a single word has the case of a name: any case if it is not an English word, else capitalized."""
    if surface == spelled.text or not is_english(spelled.key):
        return True
    if spelled.text.isupper() and len(spelled.key) < SHORT:
        return surface.isupper()
    return not surface[0].islower()


def _initials(spelled: Spelled, normal: Normal, first: int, last: int, surface: str) -> bool:
    """Whether an initial at either end is an initial, not an article ("A Smith"), a possessive or "v."."""
    if spelled.first_is_initial and not _first_initial(normal, first, surface):
        return False
    if spelled.last_is_initial and _is_versus(spelled, surface):
        return False
    if spelled.last_is_initial and spelled.text.endswith("."):
        again = normal.key.startswith(spelled.key[:-1], last)  # "Vale, R. Vale" has two names, not "Vale, R."
        return not again and bool(int(normal.gaps[last]) & _SEEN & ~int(Gap.SPACE))
    return True


def _is_versus(spelled: Spelled, surface: str) -> bool:
    """Whether the last letter is the "v." of a case name: "Rose v. Alder" is not "Rose, V."."""
    if surface[-1] not in "vV" or "," in surface:
        return False
    return "," in spelled.text or (surface[-1] == "v" and not surface.islower())


def _first_initial(normal: Normal, first: int, surface: str) -> bool:
    before, after = int(normal.gaps[first]), int(normal.gaps[first + 1])
    letter = surface[0]
    if letter in "AI" and after & _SEEN and not after & _POINT:
        return False
    if letter in "vV" and before & _RUNS_ON and (letter == "v" or surface.isupper()):
        return False
    return not letter.islower() or (surface.islower() and not before & int(Gap.APOSTROPHE))
