"""Text that readers do not see: properties, variables, custom XML, revisers, numbering, signatures."""

import re
from collections.abc import Callable, Iterator

from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.xml import Element, attribute, name
from legalredact.model.document import BlockKind

_DATES = frozenset({"created", "modified", "lastPrinted", "revision", "language"})
_MACHINE = frozenset(
    {
        "Application",
        "AppVersion",
        "HeadingPairs",
        "DigSig",
        "ScaleCrop",
        "LinksUpToDate",
        "SharedDoc",
        "HyperlinksChanged",
    }
)
_STANDARD_TEMPLATE = re.compile(r"normal(?:\.dotm?x?)?", re.IGNORECASE)
_SETTINGS = frozenset(
    {"w:connectString", "w:query", "w:mailSubject", "w:addressFieldName", "w:mappedName", "w:name", "w:udl", "w:table"}
)
_GIVEN = frozenset({"name", "userName", "title", "description", "subject"})
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DATA = re.compile(r"[A-Za-z0-9+/=\s]{120,}|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?|urn:\S+|https?://schemas\.\S+")
"""Keys, certificates, images in base64, identifiers, names of schemas."""


def words_of(kind: str, root: Element) -> Iterator[BlockDraft]:
    """Pieces of a part that is not a story.

    Arguments:
        kind: type of the relationship to it, such as ``core-properties``, ``settings``, ``customXml``.
    """
    yield from _READERS.get(kind, _anything)(root)


def given_names(root: Element) -> Iterator[BlockDraft]:
    """Names that a person gave to parts of a file, such as sections, views and custom shows; each once."""
    given = (str(value) for element in root.iter() for key, value in element.attrib.items() if str(key) in _GIVEN)
    for text in dict.fromkeys(given):
        if _LETTERS.search(text):
            yield BlockDraft(BlockKind.PROPERTY, text, "given name")


def revisers(root: Element) -> Iterator[BlockDraft]:
    """Names of people who tracked changes, commented or were present, from attributes of any part; each once."""
    seen: set[str] = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] in {"author", "initials", "userId", "contact"} and str(value) not in seen:
                seen.add(str(value))
                yield BlockDraft(BlockKind.PROPERTY, str(value), "name of a reviser")


def _core(root: Element) -> Iterator[BlockDraft]:
    for one in root:
        local = name(one).rpartition(":")[2]
        if local not in _DATES:
            yield BlockDraft(BlockKind.PROPERTY, _text(one), f"property {local}")


def _app(root: Element) -> Iterator[BlockDraft]:
    for one in root:
        local = name(one).rpartition(":")[2]
        standard = local == "Template" and _STANDARD_TEMPLATE.fullmatch(_text(one))
        if local in _MACHINE or standard:
            continue
        leaves = [leaf.text.strip() for leaf in one.iter() if leaf.text and _LETTERS.search(leaf.text)]
        yield BlockDraft(BlockKind.PROPERTY, "\n".join(dict.fromkeys(leaves)), f"property {local}")


def _custom(root: Element) -> Iterator[BlockDraft]:
    for one in root:
        said = [value for value in (one.get("name") or "", _text(one)) if _LETTERS.search(value)]
        yield BlockDraft(
            BlockKind.PROPERTY, "\n".join(value for value in said if not _DATA.fullmatch(value)), "custom property"
        )


def _settings(root: Element) -> Iterator[BlockDraft]:
    for one in root.iter():
        if name(one) == "w:docVar":
            said = "\n".join(value for key in ("w:name", "w:val") if (value := attribute(one, key)))
            yield BlockDraft(BlockKind.PROPERTY, said, "document variable")
        elif name(one) in _SETTINGS:
            yield BlockDraft(BlockKind.PROPERTY, attribute(one, "w:val"), "mail merge setting")


def _numbering(root: Element) -> Iterator[BlockDraft]:
    """Text that numbering puts before paragraphs, such as ``Exhibit %1``."""
    printed = (attribute(one, "w:val") for one in root.iter() if name(one) == "w:lvlText")
    for text in dict.fromkeys(printed):
        if re.search(r"[^\W\d_]{3}", text):
            yield BlockDraft(BlockKind.FIELD, text, "list numbering")


def _signature(root: Element) -> Iterator[BlockDraft]:
    """Signer and purpose; keys and digests are left out."""
    said = [leaf.text.strip() for leaf in root.iter() if leaf.text and _LETTERS.search(leaf.text)]
    plain = [text for text in said if not _DATA.fullmatch(text) and " " in text]
    yield BlockDraft(BlockKind.PROPERTY, "\n".join(dict.fromkeys(plain)), "digital signature")


def _anything(root: Element) -> Iterator[BlockDraft]:
    """All text and attribute values, without keys and schema names."""
    said: dict[str, None] = {}
    for element in root.iter():
        if not name(element):
            continue
        for value in (element.text, *(str(value) for value in element.attrib.values()), element.tail):
            text = (value or "").strip()
            if _LETTERS.search(text) and not _DATA.fullmatch(text):
                said[text] = None
    yield BlockDraft(BlockKind.PROPERTY, "\n".join(said), "custom data")


def _text(element: Element) -> str:
    """All text at and below an element."""
    return "".join(str(part) for part in element.itertext()).strip()


_READERS: dict[str, Callable[[Element], Iterator[BlockDraft]]] = {
    "core-properties": _core,
    "extended-properties": _app,
    "custom-properties": _custom,
    "settings": _settings,
    "numbering": _numbering,
    "signature": _signature,
    "people": revisers,
}
