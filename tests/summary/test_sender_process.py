"""What the process that sends may still do: connect to the service or the proxy, read certificates, name its errors."""

import logging
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import EngineRejected, EngineUnreachable, LegalRedactError, Refused
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import NEVER, Progress, silent
from legalredact.sandbox.core_dumps import LIMIT
from legalredact.summary import sender_host, sender_launcher
from legalredact.summary.claude_failures import Oversized
from legalredact.summary.claude_process import authorities, authority_files, clean_environment, quiet_loggers
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.prompts import prompt_of
from legalredact.summary.sender_messages import (
    AccountMessage,
    ErrorMessage,
    Message,
    ProgressMessage,
    RateLimitMessage,
    SendRequest,
    SummaryMessage,
    encoded,
)
from legalredact.summary.sender_process import _done, _failed, _Line, _suppress_output, ports, readable
from legalredact.summary.sender_text import without_ids
from legalredact.summary.stream import BrokenReply
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, Handler, MessagesServer
from tests.summary.asking import KEY, sender, settings
from tests.summary.payloads import as_verified, complaint, trusting
from tests.summary.test_sender import others_are_known, processes  # noqa: F401  # a fixture


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


@pytest.mark.skipif(not sender_launcher.LINUX, reason="processes are forked on Linux alone")
@pytest.mark.parametrize(
    ("prepare", "redirects", "moves"),
    [
        (lambda: sender_launcher._let_go(3), True, True),
        (sender_host._prepare, False, True),
        (_suppress_output, True, False),
    ],
    ids=["before the host", "the host", "the sending process"],
)
def test_each_process_on_the_way_writes_no_memory_dump_by_itself(
    prepare: Callable[[], None], redirects: bool, moves: bool
) -> None:
    """What one of them does is inherited by the next; none relies on that."""
    import resource

    child = os.fork()
    if child == 0:
        try:
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
            prepare()
            done = resource.getrlimit(resource.RLIMIT_CORE) == (LIMIT, LIMIT)
            done &= signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            done &= not redirects or {str(Path(f"/proc/self/fd/{one}").readlink()) for one in (0, 1, 2)} == {os.devnull}
            done &= not moves or Path.cwd() == Path("/")
            os._exit(0 if done else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


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


# --- what it says, heard without a process ---


class Heard:
    """In place of the line to the application: keeps what is said; the model's words name nobody."""

    def __init__(self) -> None:
        self.said: list[Message] = []

    def send(self, message: Message) -> None:
        self.said.append(message)

    def report(self, progress: Progress) -> None:
        _Line.report(self, progress)  # type: ignore[arg-type]  # which needs nothing but `send`

    def verify(self, payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        return trusting(payload)


def done(server: MessagesServer, heard: Heard, verified: VerifiedText | None, **changes: object) -> Message:
    ask = SendRequest(settings(server, **changes), ApiKey(KEY), verified and without_ids(verified))
    return _done(encoded(ask), heard)  # type: ignore[arg-type]  # as above


def test_a_summary_is_told_with_its_use_and_the_pace_and_how_far_it_is(server: MessagesServer) -> None:
    server.script.headers |= {"anthropic-ratelimit-requests-limit": "50", "retry-after": "9" * 150, "x-evil": "1"}
    heard = Heard()
    made = done(server, heard, complaint())
    assert isinstance(made, SummaryMessage)
    assert made.usage.request_ids == ("req_1", "req_2")
    learned = [one for one in heard.said if isinstance(one, RateLimitMessage)]
    assert [one.status for one in learned] == [200, 200]
    assert set(learned[0].headers) == {("anthropic-ratelimit-requests-limit", "50"), ("retry-after", "9" * 100)}
    assert next(one.step for one in heard.said if isinstance(one, ProgressMessage)) == "send"


def test_a_prompt_of_the_firm_is_sent_with_its_own_words(server: MessagesServer) -> None:
    prompt = replace(prompt_of("document-abstract"), id="firm-tolls", version="7", instructions="List every toll.")
    payload = replace(complaint().payload, prompt_id="firm-tolls", prompt_version="7", instructions="List every toll.")
    ask = SendRequest(settings(server), ApiKey(KEY), without_ids(as_verified(payload)), prompt=prompt)
    assert isinstance(_done(encoded(ask), Heard()), SummaryMessage)  # type: ignore[arg-type]  # as above
    assert "List every toll." in str(server.asked[-1])


def test_without_text_it_is_told_whose_account_answers(server: MessagesServer) -> None:
    assert done(server, Heard(), None) == AccountMessage(ORGANIZATION, WORKSPACE)
    assert not server.asked


def test_an_incident_is_told_by_its_name(server: MessagesServer) -> None:
    server.script.headers["anthropic-organization-id"] = "org-other"
    told = done(server, Heard(), complaint())
    assert isinstance(told, ErrorMessage)
    assert told.error == "EngineIncident"
    assert "Nothing but a test word had been sent" in told.what


@pytest.mark.parametrize("asked", [b"", b"{", b'{"verified": null}', b"\xff"])
def test_what_is_no_question_is_answered_as_such(asked: bytes) -> None:
    told = _done(asked, Heard())  # type: ignore[arg-type]  # as above
    assert isinstance(told, ErrorMessage)
    assert told.error == "EngineUnreachable"
    assert "sent an invalid message" in told.what


def test_a_fault_of_ours_is_told_by_its_kind_alone(server: MessagesServer) -> None:
    class Faulty(Heard):
        def report(self, progress: Progress) -> None:
            raise RuntimeError("CLIENT_A brings this action")

    told = done(server, Faulty(), complaint())
    assert isinstance(told, ErrorMessage)
    assert told.what == "The sending process failed by an internal error (RuntimeError); nothing was kept."
    assert told.error == "EngineUnreachable"


@pytest.mark.parametrize(("step", "told"), [("send", 1), ("receive", 1), ("wait", 1), ("summarize", 1), ("letters", 0)])
def test_only_steps_that_the_application_knows_are_told(step: str, told: int) -> None:
    heard = Heard()
    heard.report(Progress(step, 1, 2, masked_text="CLIENT_A"))
    assert heard.said == [ProgressMessage(step, 1, 2, "CLIENT_A")] * told  # type: ignore[arg-type]  # a step of any name


# --- what is made safe before the client is imported ---


def test_whom_to_trust_is_the_firms_file_alone_or_the_systems() -> None:
    assert authority_files("/firm.pem") == ("/firm.pem",)
    found = authority_files("")
    assert found
    assert all(found)
    assert authorities("") is True


def test_variables_that_could_move_or_log_what_is_sent_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    unsafe = ("ANTHROPIC_BASE_URL", "anthropic_log", "SSLKEYLOGFILE", "SSL_CERT_FILE", "ssl_cert_dir")
    for name in (*unsafe, "MY_ANTHROPIC_KEY", "SSL_OTHER"):
        monkeypatch.setenv(name, "x")
    clean_environment()
    assert not [name for name in unsafe if name in os.environ]
    assert os.environ["MY_ANTHROPIC_KEY"] == os.environ["SSL_OTHER"] == "x"


def test_loggers_of_the_client_say_nothing_whatever_was_set() -> None:
    handled: list[logging.LogRecord] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            handled.append(record)

    names = ("anthropic", "anthropic.own", "httpx2", "httpx2.own", "httpcore2", "httpcore2.own")
    loggers = [logging.getLogger(name) for name in names]
    logging.root.addHandler(keeping := Keeping())
    try:
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
            logger.addHandler(keeping)
        quiet_loggers()
        for logger in loggers:
            logger.critical("CLIENT_A")
            assert not logger.propagate or logger.disabled
    finally:
        logging.root.removeHandler(keeping)
    assert not handled
