"""Legacy form fields: the displayed values, and the names and choices behind them."""

from collections.abc import Iterator

from legalredact.documents.ooxml.alt_text import Beside
from legalredact.documents.ooxml.xml import Element, attribute, child, descendants, is_on
from legalredact.model.document import BlockKind

_TICKED, _EMPTY = "☒", "☐"


def form_field_names(mark: Element) -> Iterator[Beside]:
    """Names, help texts, defaults and choices in the beginning of a field."""
    for one in descendants(mark, "w:name", "w:helpText", "w:statusText", "w:default", "w:format", "w:listEntry"):
        value = attribute(one, "w:val")
        if value not in {"true", "false"}:
            yield Beside(BlockKind.PROPERTY, "form field", value)


def form_field_value(mark: Element) -> str:
    """The chosen entry of a list, or a checked or unchecked box; empty for text fields, whose text follows."""
    for choices in descendants(mark, "w:ddList"):
        entries = [attribute(one, "w:val") for one in descendants(choices, "w:listEntry")]
        return _chosen(entries, choices)
    for box in descendants(mark, "w:checkBox"):
        state = child(box, "w:checked")
        return _TICKED if is_on(child(box, "w:default") if state is None else state) else _EMPTY
    return ""


def _chosen(entries: list[str], choices: Element) -> str:
    """Chosen by the number of the result, else of the default, else the first."""
    for key in ("w:result", "w:default"):
        one = child(choices, key)
        number = attribute(one, "w:val") if one is not None else ""
        if number.isdecimal() and int(number) < len(entries):
            return entries[int(number)]
    return entries[0] if entries else ""
