"""Identifiers in exports: a taxpayer or account number is shortened as courts ask, unless a person chose otherwise.

Federal Rules of Civil Procedure, Rule 5.2(a): the last four digits of social-security, taxpayer and account numbers,
and the year of a birth date, may stay.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.identifiers.find import find_identifiers
from legalredact.matching.identifiers.last_four import shown_at_end
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span
from legalredact.model.register import Decision, Register

_IN_BRACKETS = {Kind.LICENCE: "[license number]", Kind.PASSPORT: "[passport number]"}
SHORTENED = frozenset({Kind.SSN, Kind.TAXPAYER, Kind.ACCOUNT, Kind.CARD, Kind.BIRTH_DATE, *_IN_BRACKETS})
"""Kinds that are shortened."""
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Shortener:
    """Shortens the identifiers of a matter in any text.

    Arguments:
        entities: identifiers by their ids.
        spelled: finds their spellings; None if there are none.
        by_spelling: their kinds, by spelling in one line.
        kept: spellings that somebody decided to keep in clear.
        in_clear: a person chose to show them: nothing is shortened.
    """

    entities: frozenset[str] = frozenset()
    spelled: re.Pattern[str] | None = field(default=None, repr=False)
    by_spelling: dict[str, Kind] = field(default_factory=dict, repr=False)
    kept: frozenset[str] = field(default=frozenset(), repr=False)
    in_clear: bool = False

    def text(self, text: str) -> str:
        """A text with shortened identifiers: those of the matter, and others that their form shows."""
        if self.in_clear:
            return text
        if self.spelled is not None:
            text = self.spelled.sub(lambda found: shortened(found[0], self.by_spelling[_key(found[0])]), text)
        found = [one for one in find_identifiers(text) if one.kind in SHORTENED]
        return _replaced(text, ((one.span, one.kind) for one in found if _key(one.span.of(text)) not in self.kept))

    def name(self, name: str) -> str:
        """The name of a file or of a matter, in which underscores part words."""
        return "_".join(map(self.text, self.text(name).split("_")))

    def part_of(self, document: Document, span: Span, mentions: Sequence[Mention]) -> str:
        """The characters of a document, with shortened identifiers, also those that go on over a line or a page.

        Arguments:
            mentions: of the document. The part in which one begins has it whole.
        """
        if self.in_clear:
            return span.of(document.text)
        here = [m for m in mentions if m.entity in self.entities and m.span.overlaps(span)]
        inside = (
            (Span(max(m.span.start, span.start) - span.start, min(m.span.end, span.end) - span.start), m) for m in here
        )
        text, parts, at = span.of(document.text), [], 0
        for place, mention in sorted(inside, key=lambda pair: pair[0]):
            whole = mention.span.start >= span.start
            parts += [text[at : place.start], shortened(mention.surface, mention.kind) if whole else ""]
            at = place.end
        return self.text("".join((*parts, text[at:])))


def shortener(register: Register, *, in_clear: bool) -> Shortener:
    """For the identifiers of a register that nobody decided to keep in clear."""
    all_of_them = [one for one in register.entities if one.kind in SHORTENED]
    entities = [one for one in all_of_them if one.decision is not Decision.DISMISSED]
    dismissed = (one for one in all_of_them if one.decision is Decision.DISMISSED)
    kept = frozenset(_key(spelling) for one in dismissed for spelling in one.spellings)
    spelled = {_key(spelling): one.kind for one in entities for spelling in one.spellings if _key(spelling)}
    return Shortener(frozenset(one.id for one in entities), _finder(spelled), spelled, kept, in_clear)


def _finder(spellings: Iterable[str]) -> re.Pattern[str] | None:
    """Finds spellings as whole words, over any white space and marks of quoted mail."""
    patterns = [r"[\s>]+".join(map(re.escape, one.split())) for one in sorted(spellings, key=len, reverse=True)]
    return re.compile(rf"(?<![^\W_])(?<!-)(?:{'|'.join(patterns)})(?!\w)") if patterns else None


def _key(spelling: str) -> str:
    return " ".join(spelling.replace(">", " ").split())


def _replaced(text: str, found: Iterable[tuple[Span, Kind]]) -> str:
    parts, at = [], 0
    for span, kind in found:
        parts += [text[at : span.start], shortened(span.of(text), kind)]
        at = span.end
    return "".join((*parts, text[at:]))


def shortened(spelling: str, kind: Kind) -> str:
    """With an X for each covered character, as lawyers write it; the year of a birth date."""
    if kind in _IN_BRACKETS:
        return _IN_BRACKETS[kind]
    if kind is Kind.BIRTH_DATE:
        year = _YEAR.search(spelling)
        return year[0] if year else "[birth date]"
    return "".join(_covered(_key(spelling)))


def _covered(spelling: str) -> Iterator[str]:
    left = sum(char.isalnum() for char in spelling)
    stay = shown_at_end(left)
    for char in spelling:
        yield "X" if char.isalnum() and left > stay else char
        left -= char.isalnum()
