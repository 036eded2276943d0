"""A cluster of three hosts with addresses of their own: one is lost in the midst of a run, another is too old.

The hosts are network namespaces of this machine, joined by a bridge, with no way out. All names are invented.
`dev.py package linux --verify` runs this with the programs of its packages; LEGALREDACT_PACKAGE names their folder.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from legalredact.__main__ import CLUSTER_PROGRAM
from tests.fakes.production import written

pytest.importorskip("distributed")
LETTERS = 600
SENT_IN_THE_MIDST = 60_000
"""Bytes to a host after which it has tasks: 30,000 were sent before the first, 150,000 in a whole run."""
_PATIENCE = 240.0
_PORT = 8786
_PACKAGE = os.environ.get("LEGALREDACT_PACKAGE")
_PROGRAM = [f"{_PACKAGE}/legalredact"] if _PACKAGE else [sys.executable, "-m", "legalredact"]
_EVERYWHERE = {"OMP_NUM_THREADS": "1"}


def _ip(*words: str) -> bool:
    return subprocess.run(["ip", *words], check=False, capture_output=True).returncode == 0


def _can_make_hosts() -> bool:
    name = f"lr{os.getpid()}try"
    if sys.platform != "linux" or not shutil.which("ip") or not _ip("netns", "add", name):
        return False
    return _ip("-n", name, "link", "add", "name", "bridge0", "type", "bridge") & _ip("netns", "del", name)


pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not _can_make_hosts(), reason="network namespaces need root and the program ip"),
]


@dataclass(frozen=True)
class Build:
    """An installation of the application: its program, and the environment that it needs."""

    program: list[str]
    environment: dict[str, str]


OURS = Build(_PROGRAM, {})


@contextlib.contextmanager
def older_build(repository: Path, place: Path) -> Iterator[Build]:
    """Another build: of a checkout with an older version, of a package with another model to find names."""
    if _PACKAGE is None:
        shutil.copytree(repository / "legalredact", place / "legalredact")
        (place / "legalredact" / "_resources").symlink_to(repository / "resources")
        module = place / "legalredact" / "__init__.py"
        text = module.read_text(encoding="utf-8")
        module.write_text(text.replace('__version__ = "', '__version__ = "0.0.'), encoding="utf-8")
        yield Build(_PROGRAM, {"PYTHONPATH": str(place)})
        return
    copy = Path(_PACKAGE).with_name("older")
    shutil.rmtree(copy, ignore_errors=True)
    try:
        shutil.copytree(_PACKAGE, copy, symlinks=True, copy_function=os.link)  # beside it, since links cross no disks
        model = copy / "_internal" / "resources" / "models" / "tokenizer.json"
        content = model.read_bytes()
        model.unlink()
        model.write_bytes(content + b"\n")
        yield Build([f"{copy}/legalredact"], {})
    finally:
        shutil.rmtree(copy)


@dataclass(frozen=True)
class Host:
    """A network namespace with one address."""

    space: str
    address: str

    def start(self, command: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as stream:
            return subprocess.Popen(
                ["ip", "netns", "exec", self.space, *command],
                env=os.environ | _EVERYWHERE | environment,
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd=log.parent,
            )

    def lose(self) -> None:
        """Pull its cable: connections to it get no answer, and no end."""
        assert _ip("-n", self.space, "link", "set", "eth0", "down")


@pytest.fixture(scope="module")
def hosts() -> Iterator[list[Host]]:
    """Three hosts and the bridge between them."""
    mark = f"lr{os.getpid()}"
    hub, made = f"{mark}hub", [Host(f"{mark}h{number}", f"10.77.0.{number}") for number in (1, 2, 3)]
    steps = [["netns", "add", hub], ["-n", hub, "link", "add", "name", "bridge0", "type", "bridge"]]
    steps.append(["-n", hub, "link", "set", "bridge0", "up"])
    for host in made:
        port = host.space[-2:]
        steps += [
            ["netns", "add", host.space],
            ["-n", hub, "link", "add", "name", port, "type", "veth", "peer", "name", "eth0", "netns", host.space],
            ["-n", hub, "link", "set", port, "master", "bridge0", "up"],
            ["-n", host.space, "addr", "add", f"{host.address}/24", "dev", "eth0"],
            ["-n", host.space, "link", "set", "eth0", "up"],
            ["-n", host.space, "link", "set", "lo", "up"],
        ]
    try:
        for step in steps:
            assert _ip(*step), step
        yield made
    finally:
        for space in (*(host.space for host in made), hub):
            _ip("netns", "del", space)


@dataclass(frozen=True)
class Scene:
    """A production that was added, and a cluster with one worker, on the second host.

    Arguments:
        worker: starts one on a host, registered once this returns; by default of this build. Whoever starts it ends it.
    """

    folder: Path
    hosts: list[Host]
    worker: Callable[..., subprocess.Popen[bytes]]

    @property
    def where(self) -> list[str]:
        matter = ["--matter", str(self.folder / "m"), "--passphrase-file", str(self.folder / "passphrase")]
        return [*matter, "--policy", str(self.folder / "policy.toml"), "--quiet", "--json"]

    def command(self, *words: str) -> list[str]:
        return [*_PROGRAM, "batch", *words, *self.where]

    def run(self) -> subprocess.Popen[bytes]:
        """Start a run on the first host."""
        command = self.command("run", "--cluster", "--until", "detect")
        command.remove("--quiet")
        return self.hosts[0].start(command, {}, self.folder / "run.log")

    def said(self) -> str:
        """The words of that run, its answer in the last line."""
        return (self.folder / "run.log").read_text(encoding="utf-8")

    def detected(self) -> int:
        done = subprocess.run(
            self.command("status", "--read-only"), check=False, capture_output=True, text=True, cwd=self.folder
        )
        return int(json.loads(done.stdout)["stages"]["detect"]["done"]) if done.stdout else 0


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, hosts: list[Host]) -> Iterator[Scene]:
    """Both tests use it in turn, since adding the letters and starting the programs is most of their work."""
    import distributed

    tmp_path = tmp_path_factory.mktemp("cluster")
    made = distributed.Security.temporary()
    files = {"ca_file": made.tls_ca_file, "cert_file": made.tls_client_cert, "key_file": made.tls_client_key}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    scheduler = f"tls://{hosts[0].address}:{_PORT}"
    lines = ["[cluster]", f'scheduler = "{scheduler}"', *(f'{name} = "{tmp_path / name}"' for name in files)]
    (tmp_path / "policy.toml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    written(tmp_path / "in", LETTERS)
    secure = ["--tls-ca-file", str(tmp_path / "ca_file"), "--tls-cert", str(tmp_path / "cert_file")]
    secure += ["--tls-key", str(tmp_path / "key_file")]
    with contextlib.ExitStack() as ended:

        def started(host: Host, command: list[str], environment: dict[str, str], log: str) -> subprocess.Popen[bytes]:
            process = host.start(command, environment, tmp_path / log)
            ended.callback(process.wait)
            ended.callback(process.kill)
            return process

        def worker(host: Host, build: Build = OURS) -> subprocess.Popen[bytes]:
            own = ["--host", host.address, "--nworkers", "1", "--no-nanny"]
            command = [*build.program, CLUSTER_PROGRAM, "worker", scheduler, *own, *secure]
            log = f"worker-{host.space}.log"
            process = started(host, command, build.environment, log)
            _until(lambda: "Registered to" in (tmp_path / log).read_text(), process)
            return process

        command = [*_PROGRAM, CLUSTER_PROGRAM, "scheduler", "--host", hosts[0].address, "--port", str(_PORT), *secure]
        started(hosts[0], command, {}, "scheduler.log")
        worker(hosts[1])
        scene = Scene(tmp_path, hosts, worker)
        subprocess.run(scene.command("add", str(tmp_path / "in")), check=True, capture_output=True, cwd=tmp_path)
        yield scene


def _until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while not true():
        assert process.poll() is None, "it ended before"
        assert time.monotonic() < until
        time.sleep(0.05)


def _received(process: subprocess.Popen[bytes]) -> int:
    """Bytes that came by the cable of the host on which a process runs."""
    lines = Path(f"/proc/{process.pid}/net/dev").read_text(encoding="ascii").splitlines()
    return next(int(words[1]) for line in lines if (words := line.split())[0] == "eth0:")


def test_a_host_with_an_older_build_is_named_and_nothing_is_sent_to_any(
    scene: Scene, tmp_path: Path, repository: Path
) -> None:
    with older_build(repository, tmp_path / "older") as older:
        worker = scene.worker(scene.hosts[2], older)
        try:
            run = scene.run()
            assert run.wait(_PATIENCE) == 3, scene.said()
        finally:
            worker.kill()
            worker.wait()
    assert (
        f"The worker of the cluster at {scene.hosts[2].address} is of another build; nothing was sent." in scene.said()
    )
    assert scene.detected() == 0


def test_a_host_that_is_lost_costs_no_document(scene: Scene) -> None:
    """After the other, since it reads and searches the letters."""
    worker = scene.worker(scene.hosts[2])
    before = _received(worker)
    run = scene.run()
    try:
        _until(lambda: _received(worker) - before > SENT_IN_THE_MIDST, run)
        scene.hosts[2].lose()
        assert run.wait(_PATIENCE) == 4, scene.said()  # one letter is empty
    finally:
        run.kill()
    stages = json.loads(scene.said().splitlines()[-1])["stages"]
    assert stages["detect"]["done"] == LETTERS - 2
    assert stages["read"]["refused"] == 1
    assert f"Lost during the run: the worker at {scene.hosts[2].address}." in scene.said()
    assert "Traceback" not in scene.said()
