"""Errors of the service in our words: status, type and request id, never its message.

The messages may quote the request. `claude.py` knows the client's error classes.
"""

import email.utils
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from legalredact.errors import EngineRejected, EngineUnreachable, LegalRedactError
from legalredact.summary.claude_account import plain

_ASK_AGAIN = frozenset({408, 409, 429})
_OVERLOADED_KINDS = {"overloaded_error": 529, "api_error": 500, "timeout_error": 504, "rate_limit_error": 429}
_REMEDIES = {
    400: "Use the local engine, and report the request id if it happens again.",
    401: "Check the API key, or enter it again.",
    402: "Ask firm IT to look at the account's billing.",
    403: "Ask firm IT which models and features the key may use.",
    404: "Ask firm IT which models and features the key may use.",
    413: "Choose fewer documents.",
    429: "Wait a while and try again.",
}
_LATER = "Try again later, or use the local engine."


class Oversized(EngineRejected):
    """More text than one request can hold."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed request.

    Arguments:
        error: raised if there is no retry.
        again: whether a retry can help.
        wait: seconds to wait according to the service, if stated.
    """

    error: LegalRedactError
    again: bool = False
    wait: float | None = None


def of_status(status: int, kind: object, headers: Mapping[str, str], message: object) -> Failure:
    """The failure for an HTTP status, or for an error inside a stream (status 200).

    Arguments:
        kind: the service's name for the type of error.
        message: the service's words; never shown, only used to recognize a request that is too long.
    """
    status = _OVERLOADED_KINDS.get(str(kind), 400) if status < 400 else status
    where = ", ".join(
        filter(None, (f"HTTP {status}", plain(kind), f"request {plain(headers.get('request-id')) or 'unknown'}"))
    )
    if status == 413 or (status == 400 and "too long" in str(message)):
        return Failure(Oversized(f"The service does not accept a request of this size ({where}).", _REMEDIES[413]))
    again = (status in _ASK_AGAIN or status >= 500) and headers.get("x-should-retry") != "false"
    if status >= 500 or status == 408:
        return Failure(EngineUnreachable(f"The service could not answer ({where}).", _LATER), again, _wait(headers))
    rejected = EngineRejected(f"The service refused the request ({where}).", _REMEDIES.get(status, _REMEDIES[400]))
    return Failure(rejected, again, _wait(headers))


def of_proxy(said: str) -> Failure:
    """The failure for a proxy that does not open a tunnel.

    Arguments:
        said: the client's words: the HTTP status, then the proxy's reason, which is not shown.
    """
    status = int(said[:3]) if said[:3].isdecimal() else 0
    if status == 407:
        what = "The proxy asks for a sign-in; nothing was sent."
        remedy = (
            "Ask firm IT: claude.proxy takes a user and a password for Basic (http://user:password@host:port). NTLM, "
            "Kerberos and PAC files are not supported; let the proxy accept these machines without a sign-in."
        )
        return Failure(EngineUnreachable(what, remedy))
    where = f" (HTTP {status})" if status else ""
    remedy = "Ask firm IT whether the proxy allows this connection."
    return Failure(EngineUnreachable(f"The proxy did not connect{where}; nothing was sent.", remedy), status >= 500)


def too_slow(what: str, seconds: float) -> EngineUnreachable:
    """The error for a step that exceeded its time limit; a retry could take as long.

    Arguments:
        what: ``"The reply had not ended"``.
    """
    time = f"{seconds / 60:g} minutes" if seconds >= 120 else f"{seconds:g} seconds"
    return EngineUnreachable(f"{what} within {time}; nothing was kept.", _LATER)


def chain_of(error: BaseException | None) -> tuple[BaseException, ...]:
    """An error and all errors that caused it."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return tuple(chain)


def _wait(headers: Mapping[str, str]) -> float | None:
    """The value of `retry-after` in seconds (it may be a date); None if it is missing or invalid."""
    said = headers.get("retry-after") or ""
    try:
        return None if math.isnan(seconds := float(said)) else max(0.0, seconds)
    except ValueError:
        date = email.utils.parsedate_tz(said)
        return None if date is None else max(0.0, email.utils.mktime_tz(date) - time.time())
