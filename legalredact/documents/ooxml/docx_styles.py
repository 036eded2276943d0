"""What a document's styles say of text: that it is hidden, or a heading."""

from collections.abc import Callable
from dataclasses import dataclass

from legalredact.documents.ooxml.xml import Element, attribute, child, is_on, name

_HEADING_NAMES = ("heading ", "title", "subtitle")
_BODY_LEVEL = "9"
_Says = Callable[[Element], bool | None]


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of styles whose text is hidden, and of those that make headings."""

    hidden: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()


def read_styles(root: Element) -> Styles:
    """Styles of ``styles.xml``; what a style does not say is taken from the one it is based on."""
    styles = {attribute(one, "w:styleId"): one for one in root if name(one) == "w:style"}
    return Styles(
        hidden=frozenset(key for key in styles if _inherits(styles, key, _defines_hidden)),
        headings=frozenset(key for key in styles if _inherits(styles, key, _defines_heading)),
    )


def defines_heading(properties: Element | None) -> bool | None:
    """Whether paragraph properties make a heading; None if they do not say."""
    level = child(properties, "w:outlineLvl") if properties is not None else None
    return None if level is None else attribute(level, "w:val") != _BODY_LEVEL


def _inherits(styles: dict[str, Element], key: str, says: _Says) -> bool:
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        said = says(styles[key])
        if said is not None:
            return said
        base = child(styles[key], "w:basedOn")
        key = "" if base is None else attribute(base, "w:val")
    return False


def _defines_hidden(style: Element) -> bool | None:
    properties = child(style, "w:rPr")
    vanish = child(properties, "w:vanish") if properties is not None else None
    return None if vanish is None else is_on(vanish)


def _defines_heading(style: Element) -> bool | None:
    said = defines_heading(child(style, "w:pPr"))
    title = child(style, "w:name")
    named = title is not None and attribute(title, "w:val").lower().startswith(_HEADING_NAMES)
    return True if named and said is None else said
