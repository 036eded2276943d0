"""Requests as plain data: documents, the legend of their tokens, the question; one content block per citable passage.

The legend is a text block and no document, so that nothing can cite it and citations count the documents alone.
"""

from typing import Any

from legalredact.model.payload import Payload, PayloadDocument
from legalredact.summary.claude_settings import TAKES_EFFORT, ClaudeSettings
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


def cached(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages, marked for the service's prompt cache, which a zero-retention contract covers.

    Writing to it costs a quarter more, and each continuation reads from it for a tenth of the price.
    """
    (question,) = asked
    *before, last = question["content"]
    return [{**question, "content": [*before, {**last, "cache_control": {"type": "ephemeral"}}]}]


def continued(asked: list[dict[str, Any]], so_far: Payload) -> list[dict[str, Any]]:
    """The messages that ask for the rest, after `so_far` (verified, see `split.continuing_payload`).

    The service keeps no state, so that the documents have to be sent again; they are marked for its cache.

    Arguments:
        asked: the first messages, marked or not.
    """
    said = "\n".join(passage.masked_text for document in so_far.documents for passage in document.passages)
    return [
        *cached(asked),
        {"role": "assistant", "content": [{"type": "text", "text": said}]},
        {"role": "user", "content": [{"type": "text", "text": so_far.instructions}]},
    ]


def counted(settings: ClaudeSettings, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments of `messages.count_tokens`."""
    return {"model": settings.model, "messages": asked}


def asked_for(
    settings: ClaudeSettings, asked: list[dict[str, Any]], limit: int = 0, effort: str = ""
) -> dict[str, Any]:
    """Arguments of `messages.create`; no tools, no metadata, nothing outside a zero-retention contract.

    Arguments:
        limit: of the reply, in tokens; 0 for that of the settings.
        effort: of the prompt; left out for a model that does not take it.
    """
    more: dict[str, Any] = {"inference_geo": settings.inference_geo} if settings.inference_geo else {}
    if effort and TAKES_EFFORT.fullmatch(settings.model):
        more["output_config"] = {"effort": effort}
    most = limit or settings.max_tokens
    return {"model": settings.model, "max_tokens": most, "messages": asked, "stream": True, **more}


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
