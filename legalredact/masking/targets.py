"""What is replaced in a text: stretches that do not overlap, each with its entity."""

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
    """A stretch of clear text that becomes the token of an entity."""

    span: Span
    entity: str


def trimmed(span: Span, text: str) -> Span:
    """The stretch without white space around it and without a possessive at its end ("Smith's" → "Smith")."""
    surface = span.of(text)
    possessive = _POSSESSIVE.search(surface.rstrip())
    end = span.start + (possessive.start() if possessive else len(surface.rstrip()))
    start = span.start + len(surface) - len(surface.lstrip())
    return Span(start, end) if start < end else span


def without_overlaps(targets: Iterable[MaskedSpan], text: str) -> tuple[MaskedSpan, ...]:
    """The longest first, then the leftmost, then the first given; what is left of an overlapped name stays a target.

    Returns: in order of place. A rest is kept only where it is part of a name, not "the" before one.
    """
    kept: list[MaskedSpan] = []
    for group in _touching(sorted(targets, key=lambda target: target.span.start)):
        kept.extend(_settled(group, text))
    return tuple(kept)


def _touching(targets: Iterable[MaskedSpan]) -> Iterator[list[MaskedSpan]]:
    """Runs of targets that overlap one another."""
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
    """One run without overlaps."""
    chosen: list[MaskedSpan] = []  # in order of place; no two of them overlap
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
    """Those that can overlap it, without a look at the others: one run may hold thousands."""
    first = bisect.bisect_right(chosen, span.start, key=lambda target: target.span.end)
    last = bisect.bisect_left(chosen, span.end, lo=first, key=lambda target: target.span.start)
    return [target.span for target in chosen[first:last]]


def _rests(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `span` outside of `taken`."""
    rests, at = [], span.start
    for other in sorted(other for other in taken if other.overlaps(span)):
        if other.start > at:
            rests.append(Span(at, other.start))
        at = max(at, other.end)
    if at < span.end:
        rests.append(Span(at, span.end))
    return tuple(rests)


def _name_in(span: Span, text: str) -> Span | None:
    """From the first word of a rest that is part of a name to the last; None if there is none."""
    words = [word for word in _WORD.finditer(text, span.start, span.end) if _of_name(word[0])]
    return Span(words[0].start(), words[-1].end()) if words else None


def _of_name(word: str) -> bool:
    """Whether a word is likely part of a name: no English word, or one with a capital."""
    return len(word) > 1 and (word[0].isupper() or not is_english(word.casefold()))


def with_initial(target: MaskedSpan, entity: Entity, text: str, limit: int) -> MaskedSpan:
    """With the initial that follows a given name: "Christina M" is one name, not a Christina and an M.

    Arguments:
        limit: where the next target begins.
    """
    words = target.span.of(text).split()
    whole = entity.name.split()
    if entity.kind is not Kind.PERSON or not words:  # a mention may be nothing but white space
        return target
    if len(whole) > 1 and key_of(words[-1]) == key_of(whole[-1]):
        return target
    match = _INITIAL.match(text, target.span.end, limit)
    return MaskedSpan(Span(target.span.start, match.end()), target.entity) if match else target
