"""The recovery key on paper: one sheet with the whole key, or several sheets among which it is split.

A sheet is text with a few rows of symbols. Each row ends with two symbols of check, so that a typing mistake is
reported with its row. A wrong share, or one of another splitting, is detected by the public key on each sheet.

The symbols are those of age's own keys (BIP 173): no 1, b, i or o, which are easily confused. A sheet with the whole
key shows the key as age writes it, so that it can be read without LegalRedact.
"""

import hashlib
import itertools
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pyrage

from legalredact.errors import UsageError
from legalredact.vault.secret_sharing import join, split

PREFIX = "AGE-SECRET-KEY-1"
_SYMBOLS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
"""The 32 symbols of BIP 173, in capitals."""
_BITS = 5
_KEY_SYMBOLS = 58
_SHARE_BYTES = 37
"""58 symbols of 5 bits, in whole bytes."""
_SHARE_SYMBOLS = 60
_MOST_TRIES = 13_000
"""Most combinations of sheets that are tried: all of 8 among 16. That takes half a minute."""
_ROW, _GROUP, _CHECK = 16, 4, 2
_ROW_FORM = re.compile(r"\s*(\d{1,2})\s*:\s*(\S.*)")
_SHEET = re.compile(r"\s*Sheet:\s*(\d{1,2}) of (\d{1,2}), (\d{1,2}) needed, set (\S+)\s*")
_PUBLIC = re.compile(r"\s*Public key:\s*(age1[02-9ac-hj-np-z]{58})\s*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Arguments:
        public: the recovery key's public key.
        number, of: which sheet, counted from 1, and how many there are.
        needed: number of sheets that give the key; 1 if this sheet has the whole key.
        made_with: tells sheets of one splitting from those of another.
        symbols: of the key or of its share.
    """

    public: str
    number: int
    of: int
    needed: int
    made_with: str
    symbols: str = field(repr=False)


def sheets(identity: str, needed: int = 1, count: int = 1) -> tuple[Sheet, ...]:
    """The sheets of a recovery key.

    Arguments:
        identity: the private key as age writes it.
        needed, count: how many of how many sheets give the key; 1 of 1 is the whole key.

    Errors: UsageError if it cannot be split like that.
    """
    public = str(pyrage.x25519.Identity.from_str(identity).to_public())
    made_with = "".join(secrets.choice(_SYMBOLS) for _ in range(_GROUP))
    symbols = identity.removeprefix(PREFIX)
    if (needed, count) == (1, 1):
        return (Sheet(public, 1, 1, 1, made_with, symbols),)
    shares = split(_number(symbols).to_bytes(_SHARE_BYTES, "big"), needed, count)
    return tuple(
        Sheet(public, number, count, needed, made_with, _in_symbols(int.from_bytes(share, "big"), _SHARE_SYMBOLS))
        for number, share in shares.items()
    )


def as_text(sheet: Sheet, when: str) -> str:
    """A sheet to be printed.

    Arguments:
        when: the day, ISO 8601.
    """
    heading = f"LegalRedact recovery key, made on {when}"
    if sheet.needed == 1:
        worth = "Whoever has this sheet can open every matter of the firm. Keep it in a safe."
        first = f"The key for age is {PREFIX}, followed by the groups of rows 1 to 4 without their checks."
    else:
        worth = f"Any {sheet.needed} of the {sheet.of} sheets together open every matter of the firm; fewer open none."
        first = "Keep this sheet apart from the others."
    lines = (
        heading,
        worth,
        first,
        "To use it, type the lines from `Sheet:` on into a text file, and give it with --recovery-key-file.",
        "",
        f"Sheet: {sheet.number} of {sheet.of}, {sheet.needed} needed, set {sheet.made_with}",
        f"Public key: {sheet.public}",
        *_rows(sheet),
    )
    return "\n".join(lines) + "\n"


def from_text(text: str) -> tuple[Sheet, ...]:
    """The sheets in a text, which was typed from paper; lines that are none of a sheet are ignored.

    Errors: UsageError, with the row, if one is not as it was printed.
    """
    found: list[Sheet] = []
    beginnings = [match for match in map(_SHEET.fullmatch, text.splitlines()) if match]
    parts = re.split(r"^(?=[ \t]*Sheet:)", text, flags=re.MULTILINE)[1:]
    if len(parts) != len(beginnings):
        raise _wrong("the line that begins with `Sheet:`")
    for part, beginning in zip(parts, beginnings, strict=True):
        number, of, needed = (int(group) for group in beginning.groups()[:3])
        public = next((match[1] for match in map(_PUBLIC.fullmatch, part.splitlines()) if match), None)
        if public is None:
            raise _wrong(f"the public key of sheet {number}")
        sheet = Sheet(public, number, of, needed, beginning[4].upper(), "")
        found.append(replace(sheet, symbols=_typed(sheet, part)))
    return tuple(found)


def joined(found: Sequence[Sheet]) -> str:
    """The private key that sheets give, as age writes it.

    Errors: UsageError if some are missing, or they do not belong together.
    """
    if len({(sheet.public, sheet.made_with, sheet.needed) for sheet in found}) != 1:
        raise UsageError(
            "These sheets do not belong together.", "Give sheets with the same public key and the same set."
        )
    first, numbers = found[0], {sheet.number for sheet in found}
    if len(numbers) < first.needed:
        raise UsageError(
            f"The recovery key needs {first.needed} different sheets, and {len(numbers)} are here.",
            "Give each sheet with --recovery-key-file.",
        )
    some = itertools.combinations(dict.fromkeys(found), first.needed)  # a wrong sheet must not hide right ones
    identities = map(_identity, itertools.islice(some, _MOST_TRIES))
    identity = next((one for one in identities if _public_of(one) == first.public), None)
    if identity is None:
        raise UsageError(
            "These sheets do not give the key that they name.", "Check them; perhaps one was printed another time."
        )
    return identity


def _identity(some: Sequence[Sheet]) -> str:
    """What as many sheets as are needed give; another key, or none, if one of them is wrong or there twice."""
    if len(some) == 1:
        return PREFIX + some[0].symbols
    shares = {sheet.number: _number(sheet.symbols).to_bytes(_SHARE_BYTES + 1, "big") for sheet in some}
    return PREFIX + _in_symbols(int.from_bytes(join(shares), "big"), _KEY_SYMBOLS)


def _public_of(identity: str) -> str:
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except (pyrage.IdentityError, ValueError):
        return ""


def _rows(sheet: Sheet) -> list[str]:
    rows = [sheet.symbols[at : at + _ROW] for at in range(0, len(sheet.symbols), _ROW)]
    return [f"{number}: {_grouped(row)}  {_check(sheet, number, row)}" for number, row in enumerate(rows, 1)]


def _grouped(row: str) -> str:
    return " ".join(row[at : at + _GROUP] for at in range(0, len(row), _GROUP))


def _check(sheet: Sheet, number: int, row: str) -> str:
    """Two symbols over a row and all that the sheet says of itself: one of 1,024 wrong rows is not detected by them."""
    said = "|".join((sheet.public, sheet.made_with, *map(str, (sheet.number, sheet.of, sheet.needed, number)), row))
    digest = hashlib.sha256(said.encode()).digest()
    return _SYMBOLS[digest[0] % len(_SYMBOLS)] + _SYMBOLS[digest[1] % len(_SYMBOLS)]


def _typed(sheet: Sheet, part: str) -> str:
    """The symbols of the rows in a part of a text."""
    length = _KEY_SYMBOLS if sheet.needed == 1 else _SHARE_SYMBOLS
    rows = {int(match[1]): match[2] for match in map(_ROW_FORM.fullmatch, part.splitlines()) if match}
    symbols = ""
    for number in range(1, -(-length // _ROW) + 1):
        typed = "".join(rows.get(number, "").split()).upper()
        row, check = typed[:-_CHECK], typed[-_CHECK:]
        if (
            check != _check(sheet, number, row)
            or len(row) != min(_ROW, length - len(symbols))
            or set(row) - {*_SYMBOLS}
        ):
            raise _wrong(f"row {number} of sheet {sheet.number}")
        symbols += row
    return symbols


def _wrong(which: str) -> UsageError:
    return UsageError(
        f"On a sheet of the recovery key, {which} is not as it was printed.", "Compare it with the paper."
    )


def _number(symbols: str) -> int:
    number = 0
    for symbol in symbols:
        number = number << _BITS | _SYMBOLS.index(symbol)
    return number


def _in_symbols(number: int, length: int) -> str:
    mask = len(_SYMBOLS) - 1
    return "".join(_SYMBOLS[number >> _BITS * place & mask] for place in reversed(range(length)))
