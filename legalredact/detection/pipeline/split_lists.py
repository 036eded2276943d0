"""Lists of people on a line that the model took for one name: "Big Roe, Lil Roe, Otis"."""

import re

from legalredact.detection.lexicon.gazetteers import SUFFIXES
from legalredact.detection.spans.candidate import Candidate
from legalredact.detection.spans.span_shape import words
from legalredact.model.mention import Kind, Span

_BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_LISTED = re.compile(r"[^\W\d_a-z][\w'’-]+(?:[ ][^\W\d_a-z][\w'’-]+)?")
_FEWEST = 3
"""Two with a comma between them may be a surname and a given name."""


def enumerated(text: str, candidate: Candidate) -> list[Span]:
    """The people whom commas part, none of them a suffix; nothing if it is one name."""
    surface, start = candidate.span.of(text), candidate.span.start
    if candidate.kind is not Kind.PERSON or surface.count(",") < _FEWEST - 1:
        return []
    parts = [Span(start + m.start(), start + m.end()) for m in _BETWEEN_COMMAS.finditer(surface)]
    named = all(_LISTED.fullmatch(part.of(text)) and words(part.of(text))[-1] not in SUFFIXES for part in parts)
    return parts if named and len(parts) >= _FEWEST else []
