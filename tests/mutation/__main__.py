"""Mutation tests of the safety core: `python3 dev.py mutate ROOM [--seed N] [--most N] [--only FILE] [--near]`.

Small faults are put into the code, one at a time, and tests are to fail on each. A mutant that no test notices is
printed as a diff; exit status 1 means that fewer than nine in ten were noticed, or that an entry of `equivalent.toml`
no longer applies. Mutants listed there change nothing that could be noticed, and are left out of the rate.

Why no library does it: mutmut 3 chooses tests by function instead of by line, changes nothing that runs at the import,
has no sample by seed, and would rewrite every function of the checkout; cosmic-ray starts a whole run of tests for each
mutant. Here a mutant costs a fork and the tests that run its line, the fastest first, until one fails. All happens in
a copy of the checkout.
"""

import argparse
import difflib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.mutation.changes import Change, changes
from tests.mutation.mutation_session import TRACE
from tests.mutation.rooms import ROOMS, Room, imported_modules, tests_beyond

HERE = Path(__file__).resolve().parent
ENOUGH = 0.9
PATIENCE = 20
"""Seconds that a test may take beside five times its usual ones."""
SLOW = 30.0
"""Seconds of the processor that the tests of one mutant may cost, measured while their lines are noted, which takes
several times as long; of more, the fastest are run at first."""
SLOWEST = 120.0
"""The same for those that survived that: the remaining tests of the room and tests beyond it (`tests_beyond`)."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of a file, told as the lines before and after."""

    file: str
    change: Change
    source: str
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what `equivalent.toml` knows it."""
        return self.file, self.change.function, self.before, self.after

    def diff(self) -> str:
        """For a person."""
        removed, added = (text.splitlines() for text in (self.before, self.after))
        lines = (*(f"    - {line}" for line in removed), *(f"    + {line}" for line in added))
        return "\n".join((f"{self.file}:{self.change.lines[0]} {self.change.function}", *lines))


def main(arguments: Sequence[str], root: Path = HERE.parents[1], rooms: dict[str, Room] = ROOMS) -> int:
    """Run the mutants of a room; returns 1 if too many survive, or an entry of the equivalents no longer applies."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description="Mutation tests of the safety core.")
    parser.add_argument("room", choices=rooms)
    parser.add_argument("--seed", type=int, default=1, help="which mutants a sample has (default 1)")
    parser.add_argument("--most", type=int, default=100, help="mutants of the sample, 0 for all (default 100)")
    parser.add_argument("--only", help="mutants of this file alone, such as scan.py")
    parser.add_argument(
        "--near", action="store_true", help="run no tests outside the room: quicker, and fewer faults are noticed"
    )
    parser.add_argument("--list", action="store_true", help="print the mutants of the sample and run none")
    chosen = parser.parse_args(arguments)
    room = rooms[chosen.room]
    if absent := missing(root, room):
        parser.error(f"the room {chosen.room} names files that do not exist: {' '.join(absent)}")
    everything = [mutant for file in files(root, room, chosen.only) for mutant in mutants(root, file)]
    if not everything:
        parser.error(f"nothing to change: the room {chosen.room} has no file {chosen.only}")
    equivalents = accepted(root, {mutant.file for mutant in everything})
    stale = sorted(equivalents.keys() - {mutant.key for mutant in everything})
    rest = [mutant for mutant in everything if mutant.key not in equivalents]
    picked = sample(rest, chosen.seed, chosen.most)
    left_out = len(everything) - len(rest)
    print(
        f"{chosen.room}: {len(everything)} mutants, {left_out} equivalent, {len(picked)} of the others in this sample"
    )
    for file, function, before, after in stale:
        print(f"equivalent.toml has an entry that no longer applies: {file} {function}\n    - {before}\n    + {after}")
    if chosen.list:
        print("\n".join(mutant.diff() for mutant in picked))
        return 1 if stale else 0
    return max(run(root, room, picked, near=chosen.near), 1 if stale else 0)


def missing(root: Path, room: Room) -> tuple[str, ...]:
    """What a room names and the checkout lacks, such as a file that was moved."""
    named = (*room.sources, *(test.partition("::")[0] for test in room.tests))
    return tuple(name for name in named if not (root / name).exists())


def files(root: Path, room: Room, only: str | None) -> Iterator[str]:
    """The room's files, from the checkout, with slashes."""
    for source in room.sources:
        for path in sorted((root / source).rglob("*.py")) if (root / source).is_dir() else [root / source]:
            if only is None or path.name == Path(only).name:
                yield path.relative_to(root).as_posix()


def mutants(root: Path, file: str) -> Iterator[Mutant]:
    """Every mutant of a file."""
    source = (root / file).read_bytes()
    old = source.decode().splitlines()
    for change in changes(source):
        text = change.applied(source).decode()
        different = [line for line in difflib.ndiff(*_around(old, text.splitlines())) if line[:2] in ("- ", "+ ")]
        before, after = ("\n".join(line[2:].strip() for line in different if line[0] == sign) for sign in "-+")
        yield Mutant(file, change, text, before, after)


def _around(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The two without their common beginning and end, since a comparison of whole files takes long."""
    first = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return old[first : len(old) - last], new[first : len(new) - last]


def accepted(root: Path, among: set[str]) -> dict[tuple[str, str, str, str], str]:
    """The equivalents that a person accepted, of some files or of none that exists, with their reasons."""
    path = root / "tests" / "mutation" / "equivalent.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", []) if path.exists() else []
    keys = {(e["file"], e["function"], e["before"].strip(), e["after"].strip()): str(e["reason"]) for e in entries}
    return {key: reason for key, reason in keys.items() if key[0] in among or not (root / key[0]).exists()}


def sample(everything: Sequence[Mutant], seed: int, most: int) -> list[Mutant]:
    """As many as asked for, by a digest of seed and mutant: a larger sample begins with the smaller."""

    def place(mutant: Mutant) -> str:
        return hashlib.sha256(repr((seed, mutant.key, mutant.change.start)).encode()).hexdigest()

    return sorted(everything, key=place)[: most or None]


def run(root: Path, room: Room, picked: Sequence[Mutant], *, near: bool = False) -> int:
    """Try the mutants in a copy of the checkout, and report.

    Arguments:
        near: survivors are not tried with tests outside the room, which may be whole programs.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-mutants-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        copy = copied(root, work)
        tests = lines_of_tests(root, copy, work, room)
        every = dict(enumerate(picked))
        orders = {number: ordered(number, mutant, tests, copy, SLOW) for number, mutant in every.items()}
        outcomes = dict.fromkeys(every, "survived, as no test runs it")
        outcomes |= tried(copy, work, room, picked, orders)
        left = {number: every[number] for number, outcome in outcomes.items() if outcome.startswith("survived")}
        beyond = () if near else tests_beyond(root, room, {mutant.file for mutant in left.values()})
        if left:
            print(f"{len(left)} survived; they are tried with more tests: {' '.join(beyond) or 'the rest'}", flush=True)
            tests = (lines_of_tests(root, copy, work, replace(room, tests=beyond)) if beyond else {}) | tests
            done = {number: set(orders[number]["tests"]) for number in left}
            orders = {
                number: ordered(number, each, tests, copy, SLOWEST, done[number]) for number, each in left.items()
            }
            outcomes |= tried(copy, work, room, picked, orders)
    return told(picked, outcomes)


def tried(
    copy: Path, work: Path, room: Room, picked: Sequence[Mutant], orders: dict[int, dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    """Try mutants with the tests that were ordered for each; gives number and outcome, and prints them."""
    job = {
        "sources": _sources(copy, room),
        "warm": room.warm,
        "mutants": [order for order in orders.values() if order["tests"]],
    }
    files = sorted({test.partition("::")[0] for order in orders.values() for test in order["tests"]})
    for result in pytest_run(copy, work, job, files):
        number, outcome = result["number"], result["outcome"]
        print(f"{outcome:>9} {result['seconds']:6.1f} s  {picked[number].diff()}", flush=True)
        cut = outcome == "survived" and orders[number]["cut"]
        yield number, "survived, of more tests only the fastest were run" if cut else outcome


def told(picked: Sequence[Mutant], outcomes: dict[int, str]) -> int:
    """Print those that survived and the rate; returns the exit status."""
    survivors = [number for number, outcome in outcomes.items() if outcome not in ("killed", "timeout")]
    print("\nSurvivors:" if survivors else "\nNone survived.")
    for number in survivors:
        print(f"{picked[number].diff()}\n    ({outcomes[number]})")
    counted = Counter(outcome.partition(",")[0] for outcome in outcomes.values())
    rate = 1 - len(survivors) / len(picked) if picked else 1.0
    print(f"{', '.join(f'{many} {what}' for what, many in sorted(counted.items()))}: {rate:.1%} noticed")
    return 0 if rate >= ENOUGH else 1


def ordered(
    number: int, mutant: Mutant, tests: dict[str, Any], copy: Path, most: float, done: Collection[str] = ()
) -> dict[str, Any]:
    """A mutant for the plugin: with the tests that run its lines, the fastest first, and how long they may take.

    Arguments:
        most: seconds that its tests may cost.
        done: tests that it survived already.
    """
    file, change = str(copy / mutant.file), mutant.change
    at_import = not change.function or _runs(tests["import"], file, change.lines)
    lines = () if at_import else change.lines  # what ran at the import shows in tests that run any line of the file
    able = [name for name, test in tests.items() if name != "import" and name not in done and not test["failed"]]
    running = [name for name in able if _runs(tests[name], file, lines)]
    if at_import and not running:  # a module of constants, of which no line runs later
        running = able
    able = sorted(running, key=lambda name: tests[name]["seconds"])
    chosen: list[str] = []
    seconds = wall = 0.0
    for name in able:
        seconds += tests[name]["seconds"]
        if chosen and seconds > most:
            break
        chosen.append(name)
        wall += tests[name]["wall"]
    return {
        "number": number,
        "file": file,
        "source": mutant.source,
        "function": change.function,
        "function_line": change.function_line,
        "at_import": at_import,
        "tests": chosen,
        "patience": [PATIENCE + 5 * round(tests[name]["wall"]) for name in chosen],
        "cut": len(chosen) < len(able),
        "limit": PATIENCE + 5 * wall,
    }


def _runs(test: dict[str, Any], file: str, lines: tuple[int, ...]) -> bool:
    """Whether a test ran one of these lines of a file; any line, where none is named."""
    ran = test["by_file"].get(file, frozenset())
    return bool(ran) and (not lines or not ran.isdisjoint(lines))


def copied(root: Path, work: Path) -> Path:
    """A copy of the checkout, with what stands beside it for tests; its processes note lines when asked to."""
    copy = work / "checkout"
    left = shutil.ignore_patterns(".git", ".venv*", "out", "dist", "build", ".*_cache", ".hypothesis")
    shutil.copytree(root, copy, ignore=left, symlinks=True)
    if (root.parent / "shared").exists():
        (work / "shared").symlink_to((root.parent / "shared").resolve())
    start = copy / "legalredact" / "__init__.py"
    told = str(work / TRACE)
    begin = f"import os, sys\nif os.path.exists({told!r}):\n    sys.path.append({str(HERE)!r})\n"
    begin += f"    __import__('mutation_session').trace_child({told!r})\n"
    start.write_text(f"{start.read_text(encoding='utf-8')}\n{begin}", encoding="utf-8")
    return copy


def lines_of_tests(root: Path, copy: Path, work: Path, room: Room) -> dict[str, Any]:
    """What each test of the room runs.

    It is kept in out/ for each file of tests, until a source, a helper of tests or that file changes: a new test is run
    alone with its file.
    """
    kept = kept_lines(root, room)
    absent = [test for test, path in kept.items() if not path.exists()]
    if absent:
        print(f"running {len(absent)} of {len(kept)} files of tests once, to see which lines each runs", flush=True)
        noted = noted_lines(copy, work, replace(room, tests=tuple(absent)))
        for test in absent:
            own = {name: lines for name, lines in noted.items() if name == "import" or _is_of(name, test)}
            kept[test].parent.mkdir(parents=True, exist_ok=True)
            kept[test].write_text(json.dumps(own), encoding="utf-8")
    tests: dict[str, Any] = {}
    imported: set[tuple[str, int]] = set()
    for path in kept.values():
        read = json.loads(path.read_text(encoding="utf-8"))
        imported.update((file, line) for file, line in read["import"]["lines"])
        tests |= read
    tests["import"]["lines"] = sorted(imported)
    failed = [name for name, test in tests.items() if test["failed"]]
    if failed:
        print(f"{len(failed)} tests fail without any mutant and are left out: {' '.join(failed)}")
    for test in tests.values():
        test["by_file"] = {}
        for file, line in test["lines"]:
            test["by_file"].setdefault(str(copy / file), set()).add(line)
    return tests


def kept_lines(root: Path, room: Room) -> dict[str, Path]:
    """Where the lines of each of the room's files of tests, or named tests, are kept; there may be nothing yet."""
    common = hashlib.sha256(repr((room.sources, room.warm)).encode())
    helpers = (path for path in (root / "tests").rglob("*.py") if not path.name.startswith("test_"))
    for path in sorted((*(root / "legalredact").rglob("*.py"), *helpers)):
        common.update(path.read_bytes())
    kept = {}
    for named in room.tests:
        file, colons, one = named.partition("::")
        for path in sorted((root / file).rglob("test_*.py")) if (root / file).is_dir() else [root / file]:
            told = common.copy()
            told.update(one.encode())
            for used in sorted(_tests_used(root, path)):
                told.update(used.read_bytes())
            test = path.relative_to(root).as_posix() + colons + one
            kept[test] = root / "out" / "mutation" / f"{told.hexdigest()[:16]}.json"
    return kept


def _tests_used(root: Path, path: Path, known: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """A file of tests and those that it imports."""
    known |= {path}
    for module in imported_modules(path):
        other = root.joinpath(*module.split(".")).with_suffix(".py")
        if other.name.startswith("test_") and other not in known and other.exists():
            known |= _tests_used(root, other, known)
    return known


def _is_of(name: str, test: str) -> bool:
    """Whether a test belongs to a file of tests, or is a test that was named."""
    return name.startswith((f"{test}::", f"{test}[")) or name == test


def noted_lines(copy: Path, work: Path, room: Room) -> dict[str, Any]:
    """Run tests and note the lines of each.

    Tests that fail while lines are noted run once more without that: some look at their own process, and see the
    noting. Those that fail again are left out, and named.
    """
    for _ in pytest_run(copy, work, {"sources": _sources(copy, room), "warm": room.warm}, room.tests):
        pass
    noted: dict[str, Any] = json.loads((work / "out").read_text(encoding="utf-8").replace(f"{copy}/", ""))
    noted.setdefault("import", {"seconds": 0.0, "failed": False, "lines": []})  # a file may have no test on this system
    failing = {name: test for name, test in noted.items() if test["failed"]}
    for result in pytest_run(copy, work, {"sources": [], "warm": room.warm, "again": True}, [*failing]):
        failing[result["test"]]["failed"] = result["failed"]
    return noted


def _sources(copy: Path, room: Room) -> list[str]:
    return [str(copy / source) for source in room.sources]


def pytest_run(copy: Path, work: Path, job: dict[str, Any], tests: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Run pytest with the plugin in the copy; gives each outcome as it comes."""
    if not tests:
        return
    out = work / "out"
    out.write_text("")
    (work / "job").write_text(
        json.dumps(job | {"out": str(out), "work": str(work), "parent": os.getpid()}), encoding="utf-8"
    )
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    own = threads | {
        "PYTHONPATH": f"{copy}{os.pathsep}{HERE}",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CI": "1",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "-p", "mutation_session", *tests]
    # Its alarm would take the place of the one that ends a hanging test.
    command += ["-o", "timeout=0"] if "mutants" in job else []
    environment = os.environ | own | {"MUTATION_JOB": str(work / "job")}
    with (work / "log").open("wb") as log, out.open(encoding="utf-8") as results:
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=log)
        try:
            while process.poll() is None:
                yield from map(json.loads, _lines(results) if {"mutants", "again"} & job.keys() else ())
                time.sleep(0.05)
            yield from map(json.loads, _lines(results) if {"mutants", "again"} & job.keys() else ())
        finally:
            process.kill()
            process.wait()
    if process.returncode not in (0, 1, 5) or not out.stat().st_size:
        raise SystemExit(
            f"pytest ended with {process.returncode}:\n{(work / 'log').read_text(errors='replace')[-4000:]}"
        )


def _lines(results: Any) -> Iterator[str]:
    """Whole lines that were written since."""
    while line := results.readline():
        while not line.endswith("\n"):
            line += results.readline()
        yield line


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the copy is removed
    sys.exit(main(sys.argv[1:]))
