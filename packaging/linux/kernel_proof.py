"""Runs the whole job under strace, and compares the trace with the promises in SECURITY.md.

`tests/end_to_end/test_kernel_proof.py` runs it on the checkout, `dev.py package linux --contents` on the frozen
application. The network is up, so that an attempt to send would succeed, and processes with models live long enough
for delayed uploads.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pymupdf

from linux.kernel_trace import Address, NotUnderstood, Seen, faults, read, traced
from linux.screen import Screen
from shipping.source import ROOT
from tests.fakes.attested import HOSTILE, policy
from tests.fakes.messages_server import MessagesServer

LETTER = """Penhallow Freight, Inc.
14 Quay Road

March {day}, 2024

Dear Ms. Oldacre:

Penhallow Freight, Inc. dismissed Marguerite Oldacre on January {day}, 2024. She is owed $18,250.00 for overtime.

Tobias Renwick
"""
NAMES = ("Penhallow", "Oldacre", "Renwick", "Marguerite")
"""Of the letter; none may be sent."""
BESIDE = tuple(
    Path(place)
    for place in (
        "/dev/null",
        "/dev/shm",  # noqa: S108 - memory that processes share; multiprocessing takes its names away at once
        "/var/cache/fontconfig",  # the system's font cache
        "/memfd:legalredact",  # a copy in memory until it is proven clean, see `sandbox.linux.memory_file`
    )
)
"""Paths that may be written in addition to those of `Job`."""
_ENDS = {"doctor": (0, 1, 2), "receipt": (0, 1)}
"""Accepted exit statuses: a bare system has no keyring, which doctor reports as a failure."""
_PERSONS = ("PATH", "LANG", "LC_ALL", "USER", "LOGNAME", "SHELL", "TERM", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
"""Variables that a traced command gets from the tracing process."""
OCR = "/usr/bin/tesseract"
LONG = 65.0
"""Smallest lifetime of the window in seconds: delayed uploads come within a minute."""


@dataclass(frozen=True, slots=True)
class Job:
    """A person's home folder, and other folders that a person names.

    Arguments:
        start: beginning of each command line.
        folder: for everything; `out` is used for `--out`, `matter` and `production` are matters.
        environment: variables in addition to home and temporary folders.
    """

    start: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]

    @property
    def home(self) -> Path:
        """Where the application has its own folders."""
        return self.folder / "home"

    @property
    def writable(self) -> tuple[Path, ...]:
        """Folders in which files may be written, as stated in SECURITY.md."""
        own = [self.home / place / "LegalRedact" for place in (".config", ".local/share")]
        caches = [self.home / ".cache" / place for place in ("fontconfig", "mesa_shader_cache", "mesa_shader_cache_db")]
        named = [self.folder / place for place in ("out", "matter", "production", "temporary")]
        return (*BESIDE, *own, *caches, *named)

    @property
    def made(self) -> tuple[Path, ...]:
        """Parent folders of those, which may have to be created."""
        return tuple(self.home / place for place in (".config", ".local", ".local/share", ".cache"))

    @property
    def settings(self) -> dict[str, str]:
        """The whole environment of a command: a person's, without variables of the test machine.

        Some libraries send nothing if `CI` or a similar variable is set (onnxruntime, for example), so a trace with it
        would prove too little.
        """
        kept = {name: value for name, value in os.environ.items() if name in _PERSONS}
        places = {"HOME": str(self.home), "TMPDIR": str(self.folder / "temporary"), "PYTHONDONTWRITEBYTECODE": "1"}
        return kept | places | dict(self.environment)

    def prepare(self) -> None:
        """Create the folders, a passphrase, a letter, a scan, and a production of three documents."""
        for place in ("home", "out", "temporary", "in"):
            (self.folder / place).mkdir(parents=True)
        (self.folder / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
        (self.folder / "letter.txt").write_text(LETTER.format(day=9), encoding="utf-8")
        _scanned("Penhallow Freight, Inc. dismissed her.", self.folder / "scan.pdf")
        (self.folder / "names.txt").write_text("Desmond Quillfeather\n", encoding="utf-8")
        for day in (1, 2, 3):
            (self.folder / "in" / f"{day}.txt").write_text(LETTER.format(day=day), encoding="utf-8")

    def make_matters(self, *names: str) -> None:
        """Make empty matters that are opened with little work; each opening of another takes a second on purpose."""
        command = [sys.executable, "-m", "tests.fakes.quick_matter", str(self.folder / "passphrase")]
        command += [str(self.folder / name) for name in names]
        subprocess.run(command, check=True, cwd=ROOT, env=self.settings)

    @property
    def letter_id(self) -> str:
        """Under which the application knows the letter: a part of its digest."""
        return f"d{hashlib.sha256((self.folder / 'letter.txt').read_bytes()).hexdigest()[:12]}"

    def where(self, matter: str = "matter") -> list[str]:
        """The options for a matter and its key."""
        return ["--matter", str(self.folder / matter), "--passphrase-file", str(self.folder / "passphrase")]

    def run(self, *arguments: str) -> tuple[str, Seen]:
        """Run one command under strace.

        Returns: what it printed, which explains an unexpected trace, and the summary of the trace.

        Errors: CommandFailed if its exit status is not one of those expected.
        """
        handle, log = tempfile.mkstemp(dir=self.folder, suffix=".strace")
        os.close(handle)
        command = traced([*self.start, *arguments], Path(log))
        done = subprocess.run(command, cwd=self.folder, env=self.settings, check=False, capture_output=True, text=True)
        misused = "usage: " in done.stderr  # of the status 2 too
        if misused or done.returncode not in _ENDS.get(arguments[0], (0,)):
            said = f"{done.stdout[-400:]}{done.stderr[-400:]}"
            raise CommandFailed(f"{arguments[0]} ended with {done.returncode}: {said}")
        return done.stdout, read(Path(log), self.folder)


def _scanned(line: str, path: Path) -> None:
    """A page without text that shows one line: OCR runs, and soon ends."""
    with pymupdf.open() as typed, pymupdf.open() as scan:
        typed.new_page(width=320, height=60).insert_text((12, 36), line, fontsize=14)
        image = typed[0].get_pixmap(dpi=200).tobytes("png")
        page = scan.new_page(width=320, height=60)
        page.insert_image(page.rect, stream=image)
        scan.save(path)


class CommandFailed(Exception):
    """A command of the job failed, so the trace proves nothing."""


def whole_job(job: Job, samples: Path) -> list[list[str]]:
    """The commands from files to a signed export, a production, and every other one that writes files of a person's.

    Arguments:
        samples: the folder of the sample matter.
    """
    letter, scan, out = str(job.folder / "letter.txt"), str(job.folder / "scan.pdf"), job.folder / "out"
    papers = [letter, str(samples / "demand_letter.docx")]
    production = job.where("production")
    return [
        ["--version"],
        ["doctor", "--bundle", str(out / "bundle.zip")],
        ["selftest", "--quiet"],
        ["detect", letter, scan],
        ["mask", *papers, "--accept", "all", "--accept-unread", "--out", str(out / "masked"), *job.where()],
        ["redact", letter, scan, "--out", str(out / "copies"), *job.where()],
        ["summarize", "--as", "ann", "--accept-unread", "--out", str(out / "draft.md"), *job.where()],
        ["batch", "add", str(job.folder / "in"), *production],
        ["batch", "run", "--processes", "1", "--accept", "all", *production],
        ["batch", "overview", *production],
        ["audit-copy", letter, "--names", str(job.folder / "names.txt"), "--report", str(out / "copy.html")],
        ["review", "reject", "--reviewer", "Bea", "--note", "The second day is wrong.", *job.where()],
        ["review", "approve", "--reviewer", "Bea", "--out", str(out / "signed"), *job.where()],
        ["review", "export", "--out", str(out / "exported"), "--form", "docx", "--form", "pdf", *job.where()],
        ["audit", "verify", *job.where()],
        ["audit", "report", "--month", f"{dt.datetime.now(dt.UTC):%Y-%m}", "--out", str(out / "report"), *job.where()],
        ["audit", "export", "--out", str(out / "events.jsonl"), *job.where()],
        ["matter", "purge", "--document", job.letter_id, "--yes", "--receipt", str(out / "receipt"), *job.where()],
        ["matter", "rekey", *job.where()],
        ["matter", "backup", str(out / "matter.backup"), *job.where()],
        ["matter", "restore", str(out / "matter.backup"), *job.where("out/restored")],
        ["receipt", "verify", str(out / "receipt")],
    ]


def why_not(folder: Path) -> str | None:
    """Why tracing is impossible here, in words; None if it is possible."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    log = folder / "tried.strace"
    done = subprocess.run(traced(["true"], log), check=False, capture_output=True, text=True)
    told = done.stderr.strip().splitlines()
    return None if done.returncode == 0 else f"strace may not watch processes here: {told[-1:]}"


def proved(job: Job, commands: Sequence[Sequence[str]]) -> list[str]:
    """What the commands did against the promises, in words; empty if nothing."""
    found: list[str] = []
    for command in commands:
        try:
            _, one = job.run(*command)
            found += [f"{command[0]}: {fault}" for fault in judged(one, job)]
        except (CommandFailed, NotUnderstood) as problem:
            found.append(str(problem))
    return found


def sending_proved(job: Job) -> list[str]:
    """Have a stand-in for Claude on this machine write a summary; what was done beside turning to it.

    The self-test of this build must have passed with the job's home. Variables lead libraries elsewhere, which must
    have no effect.
    """
    keys = str(job.folder / "keys.log")  # where a library that obeys this variable would write session keys
    job = replace(job, environment={**job.environment, **HOSTILE, "SSLKEYLOGFILE": keys})
    (job.folder / "key").write_text("sk-test-3f9a\n", encoding="utf-8")
    rules = ["--policy", str(job.folder / "policy.toml")]
    claude, where = ["--api-key-file", str(job.folder / "key")], [*job.where("out/sent"), *rules]
    with MessagesServer() as server:
        (job.folder / "policy.toml").write_text(policy(server.base_url), encoding="utf-8")
        letter, out = str(job.folder / "letter.txt"), job.folder / "out"
        found = proved(job, [["mask", letter, "--accept", "all", "--out", str(out / "also_masked"), *where]])
        if found:
            return found
        summarize = ["summarize", "--as", "ann", "--engine", "claude", *claude, "--out", str(out / "sent.md"), *where]
        try:
            _, sending = job.run(*summarize)
            answer, reached = job.run("doctor", "--reach", *claude, *rules)
        except (CommandFailed, NotUnderstood) as problem:
            return [str(problem)]
        address = Address("AF_INET", "127.0.0.1", server.server_address[1])
        texts = [json.dumps(request.body) for request in server.received if request.sends_text]
    found = [f"doctor --reach printed: {answer}"] if address not in reached.addresses else []
    if not texts or address not in sending.addresses:
        found.append(f"no text was sent to the stand-in; the addresses are {sorted(sending.addresses)}")
    found += [f"{name} was sent" for name in NAMES if any(name in text for text in texts)]
    judgments = [judged_sending(one, job, address) for one in (sending, reached)]
    return [*found, *(fault for faults in judgments for fault in faults)]


def judged_sending(one: Seen, job: Job, address: Address) -> list[str]:
    """Faults of processes of which some may turn to an address: these open no file of the person.

    A process that knows the client's text has opened the letter, the matter or the passphrase, which are in the job's
    folder like all files of the person, or was started with its path. So the first process may not be one of these.
    """
    found = judged(one, job, [address])
    for process in sorted(one.online):
        read_by_it = (path for path in one.opened.get(process, ()) if path.is_relative_to(job.folder))
        found += [f"{path} was opened by a process that uses the network" for path in sorted(read_by_it)]
    if one.first in one.online:
        found.append("the application itself asked for an internet socket")
    return [*found, "the start of a process was not seen"] if one.unknown else found


def window_proved(job: Job, on: Screen) -> list[str]:
    """What the window did against the promises while it read and searched the sample and lived for `LONG`.

    Arguments:
        on: the screen on which it is shown.
    """
    log = job.folder / "window.strace"
    shown = {"DISPLAY": on.display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(traced([*job.start, "--sample"], log), cwd=job.folder, env=job.settings | shown) as strace:
        begun = time.monotonic()
        appeared = on.window_shown("Alder v. Granite", LONG)
        time.sleep(max(0.0, LONG - (time.monotonic() - begun)))
        lived = strace.poll() is None
        for application in psutil.Process(strace.pid).children() if lived else ():
            application.terminate()  # strace ends with the last of its processes
    if appeared is None or not lived:
        return ["window: it did not open the sample matter"]
    return [f"window: {fault}" for fault in judged(read(log, job.folder), job)]


def judged(one: Seen, job: Job, addresses: Sequence[Address] = ()) -> list[str]:
    """Faults of some processes of the job; only the application itself and Tesseract may be started."""
    itself = Path(job.start[0]).resolve()
    programs = (OCR, *(program for program in one.programs if Path(program).resolve() == itself))
    return faults(one, writable=job.writable, made=job.made, addresses=addresses, programs=programs)
