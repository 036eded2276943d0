"""Parties and their roles: sentences and lines that say what a person or an organization is."""

import re
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind, Statement

_WHAT = (
    r"(?:individual|resident|citizen|corporation|company|partnership|association|nonprofit"
    r"|agency|municipality|trust|bank"
    r"|subsidiary|affiliate|insurer|carrier|employer|employee|owner|shareholder|member"
    r"|president|director|officer|manager"
    r"|supervisor|driver|buyer|seller|tenant|landlord|lender|borrower|guarantor|trustee"
    r"|executor|administrator|contractor"
    r"|engineer|physician|doctor|nurse|attorney|counsel|expert|witness|plaintiff|defendant"
    r"|agent|vendor|supplier|customer"
    r"|client|partner|spouse|wife|husband|parent|guardian|victim|secretary|treasurer|chief|head|dispatcher|broker)s?"
)
_NAME = r"(?:\b(?:CLIENT|PARTY|COUNSEL|WITNESS|JUDGE|ORG|PERSON)_[A-Z]{1,4}\b)"
_IS = re.compile(
    rf"{_NAME}(?:\s\([^)]{{1,60}}\))?(?:,[^,.;]{{1,60}},)?\s(?:is|was|are|were|has been|served as|acts? as|acted as"
    rf"|works? as|worked as)\s(?:[\w’'.-]+\s){{0,8}}?[\w’'.-]*?\b{_WHAT}\b",
    re.I,
)
_OF_OTHER = re.compile(
    rf"(?:{_NAME}(?:[’']s)?\s(?:[\w-]+\s){{0,3}}{_WHAT},\s(?:Mr\.\s|Ms\.\s|Dr\.\s)?{_NAME}"
    rf"|{_NAME},\s(?:{_NAME}[’']s|the|a|an|its|their|your|his|her)\s(?:[\w-]+\s){{0,3}}{_WHAT})",
    re.I,
)
_RELATION = re.compile(
    rf"(?:\brepresents?\s(?:[\w,]+\s){{0,3}}{_NAME}|{_NAME}\s(?:hired|employed|retained|engaged|appointed|insures?)\s"
    rf"|\bresid(?:es?|ed|ing)\s(?:in|at)\b|\bprincipal place of business\b"
    rf"|\bincorporated in\b|\bemployed (?:me|by|as)\b"
    rf"|\bholds? a \w+(?:[ -]\w+)? (?:percent )?interest\b|\bdoes business (?:as|in)\b|\bd/b/a\b)",
    re.I,
)
_SUED = re.compile(
    r"\b(?:brought|filed|commenced|sued?)\b[^.;]{0,60}?\b(?:plaintiff|defendant|petitioner|respondent|claimant)s?\s"
    rf"{_NAME}",
    re.I,
)
_SECTION = re.compile(r"^(?:[IVX\dA-Z]{1,4}[.)]\s)?(?:the\s)?(?:parties|appearances)\b", re.I)
_COUNSEL = re.compile(
    r"(?:attorneys?|counsel)\s+for\b|^for\s+(?:the\s+)?(?:plaintiff|defendant|petitioner"
    r"|respondent|appell)",
    re.I,
)
_FOR = re.compile(rf"^For\s{_NAME}", re.I)
_TITLE = re.compile(rf"^{_NAME},\s(?:[\w&-]+\s){{0,4}}{_WHAT}$|^(?:[\w&-]+\s){{0,4}}{_WHAT},\s{_NAME}$", re.I)
_ONLY_TITLE = re.compile(
    rf"^(?:[A-Z][\w&-]+\s){{0,3}}{_WHAT.replace('chief', 'Chief')}(?:\s(?:of"
    rf"|for)\s\S+(?:\s\S+){{0,3}})?$",
    re.I,
)
_LABELED = re.compile(
    rf"^(?:(?:the\s)?(?:first|second|third|fourth)\sparty|party\s(?:[A-D]|[1-4]|of\sthe\s(?:first|second)\spart)"
    rf"|(?:the\s)?(?:[\w-]+\s){{0,2}}(?:{_WHAT}|lessors?|lessees?|licen[sc]ors?|licen[sc]ees?|assignors?|assignees?"
    rf"|grantors?|grantees?|insureds?|policyholder|claimant|patient|franchisors?|franchisees?))"
    rf"(?:\s\([^)]{{1,40}}\))?\s?:\s?[^:]{{0,40}}?{_NAME}",
    re.I,
)
"""A label with a name, as at the top of contracts and forms: "Landlord: ORG_A"."""
_COPIED = re.compile(r"(?:b?cc|copies(?: to)?|distribution)\s?:", re.I)
"""A line above the people who are sent a copy; addresses of mail have them on the same line."""
_PRESENT = re.compile(r"^also present\b|^reported by\b", re.I)
_ENOUGH = 4  # lines below "For the Plaintiffs:"


def roles(body: Body) -> Iterator[Entry]:
    """Sentences and lines that say who is who."""
    lines = [one for one in body.statements if one.kind is Kind.LINE]
    for one in body.statements:
        words = body.words(one.span)
        in_section = _SECTION.match(body.section(one.span.start)) is not None
        if one.kind is Kind.SENTENCE and TOKEN.search(words):
            if weight := _weight(words, in_section=in_section):
                yield Entry(EntryKind.PARTIES, one.span, weight)
        elif _LABELED.match(words):
            yield Entry(EntryKind.PARTIES, one.span, 3)
        elif one.kind is Kind.LINE and _PRESENT.match(words) and TOKEN.search(words):
            yield Entry(EntryKind.PARTIES, one.span, 1)
    yield from _with_neighbor(body, lines)


def _weight(words: str, *, in_section: bool) -> float:
    if in_section:
        return 4
    if _IS.search(words):
        return 3
    return 2 if _OF_OTHER.search(words) or _RELATION.search(words) or _SUED.search(words) else 0


def _with_neighbor(body: Body, lines: list[Statement]) -> Iterator[Entry]:
    """Counsel with the party for whom they appear, and people with the title below their name."""
    for number, one in enumerate(lines):
        words = body.words(one.span)
        if _COUNSEL.search(words) or _FOR.match(words):
            below = _block(body, lines, number)
            if len(below) > 1 or TOKEN.search(words):
                start = lines[number - 1].span.start if _is_signed(body, lines, number) else one.span.start
                yield Entry(EntryKind.PARTIES, Span(start, below[-1].span.end), 2)
        elif _COPIED.fullmatch(words):
            if len(below := _block(body, lines, number, len(lines))) > 1:
                yield Entry(EntryKind.PARTIES, Span(one.span.start, below[-1].span.end), 1)
        elif _TITLE.match(words):
            yield Entry(EntryKind.PARTIES, _with_name(body, lines, number), 2)
        elif _ONLY_TITLE.match(words) and number and _is_name(body, lines[number - 1]):
            yield Entry(EntryKind.PARTIES, Span(lines[number - 1].span.start, one.span.end), 1)


def _with_name(body: Body, lines: list[Statement], number: int) -> Span:
    """A title with the name on the line above ("President, ORG_A"), or the company below ("PERSON_B, President")."""
    span = lines[number].span
    starts_with_name = re.match(_NAME, body.words(span)) is not None
    if not starts_with_name and number and _is_name(body, lines[number - 1]):
        return Span(lines[number - 1].span.start, span.end)
    if starts_with_name and number + 1 < len(lines) and _is_name(body, lines[number + 1]):
        return Span(span.start, lines[number + 1].span.end)
    return span


def _block(body: Body, lines: list[Statement], number: int, most: int = _ENOUGH) -> list[Statement]:
    """The line and the names below it."""
    found = [lines[number]]
    for one in lines[number + 1 : number + 1 + most]:
        words = body.words(one.span)
        if one.span.start - found[-1].span.end > 1 or not TOKEN.search(words) or _FOR.match(words):
            break
        if re.match(r"(?:PHONE|EMAIL|ADDRESS|URL)_", words):
            break
        found.append(one)
    return found


def _is_signed(body: Body, lines: list[Statement], number: int) -> bool:
    """Whether the name of counsel is on the line above; below "For the Plaintiff:" it is on the next line."""
    if body.words(lines[number].span).endswith(":"):
        return False
    above = lines[number - 1] if number else None
    return above is not None and lines[number].span.start - above.span.end == 1 and _is_name(body, above)


def _is_name(body: Body, one: Statement) -> bool:
    return re.fullmatch(rf"(?:s/|/s/|By:|\s|[*_/])*{_NAME}[,\s]*", body.words(one.span)) is not None
