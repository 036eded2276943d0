"""Finds known names in a text, in all ways of writing them."""

import array
import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from legalredact.matching.names.match_rules import fits
from legalredact.matching.names.ocr_errors import DamagedNames
from legalredact.matching.names.pattern import Spelled, spelled
from legalredact.matching.text.encoding_artifacts import cleaned
from legalredact.matching.text.normal import SEEN, Gap, Normal, normal_form
from legalredact.model.mention import Kind, Span

_CHUNK = 1 << 18
"""Letters that are searched at a time, which bounds memory for raw matches of a long text."""

_ABBREVIATED = re.compile(r"\.(?=[,;:)’'\"”]|\s*[^\W\dA-Z]|\s*[&(]|\s+[Vv]s?\.)")
_THEN_CAPITALS = re.compile(r"\.\s+[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a text.

    Arguments:
        span: in the text.
        owner: id of the entity, as passed to the finder.
        spelling: the matching spelling, as passed to the finder (the text may spell it differently).
    """

    span: Span
    owner: str
    spelling: str = field(repr=False)


class NameFinder:
    """Searches for all spellings of all names in one pass.

    Several words match in any case. A single word matches with the capitals of a name, and in lower case only if it is
    not an English word. Wrapped, hyphenated, letter-spaced, split and joined spellings match too (see `match_rules`).

    Arguments:
        entries: (owner's id, spelling, kind). Spellings of at most one letter are left out: they would match anything.
            A spelling may have two owners; both are found.
    """

    def __init__(self, entries: Iterable[tuple[str, str, Kind]]) -> None:
        self._entries = tuple(entries)

    def __getstate__(self) -> tuple[tuple[str, str, Kind], ...]:
        """The entries; the search structures are built again after unpickling."""
        return self._entries

    def __setstate__(self, entries: tuple[tuple[str, str, Kind], ...]) -> None:
        self._entries = entries

    @functools.cached_property
    def _learned(self) -> tuple[tuple[list[Spelled], ...], int, "ahocorasick_rs.AhoCorasick | None"]:
        """The spellings of each key, the length of the longest key, and the automaton; built on first use."""
        by_key: dict[str, list[Spelled]] = {}
        for one in spelled(tuple((owner, text) for owner, text, _ in self._entries)):
            by_key.setdefault(one.key, []).append(one)
        automaton = ahocorasick_rs.AhoCorasick(list(by_key)) if by_key else None
        return tuple(by_key.values()), max(map(len, by_key), default=0), automaton

    def find(self, text: str, normal: Normal | None = None) -> tuple[Found, ...]:
        """Every name in `text`, ordered by position, the longest first; matches may overlap.

        Artifacts of exports (see `encoding_artifacts`) are searched both as they are and decoded.

        Arguments:
            normal: the normal form of `text`, if the caller has it.
        """
        found: dict[tuple[Span, str], Found] = {}
        for reading in dict.fromkeys((text, cleaned(text))):
            for one in self._all(normal if normal is not None and reading is text else normal_form(reading)):
                found.setdefault((one.span, one.owner), one)
        return tuple(sorted(found.values(), key=lambda one: (one.span.start, -one.span.end)))

    def longest(self, text: str) -> tuple[Found, ...]:
        """Names in `text` without overlaps: the longest win, then the leftmost; ordered by position."""
        return without_overlaps(self.find(text))

    def find_damaged(self, text: str) -> tuple[Found, ...]:
        """Names in `text` that OCR misread (see `ocr_errors`), without correctly spelled ones."""
        normal = normal_form(text)
        found = (
            Found(normal.span(d.first, d.last), d.spelled.owner, d.spelled.text) for d in self._damaged.find(normal)
        )
        return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))

    @functools.cached_property
    def _damaged(self) -> DamagedNames:
        return DamagedNames(spelled(tuple((owner, text) for owner, text, kind in self._entries if kind.is_name)))

    def _all(self, normal: Normal) -> Iterator[Found]:
        spellings, *_ = self._learned
        gaps = array.array("H", normal.gaps.tobytes())
        mask = int(SEEN | Gap.TURN)
        for pattern, first, last in self._raw(normal.key):
            if gaps[first] & mask and gaps[last] & mask:
                for one in spellings[pattern]:
                    if fits(one, normal, first, last):
                        yield Found(_whole(normal.span(first, last), one, normal.text), one.owner, one.text)

    def _raw(self, key: str) -> Iterator[tuple[int, int, int]]:
        """Patterns that occur in the key: (pattern, first, last), each once."""
        _, reach, automaton = self._learned
        if automaton is None:
            return
        for start in range(0, len(key), _CHUNK):
            chunk = key[start : start + _CHUNK + reach - 1]
            for pattern, first, last in automaton.find_matches_as_indexes(chunk, overlapping=True):
                if first < _CHUNK:
                    yield pattern, start + first, start + last


def _whole(span: Span, spelled: Spelled, text: str) -> Span:
    """Include an adjacent bracket whose partner is inside the name: "Helen (Varga)"."""
    span = _with_point(span, spelled, text)
    if "(" not in (surface := span.of(text)) and ")" not in surface:
        return span
    open_ones = surface.count("(") - surface.count(")")
    closes = open_ones > 0 and text.startswith(")", span.end)
    opens = open_ones < 0 and text.startswith("(", span.start - 1) and span.start > 0
    return Span(span.start - opens, span.end + closes)


def _with_point(span: Span, spelled: Spelled, text: str) -> Span:
    """Include the period of an abbreviation at the name's end, unless it may also end the sentence."""
    if not spelled.text.endswith("."):
        return span
    capitals = span.of(text).isupper() and _THEN_CAPITALS.match(text, span.end)
    return Span(span.start, span.end + 1) if capitals or _ABBREVIATED.match(text, span.end) else span


def without_overlaps(found: Sequence[Found]) -> tuple[Found, ...]:
    """The elements of `found` (ordered by position) without overlaps: longer ones win, then earlier ones."""
    kept: list[Found] = []
    for group in _touching(found):
        chosen: list[Found] = []  # in order of place; one group may hold thousands
        for one in sorted(group, key=lambda one: -len(one.span)):
            at = bisect.bisect_left(chosen, one.span.end, key=_start)
            if at == 0 or chosen[at - 1].span.end <= one.span.start:
                chosen.insert(at, one)
        kept.extend(chosen)
    return tuple(kept)


def _start(found: Found) -> int:
    return found.span.start


def _touching(found: Sequence[Found]) -> Iterator[list[Found]]:
    """Groups of overlapping names."""
    group: list[Found] = []
    end = 0
    for one in found:
        if group and one.span.start >= end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.span.end) if len(group) > 1 else one.span.end
    if group:
        yield group
