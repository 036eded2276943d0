"""Events of a reply as bytes: each says what it is, however the stream is cut and written, and one is the last."""

import pytest

from legalredact.errors import ReplyIncomplete
from legalredact.summary.claude_events import EventWatch

PING = b'event: ping\ndata: {"type": "ping"}\n\n'
STOP = b'event: message_stop\ndata: {"type": "message_stop"}\n\n'


def watched(*pieces: bytes) -> None:
    """A whole stream in those pieces."""
    watch = EventWatch()
    for piece in pieces:
        watch.take(piece)
    watch.take(b"", last=True)


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        PING + STOP,
        b"\n\n" + PING + b"\n" + STOP,
        b'event:ping\ndata:{"type":"ping"}\n\n',
        b'data: {"type":\ndata: "ping"}\nevent: ping\n\n',
        b'event: ping\nid: 7\nretry: 5\n: a comment\nunknown\ndata: {"type": "ping"}\n\n',
        b'event: change\nevent: ping\ndata: {"type": "ping"}\n\n',
        b": a comment alone\n\n",
        b"event: ping\ndata: {",
    ],
)
def test_a_stream_whose_events_say_what_they_are_is_let_in(stream: bytes) -> None:
    watched(stream)
    watched(stream.replace(b"\n", b"\r\n"))
    watched(stream.replace(b"\n", b"\r"))
    watched(*(stream[at : at + 1] for at in range(len(stream))))


@pytest.mark.parametrize(
    "event",
    [
        b'event: ping\ndata: {"type": "message_stop"}\n\n',
        b'event: message_stop\ndata: {"type": "ping"}\n\n',
        b'data: {"type": "ping"}\n\n',
        b"event: ping\n\n",
        b"event: ping\ndata: {\n\n",
        b'event: ping\ndata: ["ping"]\n\n',
        b'event: ping\ndata: "ping"\n\n',
        b'event: ping\ndata: {"kind": "ping"}\n\n',
        b'event:  ping\ndata: {"type": "ping"}\n\n',
        b"event: ping\ndata: " + b"[" * 100_000 + b"\n\n",
        b"data: {}\n\n",
        b'event: ping\ndata: {"type": "ping"}\ndata: {"type": "ping"}\n\n',
    ],
)
def test_an_event_that_hides_its_kind_is_refused(event: bytes) -> None:
    with pytest.raises(ReplyIncomplete, match="hides its kind"):
        watched(event)
    with pytest.raises(ReplyIncomplete, match="hides its kind"):
        watched(PING, event)


@pytest.mark.parametrize("rest", [PING, STOP, b"\n", b"\r", b" ", b"x", b": ping\n", b"event"])
def test_nothing_comes_after_the_last_event(rest: bytes) -> None:
    for pieces in ((STOP + rest,), (STOP, rest), (PING, STOP[:-1], STOP[-1:], rest)):
        with pytest.raises(ReplyIncomplete, match="after its end"):
            watched(*pieces)


@pytest.mark.parametrize("damaged", [b"\xff", b"event: \xc3"])
def test_what_is_no_text_is_refused(damaged: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        watched(damaged)


def test_a_letter_that_is_cut_in_two_is_one_letter() -> None:
    event = 'event: ping\ndata: {"type": "ping", "word": "Zoë"}\n\n'.encode()
    at = event.index("ë".encode()) + 1
    watched(event[:at], event[at:])
