"""Proxies and gateways of a firm: which are used, and how a proxy that asks for NTLM or Kerberos is refused."""

import base64
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from legalredact.errors import EngineIncident, EngineUnreachable
from legalredact.summary.claude_failures import of_proxy
from tests.fakes.messages_server import MessagesServer, Script
from tests.summary.asking import KEY, ask
from tests.summary.test_claude_attacks import ONCE, Authority, _speaking_tls

BASIC = "Basic " + base64.b64encode(b"seat:hunter2").decode()
"""Invented."""


class _Tunnel(BaseHTTPRequestHandler):
    """Opens a tunnel for a user and a password (RFC 9110, section 9.3.6); else it offers what Windows proxies offer."""

    server: "Proxy"

    def do_CONNECT(self) -> None:
        self.server.asked.append(self.path)
        if self.headers.get("Proxy-Authorization") != BASIC:
            self.send_response(407)
            for scheme in ("Negotiate", "NTLM"):
                self.send_header("Proxy-Authenticate", scheme)
            self.end_headers()
            return
        host, _, port = self.path.partition(":")
        with socket.create_connection((host, int(port))) as there:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_copied, args=(there, self.connection))
            back.start()
            _copied(self.connection, there)
            back.join()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def _copied(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


class Proxy(ThreadingHTTPServer):
    """On loopback."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.asked: list[str] = []


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_text_goes_through_a_tunnel_of_a_proxy_that_takes_a_password(proxy: Proxy, tmp_path: Path) -> None:
    """TLS is with the service, end to end: the proxy sees its name and port alone."""
    firm = Authority(tmp_path, "firm")
    with MessagesServer() as server:
        address = _speaking_tls(server, firm.certify("localhost"))
        at = f"http://seat:hunter2@127.0.0.1:{proxy.server_address[1]}"
        ask(server, base_url=address, ca_file=str(firm.file), proxy=at, patience=ONCE)
        assert len(server.received) == 2
        assert set(proxy.asked) == {f"localhost:{server.server_address[1]}"}
        assert all("Proxy-Authorization" not in request.headers for request in server.received)


def test_a_proxy_that_asks_for_kerberos_or_ntlm_is_told_as_such(proxy: Proxy, tmp_path: Path) -> None:
    firm = Authority(tmp_path, "firm")
    with MessagesServer() as server:
        address = _speaking_tls(server, firm.certify("localhost"))
        at = f"http://127.0.0.1:{proxy.server_address[1]}"
        with pytest.raises(EngineUnreachable, match="proxy asks for a sign-in; nothing was sent") as refused:
            ask(server, base_url=address, ca_file=str(firm.file), proxy=at)
        assert "NTLM, Kerberos and PAC files are not supported" in refused.value.remedy
        assert len(proxy.asked) == 1  # not tried again: an account could be locked
        assert not server.received


def test_a_gateway_of_the_firm_gets_the_two_paths_below_its_own_and_each_users_key(tmp_path: Path) -> None:
    firm = Authority(tmp_path, "firm")
    with MessagesServer() as server:
        address = _speaking_tls(server, firm.certify("localhost")) + "/claude"
        ask(server, base_url=address, ca_file=str(firm.file), patience=ONCE)
        paths = {request.path for request in server.received}
        assert paths == {"/claude/v1/messages", "/claude/v1/messages/count_tokens"}
        assert {request.headers["Authorization"] for request in server.received} == {f"Bearer {KEY}"}


def test_a_gateway_that_drops_the_names_of_the_account_gets_no_text(tmp_path: Path) -> None:
    firm = Authority(tmp_path, "firm")
    with MessagesServer(Script(headers={})) as server:
        address = _speaking_tls(server, firm.certify("localhost"))
        with pytest.raises(EngineIncident, match=r"does not say which account.*Nothing but a test word"):
            ask(server, base_url=address, ca_file=str(firm.file), patience=ONCE)
        assert [request.sends_text for request in server.received] == [False]


@pytest.mark.parametrize(("said", "words", "again"), [("403 No", "HTTP 403", False), ("503 x", "HTTP 503", True)])
def test_a_proxy_that_refuses_is_told_by_its_status_and_never_by_its_words(said: str, words: str, again: bool) -> None:
    failure = of_proxy(said)
    assert (words in failure.error.what, failure.again) == (True, again)
    assert "No" not in failure.error.what.split()


def test_a_proxy_that_says_nothing_is_told_without_a_status() -> None:
    assert "did not connect; nothing was sent" in of_proxy("").error.what
