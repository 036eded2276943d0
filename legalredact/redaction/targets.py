"""What has to go: names with their labels, found in any text the way a reader or a machine could find them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.names.finder import NameFinder
from legalredact.matching.names.name_variants import spellings_of
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import SEEN, Gap, Normal, normal_form
from legalredact.model.mention import Kind, Span
from legalredact.model.redaction import ReasonRules
from legalredact.model.register import Entity, Register
from legalredact.redaction.escapes import without_escapes

SHORTEST = 4
"""Letters that a name needs to be looked for inside other words; shorter ones stand in every second word."""

_LONG = 7
_BETWEEN = int(SEEN & ~(Gap.SPACE | Gap.LINE | Gap.BREAK | Gap.HYPHEN | Gap.EDGE))
_UNSPACED = 0x2E80
_OVERRIDDEN = re.compile("\u202e([^\u202c\u202d\u202e\n]+)")


@dataclass(frozen=True, slots=True)
class Target:
    """A name or identifier that must not be in a copy.

    Arguments:
        spellings: as it is known, the fullest first.
        label: what stands in its place, such as a matter's token; empty for a plain black box.
        kind: decides which other spellings are derived; None derives those of persons and of companies.
        anywhere: its letters must not stand in a row anywhere, inside other words and over word spaces included.
        reason: code of why it goes; empty where the one for the whole copy is meant.
    """

    spellings: tuple[str, ...] = field(repr=False)
    label: str = ""
    kind: Kind | None = None
    anywhere: bool = True
    reason: str = field(default="", repr=False)

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """Those that are known and those derived from them, each once."""
        kinds = (Kind.PERSON, Kind.ORGANIZATION) if self.kind is None else (self.kind,)
        derived = (s for known in self.spellings for kind in kinds for s in spellings_of(known, kind))
        return tuple(dict.fromkeys((*self.spellings, *derived)))


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of a text that name a target."""

    span: Span
    target: int


class TargetSet:
    """All targets of one copy, ready to be looked for."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = tuple(targets)
        self._finder = NameFinder(
            (str(number), spelling, target.kind or Kind.PERSON)
            for number, target in enumerate(targets)
            for spelling in target.all_spellings
        )
        self._runs = tuple(
            (number, normal_form(spelling))
            for number, target in enumerate(targets)
            if target.anywhere
            for spelling in target.spellings
            if is_checkable(spelling)
        )
        self._words = tuple(
            (number, _whole_word(spelling))
            for number, target in enumerate(targets)
            for spelling in target.spellings
            if len(spelling.split()) == 1 and not (target.anywhere and is_checkable(spelling))
        )

    def find(self, text: str, *, misread: bool = False) -> tuple[Spot, ...]:
        """Every place that names a target, whole words, in order, not overlapping.

        Arguments:
            misread: `text` was read from a picture, so letters may be wrong.
        """
        normal = normal_form(text)
        found = [
            Spot(one.span, int(one.owner))
            for one in self._finder.find(text, normal)
            if _has_letters(one.spelling) or _as_close(one.span.of(text), one.spelling)
        ]
        if misread:
            found.extend(Spot(one.span, int(one.owner)) for one in self._finder.find_damaged(text))
        found.extend(self._in_a_row(normal))
        found.extend(self._as_words(text))
        found.extend(self._turned(text))
        found.extend(self._escaped(text))
        return _united(Spot(_whole_words(text, spot.span), spot.target) for spot in found)

    def spelled_in(self, text: str) -> bool:
        """Whether the letters of a target stand in a row in `text`, which is no prose."""
        return any(True for _ in self._in_a_row(normal_form(text)))

    def label(self, spot: Spot) -> str:
        """What stands in the place of that spot."""
        return self.targets[spot.target].label

    def _turned(self, text: str) -> Iterator[Spot]:
        """Names that are written backwards and shown forwards, from a sign that turns the direction."""
        for match in _OVERRIDDEN.finditer(text):
            for spot in self.find(match[1][::-1]):
                yield Spot(Span(match.end(1) - spot.span.end, match.end(1) - spot.span.start), spot.target)

    def _escaped(self, text: str) -> Iterator[Spot]:
        """Names in which signs are written by their numbers."""
        plain = without_escapes(text)
        if plain is None:
            return
        said, places = plain
        for spot in self.find(said):
            yield Spot(Span(places[spot.span.start], places[spot.span.end]), spot.target)

    def _as_words(self, text: str) -> Iterator[Spot]:
        """Single words as they are written, also where a sentence begins with them: a bar too many is no leak."""
        for number, pattern in self._words:
            yield from (Spot(Span(*match.span()), number) for match in pattern.finditer(text))

    def _in_a_row(self, normal: Normal) -> Iterator[Spot]:
        for number, needle in self._runs:
            start = normal.key.find(needle.key)
            while start >= 0:
                end = start + len(needle.key)
                if _same_marks(needle, normal, start, end):
                    yield Spot(normal.span(start, end), number)
                start = normal.key.find(needle.key, start + 1)


def targets_of(register: Register, rules: ReasonRules | None = None) -> tuple[Target, ...]:
    """Everybody in a matter's register who is masked as things stand, with their tokens, and reasons by those rules."""
    reason = (rules or ReasonRules()).of
    return tuple(_target(entity, reason(entity)) for entity in register.entities if entity.masked)


def named_targets(names: Iterable[str]) -> tuple[Target, ...]:
    """Names from a plain list; they get a black box without a word, since the list knows no tokens."""
    cleaned = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(Target((name,), anywhere=_has_letters(name)) for name in cleaned if name)


def is_checkable(name: str) -> bool:
    """Whether a name is long enough to be looked for with all spaces left out."""
    return len(normal_form(name).key) >= SHORTEST or (not name.isascii() and len(normal_form(name).key) > 1)


def _target(entity: Entity, reason: str) -> Target:
    distinct = entity.kind.is_name and all(map(_is_distinct, entity.spellings))
    return Target(entity.spellings, entity.token, entity.kind, anywhere=distinct, reason=reason)


def _has_letters(name: str) -> bool:
    """Digits alone are no name: those of the numbers beside the lines of a pleading spell 123456789."""
    return any(character.isalpha() for character in name)


def _as_close(written: str, spelling: str) -> bool:
    """Whether a number is written with about as many spaces as it is spelled with: digits of other numbers are not."""
    return sum(map(str.isspace, written)) <= sum(map(str.isspace, spelling)) + 2


def _is_distinct(spelling: str) -> bool:
    """Whether its letters in a row mean it and nothing else: "Rose" stands in "prosecutor", "Rose Alder" nowhere."""
    key = normal_form(spelling).key
    return len(key) >= _LONG and (bool(re.search(r"\s", spelling)) or not is_english(key))


def _whole_word(spelling: str) -> re.Pattern[str]:
    """A single word as it is written, with a capital, or in capitals."""
    forms = dict.fromkeys((spelling, spelling.capitalize(), spelling.upper()))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, forms))})(?![^\W_])")


def _same_marks(needle: Normal, text: Normal, start: int, end: int) -> bool:
    """Whether no mark stands between the letters of a find that does not stand in the name too."""
    gaps, own = text.gaps[start + 1 : end] & _BETWEEN, needle.gaps[1:-1] & _BETWEEN
    return not bool((gaps & ~own).any())


def _whole_words(text: str, span: Span) -> Span:
    """Widened to the words that it touches: what is left of a word would give the rest away."""
    start, end = span.start, span.end
    while start > 0 and _joins(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joins(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and max(ord(left), ord(right)) < _UNSPACED


def _united(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Spots that overlap become one, with the target of the longest."""
    united: list[Spot] = []
    lengths: list[int] = []
    for spot in sorted(spots, key=lambda spot: (spot.span.start, -spot.span.end)):
        if united and spot.span.start < united[-1].span.end:
            last = united[-1]
            target = spot.target if len(spot.span) > lengths[-1] else last.target
            united[-1] = Spot(Span(last.span.start, max(last.span.end, spot.span.end)), target)
            lengths[-1] = max(lengths[-1], len(spot.span))
        else:
            united.append(spot)
            lengths.append(len(spot.span))
    return tuple(united)
