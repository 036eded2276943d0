"""Deadlines: what must be done by when."""

import re
from collections.abc import Iterator

from legalredact.matching.facts.find import FactKind
from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE_DATE = re.compile(
    r"\b(?:by|before|no\slater\sthan|not\slater\sthan|on\sor\sbefore|due(?:\s(?:on|by|at))?"
    r"|until|through|deadline(?:\sis|\sof|:)?"
    r"|expires?(?:\son)?|returnable(?:\son)?|set\sfor|scheduled\sfor)\s(?:[\w:.]+\s(?:[ap]\.?m\.?)?\s?(?:on|of)\s)?"
    rf"(?:{_WEEKDAY},?\s)?$",
    re.I,
)
_BEFORE_PERIOD = re.compile(
    r"\b(?:within|no\slater\sthan|not\slater\sthan|at\sleast|in|after|gives?\s\w+|has|have|for|upon)\s(?:\w+\s)?$", re.I
)
_MUST = re.compile(
    r"\b(?:must|shall|will|is\sto|are\sto|has\sto|have\sto|(?-i:may)|required|ordered|please"
    r"|if|pay(?:s|able)?|respond|file|serve|answer|appeal"
    r"|notice|keep|gives?|due)\b",
    re.I,
)
_PERIOD_OF = re.compile(r"\s?(?:\([^)]*\)\s?)?(?:to|of|after|before|from|following|prior|notice|written)\b", re.I)
_PAST = re.compile(r"\b(?:until|through|by|in)\s$", re.I)
_PLAIN = re.compile(
    r"\bby\s(?:noon|midnight|tomorrow|today|tonight|close\sof\sbusiness|cob|eod"
    r"|end\sof\s(?:the\s)?(?:day|week|month|business)"
    rf"|{_WEEKDAY}|next\s\w+)\b|\bas\ssoon\sas\spossible\b"
    r"|\bimmediately\supon\b|\bforthwith\b"
    r"|\btime\sis\sof\sthe\sessence\b",
    re.I,
)


def deadlines(body: Body) -> Iterator[Entry]:
    """Statements with a date or a period until which something is to be done."""
    for one in body.units:
        words = body.words(one.span)
        weight = 3.0 if _PLAIN.search(words) else 0.0
        for fact in body.facts_in(one.span):
            before = " ".join(body.plain[max(one.span.start, fact.span.start - 60) : fact.span.start].split()) + " "
            if fact.kind is FactKind.DATE and _BEFORE_DATE.search(before):
                # "until May 3" in a report of the past is no deadline.
                weight = max(weight, 4.0 if _MUST.search(words) else 0.0 if _PAST.search(before) else 2.0)
            elif (
                fact.kind is FactKind.DURATION
                and _MUST.search(words)
                and (_BEFORE_PERIOD.search(before) or _PERIOD_OF.match(body.plain, fact.span.end, one.span.end))
            ):
                weight = max(weight, 3.0)
        if weight:
            yield Entry(EntryKind.DEADLINES, one.span, weight)
