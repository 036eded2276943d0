"""Statements of partial summaries that repeat a name which a person left in clear at one place.

The name stays masked elsewhere, so the statement alone does not pass the check. It is not sent back to the model: the
summary has it as it is, and the check of the reply compares it with its passage.
"""

import re
from collections.abc import Iterable, Sequence

from legalredact.model.payload import Hit, Payload
from legalredact.model.review import Segment

Statements = tuple[tuple[Segment, ...], ...]
"""A summary by statements, see `split.statements`."""


def set_aside(
    summaries: Sequence[Statements], joining: Payload, hits: Iterable[Hit], source: Payload
) -> tuple[tuple[Statements, ...], tuple[Segment, ...]]:
    """The summaries without these statements, and the segments of the statements.

    A statement is set aside only if a passage that it cites has the words of the hit. Others stay, and do not pass.

    Arguments:
        joining: made of the summaries, one document per summary and one passage per statement.
        hits: what its check found.
        source: the verified payload that was summarized.
    """
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.part, []).append(hit)
    kept: list[Statements] = []
    aside: list[Segment] = []
    for document, statements in zip(joining.documents, summaries, strict=True):
        stay = []
        for passage, statement in zip(document.passages, statements, strict=True):
            words = [hit.span.of(passage.masked_text) for hit in found.get(f"{document.id}/{passage.id}", ())]
            if words and all(_is_cited(one, statement, source) for one in words):
                aside += statement
            else:
                stay.append(statement)
        kept.append(tuple(stay))
    return tuple(kept), tuple(aside)


def _is_cited(words: str, statement: Iterable[Segment], source: Payload) -> bool:
    """Whether a cited passage has these very words."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return bool(words.strip()) and any(whole.search(text) for segment in statement for text in _cited(segment, source))


def _cited(segment: Segment, source: Payload) -> Iterable[str]:
    documents = {document.id: document for document in source.documents}
    for citation in segment.citations:
        document = documents.get(citation.document_id)
        inside = False
        for passage in document.passages if document is not None else ():
            inside = inside or passage.id == citation.first
            if inside:
                yield passage.masked_text
            if passage.id == citation.last:
                break
