"""The release that is built: version, time of the commit, and the changelog."""

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_RELEASE = re.compile(r"^## \[([^\]]+)\](?: - (\S+))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One section of CHANGELOG.md, with the unchanged text below its heading."""

    name: str
    date: str | None
    text: str


def version(text: str | None = None) -> str:
    """The version as legalredact/__init__.py states it.

    Arguments:
        text: that file's content; read from the checkout without it.
    """
    found = _VERSION.search(text if text is not None else _read("legalredact/__init__.py"))
    if found is None:
        raise ValueError("legalredact/__init__.py states no version.")
    return found[1]


def epoch() -> int:
    """Seconds since 1970 of the commit that is built, which is the time of every file in a package.

    Errors: SystemExit if the checkout is not a git repository, since no other time would be reproducible.
    """
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit("The time of the commit is not known: build from a git clone.")
    return int(done.stdout)


def archive_source(folder: Path) -> Path:
    """Write the source code of the commit, which the AGPL wants beside its packages, into `folder`.

    Errors: SystemExit if it cannot be packed.
    """
    target = folder / f"legalredact-{version()}-source.tar.xz"
    command = ["git", "-C", str(ROOT), "-c", "tar.tar.xz.command=xz --threads=1", "archive", "--format=tar.xz"]
    done = subprocess.run([*command, f"--prefix=legalredact-{version()}/", f"--output={target}", "HEAD"], check=False)
    if done.returncode != 0:
        raise SystemExit("The source code could not be packed: it is taken from a git clone, by git and xz.")
    return target


def day(seconds: int) -> str:
    """The day of an epoch in UTC, such as 2026-11-26."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def releases(text: str | None = None) -> tuple[Release, ...]:
    """The sections of CHANGELOG.md, newest first.

    Arguments:
        text: the file's content; read from the checkout without it.
    """
    whole = text if text is not None else _read("CHANGELOG.md")
    heads = list(_RELEASE.finditer(whole))
    ends = [head.start() for head in heads[1:]] + [len(whole)]
    return tuple(
        Release(head[1], head[2], whole[head.end() : end].strip()) for head, end in zip(heads, ends, strict=True)
    )


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
