"""Splits a secret among several people, so that some of them together have it and fewer know nothing of it.

This is Shamir's scheme ("How to share a secret", Communications of the ACM 22, 1979): each byte of the secret is the
value at 0 of a random polynomial, and a share is its value elsewhere. Bytes are calculated with in the field of AES
(FIPS 197, section 4), so that a share has exactly the secret's length.

It is written out here, since it is short, and a library for it would have been one more dependency of the code with the
most valuable key. The scheme itself does not detect a wrong share: see `recovery_sheets`.
"""

import functools
import operator
import secrets
from collections.abc import Mapping, Sequence

from legalredact.errors import UsageError

MOST = 16
"""Most shares: they are printed and handed to people."""
_MODULUS = 0x11B
"""The polynomial x⁸ + x⁴ + x³ + x + 1 of AES."""


def times(a: int, b: int) -> int:
    """The product of two bytes in the field of AES."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= _MODULUS
        b >>= 1
    return product


@functools.cache
def inverse(a: int) -> int:
    """The byte that gives 1 when it is multiplied by `a`, which is not 0: the field has 255 such bytes, so a²⁵⁴."""
    result = 1
    for _ in range(254):
        result = times(result, a)
    return result


def split(secret: bytes, needed: int, count: int) -> dict[int, bytes]:
    """Shares of a secret, by their numbers from 1 on.

    Arguments:
        needed: number of shares that give the secret.

    Errors: UsageError unless 2 ≤ needed ≤ count ≤ 16.
    """
    if not 2 <= needed <= count <= MOST:
        raise UsageError(
            "A key cannot be split like that.", f"Give NEEDED/SHEETS such as 2/3, with 2 to {MOST} sheets."
        )
    polynomials = [(byte, *secrets.token_bytes(needed - 1)) for byte in secret]
    return {x: bytes(_value(polynomial, x) for polynomial in polynomials) for x in range(1, count + 1)}


def join(shares: Mapping[int, bytes]) -> bytes:
    """The secret of as many shares as are needed; something else if there are fewer, or one is wrong.

    Arguments:
        shares: of one length, by their numbers.
    """
    factors = {x: _factor_at_zero(x, tuple(shares)) for x in shares}
    columns = zip(*shares.values(), strict=True)
    return bytes(
        functools.reduce(operator.xor, (times(byte, factors[x]) for x, byte in zip(shares, column, strict=True)))
        for column in columns
    )


def _value(polynomial: Sequence[int], x: int) -> int:
    """A polynomial at x, by Horner's rule; the first coefficient is the constant one."""
    value = 0
    for coefficient in reversed(polynomial):
        value = times(value, x) ^ coefficient
    return value


def _factor_at_zero(x: int, places: Sequence[int]) -> int:
    """Lagrange's factor of the value at x for the value at 0; subtraction in this field is exclusive or."""
    factor = 1
    for other in places:
        if other != x:
            factor = times(factor, times(other, inverse(x ^ other)))
    return factor
