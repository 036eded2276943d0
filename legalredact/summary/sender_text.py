"""Converts verified text for sending, and answers back to documents and passages of the matter."""

import re
from collections.abc import Iterable
from dataclasses import replace

from legalredact.errors import EngineUnreachable, ReplyIncomplete
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.review import Citation, Segment, Usage
from legalredact.summary.claude_account import plain
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.stream import LARGEST

_NOWHERE = Span(0, 0)
_NUMBER = re.compile(r"[0-9]{1,9}")


def without_ids(verified: VerifiedText) -> VerifiedText:
    """The same text without data that is not sent: documents and passages are numbered from 0, without their ids.

    The id of a document is a digest of its file, which somebody with the file could recognize.
    """
    documents = (
        PayloadDocument(
            str(number),
            document.masked_title,
            tuple(Passage(str(n), one.masked_text, Place(), _NOWHERE) for n, one in enumerate(document.passages)),
        )
        for number, document in enumerate(verified.payload.documents)
    )
    return replace(verified, payload=replace(verified.payload, documents=tuple(documents), first=1, made_of=()))


def with_real_ids(segments: Iterable[Segment], payload: Payload) -> tuple[Segment, ...]:
    """Segments with citations by these numbers, converted to ids of documents and passages.

    Errors: ReplyIncomplete for a citation of something not sent, for no text, and for more text than a reply can have.
    """
    found = tuple(_segment(segment, payload) for segment in segments)
    if not found or sum(len(segment.text) for segment in found) > LARGEST:
        raise ReplyIncomplete("The reply is empty, or too large.", "Try again, or use the local engine.")
    return found


def usage_of(told: Usage, settings: ClaudeSettings) -> Usage:
    """The reported usage, if it matches the request.

    Errors: EngineUnreachable if it does not match, or has impossible numbers or ids.
    """
    expected = ("claude", settings.organization_id, settings.workspace_id)
    ids = (*told.request_ids, *told.stop_reasons, told.api_version, told.sdk_version)
    if (
        (told.engine, told.organization_id, told.workspace_id) != expected
        or told.model not in settings.answering
        or not all(plain(one) for one in ids)
        or not all(0 <= count < 1_000_000_000_000 for count in (told.input_tokens, told.output_tokens))
    ):
        raise EngineUnreachable(
            "The sending process reports an answer that was not requested; nothing was kept.",
            "Try again; if this persists, tell firm IT.",
        )
    return told


def _segment(segment: Segment, payload: Payload) -> Segment:
    citations = tuple(_citation(citation, payload) for citation in segment.citations)
    if not segment.text.strip() or segment.quoted or (segment.heading and citations):
        raise ReplyIncomplete("The reply has a part that no reply has; it was discarded.", "Try again.")
    return replace(segment, citations=citations)


def _citation(citation: Citation, payload: Payload) -> Citation:
    document = payload.documents[_number(citation.document_id, len(payload.documents))]
    first, last = (_number(one, len(document.passages)) for one in (citation.first, citation.last))
    if first > last:
        raise _unknown()
    return Citation(document.id, document.passages[first].id, document.passages[last].id)


def _number(told: str, below: int) -> int:
    if not _NUMBER.fullmatch(told) or int(told) >= below:
        raise _unknown()
    return int(told)


def _unknown() -> ReplyIncomplete:
    return ReplyIncomplete("The reply cites passages that were not sent; it was discarded.", "Try again.")
