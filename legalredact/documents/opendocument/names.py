"""Names of elements and attributes of OpenDocument (ISO/IEC 26300), and the text in attributes."""

import functools
import re
from collections.abc import Iterator

from legalredact.documents.ooxml.xml import Element

_NAMESPACE = re.compile(
    r"urn:(?:oasis:names:tc:opendocument|org:documentfoundation:names:experimental).*:([a-z-]+):1\.0"
)
_OTHERS = {"http://www.w3.org/1999/xlink": "xlink", "http://purl.org/dc/elements/1.1/": "dc"}

_WORDY = frozenset(
    {"string-value", "formula", "condition", "label", "current-value", "help-text", "description", "list-source"}
    | {"command", "datasource", "connection-resource", "author", "title", "expression", "base-cell-address"}
)
_NAMES = frozenset({"name", "display-name"})
_NAMED = frozenset({"table", "drawing", "text", "form", "presentation", "office"})
_USUAL = re.compile(
    r"(?:[_.\s\d-]*|(?:table|sheet|frame|image|shape|object|graphics?|picture|page|slide|section|text ?box|index|list"
    r"|default|standard|master|chart|control|form|line|group|textframe|_?toc|_?ref|__refheading__|outline)[_\s\d-]*)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")


def name(element: Element) -> str:
    """Prefixed name such as ``text:p``, after the namespace's own word; empty for comments."""
    tag: object = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@functools.lru_cache(maxsize=4096)
def _name(tag: str) -> str:
    uri, _, local = tag.rpartition("}")
    found = _NAMESPACE.fullmatch(uri[1:])
    prefix = found[1] if found else _OTHERS.get(uri[1:], "")
    return f"{prefix}:{local}" if prefix else local


def attribute(element: Element, prefixed: str) -> str:
    """The value of an attribute; empty if there is none."""
    return next((str(value) for key, value in element.attrib.items() if _name(str(key)) == prefixed), "")


def repeated(element: Element, prefixed: str) -> int:
    """How often a cell, row or column is repeated; 1 if the number is none."""
    value = attribute(element, prefixed)
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 12 else 1


def words_in_attributes(element: Element) -> Iterator[str]:
    """Text that attributes hold: formulas, values, and names that a person chose."""
    for key, value in element.attrib.items():
        prefix, _, local = _name(str(key)).rpartition(":")
        said = str(value)
        chosen = local in _NAMES and prefix in _NAMED and not _USUAL.fullmatch(said)
        if (chosen or local in _WORDY) and _LETTERS.search(said):
            yield said


def text_of(element: Element) -> str:
    """All text at and below an element."""
    return "".join(str(part) for part in element.itertext()).strip()
