"""Retries of requests to the service: after which failures, after which wait, and when to give up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from legalredact.summary.claude_failures import Failure
from legalredact.summary.claude_settings import RetryPolicy

T = TypeVar("T")


async def with_retries(
    attempt: Callable[[], Awaitable[T | Failure]], policy: RetryPolicy, waiting: Callable[[int], None]
) -> T:
    """The result of `attempt`, retried after temporary failures.

    An error is raised here and not where it was caught, so that it has no reference to the client's own error,
    which holds the whole request.

    Arguments:
        waiting: called with the number of failed attempts before each wait.

    Errors: those of the last failure.
    """
    tries = 0
    while True:
        tries += 1
        outcome = await attempt()
        if not isinstance(outcome, Failure):
            return outcome
        wait = wait_before_retry(outcome, tries, policy)
        if wait is None:
            raise outcome.error
        waiting(tries)
        await asyncio.sleep(wait)


def wait_before_retry(failure: Failure, tries: int, policy: RetryPolicy) -> float | None:
    """Seconds to wait before a retry after `tries` attempts; None to give up."""
    if not failure.again or tries >= policy.tries:
        return None
    if failure.wait is not None:
        return failure.wait if failure.wait <= policy.longest else None
    return min(policy.first * 2.0 ** (tries - 1), policy.longest)
