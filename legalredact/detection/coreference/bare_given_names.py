"""Given names by themselves. They are linked only in documents that name the person more fully.

If a witness in one deposition says "My friends call me Helen", this does not show that she is the Helen Varga of
another document. If one document has only the given name (no full name, no surname, no e-mail address that spells it),
the spelling becomes an ambiguous entity, and a person decides.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.explicit_aliases import Ties
from legalredact.detection.coreference.link import Ambiguity, Settled
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.lexicon.name_parsing import person_name, surname_of
from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.model.mention import Kind


def given_alone(bearer: Bearer) -> Iterator[str]:
    """Keys of its spellings that only it has as a given name, and that no person typed or decided on."""
    if not bearer.is_person or len(bearer.forms) < len(("full", "given")):
        return
    names = {key: person_name(form) for key, form in bearer.forms.items()}
    full = [name for name in names.values() if name.given]
    given = {part for name in full for part in name.given}
    given -= {part for name in full for part in (*name.surname, *name.pieces)}
    entity = bearer.entity
    for key, name in names.items():
        form = bearer.forms[key]
        typed = entity is not None and form in entity.spellings and form not in entity.found
        if len(name.parts) == 1 and name.parts[0] in given and not typed:
            yield key


def part_given_names(settled: Settled, seen: Mapping[str, Sighting], text_of: Callable[[str], str], said: Ties) -> None:
    """Mark given names as ambiguous if no document shows which person they mean.

    Arguments:
        seen: all spellings, with their documents.
        text_of: returns a document's text, by its id.
        said: aliases that the documents state; they are evidence.
    """
    for bearer in [one for one in settled.bearers.all if _was_lone(one)]:
        key = next(iter(bearer.forms))
        fuller = {one: form for one, form in bearer.forms.items() if one != key}
        if key not in said and said.keys().isdisjoint(fuller) and _is_apart(key, fuller, seen, text_of):
            _take_apart(settled, bearer, seen)
    for bearer in settled.bearers.all:
        alone = set(given_alone(bearer)) - said.keys()
        fuller = {key: form for key, form in bearer.forms.items() if key not in alone}
        for key in [key for key in bearer.forms if key in alone]:
            if _is_apart(key, fuller, seen, text_of):
                _ask(settled, bearer, key, seen[key])


def _is_apart(key: str, fuller: Mapping[str, str], seen: Mapping[str, Sighting], text_of: Callable[[str], str]) -> bool:
    """Whether some document has the given name and no fuller name of the same person.

    Arguments:
        fuller: the person's other spellings by key.
        text_of: returns a document's text, by its id.
    """
    apart = _documents(seen, key).difference(*(_documents(seen, one) for one in fuller))
    return any(not names_more_fully(fuller.values(), text_of(document)) for document in sorted(apart))


def _was_lone(bearer: Bearer) -> bool:
    """Whether the register has only one word for it, which no person typed, and a full name was found since."""
    entity = bearer.entity
    if entity is None or entity.typed or not bearer.is_person or entity.aliases or " " in entity.name:
        return False
    given = {part for form in bearer.forms.values() for part in person_name(form).given}
    return len(bearer.forms) > 1 and person_name(entity.name).parts[0] in given


def _take_apart(settled: Settled, bearer: Bearer, seen: Mapping[str, Sighting]) -> None:
    """Turn the full names into a new entity, and ask whether the one word means it."""
    key, *others = bearer.forms
    new = Bearer(None, bearer.kind)
    for one in others:
        new.take(seen[one]) if one in seen else new.forms.setdefault(one, bearer.forms[one])
        settled.bearers.owner.pop(one, None)
    settled.bearers.owner.pop(key, None)
    settled.bearers.all.remove(bearer)
    settled.bearers.add(new)
    settled.open[key] = Ambiguity(bearer.entity, key, bearer.forms[key], bearer.kind, [new], bearer.tier)


def _documents(seen: Mapping[str, Sighting], key: str) -> frozenset[str]:
    return frozenset(seen[key].documents) if key in seen else frozenset()


def names_more_fully(forms: Iterable[str], text: str) -> bool:
    """Whether the text has one of their surnames, or an e-mail address with it."""
    surnames = {surname for form in forms if (surname := surname_of(form))}
    return any(_spelled(surname).search(text) is not None for surname in surnames)


@functools.lru_cache(maxsize=1 << 10)
def _spelled(surname: str) -> re.Pattern[str]:
    """The surname with a capital, in lower case if it is not a dictionary word, and before an @."""
    ways = {surname, surname.upper(), surname.title(), *(() if is_ordinary(surname) else (surname.lower(),))}
    words = "|".join(r"\s+".join(map(re.escape, way.split())) for way in sorted(ways))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|(?i:{re.escape(surname)})[\w.-]*@")


def _ask(settled: Settled, bearer: Bearer, key: str, sighting: Sighting) -> None:
    form = bearer.forms.pop(key)
    settled.bearers.owner.pop(key, None)
    bearer.roles -= sighting.roles
    settled.open[key] = Ambiguity(None, key, form, Kind.PERSON, [bearer], bearer.tier)
