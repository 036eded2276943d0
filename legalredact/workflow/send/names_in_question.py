"""Words of a typed question that may be a part of a masked name: a surname alone, in small letters, or misspelled.

The search of documents masks a surname alone only if it was found in a document. In a question it need not be, so any
word that resembles a word of a masked name refuses the question.
"""

import re
from collections.abc import Iterable, Iterator

from legalredact.matching.text.confusables import plain_letters
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.misspelled import without_a_letter
from legalredact.matching.text.normal import fold
from legalredact.model.mention import Kind
from legalredact.model.register import Entity, Register
from legalredact.model.token import TOKEN

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u00ad\u200b-\u200d-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_PARTS = re.compile(r"['\u2019-]")
_LEAST, _LONG = 3, 5
"""Letters of a word of a name that counts, and of one that may be misspelled by a letter or be in other words."""
_NO_NAMES = frozenset(
    {"inc", "llc", "llp", "ltd", "corp", "plc", "gmbh", "the", "esq", "jr", "sr", "iii", "mrs", "von"}
)


def may_name(question: str, register: Register) -> bool:
    """Whether a word of a question, beside its tokens, may be a part of a name that the register masks.

    Arguments:
        question: after its names became tokens.
    """
    text = plain_letters(TOKEN.sub(" ", question))
    words = dict(_words(text))
    squeezed = "".join(map(fold, text))
    damaged = {one for word in words if len(word) >= _LONG and not is_english(word) for one in without_a_letter(word)}
    for entity in register.entities:
        if entity.masked and entity.kind in (Kind.PERSON, Kind.ORGANIZATION):
            for part in _parts_of(entity):
                if part in words and _counts(part, entity, capital=words[part]):
                    return True
                long = len(part) >= _LONG and not is_english(part)
                if long and (part in squeezed or not damaged.isdisjoint(without_a_letter(part))):
                    return True
    return False


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text and their parts, folded, and whether each has a capital; a word with one comes last."""
    found = [_POSSESSIVE.sub("", match[0]) for match in _WORD.finditer(text)]
    spelled = {one for word in found for one in (word, *_PARTS.split(word))}
    yield from sorted((("".join(map(fold, one)), not one.islower()) for one in spelled), key=lambda pair: pair[1])


def _parts_of(entity: Entity) -> Iterable[str]:
    spelled = (word for spelling in entity.spellings for word in _WORD.findall(plain_letters(spelling)))
    folded = ("".join(map(fold, _POSSESSIVE.sub("", word))) for word in spelled)
    return {one for one in folded if len(one) >= _LEAST and one not in _NO_NAMES and not is_function_word(one)}


def _counts(part: str, entity: Entity, *, capital: bool) -> bool:
    """Whether that word alone may mean the entity: any word of a person's name; an English word of a company's only as
    its first word and with a capital ("Did Granite pay?", not "the granite")."""
    if entity.kind is Kind.PERSON or not is_english(part):
        return True
    firsts = {"".join(map(fold, spelling.split()[0])) for spelling in entity.spellings if spelling.split()}
    return capital and part in firsts
