"""Check digits, and validity of numbers without them."""

_VIN_VALUES = dict(zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "012345678912345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def luhn(digits: str) -> bool:
    """Payment cards (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(d) if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def mod97(iban: str) -> bool:
    """Bank accounts (ISO 13616): four characters move to the end, A counts as 10, the remainder mod 97 is 1."""
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1


def routing(digits: str) -> bool:
    """Nine-digit routing numbers of US banks (ABA): weights 3, 7, 1."""
    weighted = sum(int(d) * w for d, w in zip(digits, (3, 7, 1) * 3, strict=True))
    return weighted % 10 == 0 and weighted > 0


def vehicle(vin: str) -> bool:
    """Vehicle identification numbers of North America (49 CFR 565.15): the ninth character is a remainder mod 11."""
    total = sum(_VIN_VALUES[c] * w for c, w in zip(vin, _VIN_WEIGHTS, strict=True))
    return vin[8] == "0123456789X"[total % 11]


def valid_ssn(digits: str) -> bool:
    """Whether the Social Security Administration could have issued these nine digits: no area 000, 666 or 9xx."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def valid_itin(digits: str) -> bool:
    """Whether nine digits are an individual taxpayer's number: 9xx with the groups that the IRS issues."""
    group = int(digits[3:5])
    return digits[0] == "9" and group not in range(50) and group not in (66, 67, 68, 69, 89, 93)


def valid_ein(digits: str) -> bool:
    """Whether nine digits are an employer's number: two digits of an IRS campus and seven more."""
    return int(digits[:2]) not in (0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97)
