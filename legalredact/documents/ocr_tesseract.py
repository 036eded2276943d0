"""Tesseract 5 as a child process: the picture goes in by a pipe, the words come back by one; no file is written."""

import csv
import functools
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL.Image

from legalredact.documents.ocr_skew import straightened
from legalredact.documents.ocr_word import OcrWord

_SECONDS = 300
_FINE_DPI = 300
_USUAL_PLACES = (Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe"),)


def place() -> Path | None:
    """Where a Tesseract lies, of whatever version; None if there is none. It is not run."""
    found = shutil.which("tesseract")
    return Path(found) if found else next((path for path in _USUAL_PLACES if path.is_file()), None)


@functools.cache
def program() -> str | None:
    """Path of a Tesseract 5 with English data, or None."""
    where = place()
    if where is None:
        return None
    found = str(where)
    version = re.match(r"tesseract v?(\d+)\.", _answer(found, "--version"))
    has_english = "eng" in _answer(found, "--list-langs").split()
    return found if version is not None and int(version[1]) >= 5 and has_english else None


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
    straight, back = straightened(enlarged)
    table = _run(path, straight, max(70, round(dpi * scale)), threads)
    return None if table is None else tuple(_shrunk(back(word), scale) for word in _words(table))


def _answer(path: str, option: str) -> str:
    """What the program says to an option that only asks."""
    try:
        done = subprocess.run([path, option], capture_output=True, timeout=20, check=False)  # noqa: S603 - see module
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
            env={**os.environ, "OMP_THREAD_LIMIT": str(threads)},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


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
