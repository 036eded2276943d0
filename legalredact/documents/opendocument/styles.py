"""What styles hide: text, sections, rows, columns, sheets and slides."""

from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.documents.ooxml.xml import Element
from legalredact.documents.opendocument.names import attribute, name

_HIDES = {
    ("style:text-properties", "text:display"): {"none"},
    ("style:table-properties", "table:display"): {"false"},
    ("style:drawing-page-properties", "presentation:visibility"): {"hidden"},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Names of the styles that hide what they are applied to."""

    hiding: frozenset[tuple[str, str]]

    def hides(self, element: Element, family: str) -> bool:
        """Whether an element is hidden.

        Arguments:
            family: such as ``text``, ``paragraph``, ``table``.
        """
        if attribute(element, "text:display") in {"none", "condition"}:
            return True
        if attribute(element, "table:visibility") in {"collapse", "filter"}:
            return True
        styles = (attribute(element, f"{prefix}:style-name") for prefix in ("text", "table", "drawing"))
        return any((family, style) in self.hiding for style in styles if style)


def styles_of(roots: Iterable[Element]) -> Styles:
    """The styles of the given parts."""
    hiding: set[tuple[str, str]] = set()
    heirs: list[tuple[str, str, str]] = []
    for root in roots:
        for style in root.iter():
            if name(style) == "style:style":
                family, own = attribute(style, "style:family"), attribute(style, "style:name")
                heirs.append((family, own, attribute(style, "style:parent-style-name")))
                if any(_hides(one) for one in style):
                    hiding.add((family, own))
    for _ in range(10):  # styles inherit; real ones a few times
        more = {(family, own) for family, own, parent in heirs if parent and (family, parent) in hiding}
        if more <= hiding:
            break
        hiding |= more
    return Styles(frozenset(hiding))


def _hides(properties: Element) -> bool:
    return any(
        name(properties) == what and attribute(properties, key) in values for (what, key), values in _HIDES.items()
    )
