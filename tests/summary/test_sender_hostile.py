"""A process that sends may have been taken over by whoever answers: it gets no further than a hostile reply does."""

import contextlib
import json
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import Cancelled, EngineError, EngineIncident, EngineUnreachable, ReplyIncomplete, SendRefused
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.review import Citation, MaskedSummary
from legalredact.summary import sender_engine
from legalredact.summary.claude_pace import MOST, Pace
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings, Timeouts
from legalredact.summary.engine import Reverify
from legalredact.summary.sender_engine import SenderEngine
from legalredact.summary.sender_line import Lines, SenderConnection
from legalredact.summary.sender_messages import VerifyMessage, asked, encoded
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE
from tests.summary.payloads import complaint, document, trusting, verified

KEY = ApiKey("sk-test-3f9a")
SETTINGS = ClaudeSettings(ORGANIZATION, WORKSPACE, timeouts=Timeouts(ping=0.1))
USAGE = {
    "engine": "claude",
    "model": "claude-opus-5-5",
    "input_tokens": 25,
    "output_tokens": 15,
    "request_ids": ["req_1"],
    "organization_id": ORGANIZATION,
    "workspace_id": WORKSPACE,
    "stop_reasons": ["end_turn"],
    "api_version": "2026-10-21",
    "sdk_version": "2.12.0",
}
Speaks = Callable[["Connection[Any, Any]"], None]


class Taken(Lines):
    """Gives lines to something that has heard what is asked and says what it wants."""

    def __init__(self, speaks: Speaks) -> None:
        super().__init__()
        self._speaks = speaks
        self.heard: list[bytes] = []
        self.killed = 0

    @contextlib.contextmanager
    def one(self) -> Iterator[SenderConnection]:
        ours, theirs = Pipe()

        def kill() -> None:
            self.killed += 1
            with contextlib.suppress(OSError):
                theirs.close()

        def speak() -> None:
            with contextlib.suppress(OSError, EOFError):
                self.heard.append(theirs.recv_bytes())
                self._speaks(theirs)

        threading.Thread(target=speak, daemon=True).start()
        line = SenderConnection(ours, kill, lasting=False)
        try:
            yield line
        finally:
            line.close()


def said(*messages: object) -> Speaks:
    """Says those, as JSON, or as they are if they are bytes."""

    def speak(line: "Connection[Any, Any]") -> None:
        for message in messages:
            line.send_bytes(message if isinstance(message, bytes) else json.dumps(message).encode())

    return speak


def made(*segments: dict[str, object], **usage: object) -> dict[str, object]:
    """A summary, as it is told."""
    return {"kind": "made", "segments": list(segments), "usage": USAGE | usage}


def segment(text: str = "CLIENT_A sues.", *cited: tuple[str, str, str], **more: object) -> dict[str, object]:
    citations = [dict(zip(("document_id", "first", "last"), one, strict=True)) for one in cited]
    return {"text": text, "citations": citations, "quoted": False, "heading": False, **more}


def summarized(
    speaks: Speaks, report: Report = silent, reverify: Reverify = trusting, pace: Pace | None = None
) -> MaskedSummary:
    engine = SenderEngine(SETTINGS, KEY, reverify, pace or Pace(), Taken(speaks))
    return engine.summarize(complaint(), report, NEVER)


def test_a_summary_is_taken_if_it_is_of_what_was_asked() -> None:
    summary = summarized(said({"kind": "alive"}, made(segment("CLIENT_A sues.", ("0", "0", "2"), ("1", "1", "1")))))
    assert summary.segments[0].citations == (Citation("d1", "p1", "p3"), Citation("d2", "p2", "p2"))
    assert summary.payload_digest == complaint().digest


def test_only_what_is_sent_is_handed_over() -> None:
    original = complaint()
    parts = ((d.masked_title, *(p.masked_text for p in d.passages)) for d in original.payload.documents)
    named = verified(*(document(f"Oldacre-{n}", *texts, title=title) for n, (title, *texts) in enumerate(parts)))
    taken = Taken(said(made(segment())))
    SenderEngine(SETTINGS, KEY, trusting, lines=taken).summarize(named, silent, NEVER)
    (heard,) = taken.heard
    handed = asked(heard)
    assert handed.verified is not None
    assert handed.verified.payload.parts() == named.payload.parts()
    assert handed.verified.digest == named.digest
    assert [d.id for d in handed.verified.payload.documents] == ["0", "1"]
    assert [p.id for d in handed.verified.payload.documents for p in d.passages] == ["0", "1", "2", "0", "1"]
    places = {(p.place, p.clear_span, p.source) for d in handed.verified.payload.documents for p in d.passages}
    assert places == {(Place(), Span(0, 0), "")}
    assert not [word for word in ("Oldacre", "paragraph 1", "d2/") if word in heard.decode()]


def test_the_key_shows_nowhere_but_in_the_message() -> None:
    taken = Taken(said(made(segment())))
    engine = SenderEngine(SETTINGS, KEY, trusting, lines=taken)
    engine.summarize(complaint(), silent, NEVER)
    assert KEY.value in taken.heard[0].decode()
    assert KEY.value not in repr(engine) + repr(asked(taken.heard[0]))


class Harm:
    """Runs something in whoever unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, ("taken-over",)


NONSENSE = {
    "a pickle": pickle.dumps(Harm()),
    "nothing": b"",
    "no JSON": b"CLIENT_A",
    "no UTF-8": b'{"kind":"\xff"}',
    "a list": [],
    "no kind": {},
    "an unknown kind": {"kind": "run", "what": "taken-over"},
    "a key too many": {"kind": "alive", "what": "taken-over"},
    "nesting without end": b"[" * 2_000_000,
    "an unknown step": {"kind": "told", "step": "rm", "done": 0, "total": 0, "masked_text": ""},
    "half a unit": {"kind": "told", "step": "send", "done": 0.5, "total": 0, "masked_text": ""},
    "true units": {"kind": "told", "step": "send", "done": True, "total": 0, "masked_text": ""},
    "less than nothing": {"kind": "told", "step": "send", "done": -1, "total": 0, "masked_text": ""},
    "text that is none": {"kind": "told", "step": "receive", "done": 1, "total": 0, "masked_text": ["CLIENT_A"]},
    "an account in place of a summary": {"kind": "answered", "organization_id": "org-test-1", "workspace_id": "w"},
    "another engine": made(segment(), engine="local"),
    "another model": made(segment(), model="claude-fable-5-2"),
    "another organization": made(segment(), organization_id="org-other"),
    "less than no tokens": made(segment(), input_tokens=-1),
    "tokens without end": made(segment(), output_tokens=10**30),
    "text for an id": made(segment(), request_ids=["Marguerite Oldacre sued"]),
    "text for a reason": made(segment(), stop_reasons=["Marguerite Oldacre sued"]),
    "text for the version of the service": made(segment(), api_version="Marguerite Oldacre sued"),
    "text for the version of the client": made(segment(), sdk_version="Marguerite Oldacre sued"),
    "another workspace": made(segment(), workspace_id="wrkspc_other"),
    "more tokens than there are": made(segment(), input_tokens=1_000_000_000_000),
    "an error of another kind": {"kind": "failed", "error": "VaultDamaged", "what": "It is.", "remedy": "Do."},
    "an error that is no error": {"kind": "failed", "error": "SystemExit", "what": "It is.", "remedy": "Do."},
    "an error of many lines": {"kind": "failed", "error": "EngineIncident", "what": "It is.\nrm -r", "remedy": "Do."},
    "an error that turns letters around": {
        "kind": "failed",
        "error": "EngineIncident",
        "what": "\u202eI",
        "remedy": "D",
    },
    "an error without end": {"kind": "failed", "error": "EngineIncident", "what": "It is. " * 999, "remedy": "Do."},
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_makes_no_sense_is_refused_and_nothing_of_it_is_kept(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    taken = Taken(said(NONSENSE[what], made(segment())))
    with pytest.raises(EngineUnreachable) as told:
        SenderEngine(SETTINGS, KEY, trusting, lines=taken).summarize(complaint(), silent, NEVER)
    assert list(tmp_path.iterdir()) == []
    assert taken.killed
    assert not {"Oldacre", "CLIENT_A", "taken-over"} & set(str(told.value).split())
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__ or told.value.__context__ is None


FOREIGN = {
    "a document that was not sent": segment("A.", ("2", "0", "0")),
    "a passage that was not sent": segment("A.", ("0", "0", "3")),
    "no number": segment("A.", ("d1", "p1", "p1")),
    "a number below nothing": segment("A.", ("0", "-1", "0")),
    "a number in other letters": segment("A.", ("0", "\u0661", "1")),
    "an end before its beginning": segment("A.", ("0", "2", "1")),
    "a heading that cites": segment("A.", ("0", "0", "0"), heading=True),
    "words that are said to be the document's own": segment("A.", ("0", "0", "0"), quoted=True),
    "no text": segment(" "),
    "text without end": segment("x" * 4_000_001),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_summary_of_something_else_is_refused(what: str) -> None:
    with pytest.raises(ReplyIncomplete):
        summarized(said(made(segment(), FOREIGN[what])))


def test_no_summary_at_all_is_refused() -> None:
    with pytest.raises(ReplyIncomplete):
        summarized(said(made()))


def test_more_bytes_than_anything_can_have_are_not_read() -> None:
    def speak(line: "Connection[Any, Any]") -> None:
        os.write(line.fileno(), b"\x7f\xff\xff\xff")  # so many are announced, none has to come

    with pytest.raises(EngineUnreachable):
        summarized(speak)


def test_half_a_message_is_not_waited_for_once_somebody_cancels() -> None:
    stop, begun = Cancellation(), threading.Event()

    def speak(line: "Connection[Any, Any]") -> None:
        os.write(line.fileno(), b"\x00\x00\x10\x00{")
        begun.set()
        stop.cancel()
        threading.Event().wait(30)

    with pytest.raises(Cancelled):
        SenderEngine(SETTINGS, KEY, trusting, lines=Taken(speak)).summarize(complaint(), silent, stop)
    assert begun.is_set()


def test_signs_of_life_alone_do_not_keep_a_test_of_the_key_going(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_engine, "SILENCE", 0.2)

    def speak(line: "Connection[Any, Any]") -> None:
        while True:
            line.send_bytes(b'{"kind":"alive"}')

    with pytest.raises(EngineUnreachable, match="hung"):
        SenderEngine(SETTINGS, KEY, trusting, lines=Taken(speak)).ping()


def test_an_account_other_than_the_attested_one_is_not_believed() -> None:
    told = said({"kind": "answered", "organization_id": "org-other", "workspace_id": WORKSPACE})
    with pytest.raises(EngineError):
        SenderEngine(SETTINGS, KEY, trusting, lines=Taken(told)).ping()


def test_an_incident_is_told_as_one() -> None:
    failed = {"kind": "failed", "error": "EngineIncident", "what": "Another model answered.", "remedy": "Report it."}
    with pytest.raises(EngineIncident, match="Another model answered"):
        summarized(said(failed))


def test_names_cannot_be_tried_until_they_are_known() -> None:
    """A register that says yes and no as often as somebody asks is as good as a list of its names."""
    tried: list[Payload] = []

    def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        tried.append(payload)
        return trusting(payload) if "Roe" in payload.parts()[2] else ()

    def speak(line: "Connection[Any, Any]") -> None:
        for name in ("Roe", "Oldacre", "Penhallow"):
            line.send_bytes(encoded(VerifyMessage(verified(document("part-1", f"{name} sued.")).payload)))
            line.recv_bytes()

    taken = Taken(speak)
    with pytest.raises(SendRefused):
        SenderEngine(SETTINGS, KEY, reverify, lines=taken).summarize(complaint(), silent, NEVER)
    assert len(tried) == 2
    assert taken.killed


def test_what_is_allowed_to_go_back_is_what_was_verified_here() -> None:
    """Not what it says it would send, and with nothing of the register in it."""
    answers: list[dict[str, Any]] = []

    def speak(line: "Connection[Any, Any]") -> None:
        line.send_bytes(encoded(VerifyMessage(verified(document("part-1", "CLIENT_A sued.")).payload)))
        answers.append(json.loads(line.recv_bytes()))
        said(made(segment()))(line)

    summarized(speak)
    (answer,) = answers
    assert answer.keys() == {"verified"}
    assert answer["verified"].keys() == set(asdict(complaint()).keys())
    assert answer["verified"]["payload"]["documents"][0]["passages"][0]["masked_text"] == "CLIENT_A sued."


def test_a_verdict_on_something_else_lets_nothing_back() -> None:
    def reverify(_: Payload) -> VerifiedText | tuple[Hit, ...]:
        return complaint()

    def speak(line: "Connection[Any, Any]") -> None:
        line.send_bytes(encoded(VerifyMessage(verified(document("part-1", "CLIENT_A sued.")).payload)))
        line.recv_bytes()

    with pytest.raises(SendRefused):
        summarized(speak, reverify=reverify)


def test_the_pace_is_bounded_whatever_is_said() -> None:
    plenty = [["anthropic-ratelimit-requests-limit", "9" * 99], ["anthropic-ratelimit-requests-remaining", "9" * 99]]
    learned = {"kind": "learned", "status": 200, "headers": [*plenty, ["x-evil", "1"], ["retry-after", "9" * 101]]}
    pace = Pace()
    summarized(said(*[learned] * 50, made(segment())), pace=pace)
    assert pace.width == MOST


def test_what_is_told_reaches_a_person_as_text_that_is_not_shown_in_reprs() -> None:
    told: list[Progress] = []
    summarized(
        said({"kind": "told", "step": "receive", "done": 3, "total": 0, "masked_text": "CLIENT_A"}, made(segment())),
        told.append,
    )
    assert told == [Progress("receive", 3, 0, masked_text="CLIENT_A")]
    assert "CLIENT_A" not in repr(told)
