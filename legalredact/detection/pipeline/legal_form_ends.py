"""A legal form ends a company's name and is no name by itself.

What stands between a name and the form belongs to the name. The name model sometimes reads
"ALDER VINEYARD ESTATES" and "LLC" of "ALDER VINEYARD ESTATES OWNER LLC".
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.spans.candidate import Candidate
from legalredact.model.mention import Kind, Span, Tier

_FORM = re.compile(
    r"(?<![\w.&-])(?:Inc|INC|Incorporated|INCORPORATED|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Co|CO|LLC|L\.L\.C"
    r"|LLP|L\.L\.P|LLLP|LP|L\.P|PLLC|P\.L\.L\.C|P\.C|PLC|plc|Ltd|LTD|Limited|LIMITED|GmbH|GMBH|S\.A|N\.A|B\.V|N\.V"
    r"|S\.p\.A|S\.r\.l|Bhd|BHD)\b\.?(?![\w@]|-\w)"
)
_WORDS = re.compile(r"(?:,?[ ](?:[^\W_a-z][\w.'’&-]*|&|of|and|for))*(?:,[ ]?|[ ]|,?[ ]?\n[ ]{0,1})")
"""What may stand between a name and its form: words in capitals, one blank apart."""
_WEAK = re.compile(r"(?:Co|Company|Corporation|Limited)\b", re.IGNORECASE)
"""Forms that are words: they end only the name directly before them, or one in capitals."""
_FARTHEST = 60
"""Characters."""


def with_forms(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each company with its legal form; a form alone is none.

    Arguments:
        candidates: in order, not overlapping.
    """
    out = list(candidates)
    for match in _FORM.finditer(text):
        out = _with_form(text, out, Span(*match.span()))
    return out


def _with_form(text: str, candidates: list[Candidate], form: Span) -> list[Candidate]:
    first = bisect.bisect_right(candidates, form.start, key=lambda one: one.span.end)
    at = first
    while at < len(candidates) and candidates[at].span.start < form.end:
        at += 1
    there = candidates[first:at]
    if any(one.span.start < form.start or one.span.end > form.end for one in there):
        return candidates
    name = candidates[first - 1] if first > 0 else None
    if name is not None and _belongs(text, name, form):
        tier = Tier.SUGGESTED if Tier.SUGGESTED in (name.tier, *(one.tier for one in there)) else name.tier
        whole = replace(name, span=Span(name.span.start, form.end), kind=Kind.ORGANIZATION, tier=tier)
        return [*candidates[: first - 1], whole, *candidates[at:]]
    return [*candidates[:first], *candidates[at:]]


def _belongs(text: str, name: Candidate, form: Span) -> bool:
    between = text[name.span.end : form.start]
    if name.kind is not Kind.ORGANIZATION or len(between) > _FARTHEST or not _WORDS.fullmatch(between):
        return False
    near = not any(c.isalnum() for c in between)
    capitals = name.span.of(text).isupper() and form.of(text).isupper() and between.isupper()
    return near or capitals or not _WEAK.match(form.of(text))
