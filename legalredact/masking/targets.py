"""Spans to replace in a text: without overlaps, each with its entity."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import APOSTROPHES, key_of
from legalredact.model.mention import Kind, Span
from legalredact.model.register import Entity

_POSSESSIVE = re.compile(rf"[{re.escape(''.join(sorted(APOSTROPHES)))}][sS]?$")
_INITIAL = re.compile(r"[ \t]+(?:[B-HJ-UW-Z]|[A-Z](?=\.))(?![\w'’])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MaskedSpan:
    """A span of clear text that is replaced by the token of an entity."""

    span: Span
    entity: str


def trimmed(span: Span, text: str) -> Span:
    """The span without surrounding white space and without a possessive at its end ("Smith's" → "Smith")."""
    surface = span.of(text)
    possessive = _POSSESSIVE.search(surface.rstrip())
    end = span.start + (possessive.start() if possessive else len(surface.rstrip()))
    start = span.start + len(surface) - len(surface.lstrip())
    return Span(start, end) if start < end else span


def bridges(span: Span, named: Sequence[Span], text: str) -> bool:
    """Whether a found name is made of the end of one mention and the beginning of the next ("Jane Roe, Jane Doe").

    Every word of it is a part of a mention, so that it is masked anyhow.

    Arguments:
        named: spans of mentions, in order.
    """
    last = bisect.bisect_right(named, span.start, key=lambda one: one.start) - 1
    if last < 0 or last + 1 == len(named):
        return False
    one, other = named[last], named[last + 1]
    between = text[one.end : other.start]
    cut = one.start < span.start < one.end <= other.start < span.end < other.end
    return cut and not any(character.isalnum() for character in between)


def without_overlaps(targets: Iterable[MaskedSpan], text: str) -> tuple[MaskedSpan, ...]:
    """Remove overlaps: the longest win, then the leftmost, then the first given; the rest of an overlapped name is
    kept.

    Returns: spans ordered by position. A rest is kept only if it is part of a name, not "the" before one.
    """
    kept: list[MaskedSpan] = []
    for group in _touching(sorted(targets, key=lambda target: target.span.start)):
        kept.extend(_settled(group, text))
    return tuple(kept)


def _touching(targets: Iterable[MaskedSpan]) -> Iterator[list[MaskedSpan]]:
    """Groups of overlapping targets."""
    group: list[MaskedSpan] = []
    end = -1
    for target in targets:
        if group and target.span.start >= end:
            yield group
            group = []
        end = max(end, target.span.end) if group else target.span.end
        group.append(target)
    if group:
        yield group


def _settled(group: Sequence[MaskedSpan], text: str) -> Iterator[MaskedSpan]:
    """One group without overlaps."""
    chosen: list[MaskedSpan] = []  # ordered by position, without overlaps
    for target in sorted(group, key=lambda target: -len(target.span)):
        for rest in _rests(target.span, _around(target.span, chosen)):
            if rest == target.span:
                bisect.insort(chosen, target, key=_place)
            elif (name := _name_in(rest, text)) is not None:
                bisect.insort(chosen, MaskedSpan(name, target.entity), key=_place)
    yield from chosen


def _place(target: MaskedSpan) -> Span:
    return target.span


def _around(span: Span, chosen: Sequence[MaskedSpan]) -> list[Span]:
    """The elements that can overlap it, found without scanning all: one group may have thousands."""
    first = bisect.bisect_right(chosen, span.start, key=lambda target: target.span.end)
    last = bisect.bisect_left(chosen, span.end, lo=first, key=lambda target: target.span.start)
    return [target.span for target in chosen[first:last]]


def _rests(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `span` outside `taken`."""
    rests, at = [], span.start
    for other in sorted(other for other in taken if other.overlaps(span)):
        if other.start > at:
            rests.append(Span(at, other.start))
        at = max(at, other.end)
    if at < span.end:
        rests.append(Span(at, span.end))
    return tuple(rests)


def _name_in(span: Span, text: str) -> Span | None:
    """From the first to the last word of a rest that is part of a name; None if there is none."""
    words = [word for word in _WORD.finditer(text, span.start, span.end) if _of_name(word[0])]
    return Span(words[0].start(), words[-1].end()) if words else None


def _of_name(word: str) -> bool:
    """Whether a word is likely part of a name: not an English word, or capitalized."""
    return len(word) > 1 and (word[0].isupper() or not is_english(word.casefold()))


def with_initial(target: MaskedSpan, entity: Entity, text: str, limit: int) -> MaskedSpan:
    """Include the initial after a given name: "Christina M" is one name, not "Christina" and "M".

    Arguments:
        limit: start of the next target.
    """
    words = target.span.of(text).split()
    whole = entity.name.split()
    if entity.kind is not Kind.PERSON or not words:  # a mention may consist of white space only
        return target
    if len(whole) > 1 and key_of(words[-1]) == key_of(whole[-1]):
        return target
    match = _INITIAL.match(text, target.span.end, limit)
    return MaskedSpan(Span(target.span.start, match.end()), target.entity) if match else target
