"""Field codes: which of them hold text, and which only number, date or refer."""

import re

from legalredact.model.document import BlockKind

_TECHNICAL = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|REF|NOTEREF|STYLEREF|TOC|DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE|"
    r"SEQ|LISTNUM|AUTONUM\w*|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|NUMWORDS|NUMCHARS|REVNUM|EDITTIME|EMBED|SHAPE|BIDIOUTLINE|"
    r"INDEX|TOA|BIBLIOGRAPHY)\b",
    re.IGNORECASE,
)
_SWITCH = re.compile(r"\\\*\s*\w+|\\[#@]\s*(?:\"[MdyYhHmsaApP/:,.\-' #0$%;]*\"|[^\s\"]+)|\\\w+(?:\s+\"[\d\-]*\")?")
_OWN_NAME = re.compile(r"\b_?(?:Toc|Ref|Hlk|Hlt|GoBack)\w*\b", re.IGNORECASE)
_COMMON_ARGUMENTS = re.compile(
    r"\b(?:Figure|Table|Equation|Heading|Chapter|ARABIC|ROMAN|Normal)\b(?:\s+\d)?", re.IGNORECASE
)
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_OWN_MARK = re.compile(
    r"_(?:Toc|Ref|Hlk|Hlt|MON_|PictureBullets)\d*|_GoBack|OLE_LINK\d+|(?:Text|Check|Dropdown)\d+|__Fieldmark__\d+_\d+",
    re.IGNORECASE,
)


def field_kind(instruction: str) -> BlockKind | None:
    """How a field code is read: LINK, FIELD, or None if it holds no text that a person chose.

    When in doubt, it is read. Left out are only codes that number, date or refer, with Word's own switches and marks.
    """
    if not instruction.strip():
        return None
    if _LINK.match(instruction):
        return BlockKind.LINK
    technical = _TECHNICAL.match(instruction)
    if technical is None:
        return BlockKind.FIELD
    rest = instruction[technical.end() :]
    for pattern in (_SWITCH, _OWN_NAME, _COMMON_ARGUMENTS):
        rest = pattern.sub(" ", rest)
    return BlockKind.FIELD if re.search(r"[^\W\d_]", rest) else None


def is_own_mark(mark: str) -> bool:
    """Whether a word processor generated this name of a bookmark or form field."""
    return _OWN_MARK.fullmatch(mark) is not None
