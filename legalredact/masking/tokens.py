"""Assigns tokens to entities, so that no token occurs in a document by itself."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from legalredact.errors import Refused
from legalredact.masking.general_forms import general_form
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role
from legalredact.model.policy import General
from legalredact.model.register import Entity, Register
from legalredact.model.token import KIND_WORDS, ROLE_WORDS, TOKEN, free_tokens, tail

_LOOKS_LIKE = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?i:({'|'.join(ROLE_WORDS.values())}))(?:s|S)?[\s_-]{{0,2}}([A-Z]{{1,4}})"
    rf"|(?i:({'|'.join(KIND_WORDS.values())}))[\s_-]{{0,2}}([1-9][0-9]{{0,5}}))(?![A-Za-z0-9])"
)
"""Text that a reader, or a model, could take for a token: "Party B", "client-A", "SSN 2"."""


NO_NAMES = Register()


@dataclass(frozen=True, slots=True)
class TokenLike:
    """Token-like text in a document.

    Arguments:
        tokens: exact tokens.
        alike: the tokens for text that resembles one.
    """

    tokens: frozenset[str]
    alike: frozenset[str]


def spelled_in(document: Document) -> TokenLike:
    """Token-like text in its text and its name. The result never changes, and searching a long text takes a while."""
    texts = (document.text, document.name)
    tokens = frozenset(match.group() for text in texts for match in TOKEN.finditer(text))
    return TokenLike(tokens, frozenset(_alike(texts)))


def assign_tokens(register: Register, documents: Iterable[Document], generalise: Collection[General] = ()) -> Register:
    """As `assign`, for documents whose text was not searched for tokens yet."""
    return assign(register, map(spelled_in, documents), generalise)


_RANKS = (Role.CLIENT, Role.PARTY, Role.WITNESS, Role.COUNSEL, Role.PERSON, Role.ORGANIZATION, Role.JUDGE)
"""Roles in the order in which their names get letters: people talk most about the first ones."""


def assign(
    register: Register,
    spelled: Iterable[TokenLike],
    generalise: Collection[General] = (),
    places: Callable[[], Mapping[str, int]] = dict,
    assigned: Register = NO_NAMES,
) -> Register:
    """Assign the next free token to every masked entity without one.

    Names get letters by role, the clients first, and among those of a role the most frequent first. Assigned letters
    stay, and no other entity ever gets them, with one exception: if a later document contains that very token, its
    entity gets a new one, since the two could not be distinguished. The word before the letters follows the entity's
    role.

    Arguments:
        spelled: of all documents of the matter; tokens and token-like text in them are not used.
        generalise: general forms that may be printed beside a token.
        places: counts the places of each entity, by its id; called only if names get letters.
        assigned: an earlier result for the same `spelled` and `generalise`; its entities are not looked at again.
    """
    done = set(map(id, assigned.entities))
    looked_at = tuple(entity for entity in register.entities if id(entity) not in done)
    if not looked_at:
        return register
    by_documents = tuple(spelled)
    there = {token for one in by_documents for token in one.tokens}
    alike = {token for one in by_documents for token in one.alike}
    entities = [_printed(entity, there, generalise) for entity in looked_at]
    changed = [now for before, now in zip(looked_at, entities, strict=True) if now is not before]
    without = [e for e in entities if e.masked_somewhere and (not e.token or e.token in there)]
    if not (changed or without):
        return register
    given = {*register.retired, *(entity.token for entity in register.entities if entity.token)}
    free = _Free({*given, *there, *alike})
    names = [entity for entity in without if entity.kind.is_name]
    if len(names) > 1:
        counted = places()
        names.sort(key=lambda entity: (_RANKS.index(entity.role), -counted.get(entity.id, 0)))
    numbered = (entity for entity in without if not entity.kind.is_name)
    return register.updated(changed).updated(replace(entity, token=free.next(entity)) for entity in (*names, *numbered))


def _printed(entity: Entity, there: set[str], generalise: Collection[General]) -> Entity:
    """The entity with its current token and general form; the same object if nothing changes."""
    token, general = _worded(entity, there), general_form(entity, generalise)
    if (token, general) == (entity.token, entity.general):
        return entity
    return replace(entity, token=token, general=general)


def _worded(entity: Entity, spelled: set[str]) -> str:
    """Its token with the current word for its role, unless a document contains that token."""
    if not entity.token or not entity.kind.is_name:
        return entity.token
    token = f"{ROLE_WORDS[entity.role]}_{tail(entity.token)}"
    return entity.token if token in spelled else token


class _Free:
    """Free tokens, each returned once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._letters = free_tokens(Role.PERSON, Kind.PERSON, taken)
        self._numbers: dict[Kind, Iterator[str]] = {}

    def next(self, entity: Entity) -> str:
        """A token for that entity; letters are unique across all roles."""
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
    """The tokens for all token-like text in the texts."""
    for text in texts:
        for role, letters, kind, number in _LOOKS_LIKE.findall(text):
            yield f"{role.upper()}_{letters}" if role else f"{kind.upper()}_{number}"
