"""Redacted copies: pages a second and memory beside naive PyMuPDF, and what Free Law Project's x-ray says of them.

`python -m tests.benchmarks.copies`. Files of invented text, without OCR, one process for each figure, so that its peak
memory is its own; seconds are the processor's, so that other work on the machine counts less. *Naive* is what many
programs do: `search_for`, `apply_redactions`, save. x-ray is installed into an environment of its own, `.venv-xray`.
It looks at copies of the planted test files, of the sample matter, and at all copies of the reference material that
`bench redaction` has kept. It must flag a control file, in which a black box lies over living text. Last, LibreOffice
opens and saves all copies of Word files that were kept: their paragraphs have to stay. Arguments, all optional, for
parts of it: `speed`, `shipped`, `xray`, `office`. `shipped` gives seconds of the processor a page as people get copies:
with OCR, the check of what is seen, the audit, the log, and the start of the process.
"""

import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf

from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import Options
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import TargetSet, named_targets
from legalredact.workflow.copies.run import Who, redact_files
from tests.benchmarks.reading import NAMES, layout, written
from tests.benchmarks.redaction import COPIES
from tests.redaction.planted_pdf import NAME, PLANTED
from tests.redaction.test_word_round_trip import paragraphs, round_trip

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Pipe = Connection[tuple[float, float], object]

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).resolve().parent / "results" / "copies.md"
SAMPLES = ROOT / "resources" / "samples" / "alder_v_granite"
SIZES = (20, 200, 1_000)
XRAY = "x-ray==0.4.0"
AT_ONCE = 20
"""Files that LibreOffice is given in one go."""

PARTIES = ["Margaret Q. Alder", "Granite Quay Freight Systems, Inc."]
WHO = Who("bench", lambda: "2026-01-01T00:00:00+00:00")
LOOK = "import asyncio, json, sys, xray; print(json.dumps({p: asyncio.run(xray.inspect(p)) for p in sys.argv[1:]}))"
PARTS = ("speed", "shipped", "xray", "office")


def main(arguments: list[str]) -> int:
    """Print the tables, and keep them if all were made; 1 if x-ray flags one of our copies, or not the control file."""
    chosen = [word for word in arguments if word in PARTS] or list(PARTS)
    flagged = list(xray()) if "xray" in chosen else []
    lines = [
        *(speed() if "speed" in chosen else ()),
        "",
        *(shipped() if "shipped" in chosen else ()),
        "",
        *flagged,
        *((round_trips(),) if "office" in chosen else ()),
    ]
    print(*lines, sep="\n")
    if chosen == list(PARTS):
        RESULTS.write_text("\n".join(("# Redacted copies", "", "`python3 dev.py bench copies`", "", *lines, "")))
    return 0 if not flagged or all("flags 0 of" in line for line in flagged if line) else 1


# Speed and memory


def speed() -> Iterator[str]:
    """A row for each size."""
    yield "| pages | naive pages/s | MB | pixels pages/s | MB | text pages/s | MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    sizes = [int(size) for size in os.environ.get("PAGES", "").split(",") if size] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source = written(Path(folder) / f"{size}.pdf", size)
            cells = [f"{cell:.0f}" for work in (naive, pixels, text) for cell in alone(work, source, size)]
            yield f"| {size} | {' | '.join(cells)} |"


def alone(work: Callable[[Path, Path], object], source: Path, pages: int) -> tuple[float, float]:
    """Pages a second of processor time, and peak megabytes, of work in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measured, args=(work, source, theirs))
    process.start()
    seconds, peak = ours.recv()
    process.join()
    return pages / seconds, peak / 1024


def _measured(work: Callable[[Path, Path], object], source: Path, pipe: "Pipe") -> None:
    start = _spent()
    work(source, source.with_suffix(".copy"))
    pipe.send((_spent() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def _spent() -> float:
    """Seconds of the processor that this process and those that it started and that ended have used."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def naive(source: Path, target: Path) -> None:
    """What there is to compare with; it leaves names in many files."""
    with pymupdf.open(source) as document:
        for page in document:
            for name in NAMES:
                for place in page.search_for(name):
                    page.add_redact_annot(place, fill=(0, 0, 0))
            page.apply_redactions()
        document.save(target, garbage=3, deflate=True)


def pixels(source: Path, target: Path) -> None:
    """Copies as pictures, without OCR."""
    redact_pdf(source, target, CopySettings(TargetSet(named_targets(NAMES))))


def text(source: Path, target: Path) -> None:
    """Copies that keep text, without OCR."""
    redact_pdf_text(source, target, CopySettings(TargetSet(named_targets(NAMES))))


def shipped() -> Iterator[str]:
    """Seconds of the processor a page in both modes, for text in a standard font and in one of its own."""
    yield "| pages | font | pixels s/page | text s/page |"
    yield "| --- | --- | --- | --- |"
    sizes = [int(size) for size in os.environ.get("PAGES", "").split(",") if size] or [20]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            own = in_own_font(Path(folder) / f"own-{size}.pdf", size)
            for font, source in (("standard", written(Path(folder) / f"{size}.pdf", size)), ("its own", own)):
                cells = [f"{seconds_a_page(work, source, size):.2f}" for work in (as_shipped, text_as_shipped)]
                yield f"| {size} | {font} | {' | '.join(cells)} |"


def seconds_a_page(work: Callable[[Path, Path], object], source: Path, pages: int) -> float:
    """Seconds of the processor a page."""
    return 1 / alone(work, source, pages)[0]


def in_own_font(path: Path, pages: int) -> Path:
    """The text of `written` in an embedded font whose letters are not those of a standard font."""
    chance, font = random.Random(pages), pymupdf.Font("cjk")  # noqa: S311 - the same text at every run
    with pymupdf.open() as document:
        for number in range(1, pages + 1):
            page = document.new_page(width=612, height=792)
            writer = pymupdf.TextWriter(page.rect)
            for x, y, words, size in layout(chance, number):
                writer.append((x, y), words, font=font, fontsize=size)
            writer.write_text(page)
        document.subset_fonts()
        document.save(path, deflate=True)
    return path


def as_shipped(source: Path, target: Path, *, keep_text: bool = False) -> None:
    """A copy as people get it."""
    options = Options(keep_text=keep_text)
    (result,) = redact_files([source], named_targets(NAMES), target.with_suffix(".out"), WHO, options)
    if result.copy is None:
        raise RuntimeError("no copy was handed over")


def text_as_shipped(source: Path, target: Path) -> None:
    """A copy that keeps its text, as people get it."""
    as_shipped(source, target, keep_text=True)


# x-ray


def xray() -> Iterator[str]:
    """What x-ray says of our copies in both modes."""
    python = xray_environment()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        control = folder / "control.pdf"
        control.write_bytes(PLANTED["text_under_a_box"]())
        if not inspected(python, [control])[str(control)]:
            yield "x-ray does not flag the control file: nothing was shown."
            return
        for keep_text in (False, True):
            copies = list(made(folder / str(keep_text), keep_text=keep_text))
            flagged = [path for path, found in inspected(python, copies).items() if found]
            mode = "text" if keep_text else "pixels"
            yield f"x-ray flags {len(flagged)} of {len(copies)} copies in mode {mode}, and the control file."
            yield ""


def made(folder: Path, *, keep_text: bool) -> Iterator[Path]:
    """Copies that were handed over; files with the same names in one run, since starting a process takes the most."""
    planted = folder / "planted"
    planted.mkdir(parents=True)
    for name, plant in PLANTED.items():
        (planted / f"{name}.pdf").write_bytes(plant())
    runs = [([*sorted(SAMPLES.glob("*.pdf")), *sorted(planted.iterdir())], [*PARTIES, NAME])]
    for paths, names in runs:
        results = redact_files(paths, named_targets(names), folder / "copies", WHO, Options(keep_text=keep_text))
        yield from (result.copy for result in results if result.copy is not None)
    yield from corpus("text" if keep_text else "pixels")


def corpus(row: str) -> list[Path]:
    """Copies of the reference material that `bench redaction` has made in that row, by their last run."""
    return sorted(path for path in (COPIES / row).glob("*") if path.is_file())


def round_trips() -> str:
    """How many copies of Word files keep their paragraphs in LibreOffice."""
    copies = corpus("docx")
    if shutil.which("soffice") is None or not copies:
        return "No copy was opened in LibreOffice: it is not here, or `bench redaction docx` was never run."
    lost: list[Path] = []
    for at in range(0, len(copies), AT_ONCE):
        with tempfile.TemporaryDirectory() as folder:
            named = {Path(folder) / f"{n}.docx": path for n, path in enumerate(copies[at : at + AT_ONCE])}
            for short, path in named.items():
                shutil.copy(path, short)
            lost += [named[copy] for copy, back in round_trip(list(named), Path(folder)) if not same(copy, back)]
    for path in lost:
        print(f"other paragraphs after LibreOffice: {path.name}", file=sys.stderr)
    kept = len(copies) - len(lost)
    return f"{kept} of {len(copies)} copies of Word files keep their paragraphs when LibreOffice opens and saves them."


def same(copy: Path, back: Path) -> bool:
    """Whether what LibreOffice wrote holds the same paragraphs; not if it wrote nothing."""
    return back.exists() and paragraphs(copy) == paragraphs(back)


def inspected(python: Path, paths: list[Path]) -> dict[str, object]:
    """What x-ray finds, by path."""
    done = subprocess.run([python, "-c", LOOK, *paths], capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def xray_environment() -> Path:
    """Its own Python with x-ray, made once."""
    place = ROOT / ".venv-xray"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", XRAY], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
