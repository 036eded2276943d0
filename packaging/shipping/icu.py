"""Leaves out of ICU's data what the window does not use: Qt brings 32 MB for all languages; the window speaks English.

Qt asks ICU for text encodings, for the order of words and for names of time zones. All encodings stay; for the other
two the data of English and of no language in particular, which ICU takes where it has none for the language asked for.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

PROGRAM = "icupkg"
"""ICU's own program for its data; Debian keeps it where only administrators look."""
_LIBRARY = re.compile(r"libicudata\.so\.(\d+)")
_OF_A_LOCALE = re.compile(r"(?:[a-z]+/)?(?!res_index)[a-z]{2,3}(?:_\w*)?\.res")
_KEPT = ("en.res", "en_US.res")
_UNUSED = ("brkitr/", "rbnf/", "translit/")
"""Borders of words, numbers in words, and other scripts: Qt has its own, or none."""
_SOURCE = """\
    .section .note.GNU-stack,"",@progbits
    .section .rodata,"a",@progbits
    .balign 16
    .globl {name}_dat
    .type {name}_dat, @object
{name}_dat:
    .incbin "{file}"
    .size {name}_dat, .-{name}_dat
"""


def program() -> str | None:
    """The path of ICU's program on this machine; None if it is not installed."""
    return shutil.which(PROGRAM) or shutil.which(PROGRAM, path="/usr/sbin")


def left_out(items: Iterable[str]) -> tuple[str, ...]:
    """The items of ICU's data that are left out, in their order."""
    return tuple(item for item in items if item.startswith(_UNUSED) or _is_foreign(item))


def _is_foreign(item: str) -> bool:
    return bool(_OF_A_LOCALE.fullmatch(item)) and item.rpartition("/")[2] not in _KEPT


def trim_icu(folder: Path) -> int:
    """Make ICU's library of data in `folder` again with fewer data; returns the number of bytes saved.

    Errors: SystemExit if there is none; CalledProcessError if a program refuses it.
    """
    libraries = [path for path in folder.rglob("libicudata.so.*") if not path.is_symlink()]
    if not libraries:
        raise SystemExit("Qt brings no data of ICU any more; take shipping/icu.py out.")
    return sum(_trimmed(path) for path in libraries)


def _trimmed(library: Path) -> int:
    version = _LIBRARY.fullmatch(library.name)
    if version is None:
        raise SystemExit(f"{library.name} is not named as ICU's library of data.")
    before, name = library.stat().st_size, f"icudt{version[1]}"
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        for part in ("whole", "fewer"):
            (work / part).mkdir()
        whole, fewer = (work / part / f"{name}l.dat" for part in ("whole", "fewer"))  # items bear the file's name
        _run("objcopy", "--output-target=binary", "--only-section=.rodata", str(library), str(whole))
        icupkg = program() or PROGRAM
        items = _run(icupkg, "--list", str(whole)).splitlines()
        (work / "unused.txt").write_text("\n".join(left_out(items)), encoding="ascii")
        _run(icupkg, "--remove", str(work / "unused.txt"), str(whole), str(fewer))
        (work / "data.s").write_text(_SOURCE.format(name=name, file=fewer), encoding="utf-8")
        _run("as", "-o", str(work / "data.o"), str(work / "data.s"))
        linked = [
            "-shared",
            "--strip-all",
            "-soname",
            library.name,
            "--build-id=none",
            "-o",
            str(library),
            str(work / "data.o"),
        ]
        library.unlink()
        _run("ld", *linked)
    return before - library.stat().st_size


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
