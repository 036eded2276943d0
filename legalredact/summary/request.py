"""Requests as plain data: documents, the legend of their tokens, the question; one content block per citable passage.

The legend is a text block and no document, so that nothing can cite it and citations count the documents alone.
"""

from typing import Any

from legalredact.model.payload import Payload, PayloadDocument
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.meaning_replies import SCHEMA
from legalredact.summary.split import Part

GO_ON = (
    "Your reply was cut off by its length limit. It stands above up to its last whole line. Go on with the next line,"
    " in the same form and by the same rules. Do not repeat what stands there already, and add no remark."
)
"""Asks for the rest of a reply that reached its length limit."""

PING: list[dict[str, Any]] = [{"role": "user", "content": "ping"}]
"""Contains no data; sent first, to learn which account answers."""


def messages(part: Part) -> list[dict[str, Any]]:
    """The messages that ask for a summary of that part."""
    words = (part.legend, part.instructions, part.question)
    content = [*map(_document, part.documents), *({"type": "text", "text": text} for text in words if text)]
    return [{"role": "user", "content": content}]


def continued(asked: list[dict[str, Any]], so_far: Payload) -> list[dict[str, Any]]:
    """The messages that ask for the rest, after `so_far` (verified, see `split.continuing_payload`).

    The service keeps no state, so that the documents have to be sent again. They are marked for its prompt cache, which
    a zero-retention contract covers: each further continuation reads them from there for a tenth of their price.
    A first request is not marked: writing to the cache costs a quarter more, and most replies need no continuation.
    """
    (question,) = asked
    *before, last = question["content"]
    said = "\n".join(passage.masked_text for document in so_far.documents for passage in document.passages)
    return [
        {**question, "content": [*before, {**last, "cache_control": {"type": "ephemeral"}}]},
        {"role": "assistant", "content": [{"type": "text", "text": said}]},
        {"role": "user", "content": [{"type": "text", "text": so_far.instructions}]},
    ]


def counted(settings: ClaudeSettings, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments of `messages.count_tokens`."""
    return {"model": settings.model, "messages": asked}


def asked_for(settings: ClaudeSettings, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments of `messages.create`; no tools, no metadata, nothing outside a zero-retention contract."""
    where = {"inference_geo": settings.inference_geo} if settings.inference_geo else {}
    return {"model": settings.model, "max_tokens": settings.max_tokens, "messages": asked, "stream": True, **where}


def judged(settings: ClaudeSettings, part: Part) -> dict[str, Any]:
    """Arguments of `messages.create` for the second reading: a reply of a fixed form, which excludes citations."""
    content = [*(_document(one, cited=False) for one in part.documents), {"type": "text", "text": part.instructions}]
    form = {"format": {"type": "json_schema", "schema": SCHEMA}}
    return {**asked_for(settings, [{"role": "user", "content": content}]), "output_config": form}


def _document(document: PayloadDocument, *, cited: bool = True) -> dict[str, Any]:
    blocks = [{"type": "text", "text": passage.masked_text} for passage in document.passages]
    return {
        "type": "document",
        "title": document.masked_title,
        "source": {"type": "content", "content": blocks},
        "citations": {"enabled": cited},
    }
