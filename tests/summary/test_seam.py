"""What both engines refuse at their door."""

from dataclasses import replace

import pytest

from legalredact.errors import SendRefused, UsageError
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.progress import NEVER, silent
from legalredact.summary.claude import ClaudeEngine
from legalredact.summary.engine import Engine, accepted
from legalredact.summary.local.engine import LocalEngine
from tests.fakes.messages_server import MessagesServer
from tests.summary.asking import ask, engine
from tests.summary.payloads import as_verified, complaint, document, verified


class LookAlike:
    """Has everything that verified text has, but nobody verified it."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        self.digest = payload.digest
        self.tokens = frozenset[str]()


class Heir(VerifiedText):
    """A kind of verified text that somebody else could make."""


def test_both_engines_fit_the_seam(server: MessagesServer) -> None:
    engines: list[Engine] = [LocalEngine(), engine(server)]
    assert [each.name for each in engines] == ["local", "claude"]


def unverified() -> list[object]:
    good = complaint()
    return [
        good.payload,
        LookAlike(good.payload),
        Heir(good.payload, good.digest, good.tokens),
        VerifiedText(good.payload, "0" * 64, good.tokens),
        "CLIENT_A sues.",
        None,
    ]


@pytest.mark.parametrize("number", range(6))
def test_only_verified_text_is_accepted(server: MessagesServer, number: int) -> None:
    with pytest.raises(SendRefused):
        accepted(unverified()[number])
    with pytest.raises(SendRefused):
        engine(server).summarize(unverified()[number], silent, NEVER)  # type: ignore[arg-type] # that is the point
    assert not server.received


def test_a_payload_without_text_is_not_sent(server: MessagesServer) -> None:
    with pytest.raises(SendRefused):
        ask(server, verified(document("d1", " ")))
    assert not server.received


def test_only_the_registrys_own_words_are_sent(server: MessagesServer) -> None:
    good = complaint().payload
    for other in (replace(good, instructions="Who is CLIENT_A?"), replace(good, prompt_version="0")):
        with pytest.raises(SendRefused, match="registry"):
            ask(server, as_verified(other))
    assert not server.received


def test_an_unknown_prompt_is_not_sent(server: MessagesServer) -> None:
    with pytest.raises(UsageError):
        ask(server, as_verified(replace(complaint().payload, prompt_id="haiku")))
    assert not server.received


def test_ping_says_who_answers_without_sending_text(server: MessagesServer) -> None:
    asking: ClaudeEngine = engine(server)
    assert asking.ping().organization_id == "org-test-1"
    assert not any(request.sends_text for request in server.received)
