"""How many requests may run at a time, according to the service's rate-limit headers.

Each response states how much of each limit is left and when it is full again (`anthropic-ratelimit-…`), and after a
refusal how long to wait (`retry-after`). No other part of a request or response is read.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 16
"""Largest number of simultaneous requests, whatever the service allows."""
_PLENTY, _LITTLE = 0.5, 0.1
"""Remaining share of a limit above which more requests may run, and below which new ones wait."""
_LIMITS = ("requests", "tokens", "input-tokens", "output-tokens")
LIMIT_HEADERS = (
    "retry-after",
    *(f"anthropic-ratelimit-{name}-{part}" for name in _LIMITS for part in ("limit", "remaining", "reset")),
)
"""The only response headers that are read."""
_LONGEST = 120.0


@dataclass(frozen=True, slots=True)
class Left:
    """The rest of a limit.

    Arguments:
        share: from 0 to 1.
        remaining: number according to the service.
        full_in: seconds until it is full again; 0 if the service does not say.
    """

    share: float
    remaining: int
    full_in: float


class Pace:
    """Shared by all requests to the service, from all threads.

    Arguments:
        most: largest number of simultaneous requests.
        now: monotonic clock, in seconds.
    """

    def __init__(self, most: int = MOST, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = most, now
        self._lock = threading.Lock()
        self._allowed = 1
        self._wait_until = 0.0

    @property
    def width(self) -> int:
        """Number of requests that may run now; 0 while the service requires a pause."""
        with self._lock:
            return 0 if self._now() < self._wait_until else self._allowed

    def take(self, status: int, headers: Mapping[str, str], at: dt.datetime) -> None:
        """Learn from a response.

        Arguments:
            at: time of the response, in UTC.
        """
        left = tuple(remaining_limits(headers, at))
        least = min(left, key=lambda one: one.share, default=None)
        with self._lock:
            if status in (429, 529):
                self._allowed = max(1, self._allowed // 2)
                self._hold(_seconds(headers.get("retry-after")) or 1.0)
            elif least is not None and least.share < _LITTLE:
                self._allowed = 1
                self._hold(least.full_in * (1 - least.share))
            elif least is not None and least.share > _PLENTY:
                self._allowed = min(self._most, self._allowed + 1)
            requests = [one.remaining for one in left]
            if requests:
                self._allowed = max(1, min([self._allowed, *requests]))

    def _hold(self, seconds: float) -> None:
        self._wait_until = max(self._wait_until, self._now() + min(seconds, _LONGEST))

    async def check_response(self, response: Any) -> None:
        """A hook for the client."""
        self.take(response.status_code, response.headers, dt.datetime.now(dt.UTC))


def remaining_limits(headers: Mapping[str, str], at: dt.datetime) -> Iterator[Left]:
    """The rest of each limit in the headers; invalid values are ignored."""
    for name in _LIMITS:
        told = {part: headers.get(f"anthropic-ratelimit-{name}-{part}") or "" for part in ("limit", "remaining")}
        if told["limit"].isdecimal() and told["remaining"].isdecimal() and int(told["limit"]):
            remaining = int(told["remaining"])
            reset = headers.get(f"anthropic-ratelimit-{name}-reset") or ""
            yield Left(remaining / int(told["limit"]), remaining, _until(reset, at))


def _until(reset: str, at: dt.datetime) -> float:
    try:
        when = dt.datetime.fromisoformat(reset)
    except ValueError:
        return 0.0
    return max(0.0, (when - at).total_seconds()) if when.tzinfo is not None else 0.0


def _seconds(said: str | None) -> float:
    try:
        return max(0.0, float(said or ""))
    except ValueError:
        return 0.0
