"""Finds the known name behind each name that OCR misread.

Only spellings that come from OCR alone are checked, never one that a document holds as text. Only small damage is
accepted (see `ocr_errors`). A surname with one wrong letter is accepted too if the given name before it is right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from legalredact.detection.coreference.cluster_index import Bearers
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.matching.names.finder import NameFinder
from legalredact.model.mention import Kind

Known = Mapping[str, tuple[str, Kind]]
"""Key → spelling, and its kind."""
_GIVEN, _SURNAME = 4, 5
"""Fewest letters of a given name that confirms a surname, and of the surname."""


def misreadings(seen: Sequence[Sighting], bearers: Bearers) -> dict[str, frozenset[str]]:
    """Map the key of each misread spelling to the keys of the spellings that it may be.

    Arguments:
        seen: all spellings of the matter.
        bearers: clusters of the register.
    """
    scanned = {one.key: one for one in seen if not one.printed}
    if not scanned:
        return {}
    known = {one.key: (one.surface, one.kind) for one in seen}
    known |= {key: (form, bearer.kind) for bearer in bearers.all for key, form in bearer.forms.items()}
    sure = [key for key in known if key not in scanned or scanned[key].forms.total() > 1]
    finder = NameFinder((key, *known[key]) for key in sure)  # it takes what it knows for right
    namesakes = _by_given(known)
    found = {}
    for one in scanned.values():
        likely = {key for key in _alike(one, finder, namesakes) if _is_surer(scanned.get(key), one)}
        if likely:
            found[one.key] = frozenset(likely)
    return found


def _is_surer(known: Sighting | None, one: Sighting) -> bool:
    """Whether a spelling occurs as text or in the register, or was read more often than the other."""
    return known is None or known.forms.total() > one.forms.total()


def _by_given(known: Known) -> Mapping[str, Sequence[tuple[str, str]]]:
    """(Key, spelling) of people by their first given name: only they can share it, even in a large matter."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, (form, kind) in known.items():
        if kind is Kind.PERSON and (given := person_name(form).given):
            found[given[0]].append((key, form))
    return found


def _alike(one: Sighting, finder: NameFinder, namesakes: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """Keys of names from which OCR damage may have made the spelling.

    Arguments:
        namesakes: see `_by_given`.
    """
    surface = one.surface
    for found in finder.find_damaged(surface):
        rest = surface[: found.span.start] + surface[found.span.end :]
        if not any(map(str.isalnum, rest)):
            yield found.owner
    if one.kind is Kind.PERSON:
        given = person_name(surface).given[:1]
        yield from (key for first in given for key, form in namesakes.get(first, ()) if _one_letter_off(surface, form))


def _one_letter_off(surface: str, form: str) -> bool:
    """Whether only one letter of the surname differs, after the same given name."""
    name, other = person_name(surface), person_name(form)
    if not name.given or name.given[:1] != other.given[:1] or len(name.given[0]) < _GIVEN:
        return False
    surname, right = "".join(name.surname), "".join(other.surname)
    return min(len(surname), len(right)) >= _SURNAME and _differ_by_one(surname, right)


def _differ_by_one(word: str, other: str) -> bool:
    """Whether one letter was lost, added or changed."""
    longest = max(len(word), len(other))
    head = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    tails = zip(reversed(word[head:]), reversed(other[head:]), strict=False)
    tail = next((i for i, (a, b) in enumerate(tails) if a != b), min(len(word), len(other)) - head)
    return head + tail == longest - 1
