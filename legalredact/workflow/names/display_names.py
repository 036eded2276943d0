"""Whether a name that a person chose for display could be read as another entity of the matter."""

import re
from collections.abc import Iterator

from legalredact.matching.names.name_spellings import spellings_of
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind
from legalredact.model.register import Entity, Register

_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|hon|honorable|judge|justice|sir|dame|rev|reverend|madam)\b\.?\s+)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def mistaken_for(register: Register, entity: Entity, shown: str) -> Entity | None:
    """Another entity that the words could mean: they are its display, a spelling of it, or a part of one.

    A surname alone or after a title is a part; after a title it means people only. A spelling that the register gives
    to `entity` is its own, even if it could be derived from another name.
    """
    if key_of(shown) in {key_of(spelling) for spelling in entity.spellings}:
        return None
    others = (one for one in register.entities if one.id != entity.id and one.kind.is_name and not one.among)
    return next((one for one in others if _could_mean(shown, one)), None)


def _could_mean(shown: str, other: Entity) -> bool:
    bare = _TITLE.sub("", shown)
    titled, person = bare != shown, other.kind is Kind.PERSON
    if other.display and _core(shown) == _core(other.display):
        return True
    if titled and not person:
        return False
    if _core(bare) in {_core(one) for one in _spellings(other)}:
        return True
    words = _words(_ARTICLE.sub("", bare))
    telling = person or not all(map(is_english, words))
    written = (*other.spellings, other.display)
    return bool(words) and telling and any(words <= _words(one) for one in written)


def _spellings(entity: Entity) -> Iterator[str]:
    for spelling in entity.spellings:
        yield spelling
        yield from spellings_of(spelling, entity.kind)


def _core(words: str) -> str:
    return key_of(_ARTICLE.sub("", words))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
