"""Refuses to package with a Python that is not the newest patch of its line.

The newest ones are those that uv knows, which the lock pins: it carries a list of Python's releases and needs no
network for it. Each release has a date, so a list that is too old is refused as well; a newer uv
(`dev.py lock --upgrade`) has a newer list.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

MOST_DAYS = 60
"""Days that the list may be old: Python's lines get a patch every two months."""
OPTION = "--old-python"
"""Option of `dev.py package` that packages nevertheless, and has the inventory say so."""
_STAMP = re.compile(r"/download/(\d{8})/")


@dataclass(frozen=True, slots=True)
class Known:
    """The releases of Python that are known.

    Arguments:
        newest: line, such as ``"3.13"`` → number of its newest patch.
        when: day of the newest release in the list.
    """

    newest: Mapping[str, int]
    when: date


def known() -> Known:
    """The releases that the pinned uv knows.

    Errors: SystemExit if uv does not list them.
    """
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "python", "list", "--all-versions", "--only-downloads", "--offline", "--output-format", "json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"uv does not list the releases of Python: {done.stderr.strip()[-300:]}")
    return read(json.loads(done.stdout))


def read(rows: Sequence[Mapping[str, Any]]) -> Known:
    """The releases in uv's answer; only those of CPython that are final.

    Errors: SystemExit if there are none.
    """
    newest: dict[str, int] = {}
    stamps: set[str] = set()
    for row in rows:
        final = re.fullmatch(r"(\d+\.\d+)\.(\d+)", str(row["version"]))
        stamp = _STAMP.search(str(row["url"]))
        if row["implementation"] == "cpython" and final and stamp:
            newest[final[1]] = max(int(final[2]), newest.get(final[1], 0))
            stamps.add(stamp[1])
    if not stamps:
        raise SystemExit("uv lists no release of Python; its answer has another form than expected.")
    return Known(newest, datetime.strptime(max(stamps), "%Y%m%d").replace(tzinfo=UTC).date())


def why_outdated(version: str, releases: Known, today: date) -> str | None:
    """Why a package should not be made with this Python, in words; None if it is the newest of its line.

    Arguments:
        version: three numbers, such as ``"3.13.2"``.
    """
    line, _, patch = version.rpartition(".")
    if today - releases.when > timedelta(days=MOST_DAYS):
        return f"the newest release that uv knows is of {releases.when}; `dev.py lock --upgrade` brings a newer list"
    if line not in releases.newest:
        return f"uv knows no line {line} of Python"
    if int(patch) < releases.newest[line]:
        return f"{version} is not the newest of its line: {line}.{releases.newest[line]} is"
    return None


def refuse_outdated(version: str, *, allowed: bool) -> str | None:
    """Refuse to package with an outdated Python.

    Arguments:
        allowed: whether to package nevertheless.

    Returns: why it is outdated, if it is and that is allowed.

    Errors: SystemExit if it is outdated and that is not allowed.
    """
    why = why_outdated(version, known(), datetime.now(UTC).date())
    if why and not allowed:
        raise SystemExit(f"Python {version} is not packaged: {why}. For a test build, add {OPTION}.")
    return why
