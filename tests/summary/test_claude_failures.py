"""What a failed request is told as, with its remedy, and whether it is worth another try."""

import email.utils
import time

import pytest

from legalredact.errors import EngineRejected, EngineUnreachable
from legalredact.summary.claude_failures import Failure, Oversized, chain_of, of_status, too_slow
from legalredact.summary.claude_retries import wait_before_retry
from legalredact.summary.claude_settings import RetryPolicy

ID = {"request-id": "req_7"}
PATIENCE = RetryPolicy(tries=3, first=1.0, longest=60.0)


def failed(status: int, kind: str = "", message: str = "", **headers: str) -> Failure:
    return of_status(status, kind, ID | {name.replace("_", "-"): value for name, value in headers.items()}, message)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 529, 408])
def test_a_service_that_could_not_answer_is_asked_again_later(status: int) -> None:
    failure = failed(status, "api_error")
    assert type(failure.error) is EngineUnreachable
    assert failure.error.what == f"The service could not answer (HTTP {status}, api_error, request req_7)."
    assert failure.error.remedy == "Try again later, or use the local engine."
    assert failure.again


@pytest.mark.parametrize(
    ("status", "again", "remedy"),
    [
        (400, False, "Use the local engine, and report the request id"),
        (401, False, "Check the API key, or enter it again."),
        (402, False, "Ask firm IT to look at the account's billing."),
        (403, False, "Ask firm IT which models and features the key may use."),
        (404, False, "Ask firm IT which models and features the key may use."),
        (409, True, "Use the local engine, and report the request id"),
        (418, False, "Use the local engine, and report the request id"),
        (429, True, "Wait a while and try again."),
        (499, False, "Use the local engine, and report the request id"),
    ],
)
def test_a_refusal_has_the_remedy_of_its_status(status: int, again: bool, remedy: str) -> None:
    failure = failed(status)
    assert type(failure.error) is EngineRejected
    assert failure.error.what == f"The service refused the request (HTTP {status}, request req_7)."
    assert failure.error.remedy.startswith(remedy)
    assert failure.again is again


@pytest.mark.parametrize(
    ("kind", "status", "again"),
    [
        ("overloaded_error", 529, True),
        ("api_error", 500, True),
        ("timeout_error", 504, True),
        ("rate_limit_error", 429, True),
        ("invalid_request_error", 400, False),
        ("brand_new_error", 400, False),
    ],
)
def test_an_error_in_the_middle_of_a_reply_counts_as_the_status_of_its_kind(
    kind: str, status: int, again: bool
) -> None:
    failure = failed(200, kind)
    assert f"(HTTP {status}, {kind}, request req_7)" in failure.error.what
    assert failure.again is again


def test_a_status_that_tells_enough_is_not_changed_by_the_kind() -> None:
    assert "HTTP 400" in failed(400, "overloaded_error").error.what
    assert not failed(400, "overloaded_error").again


@pytest.mark.parametrize(
    ("status", "message", "oversized"),
    [(413, "", True), (400, "prompt is too long: 210000 tokens", True), (400, "no", False), (500, "too long", False)],
)
def test_what_is_too_large_for_one_request_is_told_apart(status: int, message: str, oversized: bool) -> None:
    failure = failed(status, "", message)
    assert isinstance(failure.error, Oversized) is oversized
    if oversized:
        assert (
            failure.error.what == f"The service does not accept a request of this size (HTTP {status}, request req_7)."
        )
        assert failure.error.remedy == "Choose fewer documents."
        assert not failure.again


def test_without_an_id_the_request_is_unknown() -> None:
    assert "(HTTP 500, request unknown)" in of_status(500, None, {}, "").error.what


def test_a_service_that_says_not_to_is_not_asked_again() -> None:
    assert not failed(529, x_should_retry="false").again
    assert failed(529, x_should_retry="true").again
    assert not failed(400, x_should_retry="true").again


@pytest.mark.parametrize("status", [429, 529])
def test_a_date_is_waited_for_until_then(status: int) -> None:
    then = email.utils.formatdate(time.time() + 1000, usegmt=True)
    wait = failed(status, retry_after=then).wait
    assert wait is not None
    assert 900 < wait <= 1000


def test_a_wait_as_long_as_patience_is_kept() -> None:
    assert wait_before_retry(failed(429, retry_after="60"), 2, PATIENCE) == 60.0
    assert wait_before_retry(failed(429, retry_after="60"), 3, PATIENCE) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(20, "20 seconds"), (119, "119 seconds"), (120, "2 minutes"), (1800, "30 minutes"), (0.5, "0.5 seconds")],
)
def test_a_time_that_is_over_is_told_in_seconds_or_minutes(seconds: float, words: str) -> None:
    error = too_slow("The reply had not ended", seconds)
    assert str(error) == (
        f"The reply had not ended within {words}; nothing was kept. Try again later, or use the local engine."
    )


def test_the_chain_of_an_error_ends_also_where_it_comes_back_to_itself() -> None:
    first, second, third = ValueError(), KeyError(), OSError()
    first.__cause__, first.__context__ = second, third
    second.__context__ = third
    assert chain_of(first) == (first, second, third)
    assert chain_of(None) == ()
    third.__context__ = first
    assert chain_of(first) == (first, second, third)
