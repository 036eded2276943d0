"""Terms that a document defines for a name: Acme Widgets, Inc. ("Acme"), and abbreviations of other phrases."""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legalredact.detection.lexicon.gazetteers import BOILERPLATE, GENERIC, ROLES, SOVEREIGNS
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.rules.governments import plain
from legalredact.detection.rules.initials import initials_of
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import is_acronym, is_initials, is_ordinary, names_nobody, trimmed, words
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Span

_DEFINITION = re.compile(
    r"[(\[](?P<lead>[^()\[\]\"“”\n]{0,60}?)[“\"‘](?P<terms>[^()\[\]“”\"]{1,60}?)[”\"’]"
    r"(?P<more>(?:\s*(?:,|or|and|and/or|&)\s*(?:the\s+)?[“\"][^()\[\]“”\"]{1,60}?[”\"])*)[^()\[\]\"“”]{0,40}[)\]]"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SEVERAL = re.compile(r"\b(?:collectively|together|jointly|each|both)\b", re.IGNORECASE)
_BRACKETED = re.compile(rf"\((?P<lead>)(?P<terms>{CAPITAL}[\w&.-]{{1,7}})(?P<more>)\)")
"""An abbreviation in brackets without quotation marks."""
_OTHER_SCRIPT = re.compile(
    r"[(（](?P<lead>)(?P<terms>[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff][^()（）A-Za-z\d\n]{0,30})(?P<more>)[)）]"
)
"""A name in its own script after its romanization: "Jiang Mei Hua (…)"."""
_JOINING = ("of", "the", "and", "for", "or")
"""Words that an abbreviation may leave out."""
_NEAR, _REACH = 4, 240
"""Most characters between a name and the bracket that defines a term for it, and for several names together."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the names it is defined for.

    Arguments:
        term: place of the term.
        owners: indices of the names before it, in the order given to `definitions`; empty if it is not for a name.
    """

    term: Span
    owners: tuple[int, ...]


def with_terms(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, in order, with the terms that the text defines for them, without abbreviations of other phrases.

    Arguments:
        names: in order, not overlapping.
    """
    terms: list[Candidate] = []
    denied: set[str] = set()
    proper = [one for one in names if not one.span.of(text).islower()]
    for definition in definitions(text, [one.span for one in proper]):
        surface = definition.term.of(text)
        if definition.owners:
            owner = proper[definition.owners[-1]]
            if owner.kind is Kind.PERSON and is_post(text, definition.term, owner.span):
                continue
            terms.append(replace(owner, span=definition.term, source=Source.DEFINED_TERM, chance=1.0))
        elif _capitals(surface) and _abbreviates(text, definition.term):
            denied.update((surface, surface.removesuffix("s")))
    taken = {one.span for one in terms}
    kept = [one for one in names if one.span not in taken and one.span.of(text) not in denied]
    return sorted([*kept, *(t for t in terms if not any(t.span.overlaps(k.span) for k in kept))], key=lambda c: c.span)


def is_post(text: str, term: Span, owner: Span) -> bool:
    """Whether an abbreviation in brackets is a person's role ("Roe, T (EMT-P)"), and not part of their name."""
    surface = term.of(text)
    bare = text[term.start - 1 : term.start] == "(" and text[term.end : term.end + 1] == ")"
    letters = key_of(surface)
    return bare and surface.isupper() and letters not in initials_of(person_name(owner.of(text)))


def phrase_abbreviations(text: str) -> frozenset[str]:
    """Abbreviations that the text defines for phrases in lower case: `inferior vena cava ("IVC")`."""
    terms = [definition.term for definition in definitions(text, ()) if _capitals(definition.term.of(text))]
    return frozenset(
        term.of(text)
        for term in terms
        if (phrase := _abbreviated(text, term)) and all(word.islower() for word in phrase)
    )


def _abbreviates(text: str, term: Span) -> bool:
    """Whether the words before the bracket begin with the letters of the term."""
    return bool(_abbreviated(text, term))


def _abbreviated(text: str, term: Span) -> list[str]:
    """The words before the bracket that begin with the letters of the term, without "of" and the like; none if they
    do not."""
    letters = [c.casefold() for c in term.of(text).removesuffix("s") if c.isalpha()]
    before = re.findall(r"[^\W\d_]+", text[max(0, term.start - 160) : term.start])
    for chosen in ([word for word in before if word.casefold() not in _JOINING], before):
        if [word[0].casefold() for word in chosen[-len(letters) :]] == letters:
            return chosen[-len(letters) :]
    return []


def definitions(text: str, names: Iterable[Span]) -> Iterator[Definition]:
    """Every defined term that can be a name, or an abbreviation of another phrase.

    Arguments:
        names: spans of names in the text, in order, not overlapping.
    """
    known = list(names)
    bracketed = (m for m in _BRACKETED.finditer(text) if _capitals(m.group("terms")))
    for match in (*_DEFINITION.finditer(text), *bracketed, *_OTHER_SCRIPT.finditer(text)):
        owners = _owners(text, match, known)
        for term in _terms(text, match):
            called = owners if len(owners) > 1 else _called_so(text, term, match.start(), known) or owners
            if _can_name(text, term, [known[i] for i in called]):
                yield Definition(term, tuple(called))


def _capitals(term: str) -> bool:
    """Whether it is an abbreviation of capitals ("FGH", "FGHs")."""
    return is_acronym(term.removesuffix("s"))


def _terms(text: str, match: re.Match[str]) -> Iterator[Span]:
    spans = [Span(*match.span("terms"))]
    spans.extend(Span(*m.span(1)) for m in _QUOTED.finditer(text, *match.span("more")))
    for span in spans:
        term = trimmed(text, span)
        if term is not None:
            yield term


def _owners(text: str, match: re.Match[str], known: list[Span]) -> list[int]:
    """Names that end just before the bracket; all names of the sentence if it says "collectively"."""
    at = match.start()
    last = bisect.bisect_right(known, at, key=lambda name: name.end)
    first = bisect.bisect_left(known, at - _REACH, hi=last, key=lambda name: name.end)
    if not _SEVERAL.search(match.group("lead")):
        near = (i for i in range(last - 1, first - 1, -1) if at - known[i].end <= _NEAR + _tail(text, known[i].end, at))
        return list(itertools.islice(near, 1))
    return [i for i in range(first, last) if _one_sentence(text[known[i].end : at])]


def _called_so(text: str, term: Span, at: int, known: list[Span]) -> list[int]:
    """The one name of the sentence before the bracket with the term's first word ("Alder Inc., a unit of Birch")."""
    last = bisect.bisect_right(known, at, key=lambda name: name.end)
    first = bisect.bisect_left(known, at - _REACH, hi=last, key=lambda name: name.end)
    wanted = next(iter(_parts_of(text, term)), "")
    bearing = [i for i in range(first, last) if wanted in _parts_of(text, known[i])]
    spelled = {known[i].of(text).casefold() for i in bearing}
    return bearing[-1:] if len(spelled) == 1 and _one_sentence(text[known[bearing[-1]].end : at]) else []


def _parts_of(text: str, span: Span) -> dict[str, None]:
    """The words of a name in order; words joined by a hyphen are separate."""
    return dict.fromkeys(part for word in words(span.of(text)) for part in word.split("-"))


def _tail(text: str, end: int, at: int) -> int:
    """Length of a description or another bracket before the bracket ("Acme, a Delaware company (…)")."""
    between = text[end:at]
    described = re.fullmatch(r"\s*(?:,\s*an?\s[^.;()]{0,60}|\([^()]{0,60}\))?,?\s*", between)
    return len(between) if described else 0


def _one_sentence(between: str) -> bool:
    return "\n\n" not in between and re.search(r"[a-z]{3}[.;]\s+[A-Z]", between) is None


_DESCRIBING = GENERIC | ROLES | word_list("describing_terms")


def _is_plain(term: str) -> bool:
    """Whether a term is one word that says what a body is ("Commission", "Workers") and tells nobody's name."""
    return len(own := words(term)) == 1 and own[0] in _DESCRIBING


def _can_name(text: str, term: Span, owners: list[Span]) -> bool:
    surface = term.of(text)
    if is_initials(surface) or (_capitals(surface) and _abbreviates(text, term) and owners):
        return True
    if not any(letter.isalpha() for letter in surface):
        return False  # a year or a number
    if names_nobody(surface) or plain(surface) in SOVEREIGNS or not surface[0].isalnum() or surface.islower():
        return False
    if _is_plain(surface):
        return any(words(owner.of(text)) == words(surface) for owner in owners)
    shared = set(words(surface)) & {word for owner in owners for word in words(owner.of(text))}
    if shared:
        return True
    return not is_ordinary(surface) and not all(word in BOILERPLATE | GENERIC for word in words(surface))
