"""The passages of one document of a payload as one text, so that a name in two of them is seen."""

import bisect
import itertools

from legalredact.model.mention import Span
from legalredact.model.payload import Passage, PayloadDocument

_BETWEEN = "\n\n"


class Joined:
    """Passages with a blank line between them.

    Arguments:
        document: whose passages.
    """

    def __init__(self, document: PayloadDocument) -> None:
        self.passages = document.passages
        self.text = _BETWEEN.join(passage.masked_text for passage in document.passages)
        lengths = (len(passage.masked_text) + len(_BETWEEN) for passage in document.passages)
        self.starts = [0, *itertools.accumulate(lengths)][:-1]

    def spans(self) -> tuple[tuple[Passage, Span], ...]:
        """Each passage with its stretch of the text."""
        pairs = zip(self.passages, self.starts, strict=True)
        return tuple((passage, Span(start, start + len(passage.masked_text))) for passage, start in pairs)

    def locate(self, span: Span) -> tuple[Passage, Span]:
        """The passage in which a stretch of the text begins, and the stretch in it (cut at the passage's end)."""
        at = bisect.bisect_right(self.starts, span.start) - 1
        passage, start = self.passages[at], self.starts[at]
        return passage, Span(span.start - start, min(span.end - start, len(passage.masked_text)))
