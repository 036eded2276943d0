"""Derives other spellings of a name for the same entity."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from legalredact.matching.identifiers.address_variants import address_spellings
from legalredact.matching.names.company_spellings import company_spellings
from legalredact.matching.names.person_spellings import person_spellings
from legalredact.model.mention import Kind

_ALSO_KNOWN = re.compile(
    r"\s*[,;]?\s+\(?(?:(?:d/?b/?a|[afn]/?k/?a)\b\.?|doing\s+business\s+as|(?:also|formerly|now)\s+known\s+as)\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe", "Å": "Aa", "Ø": "Oe"}
)
_PIECES = re.compile(r"[^\s-]+|-|\s+")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?|/+$")


def spellings_of(name: str, kind: Kind) -> tuple[str, ...]:
    """Spellings derived from `name`, without itself, the most similar first.

    Variants that the finder matches anyway (case, commas, line breaks, possessives, joined or split words) are not
    derived. Derived are: other word orders, initials, names without titles and suffixes, variants of a legal form,
    "and" for "&", abbreviations of the Bluebook's table T6, plurals of single words, umlauts spelled with e.

    Arguments:
        name: as in the register.
        kind: selects the rules.
    """
    found = dict.fromkeys(_derived(" ".join(name.split()), kind))
    found.pop(name, None)
    return tuple(spelling for spelling in found if sum(map(str.isalnum, spelling)) > 1)


def _derived(name: str, kind: Kind) -> Iterator[str]:
    if kind.is_name:
        for part in _names_in(name):
            yield part
            spellings = _of_kind(part, kind)
            yield from spellings if part.isascii() else _with_umlauts(spellings)
            yield from _as_set(part)
    elif kind is Kind.ADDRESS:
        yield from address_spellings(name)
    elif kind is Kind.PHONE:
        yield from _phone(name)
    elif kind is Kind.URL:
        yield _SCHEME.sub("", name)


def _as_set(name: str) -> Iterator[str]:
    """A right-to-left name in the word orders in which PDFs store it.

    PDFs store it from left to right, and engines reverse the words between two marks, or each word by itself.
    """
    if name.isascii() or not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in name):
        return
    yield "-".join(reversed(name.split("-")))
    yield "".join(reversed(_PIECES.findall(name)))


def also_known(name: str) -> tuple[str, ...]:
    """Each of the names in "X d/b/a Y", "X, formerly known as Y"; empty if there is only one."""
    parts = [part.strip(' ,;"“”()') for part in _ALSO_KNOWN.split(name)]
    return tuple(filter(None, parts)) if len(parts) > 1 else ()


def with_umlauts_spelled(name: str) -> str:
    """ "Müller" as "Mueller"; unchanged if there is no such letter."""
    return name if name.isascii() else name.translate(_UMLAUTS)


def _names_in(name: str) -> Iterator[str]:
    """The name without brackets, and each of "X d/b/a Y"."""
    plain = _BRACKETS.sub("", name)
    yield plain
    yield from also_known(plain)


def _of_kind(name: str, kind: Kind) -> Iterator[str]:
    yield name
    if kind is Kind.PERSON:
        yield from person_spellings(name)
    else:
        yield from company_spellings(name)


def _with_umlauts(spellings: Iterable[str]) -> Iterator[str]:
    for spelling in spellings:
        yield spelling
        yield with_umlauts_spelled(spelling)


def _phone(name: str) -> Iterator[str]:
    """A North American number without its country code, and without its area code."""
    digits = "".join(character for character in name if character.isdigit())
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
        yield f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    elif name.startswith("+"):
        return
    if len(digits) == 10:
        yield f"{digits[3:6]}-{digits[6:]}"
