"""Giving tokens to entities, so that none stands in a document of itself."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from legalredact.errors import Refused
from legalredact.masking.general import general_form
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role
from legalredact.model.policy import General
from legalredact.model.pseudonym import KIND_WORDS, ROLE_WORDS, TOKEN, free_tokens, tail
from legalredact.model.register import Entity, Register

_LOOKS_LIKE = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?i:({'|'.join(ROLE_WORDS.values())}))(?:s|S)?[\s_-]{{0,2}}([A-Z]{{1,4}})"
    rf"|(?i:({'|'.join(KIND_WORDS.values())}))[\s_-]{{0,2}}([1-9][0-9]{{0,5}}))(?![A-Za-z0-9])"
)
"""What a reader, or a model, could take for a token: "Party B", "client-A", "SSN 2"."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """What a document spells of tokens by itself.

    Arguments:
        tokens: tokens to the letter.
        alike: the tokens for what a reader could take for one.
    """

    tokens: frozenset[str]
    alike: frozenset[str]


def spelled_in(document: Document) -> Spelled:
    """What its text and its name spell; it never changes, and looking takes a while in a long text."""
    texts = (document.text, document.name)
    tokens = frozenset(match.group() for text in texts for match in TOKEN.finditer(text))
    return Spelled(tokens, frozenset(_alike(texts)))


def assign_tokens(register: Register, documents: Iterable[Document], generalise: Collection[General] = ()) -> Register:
    """As `assign`, for documents that nobody has looked through for tokens yet."""
    return assign(register, map(spelled_in, documents), generalise)


def assign(register: Register, spelled: Iterable[Spelled], generalise: Collection[General] = ()) -> Register:
    """Give every masked entity without a token the next free one.

    A token's letters once given stay, and are never another entity's, with one exception: if a document that came later
    spells that very token of itself, its entity gets a new one, as nobody could tell the two apart. The word before
    them follows the entity's role.

    Arguments:
        spelled: by all documents of the matter; what looks like a token in one of them is not used.
        generalise: what may stand beside a token, of the value that it replaces.
    """
    by_documents = tuple(spelled)
    there = {token for one in by_documents for token in one.tokens}
    alike = {token for one in by_documents for token in one.alike}
    given = {*register.retired, *(entity.token for entity in register.entities if entity.token)}
    free = _Free({*given, *there, *alike})
    entities = [_printed(entity, there, generalise) for entity in register.entities]
    changed = [now for before, now in zip(register.entities, entities, strict=True) if now is not before]
    without = [e for e in entities if e.masked and (not e.token or e.token in there)]
    if not (changed or without):
        return register
    return register.updated(changed).updated(replace(entity, token=free.next(entity)) for entity in without)


def _printed(entity: Entity, there: set[str], generalise: Collection[General]) -> Entity:
    """With its token and what stands beside it as they are now; the very same where nothing changes."""
    token, general = _worded(entity, there), general_form(entity, generalise)
    if (token, general) == (entity.token, entity.general):
        return entity
    return replace(entity, token=token, general=general)


def _worded(entity: Entity, spelled: set[str]) -> str:
    """Its token with the word of its role as it is now, unless a document spells that of itself."""
    if not entity.token or not entity.kind.is_name:
        return entity.token
    token = f"{ROLE_WORDS[entity.role]}_{tail(entity.token)}"
    return entity.token if token in spelled else token


class _Free:
    """Tokens that are not taken, each given once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._letters = free_tokens(Role.PERSON, Kind.PERSON, taken)
        self._numbers: dict[Kind, Iterator[str]] = {}

    def next(self, entity: Entity) -> str:
        """A token for that entity; letters are counted over all roles together."""
        if entity.kind.is_name:
            found = next(self._letters, None)
            token = found and f"{ROLE_WORDS[entity.role]}_{tail(found)}"
        else:
            token = next(
                self._numbers.setdefault(entity.kind, free_tokens(entity.role, entity.kind, self._taken)), None
            )
        if not token:
            raise Refused("The matter has more names than there are tokens.", "Split it into two matters.")
        return token


def _alike(texts: Iterable[str]) -> Iterator[str]:
    """The token for everything in the texts that looks like one."""
    for text in texts:
        for role, letters, kind, number in _LOOKS_LIKE.findall(text):
            yield f"{role.upper()}_{letters}" if role else f"{kind.upper()}_{number}"
