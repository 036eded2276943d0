"""A name that stands twice in a row on one line, as below signatures: "/s/ Jane Roe Jane Roe"."""

import re
from collections.abc import Sequence

from legalredact.detection.spans.candidate import Candidate
from legalredact.model.mention import Kind, Span

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def doubled(text: str, candidate: Candidate) -> Sequence[Span]:
    """Both places of somebody's full name that begins and ends twice within the span; none if it does not."""
    if candidate.kind is not Kind.PERSON:
        return ()
    found = list(_WORD.finditer(text, candidate.span.start, candidate.span.end))
    keys = [word.group().casefold() for word in found]
    for at in range(2, len(keys) - 1):
        if keys[at] == keys[0] and keys[at - 1] == keys[-1]:
            return Span(candidate.span.start, found[at - 1].end()), Span(found[at].start(), candidate.span.end)
    return ()
