"""A scene for hostile processes: listeners, files that are not theirs, and another process of the same user."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.sandbox.hostile import Scene

_VICTIM = """
import ctypes, sys
secret = ctypes.create_string_buffer(b"secrets!")
print(ctypes.addressof(secret), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Everything that an exploit would like to reach; the hostile file is `scene["own"]`, and it tells of the rest."""
    places = {name: tmp_path / name for name in ("in", "temporary", "home", "matter", "mountable")}
    for folder in places.values():
        folder.mkdir()
    made = {name: str(folder) for name, folder in places.items()}
    files = {
        "own": places["in"] / "hostile.txt",
        "neighbor": places["in"] / "neighbor.txt",
        "secret": places["home"] / "id_ed25519",
        "spare": places["temporary"] / "spare",
        "doomed": places["temporary"] / "doomed",
        "key": places["matter"] / "key.age",
    }
    for file in files.values():
        file.write_text("Marguerite Oldacre", encoding="utf-8")
    made |= {name: str(file) for name, file in files.items()}
    with ExitStack() as kept:
        listener = kept.enter_context(socket.create_server(("127.0.0.1", 0)))
        made["port"] = str(listener.getsockname()[1])
        made["port6"] = "1"
        with suppress(OSError):
            made["port6"] = str(kept.enter_context(_listening6()).getsockname()[1])
        made["unix"] = str(tmp_path / "bus")
        kept.enter_context(_unix(made["unix"]))
        made["abstract"] = f"legalredact-test-{os.getpid()}"
        kept.enter_context(_unix("\0" + made["abstract"]))
        victim = kept.enter_context(
            subprocess.Popen([sys.executable, "-c", _VICTIM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        assert victim.stdout is not None
        made |= {"victim": str(victim.pid), "address": victim.stdout.readline().strip()}
        files["own"].write_text(json.dumps(made), encoding="utf-8")
        yield made
        victim.kill()


def _listening6() -> socket.socket:
    return socket.create_server(("::1", 0), family=socket.AF_INET6)


def _unix(address: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.bind(address)
    made.listen()
    return made


@pytest.fixture
def allowed(scene: Scene) -> dict[str, str]:
    """What becomes of the attempts in a process that nobody confines."""
    code = "import json, pathlib, sys; from tests.sandbox.hostile import *; "
    code += "print(json.dumps(outcomes(scene_in(pathlib.Path(sys.argv[1])))))"
    done = subprocess.run(
        [sys.executable, "-c", code, scene["own"]],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    Path(scene["doomed"]).write_text("again", encoding="utf-8")
    for name in ("link", "symlink"):
        Path(scene["temporary"], name).unlink(missing_ok=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found
