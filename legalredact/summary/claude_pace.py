"""How many requests may be under way at a time, as the service's own rate-limit headers say.

The service tells with each answer how much of each limit is left and when it is full again (`anthropic-ratelimit-…`),
and how long to wait after it refused one (`retry-after`). Nothing of a request or an answer is looked at but these.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 16
"""Requests at a time, however much the service would let."""
_PLENTY, _LITTLE = 0.5, 0.1
"""Shares of a limit that are left: above the first one more may be asked, below the second it is waited."""
_LIMITS = ("requests", "tokens", "input-tokens", "output-tokens")
LIMIT_HEADERS = (
    "retry-after",
    *(f"anthropic-ratelimit-{name}-{part}" for name in _LIMITS for part in ("limit", "remaining", "reset")),
)
"""The only headers of an answer that are looked at."""
_LONGEST = 120.0


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit.

    Arguments:
        share: of 1.
        remaining: as the service counts it.
        full_in: seconds until it is full again; 0 if the service does not say.
    """

    share: float
    remaining: int
    full_in: float


class Pace:
    """One for all requests to the service, whatever thread sends them.

    Arguments:
        most: requests at a time.
        now: monotonic clock, in seconds.
    """

    def __init__(self, most: int = MOST, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = most, now
        self._lock = threading.Lock()
        self._allowed = 1
        self._wait_until = 0.0

    @property
    def width(self) -> int:
        """How many may be under way now; 0 while the service wants to be left alone."""
        with self._lock:
            return 0 if self._now() < self._wait_until else self._allowed

    def take(self, status: int, headers: Mapping[str, str], at: dt.datetime) -> None:
        """Learn from an answer.

        Arguments:
            at: when it came, in UTC.
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
        """For the client's hooks."""
        self.take(response.status_code, response.headers, dt.datetime.now(dt.UTC))


def remaining_limits(headers: Mapping[str, str], at: dt.datetime) -> Iterator[Left]:
    """What is left of each limit that the headers tell of; what cannot be understood is passed over."""
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
