"""What the stand-in for the Messages API can answer to a second reading."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.fakes.messages_answers import Answer, Said, documents, reply, send_events, whole_reply

if TYPE_CHECKING:
    from tests.fakes.messages_server import Handler

Verdict = tuple[int, str, Sequence[str]]
"""Number of a statement as it was sent, verdict, words."""


def judged(*verdicts: Verdict, stop: str = "end_turn", model: str = "") -> Answer:
    """A reply of the asked form with these verdicts."""
    rows = [{"statement": number, "verdict": verdict, "words": list(words)} for number, verdict, words in verdicts]
    return reply(json.dumps({"verdicts": rows}), stop=stop, model=model)


def all_supported(handler: "Handler", body: dict[str, Any]) -> None:
    """Each statement is supported by the whole first passage after it."""
    said = documents(body)
    rows = [
        {"statement": number_of(one), "verdict": "supported", "words": [texts(said[at + 1])[0]]}
        for at, one in enumerate(said)
        if one["title"].startswith("Statement ")
    ]
    send_events(handler, whole_reply([Said(json.dumps({"verdicts": rows}))], "end_turn", body["model"]))


def statements(body: dict[str, Any]) -> dict[int, str]:
    """The statements of a request, by their number."""
    return {number_of(one): texts(one)[0] for one in documents(body) if one["title"].startswith("Statement ")}


def texts(document: dict[str, Any]) -> list[str]:
    """The blocks of a document."""
    return [block["text"] for block in document["source"]["content"]]


def number_of(document: dict[str, Any]) -> int:
    """The number of a statement."""
    return int(document["title"].removeprefix("Statement "))
