"""Tries the firewall's rules and the sending process of an installed package, as far as Wine has them.

Wine has neither a firewall nor netsh: `wine_parts/netsh.c` writes the rules as Windows would, and nothing enforces
them. So this shows what the installer asks for and what `doctor` reads, and that `doctor` says what was not refused.
"""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from legalredact.sandbox.windows_firewall import LOCAL, PROFILES, RULES, blocked_program
from shipping.alike import digests
from windows.checks import Check
from windows.firewall import programs
from windows.launchers import COMMAND, SENDER
from windows.wine import Windows

_PROGRAM = """
import datetime as dt, json
from legalredact.summary import sender_program
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.sender_messages import SendRequest, encoded, message
ours, process = sender_program.start()
settings = ClaudeSettings("org", "workspace", "http://127.0.0.1:{port}")
ours.send_bytes(encoded(SendRequest(settings, ApiKey("sk-invented"), None)))
told = []
while not told or told[-1] == "KeepAliveMessage":
    told.append(type(message(ours.recv_bytes())).__name__)
ours.close()
print(json.dumps([process.args[0], told[-1], process.wait(60)]))
"""


def rules_are_there(windows: Windows, home: Path, when: str) -> Check:
    """Whether each program but the one that sends has exactly one rule."""
    wanted = sorted(Path(name).name for name in programs(digests(home)))
    found = sorted(_blocked(windows))
    return Check(f"{when}: a rule of the firewall blocks each program but {SENDER}", found == wanted, ", ".join(found))


def rules_are_gone(windows: Windows) -> Check:
    """Whether no rule is left."""
    found = _blocked(windows)
    return Check("no rule of the firewall is left", not found, ", ".join(found))


def _blocked(windows: Windows) -> list[str]:
    told = windows.run("reg", "query", rf"HKLM\{LOCAL}\{RULES}").stdout
    rules = (line.partition("REG_SZ")[2].strip() for line in told.splitlines() if "REG_SZ" in line)
    return [blocked_program(rule).rpartition("\\")[2] for rule in rules]


def try_firewall(windows: Windows, home: Path) -> Iterator[Check]:
    """What `doctor` reads of the rules, without and with a firewall that is on."""
    yield rules_are_there(windows, home, "installed")
    yield _doctor(windows, home, "a firewall that is not on is told", "not seen to be on in domain, private and public")
    for _, keys in PROFILES:
        place = rf"HKLM\{LOCAL}\{keys[0]}"
        windows.run("reg", "add", place, "/v", "EnableFirewall", "/t", "REG_DWORD", "/d", "1", "/f")
    yield _doctor(windows, home, "with one that is on a connection is tried, which Wine does not refuse", "NOT refused")


def _doctor(windows: Windows, home: Path, what: str, words: str) -> Check:
    done = windows.run(home / COMMAND, "doctor", "--json")
    rows = {row["what"]: row for row in json.loads(done.stdout)["ready"]} if done.stdout else {}
    row = rows.get("Windows' firewall", {"detail": "no row", "state": ""})
    return Check(what, words in row["detail"] and row["state"] == "warn", row["detail"])


def try_sending(windows: Windows, home: Path) -> Check:
    """A sending process is started by the package's Python, and connects; its answer is that the service failed."""
    with socket.create_server(("127.0.0.1", 0)) as service:
        reached = threading.Event()
        service.settimeout(300)
        threading.Thread(target=_hang_up, args=(service, reached), daemon=True).start()
        code = _PROGRAM.format(port=service.getsockname()[1])
        done = windows.run(home / "python.exe", "-X", "utf8", "-c", code)
    told = json.loads(done.stdout) if done.returncode == 0 else ["", done.stderr[-300:], None]
    well = told[0].endswith(SENDER) and told[1] == "ErrorMessage" and reached.is_set()
    return Check(f"{SENDER} is started, connects and answers", well, f"{told}, reached: {reached.is_set()}")


def _hang_up(service: socket.socket, reached: threading.Event) -> None:
    try:
        while True:
            service.accept()[0].close()
            reached.set()
    except OSError:  # nothing came, or the test is over
        return
