"""`dev.py package windows --suite [PATHS]`: runs the tests with Windows' Python under Wine, and lists what failed.

Each folder of tests is a run of its own, so that a crash of the interpreter costs that folder only.
"""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assets import LOCK, install_packages

from shipping.source import ROOT
from windows.application import PLATFORM, PYTHON, RUNTIME, SITE, unpack_python
from windows.wine import MISSING, Windows, fresh_windows, seen
from windows.wine_system import wine_system

FOLDERS = (
    *("environment", "model", "matching", "masking", "governance", "vault", "sandbox", "summary", "documents"),
    *("detection", "redaction", "cli", "workflow", "gui"),
)
"""Folders of tests, quick ones first. Not here: those of benchmarks, packages of other systems, and mutation."""
_LEFT_OUT = ("_wmi.pyd",)
"""Of Python; tests use its own database, too."""
_DEV = LOCK.with_name("dev.txt")
_MOST_SECONDS = 4 * 3600
_TEST_SECONDS = 900
"""Seconds for a test: Wine starts a process with our packages in some ten seconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test that did not pass.

    Arguments:
        kind: ``failed``, ``error`` or ``skipped``.
        reason: first line of the message.
    """

    test: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ran:
    """One run.

    Arguments:
        passed: number of tests; None if the run gave no results, as after a crash.
    """

    paths: str
    passed: int | None
    others: tuple[Outcome, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether a test failed, or the run gave no results."""
        return self.passed is None or any(one.kind != "skipped" for one in self.others)


def run_suite(work: Path, report: Path, paths: Sequence[str]) -> int:
    """Run the tests at these paths, or all folders; returns 0 if none failed.

    Arguments:
        work: folder for the system with the Wine, Windows and its Python; kept for the next run.
        report: file for the list of tests that failed or were skipped.
    """
    place = work / "suite"
    windows = fresh_windows(place / "windows", wine_system(work / "debian13"))
    try:
        python = _python(place / "python")
        runs = []
        for path in paths or tuple(f"tests/{folder}" for folder in FOLDERS):
            runs.append(_ran(windows, python, path, place / "results.xml"))
            print(_line(runs[-1]), flush=True)
            report.write_text("\n".join(_report(runs)), encoding="utf-8")
    finally:
        windows.close()
    print(f"the list is {report}")
    return 1 if any(run.broken for run in runs) else 0


def _python(home: Path) -> Path:
    """Python as it is installed by the package, with the packages of the tests; its imports find this checkout."""
    python, made = home / "python.exe", home / "made"
    locks = LOCK.read_text(encoding="utf-8") + _DEV.read_text(encoding="utf-8")
    if not made.is_file() or made.read_text(encoding="utf-8") != locks:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        unpack_python(home, _LEFT_OUT)
        for lock in (LOCK, _DEV):
            install_packages(home / SITE, PLATFORM, PYTHON, lock)
        for name in RUNTIME:
            shutil.copyfile(home / SITE / "PySide6" / name, home / name)
        found = ("python313.zip", ".", SITE, seen(ROOT), seen(ROOT / "packaging"))
        (home / "python313._pth").write_bytes("".join(f"{line}\r\n" for line in found).encode())
        made.write_text(locks, encoding="utf-8")
    return python


def _ran(windows: Windows, python: Path, path: str, results: Path) -> Ran:
    results.unlink(missing_ok=True)
    options = ["-q", "-n", str(os.cpu_count() or 1), "--dist", "loadfile", "-p", "no:cacheprovider"]
    options += ["--timeout", str(_TEST_SECONDS), "--junitxml", seen(results)]
    environment = {"WINEQT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = windows.run(
            *(python, "-X", "utf8", "-m", "pytest", *options, *path.split()),
            environment=environment,
            cwd=ROOT,
            seconds=_MOST_SECONDS,
        )
        results.with_suffix(".txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    except subprocess.TimeoutExpired:
        windows.close()
    return read_results(path, results.read_text(encoding="utf-8") if results.is_file() else "")


def read_results(path: str, xml: str) -> Ran:
    """What a run gave, from the file that pytest writes; an empty one means that it wrote none."""
    if not xml:
        return Ran(path, None)
    cases = list(ET.fromstring(xml).iter("testcase"))  # noqa: S314 - our own run wrote it
    others = tuple(one for case in cases for one in _not_passed(case))
    return Ran(path, len(cases) - len({one.test for one in others}), others)


def _not_passed(case: ET.Element) -> Iterator[Outcome]:
    kinds = {"failure": "failed", "error": "error", "skipped": "skipped"}
    test = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
    for child in case:
        if child.tag in kinds:
            yield Outcome(test, kinds[child.tag], (child.get("message") or "").partition("\n")[0])


def _line(run: Ran) -> str:
    if run.passed is None:
        return f"{run.paths}: no results; the run crashed or took too long"
    counts = Counter(one.kind for one in run.others)
    return ", ".join((f"{run.paths}: {run.passed} passed", *(f"{number} {kind}" for kind, number in counts.items())))


def _report(runs: Sequence[Ran]) -> Iterator[str]:
    yield "# The tests with Windows' Python under Wine"
    yield ""
    yield from (f"- {_line(run)}" for run in runs)
    for title, kinds in (("Failed", ("failed", "error")), ("Skipped", ("skipped",))):
        yield ""
        yield f"## {title}"
        grouped: dict[str, list[str]] = {}
        for one in (one for run in runs for one in run.others if one.kind in kinds):
            grouped.setdefault(one.reason, []).append(one.test)
        for reason, tests in grouped.items():
            yield f"- {reason}"
            yield from (f"  - {test}" for test in tests)
    yield ""
    yield "## Limits of this Wine"
    yield from (f"- {limit}" for limit in MISSING)
    yield ""
