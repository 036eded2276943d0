"""Tesseract 5 as a child process: images are written to a pipe, the words are read from one; there is no file.

It is only taken from the system's own places, see `system_program`, and gets none of our environment variables.
"""

import csv
import functools
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
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
"""Name of the library of version 5, which the program refers to unless the library is linked statically."""
_LARGEST = 16_000_000
"""Bytes of a program that are searched for it."""


def place() -> Path | None:
    """Path of a Tesseract of any version that only an administrator can change; None if there is none.

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
    """Whether a program is Tesseract 5, judged by the library that it refers to.

    It is not run for this: `tesseract --version` makes libcurl and OpenLDAP report theirs, and OpenLDAP looks up the
    name of this machine when it is first used (seen with strace on Debian 12).
    """
    with path.open("rb") as stream:
        return _FIVE.search(stream.read(_LARGEST)) is not None


def recognize(image: PIL.Image.Image, dpi: float, threads: int) -> tuple[OcrWord, ...] | None:
    """Words in Tesseract's reading order, or None if it failed and another engine has to read.

    Arguments:
        image: RGB.
        dpi: dots per inch; coarse images are enlarged, since Tesseract needs letters of at least 20 pixels.
        threads: cores that it may use.
    """
    found = recognize_all([image], dpi, threads)
    return None if found is None else found[0]


def recognize_all(images: Sequence[PIL.Image.Image], dpi: float, threads: int) -> list[tuple[OcrWord, ...]] | None:
    """The words of each image as `recognize` returns them, from one start of the program.

    Starting it and loading its models takes as long as reading a line. None if it failed, or skipped an image.
    """
    path = program()
    if path is None:
        return None
    scale = min(3.0, max(1.0, _FINE_DPI / dpi)) if dpi < 200 else 1.0
    upright = [deskewed(_enlarged(image, scale)) for image in images]
    output = _run(path, _file_of([straight for straight, _ in upright]), max(70, round(dpi * scale)), threads)
    if output is None:
        return None
    tables = [list(rows) for rows in _tables(output)]
    if len(tables) != len(upright):
        return None
    return [
        tuple(_shrunk(back(word), scale) for word in _words(rows))
        for rows, (_, back) in zip(tables, upright, strict=True)
    ]


def _enlarged(image: PIL.Image.Image, scale: float) -> PIL.Image.Image:
    if scale == 1.0:
        return image
    return image.resize((round(image.width * scale), round(image.height * scale)), PIL.Image.Resampling.LANCZOS)


def _file_of(images: Sequence[PIL.Image.Image]) -> bytes:
    """A PNG of one image, or a TIFF of several, in gray."""
    file = io.BytesIO()
    first, *others = [image.convert("L") for image in images]
    if others:
        first.save(file, "TIFF", save_all=True, append_images=others)
    else:
        first.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _answer(path: str, option: str) -> str:
    """The program's output for an option that only queries."""
    try:
        done = subprocess.run(  # noqa: S603 - see module
            [path, option], capture_output=True, timeout=20, check=False, env=_environment(), cwd=Path(path).parent
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")


def _run(path: str, file: bytes, dpi: int, threads: int) -> str | None:
    """Its table of words (TSV) for the images of a file, or None if it crashed or timed out."""
    command = [path, "stdin", "stdout", "-l", "eng", "--psm", "1", "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, a path found by `program`
            command,
            input=file,
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
    """The variables that Windows needs to load a library; none that says where data or libraries are."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _shrunk(word: OcrWord, scale: float) -> OcrWord:
    """The word in pixels of the image before it was enlarged."""
    return replace(word, x0=word.x0 / scale, y0=word.y0 / scale, x1=word.x1 / scale, y1=word.y1 / scale)


def _tables(output: str) -> Iterator[list[dict[str, str]]]:
    """The rows of each image; a row of level 1 begins an image."""
    rows: list[dict[str, str]] = []
    for row in csv.DictReader(io.StringIO(output), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "1" and rows:
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _words(rows: Iterable[dict[str, str]]) -> Iterator[OcrWord]:
    """Rows of level 5 are words; block, paragraph and line numbers restart at each level."""
    lines: dict[tuple[str, ...], int] = {}
    blocks: dict[tuple[str, ...], int] = {}
    for row in rows:
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
