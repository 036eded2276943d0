"""The window and the commands, with all that they start, can open no internet socket; those of the machine they can."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from legalredact.__main__ import _uses_cluster
from tests.sandbox import hostile
from tests.sandbox.hostile import Scene

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")]

# Python runs a module of this name as each process starts; what it registers runs as the command ends, confined.
PLUGIN = """
import atexit, json, os, pathlib, subprocess, sys

def tried():
    from tests.sandbox.hostile import outcomes, scene_in
    scene = scene_in(pathlib.Path(os.environ["SCENE"]))
    found = {"command": outcomes(scene)}
    code = "import json, sys; from tests.sandbox.hostile import *; "
    code += "print(json.dumps(outcomes(json.loads(sys.argv[1]))))"
    child = subprocess.run([sys.executable, "-S", "-c", code, json.dumps(scene)], capture_output=True, text=True)
    found["child"] = json.loads(child.stdout)
    pathlib.Path(os.environ["FOUND"]).write_text(json.dumps(found))

if sys.orig_argv[1:3] == ["-m", "legalredact"]:
    atexit.register(tried)
"""


def environment(folder: Path, repository: Path) -> dict[str, str]:
    """Of a command with a hostile plugin."""
    (folder / "plugin").mkdir()
    (folder / "plugin" / "sitecustomize.py").write_text(PLUGIN, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(folder / "plugin"), str(repository))),
        "SCENE": str(folder / "in" / "hostile.txt"),
        "FOUND": str(folder / "found.json"),
    }


def names(attempts: tuple[Callable[[Scene], None], ...]) -> set[str]:
    return {attempt.__name__ for attempt in attempts}


def test_a_command_and_what_it_starts_open_no_internet_socket(
    tmp_path: Path, repository: Path, scene: Scene, allowed: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "legalredact", "--version"],
        env=environment(tmp_path, repository),
        check=False,
        capture_output=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    for found in (told["command"], told["child"]):
        kept_from = names((*hostile.NETWORK, *hostile.OTHERS_MEMORY))
        assert {name for name in kept_from if allowed[name] == "done" and found[name] == "done"} == set()
        assert {found[name] for name in names(hostile.DESKTOP)} == {"done"}  # the keyring's bus, the screen
        assert found["run_shell"] == found["write_into_temporary_folder"] == "done"


def test_the_window_and_all_its_processes_are_filtered(tmp_path: Path) -> None:
    """As the kernel tells of each of them."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    window = subprocess.Popen(
        [sys.executable, "-m", "legalredact", "--sample"],
        env={**inherited, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 120
        while len(processes(window.pid)) < 4 and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(1.0)  # the youngest confines itself as it starts
        found = {pid: (told(pid, "Seccomp"), told(pid, "NoNewPrivs")) for pid in processes(window.pid)}
    finally:
        window.terminate()
        window.wait(30)
    assert len(found) >= 4
    waiting = ("0", "1")  # from this one, processes that send are forked, which filter themselves
    assert sorted(found.values()) == [waiting, *[("2", "1")] * (len(found) - 1)]  # a filter; no new privileges


def processes(pid: int) -> list[int]:
    """A process and all below it, but for Python's own tracker of resources."""
    try:
        own = psutil.Process(pid)
        return [pid, *(one.pid for one in own.children(recursive=True))]
    except psutil.NoSuchProcess:
        return [pid]


def told(pid: int, field: str) -> str:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{field}:"))


@pytest.mark.parametrize(
    ("scheduler", "arguments", "expected"),
    [
        ("tls://10.0.0.1:8786", ["batch", "run", "--cluster"], True),
        ("tls://10.0.0.1:8786", ["batch", "run", "--inline"], False),
        ("tls://10.0.0.1:8786", ["batch", "status"], False),
        ("", ["batch", "run", "--cluster"], False),
    ],
)
def test_only_a_run_on_the_cluster_of_the_policy_keeps_the_network(
    tmp_path: Path, scheduler: str, arguments: list[str], expected: bool
) -> None:
    policy = tmp_path / "policy.toml"
    files = "".join(f'{name}_file = "/etc/ssl/{name}.pem"\n' for name in ("ca", "cert", "key"))
    policy.write_text(f'[cluster]\nscheduler = "{scheduler}"\n{files}', encoding="utf-8")

    where = ["--matter", str(tmp_path / "m"), "--policy", str(policy)]
    assert _uses_cluster([*arguments, *where]) is expected


def test_no_other_command_keeps_the_network() -> None:
    assert not _uses_cluster(["detect", "--cluster"])
    assert not _uses_cluster([])
