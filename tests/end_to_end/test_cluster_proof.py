"""What the kernel sees of a production that the firm's cluster works on: its scheduler, its workers and the command.

The programs are started as packaging/ADMIN.md tells the firm's administrators, here with addresses of this machine.
"""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from linux.kernel_proof import NAMES, Job, why_not
from linux.kernel_trace import Seen, faults, read, traced
from tests.end_to_end.test_kernel_proof import job_in

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")]

HOST = "127.0.0.1"
OF_ADMINISTRATORS = {
    "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2",
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "False",
    "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False",
}


class Program:
    """A program of the cluster under strace, with a home of its own.

    Arguments:
        module: what Python runs.
    """

    def __init__(self, folder: Path, module: str, *arguments: str) -> None:
        self.job = Job((sys.executable, "-m", module), folder, OF_ADMINISTRATORS)
        for place in ("home", "temporary", "out"):
            (folder / place).mkdir(parents=True)
        self._log = folder / "program.strace"
        listening = ["--host", HOST, "--no-dashboard", "--dashboard-address", f"{HOST}:0", *arguments]
        command = traced([*self.job.start, *listening], self._log)
        self.process = subprocess.Popen(command, cwd=folder, env=self.job.settings, stderr=subprocess.DEVNULL)

    def end(self) -> Seen:
        """End it as an administrator does; what the kernel saw of it and of its children."""
        for program in psutil.Process(self.process.pid).children():
            program.terminate()  # strace ends with the last of its processes
        self.process.wait(120)
        return read(self._log, self.job.folder)

    def kill(self) -> None:
        """End it if it still runs."""
        for program in psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else ():
            with contextlib.suppress(psutil.Error):
                program.kill()
        self.process.wait(120)


@pytest.fixture
def certificates(tmp_path: Path) -> dict[str, str]:
    """Of an authority, for both sides, by the keys of the policy."""
    made = distributed.Security.temporary()
    files = {"ca_file": made.tls_ca_file, "cert_file": made.tls_client_cert, "key_file": made.tls_client_key}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return {name: str(tmp_path / name) for name in files}


@pytest.fixture
def cluster(tmp_path: Path, certificates: dict[str, str]) -> Iterator[tuple[str, Program, Program]]:
    """The scheduler's address, the scheduler and two workers."""
    if (reason := why_not(tmp_path)) is not None:
        pytest.skip(reason)
    ca, cert, key = certificates.values()
    tls = ["--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key]
    told = tmp_path / "scheduler" / "out" / "address.json"
    listening = ["--protocol", "tls", "--port", "0", "--scheduler-file", str(told)]
    scheduler = Program(tmp_path / "scheduler", "distributed.cli.dask_scheduler", *listening, *tls)
    try:
        address = address_in(told, scheduler)
        work = ["--nthreads", "1", "--nworkers", "2", "--local-directory", str(tmp_path / "workers" / "out")]
        workers = Program(tmp_path / "workers", "distributed.cli.dask_worker", address, *work, *tls)
        try:
            yield address, scheduler, workers
        finally:
            workers.kill()
    finally:
        scheduler.kill()


def address_in(told: Path, scheduler: Program) -> str:
    """The address that a scheduler has written, as soon as it has."""
    while scheduler.process.poll() is None:
        with contextlib.suppress(FileNotFoundError, ValueError):
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    pytest.fail("the scheduler has ended")


@pytest.mark.timeout(900)
def test_the_kernel_sees_a_cluster_speak_to_its_own_machines_only_and_write_no_text(
    tmp_path: Path, cluster: tuple[str, Program, Program], certificates: dict[str, str]
) -> None:
    address, scheduler, workers = cluster
    job = job_in(tmp_path / "command")
    policy = job.folder / "policy.toml"
    keys = "".join(f"{key} = {path!r}\n" for key, path in certificates.items())
    policy.write_text(f"[cluster]\nscheduler = {address!r}\n{keys}", encoding="utf-8")
    where = [*job.where("production"), "--policy", str(policy)]

    job.run("batch", "add", str(job.folder / "in"), *where)
    told, command = job.run("batch", "run", "--cluster", "--accept", "all", *where)
    of_workers, of_scheduler = workers.end(), scheduler.end()

    _, port = address.rsplit(":", 1)
    hosts = {each.host for one in (command, of_workers, of_scheduler) for each in one.addresses}
    assert hosts == {HOST}
    assert {each.port for each in command.addresses} == {int(port)}, told
    assert len(of_workers.online) >= 2  # both were watched
    judgments = {
        "command": allowed(command, job),
        "workers": allowed(of_workers, workers.job),
        "scheduler": allowed(of_scheduler, scheduler.job),
    }
    assert not any(judgments.values()), judgments
    for program in (workers, scheduler):
        assert not any(name.encode() in content for name in NAMES for content in files_of(program)), told


def allowed(one: Seen, job: Job) -> list[str]:
    """Faults beside the addresses, which the test compares; Dask asks for the processor's name by a program."""
    itself = Path(sys.executable).resolve()
    programs = ["/usr/bin/uname", *(program for program in one.programs if Path(program).resolve() == itself)]
    return faults(one, writable=job.writable, made=job.made, addresses=[*one.addresses], programs=programs)


def files_of(program: Program) -> Iterator[bytes]:
    """What a program has written, apart from its trace."""
    for path in program.job.folder.rglob("*"):
        if path.is_file() and path.suffix != ".strace":
            yield path.read_bytes()
