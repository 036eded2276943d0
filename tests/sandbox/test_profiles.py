"""What a profile says of itself is true, also on kernels that lack something; policy can demand it."""

import contextlib
import errno
import functools
import multiprocessing
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import LegalRedactError, Refused
from legalredact.sandbox import landlock, linux, profiles
from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.sandbox.landlock import Grants
from legalredact.sandbox.places import code_of, runnable
from tests.sandbox.hostile import Scene, outcomes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp and Landlock are Linux's")


def elsewhere(work: Callable[..., Any], *arguments: object) -> Any:
    """What a function gives in a process of its own: what it gives up is lost with it."""
    spawning = multiprocessing.get_context("fork")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_told, args=(theirs, work, arguments))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def _told(pipe: Any, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        pipe.send(work(*arguments))
    except LegalRedactError as problem:
        pipe.send(problem)


# The network of a process that computes or reads


def _in_an_empty_network(port: int) -> tuple[bool, set[str], int]:
    held = linux.empty_network()
    lines = Path("/proc/self/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    with socket.socket() as one:
        return held, {line.partition(":")[0].strip() for line in lines}, one.connect_ex(("127.0.0.1", port))


def test_a_network_without_devices_leads_to_nothing_not_even_to_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        held, devices, error = elsewhere(_in_an_empty_network, server.getsockname()[1])
    if not held:
        pytest.skip("this system gives a process no network of its own")

    assert devices <= {"lo"}
    assert error == errno.ENETUNREACH


# The process that sends


def _as_sender(scene: Scene, port: int) -> tuple[Confinement, dict[str, str]]:
    held = profiles.confine_sender([port])
    found = outcomes(scene)
    with contextlib.suppress(OSError):
        found["event loop"] = "refused"
        for one in socket.socketpair():
            one.close()
        found["event loop"] = "done"
    return held, found


def test_the_sender_reaches_its_port_and_nothing_else(scene: Scene) -> None:
    if landlock.version() < landlock.NETWORK_SINCE:
        pytest.skip("the kernel's Landlock knows no ports")
    held, found = elsewhere(_as_sender, scene, int(scene["port"]))

    assert held.whole, held.words()
    assert f"TCP to port {scene['port']} alone" in held.holds
    wanted = {"connect_ipv4", "send_udp", "look_up_a_name"}  # the last two: names are looked up by UDP
    assert {name for name, how in found.items() if how == "done"} == wanted | {"event loop"}


def test_another_port_is_refused_to_the_sender(scene: Scene) -> None:
    if landlock.version() < landlock.NETWORK_SINCE:
        pytest.skip("the kernel's Landlock knows no ports")
    _, found = elsewhere(_as_sender, scene, int(scene["port"]) - 1)

    assert "PermissionError" in found["connect_ipv4"]


# Kernels that lack something


@pytest.fixture
def abi(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A kernel with an older Landlock, or none: as far as can be told by asking it for no more than that one had."""
    return lambda number: monkeypatch.setattr(landlock, "version", lambda: min(number, real))


real = landlock.version() if sys.platform == "linux" else 0


def _as_reader(file: Path) -> tuple[Confinement, dict[str, bool]]:
    held = profiles.confine_reader([file])
    return held, {
        "own": _works(file.read_bytes),
        "other": _works(file.with_name("other.txt").read_bytes),
        "write": _works(lambda: file.write_bytes(b"")),
        "socket": _works(lambda: socket.socket(socket.AF_UNIX).close()),
        "run": _works(lambda: os.posix_spawn("/bin/true", ["true"], {})),
    }


def _works(do: Callable[[], object]) -> bool:
    try:
        do()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7])
def test_a_reader_is_confined_by_every_version_of_landlock(
    tmp_path: Path, abi: Callable[[int], None], number: int
) -> None:
    if number > real:
        pytest.skip("the kernel's Landlock is older")
    for name in ("own.txt", "other.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    abi(number)
    held, found = elsewhere(_as_reader, tmp_path / "own.txt")

    assert held.whole, held.words()
    assert found == {"own": True, "other": False, "write": False, "socket": False, "run": False}


def test_without_landlock_a_reader_still_writes_connects_and_runs_nothing(
    tmp_path: Path, abi: Callable[[int], None]
) -> None:
    for name in ("own.txt", "other.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    abi(0)
    held, found = elsewhere(_as_reader, tmp_path / "own.txt")

    assert held.missing == ("no files but those passed and the program's own (the kernel has no Landlock)",)
    assert found == {"own": True, "other": True, "write": False, "socket": False, "run": False}


def test_without_landlock_a_process_that_writes_in_memory_is_not_said_to_write_nowhere_else(
    abi: Callable[[int], None],
) -> None:
    abi(0)
    held = elsewhere(functools.partial(profiles.confine_reader, memory=True))

    assert "no changes to files (the kernel has no Landlock)" in held.missing
    assert "no changes to files" not in held.holds


def test_without_seccomp_it_is_told_what_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux, "filtered", lambda _: os.strerror(errno.EINVAL))
    held = elsewhere(profiles.confine_computation)

    assert {word.partition(" (")[0] for word in held.missing} == {
        "no sockets",
        "no changes to files",
        "no other programs",
    }


def test_a_process_with_threads_is_not_said_to_be_limited_to_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landlock confines the thread that asks for it, and no other."""
    monkeypatch.setattr(linux, "threads", lambda: 2)
    held = elsewhere(profiles.confine_computation)

    assert any("another thread" in word for word in held.missing)


def test_an_unknown_processor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux, "processor", lambda: None)
    held = elsewhere(profiles.confine_reader)

    assert not held.holds
    assert "not on this system" in held.words()
    assert all(not each.whole for each in profiles.expected_limits())


def test_what_is_foreseen_is_what_holds() -> None:
    foreseen = {each.process: each for each in profiles.expected_limits()}
    held = elsewhere(profiles.confine_computation)

    expected = foreseen[profiles.COMPUTATIONS]
    assert set(expected.holds) == set(held.holds) - {"a network without devices"}
    assert expected.missing == held.missing


def test_somebody_who_is_no_administrator_is_confined_alike(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the other tests say it")
    for name in ("own.txt", "other.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o777 == 0o700:
            folder.chmod(0o755)
    held, found = elsewhere(_as_nobody, tmp_path / "own.txt")

    assert held.whole, held.words()
    assert found == {"own": True, "other": False, "write": False, "socket": False, "run": False}


def _as_nobody(file: Path) -> tuple[Confinement, dict[str, bool]]:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    return _as_reader(file)


# Policy


def test_what_policy_requires_and_the_system_lacks_is_refused_with_what_to_do(abi: Callable[[int], None]) -> None:
    abi(0)
    problem = elsewhere(_required)

    assert isinstance(problem, Refused)
    assert "Landlock" in problem.what
    assert "kernel 5.13" in problem.remedy


def _required() -> Confinement:
    return profiles.confine_reader(required=True)


def test_what_is_whole_is_not_refused() -> None:
    refuse_unless_complete(
        Confinement("readers", ("all",)), Confinement("others", (), (), ("what policy asks not for",))
    )


# Places


def test_a_program_is_run_with_its_loader_and_a_script_is_not_run(tmp_path: Path) -> None:
    script = tmp_path / "tesseract"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    program, *loader = runnable(Path("/bin/true"))

    assert program == Path("/bin/true")
    assert loader
    assert all(path.name.startswith("ld-") for path in loader)
    assert runnable(script) == runnable(tmp_path / "none") == ()


def test_the_code_of_a_function_is_its_package(repository: Path) -> None:
    assert code_of(Grants) == (repository / "legalredact",)
    assert code_of(_as_reader) == (repository / "tests",)


def test_no_folder_of_a_person_is_a_place_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The current folder stands first on Python's path, and may be a matter's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from legalredact.sandbox.places import program_files

    assert not any(tmp_path.is_relative_to(place) for place in program_files())
    assert not any(Path.home().is_relative_to(place) for place in program_files())
    assert Path("/") not in program_files()
