"""Tesseract 5 as a child process: the picture goes in by a pipe, the words come back by one; no file is written.

It is taken from the system's own places alone, see `system_program`, and is given no variable of our environment.
"""

import csv
import functools
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL.Image

from legalredact.documents.ocr.deskew import deskewed
from legalredact.documents.ocr.system_program import trusted_program
from legalredact.documents.ocr.word import OcrWord

_SECONDS = 300
_FINE_DPI = 300
_PLACES = {
    "win32": (Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe"),),
    "darwin": (Path("/opt/homebrew/bin/tesseract"), Path("/usr/local/bin/tesseract"), Path("/opt/local/bin/tesseract")),
    "linux": (Path("/usr/bin/tesseract"), Path("/usr/local/bin/tesseract")),
}
_FIVE = re.compile(rb"libtesseract[.-](?:so\.)?5|tesseract5\d\.dll")
"""Name of the library of version 5, which the program names as what it loads (so far as it is not built into it)."""
_LARGEST = 16_000_000
"""Bytes of a program that are looked through for it."""


def place() -> Path | None:
    """Where a Tesseract lies that only an administrator can change, of whatever version; None if there is none.

    It is not run.
    """
    return trusted_program(_PLACES.get(sys.platform, _PLACES["linux"]))


@functools.cache
def program() -> str | None:
    """Path of a Tesseract 5 with English data, or None."""
    found = place()
    if found is None or not is_five(found):
        return None
    return str(found) if "eng" in _answer(str(found), "--list-langs").split() else None


def is_five(path: Path) -> bool:
    """Whether a program is Tesseract 5, by the library that it loads.

    It is not asked: `tesseract --version` has libcurl and OpenLDAP tell theirs, and OpenLDAP looks up the name of this
    machine when it is first used (seen with strace on Debian 12).
    """
    with path.open("rb") as stream:
        return _FIVE.search(stream.read(_LARGEST)) is not None


def recognize(image: PIL.Image.Image, dpi: float, threads: int) -> tuple[OcrWord, ...] | None:
    """Words in the order in which Tesseract reads them, or None if it failed and something else has to read.

    Arguments:
        image: RGB.
        dpi: dots per inch; coarse pictures are enlarged, since Tesseract wants letters of 20 pixels and more.
        threads: cores it may use.
    """
    path = program()
    if path is None:
        return None
    scale = min(3.0, max(1.0, _FINE_DPI / dpi)) if dpi < 200 else 1.0
    size = (round(image.width * scale), round(image.height * scale))
    enlarged = image if scale == 1.0 else image.resize(size, PIL.Image.Resampling.LANCZOS)
    straight, back = deskewed(enlarged)
    table = _run(path, straight, max(70, round(dpi * scale)), threads)
    return None if table is None else tuple(_shrunk(back(word), scale) for word in _words(table))


def _answer(path: str, option: str) -> str:
    """What the program says to an option that only asks."""
    try:
        done = subprocess.run(  # noqa: S603 - see module
            [path, option], capture_output=True, timeout=20, check=False, env=_environment(), cwd=Path(path).parent
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")


def _run(path: str, image: PIL.Image.Image, dpi: int, threads: int) -> str | None:
    """Its table of words (TSV), or None if it crashed or hung."""
    picture = io.BytesIO()
    image.convert("L").save(picture, "PNG", compress_level=1)
    command = [path, "stdin", "stdout", "-l", "eng", "--psm", "1", "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, a path found by `program`
            command,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=_environment() | {"OMP_THREAD_LIMIT": str(threads)},
            cwd=Path(path).parent,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    """What Windows needs to load a library; no variable that says where data or libraries are."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _shrunk(word: OcrWord, scale: float) -> OcrWord:
    """In pixels of the picture before it was enlarged."""
    return replace(word, x0=word.x0 / scale, y0=word.y0 / scale, x1=word.x1 / scale, y1=word.y1 / scale)


def _words(table: str) -> Iterator[OcrWord]:
    """Rows of level 5 are words; block, paragraph and line numbers start again at each level."""
    lines: dict[tuple[str, ...], int] = {}
    blocks: dict[tuple[str, ...], int] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        block = (row["block_num"], row["par_num"])
        left, top = int(row["left"]), int(row["top"])
        yield OcrWord(
            text=text,
            x0=left,
            y0=top,
            x1=left + int(row["width"]),
            y1=top + int(row["height"]),
            confidence=min(1.0, max(0.0, float(row["conf"]) / 100)),
            line=lines.setdefault((*block, row["line_num"]), len(lines)),
            block=blocks.setdefault(block, len(blocks)),
        )
