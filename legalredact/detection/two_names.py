"""Two names beside each other that a model takes for one, and two cells that are one name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.candidate import Candidate
from legalredact.detection.surface import has_form
from legalredact.model.mention import Kind, Span

_TRUSTEES = re.compile(
    r"(?<=\w),\s+(?:as\s+)?(?:[Cc]o-?|[Ss]uccessor\s+|[Ss]ole\s+)?[Tt]rustees?\s+(?:of|for|under)\s+(?=\w)"
)
_GIVEN_PAIR = re.compile(r"(?P<first>[^\W\d_a-z][^\W\d_A-Z]+),[ ](?P<second>[^\W\d_a-z][^\W\d_A-Z]+)")
_TWO_CELLS = re.compile(r"[^\t\n]+(?:\t|\n\n)[^\t\n]+|[^\W\d_][\w'’-]*,[ ][^,\n]+")


def holder_and_held(text: str, candidate: Candidate) -> Sequence[Candidate]:
    """The two of "Olive Tarrow, Trustee of The Tarrow Trust"; nothing if there is no such joint."""
    trust = _TRUSTEES.search(text, candidate.span.start, candidate.span.end)
    if trust is None or candidate.kind is Kind.PERSON:
        return ()
    holder, held = Span(candidate.span.start, trust.start()), Span(trust.end(), candidate.span.end)
    kind = candidate.kind if has_form(holder.of(text)) else Kind.PERSON
    return (replace(candidate, span=holder, kind=kind), replace(candidate, span=held))


def two_given(text: str, span: Span) -> Sequence[Span]:
    """Both of two given names ("Seen: Ada, Jax"), of which the text says the first before a surname, and the other.

    Returns: the span itself where it is one name.
    """
    both = _GIVEN_PAIR.fullmatch(text, span.start, span.end)
    if both is None:
        return [span]
    first, second = re.escape(both["first"]), re.escape(both["second"])
    borne = re.search(rf"(?<![\w,])(?:^|[ ]){first}[ ](?!{second}\b)[^\W\d_a-z][^\W\d_A-Z]+", text, re.MULTILINE)
    turned = re.search(rf"(?<!\w){second}\s+{first}(?!\w)", text)
    if borne is None or turned is not None or text.count(both["second"]) < 2:
        return [span]
    return [Span(*both.span("first")), Span(*both.span("second"))]


def in_two_cells(text: str, candidate: Candidate) -> bool:
    """Whether it is a surname before a first name, either of which may be a title ("Major<tab>Price", "Lord, Ada")."""
    return candidate.source == "last first" and _TWO_CELLS.fullmatch(candidate.span.of(text)) is not None
