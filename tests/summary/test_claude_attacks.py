"""Whoever answers in the service's place, or speaks through it, gets no further than a refusal."""

import asyncio
import datetime
import gzip
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from legalredact.errors import EngineIncident, EngineUnreachable, ReplyIncomplete
from legalredact.summary import claude_bounds
from legalredact.summary.claude_bounds import bounded
from legalredact.summary.claude_settings import RetryPolicy
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import Handler, MessagesServer
from tests.summary.asking import ask

ONCE = RetryPolicy(tries=1)


class Authority:
    """A throw-away certificate authority, such as a firm's own, or that of somebody who listens in."""

    def __init__(self, folder: Path, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name, self._folder = _named(name), folder
        made = _unsigned(self._name, self._name, self._key.public_key(), authority=True)
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def certify(self, host: str) -> Path:
        """A certificate for that host with its key, in one file."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _unsigned(_named(host), self._name, key.public_key(), authority=False).add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
        )
        plain = serialization.NoEncryption()
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        path = self._folder / f"{self.file.stem}-{host}.pem"
        path.write_bytes(private + made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        return path


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, name)])


def _unsigned(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, authority: bool
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )


def _speaking_tls(server: MessagesServer, certificate: Path) -> str:
    """Its address once it speaks TLS with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return f"https://localhost:{server.server_address[1]}"


def test_interception_is_believed_only_with_the_firms_own_authority(tmp_path: Path) -> None:
    firm, stranger = Authority(tmp_path, "firm"), Authority(tmp_path, "stranger")
    with MessagesServer() as server:
        address = _speaking_tls(server, firm.certify("localhost"))
        for trusted in ("", str(stranger.file)):
            with pytest.raises(EngineUnreachable, match="TLS"):
                ask(server, base_url=address, ca_file=trusted, patience=ONCE)
        assert not server.received
        ask(server, base_url=address, ca_file=str(firm.file))
        assert len(server.received) == 2


def test_a_certificate_for_another_host_is_refused_though_the_firm_made_it(tmp_path: Path) -> None:
    firm = Authority(tmp_path, "firm")
    with MessagesServer() as server:
        address = _speaking_tls(server, firm.certify("proxy.example"))
        with pytest.raises(EngineUnreachable, match="TLS"):
            ask(server, base_url=address, ca_file=str(firm.file), patience=ONCE)
        assert not server.received


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_without_a_file_the_systems_own_store_decides(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx2
    import truststore

    monkeypatch.setattr("platform.system", lambda: system)
    assert isinstance(httpx2.create_ssl_context(trust_env=False), truststore.SSLContext)


def test_a_page_that_names_the_right_account_is_still_no_reply(
    server: MessagesServer,
) -> None:
    def page(handler: Handler, body: dict[str, object]) -> None:
        handler.send_body(200, "text/html", "<html><script>alert(1)</script></html>")

    server.script.answers = [page]
    with pytest.raises((ReplyIncomplete, EngineUnreachable)):
        ask(server, patience=ONCE)


def test_an_answer_without_end_is_cut_off(server: MessagesServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that never ends gives no event, so that no other limit would see it."""
    monkeypatch.setattr(claude_bounds.bounded, "__defaults__", (200_000, None))

    def endless(handler: Handler, body: dict[str, object]) -> None:
        handler.begin(200, "text/event-stream")
        for _ in range(20):
            handler.chunk("x" * 50_000)
        handler.finish_chunks()

    server.script.answers = [endless]
    with pytest.raises(ReplyIncomplete, match="larger than any reply"):
        ask(server, patience=ONCE)


def test_what_is_within_the_bound_passes_unchanged() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"12345"

    async def read(most: int) -> list[bytes]:
        return [piece async for piece in bounded(pieces(), most)]

    assert asyncio.run(read(20)) == [b"12345"] * 4
    with pytest.raises(ReplyIncomplete):
        asyncio.run(read(19))


def test_a_packed_answer_is_an_incident_before_it_is_unpacked(server: MessagesServer) -> None:
    """A few packed bytes can unpack to gigabytes."""

    def bomb(handler: Handler, body: dict[str, object]) -> None:
        packed = gzip.compress(b"0" * 10_000_000)
        handler.begin(200, "application/json", {"content-encoding": "gzip"}, len(packed))
        handler.wfile.write(packed)

    server.script.count_answers = [bomb]
    with pytest.raises(EngineIncident, match="packed"):
        ask(server, patience=ONCE)
    assert all(request.headers["accept-encoding"] == "identity" for request in server.received)
    assert not server.asked


def test_a_redirect_of_the_first_request_lets_no_text_out(server: MessagesServer) -> None:
    with MessagesServer() as elsewhere:
        server.script.count_answers = [fake.redirect(307, f"{elsewhere.base_url}/v1/messages/count_tokens")]
        with pytest.raises(EngineIncident, match="Nothing but a test word"):
            ask(server)
        assert not elsewhere.received
    assert not server.asked
