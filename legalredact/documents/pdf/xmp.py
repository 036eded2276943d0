"""The words in XML that a PDF carries (XMP metadata, rich text, XFA forms); entities are never resolved."""

import re

import lxml.etree

_NUMBER = re.compile(
    r"D:\d{4}.*|\d{4}-\d\d-\d\dT.*|(?:urn:)?(?:uuid|xmp\.[a-z]+|adobe:docid:[a-z]+):[\w:-]+|[0-9a-fA-F-]{16,}", re.ASCII
)
_TAG = re.compile(r"<[^<>]{0,10000}>")


def text_of_xml(source: str) -> str:
    """Text and attribute values that hold letters, one a line, each once; of broken XML, all between its tags."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = lxml.etree.fromstring(source.encode("utf-8", errors="ignore"), parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return _lines(_TAG.sub("\n", source).splitlines())
    found: list[str] = []
    for element in root.iter():
        if isinstance(element.tag, str):
            found.extend(str(value) for value in element.attrib.values())
            found.extend(filter(None, (element.text, element.tail)))
    return _lines(found)


def _lines(parts: list[str]) -> str:
    stripped = (" ".join(part.split()) for part in parts)
    return "\n".join(dict.fromkeys(part for part in stripped if is_meaningful(part)))


def is_meaningful(text: str) -> bool:
    """Whether it has letters and is no date or number of a document."""
    return any(map(str.isalpha, text)) and _NUMBER.fullmatch(text) is None
