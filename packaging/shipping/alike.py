"""Reproducible trees and archives: one time, plain permissions, sorted names."""

import hashlib
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

BUILD = "build"
"""Name of the file with the digest of the application (`legalredact.installation`)."""
_PROGRAM, _FILE = 0o755, 0o644


def settle(folder: Path, seconds: int) -> None:
    """Give everything below `folder` the same time and plain permissions; links are unchanged.

    Arguments:
        seconds: since 1970.
    """
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        if not path.is_symlink():
            path.chmod(_PROGRAM if path.is_dir() or is_program(path) else _FILE)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def is_program(path: Path) -> bool:
    """Whether a file should be executable; libraries should not, whatever a wheel says."""
    return bool(path.stat().st_mode & 0o100) and ".so" not in path.name and not path.name.endswith(".py")


def digests(folder: Path) -> dict[str, str]:
    """Path below `folder` → SHA-256 of the file, or target of a link; sorted by path."""
    return {path.relative_to(folder).as_posix(): _digest(path) for path in sorted(folder.rglob("*")) if _counts(path)}


def sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def note_build(folder: Path, about: Path) -> None:
    """Write the digest of a finished application into it, by which a running one notices that it was replaced.

    Arguments:
        about: the folder inside it for information about it.
    """
    whole = json.dumps(digests(folder), sort_keys=True)
    (about / BUILD).write_text(f"{hashlib.sha256(whole.encode()).hexdigest()}\n", encoding="ascii")


def size(folder: Path) -> int:
    """Bytes of all files below `folder`; links count as 0."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def refuse_larger(path: Path, most: float) -> None:
    """Refuse a package, or an installed folder, that has outgrown its budget.

    Arguments:
        most: megabytes (of a million bytes).

    Errors: SystemExit.
    """
    has = (size(path) if path.is_dir() else path.stat().st_size) / 1e6
    if has > most:
        raise SystemExit(f"{path.name} has {has:.1f} MB, and its budget is {most:.0f} MB. Find what has grown.")


def packed(folder: Path, name: str, seconds: int, target: Path) -> None:
    """Write `folder` as a .tar.xz with members below `name`, owned by root; the program xz uses all cores."""
    # With more than one thread xz packs blocks of a fixed size, so that the number of cores does not matter.
    command = ["xz", "--stdout", "-6", f"--threads={max(2, os.cpu_count() or 2)}"]
    with target.open("wb") as out, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out) as squeezing:
        with tarfile.open(fileobj=squeezing.stdin, mode="w|") as archive:
            for path in [folder, *sorted(folder.rglob("*"))]:
                member = archive.gettarinfo(path, Path(name, path.relative_to(folder)).as_posix())
                archive.addfile(*_plain(member, path, seconds))
        if squeezing.stdin is not None:
            squeezing.stdin.close()
    if squeezing.returncode != 0:
        raise SystemExit(f"xz could not pack {target.name}.")


def written(value: Mapping[str, object], target: Path) -> None:
    """Write JSON reproducibly."""
    target.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """Paths that exist in only one of two trees, or whose digests differ; sorted."""
    yield from sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def _plain(member: tarfile.TarInfo, path: Path, seconds: int) -> tuple[tarfile.TarInfo, io.BytesIO | None]:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = seconds
    if member.islnk():  # a hard link is written as a separate file
        member.type, member.size = tarfile.REGTYPE, path.stat().st_size
    return member, io.BytesIO(path.read_bytes()) if member.isreg() else None


def _counts(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _digest(path: Path) -> str:
    return f"-> {path.readlink()}" if path.is_symlink() else sha256(path)
