"""Every job of the window is listed, with its bar and its button to stop it; a new one fails until it is listed.

`long_operations.toml` lists them by file and title. Whether a job reports a share, and whether a person can stop it, is
read from the code and compared with the list. A job that lacks one of them has a reason there. A job that can be
stopped passes its cancellation on to its work.
"""

import ast
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from legalredact import gui

ROOT = Path(gui.__file__).parent
LIST = Path(__file__).with_name("long_operations.toml")
STARTERS = {"act": 1, "look": 1, "act_slowly": 1, "look_slowly": 1, "run": 2, "_act": 1}
"""Methods of sessions and tasks that start a job, with the position of its work."""
ANY = "*"
"""Title of jobs whose title is computed."""


@dataclass(frozen=True)
class Job:
    """A job as the code starts it.

    Arguments:
        share: its work reports progress.
        stops: the window offers to stop it.
        heeds: its work gets its cancellation.
    """

    at: str
    title: str
    share: bool
    stops: bool
    heeds: bool


@functools.cache
def jobs() -> tuple[Job, ...]:
    """All jobs of the window."""
    return tuple(_jobs())


def _jobs() -> Iterator[Job]:
    for file in sorted(ROOT.rglob("*.py")):
        at = file.relative_to(ROOT).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                yield from _started_in(at, function, tree)


def _started_in(at: str, function: ast.FunctionDef, tree: ast.Module) -> Iterator[Job]:
    inner = {
        node
        for one in ast.walk(function)
        if one is not function and isinstance(one, ast.FunctionDef)
        for node in ast.walk(one)
    }
    for call in ast.walk(function):
        if call in inner or not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if not _starts(call.func, at) or len(call.args) <= STARTERS[call.func.attr]:
            continue
        kind, place = call.func.attr, STARTERS[call.func.attr]
        share, heeds = _uses(call.args[place], function, tree, matter=kind != "run")
        slow = kind in ("act_slowly", "look_slowly")
        stops = _stops(call) if kind == "run" else slow
        yield Job(at, _title(call.args[place - 1]), share and (kind == "run" or slow), stops, heeds)


def _starts(method: ast.Attribute, at: str) -> bool:
    """Whether that is a method of a session or of tasks that starts a job."""
    owner = ast.unparse(method.value)
    if method.attr == "run":
        return owner.endswith("tasks")
    return method.attr in STARTERS and (owner.endswith("session") or (at, owner) == ("core/session.py", "self"))


def _title(node: ast.expr) -> str:
    words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return " / ".join(words) if words and isinstance(node, ast.Constant) else ANY


def _stops(call: ast.Call) -> bool:
    """As `Tasks.run` decides it."""
    given = {one.arg: one.value for one in call.keywords}
    quiet, stops = (given.get(name) for name in ("quiet", "stops"))
    if isinstance(stops, ast.Constant):
        return bool(stops.value)
    return not (isinstance(quiet, ast.Constant) and quiet.value)


def _uses(work: ast.expr, function: ast.FunctionDef, tree: ast.Module, *, matter: bool) -> tuple[bool, bool]:
    """Whether work uses the report and the cancellation that it gets."""
    found = _named(work.id, function, tree) if isinstance(work, ast.Name) else work
    if isinstance(found, ast.Lambda):
        return _used(found.args, [found.body], matter=matter)
    if isinstance(found, ast.FunctionDef):
        return _used(found.args, found.body, matter=matter)
    return True, True  # a method of the workflow, alone or in `partial`: it gets both as they come


def _named(name: str, function: ast.FunctionDef, tree: ast.Module) -> "ast.expr | ast.FunctionDef | None":
    """What that name is, in this function or this file."""
    for node in (*ast.walk(function), *ast.walk(tree)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name:
            return node.value
        if isinstance(node, ast.Assign):
            for target, value in _assigned(node.targets[0], node.value):
                if ast.unparse(target) == name:
                    return value
    return None


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets with their values, also of ``a, b = x, y``."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _used(arguments: ast.arguments, body: "list[ast.expr] | list[ast.stmt]", *, matter: bool) -> tuple[bool, bool]:
    names = [one.arg for one in arguments.args][int(matter) :][:2]
    found = {node.id for part in body for node in ast.walk(part) if isinstance(node, ast.Name)}
    share, heeds = ([name in found for name in names] + [False, False])[:2]
    return share, heeds


def listed() -> dict[tuple[str, str], dict[str, object]]:
    """The list, by file and title."""
    table = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {(str(one["at"]), str(one["title"])): one for one in table["job"]}


PASSED_ON = ("core/session.py", ANY)
"""The session's own methods, which start the jobs of others."""
ELSEWHERE = {"QThread", "QThreadPool", "QProcess", "threading", "subprocess", "concurrent", "multiprocessing"}
"""Names of other ways to work in the background: none is used, since its work would have no bar."""
BLOCKING = {"processEvents", "sleep", "waitForFinished"}
"""Methods that keep the window's thread from its event loop."""


def test_each_job_is_listed_with_its_bar_and_its_button() -> None:
    known, found = listed(), {(job.at, job.title) for job in jobs()} - {PASSED_ON}
    assert sorted(found - known.keys()) == [], "list them in long_operations.toml"
    assert sorted(known.keys() - found) == [], "these are gone"


def test_the_list_says_what_the_code_does() -> None:
    known = listed()
    wrong = [
        (job.at, job.title)
        for job in jobs()
        if (job.at, job.title) != PASSED_ON
        and (job.share, job.stops) != (known[job.at, job.title]["share"], known[job.at, job.title]["stops"])
    ]
    assert wrong == []


def test_a_job_without_a_share_or_a_button_has_its_reason() -> None:
    reasons = tomllib.loads(LIST.read_text(encoding="utf-8"))["reasons"]
    whole = {at for at, one in listed().items() if one["share"] and one["stops"]}
    assert [at for at, one in listed().items() if at not in whole and one.get("why") not in reasons] == []
    assert [at for at in whole if "why" in listed()[at]] == []
    assert set(reasons) == {one["why"] for one in listed().values() if "why" in one}


def test_a_job_with_a_button_passes_its_cancellation_on() -> None:
    assert [(job.at, job.title) for job in jobs() if job.stops and not job.heeds] == []


def test_no_job_is_started_past_the_list() -> None:
    """A method that starts jobs is called where it is named, so that `jobs` sees its title and its work."""
    past: list[str] = []
    for file in sorted(ROOT.rglob("*.py")):
        at = file.relative_to(ROOT).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (
                node.attr in BLOCKING or (node not in called and _starts(node, at))
            ):
                past.append(f"{at}:{node.lineno}")
            if isinstance(node, ast.Import | ast.ImportFrom) and ELSEWHERE & set(_imported(node)):
                past.append(f"{at}:{node.lineno}")
    assert past == []


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    yield from (alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield (node.module or "").partition(".")[0]
