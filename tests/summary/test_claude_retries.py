"""What is tried again, how often, and how long is waited."""

import pytest

from legalredact.errors import EngineRejected, EngineUnreachable, LegalRedactError
from legalredact.model.progress import Progress
from legalredact.summary.claude_failures import Failure, of_status
from legalredact.summary.claude_retries import wait_before_retry
from legalredact.summary.claude_settings import RetryPolicy
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import MessagesServer
from tests.summary.asking import ask

BUSY = {408: "timeout_error", 409: "conflict_error", 429: "rate_limit_error", 500: "api_error", 529: "overloaded_error"}


@pytest.mark.parametrize("code", BUSY)
def test_a_busy_service_is_asked_again(server: MessagesServer, code: int) -> None:
    server.script.answers = [fake.status(code, BUSY[code])]
    seen: list[Progress] = []
    assert ask(server, report=seen.append).segments
    assert len(server.asked) == 2
    assert Progress("wait", 1, 3) in seen


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422])
def test_a_refusal_is_final(server: MessagesServer, code: int) -> None:
    server.script.answers = [fake.status(code, "invalid_request_error")]
    with pytest.raises(EngineRejected):
        ask(server)
    assert len(server.asked) == 1


def test_it_gives_up_after_so_many_tries(server: MessagesServer) -> None:
    server.script.answers = [fake.status(529, "overloaded_error")] * 9
    with pytest.raises(EngineUnreachable, match="HTTP 529, overloaded_error"):
        ask(server)
    assert len(server.asked) == 3


def test_the_first_request_is_tried_again_too(server: MessagesServer) -> None:
    server.script.count_answers = [fake.status(503, "api_error")]
    assert ask(server).segments


def test_a_short_wait_that_is_asked_for_is_kept(server: MessagesServer) -> None:
    server.script.answers = [fake.status(429, "rate_limit_error", headers={"retry-after": "0.01"})]
    assert ask(server).segments


def test_a_long_wait_is_not_waited_for(server: MessagesServer) -> None:
    server.script.answers = [fake.status(429, "rate_limit_error", headers={"retry-after": "3600"})]
    with pytest.raises(EngineRejected, match="HTTP 429"):
        ask(server)
    assert len(server.asked) == 1


def test_a_service_that_says_not_to_is_not_asked_again(server: MessagesServer) -> None:
    server.script.answers = [fake.status(500, "api_error", headers={"x-should-retry": "false"})]
    with pytest.raises(EngineUnreachable):
        ask(server)
    assert len(server.asked) == 1


def test_a_service_that_is_not_there_is_unreachable(server: MessagesServer) -> None:
    with pytest.raises(EngineUnreachable, match="Check the network"):
        ask(server, base_url="http://127.0.0.1:9")  # the discard port; nothing listens


PATIENCE = RetryPolicy(tries=5, first=1.0, longest=5.0)


@pytest.mark.parametrize(
    ("wait", "tries", "expected"),
    [(None, 1, 1.0), (None, 2, 2.0), (None, 4, 5.0), (None, 5, None), (3.0, 1, 3.0), (5.5, 1, None)],
)
def test_waits_double_up_to_a_limit(wait: float | None, tries: int, expected: float | None) -> None:
    error = LegalRedactError("What happened.", "What to do.")
    assert wait_before_retry(Failure(error, again=True, wait=wait), tries, PATIENCE) == expected
    assert wait_before_retry(Failure(error, again=False, wait=wait), tries, PATIENCE) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [("", None), ("nan", None), ("7", 7.0), ("-3", 0.0), ("soon", None), ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0)],
)
def test_a_wait_is_seconds_or_a_date(said: str, expected: float | None) -> None:
    assert of_status(429, "rate_limit_error", {"retry-after": said}, "").wait == expected


@pytest.mark.parametrize("said", ["inf", "1e999"])
def test_a_wait_without_end_is_not_waited_for(said: str) -> None:
    assert wait_before_retry(of_status(429, "rate_limit_error", {"retry-after": said}, ""), 1, PATIENCE) is None
