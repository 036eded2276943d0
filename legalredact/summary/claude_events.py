"""Checks the bytes of an event stream: each event names its type, and nothing follows the last event.

The client skips what it does not know, so it does not report data after the last event. The format:
https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

import codecs
import io
import json

from legalredact.errors import ReplyIncomplete

LAST = "message_stop"
"""The event that completes a reply."""

_REMEDY = "Try again; if this persists, use the local engine and tell firm IT."


def after_its_end() -> ReplyIncomplete:
    """The error for a reply that continued after its end."""
    return ReplyIncomplete("The reply went on after its end; it was discarded.", _REMEDY)


class EventWatch:
    """Inspects the bytes of one stream, in chunks of any size."""

    def __init__(self) -> None:
        text = codecs.getincrementaldecoder("utf-8")("strict")
        self._newlines = io.IncrementalNewlineDecoder(text, translate=True)
        self._line: list[str] = []
        self._name = ""
        self._data: list[str] = []
        self._ended = False

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Inspect the next chunk.

        Arguments:
            last: whether it is the last one.

        Errors: ReplyIncomplete if anything follows the last event, or an event does not name its type;
        UnicodeDecodeError.
        """
        first, *others = self._newlines.decode(piece, final=last).split("\n")
        self._add(first)
        for other in others:
            if self._ended:
                raise after_its_end()
            self._end_line("".join(self._line))
            self._line = []
            self._add(other)

    def _add(self, text: str) -> None:
        if text and self._ended:
            raise after_its_end()
        self._line.append(text)

    def _end_line(self, line: str) -> None:
        if not line:
            self._end_event()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)

    def _end_event(self) -> None:
        if (self._name or self._data) and self._name != _kind("\n".join(self._data)):
            raise ReplyIncomplete("The reply has an event that hides its kind; it was discarded.", _REMEDY)
        self._ended = self._name == LAST
        self._name, self._data = "", []


def _kind(data: str) -> object:
    """The type that an event's data states; None if there is none."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return said.get("type") if isinstance(said, dict) else None
