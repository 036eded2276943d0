"""Whether an English word is a person's name at its place: it acts, speaks, owns, or is addressed like a person.

At the beginning of a sentence and in a line of capitals every word is capitalized. There a "Price" or "May" that a
person entered is a name only if its context shows it.
"""

import re

from legalredact.model.mention import Span

_ACTS = (
    "said|says|testified|testifies|stated|states|told|asked|asks|answered|replied|wrote|writes|paid|left|went|came"
    "|drove|saw|met|called|signed|sued|filed|claimed|claims|alleged|alleges|argued|argues|contended|contends|denied"
    "|denies|admitted|admits|asserted|asserts|knew|knows|lived|lives|worked|works|was|is|has|had|did|does|would|could"
    "|cannot|never|also|then|later|again|further|objected|objects|moved|appealed|appeals|began|took|gave|made|sent"
    "|received|agreed|refused|resigned|retired|walked|fell|suffered|underwent|presented|reported|complained|returned"
    "|visited|owned|owns|bought|sold|leased|rented|hired|fired|married|divorced|died|agrees|believes|believed|thought"
    "|thinks|wanted|wants|needed|tried|used|nodded|responded|explained|described|recalled|remembered|confirmed|noted"
    "|understood|acknowledged|conceded|acted|entered|executed|acquired|transferred|borrowed|owed|owes"
)
_ACTING = re.compile(rf"\s+(?:himself\s+|herself\s+)?(?:{_ACTS})\b")
_OWNING = re.compile(r"['’]s\s+[a-z]")
_DESCRIBED = re.compile(r",?\s+(?:who\b|whose\b|Jr\b|Sr\b|Esq|the\s+(?:plaintiff|defendant|witness|driver|owner)\b)")
_SPEAKING = re.compile(r":[ \t]+\S")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*(?:\d{1,2}[ \t]+)?(?:M[RS]{1,2}\.[ \t]+)?\Z")
_TIME = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Oo]f|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id|[Bb]efore|[Aa]fter"
    r"|[Dd]uring|[Ff]rom|[Tt]o|[Bb]etween|through|and|or|every|each|\d{1,2})[\s-]+\Z"
)


def is_acting(text: str, span: Span) -> bool:
    """Whether the following words or the form of the line show that the word in `span` is a person."""
    after = text[span.end : span.end + 40]
    if any(pattern.match(after) for pattern in (_ACTING, _OWNING, _DESCRIBED)):
        return not span.of(text).isupper()
    return (
        _SPEAKING.match(after) is not None
        and _LINE_START.search(text[max(0, span.start - 30) : span.start]) is not None
    )


def is_time(text: str, span: Span) -> bool:
    """Whether a month or a weekday is used as such ("in May", "May 5")."""
    before, after = text[max(0, span.start - 20) : span.start], text[span.end : span.end + 8]
    return _TIME.search(before) is not None or re.match(r",?\s+\d", after) is not None
