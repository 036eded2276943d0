"""The telemetry of onnxruntime is off in every process, or the models are not used."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.environment import OFF, TELEMETRY
from legalredact.governance import telemetry_files

SEEN_BY_C = f"""
import ctypes, os
seen = ctypes.CDLL(None).getenv
seen.restype = ctypes.c_char_p
print(os.environ.get("{TELEMETRY}"), (seen(b"{TELEMETRY}") or b"").decode())
"""
SPAWNED = """
import multiprocessing, os, sys
import legalredact.workflow.compute.worker

def told(pipe):
    import os
    pipe.send(os.environ.get("ORT_DISABLE_TELEMETRY"))

if __name__ == "__main__":
    os.environ.pop("ORT_DISABLE_TELEMETRY")
    ours, theirs = multiprocessing.Pipe()
    spawning = multiprocessing.get_context("spawn")
    process = spawning.Process(target=told, args=(theirs,))
    process.start()
    print(ours.recv())
    process.join()
"""


def python(code: str, repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter whose environment says nothing of telemetry but what is given."""
    bare = {name: value for name, value in os.environ.items() if name != TELEMETRY}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="asks the C library of POSIX systems")
@pytest.mark.parametrize("before", [{}, {TELEMETRY: "0"}, {TELEMETRY: ""}], ids=["unset", "zero", "empty"])
@pytest.mark.parametrize(
    "module", ["legalredact", "legalredact.detection.model.ner", "legalredact.documents.workers.process"]
)
def test_importing_any_part_switches_it_off_for_c_libraries_too(
    repository: Path, before: dict[str, str], module: str
) -> None:
    done = python(f"import {module}\n{SEEN_BY_C}", repository, **before)

    assert done.stdout.split() == [OFF, OFF], done.stderr


def test_a_worker_has_it_off_although_its_parent_lost_the_variable(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "spawning.py").write_text(SPAWNED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "spawning.py")],
        env=os.environ | {"PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == OFF, done.stderr


@pytest.mark.parametrize(
    "before",
    [
        'import sys, types; sys.modules["onnxruntime"] = types.ModuleType("onnxruntime"); import legalredact',
        'import legalredact, os; del os.environ["ORT_DISABLE_TELEMETRY"]',
        'import legalredact, os; os.environ["ORT_DISABLE_TELEMETRY"] = "0"',
    ],
    ids=["imported before", "taken away", "changed"],
)
def test_models_are_refused_where_it_may_be_on(repository: Path, before: str) -> None:
    done = python(
        f"{before}\nfrom legalredact.detection.model.ner import NameModel\nNameModel().read('Ann Roe')", repository
    )

    assert "TelemetryOn" in done.stderr
    assert "report to its maker" in done.stderr


def test_pictures_are_refused_where_it_may_be_on(repository: Path) -> None:
    code = """
import legalredact, os
del os.environ["ORT_DISABLE_TELEMETRY"]
from legalredact.documents.ocr.paddle import engine
engine(1)
"""
    assert "TelemetryOn" in python(code, repository).stderr


def test_the_models_are_used_where_it_is_off(repository: Path, tmp_path: Path) -> None:
    """With a home of its own, in which onnxruntime's telemetry would leave its device id."""
    code = (
        "from legalredact.detection.model.ner import NameModel\nprint(len(NameModel().read('Ann Roe signed.').starts))"
    )
    done = python(code, repository, HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))

    assert done.stdout.strip() == "4", done.stderr
    assert list(tmp_path.rglob("*")) == []


def importers(repository: Path) -> Iterator[tuple[str, bool]]:
    """Files that import onnxruntime, and whether they do as they are loaded."""
    for room in ("legalredact", "tests", "packaging", "resources"):
        for path in sorted((repository / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            at_once = {id(node) for node in tree.body}
            for node in ast.walk(tree):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name.partition(".")[0] == "onnxruntime" for name in names):
                    yield path.relative_to(repository).as_posix(), id(node) in at_once


def test_nothing_imports_it_but_by_the_way_that_checks(repository: Path) -> None:
    assert dict(importers(repository)) == {"legalredact/neural.py": False, "packaging/model/export.py": False}


# --- what earlier runs left ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where telemetry of earlier runs lies, as onnxruntime 1.32 was seen to write it."""
    place = telemetry_files.place({"HOME": str(tmp_path)}, "linux")
    assert place is not None
    place.mkdir(parents=True)
    for name in (
        "deviceid",
        "deviceid.lock",
        "deviceid.tmp.41b703a5-7b63-4d1b",
        "onnxruntime.db",
        "onnxruntime.db-wal",
    ):
        (place / name).write_bytes(b"x")
    return place


posix = pytest.mark.skipif(sys.platform == "win32", reason="nothing is written on Windows")


@posix
def test_what_earlier_runs_left_is_removed_with_its_empty_folders(folder: Path, tmp_path: Path) -> None:
    assert len(telemetry_files.left(folder)) == 5

    telemetry_files.remove_once(folder, tmp_path / "own")

    assert list((tmp_path / ".cache").iterdir()) == []
    assert telemetry_files.left(folder) == ()


@posix
def test_it_is_done_once_so_that_other_programs_keep_theirs(folder: Path, tmp_path: Path) -> None:
    telemetry_files.remove_once(folder, tmp_path / "own")
    folder.mkdir(parents=True)
    (folder / "deviceid").write_bytes(b"x")

    telemetry_files.remove_once(folder, tmp_path / "own")

    assert telemetry_files.left(folder) == (folder / "deviceid",)


@posix
def test_other_files_and_their_folders_stay(folder: Path, tmp_path: Path) -> None:
    others = (folder / "onnxruntime.db.backup", folder.parent / "settings.json")
    for path in others:
        path.write_bytes(b"x")

    telemetry_files.remove_once(folder, tmp_path / "own")

    assert [path for path in sorted((tmp_path / ".cache").rglob("*")) if path.is_file()] == sorted(others)


@posix
def test_no_link_is_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)

    telemetry_files.remove_once(folder, tmp_path / "own")

    assert len(telemetry_files.left(elsewhere)) == 5


@posix
def test_a_link_in_place_of_a_file_stays(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept", encoding="utf-8")
    (folder / "deviceid").unlink()
    (folder / "deviceid").symlink_to(tmp_path / "precious")

    telemetry_files.remove_once(folder, tmp_path / "own")

    assert (tmp_path / "precious").read_text(encoding="utf-8") == "kept"
    assert telemetry_files.left(folder) == (folder / "deviceid",)


@posix
def test_starting_a_command_removes_them(folder: Path, tmp_path: Path, repository: Path) -> None:
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(repository)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    if sys.platform != "linux":
        pytest.skip("the folder is Linux's")
    subprocess.run([sys.executable, "-m", "legalredact", "--version"], env=kept | own, check=True, capture_output=True)

    assert not folder.exists()


def test_places_are_those_of_each_system() -> None:
    home = {"HOME": "/home/ann"}
    assert telemetry_files.place(home, "linux") == Path("/home/ann/.cache/Microsoft/DeveloperTools/.onnxruntime")
    moved = home | {"XDG_CACHE_HOME": "/c"}
    assert telemetry_files.place(moved, "linux") == Path("/c/Microsoft/DeveloperTools/.onnxruntime")
    mac = Path("/home/ann/Library/Application Support/Microsoft/DeveloperTools/.onnxruntime")
    assert telemetry_files.place(home, "darwin") == mac
    assert telemetry_files.place(home, "win32") is None
