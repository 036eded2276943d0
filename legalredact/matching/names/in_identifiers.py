"""Abbreviations that are a part of a longer identifier, and do not name their entity there."""

import re

_LONGEST = 5
"""Most letters of an abbreviation. A longer name is unambiguous in any surroundings ("FONTAINE_0001")."""
_DASH = r"[-‐‑–]"
_BATES = re.compile(rf"(?:(?:{_DASH}|_)?(?:0\d{{3,9}}|\d{{5,10}})|[ ]0\d{{4,9}})(?!\w)")
"""The rest of a Bates number: "KLM" in "KLM000123"; after a blank only with leading zeros ("KLM 2500000 shares")."""
_DOCKET = re.compile(
    rf"\d\d\s?{_DASH}\s?(?:cv|cr|mc|md|mj|bk|ap|po|sw|br|civ|crim)\s?{_DASH}\s?\d{{2,7}}(?:\s?{_DASH}\s?[A-Z]{{1,4}}\d?)*"
    rf"\s?{_DASH}\s?\Z",
    re.IGNORECASE,
)
"""The number before judges' initials: "1:19-cv-00123-KLM"."""
_SYSTEMS = (("CM", "/ECF"), ("CM", "-ECF"), ("CM", " / ECF"), ("CM", " ECF"))
"""The filing system of the federal courts."""
_REACH = 48


def is_in_identifier(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation in capitals is a part of a Bates number, of a docket number, or of "CM/ECF" there.

    It is asked of spellings that are abbreviations only: "QUINN 00104533" is a person.

    Arguments:
        start, end: its characters in `text`.
    """
    surface = text[start:end]
    if len(surface) > _LONGEST or not surface.isupper() or not surface.isalnum():
        return False
    if _BATES.match(text, end) or any(surface == one and text.startswith(rest, end) for one, rest in _SYSTEMS):
        return True
    return _DOCKET.search(text[max(0, start - _REACH) : start]) is not None
