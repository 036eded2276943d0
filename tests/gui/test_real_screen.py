"""The application as it is started, on a real X screen, driven from outside by synthetic keys: letter to signed export.

Nothing of the process is looked into: what is seen are its windows' titles, what the stand-in for Claude received, and
the files that it writes.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable
from legalredact.model.export import FORMS
from legalredact.vault.os_keyring import API_KEY, OsKeyring
from tests.fakes.attested import self_test_passed
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 180.0
"""Seconds that a step may take on a busy machine."""
LETTER = "Dear Ms. Oldacre, Marguerite Oldacre signed for Penhallow Freight, Inc. on May 4, 2021.\n"
POLICY = """
[claude]
base_url = "{url}"

[zero_retention]
attested_by = "R. Osei"
attested_on = 2026-01-01
contract = "ZDR-1"
expires = 2099-01-01
organization_id = "{organization}"
workspace_id = "{workspace}"
"""


class Screen:
    """An X server of its own, and hands outside of every program on it."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.application: subprocess.Popen[bytes] | None = None

    def keys(self, *keys: str) -> None:
        """Press keys; they go to the window that has the focus, as from a keyboard."""
        self._do("key", "--delay", "60", *keys)

    def words(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "15", words)

    def window(self, title: str) -> str:
        """Id of the window on the screen whose title begins so, or nothing."""
        found = self._do("search", "--onlyvisible", "--name", f"^{title}")
        return found.split()[-1] if found.split() else ""

    def wait_for(self, title: str, meanwhile: Callable[[], None] | None = None) -> str:
        """Until there is such a window, which then has the focus; meanwhile something is tried again and again."""
        end = time.monotonic() + PATIENCE
        while not (window := self.window(title)):
            assert self.application is None or self.application.poll() is None, "the application has ended"
            assert time.monotonic() < end, f"no window {title!r}; there are: {self._titles()}"
            if meanwhile is not None:
                meanwhile()
            time.sleep(1)
        self.focused(title)
        return window

    def focused(self, title: str) -> bool:
        """Whether there is such a window; it has the focus then."""
        window = self.window(title)
        if window:
            self._do("windowfocus", window)
            time.sleep(0.3)
        return bool(window)

    def _titles(self) -> list[str]:
        ids = self._do("search", "--onlyvisible", "--name", ".").split()
        return [self._do("getwindowname", one).strip() for one in ids]

    def _do(self, *command: str) -> str:
        done = subprocess.run(["xdotool", *command], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout


def until(so: Callable[[], bool], what: str, meanwhile: Callable[[], None]) -> None:
    """Until it is so; meanwhile a person does the next sensible thing, again and again."""
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end, f"not in time: {what}"
        meanwhile()
        time.sleep(1)


@pytest.fixture
def screen() -> Iterator[Screen]:
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    yield Screen(f":{number}")
    server.terminate()
    server.wait(20)


@pytest.fixture
def service() -> Iterator[MessagesServer]:
    keyring = OsKeyring()
    try:
        keyring.state()
    except KeyringUnavailable as problem:
        pytest.skip(f"no Secret Service here: {problem.what}")
    keyring.set(API_KEY, "sk-test-3f9a")
    with MessagesServer() as server:
        yield server
    keyring.delete(API_KEY)


@pytest.fixture
def home(tmp_path: Path, service: MessagesServer) -> Path:
    """A person's home with a policy and a letter."""
    folder = tmp_path / "home"
    config = folder / ".config" / "LegalRedact"
    config.mkdir(parents=True)
    policy = POLICY.format(url=service.base_url, organization=ORGANIZATION, workspace=WORKSPACE)
    (config / "policy.toml").write_text(policy, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "out").mkdir()
    return folder


@pytest.fixture
def application(screen: Screen, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    inherited = {name: value for name, value in screen.environment.items() if not name.startswith("XDG_CONFIG")}
    command, own = [sys.executable, "-m", "legalredact"], inherited | {"HOME": str(home)}
    self_test_passed(home)
    screen.application = started = subprocess.Popen(command, cwd=REPOSITORY, env=own)
    yield started
    started.kill()
    started.wait(30)


def send(screen: Screen) -> None:
    """Confirm the names, look at what would leave, send it."""
    if screen.focused("Send to Claude"):
        screen.keys("Tab", "space")
        time.sleep(2)
    elif screen.focused("letter — LegalRedact"):
        for keys in (("alt+2",), ("ctrl+Return",), ("alt+3",), ("ctrl+Return",)):
            screen.keys(*keys)
            time.sleep(1)


def sign(screen: Screen, out: Path) -> None:
    """Sign as somebody else, then export; a question of before is left."""
    if screen.focused("Send to Claude"):
        screen.keys("Escape")
    elif screen.focused("Sign the summary"):
        screen.keys("Tab", "space")
        time.sleep(2)
    elif screen.focused("Export into"):
        screen.keys("ctrl+a")
        screen.words(str(out))
        screen.keys("Return")
        time.sleep(2)
    elif screen.focused("letter — LegalRedact"):
        screen.keys("alt+5")
        time.sleep(1)
        screen.keys("alt+r", "ctrl+a")
        screen.words("Ines Maddox")
        screen.keys("ctrl+Return")
        time.sleep(1)


@pytest.mark.timeout(900)
def test_a_letter_is_masked_sent_summarised_signed_and_exported_by_keys_from_outside(
    screen: Screen, home: Path, service: MessagesServer, application: subprocess.Popen[bytes]
) -> None:
    screen.wait_for("LegalRedact$")
    screen.wait_for("Choose files", lambda: screen.keys("space"))
    screen.words(str(home / "letter.txt"))
    screen.keys("Return")
    screen.wait_for("letter — LegalRedact")

    until(lambda: any(one.sends_text for one in service.received), "text is sent", partial(send, screen))
    out = home / "out"
    until(lambda: len(list(out.iterdir())) == len(FORMS), "three files are exported", partial(sign, screen, out))

    markdown = next((home / "out").glob("*.md")).read_text(encoding="utf-8")
    assert "Ines Maddox" in markdown
    assert "Marguerite Oldacre" in markdown
    sent = "".join(str(one.body) for one in service.received)
    assert "Oldacre" not in sent
    assert "Penhallow" not in sent
    assert service.complaints == []
    assert application.poll() is None
    assert [folder.name[:7] for folder in (home / "LegalRedact").iterdir()] == ["matter-"]
