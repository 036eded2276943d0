"""Turns the blocks of a reply into segments: one per line, each with the passages that support it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from legalredact.errors import ReplyIncomplete
from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.review import Citation, Segment
from legalredact.summary.stream import Cited, ReplyBlock

_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_BULLET = re.compile(r"[-*•](?:\s+|$)")
_RULE = re.compile(r"[-*_]{3,}")


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A line of a reply, and its citations."""

    masked_text: str = field(repr=False)
    cited: tuple[Cited, ...] = ()


def lines_of(pieces: Iterable[ReplyBlock]) -> tuple[ReplyLine, ...]:
    """Split a reply into lines. A line may begin in one block and end in another; then it has the citations of both."""
    lines: list[ReplyLine] = []
    masked_text = ""
    cited: tuple[Cited, ...] = ()
    for piece in pieces:
        first, *others = piece.masked_text.split("\n")
        masked_text, cited = masked_text + first, cited + (piece.cited if first.strip() else ())
        for other in others:
            lines.append(ReplyLine(masked_text, cited))
            masked_text, cited = other, piece.cited if other.strip() else ()
    return (*lines, ReplyLine(masked_text, cited))


def segments_of(lines: Iterable[ReplyLine], documents: Sequence[PayloadDocument]) -> tuple[Segment, ...]:
    """Headings and statements for these lines.

    Arguments:
        documents: in the order in which they were sent; citations refer to that order.

    Errors: ReplyIncomplete if a line cites something that was not sent.
    """
    segments = (_segment(line, documents) for line in lines)
    return tuple(segment for segment in segments if segment.text)


def traced_back(
    segments: Iterable[Segment], joined: Payload, summaries: Sequence[Sequence[Sequence[Segment]]]
) -> tuple[Segment, ...]:
    """Replace citations of a joined summary, which refer to the partial summaries, by the citations of those.

    Arguments:
        segments: of the joined summary.
        joined: its payload: one document per partial summary, one passage per statement.
        summaries: the statements of each part, from which `joined` was made.
    """
    statements = dict(zip((document.id for document in joined.documents), summaries, strict=True))
    order = {d.id: {passage.id: number for number, passage in enumerate(d.passages)} for d in joined.documents}

    def sources(citation: Citation) -> Iterable[Citation]:
        numbers = order[citation.document_id]
        chosen = statements[citation.document_id][numbers[citation.first] : numbers[citation.last] + 1]
        return (source for statement in chosen for segment in statement for source in segment.citations)

    return tuple(replace(s, citations=_once(source for c in s.citations for source in sources(c))) for s in segments)


def _segment(line: ReplyLine, documents: Sequence[PayloadDocument]) -> Segment:
    text = line.masked_text.strip()
    if heading := _HEADING.match(text):
        return Segment(text[heading.end() :].strip(), heading=True)
    if _RULE.fullmatch(text):
        return Segment("")
    return Segment(_BULLET.sub("", text, count=1) if _BULLET.match(text) else text, _once(_citations(line, documents)))


def _citations(line: ReplyLine, documents: Sequence[PayloadDocument]) -> Iterable[Citation]:
    for cited in line.cited:
        if not (0 <= cited.document < len(documents) and 0 <= cited.start < cited.end):
            raise _unknown()
        document = documents[cited.document]
        if cited.end > len(document.passages):
            raise _unknown()
        yield Citation(document.id, document.passages[cited.start].id, document.passages[cited.end - 1].id)


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))


def _unknown() -> ReplyIncomplete:
    return ReplyIncomplete("The reply cites passages that were not sent; it was discarded.", "Try again.")
