"""Raises uncertain names to *suggested* if the complete matter gives evidence for them.

Most of them stand in messages written without capitals ("remind me to ring rosa fontaine"). One document says little;
a production in which other documents name a Fontaine, or a Rosa, is enough to suggest it for masking.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.link import Settled
from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Tier
from legalredact.model.register import Decision

_SHORTEST = 3


def rise(bearers: Iterable[Bearer]) -> None:
    """Suggest people of several names if the matter knows one of the names.

    That is a surname of a suggested person; in lower case a given name; or several names, all of one person. A
    given name with its capital is no evidence: statutes, tests and streets have names of people too. A dictionary
    word is no evidence either.
    """
    everybody = [bearer for bearer in bearers if bearer.is_person and not bearer.is_judge]
    known = _Known(one for one in everybody if one.tier is Tier.SUGGESTED and not _is_dismissed(one))
    waiting = [one for one in everybody if one.tier is Tier.POSSIBLE and _is_undecided(one)]
    while risen := [one for one in waiting if any(map(known.ties, _names(one)))]:
        for one in risen:
            one.tier = Tier.SUGGESTED
            known.take(one)
        waiting = [one for one in waiting if one.tier is Tier.POSSIBLE]


class _Known:
    """Names of suggested people, by their words."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self._surnames: set[str] = set()
        self._given: set[str] = set()
        self._whole: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for bearer in bearers:
            self.take(bearer)

    def take(self, bearer: Bearer) -> None:
        for names in _names(bearer):
            keys = [key_of(name) for name in names]
            if _tells(names[-1]):
                self._surnames.add(keys[-1])
            if _tells(names[0]):
                self._given.add(keys[0])
            for key in set(keys):
                self._whole[key].append(frozenset(keys))

    def ties(self, names: Sequence[str]) -> bool:
        """Whether a known person shares these names, given name first."""
        keys = [key_of(name) for name in names]
        if keys[-1] in self._surnames or (all(map(str.islower, names)) and keys[0] in self._given):
            return True
        long = {key for key in keys if len(key) >= _SHORTEST}
        return len(long) == len(keys) and any(long <= whole for whole in self._whole[keys[0]])


def _names(bearer: Bearer) -> Iterator[list[str]]:
    """Its spellings of several words, given name first."""
    for form in bearer.readable:
        surname, _, rest = form.partition(",")
        words = [word for word in f"{rest} {surname}".split() if key_of(word)]
        if len(words) > 1:
            yield words


def _tells(word: str) -> bool:
    return len(key_of(word)) >= _SHORTEST and not is_ordinary(word)


def _is_undecided(bearer: Bearer) -> bool:
    return bearer.entity is None or (bearer.entity.decision is Decision.OPEN and not bearer.entity.typed)


def _is_dismissed(bearer: Bearer) -> bool:
    return bearer.entity is not None and bearer.entity.decision is Decision.DISMISSED


# People whose surname is masked as another's: half of their name would become the other's token.


def suggest_namesakes(settled: Settled) -> None:
    """Suggest people with such a surname: "April Lane" where "Lane" is August Lane, though April is a month."""
    people = [bearer for bearer in settled.bearers.all if bearer.is_person]
    masked = {surname for one in people if _is_masked(one) for surname in _surname_keys(one) if surname in one.forms}
    masked |= {key for key, question in settled.open.items() if any(map(_is_masked, question.among))}
    for bearer in people:
        if bearer.tier is Tier.POSSIBLE and not masked.isdisjoint(_surname_keys(bearer)):
            bearer.tier = Tier.SUGGESTED


def _is_masked(bearer: Bearer) -> bool:
    decision = bearer.entity.decision if bearer.entity is not None else Decision.OPEN
    return decision is Decision.CONFIRMED or (decision is Decision.OPEN and bearer.tier is Tier.SUGGESTED)


def _surname_keys(bearer: Bearer) -> Iterator[str]:
    """Keys of the surnames in its full names."""
    return filter(None, (key_of(surname_of(form)) for form in bearer.forms.values()))
