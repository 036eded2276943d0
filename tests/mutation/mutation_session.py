"""A plugin of pytest that runs tests for mutants: collect once, then fork for each.

Loaded by `-p mutation_session` in a copy of the checkout; imports nothing of the project. What to do is told by
`MUTATION_JOB`, a JSON file: without mutants the tests are run once and the lines that each runs are noted, with mutants
each is tried in a process forked after the collection, where everything is imported and no test has run yet.

The mutated function gets its new code there (`__code__`); the copy's file is written too, for processes that tests
start and for what is imported late. What runs at the import is tried in a fresh pytest.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import psutil
import pytest

TRACE = "trace"
"""A file beside the copy, with a folder and the sources as its lines: every process of the test that is under way notes
in that folder which lines of the sources it ran. No variable of the environment says so, as some processes get none."""
_FAILED, _STRANGE = 1, 9
_forked = False


def warm(job: dict[str, Any]) -> None:
    """Load what is slow to load and is no part of a mutant, such as a model, so that forks have it."""
    for one in job["warm"]:
        module, function, *arguments = one.split(":")
        getattr(importlib.import_module(module), function)(*arguments)


def end_with_parent(job: dict[str, Any]) -> None:
    """Whoever started this is gone, and has taken the copy along."""
    if os.getppid() != job["parent"]:
        os._exit(_STRANGE)


# --- which lines a test runs ---


class Tracer:
    """Notes lines of files below some folders or files, this process's threads included."""

    def __init__(self, sources: list[str]) -> None:
        self._sources = tuple(sources)
        self._wanted: dict[str, bool] = {}
        self.lines: set[tuple[str, int]] = set()
        self.note = lambda file, line: self.lines.add((file, line))

    def start(self) -> None:
        threading.settrace(self._call)
        sys.settrace(self._call)

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        file = frame.f_code.co_filename
        if file not in self._wanted:
            self._wanted[file] = file.startswith(self._sources)
        return self._line if self._wanted[file] else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        if event == "line":
            self.note(frame.f_code.co_filename, frame.f_lineno)
        return self._line


def trace_child(told: str) -> None:
    """In a process that a test started, see `TRACE`: note lines, and those of processes that it forks.

    A process that lasts for several tests notes for the one under way when it forks.
    """
    with contextlib.suppress(OSError):
        tracer = Tracer(Path(told).read_text(encoding="utf-8").splitlines()[1:])
        append_lines(tracer, told)
        os.register_at_fork(
            before=lambda: append_lines(tracer, told), after_in_child=lambda: append_lines(tracer, told)
        )
        tracer.start()


def append_lines(tracer: Tracer, told: str) -> None:
    """Append each line that is new to a file of this process, since it may be killed.

    The file is opened now, as the process may confine itself; again, should the process close what it does not know.
    """
    known = set[tuple[str, int]]()
    try:
        path = f"{Path(told).read_text(encoding='utf-8').splitlines()[0]}/{os.getpid()}"
        handle = _appending(path)
        ours = os.fstat(handle)
    except OSError:
        return

    def note(file: str, line: int) -> None:
        nonlocal handle
        if (file, line) not in known:
            known.add((file, line))
            with contextlib.suppress(OSError):
                handle = handle if _is_open(handle, ours) else _appending(path)
                os.write(handle, f"{line} {file}\n".encode())

    tracer.note = note


def _appending(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _is_open(handle: int, file: os.stat_result) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(handle), file)
    return False


class Lines:
    """Runs the tests once; keeps for each its outcome, seconds and lines."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._job = job
        self._tracer = Tracer(job["sources"])
        self._told = Path(job["work"]) / TRACE
        os.register_at_fork(after_in_child=lambda: append_lines(self._tracer, str(self._told)))
        self._folder = Path(tempfile.mkdtemp(prefix="lines-", dir=job["work"]))
        self._tests: dict[str, dict[str, Any]] = {}
        self._shared: dict[int, set[tuple[str, int]]] = {}
        self._tracer.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        end_with_parent(self._job)
        if not self._tests:
            warm(self._job)
            self._tests["import"] = {"seconds": 0.0, "failed": False, "lines": sorted(self._tracer.lines)}
        folder = self._folder / str(len(self._tests))
        folder.mkdir()
        self._told.write_text("\n".join((str(folder), *self._job["sources"])), encoding="utf-8")
        self._tracer.lines.clear()
        self._tracer.start()
        begun, spent = time.monotonic(), sum(os.times()[:4])
        entry = self._tests[item.nodeid] = {"seconds": 0.0, "wall": 0.0, "failed": False, "lines": []}
        try:
            return (yield)
        finally:
            # What orders and bounds tests is the processor's time: by the clock, a busy machine would leave most out.
            entry["seconds"], entry["wall"] = sum(os.times()[:4]) - spent, time.monotonic() - begun
            noted = (line.partition(" ") for path in folder.iterdir() for line in path.read_text().splitlines())
            used = (one for several in item._fixtureinfo.name2fixturedefs.values() for one in several)  # type: ignore[attr-defined]
            shared = (self._shared.get(id(one), set()) for one in used)
            entry["lines"] = sorted(self._tracer.lines.union({(f, int(n)) for n, _, f in noted}, *shared))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """What a fixture of many tests runs counts for each of them."""
        before, self._tracer.lines = self._tracer.lines, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self._shared[id(fixturedef)] = set(self._tracer.lines)
            self._tracer.lines |= before

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._tests[report.nodeid]["failed"] = True

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        self._told.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        Path(self._job["out"]).write_text(json.dumps(self._tests), encoding="utf-8")


class Again:
    """Runs tests once more, without noting anything: a line of the job's file for each, whether it failed."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._job = job
        self._failed: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed[report.nodeid] = report.failed or self._failed.get(report.nodeid, False)

    def pytest_sessionfinish(self) -> None:
        rows = (json.dumps({"test": test, "failed": failed}) + "\n" for test, failed in self._failed.items())
        Path(self._job["out"]).write_text("".join(rows), encoding="utf-8")


# --- mutants ---


def adopt_orphans() -> None:
    """Processes whose parents end become children of this one, where the system can do that (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER, prctl(2)


def end_all_but(own: set[psutil.Process]) -> None:
    """End what a mutant left behind: one that never ends would take the processor from all later ones.

    Some processes of the program begin a session of their own, so that ending a group does not reach them.
    """
    left = [one for one in psutil.Process().children(recursive=True) if one not in own]
    for one in left:
        with contextlib.suppress(psutil.Error):
            one.kill()
    psutil.wait_procs(left, timeout=10)


class Mutants:
    """Tries mutants, one after the other; each outcome is a line of the job's file."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._job = job

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        warm(self._job)
        gc.unfreeze()  # what `conftest.py` froze is not listed, and each of its mutants would take a pytest of its own
        functions = _functions(self._job["sources"])
        gc.freeze()
        adopt_orphans()
        own = set(psutil.Process().children(recursive=True))
        with Path(self._job["out"]).open("w", encoding="utf-8") as out:
            for mutant in self._job["mutants"]:
                end_with_parent(self._job)
                begun = time.monotonic()
                outcome = self._tried(mutant, items, functions)
                end_all_but(own)
                seconds = round(time.monotonic() - begun, 2)
                print(
                    json.dumps({"number": mutant["number"], "outcome": outcome, "seconds": seconds}),
                    file=out,
                    flush=True,
                )
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if _forked and report.failed:
            os._exit(_FAILED)

    def _tried(self, mutant: dict[str, Any], items: dict[str, pytest.Item], functions: "Functions") -> str:
        path = Path(mutant["file"])
        source, times = path.read_bytes(), path.stat()
        tests = [test for test in mutant["tests"] if test in items]
        path.write_text(mutant["source"], encoding="utf-8", newline="")
        # Its compiled form is known by second and size, and is not written; no two mutants have the same.
        os.utime(path, (times.st_atime, times.st_mtime + 1000 + mutant["number"]))
        try:
            with tempfile.TemporaryDirectory(dir=self._job["work"], ignore_cleanup_errors=True) as home:
                swap = None if mutant["at_import"] else _swap(mutant, functions)
                if swap is None:
                    return _fresh(tests, mutant["limit"], home)
                patience = dict(zip(mutant["tests"], mutant["patience"], strict=True))
                waits = [(items[test], patience[test]) for test in tests]
                return _in_fork(waits, swap, mutant["limit"], home)
        finally:
            path.write_bytes(source)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


Functions = dict[tuple[str, str, int], list[FunctionType]]


def _functions(sources: list[str]) -> Functions:
    """Every function of the sources that is imported, by its file, name and line."""
    found: Functions = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(tuple(sources)):
            code = one.__code__
            found.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(one)
    return found


def _swap(mutant: dict[str, Any], functions: Functions) -> list[tuple[FunctionType, CodeType]] | None:
    """Which functions get which code; nothing for a module that is imported late, None where it cannot be done."""
    if not any(file == mutant["file"] for file, _, _ in functions):
        return [] if _module_of(mutant["file"]) not in sys.modules else None
    place = (mutant["function"], mutant["function_line"])
    code = _code(compile(mutant["source"], mutant["file"], "exec"), place)
    known = functions.get((mutant["file"], *place), [])
    if code is None or not known or any(code.co_freevars != one.__code__.co_freevars for one in known):
        return None
    return [(one, code) for one in known]


def _module_of(file: str) -> str:
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[len(parts) - 1 - parts[::-1].index("legalredact") :])


def _code(within: CodeType, place: tuple[str, int]) -> CodeType | None:
    for inner in within.co_consts:
        if isinstance(inner, CodeType):
            if (inner.co_qualname, inner.co_firstlineno) == place:
                return inner
            if (found := _code(inner, place)) is not None:
                return found
    return None


def _in_fork(
    waits: list[tuple[pytest.Item, int]], swap: list[tuple[FunctionType, CodeType]], limit: float, home: str
) -> str:
    """The tests in a child, each with the seconds that it may take; one that uses the alarm itself has those of all."""
    items = [item for item, _ in waits]
    child = os.fork()
    if child == 0:
        try:
            _become_child(home)
            for function, code in swap:
                function.__code__ = code
            for (item, seconds), after in zip(waits, [*items[1:], None], strict=True):
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.alarm(seconds)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            os._exit(0)
        except BaseException:  # noqa: BLE001  # whatever comes, a child must not go on as its parent
            os._exit(_STRANGE)
    ends = time.monotonic() + limit
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if not done and time.monotonic() > ends:
            _kill_group(child)
            os.waitpid(child, 0)
            return "timeout"
        if done:
            _kill_group(child)
            ended = os.waitstatus_to_exitcode(status)
            return {0: "survived", _STRANGE: "strange", -signal.SIGALRM: "timeout"}.get(ended, "killed")
        time.sleep(0.005)


def _become_child(home: str) -> None:
    """A group of processes and a folder for temporary files of its own; nothing printed."""
    global _forked  # noqa: PLW0603  # which of the two processes this is
    _forked = True
    os.setsid()
    os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = home
    tempfile.tempdir = None
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _fresh(tests: list[str], limit: float, home: str) -> str:
    """The tests in a new pytest, which imports the mutated file."""
    named = Path(home) / "tests"
    named.write_text("\n".join(tests), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-s", "-p", "no:cacheprovider", "-n0", f"@{named}"]
    environment = os.environ | {"TMPDIR": home, "PYTEST_DEBUG_TEMPROOT": home}
    child = subprocess.Popen(  # this interpreter, with names of tests
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return "survived" if child.wait(limit + 20) == 0 else "killed"
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        _kill_group(child.pid)
        child.wait()


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


# --- pytest ---


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before a `conftest.py` imports anything: what runs at that import has to be noted, too."""
    job = json.loads(Path(os.environ["MUTATION_JOB"]).read_text(encoding="utf-8"))
    kind = Mutants if "mutants" in job else Again if "again" in job else Lines
    early_config.pluginmanager.register(kind(job))


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """A failing property counts as it is; making its example small takes minutes."""
    with contextlib.suppress(ImportError):
        import hypothesis

        quick = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutation", hypothesis.settings(), phases=quick)
        hypothesis.settings.load_profile("mutation")
