"""Lists of counsel, and words after a name that show an oath."""

import re
from collections.abc import Iterator

from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import person_after
from legalredact.detection.spans.span_shape import is_ordinary, words
from legalredact.model.mention import Role, Span

_OATH = re.compile(
    r",\s+(?:(?:the|a)\s+(?:witness|deponent)|(?:having\s+been|being|was"
    r"|after\s+being)\s+(?:first\s+)?(?:duly\s+)?(?:sworn|affirmed|cautioned)"
    r"|called\s+as\s+a\s+witness)|\s+(?:testified|deposed)\b"
)
_COUNSEL = re.compile(
    r"\b(?:Counsel|COUNSEL|Attorneys?|ATTORNEYS?|Advocates?)(?:\(s\))?\s+(?:for"
    r"|FOR)\s+[^\n:]{0,40}:[-–]?[ \t]*(?=[^\W\d_])"
)
_ROW = re.compile(r"\s{0,2}(?:\([^()\n]{0,30}\))?\s{0,2}[,;][ \t]{0,3}(?=[^\W\d_])")


def under_oath(text: str, span: Span) -> bool:
    """Whether the words after a name show that the person was sworn or testified."""
    return _OATH.match(text, span.end) is not None


def counsel_lists(text: str) -> Iterator[Found]:
    """Names in a list after "Counsel for the appellant:"."""
    for match in _COUNSEL.finditer(text):
        at, end = match.end(), match.end() + len(text[match.end() :].split("\n", 1)[0])
        while at < end and (span := person_after(text, at)) is not None and span.end <= end:
            if _is_full(span.of(text)):
                yield Found(span, role=Role.COUNSEL)
            following = _ROW.match(text, span.end)
            if following is None:
                break
            at = following.end()


def _is_full(surface: str) -> bool:
    """Two words or more, not all of them in the dictionary."""
    found = [word for word in words(surface) if len(word) > 1]
    return len(words(surface)) > 1 and bool(found) and not is_ordinary(" ".join(found))
