"""Tokens: their spelling, and the next free one."""

import re
from collections.abc import Iterable, Iterator

from legalredact.model.mention import Kind, Role

ROLE_WORDS: dict[Role, str] = {
    Role.CLIENT: "CLIENT",
    Role.PARTY: "PARTY",
    Role.COUNSEL: "COUNSEL",
    Role.WITNESS: "WITNESS",
    Role.JUDGE: "JUDGE",
    Role.ORGANIZATION: "ORG",
    Role.PERSON: "PERSON",
}
KIND_WORDS: dict[Kind, str] = {
    Kind.SSN: "SSN",
    Kind.TAXPAYER: "TAXID",
    Kind.PHONE: "PHONE",
    Kind.EMAIL: "EMAIL",
    Kind.ACCOUNT: "ACCOUNT",
    Kind.CARD: "CARD",
    Kind.BIRTH_DATE: "BIRTHDATE",
    Kind.ADDRESS: "ADDRESS",
    Kind.LICENCE: "LICENCE",
    Kind.PASSPORT: "PASSPORT",
    Kind.IP: "IP",
    Kind.URL: "URL",
    Kind.VEHICLE: "VEHICLE",
    Kind.CASE_NUMBER: "CASE",
    Kind.AMOUNT: "AMOUNT",
}
_MOST = 26 + 26**2 + 26**3 + 26**4
"""Names that a matter can have: tokens have at most four letters. Three letters are enough for 18,278 names."""
TOKEN = re.compile(
    rf"(?<![A-Za-z0-9_])(?:(?:{'|'.join(ROLE_WORDS.values())})_[A-Z]{{1,4}}|(?:{'|'.join(KIND_WORDS.values())})_[1-9][0-9]{{0,5}})(?![A-Za-z0-9_])"
)
"""A token exactly as this application writes it; nothing less exact is ever restored."""


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA, …, like columns of a spreadsheet."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def tail(token: str) -> str:
    """Letters or number of a token."""
    return token.rpartition("_")[2]


def free_tokens(role: Role, kind: Kind, taken: Iterable[str]) -> Iterator[str]:
    """Free tokens for that role and kind, in order.

    Letters are unique in the matter, whatever word is before them: `CLIENT_A` and `PARTY_A` never both exist, so a
    reply that confuses the two words cannot swap two people. Numbers of identifiers are unique per word.

    Arguments:
        taken: every token of the matter, and all token-like text in its documents.
    """
    if kind.is_name:
        used = {tail(token) for token in taken}
        return (f"{ROLE_WORDS[role]}_{letters(n)}" for n in range(_MOST) if letters(n) not in used)
    used = set(taken)
    return (token for n in range(1, 10**6) if (token := f"{KIND_WORDS[kind]}_{n}") not in used)
