"""E-mail and web addresses that spell a known name.

An address with a name of its own before the "@" is a person's, known or not, and no mention of the company in its
domain. Only a company's shared mailboxes ("info@…") are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.lexicon.name_parsing import PersonName, company_name, person_name
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Mention

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*?)\.\w{2,}(?:\.\w{2})?(?:[/:?#].*)?\Z", re.IGNORECASE)
_PUBLIC = frozenset(
    {"gmail", "yahoo", "hotmail", "outlook", "aol", "icloud", "msn", "comcast", "uscourts", "justice", "usdoj"}
)
_SHARED = word_list("shared_mailboxes")
_SHORTEST = 4
_MARKS = re.compile(r"[._-]+")


class Contacts:
    """Entities whose names are spelled by addresses.

    Arguments:
        bearers: all clusters of the matter.
    """

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self._people: defaultdict[str, set[Bearer]] = defaultdict(set)
        self._bare: defaultdict[str, set[Bearer]] = defaultdict(set)
        self._bodies: defaultdict[str, set[Bearer]] = defaultdict(set)
        for bearer in bearers:
            if bearer.is_person and (bare := _bare_name(bearer)):
                self._bare[bare].add(bearer)
            for form in bearer.forms.values():
                if bearer.is_person:
                    for local in _locals(person_name(form)):
                        self._people[local].add(bearer)
                else:
                    for label in _labels(form):
                        self._bodies[label].add(bearer)

    def bearer(self, mention: Mention) -> Bearer | None:
        """The entity that an e-mail or web address spells; None if there is none or more than one."""
        if mention.kind is Kind.EMAIL:
            local, _, domain = mention.surface.partition("@")
            own = key_of(local)
            person = self._only(self._people, own) or self._called(local)
            return person or (self._host(domain) if own in _SHARED else self._own(own, domain))
        return self._host(mention.surface) if mention.kind is Kind.URL else None

    def _called(self, local: str) -> Bearer | None:
        """The only person known by one name alone that fits a full local part: "Gwen" of "gwen.pascoe"."""
        words = [key_of(word) for word in _MARKS.split(local) if word]
        found = {bearer for word in (words[0], words[-1]) for bearer in self._bare.get(word, ())} if words else set()
        if len(words) == 1 and len(words[0]) > _SHORTEST:
            found |= self._bare.get(words[0][1:], set())
        return next(iter(found)) if len(found) == 1 else None

    def _own(self, local: str, domain: str) -> Bearer | None:
        """The company whose name is before the "@" and in the domain, or before that of a public provider."""
        body = self._only(self._bodies, local)
        public = key_of(domain.partition(".")[0]) in _PUBLIC
        return body if body is not None and (public or self._host(domain) is body) else None

    def _host(self, address: str) -> Bearer | None:
        match = _HOST.match(address.strip())
        if match is None:
            return None
        labels = [key_of(label) for label in match.group(1).split(".")]
        for label in reversed(labels):
            if label not in _PUBLIC and (found := self._only(self._bodies, label)):
                return found
        return None

    def _only(self, table: dict[str, set[Bearer]], key: str) -> Bearer | None:
        found = table.get(key, set())
        return next(iter(found)) if len(found) == 1 else None


def _bare_name(bearer: Bearer) -> str:
    """The one word by which a person is known alone; empty if there is more than one."""
    names = {person_name(form).parts for form in bearer.forms.values()}
    return "".join(*names) if len(names) == 1 and len(next(iter(names))) == 1 else ""


def _locals(name: PersonName) -> Iterator[str]:
    """Possible local parts of an address, folded: jroe, jane.roe, roej, roe, jqroe, janer."""
    surname = "".join(name.surname)
    if len(surname) >= _SHORTEST:
        yield surname
    if not name.given or not surname:
        return
    first, initials = name.given[0], "".join(word[0] for word in name.given)
    yield from (first + surname, surname + first, first[0] + surname, surname + first[0], initials + surname)
    yield first + surname[0]
    if len(first) > 1:
        yield first[:2] + surname
    if len(name.given) > 1:
        yield from (first + name.given[1] + surname, first + name.given[1][0] + surname)


def _labels(form: str) -> Iterator[str]:
    """Possible domains of a body: its core in one word, with its form, its first words."""
    name = company_name(form)
    words = [word for word in name.core if word not in ("and", "the")]
    for row in (name.core, tuple(words), (*name.core, name.form), (*words, name.form)):
        label = "".join(row)
        if len(label) >= _SHORTEST:
            yield label
    for count in range(2, len(words)):
        yield "".join(words[:count])
    if words and len(words[0]) >= _SHORTEST + 1:
        yield words[0]
        yield from (words[0] + tail for tail in ("law", "legal", "group", "inc", "corp", "llc", "llp", "usa", "online"))
