"""What the process that sends may still do: connect to the service or the proxy, read certificates, name its errors."""

from pathlib import Path

import pytest

from legalredact.errors import EngineRejected, EngineUnreachable, LegalRedactError, Refused
from legalredact.model.progress import NEVER, silent
from legalredact.summary import sender_launcher
from legalredact.summary.claude_failures import Oversized
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.sender_process import _failed, ports, readable
from legalredact.summary.stream import BrokenReply
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, Handler, MessagesServer
from tests.summary.asking import sender
from tests.summary.payloads import complaint
from tests.summary.test_sender import processes


@pytest.mark.parametrize(
    ("base_url", "proxy", "port"),
    [
        ("https://api.example.com", "", 443),
        ("https://api.example.com:8443", "", 8443),
        ("http://localhost", "", 80),
        ("http://127.0.0.1:8080", "", 8080),
        ("https://api.example.com", "http://proxy:3128", 3128),
        ("https://api.example.com", "http://proxy", 80),
        ("https://api.example.com:8443", "https://proxy", 443),
    ],
)
def test_it_connects_to_the_port_of_the_service_or_of_the_proxy_and_to_name_servers(
    base_url: str, proxy: str, port: int
) -> None:
    assert ports(ClaudeSettings(ORGANIZATION, WORKSPACE, base_url, proxy=proxy)) == {port, 53}


def test_it_reads_the_firms_certificates_and_how_a_host_is_found(tmp_path: Path) -> None:
    certificates = tmp_path / "firm.pem"
    found = readable(ClaudeSettings(ORGANIZATION, WORKSPACE, ca_file=str(certificates)))
    assert certificates in found
    assert {Path(f"/etc/{name}") for name in ("hosts", "resolv.conf", "nsswitch.conf", "host.conf", "gai.conf")} < {
        *found
    }
    assert not [path for path in found if path in (Path.home(), Path("/"), Path("/etc"), Path("/tmp"))]  # noqa: S108


@pytest.mark.skipif(not sender_launcher.LINUX, reason="seccomp is Linux's")
def test_it_is_confined_before_the_first_request(server: MessagesServer) -> None:
    found: list[dict[str, str]] = []

    def look(handler: Handler, body: dict[str, object]) -> None:
        for one in processes():
            rows = Path(f"/proc/{one.pid}/status").read_text(encoding="ascii").splitlines()
            found.append(dict(row.split(":\t", 1) for row in rows if ":\t" in row))
        fake.status(400, "invalid_request_error")(handler, body)

    server.script.count_answers = [look]
    with pytest.raises(EngineRejected):
        sender(server).summarize(complaint(), silent, NEVER)
    (status,) = found
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")  # proc(5): a filter


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        (EngineUnreachable("It broke.", "Try again."), "EngineUnreachable"),
        (BrokenReply("It broke.", "Try again."), "EngineUnreachable"),
        (Oversized("It broke.", "Try again."), "EngineRejected"),
        (Refused("It broke.", "Try again."), "Refused"),
    ],
)
def test_an_error_is_told_by_a_name_that_the_application_knows(problem: LegalRedactError, name: str) -> None:
    told = _failed(problem)
    assert (told.error, told.what, told.remedy) == (name, "It broke.", "Try again.")
