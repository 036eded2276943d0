"""Checks every request and response: the destination, and the account that answers.

The checks only use attributes of the client's requests and responses; `claude.py` installs them as hooks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legalredact.errors import EngineIncident, ReplyIncomplete
from legalredact.summary.claude_settings import ClaudeSettings

PATHS = ("/v1/messages", "/v1/messages/count_tokens")
"""The only two paths; files, batches, tools and agents are outside a zero-retention contract."""

ORGANIZATION = "anthropic-organization-id"
WORKSPACE = "anthropic-workspace-id"

EVENTS = "text/event-stream"
JSON = "application/json"

_PORTS = {"https": 443, "http": 80}
_PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,100}")


@dataclass(frozen=True, slots=True)
class AnsweringAccount:
    """The account that answered."""

    organization_id: str
    workspace_id: str


class Pins:
    """The checks for one summary.

    Arguments:
        settings: with the only allowed address and account.
    """

    def __init__(self, settings: ClaudeSettings) -> None:
        address = settings.address
        prefix = address.path.rstrip("/")
        self._origin = (address.scheme, address.hostname, address.port or _PORTS[address.scheme])
        self._paths = frozenset(prefix + path for path in PATHS)
        self._account = AnsweringAccount(settings.organization_id, settings.workspace_id)
        self.request_ids: list[str] = []
        self.text_left = False

    async def check_request(self, request: Any) -> None:
        """Refuse requests to anything except the two paths of the service.

        Errors: EngineIncident; the request is not sent.
        """
        url = request.url
        origin = (url.scheme, url.host, url.port or _PORTS.get(url.scheme))
        if request.method != "POST" or origin != self._origin or url.path not in self._paths or url.query:
            raise EngineIncident(
                "A request to an address that policy does not allow was stopped; nothing was sent.",
                "Report this to firm IT.",
            )

    async def check_response(self, response: Any) -> None:
        """Refuse redirects, compressed responses, and responses from other accounts.

        An error page of an intermediary names no account and stays an error. A response with a wrong account, or a
        success without one, is an incident.

        Errors: EngineIncident; ReplyIncomplete for a success whose content type is not the requested one.
        """
        if request_id := plain(response.headers.get("request-id")):
            self.request_ids.append(request_id)
        if response.headers.get("content-encoding", "identity") != "identity":
            raise self._incident("came packed although it was asked for plain")  # decompressed size has no bound
        if 300 <= response.status_code < 400:
            raise self._incident("answered with a redirect, which was not followed")
        found = _account(response.headers)
        if response.is_success or response.headers.get(ORGANIZATION) is not None:
            if not found.organization_id:
                raise self._incident("does not say which account it is of")
            if found != self._account:
                raise self._incident("is of another organization or workspace than the attested one")
        asked = JSON if response.request.url.path.endswith("/count_tokens") else EVENTS
        if response.is_success and (response.status_code != 200 or kind_of(response.headers) != asked):
            raise ReplyIncomplete(
                "The answer is of another kind than what was asked for; it was discarded.",
                "Try again; if this persists, tell firm IT: another server may be answering in its place.",
            )

    def _incident(self, what: str) -> EngineIncident:
        left = "Masked text had been sent" if self.text_left else "Nothing but a test word had been sent"
        return EngineIncident(f"The answer {what}. {left}.", "Report this to firm IT before anything is sent again.")


def kind_of(headers: Mapping[str, str]) -> str:
    """`EVENTS` or `JSON` if the content type is exactly that (in UTF-8, if stated); else empty.

    The form is that of RFC 9110, section 8.3.1; the character set is the only allowed parameter.
    """
    kind, *parameters = (part.strip().lower() for part in headers.get("content-type", "").split(";"))
    known = {"charset=utf-8", 'charset="utf-8"'}
    return kind if kind in (EVENTS, JSON) and len(parameters) <= 1 and known.issuperset(parameters) else ""


def plain(value: object) -> str:
    """`value` if it has the form of an id, else empty: a header could contain anything."""
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else ""


def _account(headers: Mapping[str, str]) -> AnsweringAccount:
    return AnsweringAccount(plain(headers.get(ORGANIZATION)), plain(headers.get(WORKSPACE)))
