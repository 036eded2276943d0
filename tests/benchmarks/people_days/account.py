"""An account on the machine: a home, a keyring of its own, and the application that is started in it."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.people_days.screen import Screen
from tests.fakes.attested import policy, self_test_passed

REPOSITORY = Path(__file__).parents[3]
WITH_KEYRING = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
ACCOUNTS = {"paralegal": "games", "reviewer": "news", "producing": "uucp", "administrator": "irc", "approver": "list"}
"""Accounts that every Debian has and nobody uses: a bus of messages refuses a person without one."""
GROUP = 20_000
"""Of all accounts here: they share a folder."""
RULES = """
[matters]
folder = "{matters}"
[prompts]
folder = "{prompts}"
"""


@dataclass
class Account:
    """Somebody's account.

    Arguments:
        account: of the system, if these processes may choose one (as root); otherwise all people share one.
        home: an empty folder.
        base_url: of the service to which its policy sends.
        shared: holds the firm's folders of matters and of prompts.
        python: the interpreter that starts the application; this account may start it.
    """

    account: str
    home: Path
    base_url: str
    shared: Path
    python: str
    sets_up: bool = False
    """Whether this person writes the policy and tests masking."""

    def __post_init__(self) -> None:
        self.policy_file.parent.mkdir(parents=True, exist_ok=True)
        if not self.sets_up:
            self.policy_file.write_text(self.policy, encoding="utf-8")
            self_test_passed(self.home)
        self.owns(self.home)

    @property
    def policy(self) -> str:
        """The firm's policy."""
        return policy(self.base_url) + RULES.format(matters=self.shared / "matters", prompts=self.shared / "prompts")

    @property
    def policy_file(self) -> Path:
        """Where this account's policy belongs."""
        return self.home / ".config" / "LegalRedact" / "policy.toml"

    def owns(self, folder: Path) -> None:
        """Give a folder, with all in it, to this account."""
        if separate_accounts():
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self._number, GROUP)

    def run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """A command of the application: its exit code, and what it prints."""
        self.owns(self.home)
        with tempfile.TemporaryFile("w+") as told:  # no pipe: the keyring's daemon would keep it open
            variables, command = self._variables(dict(os.environ)), self._command(arguments)
            ended = subprocess.run(
                command, env=variables, cwd=REPOSITORY, stdout=told, stderr=told, check=False, timeout=600
            )
            told.seek(0)
            return ended.returncode, told.read()

    def own_key(self) -> str:
        """The key that a colleague needs, as its owner would read it out."""
        return next(word for word in self.run(["identity", "show"])[1].split() if word.startswith("age1"))

    @contextmanager
    def session(self, screen: Screen) -> Iterator[subprocess.Popen[bytes]]:
        """The application, started on a screen; ended at the end if it has not ended by itself."""
        with (self.home / "application.log").open("ab") as log:
            started = subprocess.Popen(
                self._command([]),
                cwd=REPOSITORY,
                env=self._variables(screen.environment),
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
            try:
                yield started
            finally:
                if started.poll() is None:
                    os.killpg(started.pid, signal.SIGTERM)
                    started.wait(30)

    @property
    def _number(self) -> int:
        return pwd.getpwnam(self.account).pw_uid

    def _command(self, arguments: Sequence[str]) -> list[str]:
        become = ["setpriv", f"--reuid={self._number}", f"--regid={GROUP}", "--clear-groups"]
        start = ["dbus-run-session", "--", "sh", "-c", WITH_KEYRING, "sh", self.python, "-m", "legalredact"]
        return [*(become if separate_accounts() else []), *start, *arguments]

    def _variables(self, inherited: dict[str, str]) -> dict[str, str]:
        base = Path(self.python).resolve().parents[1]
        own = {"LD_LIBRARY_PATH": str(base / "lib")} if self.python != sys.executable else {}  # else another libpython
        own |= {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "USER": self.account,
            "LOGNAME": self.account,
        }
        kept = {name: value for name, value in inherited.items() if not name.startswith(("DBUS_", "XDG_"))}
        return kept | own


def shared_folders(place: Path) -> Path:
    """The folder of matters and the one of prompts, in which all accounts may write; returns what holds them."""
    for folder in (place / "shared" / "matters", place / "shared" / "prompts"):
        folder.mkdir(parents=True, exist_ok=True)
        if separate_accounts():
            os.chown(folder, 0, GROUP)
        folder.chmod(0o2770)
    return place / "shared"


def separate_accounts() -> bool:
    """Whether people can have accounts of their own here; otherwise one account has a home and a keyring for each."""
    return os.geteuid() == 0 and shutil.which("setpriv") is not None and _known()


def interpreter_for_all(place: Path) -> str:
    """An interpreter with these libraries that every account may start: this one, or a copy of it in `place`."""
    if _for_all(Path(sys.executable)):
        return sys.executable
    base, environment = place / "python", place / "environment"
    if not environment.exists():
        left_out = shutil.ignore_patterns("site-packages", "test", "__pycache__", "include", "share", "*.a")
        shutil.copytree(sys.base_prefix, base, ignore=left_out, symlinks=True)
        started = base / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
        (environment / "bin").mkdir(parents=True)
        (environment / "lib").symlink_to(Path(sys.prefix) / "lib")
        (environment / "bin" / "python").symlink_to(started)
        (environment / "pyvenv.cfg").write_text(f"home = {started.parent}\n", encoding="utf-8")
    return str(environment / "bin" / "python")


def _known() -> bool:
    return {one.pw_name for one in pwd.getpwall()} >= set(ACCOUNTS.values())


def _for_all(program: Path) -> bool:
    """Whether other accounts may start it, where it really is."""
    real = program.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (real, *real.parents))
