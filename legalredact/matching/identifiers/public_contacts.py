"""Owners of telephone numbers, addresses and web pages that are not confidential.

Courts, clerks' offices and public help lines publish their numbers, so these stay in the text: a summary of a notice
says whom to call. The owner is read from the line above the number in a letterhead, a signature or an address (ignoring
dates, labels and other address lines between), or from the words directly before it. Counsel's telephone number in a
signature block is on the public docket too, but only if a firm is named above it and something marks the block as
counsel's ("Attorney for", "Bar No.").
"""

import enum
import re

from legalredact.matching.identifiers.candidate import IdentifierMatch
from legalredact.model.mention import Kind


class Owner(enum.StrEnum):
    """The owner of an identifier, as far as the text around it tells."""

    PRIVATE = "private"
    COURT = "court"
    PUBLIC = "public"
    COUNSEL = "counsel"


_COURT = (
    r"(?:courts?|courthouse|clerk(?:[’']?s)?(?:\s+office)?|chambers|case\s+manager|courtroom|crtrm|ctrm|circuit\s+executive"
    r"|probation\s+office|U\.?S\.?\s+trustee|trustee\s+meeting\s+room|341(?:\(a\))?\s+meeting|help\s?desk\s+of\s+the\s+court|judicial\s+center)"
)
_LINE_OF_COURT = re.compile(
    rf"\b{_COURT}\b|uscourts\.gov|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|federal)"
    r"\s+circuit\b",
    re.I,
)
_BEFORE = (
    r"(?:[\s,:(–-]|\b(?:at|is|on|in|or|and|by|located|telephone|phone|tel|fax|number|no|of|the|calling|call|office|RM|room"
    r"|\d{1,3}[A-Z]?|an?)\b\.?){0,10}\Z"
)
_COURT_BEFORE = re.compile(rf"\b{_COURT}{_BEFORE}", re.I)
_HELP_BEFORE = re.compile(rf"\b(?:help\s?line|hot\s?line|crisis\s+line|life\s?line){_BEFORE}", re.I)
_FIRM_LINE = re.compile(
    r"\b(?:LLP|L\.L\.P\.|PLLC|P\.L\.L\.C\.|P\.C\.|P\.A\.|law\s+(?:offices?|firm|group)|attorneys?\s+at\s+law|Esq\.?)(?!\w)",
    re.I,
)
_COUNSEL_NEAR = re.compile(
    r"\b(?:attorneys?|counsel|solicitors?)\s+(?:for|of\s+record)\b|\bbar\s+(?:no|number|id|#)|\bpro\s+hac\s+vice\b",
    re.I,
)
_PUBLIC_HOST = re.compile(r"(?:^|[./@])[\w-]+\.(?:gov|mil)(?:[/:?]|$)")
_LABEL = (
    r"(?:telephone|telefax|phone|tel|fax|facsimile|mobile|cell|direct|main|office|e-?mail|web\s?site|web|internet|url|no"
    r"|number|t|f|p|o|m|c)"
)
_ASIDE = re.compile(
    rf"\s*(?:$|(?:{_LABEL}\b[\s.:#]*)+(?:[-+().\d\s]*|\S+@\S+|\S+\.\S+)$|[-+().\d\s]{{7,}}$|\S+@\S+$|(?:https?://|www\.)\S+$|\d[\w-]*\s"
    r"|(?:one|two|three|four|five|suite|ste|p\.?\s?o\.?\s?box)\b|\S.{0,60}\d{5}(?:-\d{4})?\s*$|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}\s*$"
    r"|.{0,40}\b(?:suite|floor)\b)",
    re.I,
)
_LINES_UP, _CHARACTERS_UP, _LONGEST_LINE, _NEAR = 14, 700, 70, 500
_WITH_OWNERS = frozenset({Kind.PHONE, Kind.ADDRESS, Kind.URL, Kind.EMAIL})


def owner_of(text: str, candidate: IdentifierMatch) -> Owner:
    """The owner of an identifier; private unless the text says otherwise.

    Arguments:
        text: of the whole document, since the deciding line may be in another block.
    """
    if candidate.kind not in _WITH_OWNERS:
        return Owner.PRIVATE
    if candidate.kind in (Kind.URL, Kind.EMAIL):
        return _owner_of_host(candidate)
    before = text[max(0, candidate.span.start - 160) : candidate.span.start]
    if _COURT_BEFORE.search(before):
        return Owner.COURT
    if _HELP_BEFORE.search(before) and candidate.kind is Kind.PHONE:
        return Owner.PUBLIC
    heading = _line_that_decides(text, candidate.span.start)
    if _LINE_OF_COURT.search(heading):
        return Owner.COURT
    if candidate.kind is Kind.PHONE and _FIRM_LINE.search(heading) and _COUNSEL_NEAR.search(_around(text, candidate)):
        return Owner.COUNSEL
    return Owner.PRIVATE


def _owner_of_host(candidate: IdentifierMatch) -> Owner:
    """Web pages of authorities and mailboxes of courts are public; officials' own mailboxes are not."""
    if "uscourts.gov" in candidate.value:
        return Owner.COURT
    public = candidate.kind is Kind.URL and _PUBLIC_HOST.search(candidate.value.partition("/")[0])
    return Owner.PUBLIC if public else Owner.PRIVATE


def _line_that_decides(text: str, start: int) -> str:
    """The first line above that is more than a label, a date or part of an address; empty inside running text."""
    lines = text[max(0, start - _CHARACTERS_UP) : start].split("\n")
    if not _ASIDE.match(lines[-1]):
        return ""
    for line in reversed(lines[-_LINES_UP:-1]):
        if _LINE_OF_COURT.search(line) and len(line) <= _LONGEST_LINE and not line.strip()[:1].isdigit():
            return line
        if not _ASIDE.match(line):
            return line if len(line) <= _LONGEST_LINE else ""
    return ""


def _around(text: str, candidate: IdentifierMatch) -> str:
    """The text near an identifier."""
    return text[max(0, candidate.span.start - _NEAR) : candidate.span.end + _NEAR]
