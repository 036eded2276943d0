"""The visible text of a Word file. Hidden, white and tiny letters between the letters of a name hide it from a search,
but not from a reader; so do ruby text, and the order of cells in a table."""

import itertools
from collections.abc import Iterator

from lxml import etree

from legalredact.redaction.docx.allowlist import W

_RUN, _PROPERTIES, _STYLE = f"{{{W}}}r", f"{{{W}}}rPr", f"{{{W}}}style"
_ID, _VALUE = f"{{{W}}}styleId", f"{{{W}}}val"
_HIDDEN = tuple(f"{{{W}}}{name}" for name in ("vanish", "specVanish", "webHidden"))
_OFF = frozenset({"0", "false", "off"})
_SMALL = 6
"""Half points: letters of this size or less are unreadable beside others."""

_DIGITS = 6
"""Numbers with fewer digits identify nothing."""

_READING = f"{{{W}}}rt"
"""Ruby text: small letters over others that give their pronunciation."""

_TABLE, _ROW, _CELL = f"{{{W}}}tbl", f"{{{W}}}tr", f"{{{W}}}tc"


def hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    """Ids of styles whose text is invisible, including styles based on them."""
    if styles is None:
        return frozenset()
    known = {style_id(style): style for style in styles.iter(_STYLE)}
    unseen = {identifier for identifier, style in known.items() if _hides(style.find(_PROPERTIES))}
    while more := {i for i, style in known.items() if _value(style, "basedOn") in unseen} - unseen:
        unseen |= more
    return frozenset(unseen)


def style_id(style: etree._Element) -> str:
    """The id by which text refers to a style: its name if it has no id, as in files of reporting programs."""
    return str(style.get(_ID) or _value(style, "name"))


def is_visible(item: etree._Element, unseen: frozenset[str]) -> bool:
    """Whether the text of an element is visible beside its neighbors.

    Arguments:
        unseen: ids of styles (see `hidden_styles`).
    """
    for above in item.iterancestors(_RUN, _READING):
        if above.tag == _READING:
            return False
        properties = above.find(_PROPERTIES)
        if _hides(properties) or (properties is not None and _value(properties, "rStyle") in unseen):
            return False
    paragraph = next(item.iterancestors(f"{{{W}}}p"), None)
    properties = paragraph.find(f"{{{W}}}pPr") if paragraph is not None else None
    return properties is None or _value(properties, "pStyle") not in unseen


def columns_of(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each column of each table, from top to bottom."""
    for table in root.iter(_TABLE):
        by_column: dict[int, list[etree._Element]] = {}
        for row in table.iterchildren(_ROW):
            spans = [_number(_value(cell, "tcPr", "gridSpan"), 1) for cell in row.iterchildren(_CELL)]
            starts = itertools.accumulate(spans, initial=0)
            for column, cell in zip(starts, row.iterchildren(_CELL), strict=False):
                by_column.setdefault(column, []).append(cell)
        yield from by_column.values()


def _hides(properties: etree._Element | None) -> bool:
    """Whether letters of a run are hidden, white or tiny."""
    if properties is None:
        return False
    if any((mark := properties.find(tag)) is not None and mark.get(_VALUE) not in _OFF for tag in _HIDDEN):
        return True
    return _value(properties, "color").upper() == "FFFFFF" or _number(_value(properties, "sz"), _SMALL + 1) <= _SMALL


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else otherwise


def _value(item: etree._Element, *path: str) -> str:
    """The value at a path, or empty."""
    found = item.find("/".join(f"{{{W}}}{name}" for name in path))
    return "" if found is None else str(found.get(_VALUE) or "")
