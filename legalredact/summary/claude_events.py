"""Watches the bytes of an event stream: each event bears the name of its kind, and nothing comes after the last one.

The client passes over whatever it does not know, so that of what follows the last event it shows nothing. The format:
https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

import codecs
import io
import json

from legalredact.errors import ReplyIncomplete

LAST = "message_stop"
"""The event with which a reply is complete."""

_REMEDY = "Try again; if this persists, use the local engine and tell firm IT."


def after_its_end() -> ReplyIncomplete:
    """For a reply that was complete, and then was not over."""
    return ReplyIncomplete("The reply went on after its end; it was discarded.", _REMEDY)


class EventWatch:
    """Is shown the bytes of one stream, in pieces of any size."""

    def __init__(self) -> None:
        text = codecs.getincrementaldecoder("utf-8")("strict")
        self._newlines = io.IncrementalNewlineDecoder(text, translate=True)
        self._line: list[str] = []
        self._name = ""
        self._data: list[str] = []
        self._ended = False

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Look at the next piece.

        Arguments:
            last: whether none follows.

        Errors: ReplyIncomplete if anything comes after the last event, or an event does not say of what kind it is;
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
    """What an event says in its data that it is; None if it says nothing."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return said.get("type") if isinstance(said, dict) else None
