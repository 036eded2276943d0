"""The checks of one request and one answer alone: whose it is, of what kind, and what is kept of it."""

import asyncio
from types import SimpleNamespace

import pytest

from legalredact.errors import EngineIncident, ReplyIncomplete
from legalredact.summary.claude_account import EVENTS, JSON, Pins, kind_of, plain
from legalredact.summary.claude_settings import ClaudeSettings

OURS = {"anthropic-organization-id": "org", "anthropic-workspace-id": "work"}
COUNT = "/v1/messages/count_tokens"


def pins(**settings: str) -> Pins:
    return Pins(ClaudeSettings("org", "work", **settings))  # type: ignore[arg-type]  # all given are strings


def answered(
    status: int = 200, kind: str = EVENTS, path: str = "/v1/messages", headers: dict[str, str] | None = None
) -> Pins:
    """What the checks keep of such an answer."""
    checks = pins()
    told = {"content-type": kind, **(OURS if headers is None else headers)}
    request = SimpleNamespace(url=SimpleNamespace(path=path))
    answer = SimpleNamespace(status_code=status, headers=told, request=request, is_success=200 <= status < 300)
    asyncio.run(checks.check_response(answer))
    return checks


def asked(url: str, method: str = "POST", **settings: str) -> None:
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    host, _, port = host.partition(":")
    path, _, query = path.partition("?")
    address = SimpleNamespace(scheme=scheme, host=host, port=int(port) if port else None, path=f"/{path}", query=query)
    asyncio.run(pins(**settings).check_request(SimpleNamespace(url=address, method=method)))


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://api.anthropic.com/v1/messages", "https://api.anthropic.com"),
        ("https://api.anthropic.com:443/v1/messages", "https://api.anthropic.com"),
        ("https://api.anthropic.com/v1/messages/count_tokens", "https://api.anthropic.com:443/"),
        ("https://gate.firm.example:8443/claude/v1/messages", "https://gate.firm.example:8443/claude/"),
        ("http://localhost/v1/messages", "http://localhost:80"),
    ],
)
def test_the_two_paths_of_the_service_may_be_asked(url: str, base: str) -> None:
    asked(url, base_url=base)


@pytest.mark.parametrize(
    ("url", "method"),
    [
        ("https://api.anthropic.com/v1/messages", "GET"),
        ("http://api.anthropic.com/v1/messages", "POST"),
        ("https://api.anthropic.org/v1/messages", "POST"),
        ("https://api.anthropic.com:8443/v1/messages", "POST"),
        ("https://api.anthropic.com/v1/files", "POST"),
        ("https://api.anthropic.com/v1/messages/batches", "POST"),
        ("https://api.anthropic.com/v1/messages?beta=true", "POST"),
        ("ftp://api.anthropic.com/v1/messages", "POST"),
    ],
)
def test_any_other_request_is_an_incident(url: str, method: str) -> None:
    with pytest.raises(EngineIncident, match="does not allow was stopped; nothing was sent"):
        asked(url, method)


@pytest.mark.parametrize(
    ("status", "kind", "path"),
    [(200, EVENTS, "/v1/messages"), (200, JSON, COUNT), (500, "text/html", COUNT), (400, JSON, "/v1/messages")],
)
def test_answers_of_the_attested_account_are_let_in(status: int, kind: str, path: str) -> None:
    answered(status, kind, path)


@pytest.mark.parametrize("status", [200, 299, 400, 500])
@pytest.mark.parametrize(
    "account",
    [
        {**OURS, "anthropic-organization-id": "other"},
        {**OURS, "anthropic-workspace-id": "other"},
        {"anthropic-organization-id": "org"},
    ],
)
def test_an_answer_of_another_account_is_an_incident(status: int, account: dict[str, str]) -> None:
    with pytest.raises(EngineIncident, match="of another organization or workspace"):
        answered(status, headers=account)


@pytest.mark.parametrize("account", [{}, {"anthropic-workspace-id": "work"}, {"anthropic-organization-id": "o r g"}])
def test_a_success_that_names_no_account_is_an_incident(account: dict[str, str]) -> None:
    with pytest.raises(EngineIncident, match="does not say which account"):
        answered(headers=account)


@pytest.mark.parametrize("account", [{}, {"anthropic-workspace-id": "other"}])
def test_an_error_that_names_no_organization_is_an_outage(account: dict[str, str]) -> None:
    answered(502, "text/html", headers=account)


@pytest.mark.parametrize("status", [300, 307, 399])
def test_a_redirect_is_an_incident(status: int) -> None:
    with pytest.raises(EngineIncident, match="answered with a redirect, which was not followed"):
        answered(status)
    answered(400)


@pytest.mark.parametrize(
    ("status", "kind", "path"),
    [(200, JSON, "/v1/messages"), (200, EVENTS, COUNT), (201, EVENTS, "/"), (299, EVENTS, "/v1/messages")],
)
def test_an_answer_of_another_kind_is_discarded(status: int, kind: str, path: str) -> None:
    with pytest.raises(ReplyIncomplete, match="of another kind"):
        answered(status, kind, path)


def test_a_packed_answer_is_an_incident_before_anything_else() -> None:
    with pytest.raises(EngineIncident, match="came packed"):
        answered(headers={**OURS, "content-encoding": "gzip"})
    answered(headers={**OURS, "content-encoding": "identity"})


@pytest.mark.parametrize(
    ("left", "words"), [(False, "Nothing but a test word had been sent"), (True, "Masked text had been sent")]
)
def test_an_incident_tells_whether_text_had_left(left: bool, words: str) -> None:
    checks = pins()
    checks.text_left = left
    answer = SimpleNamespace(status_code=302, headers={}, is_success=False)
    with pytest.raises(EngineIncident, match=words) as told:
        asyncio.run(checks.check_response(answer))
    assert told.value.remedy == "Report this to firm IT before anything is sent again."


def test_ids_of_requests_are_kept_in_order_if_they_are_ids() -> None:
    assert answered(headers={**OURS, "request-id": "req_1"}).request_ids == ["req_1"]
    assert answered(headers={**OURS, "request-id": "a b"}).request_ids == []
    assert answered().request_ids == []


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("text/event-stream", EVENTS),
        (" Text/Event-Stream ; charset=UTF-8", EVENTS),
        ('application/json; charset="utf-8"', JSON),
        ("application/json; charset=latin-1", ""),
        ("application/json; charset=utf-8; charset=utf-8", ""),
        ("application/json; boundary=x", ""),
        ("text/html", ""),
        ("", ""),
    ],
)
def test_a_content_type_counts_only_in_its_plain_form(header: str, kind: str) -> None:
    assert kind_of({"content-type": header}) == kind
    assert kind_of({}) == ""


@pytest.mark.parametrize(
    ("value", "kept"),
    [("req_1.A-b", True), ("x" * 100, True), ("x" * 101, False), ("", False), ("a\n", False), (7, False)],
)
def test_an_id_has_a_hundred_plain_characters_at_most(value: object, kept: bool) -> None:
    assert plain(value) == (value if kept else "")
