"""Which settings of a policy may be sent with at all, at their bounds."""

import pytest

from legalredact.errors import Refused, UsageError
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings


def settings(**changes: object) -> ClaudeSettings:
    return ClaudeSettings("org", "work", **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("value", ["!", "~", "sk-ant-1"])
def test_a_key_has_visible_characters_of_ascii(value: str) -> None:
    assert ApiKey(value).value == value


@pytest.mark.parametrize("value", ["", " ", "sk ant", "sk\n", "sk\x7f", "ské"])
def test_any_other_key_is_damaged(value: str) -> None:
    with pytest.raises(UsageError, match="empty or damaged"):
        ApiKey(value)


@pytest.mark.parametrize(
    ("model", "window", "budget"),
    [
        ("claude-opus-5-5", 0, 919_600),
        ("claude-sonnet-5-5", 0, 919_600),
        ("claude-haiku-5-5", 0, 919_600),
        ("claude-haiku-4-5", 0, 159_600),
        ("claude-opus-5-5", 132_000, 95_000),
    ],
)
def test_a_request_leaves_room_for_the_reply(model: str, window: int, budget: int) -> None:
    assert settings(model=model, allowed_models=(model,), window=window).budget == budget


@pytest.mark.parametrize(
    ("model", "answering"),
    [
        ("claude-opus-5-5", {"claude-opus-5-5"}),
        ("claude-haiku-4-5", {"claude-haiku-4-5", "claude-haiku-4-5-20251001"}),
        ("claude-opus-4-5", {"claude-opus-4-5", "claude-opus-4-5-20251101"}),
    ],
)
def test_a_reply_names_the_model_or_its_snapshot(model: str, answering: set[str]) -> None:
    assert settings(model=model, allowed_models=(model,)).answering == answering


@pytest.mark.parametrize(
    "address",
    [
        "https://api.anthropic.com",
        "https://gate.firm.example:8443/claude",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost",
    ],
)
def test_the_service_is_reached_by_https_or_on_this_machine(address: str) -> None:
    assert settings(base_url=address).base_url == address


@pytest.mark.parametrize(
    "address",
    [
        "http://api.anthropic.com",
        "ftp://localhost",
        "https://",
        "https://a:0",
        "https://a:99999",
        "https://ann@a",
        "https://:pw@a",
        "https://a?b",
        "https://a#b",
        "",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="not a plain https address"):
        settings(base_url=address)


@pytest.mark.parametrize("proxy", ["", "http://proxy:3128", "https://proxy", "http://ann:pw@proxy:1"])
def test_a_proxy_is_http_or_https(proxy: str) -> None:
    assert settings(proxy=proxy).proxy == proxy


@pytest.mark.parametrize(
    "proxy",
    ["proxy:3128", "socks5://proxy:1080", "http://", "http://proxy:0", "http://proxy:x", "http://wpad/proxy.pac"],
)
def test_any_other_proxy_is_refused(proxy: str) -> None:
    with pytest.raises(Refused, match="proxy's address"):
        settings(proxy=proxy)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"model": "claude-fable-1", "allowed_models": ("claude-fable-1",)}, "keep what they are sent"),
        ({"allowed_models": ("claude-opus-5-5", "claude-mythos-1")}, "keep what they are sent"),
        ({"model": "claude-opus-4-5"}, "does not allow that model"),
        ({"model": "a b", "allowed_models": ("a b",)}, "does not allow that model"),
        ({"inference_geo": "eu"}, "unknown place of inference"),
    ],
)
def test_models_and_places_that_may_not_be_used_are_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        settings(**changes)


@pytest.mark.parametrize("place", ["", "us", "global"])
def test_known_places_of_inference_are_taken(place: str) -> None:
    assert settings(inference_geo=place).inference_geo == place


@pytest.mark.parametrize(
    ("organization", "workspace"), [("", "work"), ("org", ""), ("o r", "work"), ("o" * 101, "work")]
)
def test_both_organization_and_workspace_are_named(organization: str, workspace: str) -> None:
    with pytest.raises(Refused, match="organization and workspace"):
        ClaudeSettings(organization, workspace)
    assert ClaudeSettings("o" * 100, "w.x_y-z").workspace_id == "w.x_y-z"
