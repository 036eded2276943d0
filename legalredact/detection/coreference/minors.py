"""Minors in the documents: a filing may show only their initials (FRCP 5.2(a)(3))."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from legalredact.model.mention import Kind, Mention
from legalredact.model.register import Register

_CHILD = r"(?:child|son|daughter|grandson|granddaughter|boy|girl|plaintiff|defendant|victim|beneficiary|claimant|ward)"
_BEFORE = re.compile(
    rf"\b(?:(?:minor|infant)\s+{_CHILD}|(?P<age>\d{{1,2}})[\s-]year[\s-]old(?:\s+{_CHILD})?),?\s+\Z", re.I
)
_AFTER = re.compile(
    r"\s*[,(]\s*(?:(?:who\s+(?:is|was)\s+)?(?:a|an|the)\s+(?:unemancipated\s+)?(?:minor|infant)"
    rf"(?:\s+{_CHILD})?(?=\s*(?:[,.;:)]|\Z|\n|by\b|through\b|at\b|when\b|represented\b))"
    r"|(?:age|aged)\s+(?P<age>\d{1,2})(?!\d)|(?P<years>\d{1,2})[\s-]years?[\s-](?:old|of\s+age))",
    re.I,
)
_BABY = re.compile(r"(?:new-?born|baby|infant|minor)\s", re.I)
_NEAR = 80
_OF_AGE = 18


def with_minors(found: Collection[str], register: Register) -> Register:
    """Mark each person whom a document calls a minor, or whose age it gives as under 18.

    Arguments:
        found: ids from `minors_in` for the documents.
    """
    people = (e for e in register.entities if e.id in found and not e.minor)
    return register.updated(replace(entity, minor=True) for entity in people)


def minors_in(text: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """Ids of the people whom the document calls minors.

    Arguments:
        mentions: resolved.
    """
    for mention in mentions:
        if mention.kind is Kind.PERSON:
            start, end = mention.span.start, mention.span.end
            before = _BEFORE.search(text[max(0, start - _NEAR) : start])
            after = _AFTER.match(text[end : end + _NEAR])
            if _BABY.match(mention.surface) or any(match and _young(match) for match in (before, after)):
                yield mention.entity


def _young(match: re.Match[str]) -> bool:
    ages = [int(age) for name, age in match.groupdict().items() if name in ("age", "years") and age]
    return not ages or ages[0] < _OF_AGE
