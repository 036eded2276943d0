"""Nothing leaves but to the pinned address, and nothing is believed but from the pinned account."""

import asyncio
import datetime
import gc
import ssl
import traceback
from pathlib import Path

import httpx2
import pytest

from legalredact.errors import EngineIncident, EngineRejected, EngineUnreachable, LegalRedactError, Refused, UsageError
from legalredact.summary.claude import _client
from legalredact.summary.claude_account import Pins
from legalredact.summary.claude_pace import Pace
from legalredact.summary.claude_process import authorities
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings, RetryPolicy
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, Handler, MessagesServer, Script
from tests.summary.asking import KEY, ask, engine, settings


def test_the_first_request_holds_nothing_of_anybody(server: MessagesServer) -> None:
    ask(server)
    first, *others = server.received
    assert first.path == "/v1/messages/count_tokens"
    assert not first.sends_text
    assert all(request.sends_text for request in others)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: MessagesServer, code: int) -> None:
    with MessagesServer() as elsewhere:
        server.script.answers = [fake.redirect(code, f"{elsewhere.base_url}/v1/messages")]
        with pytest.raises(EngineIncident, match="redirect"):
            ask(server)
        assert not elsewhere.received
    assert len(server.asked) == 1


def test_the_client_itself_knows_no_way_around(server: MessagesServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the checks of every request and answer: what they would catch cannot come about."""
    made = settings(server)
    client = _client(made, ApiKey(KEY), Pins(made), strict=False, pace=Pace())
    assert client.max_retries == 0
    assert client._client.follow_redirects is False
    assert client._client.trust_env is False
    monkeypatch.setenv("SSLKEYLOGFILE", "/nowhere/keys.log")
    context = authorities(ssl.get_default_verify_paths().cafile or "")
    assert not isinstance(context, ssl.SSLContext) or context.keylog_filename is None


WRONG = {
    "another organization": {"anthropic-organization-id": "org-other", "anthropic-workspace-id": WORKSPACE},
    "another workspace": {"anthropic-organization-id": ORGANIZATION, "anthropic-workspace-id": "wrkspc_other"},
    "no workspace": {"anthropic-organization-id": ORGANIZATION},
    "nobody": {},
}


@pytest.mark.parametrize("who", WRONG)
def test_no_text_leaves_if_the_wrong_account_answers(server: MessagesServer, who: str) -> None:
    server.script.headers = WRONG[who]
    with pytest.raises(EngineIncident, match="Nothing but a test word had been sent"):
        ask(server)
    assert not any(request.sends_text for request in server.received)


@pytest.mark.parametrize("who", WRONG)
def test_a_reply_of_the_wrong_account_is_an_incident(server: MessagesServer, who: str) -> None:
    def answer(handler: Handler, body: dict[str, object]) -> None:
        handler.server.script.headers = WRONG[who]
        fake.summarize(handler, body)

    server.script.answers = [answer]
    with pytest.raises(EngineIncident, match="Masked text had been sent"):
        ask(server)
    assert len(server.asked) == 1  # not tried again


@pytest.mark.parametrize("code", [400, 401, 429, 500, 529])
@pytest.mark.parametrize("who", [who for who, headers in WRONG.items() if headers])
def test_an_error_of_another_account_is_an_incident(server: MessagesServer, who: str, code: int) -> None:
    def refuse(handler: Handler, body: dict[str, object]) -> None:
        handler.server.script.headers = WRONG[who]
        fake.status(code, "some_error")(handler, body)

    server.script.answers = [refuse]
    with pytest.raises(EngineIncident, match="another organization or workspace"):
        ask(server, patience=RetryPolicy(tries=1))


def test_an_error_that_names_no_account_is_no_incident(server: MessagesServer) -> None:
    def refuse(handler: Handler, body: dict[str, object]) -> None:
        handler.server.script.headers = {}
        fake.status(500, "api_error")(handler, body)

    server.script.answers = [refuse]
    with pytest.raises(EngineUnreachable):
        ask(server, patience=RetryPolicy(tries=1))


def test_a_sign_in_page_is_an_incident_before_any_text_left(server: MessagesServer) -> None:
    server.script.count_answers = [fake.page()]
    with pytest.raises(EngineIncident, match="Nothing but a test word"):
        ask(server)
    assert not server.asked


def test_a_page_in_place_of_the_reply_is_an_incident(server: MessagesServer) -> None:
    server.script.answers = [fake.page()]
    with pytest.raises(EngineIncident):
        ask(server)


def test_an_error_page_of_something_in_between_is_an_outage(server: MessagesServer) -> None:
    server.script.count_answers = [fake.page(code=502)]
    with pytest.raises(EngineUnreachable):
        ask(server, patience=RetryPolicy(tries=1))


def test_another_model_is_an_incident(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("CLIENT_A sues.", model="claude-fable-5-2")]
    with pytest.raises(EngineIncident, match="model"):
        ask(server)


def test_inference_in_the_united_states_is_asked_for_and_checked(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("CLIENT_A sues.", geo="us"), fake.reply("CLIENT_A sues.", geo="global")]
    ask(server, inference_geo="us")
    assert server.asked[0]["inference_geo"] == "us"
    with pytest.raises(EngineIncident, match="United States"):
        ask(server, inference_geo="us")


def test_requests_hold_no_feature_outside_zero_retention(server: MessagesServer) -> None:
    ask(server)
    (body,) = server.asked
    assert body.keys() == {"model", "max_tokens", "messages", "output_config", "stream"}
    assert body["output_config"].keys() == {"effort"}
    sent = {name.lower() for request in server.received for name in request.headers}
    assert "anthropic-beta" not in sent
    assert "x-api-key" not in sent


def test_environment_cannot_move_or_change_what_is_sent(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MessagesServer() as elsewhere:
        for name, value in {
            "ANTHROPIC_BASE_URL": elsewhere.base_url,
            "ANTHROPIC_API_KEY": "sk-environment",
            "ANTHROPIC_AUTH_TOKEN": "environment",
            "ANTHROPIC_CUSTOM_HEADERS": "Authorization: Bearer environment\nX-Extra: 1",
            "ANTHROPIC_PROFILE": "somebody",
            "HTTP_PROXY": elsewhere.base_url,
            "HTTPS_PROXY": elsewhere.base_url,
            "ALL_PROXY": elsewhere.base_url,
            "http_proxy": elsewhere.base_url,
            "NO_PROXY": "",
            "no_proxy": "",
        }.items():
            monkeypatch.setenv(name, value)
        ask(server)
        assert not elsewhere.received
    for request in server.received:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert "X-Extra" not in request.headers


def test_the_proxy_of_the_policy_is_used(server: MessagesServer) -> None:
    with MessagesServer() as proxy:
        proxy.script = Script()
        ask(server, proxy=proxy.base_url)
        assert len(proxy.received) == 2
        assert all(request.path.startswith(server.base_url) for request in proxy.received)
    assert not server.received


def test_an_unsafe_certificate_stops_before_anything_is_sent(tmp_path: Path) -> None:
    with MessagesServer() as server:
        _speak_tls(server, _certificate(tmp_path))
        with pytest.raises(EngineUnreachable, match="TLS"):
            ask(server, base_url=f"https://localhost:{server.server_address[1]}")
        assert not server.received


def test_the_firms_own_authority_is_trusted_and_keys_are_not_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _certificate(tmp_path)
    key_log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(key_log))
    with MessagesServer() as server:
        _speak_tls(server, certificate)
        ask(server, base_url=f"https://localhost:{server.server_address[1]}", ca_file=str(certificate))
        assert len(server.received) == 2
    assert not key_log.exists()


def test_a_certificate_file_that_is_none_is_said(server: MessagesServer, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(EngineUnreachable, match="certificate file"):
            ask(server, ca_file=str(tmp_path / name))
    assert not server.received


@pytest.mark.parametrize(
    "change",
    [
        {"model": "claude-fable-5-2", "allowed_models": ("claude-fable-5-2",)},
        {"model": "claude-opus-5-5", "allowed_models": ("claude-opus-5-5", "claude-MYTHOS-preview")},
        {"model": "claude-opus-4-8"},
        {"base_url": "http://api.example.com"},
        {"base_url": "https://user:word@api.example.com"},
        {"base_url": "https://api.example.com?to=elsewhere"},
        {"base_url": "https://api.example.com:port"},
        {"base_url": "ftp://api.example.com"},
        {"organization_id": ""},
        {"workspace_id": ""},
        {"workspace_id": "two words"},
        {"inference_geo": "moon"},
        {"proxy": "socks5://proxy:1"},
        {"proxy": "proxy:8080"},
    ],
)
def test_settings_that_policy_must_not_have_are_refused(server: MessagesServer, change: dict[str, object]) -> None:
    with pytest.raises(Refused):
        settings(server, **change)


@pytest.mark.parametrize("value", ["", "sk test", "sk-test\n", "sk-tést"])
def test_a_damaged_key_is_refused_without_showing_it(value: str) -> None:
    with pytest.raises(UsageError) as caught:
        ApiKey(value)
    assert not value or value not in str(caught.value)


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "http://127.0.0.1:1/v1/files"),
        ("POST", "http://127.0.0.1:1/v1/messages/batches"),
        ("POST", "http://127.0.0.1:1/v1/messages?beta=true"),
        ("POST", "http://127.0.0.1:2/v1/messages"),
        ("POST", "https://127.0.0.1:1/v1/messages"),
        ("POST", "http://localhost:1/v1/messages"),
        ("GET", "http://127.0.0.1:1/v1/messages"),
    ],
)
def test_any_other_address_is_stopped_before_it_is_asked(method: str, url: str) -> None:
    pins = Pins(ClaudeSettings(ORGANIZATION, WORKSPACE, "http://127.0.0.1:1"))
    with pytest.raises(EngineIncident, match="stopped"):
        asyncio.run(pins.check_request(httpx2.Request(method, url)))


def test_secrets_and_text_show_nowhere(server: MessagesServer) -> None:
    server.script.answers = [fake.status(400, "invalid_request_error", "CLIENT_A brings this action")]
    asking = engine(server, proxy="")
    with pytest.raises(EngineRejected) as caught:
        ask(server)
    shown = "".join(traceback.format_exception(caught.value, chain=True))
    kept = [repr(asking), repr(settings(server, proxy="http://user:word@127.0.0.1:1")), repr(ApiKey(KEY)), shown]
    for text in kept:
        assert KEY not in text
        assert "word@" not in text
        assert "brings this action" not in text


def test_an_error_does_not_hold_on_to_the_request(server: MessagesServer) -> None:
    server.script.answers = [fake.broken_off("CLIENT_A su")]
    with pytest.raises(EngineUnreachable) as caught:
        ask(server, patience=RetryPolicy(tries=1))
    error: BaseException | None = caught.value
    while error is not None:
        assert isinstance(error, LegalRedactError)
        assert not any(isinstance(value, httpx2.Request) for value in gc.get_referents(error.__dict__))
        error = error.__cause__ or error.__context__


def _certificate(folder: Path) -> Path:
    """A certificate for localhost and its key, in one file, signed by itself."""
    x509 = pytest.importorskip("cryptography.x509")

    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "localhost.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def _speak_tls(server: MessagesServer, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
