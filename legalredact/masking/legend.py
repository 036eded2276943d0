"""Makes the legend of a payload from the register, so that a model knows what an attentive reader would.

It says of each token what it is, which role the register has for it, and with which other tokens it may be the same:
"Roe" and "Jane Roe" have two tokens if nobody decided that they are one person. No spelling of any name is used.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legalredact.masking.names import masked_names
from legalredact.matching.text.normal import key_of
from legalredact.model.legend import HEAD, line
from legalredact.model.mention import Kind
from legalredact.model.payload import Payload
from legalredact.model.register import Entity, Register
from legalredact.model.token import TOKEN

_MOST = 5
"""Most tokens that are listed as perhaps the same; a name that more people share says nothing."""


def with_legend(payload: Payload, register: Register) -> Payload:
    """The payload with the legend of the tokens in its titles and passages; without a legend if it has none."""
    by_token = masked_names(register).by_token
    passages = (part for d in payload.documents for part in (d.masked_title, *(p.masked_text for p in d.passages)))
    texts = (payload.question, *passages)
    tokens = dict.fromkeys(token for text in texts for token in TOKEN.findall(text) if token in by_token)
    return replace(payload, legend=legend([by_token[token] for token in tokens]))


def legend(entities: Sequence[Entity]) -> str:
    """A legend of these entities, each of which has a token: names in this order, then identifiers by kind."""
    names = [one for one in entities if one.kind.is_name]
    numbers: dict[Kind, list[Entity]] = defaultdict(list)
    for one in entities:
        if not one.kind.is_name:
            numbers[one.kind].append(one)
    same = _Doubts(names)
    lines = [line((one.token,), one.kind, one.role, same.of(one)) for one in names]
    lines += [line((one.token for one in some), kind, some[0].role) for kind, some in numbers.items()]
    return "\n".join((HEAD, *lines)) if lines else ""


class _Doubts:
    """Which entities may be the same.

    Arguments:
        names: entities with a token.
    """

    def __init__(self, names: Sequence[Entity]) -> None:
        self._tokens = {one.id: one.token for one in names}
        self._by_short: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for one in names:
            for short in dict.fromkeys(short for spelling in one.spellings for short in _shorts(spelling, one.kind)):
                self._by_short[one.kind, short].append(one.token)

    def of(self, entity: Entity) -> tuple[str, ...]:
        """Tokens of entities that its spelling may mean, and of those of whose name it has a part only."""
        among = (self._tokens[one] for one in entity.among if one in self._tokens)
        found = tuple(dict.fromkeys((*among, *self._longer(entity))))
        return found if len(found) <= _MOST else ()

    def _longer(self, entity: Entity) -> Iterator[str]:
        own = {key_of(spelling) for spelling in entity.spellings}
        if all(map(_is_short, entity.spellings)):
            for short in own:
                yield from (token for token in self._by_short.get((entity.kind, short), ()) if token != entity.token)


def _is_short(spelling: str) -> bool:
    """Whether it is one word, or an initial and one word ("J. Roe")."""
    words = spelling.split()
    return len(words) == 1 or (len(words) == len(("J.", "Roe")) and _is_initial(words[0]))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _shorts(spelling: str, kind: Kind) -> tuple[str, ...]:
    """Shorter forms of a name of several words, normalized.

    A person's first word, last word, and last word with an initial; an organization's first word.
    """
    words = [stripped for word in spelling.split() if (stripped := word.rstrip(","))]
    if len(words) < 2:
        return ()
    if kind is not Kind.PERSON:
        return (key_of(words[0]),)
    initialed = f"{words[0][0]}. {words[-1]}"
    return (*((key_of(words[0]),) if not _is_initial(words[0]) else ()), key_of(words[-1]), key_of(initialed))
