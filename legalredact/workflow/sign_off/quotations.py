"""Finds the place of a quotation in its source."""

import re
from collections.abc import Sequence

from legalredact.matching.text.quoted_mail import without_quote_marks
from legalredact.model.mention import Span


def quoted_parts(quotation: str, text: str, passages: Sequence[Span]) -> tuple[Span, ...]:
    """The characters of a document that a quotation has: a span for each passage that it touches.

    White space does not count, since line ends may differ, nor do the marks of quoted mail.

    Arguments:
        text: of the document.
        passages: that are cited, in order; the quotation may run from one into the next.

    Returns:
        Empty if the words are not there, or more than once, so that their place is not certain.
    """
    words = quotation.split()
    source = "\n".join(span.of(text) for span in passages)
    wanted = re.compile(r"\s+".join(map(re.escape, words))) if words else None
    found = list(wanted.finditer(source)) or list(wanted.finditer(without_quote_marks(source))) if wanted else []
    if len(found) != 1:
        return ()
    start, end = found[0].span()
    parts, at = [], 0
    for span in passages:
        first, last = max(start - at, 0), min(end - at, len(span))
        if first < last:
            parts.append(Span(span.start + first, span.start + last))
        at += len(span) + 1
    return tuple(parts)
