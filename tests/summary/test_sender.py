"""Claude is asked by a process of its own: it answers as the engine itself does, and ends when it is to."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from legalredact.errors import Cancelled, EngineIncident, EngineRejected, EngineUnreachable, SendRefused
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.sandbox.core_dumps import LIMIT
from legalredact.summary import sender_engine, sender_launcher, sender_line
from legalredact.summary.claude_pace import Pace
from legalredact.summary.claude_settings import ApiKey, RetryPolicy
from legalredact.summary.sender_engine import SenderEngine
from legalredact.summary.sender_line import Lines
from legalredact.summary.sender_process import SIGN
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.summary.asking import KEY, ask, sender, settings
from tests.summary.payloads import complaint, document, trusting, verified
from tests.summary.test_claude_long import SMALL, long_matter

REPOSITORY = Path(__file__).resolve().parents[2]
needs_linux = pytest.mark.skipif(not sender_launcher.LINUX, reason="elsewhere no process is forked")


@pytest.fixture(params=["forked", "spawned"])
def lines(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Both ways in which processes come about; the second is that of Windows and macOS."""
    if request.param == "spawned":
        monkeypatch.setattr(sender_launcher, "LINUX", False)
    elif not sender_launcher.LINUX:
        pytest.skip("elsewhere no process is forked")
    made = Lines()
    yield made
    for line in made._idle:
        line.close()


def asking(server: MessagesServer, lines: Lines, **changes: object) -> SenderEngine:
    return SenderEngine(settings(server, **changes), ApiKey(KEY), trusting, lines=lines)


_OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def others_are_known() -> None:
    """Processes of other tests, such as readers that are kept, do not send for this one."""
    _OTHERS.clear()
    _OTHERS.update(one.pid for one in psutil.Process().children(recursive=True))


def processes() -> list[psutil.Process]:
    """Those that send for this one, the host left out."""
    below = [one for one in psutil.Process().children(recursive=True) if one.pid not in _OTHERS]
    return forked() + [one for one in below if "sender_program" in " ".join(_words(one))]


def forked() -> list[psutil.Process]:
    """Those that a host forked."""
    below = psutil.Process().children(recursive=True)
    hosts = {one.pid for one in below if "sender_host" in " ".join(_words(one))}
    return [one for one in below if _parent(one) in hosts]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid() if process.status() != psutil.STATUS_ZOMBIE else 0
    except psutil.Error:
        return 0


def until(met: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    for _ in range(6000):
        if met():
            return
        time.sleep(0.01)
    pytest.fail("it never came")


def once(event: threading.Event) -> Cancellation:
    """Raised as soon as `event` is."""
    stop = Cancellation()

    def wait() -> None:
        if event.wait(60):
            stop.cancel()

    threading.Thread(target=wait, daemon=True).start()
    return stop


# --- as the engine itself ---


def test_it_answers_as_the_engine_itself_does(server: MessagesServer, lines: Lines) -> None:
    told: list[Progress] = []
    made = asking(server, lines).summarize(complaint(), told.append, NEVER)
    itself = ask(server)
    assert made.segments == itself.segments
    assert (made.payload_digest, made.prompt_id, made.prompt_version) == (
        itself.payload_digest,
        itself.prompt_id,
        itself.prompt_version,
    )
    assert made.usage.request_ids == ("req_1", "req_2")
    assert [progress.step for progress in told if progress.step == "send"] == ["send"]
    first, second = server.asked
    assert first == second


def test_it_says_whose_account_answers_without_sending_text(server: MessagesServer, lines: Lines) -> None:
    account = asking(server, lines).ping()
    assert (account.organization_id, account.workspace_id) == (ORGANIZATION, WORKSPACE)
    assert [received.sends_text for received in server.received] == [False]


def test_citations_of_a_long_matter_lead_to_its_own_passages(server: MessagesServer) -> None:
    made = sender(server, **SMALL).summarize(long_matter(), silent, NEVER)
    known = {(d.id, p.id) for d in long_matter().payload.documents for p in d.passages}
    cited = {(c.document_id, c.first) for segment in made.segments for c in segment.citations}
    assert cited
    assert cited <= known
    assert {titles["title"][:10] for titles in fake.documents(server.asked[-1])} == {"Summary of"}


def test_what_arrives_is_told_and_verified_in_the_calling_thread(server: MessagesServer) -> None:
    threads: set[str] = set()
    seen: list[Payload] = []

    def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        threads.add(threading.current_thread().name)
        seen.append(payload)
        return trusting(payload)

    server.script.answers = [fake.reply("- CLIENT_A sues.\n- cut", stop="max_tokens"), fake.reply("- The rest.")]
    made = sender(server, reverify).summarize(
        complaint(), lambda _: threads.add(threading.current_thread().name), NEVER
    )
    assert [segment.text for segment in made.segments] == ["CLIENT_A sues.", "The rest."]
    assert len(seen) == 1
    assert threads == {threading.current_thread().name}


def test_words_of_the_model_that_name_somebody_end_it_before_they_go_back(server: MessagesServer) -> None:
    def reverify(_: Payload) -> VerifiedText | tuple[Hit, ...]:
        return ()

    server.script.answers = [fake.reply("- CLIENT_A sues.\n- cut", stop="max_tokens"), fake.reply("- The rest.")]
    with pytest.raises(SendRefused, match="not sent back"):
        sender(server, reverify).summarize(complaint(), silent, NEVER)
    assert len(server.asked) == 1
    assert processes() == []


def test_errors_come_back_as_what_they_are(server: MessagesServer) -> None:
    server.script.answers = [fake.status(400, "invalid_request_error", "your text: CLIENT_A brings this action")]
    with pytest.raises(EngineRejected, match="HTTP 400, invalid_request_error, request req_2") as told:
        sender(server).summarize(complaint(), silent, NEVER)
    assert "CLIENT_A" not in str(told.value)
    server.script.headers["anthropic-organization-id"] = "org-other"
    with pytest.raises(EngineIncident, match="Nothing but a test word"):
        sender(server).summarize(complaint(), silent, NEVER)
    with pytest.raises(EngineUnreachable, match="certificate file"):
        sender(server, ca_file="/nowhere/firm.pem").ping()


def test_what_must_not_be_sent_starts_no_process(server: MessagesServer) -> None:
    class Never(Lines):
        def warm(self) -> None:
            raise AssertionError

        one = warm  # type: ignore[assignment] # neither may be called

    engine = SenderEngine(settings(server), ApiKey(KEY), trusting, lines=Never())
    stopped = Cancellation()
    stopped.cancel()
    with pytest.raises(SendRefused):
        engine.summarize(complaint().payload, silent, NEVER)  # type: ignore[arg-type] # that is the point
    with pytest.raises(SendRefused):
        engine.summarize(verified(document("d1", " ")), silent, NEVER)
    with pytest.raises(Cancelled):
        engine.summarize(complaint(), silent, stopped)


def test_the_pace_is_learned_for_all(server: MessagesServer) -> None:
    server.script.headers |= {
        "anthropic-ratelimit-requests-limit": "50",
        "anthropic-ratelimit-requests-remaining": "48",
    }
    pace = Pace()
    engine = SenderEngine(settings(server), ApiKey(KEY), trusting, pace)
    engine.summarize(complaint(), silent, NEVER)
    assert pace.width == 3


def test_several_are_asked_for_at_a_time(server: MessagesServer) -> None:
    together, summaries = threading.Barrier(3, timeout=60), list[object]()

    def answer(handler: object, body: dict[str, object]) -> None:
        together.wait()
        fake.summarize(handler, body)  # type: ignore[arg-type] # the stand-in's handler

    server.script.answers = [answer] * 3
    engine = sender(server)
    threads = [
        threading.Thread(target=lambda: summaries.append(engine.summarize(complaint(), silent, NEVER)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert len(summaries) == 3


SENDS = """
import sys
from legalredact.model.progress import NEVER, silent
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.sender_engine import SenderEngine
from tests.summary.payloads import complaint, trusting

opened = []
sys.addaudithook(lambda event, args: opened.append(args[1]) if event in ("socket.connect", "socket.bind") else None)
settings = ClaudeSettings("org-test-1", "wrkspc_test1", sys.argv[1])
assert SenderEngine(settings, ApiKey("sk-test-3f9a"), trusting).summarize(complaint(), silent, NEVER).segments
print(sorted({"anthropic", "httpx2", "httpcore2", "ssl", "legalredact.summary.claude"} & set(sys.modules)), opened)
"""


def test_the_application_loads_nothing_that_could_reach_the_network(server: MessagesServer) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SENDS, server.base_url], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[] []\n"
    assert server.asked


# --- its end ---


@needs_linux
def test_it_ends_with_its_request(server: MessagesServer) -> None:
    sender(server).summarize(complaint(), silent, NEVER)
    assert processes() == []


def test_one_that_has_served_is_kept_where_none_is_forked_and_ended_after_a_failure(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_launcher, "LINUX", False)
    lines = Lines()
    engine = asking(server, lines)
    engine.summarize(complaint(), silent, NEVER)
    (first,) = lines._idle
    engine.summarize(complaint(), silent, NEVER)
    assert lines._idle == [first]
    server.script.answers = [fake.status(400, "invalid_request_error")]
    with pytest.raises(EngineRejected):
        engine.summarize(complaint(), silent, NEVER)
    assert lines._idle == []
    until(lambda: processes() == [])


def test_where_none_is_forked_one_is_ready_for_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_launcher, "LINUX", False)
    first, another = object(), object()
    started = iter((first, another))
    monkeypatch.setattr(sender_line, "_spawned", lambda: next(started))
    lines = Lines()
    lines._warm()
    lines._warm()
    assert [*map(id, lines._idle)] == [id(first)]
    assert [id(lines._taken()), id(lines._taken())] == [id(first), id(another)]


def test_cancelling_ends_it_at_once_wherever_it_is(server: MessagesServer, lines: Lines) -> None:
    server.script.answers = [fake.stall("CLIENT_A su")]
    with pytest.raises(Cancelled):  # reading would wait for 20 s, and the stall lasts until the server is closed
        asking(server, lines).summarize(complaint(), silent, once(server.stalled))
    assert not server.closing.is_set()
    assert processes() == []


def test_a_wait_between_tries_is_left_at_once(server: MessagesServer, lines: Lines) -> None:
    waiting = threading.Event()
    server.script.answers = [fake.status(529, "overloaded_error")]
    patient = RetryPolicy(first=1000, longest=1000)

    def notice(progress: Progress) -> None:
        if progress.step == "wait":
            waiting.set()

    with pytest.raises(Cancelled):
        asking(server, lines, patience=patient).summarize(complaint(), notice, once(waiting))
    assert len(server.asked) == 1
    assert processes() == []


def test_a_report_that_fails_ends_it(server: MessagesServer, lines: Lines) -> None:
    """As Ctrl-C does, which is heard in the thread that waits."""

    def report(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asking(server, lines).summarize(complaint(), report, NEVER)
    assert processes() == []


def test_one_that_is_killed_is_told_and_the_next_try_works(server: MessagesServer, lines: Lines) -> None:
    engine = asking(server, lines)
    server.script.answers = [fake.stall("CLIENT_A su")]

    def kill() -> None:
        server.stalled.wait(60)
        for process in processes():
            process.send_signal(signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(EngineUnreachable, match="ended unexpectedly") as told:
        engine.summarize(complaint(), silent, NEVER)
    assert told.value.remedy
    assert engine.summarize(complaint(), silent, NEVER).segments


def test_one_that_hangs_is_ended_and_told(
    server: MessagesServer, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script.answers = [fake.stall("CLIENT_A su")]

    def stop() -> None:
        server.stalled.wait(60)
        for process in processes():
            process.suspend()
        monkeypatch.setattr(sender_engine, "SILENCE", 0.3)

    threading.Thread(target=stop, daemon=True).start()
    with pytest.raises(EngineUnreachable, match="hung"):
        asking(server, lines).summarize(complaint(), silent, NEVER)
    assert processes() == []


WAITS = "open(%r).read()\n"
"""What a host does first here, as if the machine were so busy that loading takes long."""


@pytest.fixture
def slow_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The next host loads nothing until somebody writes to this pipe."""
    os.mkfifo(pipe := tmp_path / "pipe")
    monkeypatch.setattr(sender_launcher, "_launcher", sender_launcher._Launcher())
    monkeypatch.setattr(sender_launcher, "_STARTING", WAITS % str(pipe) + sender_launcher._STARTING)
    return pipe


@needs_linux
def test_one_that_is_still_loading_does_not_count_as_hanging(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, slow_start: Path
) -> None:
    """A busy machine takes longer to load the client than a running process may be silent."""
    silence = sender_engine.SILENCE
    monkeypatch.setattr(sender_engine, "SILENCE", 0.1)

    def let() -> None:
        threading.Event().wait(0.6)
        monkeypatch.setattr(sender_engine, "SILENCE", silence)
        slow_start.write_bytes(b"")

    threading.Thread(target=let, daemon=True).start()
    assert sender(server).ping().organization_id == ORGANIZATION


@needs_linux
def test_one_that_never_starts_is_ended_and_told(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, slow_start: Path
) -> None:
    monkeypatch.setattr(sender_engine, "STARTING", 0.1)
    with pytest.raises(EngineUnreachable, match="did not start in time and was ended; nothing was sent"):
        sender(server).ping()
    assert server.received == []
    slow_start.write_bytes(b"")  # the host goes on, and ends with the test


def test_signs_of_life_keep_a_slow_one_alive(server: MessagesServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes from the service for longer than a process may be silent."""
    begun, go_on = threading.Event(), threading.Event()
    server.script.answers = [fake.held_back(begun, go_on)]

    def let() -> None:
        begun.wait(60)
        monkeypatch.setattr(sender_engine, "SILENCE", SIGN + 2.0)
        go_on.wait(SIGN + 4.0)
        go_on.set()

    threading.Thread(target=let, daemon=True).start()
    assert sender(server).summarize(complaint(), silent, NEVER).segments


@needs_linux
def test_what_it_is_forked_from_can_be_lost(server: MessagesServer) -> None:
    engine = sender(server)
    engine.ping()
    hosts = [one for one in psutil.Process().children() if "sender_host" in " ".join(_words(one))]
    server.script.answers = [fake.stall("CLIENT_A su")]

    def kill() -> None:
        server.stalled.wait(60)
        for host in hosts:
            host.kill()

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(EngineUnreachable, match="ended unexpectedly"):
        engine.summarize(complaint(), silent, NEVER)
    until(lambda: processes() == [])
    assert engine.summarize(complaint(), silent, NEVER).segments


@needs_linux
def test_what_was_started_before_the_application_confined_itself_is_not_started_again(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be started now could reach no network; a person has to know what helps."""
    monkeypatch.setattr(sender_launcher, "_launcher", lost := sender_launcher._Launcher())
    lost.early = True
    with pytest.raises(EngineUnreachable, match="Close LegalRedact and start it again"):
        sender(server).ping()


@needs_linux
def test_a_host_that_ends_at_once_is_started_once_more_and_then_told(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def ending(control: int) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-I", "-S", "-c", ""]))
        started[-1].wait(60)
        return started[-1]

    monkeypatch.setattr(sender_launcher, "_launcher", sender_launcher._Launcher())
    monkeypatch.setattr(sender_launcher, "_host", ending)
    with pytest.raises(EngineUnreachable, match="cannot be started"):
        sender(server).ping()
    assert len(started) == 2


@needs_linux
def test_a_frozen_application_is_the_host_of_what_sends_when_it_is_told_so(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no Python beside it that could run anything else; here the same first file is run by one."""
    fresh = sender_launcher._Launcher()
    monkeypatch.setattr(sender_launcher, "_launcher", fresh)
    command = [sys.executable, "-m", "legalredact"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    asked = sender_launcher.command
    monkeypatch.setattr(sender_launcher, "command", lambda control, _: [*command, *asked(control, "sender_host")[1:]])
    monkeypatch.setattr(sender_launcher, "_environment", lambda: {"PYTHONPATH": str(REPOSITORY)})
    assert sender(server).ping().organization_id == ORGANIZATION
    assert fresh.control is not None
    assert fresh.program is not None
    fresh.control.close()
    assert fresh.program.wait(60) == 0


def only_named(handle: Path) -> bool:
    """Whether a descriptor only names a place (`O_PATH`), as those do by which Landlock was told places."""
    facts = handle.parents[1].joinpath("fdinfo", handle.name).read_text(encoding="ascii")
    return bool(int(facts.partition("flags:")[2].split()[0], 8) & os.O_PATH)


@needs_linux
def test_it_knows_nothing_of_the_user_and_holds_nothing_open(
    server: MessagesServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Oldacre").mkdir()
    monkeypatch.chdir(tmp_path / "Oldacre")
    monkeypatch.setenv("CLIENT_OF_TODAY", "Oldacre")
    kept = os.open(tmp_path / "Oldacre", os.O_RDONLY)
    os.set_inheritable(kept, True)
    found: list[tuple[str, dict[str, str], str, list[str], int]] = []

    def look() -> None:
        server.stalled.wait(60)
        for one in processes():
            held = Path(f"/proc/{one.pid}/fd").iterdir()
            handles = [str(handle.readlink()) for handle in held if not only_named(handle)]
            core = one.rlimit(psutil.RLIMIT_CORE)[1]
            found.append((" ".join(one.cmdline()), one.environ(), one.cwd(), handles, core))
        stop.cancel()

    stop = Cancellation()
    server.script.answers = [fake.stall("CLIENT_A su")]
    threading.Thread(target=look, daemon=True).start()
    with pytest.raises(Cancelled):
        sender(server).summarize(complaint(), silent, stop)
    os.close(kept)
    ((words, environment, folder, handles, core),) = found
    assert "Oldacre" not in words + str(environment) + str(handles)
    assert KEY not in words + str(environment)
    libraries = {"LD_LIBRARY_PATH"} if os.environ.get("LD_LIBRARY_PATH") else set[str]()
    assert environment.keys() - {"LC_CTYPE"} == libraries
    assert folder == "/"
    assert core == LIMIT
    assert {handle for handle in handles if handle.startswith("/")} <= {"/dev/null"}
    assert (
        len([handle for handle in handles if handle.startswith("socket")]) <= 4
    )  # its line, the service, its own loop
