"""Lists of counsel and of surnames, and words after a name that show an oath."""

import itertools
import re
from collections.abc import Iterator

from legalredact.detection.rules.rule import Found
from legalredact.detection.spans.capital_runs import person_after
from legalredact.detection.spans.span_shape import is_ordinary, words
from legalredact.matching.text.letters import CAPITAL
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
_PART = rf"{CAPITAL}(?:[\w'’]|-\n?)*(?<!-)"
_LETTERS = re.compile(r"[^\W\d_]+")
_TURNED = re.compile(
    rf"^[ \t>]*(?P<last>{_PART}(?:[ ]{_PART}){{0,2}}),[ \t]*\n?[ \t]*(?P<first>{_PART}(?:[ ]{_PART}\.?){{0,2}})"
    r"(?=[ \t.\d]*$)",
    re.MULTILINE,
)
"""A line of an index or a table."""


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


def turned(text: str) -> Iterator[Found]:
    """Names in lists that the text has elsewhere in the other order: "ROE, JANE" and "Jane Roe" or "Jane Q. Roe"."""
    rows = list(_TURNED.finditer(text))
    straight = _neighbours(text) if rows else frozenset()
    for row in rows:
        first, last = (_LETTERS.search(row.group(part).casefold()) for part in ("first", "last"))
        if first and last and (first.group(), last.group()) in straight:
            yield Found(Span(row.start("last"), row.end("first")))


def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Every two adjacent words of a line, also with one word between them."""
    found: set[tuple[str, str]] = set()
    for line in text.casefold().splitlines():
        spelled = _LETTERS.findall(line)
        found.update(itertools.pairwise(spelled))
        found.update(zip(spelled, spelled[2:], strict=False))
    return frozenset(found)


def _is_full(surface: str) -> bool:
    """Two words or more, not all of them in the dictionary."""
    found = [word for word in words(surface) if len(word) > 1]
    return len(words(surface)) > 1 and bool(found) and not is_ordinary(" ".join(found))
