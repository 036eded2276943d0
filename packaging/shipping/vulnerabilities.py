"""Asks the index by pip-audit whether shipped packages have known vulnerabilities, and reports if it could not."""

import json
import subprocess
import sys
from pathlib import Path

from shipping.source import ROOT

_LOCK = ROOT / "packaging" / "locks" / "runtime.txt"


def known(lock: Path = _LOCK) -> str:
    """The index's answer about the packages of a lock, in words; one request for each package."""
    command = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json"]
    command += ["--disable-pip", "--no-deps", "--requirement", str(lock)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    return told(done.stdout)


def told(answer: str) -> str:
    """pip-audit's answer in words.

    Arguments:
        answer: its JSON; empty if it failed.
    """
    try:
        rows = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        rows = []
    skipped = [row["name"] for row in rows if "skip_reason" in row]
    lines = [
        f"{row['name']} {row['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version'}"
        for row in rows
        for one in row.get("vulns", ())
    ]
    asked = len(rows) - len(skipped)
    if not asked:
        return "known vulnerabilities could NOT be looked up: the index tells of none. Look by hand before you release."
    words = "\n".join([f"{len(lines)} known vulnerabilities in {asked} packages", *lines])
    return words + (f"\nNOT looked up: {', '.join(skipped)}" if skipped else "")
