"""Parses XML of Office files as untrusted input; elements have their usual prefixes in both editions of OOXML."""

import functools
import io
from collections.abc import Iterator
from typing import Any

import lxml.etree

Element = lxml.etree._Element  # noqa: SLF001 - lxml has no public name for the type that its parser returns

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_NAMESPACES: dict[str, tuple[str, ...]] = {
    "w": (f"{_OFFICE}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"),
    "x": (f"{_OFFICE}/spreadsheetml/2006/main", f"{_STRICT}/spreadsheetml/main"),
    "p": (f"{_OFFICE}/presentationml/2006/main", f"{_STRICT}/presentationml/main"),
    "r": (f"{_OFFICE}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"),
    "wp": (f"{_OFFICE}/drawingml/2006/wordprocessingDrawing", f"{_STRICT}/drawingml/wordprocessingDrawing"),
    "a": (f"{_OFFICE}/drawingml/2006/main", f"{_STRICT}/drawingml/main"),
    "pic": (f"{_OFFICE}/drawingml/2006/picture", f"{_STRICT}/drawingml/picture"),
    "c": (f"{_OFFICE}/drawingml/2006/chart", f"{_STRICT}/drawingml/chart"),
    "dgm": (f"{_OFFICE}/drawingml/2006/diagram", f"{_STRICT}/drawingml/diagram"),
    "m": (f"{_OFFICE}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math"),
    "mc": (f"{_OFFICE}/markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
    "xml": ("http://www.w3.org/XML/1998/namespace",),
}
_PREFIXES = {uri: prefix for prefix, uris in _NAMESPACES.items() for uri in uris}


class XmlDamaged(ValueError):
    """A part is not XML, is nested or expands too much, or has a type declaration, which OOXML forbids."""


def parse(content: bytes) -> Element:
    """The root of a part.

    Entities are not resolved, nothing is fetched, and the parser's own limits on depth and size apply.

    Errors:
        XmlDamaged: see the class.
    """
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = lxml.etree.fromstring(content, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        raise XmlDamaged from None  # the parser's message quotes the part
    _refuse_types(root)
    return root


def walk(content: bytes, prefixed: str) -> Iterator[tuple[Element, bool]]:
    """Elements of one name during parsing, each freed after use; then the root, with True.

    For parts with millions of elements, which do not fit into memory. The root has none of those elements.

    Errors:
        XmlDamaged: as in `parse`, but possibly after some elements.
    """
    prefix, _, local = prefixed.partition(":")
    tags = [f"{{{uri}}}{local}" for uri in _NAMESPACES[prefix]]
    try:
        events = lxml.etree.iterparse(
            io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for _, element in events:
            _refuse_types(element)
            yield element, False
            element.clear(keep_tail=False)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        root: Element = events.root
    except (lxml.etree.XMLSyntaxError, ValueError, AttributeError):
        raise XmlDamaged from None
    _refuse_types(root)
    yield root, True


def _refuse_types(element: Element) -> None:
    tree: Any = element.getroottree()
    if tree.docinfo.doctype:
        raise XmlDamaged


def name(element: Element) -> str:
    """Prefixed name such as ``w:p``; without prefix for unknown namespaces, empty for comments."""
    tag: object = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@functools.lru_cache(maxsize=4096)
def _name(tag: str) -> str:
    uri, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


def attribute(element: Element, prefixed: str) -> str:
    """Value of ``w:val`` and the like in either edition, or without prefix; empty if there is none."""
    prefix, _, local = prefixed.partition(":")
    for uri in _NAMESPACES[prefix]:
        value = element.get(f"{{{uri}}}{local}")
        if value is not None:
            return value
    return element.get(local) or ""


def child(element: Element, prefixed: str) -> Element | None:
    """First child of that name."""
    return next((one for one in element if name(one) == prefixed), None)


def descendants(element: Element, *prefixed: str) -> Iterator[Element]:
    """Descendants with these names, in order."""
    wanted = frozenset(prefixed)
    return (one for one in element.iter() if name(one) in wanted)


def relation_ids(element: Element) -> Iterator[str]:
    """Values of all attributes that refer to another part."""
    for key, value in element.attrib.items():
        if _name(str(key)).startswith("r:"):
            yield str(value)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is present and not turned off."""
    return element is not None and attribute(element, "w:val").lower() not in {"0", "false", "off", "none"}
