"""Text in attributes and drawings: descriptions, titles, names, links, choices, tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from legalredact.documents.ooxml.xml import Element, attribute, child, name
from legalredact.model.document import BlockKind

_OWN_NAME = re.compile(r"[^\d@.\\/]{1,40}\s\d{1,5}")
"""``Picture 1``, ``Rounded Rectangle 50``: names that Word generates, in any language."""

_SIGNER = ("suggestedsigner", "suggestedsigner2", "suggestedsigneremail", "signinginstructions")
"""Attributes of a signature line: name, title, address, instructions."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Text attached to a place in the document that is not part of its line."""

    kind: BlockKind
    what: str
    text: str = field(repr=False)


def drawn_lines(element: Element) -> Iterator[str]:
    """Lines of DrawingML text below an element, one per paragraph."""
    for paragraph in element.iter():
        if name(paragraph) == "a:p":
            parts = (
                ("\n" if name(one) == "a:br" else one.text or "")
                for one in paragraph.iter()
                if name(one) in {"a:t", "a:br", "m:t"}
            )
            line = "".join(parts).strip()
            if line:
                yield line


def control_names(control: Element) -> Iterator[Beside]:
    """Title, tag and choices of a content control."""
    properties = child(control, "w:sdtPr")
    for one in properties.iter() if properties is not None else ():
        if name(one) in {"w:alias", "w:tag"}:
            yield Beside(BlockKind.PROPERTY, "content control", attribute(one, "w:val"))
        elif name(one) == "w:listItem":
            shown, stored = attribute(one, "w:displayText"), attribute(one, "w:value")
            yield Beside(BlockKind.FORM_FIELD, "choice of a content control", shown or stored)
            if stored != shown and any(map(str.isalpha, stored)):
                yield Beside(BlockKind.PROPERTY, "value of a choice", stored)


def tag_attributes(element: Element) -> Iterator[Beside]:
    """Attribute values of a smart tag or custom markup."""
    for properties in element:
        if name(properties) in {"w:smartTagPr", "w:customXmlPr"}:
            for one in properties.iter():
                if name(one) == "w:attr":
                    yield Beside(BlockKind.PROPERTY, "tag", attribute(one, "w:val"))


def captions(element: Element, what: str) -> Iterator[Beside]:
    """Descriptions, titles, names and links of images and shapes, in DrawingML and VML."""
    local = what.rpartition(":")[2]
    if local in {"docPr", "cNvPr"}:
        for key in ("descr", "title"):
            yield Beside(BlockKind.ALT_TEXT, "picture description", element.get(key) or "")
        given = element.get("name") or ""
        yield Beside(BlockKind.PROPERTY, "name of a picture or shape", "" if _OWN_NAME.fullmatch(given) else given)
    elif local in {"hlinkClick", "hlinkHover", "hlinkMouseOver"}:
        yield Beside(BlockKind.LINK, "link", element.get("tooltip") or "")
    elif what.startswith(("v:", "o:")):
        yield Beside(BlockKind.ALT_TEXT, "picture description", element.get("alt") or "")
        yield Beside(BlockKind.ALT_TEXT, "picture description", attribute(element, "o:title"))
        yield Beside(BlockKind.TEXT_BOX, "text drawn as a shape", element.get("string") or "")
        yield Beside(BlockKind.LINK, "link", attribute(element, "o:href"))
        for key in _SIGNER:
            yield Beside(BlockKind.FORM_FIELD, "signature line", attribute(element, f"o:{key}"))
