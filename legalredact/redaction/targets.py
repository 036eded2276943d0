"""Names to remove, with their labels, and the search for them in any text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.names.company_spellings import without_form
from legalredact.matching.names.finder import NameFinder
from legalredact.matching.names.name_spellings import spellings_of
from legalredact.matching.names.person_spellings import person_spellings, surnames
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import SEEN, Gap, Normal, normal_form
from legalredact.model.mention import Kind, Span
from legalredact.model.redaction import ReasonRules
from legalredact.model.register import Entity, Register
from legalredact.redaction.escapes import without_escapes

SHORTEST = 4
"""Letters that a name needs to be searched for inside other words; shorter ones occur in too many words."""

_TITLES = ("Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Judge", "Justice", "Prof.")
_LONG = 7
_BETWEEN = int(SEEN & ~(Gap.SPACE | Gap.LINE | Gap.BREAK | Gap.HYPHEN | Gap.EDGE))
_UNSPACED = 0x2E80
_INITIAL, _DEGREE = re.compile(r",\s*[MJ]\.?\Z"), re.compile(r"\.?\s?D\b")
"""An initial after a surname, and what makes it a degree."""

_OVERRIDDEN = re.compile("\u202e([^\u202c\u202d\u202e\n]+)")


@dataclass(frozen=True, slots=True)
class Target:
    """A name or identifier that must not be in a copy.

    Arguments:
        spellings: known spellings, the fullest first.
        label: the text that replaces it, such as a token of the matter; empty for a plain black box.
        kind: decides which other spellings are derived; None derives those of persons and of companies.
        anywhere: its letters must not occur in sequence anywhere, also inside words and across word spaces.
        reason: its reason code; empty to use the code of the whole copy.
        also: further spellings that are searched as whole words only, such as the surname alone.
    """

    spellings: tuple[str, ...] = field(repr=False)
    label: str = ""
    kind: Kind | None = None
    anywhere: bool = True
    reason: str = field(default="", repr=False)
    also: tuple[str, ...] = field(default=(), repr=False)

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """The known and the derived spellings, each once."""
        kinds = (Kind.PERSON, Kind.ORGANIZATION) if self.kind is None else (self.kind,)
        derived = (s for known in self.spellings for kind in kinds for s in spellings_of(known, kind))
        return tuple(dict.fromkeys((*self.spellings, *derived)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a text that names a target."""

    span: Span
    target: int


class TargetSet:
    """All targets of one copy, prepared for searching."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = tuple(targets)
        self._finder = NameFinder(
            (str(number), spelling, target.kind or Kind.PERSON)
            for number, target in enumerate(targets)
            for spelling in (*target.all_spellings, *target.also)
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
            for spelling in (*target.spellings, *target.also)
            if len(spelling.split()) == 1
            and (spelling in target.also or not (target.anywhere and is_checkable(spelling)))
        ) + tuple(
            (number, pattern)
            for number, target in enumerate(targets)
            if target.also
            for spelling in target.spellings
            if (pattern := _with_middle_name(spelling)) is not None
        )

    def find(self, text: str, *, misread: bool = False) -> tuple[Spot, ...]:
        """Every whole-word span that names a target, in order, not overlapping.

        Arguments:
            misread: OCR read `text`, so letters may be wrong.
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
        return _united(Spot(_whole_words(text, _without_degree(text, spot.span)), spot.target) for spot in found)

    def spelled_in(self, text: str) -> bool:
        """Whether the letters of a target occur in sequence in `text`, which is not prose."""
        return any(True for _ in self._in_a_row(normal_form(text)))

    def label(self, spot: Spot) -> str:
        """The label that replaces a span."""
        return self.targets[spot.target].label

    def _turned(self, text: str) -> Iterator[Spot]:
        """Names after a right-to-left override: written backwards and shown forwards."""
        for match in _OVERRIDDEN.finditer(text):
            for spot in self.find(match[1][::-1]):
                yield Spot(Span(match.end(1) - spot.span.end, match.end(1) - spot.span.start), spot.target)

    def _escaped(self, text: str) -> Iterator[Spot]:
        """Names with escaped characters."""
        plain = without_escapes(text)
        if plain is None:
            return
        said, places = plain
        for spot in self.find(said):
            yield Spot(Span(places[spot.span.start], places[spot.span.end]), spot.target)

    def _as_words(self, text: str) -> Iterator[Spot]:
        """Single words as written, also at the beginning of a sentence: one box too many is not a leak."""
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
    """All masked entities of a register, with their tokens and the reasons that the rules give."""
    reason = (rules or ReasonRules()).of
    return tuple(_target(entity, reason(entity)) for entity in register.entities if entity.masked)


def named_targets(names: Iterable[str]) -> tuple[Target, ...]:
    """Names from a plain list. They get plain black boxes, since the list has no tokens."""
    cleaned = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(Target((name,), anywhere=_has_letters(name)) for name in cleaned if name)


def listed_targets(names: Iterable[str]) -> tuple[Target, ...]:
    """Names from a plain list, to make copies: also the surname alone, as a plural, and with a title.

    A single word is searched as a whole word ("Reed" is not in "agreed"), unless its letters are in no other word. A
    surname that is an English word ("Brown") is covered after a title only.
    """
    cleaned = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(
        Target((name,), anywhere=_has_letters(name) and _is_unmistakable(name), also=_surname_forms(name))
        for name in cleaned
        if name
    )


def _is_unmistakable(name: str) -> bool:
    """Whether its letters may be searched inside other words too."""
    return len(name.split()) > 1 or not name.isascii() or _is_distinct(name)


def _surname_forms(name: str) -> tuple[str, ...]:
    """The surname of a person alone and of the family, or after titles; none for a company or a single word."""
    if without_form(name) != name or not all(any(map(str.isalpha, word)) for word in name.split()):
        return ()
    found: dict[str, None] = {}
    for surname in surnames(name):
        if is_english(surname.casefold()) or len(surname) < SHORTEST:
            found.update(dict.fromkeys(f"{title} {surname}" for title in _TITLES))
        else:
            found[surname] = None
            if surname.isalpha():  # of a single word, the only derived spelling is its plural ("the Oldacres")
                found.update(dict.fromkeys(s for s in person_spellings(surname) if not is_english(s.casefold())))
    return tuple(found)


def _with_middle_name(spelling: str) -> re.Pattern[str] | None:
    """A pattern for a first and last name with one or two initials between them; None for any other name."""
    words = spelling.split()
    if len(words) != 2 or not all(word.isalpha() for word in words):
        return None
    first, last = map(re.escape, words)
    return re.compile(rf"(?<![^\W_]){first}\s+(?:[^\W\d_](?:\.\s*|\s+)){{1,2}}{last}(?![^\W_])", re.IGNORECASE)


def is_checkable(name: str) -> bool:
    """Whether a name is long enough to be searched with all spaces removed."""
    return len(normal_form(name).key) >= SHORTEST or (not name.isascii() and len(normal_form(name).key) > 1)


def _target(entity: Entity, reason: str) -> Target:
    distinct = entity.kind.is_name and all(map(_is_distinct, entity.spellings))
    return Target(entity.spellings, entity.token, entity.kind, anywhere=distinct, reason=reason)


def _has_letters(name: str) -> bool:
    """Whether a name has letters. Digits alone are not a name: line numbers of a pleading spell 123456789."""
    return any(character.isalpha() for character in name)


def _as_close(written: str, spelling: str) -> bool:
    """Whether a number has about as many spaces as its spelling; digits of several numbers in a row have more."""
    return sum(map(str.isspace, written)) <= sum(map(str.isspace, spelling)) + 2


def _is_distinct(spelling: str) -> bool:
    """Whether its letters in sequence cannot mean anything else: "Rose" is in "prosecutor", "Rose Alder" in no word."""
    key = normal_form(spelling).key
    return len(key) >= _LONG and (bool(re.search(r"\s", spelling)) or not is_english(key))


def _whole_word(spelling: str) -> re.Pattern[str]:
    """A pattern for a single word as written, capitalized, or in capitals."""
    forms = dict.fromkeys((spelling, spelling.capitalize(), spelling.upper()))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, forms))})(?![^\W_])")


def _same_marks(needle: Normal, text: Normal, start: int, end: int) -> bool:
    """Whether the find has no punctuation between its letters that the name does not have too."""
    gaps, own = text.gaps[start + 1 : end] & _BETWEEN, needle.gaps[1:-1] & _BETWEEN
    return not bool((gaps & ~own).any())


def _whole_words(text: str, span: Span) -> Span:
    """Widen a span to whole words: the rest of a word would reveal the covered part."""
    start, end = span.start, span.end
    while start > 0 and _joins(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joins(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _without_degree(text: str, span: Span) -> Span:
    """Without the M of "Oldacre, M.D.", which is no first name."""
    initial = _INITIAL.search(span.of(text))
    if initial is None or _DEGREE.match(text, span.end) is None:
        return span
    return Span(span.start, span.start + initial.start())


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word; a digit beside a letter is a footnote's mark or another number."""
    same = (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())
    return same and max(ord(left), ord(right)) < _UNSPACED


def _united(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Merge overlapping spots; the target of the longest is kept."""
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
