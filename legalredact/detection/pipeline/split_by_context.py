"""Splits names that a rule or the model joined, if the rest of the document names one of them by itself.

"Service Executed on Acme Holdings, Inc." is cut if Acme Holdings, Inc. occurs alone elsewhere, and so is "Acme
Holdings, Inc., Tarrow". A name that occurs by itself is one name; words that a comma, an "and" or an "on" joins to it
do not belong to it. After "of" or "for" only a company with its legal form is cut off, since bodies are often
named after others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import GENERIC, INSTITUTIONS, PARTICLES, ROLES, TRADES
from legalredact.detection.lexicon.name_parsing import PROFESSIONAL, company_name
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.rules.legal_forms import ENDS_OF_BODIES
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import has_form, is_acronym, is_ordinary, names_nobody, trimmed, words
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.states import STATE_CODES, STATE_NAMES
from legalredact.model.mention import Kind, Span, Tier

_JOINT = re.compile(
    r"(?:\s*,)?\s+(?:(?P<of>of|for|OF|FOR)|(?P<tie>on|by|to|and|&|against|with|ON|BY|TO|AND|AGAINST|WITH))\s+(?:the\s+|THE\s+)?"
    r"|(?P<comma>,)\s+|(?P<line>[ \t]*\n[ \t]*)"
)
_ROLE_BEFORE = re.compile(r"\b(?P<role>[^\W\d_]{4,})(?:['’]?[sS]?['’]?)\s+(?=\S)")
_TOWN = re.compile(rf"[^\W\d_a-z][\w'’ -]+,\s+(?:{STATE_CODES}|{STATE_NAMES})\.?")
_INITIALS = re.compile(rf"(?:{CAPITAL}\.[ ]?){{1,3}}{CAPITAL}[\w'’-]+")
"""A person's name alone on the line above a company's ("M. Ozturk ⏎ Alder Mills, Inc.")."""
_MIDDLE_INITIAL = re.compile(r"[^\W\d_a-z][\w'’-]+[ ](?:[A-Z]\.[ ]){1,2}[^\W\d_a-z][\w'’-]+")
"""A person's full name before their firm's: "Lionel P. Alder, Quay & Birch, P.C."; firms list surnames alone."""
_SURNAMES = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?:,\s[^\W\d_a-z][\w'’\s-]+)*,?\s&\s[^\W\d_a-z][\w'’\s-]+(?:,?\s[A-Z.]{2,8})?"
)
"""The name of a firm without any given name: "Strake, Holm & Vander Zanden, P.S."."""
_HEADS = INSTITUTIONS | GENERIC | TRADES
_OWNED = re.compile(r"(?P<owner>[^'’]{2,})['’]s\s+(?P<owned>\S[\s\S]*)")
_SHORTEST = 2
"""Fewest words of a name that is recognized again without a legal form."""


def parted(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, in order; each name that the document uses alone is separate.

    Arguments:
        names: with their tiers, in order, not overlapping.
    """
    alone = {_key(one.span.of(text)) for one in names if one.tier is Tier.SUGGESTED and one.kind is not Kind.PERSON}
    alone |= {
        _key(one.span.of(text))
        for one in names
        if one.kind is Kind.PERSON and one.tier is Tier.SUGGESTED and len(words(one.span.of(text))) >= _SHORTEST
    }
    called = {_key(one.span.of(text)) for one in names if one.tier is Tier.SUGGESTED}
    return [part for one in names for part in _parts(text, _owner(text, one, called), alone)]


def _owner(text: str, one: Candidate, called: set[str]) -> Candidate:
    """The owner in a phrase that is no body's name: "Alder's CFO" gives Alder, if Alder occurs alone elsewhere."""
    owned = _OWNED.fullmatch(text, one.span.start, one.span.end) if one.kind is not Kind.PERSON else None
    if owned is None or _key(owned["owner"]) not in called or _HEADS.intersection(words(owned["owned"])):
        return one
    if has_form(owned["owned"]) or not (is_acronym(owned["owned"]) or is_ordinary(owned["owned"])):
        return one
    return one.at(Span(*owned.span("owner")))


def _parts(text: str, one: Candidate, alone: set[str]) -> Iterator[Candidate]:
    if one.kind is Kind.PERSON or one.source == Source.DEFINED_TERM:
        yield one
        return
    cut = next(_cuts(text, one.span, alone), None)
    if cut is None:
        yield one
        return
    before, after = cut
    yield from _kept(text, one, before, alone)
    rest = _renamed(text, one, after, alone)
    office = _names_somebody(before.of(text)) and rest.kind is Kind.PERSON
    yield from _parts(text, replace(rest, kind=one.kind) if office else rest, alone)


def _cuts(text: str, span: Span, alone: set[str]) -> Iterator[tuple[Span, Span]]:
    """Text before and after each joint at which the name may be split."""
    for joint in _JOINT.finditer(text, span.start, span.end):
        before, after = Span(span.start, joint.start()), Span(joint.end(), span.end)
        if len(before) and len(after) and _parts_names(text, joint, before, after, alone):
            yield before, after
    for role in _ROLE_BEFORE.finditer(text, span.start, span.end):
        rest = Span(role.end(), span.end)
        if role["role"].casefold() in ROLES and _is_alone(rest.of(text), alone):
            yield Span(span.start, role.start()), rest


def _parts_names(text: str, joint: re.Match[str], before: Span, after: Span, alone: set[str]) -> bool:
    first, second = before.of(text), after.of(text)
    if joint["of"]:
        return (_is_alone(second, alone) and has_form(second)) or _names_somebody(first)
    if joint["comma"]:
        own_form = has_form(first) and _is_alone(first, alone) and not has_form(f"x {second}")
        own_form = own_form or (has_form(first) and has_form(second) and len(company_name(second).core) >= _SHORTEST)
        return own_form or _is_member(first, second) or (has_form(first) and _is_alone(second, alone))
    if joint["line"]:
        initials = _INITIALS.fullmatch(first) is not None and has_form(second) and _are_lines(text, before, after)
        return initials or (_is_alone(second, alone) and has_form(second))
    if _is_alone(second, alone):
        return True
    bodies = _ends_as_body(first) and _ends_as_body(second)
    return joint["tie"].casefold() == "and" and (
        bodies or _is_alone(first, alone) or _TOWN.fullmatch(second) is not None
    )


def _is_member(first: str, second: str) -> bool:
    """Whether a person's full name comes before their firm's."""
    if (
        _INITIALS.fullmatch(first)
        and words(second)[-1:]
        and words(second)[-1] in PROFESSIONAL
        and " " in second.strip()
    ):
        return len(words(second)) > _SHORTEST
    if _MIDDLE_INITIAL.fullmatch(first):
        return "&" in second and has_form(second)
    own = words(first)
    whole = len(own) >= _SHORTEST and "&" not in first and own[0] not in PARTICLES and not any(map(is_ordinary, own))
    return whole and "," in second and _SURNAMES.fullmatch(second) is not None


def _names_somebody(surface: str) -> bool:
    """Whether it is a given name and a surname, as before a person's office: "Ed Tarrow of Alder Prisoners' Aid"."""
    found = words(surface)
    return len(found) == len(("given", "surname")) and is_given(found[0]) and found[1] not in _HEADS


def _are_lines(text: str, before: Span, after: Span) -> bool:
    """Whether each of the two is alone on its line."""
    opens = not text[text.rfind("\n", 0, before.start) + 1 : before.start].strip()
    return opens and not text[after.end : after.end + 80].split("\n", maxsplit=1)[0].strip(" \t,;")


def _ends_as_body(surface: str) -> bool:
    """Whether it ends like the name of a body, and is more than such an ending ("Foundation")."""
    found = words(surface)
    return len(found) >= _SHORTEST and (has_form(surface) or found[-1] in ENDS_OF_BODIES)


def _is_alone(surface: str, alone: set[str]) -> bool:
    return _key(surface) in alone and (len(words(surface)) >= _SHORTEST or has_form(surface))


def _kept(text: str, one: Candidate, before: Span, alone: set[str]) -> Iterator[Candidate]:
    """The text before the joint, if it is a name too, and no words of a heading."""
    span = trimmed(text, before)
    if span is None or names_nobody(span.of(text)):
        return
    head = INSTITUTIONS & set(words(span.of(text)))
    named = _is_alone(span.of(text), alone) or _names_somebody(span.of(text))
    if head or named or not is_ordinary(span.of(text)):
        yield from _parts(text, _renamed(text, one, span, alone), alone)


def _renamed(text: str, one: Candidate, span: Span, alone: set[str]) -> Candidate:
    surface = span.of(text)
    kind = Kind.GOVERNMENT if _TOWN.fullmatch(surface) else kind_of(surface)
    person = _MIDDLE_INITIAL.fullmatch(surface) or _INITIALS.fullmatch(surface) or _names_somebody(surface)
    kind = Kind.PERSON if person else kind
    tier = Tier.SUGGESTED if _is_alone(surface, alone) and kind is not Kind.GOVERNMENT else one.tier
    return replace(one, span=span, kind=kind, tier=tier)


def _key(surface: str) -> str:
    return " ".join(surface.casefold().split()).strip(" .,")
