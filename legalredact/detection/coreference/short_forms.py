"""Short names of known names (surnames, first words, abbreviations) that detection did not find. They are searched in
the documents, and accepted only where they are not part of another name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.lexicon.gazetteers import (
    ABBREVIATIONS,
    DAYS,
    GENERIC,
    GOVERNMENT_HEADS,
    MONTHS,
    SOVEREIGNS,
    STATES,
)
from legalredact.detection.lexicon.name_parsing import company_name, person_name, surname_of
from legalredact.detection.rules.initials import initials_of
from legalredact.detection.spans.span_shape import has_form, is_initials, is_ordinary, names_nobody, words
from legalredact.matching.names.agent_context import is_acting, is_time
from legalredact.matching.names.company_spellings import without_form
from legalredact.matching.names.finder import NameFinder
from legalredact.matching.names.titled_names import titled_spellings
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span, Tier

_CAPITAL_BEFORE = re.compile(
    r"(?:^|[\s(])(?!(?:In|The|And|But|For|By|On|At|As|If|To|With|Plaintiff"
    rf"|Defendant)\b){CAPITAL}[\w'’&.-]*[ \t]*\n?[ \t]*\Z"
)
_CAPITAL_AFTER = re.compile(rf"[ \t]*\n?[ \t]*(?<=\s)(?:&\s+|of\s+)?{CAPITAL}[\w'’-]*")
_SENTENCE = re.compile(r"(?:^|[.?!:;”\")]|\n\s*\n|\A)\s*[\"“(]*\Z")
_TURNED = re.compile(rf"{CAPITAL}[\w'’-]*,\s{{1,2}}\Z")
_SHORTEST_GIVEN = 4
_DOTTED = re.compile(r"[A-Z]\.(?:[ \u00a0]?[A-Z]\.?)+")
_WORD_AFTER = re.compile(rf"\.?[ \t]+(?P<word>{CAPITAL}[\w'’-]*)")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Miss|MR|MRS|MS|DR)\.?\s*\Z")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A short name to search for.

    Arguments:
        person, typed: kind and origin of its owner.
        given: it is the given name of one of the owner's full names.
    """

    spelling: str = field(repr=False)
    kind: Kind
    person: bool
    typed: bool
    given: bool


class ShortForms:
    """Searches documents, one after the other, for short names of the clusters (see `document_passes`).

    Arguments:
        known: keys that need not be searched.
        titled: keys of surnames that do not count after a title, where the title is part of the spelling.
    """

    def __init__(self, bearers: Iterable[Bearer], known: Iterable[str], titled: Iterable[str] = ()) -> None:
        self._titled = frozenset(titled)
        wanted = _wanted(bearers, frozenset(known))
        self._wanted = {key: _described(spelling, bearer) for key, (spelling, bearer) in wanted.items()}
        self._finder = NameFinder((key, one.spelling, one.kind) for key, one in self._wanted.items())

    def __call__(self, document: Document, mentions: Sequence[Mention], _: None) -> tuple[str, ...]:
        """Keys of the short names that the document has, each once."""
        seen: dict[str, None] = {}
        for found in self._finder.find(document.text) if self._wanted else ():
            if found.owner in seen or _is_in_longer_name(document.text, found.span, mentions):
                continue
            if found.owner in self._titled and _is_behind_title(document.text, found.span):
                continue
            if _stands_for_itself(document.text, found.span, self._wanted[found.owner]):
                seen[found.owner] = None
        return tuple(seen)

    def sightings(self, found: Iterable[tuple[str, Iterable[str]]]) -> list[Sighting]:
        """Short names found in all documents.

        Arguments:
            found: (document's id, keys) of each, in their order.
        """
        seen: dict[str, Sighting] = {}
        for document_id, keys in found:
            for key in keys:
                seen.setdefault(key, self._sighting(key, len(seen))).documents.add(document_id)
        return list(seen.values())

    def _sighting(self, key: str, order: int) -> Sighting:
        one = self._wanted[key]
        return Sighting(key, order, Counter({one.spelling: 1}), Counter({one.kind: 1}), tier=Tier.SUGGESTED)


def _described(spelling: str, bearer: Bearer) -> _Wanted:
    given = any(person_name(form).given[:1] == (key_of(spelling),) for form in bearer.forms.values())
    return _Wanted(spelling, bearer.kind, bearer.is_person, _is_typed(bearer), given)


def _is_behind_title(text: str, span: Span) -> bool:
    return _TITLE.search(text, max(0, span.start - 10), span.start) is not None


def _is_in_longer_name(text: str, span: Span, mentions: Iterable[Mention]) -> bool:
    """Whether a word in lower case is part of a name found there; capitals show that by themselves."""
    if any(c.isupper() for c in span.of(text)):
        return False
    return any(one.span.contains(span) and one.span != span for one in mentions)


def _wanted(bearers: Iterable[Bearer], known: frozenset[str]) -> dict[str, tuple[str, Bearer]]:
    wanted: dict[str, tuple[str, Bearer]] = {}
    for bearer in bearers:
        if bearer.tier is Tier.SUGGESTED and (bearer.is_person or _is_typed(bearer)):
            for form in tuple(bearer.forms.values()):
                for spelling in _shorter(form, bearer):
                    key = key_of(spelling)
                    if key not in known and len(key) > 1 and _may_name(spelling, bearer):
                        _want(wanted, key, spelling, bearer)
    return wanted


def _want(wanted: dict[str, tuple[str, Bearer]], key: str, spelling: str, bearer: Bearer) -> None:
    """The first owner counts, but a person before a company that is named after them."""
    before = wanted.get(key)
    if before is None or (bearer.is_person and not before[1].is_person):
        wanted[key] = (spelling, bearer)


def _may_name(spelling: str, bearer: Bearer) -> bool:
    """Whether it can be a name; a month can be one only for a typed person."""
    typed_person = bearer.is_person and _is_typed(bearer)
    titled = bearer.is_person and " " in spelling
    return titled or not names_nobody(spelling) or (typed_person and key_of(spelling) in MONTHS | DAYS)


def _shorter(form: str, bearer: Bearer) -> Iterator[str]:
    if bearer.is_person:
        surname = surname_of(form)
        if len(surname) > 2:
            titled = titled_spellings(surname)
            yield from titled
            if not titled or (key_of(surname) in MONTHS | DAYS and _is_typed(bearer)):
                yield surname
        yield from _given(form, typed=_is_typed(bearer))
        yield from (_dotted(letters) for letters in initials_of(person_name(form)) if letters not in ABBREVIATIONS)
        return
    name = company_name(form)
    core = without_form(form) if has_form(form) else form
    spelled = core.removeprefix("The ").removeprefix("THE ").split()
    if bearer.kind is not Kind.GOVERNMENT or (name.core[0] not in GOVERNMENT_HEADS and "of" not in name.core):
        yield from (
            " ".join(spelled[:n]).rstrip(",&") for n in range(len(spelled) - 1, 0, -1) if _may_be_short(spelled[:n])
        )
    letters = name.initials.upper()
    if len(letters) > (2 if _is_typed(bearer) else 3):
        yield letters


def _given(form: str, *, typed: bool) -> Iterator[str]:
    """The given name, if it is long enough and no dictionary word; a typed one may be a month."""
    given = form.rsplit(",", maxsplit=1)[-1].split()[:1]
    first = given[0].strip(".") if given and person_name(form).given else ""
    if len(first) < _SHORTEST_GIVEN or key_of(first) != person_name(form).given[0]:
        return
    if not is_ordinary(first) or (typed and key_of(first) in MONTHS):
        yield first


def _dotted(letters: str) -> str:
    return "".join(f"{letter.upper()}." for letter in letters)


def _may_be_short(spelled: list[str]) -> bool:
    last = spelled[-1].casefold().strip(",.&")
    found = words(" ".join(spelled))
    if last in ("of", "and", "the", "for", "") or not found or " ".join(found) in STATES | SOVEREIGNS:
        return False
    return not all(word in GENERIC or len(word) == 1 for word in found) and len(key_of("".join(spelled))) > 3


def _is_typed(bearer: Bearer) -> bool:
    return bearer.entity is not None and bearer.entity.typed


def _stands_for_itself(text: str, span: Span, wanted: _Wanted) -> bool:
    """Whether the place shows a name, and not a part of another name or a dictionary word."""
    surface, spelling = span.of(text), wanted.spelling
    if not any(c.isupper() for c in surface):
        return " " not in spelling.strip() and not (is_initials(spelling) or is_ordinary(spelling))
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    if is_initials(spelling):
        return _DOTTED.fullmatch(surface) is not None and not _is_forename(before, after)
    if _TITLE.search(before) or (wanted.person and spelling in titled_spellings(spelling.split()[-1])):
        return wanted.person
    alone = not _CAPITAL_BEFORE.search(before) and not _CAPITAL_AFTER.match(after)
    if wanted.given and _TURNED.search(before):
        return False  # "Fairlie, Jonathan" is one name
    if " " in spelling.strip():
        return alone and all(word[0].isupper() for word in surface.split() if len(word) > 3)
    if not is_ordinary(spelling):
        return alone
    return wanted.typed and (alone or wanted.person) and _is_named(text, span, spelling, alone=alone)


def _is_named(text: str, span: Span, spelling: str, *, alone: bool) -> bool:
    """Whether a dictionary word is a typed name there, shown by its capital or the words around it."""
    acts = is_acting(text, span)
    if key_of(spelling) in MONTHS | DAYS:
        return acts and not is_time(text, span)
    opens = _SENTENCE.search(text[max(0, span.start - 30) : span.start]) is not None
    return acts or (alone and not opens and not span.of(text).isupper())


def _is_forename(before: str, after: str) -> bool:
    """Whether initials are next to others, or before a surname ("T.W. Harrowgate")."""
    following = _WORD_AFTER.match(after)
    surname = following is not None and not is_ordinary(following["word"])
    return surname or re.search(r"[A-Z]\.\s?\Z", before) is not None
