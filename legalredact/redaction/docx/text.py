"""Replaces names in the text and in the attributes of a part."""

import bisect
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from legalredact.model.mention import Span
from legalredact.redaction.docx.allowlist import STYLE_NAMES, XML, W
from legalredact.redaction.docx.visible_text import columns_of, is_visible
from legalredact.redaction.targets import TargetSet

_TEXT = "t"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "sym": "\ufffc"}
_PARAGRAPH, _RUN = f"{{{W}}}p", f"{{{W}}}r"
_SHOWN_VALUES = frozenset({f"{{{W}}}lvlText", "{urn:schemas-microsoft-com:vml}textpath"})
_VALUE = f"{{{W}}}val"
_REQUIRED = frozenset(
    {
        (f"{{{W}}}headerReference", f"{{{W}}}type"),
        (f"{{{W}}}footerReference", f"{{{W}}}type"),
        (f"{{{W}}}fldChar", f"{{{W}}}fldCharType"),
    }
)
"""Elements that the format does not allow without an attribute (ECMA-376, part 1)."""

_FORMATTED = {
    f"{{{W}}}headerReference": "headers or footers of some pages",
    f"{{{W}}}footerReference": "headers or footers of some pages",
    f"{{{W}}}fldChar": "page numbers",
    f"{{{W}}}br": "page or column breaks",
}
"""What is lost with a value of an element, in words."""

_ROUNDS = 5
_SEPARATOR = "\n\u00a4\n"
"""Separates columns; no name crosses it."""

_OWN_CODES = {0xF000 + code: code for code in range(0x20, 0x7F)}
"""Private-use codes of symbol fonts; in an ordinary text font they are letters."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A name that was replaced: number of the target, and of the paragraph in its part, counted from 1."""

    target: int
    paragraph: int


def replace_names(
    root: etree._Element, wanted: TargetSet, label: Callable[[int], str], unseen: frozenset[str] = frozenset()
) -> list[Replaced]:
    """Put labels in place of names in a part's text, also where a name crosses runs, paragraphs and cells.

    Arguments:
        label: gives the label of a target's number.
        unseen: ids of styles whose text is invisible.
    """
    orders = _by_paragraphs, _as_written, functools.partial(_visible_pieces, unseen=unseen), _by_columns
    replaced: list[Replaced] = []
    for _ in range(_ROUNDS):
        found = [one for order in orders for one in _replace(order(root), wanted, label)]
        replaced += found
        if not found:
            break
    return replaced


def rename_values(
    roots: Sequence[etree._Element], wanted: TargetSet, label: Callable[[int], str]
) -> tuple[list[tuple[int, etree._Element]], frozenset[str]]:
    """Remove names from attributes of all parts at once; a style name gets the same new name everywhere.

    Returns: each name that was visible, by its target, with the element that showed it; and what else is gone from the
    copy with these values, in words: a name may be a word of the format (``w:type="first"``).
    """
    shown: list[tuple[int, etree._Element]] = []
    lost: set[str] = set()
    fresh: dict[str, str] = {}
    numbers = itertools.count(1)
    for item in [item for root in roots for item in root.iter()]:  # a list, since items are removed with their children
        for name in list(item.attrib):
            value = str(item.attrib[name])
            spots = wanted.find(value)
            if not spots:
                continue
            if item.tag in _SHOWN_VALUES:
                for spot in reversed(spots):
                    value = value[: spot.span.start] + label(spot.target) + value[spot.span.end :]
                    shown.append((spot.target, item))
                item.attrib[name] = value
            elif item.tag in STYLE_NAMES:
                item.attrib[name] = fresh.setdefault(value.casefold(), "") or _named(fresh, value, numbers)
            else:
                lost.add(f"{_without_value(item, str(name))} whose word in the file is one of the names")
    return shown, frozenset(lost)


def _named(fresh: dict[str, str], value: str, numbers: Iterator[int]) -> str:
    fresh[value.casefold()] = f"x{next(numbers)}"
    return fresh[value.casefold()]


def _without_value(item: etree._Element, name: str) -> str:
    """Remove a value; if the property would mean something else without it, remove the whole property.

    Returns: what the value formatted, in words.
    """
    parent = item.getparent()
    if parent is not None and (name == _VALUE or (item.tag, name) in _REQUIRED):
        parent.remove(item)
    else:
        del item.attrib[name]
    return _FORMATTED.get(item.tag, "formatting")


_Piece = tuple[etree._Element | None, str, int]  # noqa: SLF001 - lxml's only name for an element
"""An element with text (None for a separator), the text, and the number of its paragraph."""


def _by_paragraphs(root: etree._Element) -> list[_Piece]:
    """Text by paragraphs; a text box does not split the text in which it is anchored."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    pieces = [(item, text, numbers.get(_paragraph_of(item), 0)) for item, text in _texts(root)]
    pieces.sort(key=lambda piece: piece[2])
    out: list[_Piece] = []
    for number, group in itertools.groupby(pieces, key=lambda piece: piece[2]):
        out += [*group, (None, "\n", number)]
    return out


def _as_written(root: etree._Element) -> list[_Piece]:
    """Text in the order of the file, without separators between paragraphs."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    return [
        (item, text if etree.QName(item).localname == _TEXT else " ", numbers.get(_paragraph_of(item), 0))
        for item, text in _texts(root)
    ]


def _visible_pieces(root: etree._Element, unseen: frozenset[str]) -> list[_Piece]:
    """Text by paragraphs without invisible text; empty if all text is visible."""
    pieces = _by_paragraphs(root)
    seen = [piece for piece in pieces if piece[0] is None or is_visible(piece[0], unseen)]
    return seen if len(seen) < len(pieces) else []


def _by_columns(root: etree._Element) -> list[_Piece]:
    """Text of tables, column by column from top to bottom."""
    pieces: list[_Piece] = []
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    for column in columns_of(root):
        for cell in column:
            pieces += [(item, text, numbers.get(_paragraph_of(item), 0)) for item, text in _texts(cell)]
            pieces.append((None, "\n", 0))
        pieces.append((None, _SEPARATOR, 0))
    return pieces


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for item in root.iter():
        local = etree.QName(item).localname
        if local == _TEXT:
            yield item, (item.text or "").translate(_OWN_CODES)
        elif local in _SPACES and _RUN in (ancestor.tag for ancestor in itertools.islice(item.iterancestors(), 1)):
            yield item, _SPACES[local]


def _paragraph_of(item: etree._Element) -> etree._Element:
    return next(item.iterancestors(_PARAGRAPH), item)


def _replace(pieces: Sequence[_Piece], wanted: TargetSet, label: Callable[[int], str]) -> list[Replaced]:
    """Find and replace names in the pieces in one pass."""
    text = "".join(piece for _, piece, _ in pieces)
    spots = wanted.find(text)
    starts = list(itertools.accumulate((len(piece) for _, piece, _ in pieces), initial=0))
    replaced: list[Replaced] = []
    changes: dict[int, list[tuple[Span, str]]] = {}
    for spot in spots:
        touched = [n for n in _touched(starts, spot.span) if _is_text(pieces[n][0])]
        words = label(spot.target)
        for order, n in enumerate(touched):
            inner = Span(max(0, spot.span.start - starts[n]), min(len(pieces[n][1]), spot.span.end - starts[n]))
            changes.setdefault(n, []).append((inner, "" if order else words))
        if touched:
            replaced.append(Replaced(spot.target, pieces[touched[0]][2]))
    for n, edits in changes.items():
        _edit(pieces[n][0], edits)
    return replaced


def _touched(starts: Sequence[int], span: Span) -> list[int]:
    first = bisect.bisect_right(starts, span.start) - 1
    last = bisect.bisect_left(starts, span.end)
    return [n for n in range(first, last) if starts[n + 1] > starts[n]]


def _is_text(item: etree._Element | None) -> bool:
    return item is not None and etree.QName(item).localname == _TEXT


def _edit(item: etree._Element | None, edits: list[tuple[Span, str]]) -> None:
    if item is None:
        return
    text = item.text or ""
    for span, words in sorted(edits, key=lambda edit: edit[0], reverse=True):
        text = text[: span.start] + words + text[span.end :]
    item.text = text
    item.set(f"{{{XML}}}space", "preserve")
