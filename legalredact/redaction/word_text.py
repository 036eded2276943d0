"""Names in the text and in the values of a part, and what stands in their place."""

import bisect
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from legalredact.model.mention import Span
from legalredact.redaction.wanted import Wanted
from legalredact.redaction.word_names import STYLE_NAMES, XML, W

_TEXT = "t"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "sym": "\ufffc"}
_PARAGRAPH, _RUN = f"{{{W}}}p", f"{{{W}}}r"
_SHOWN_VALUES = frozenset({f"{{{W}}}lvlText", "{urn:schemas-microsoft-com:vml}textpath"})
_VALUE = f"{{{W}}}val"
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Replaced:
    """A name that was replaced: which target, and in which paragraph of its part, counted from 1."""

    target: int
    paragraph: int


def replace_names(root: etree._Element, wanted: Wanted, label: Callable[[int], str]) -> list[Replaced]:
    """Put labels in the place of names in a part's text, over runs, paragraphs and cells.

    Arguments:
        label: of a target's number.
    """
    replaced: list[Replaced] = []
    for _ in range(_ROUNDS):
        found = [one for order in (_by_paragraphs, _as_written) for one in _replace(order(root), wanted, label)]
        replaced += found
        if not found:
            break
    return replaced


def rename_values(roots: Sequence[etree._Element], wanted: Wanted, label: Callable[[int], str]) -> None:
    """Take names out of attributes of all parts at once: names of styles stay the same name everywhere."""
    fresh: dict[str, str] = {}
    numbers = itertools.count(1)
    for item in (item for root in roots for item in root.iter()):
        for name in list(item.attrib):
            value = str(item.attrib[name])
            spots = wanted.find(value)
            if not spots:
                continue
            if item.tag in _SHOWN_VALUES:
                for spot in reversed(spots):
                    value = value[: spot.span.start] + label(spot.target) + value[spot.span.end :]
                item.attrib[name] = value
            elif item.tag in STYLE_NAMES:
                item.attrib[name] = fresh.setdefault(value.casefold(), "") or _named(fresh, value, numbers)
            else:
                _without_value(item, str(name))


def _named(fresh: dict[str, str], value: str, numbers: Iterator[int]) -> str:
    fresh[value.casefold()] = f"x{next(numbers)}"
    return fresh[value.casefold()]


def _without_value(item: etree._Element, name: str) -> None:
    """A property without its value would mean another one, so it goes whole; of others only the value."""
    parent = item.getparent()
    if name == _VALUE and parent is not None:
        parent.remove(item)
    else:
        del item.attrib[name]


_Piece = tuple[etree._Element | None, str, int]  # noqa: SLF001 - lxml's only name for an element
"""An element with text (None for what stands between), the text, and the number of its paragraph."""


def _by_paragraphs(root: etree._Element) -> list[_Piece]:
    """Text by paragraphs; a text box does not part the words that it is anchored in."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    pieces = [(item, text, numbers.get(_paragraph_of(item), 0)) for item, text in _texts(root)]
    pieces.sort(key=lambda piece: piece[2])
    out: list[_Piece] = []
    for number, group in itertools.groupby(pieces, key=lambda piece: piece[2]):
        out += [*group, (None, "\n", number)]
    return out


def _as_written(root: etree._Element) -> list[_Piece]:
    """Text in the order of the file, with nothing between paragraphs."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    return [
        (item, text if etree.QName(item).localname == _TEXT else " ", numbers.get(_paragraph_of(item), 0))
        for item, text in _texts(root)
    ]


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for item in root.iter():
        local = etree.QName(item).localname
        if local == _TEXT:
            yield item, item.text or ""
        elif local in _SPACES and _RUN in (ancestor.tag for ancestor in itertools.islice(item.iterancestors(), 1)):
            yield item, _SPACES[local]


def _paragraph_of(item: etree._Element) -> etree._Element:
    return next(item.iterancestors(_PARAGRAPH), item)


def _replace(pieces: Sequence[_Piece], wanted: Wanted, label: Callable[[int], str]) -> list[Replaced]:
    """One pass over the pieces; each changed element gets its new text."""
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
        _edit(pieces[n][0], pieces[n][1], edits)
    return replaced


def _touched(starts: Sequence[int], span: Span) -> list[int]:
    first = bisect.bisect_right(starts, span.start) - 1
    last = bisect.bisect_left(starts, span.end)
    return [n for n in range(first, last) if starts[n + 1] > starts[n]]


def _is_text(item: etree._Element | None) -> bool:
    return item is not None and etree.QName(item).localname == _TEXT


def _edit(item: etree._Element | None, text: str, edits: list[tuple[Span, str]]) -> None:
    if item is None:
        return
    for span, words in sorted(edits, key=lambda edit: edit[0], reverse=True):
        text = text[: span.start] + words + text[span.end :]
    item.text = text
    item.set(f"{{{XML}}}space", "preserve")
