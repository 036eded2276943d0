"""Tracked changes of a Word file: which elements and properties mark insertions and deletions.

Text is read as if all changes were accepted. Deleted text becomes a block of its own, since it is still in the file.
"""

from legalredact.documents.ooxml.xml import Element, child

INSERTED = frozenset({"w:ins", "w:moveTo"})
"""Elements around inserted text or blocks."""

DELETED = frozenset({"w:del", "w:moveFrom"})
"""Elements around deleted text or blocks."""


def row_changes(properties: Element) -> tuple[bool, bool]:
    """Whether a row of a table was inserted, and whether it was deleted, by its ``w:trPr``."""
    return child(properties, "w:ins") is not None, child(properties, "w:del") is not None


def cell_changes(properties: Element) -> tuple[bool, bool]:
    """Whether a cell of a table was inserted, and whether it was deleted, by its ``w:tcPr``."""
    return child(properties, "w:cellIns") is not None, child(properties, "w:cellDel") is not None
