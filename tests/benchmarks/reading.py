"""Reading PDFs: time a page beside bare PyMuPDF, and how time and memory grow with the number of pages.

`python -m tests.benchmarks reading` measures files of invented text and, where the reference material is there, real
court files that need no OCR; `PAGES=10,100 python …` takes other sizes. Bare PyMuPDF and `read_file` are measured in
processor time, the processes of a `ReaderPool` together by the clock. Memory is what this process and all its reading
processes hold together, at its peak. An invented page is as simple for an engine as a page can be.
"""

import os
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pymupdf

from legalredact.documents.read import read_file
from legalredact.documents.workers.pool import ReaderPool

SIZES = (10, 100, 1_000, 10_000)
WORDS = (
    "the of and to a in that was is on by for as with he she court said letter harbour boat owner clerk witness "
    "document insurer contract parties between before after which from their agreed payment season yard repair"
).split()
NAMES = ("Ines Marlow", "Otto Brack", "Una Feld", "Tobias Wendelin", "Marisol Quenby", "Wendelin Boatyard, Inc.")
FONT = "tiro"
LEAST_SECONDS = 1.0


def main(_: list[str]) -> int:
    """Print a table."""
    sizes = [int(size) for size in os.environ.get("PAGES", "").split(",") if size] or SIZES
    print("| pages | bare PyMuPDF ms/page | read_file ms/page | ratio | Reader ms/page | peak MB, all processes |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(measured(written(Path(folder) / f"{size}.pdf", size), size), flush=True)
    for path in court_files():
        with pymupdf.open(path) as document:
            pages = document.page_count
        print(f"{measured(path, pages)} court file", flush=True)
    return 0


def court_files() -> list[Path]:
    """Real files beside the checkout whose pages all have text and no pictures."""
    found = []
    for path in sorted((Path(__file__).parents[3] / "shared/corpus/court").glob("*.pdf")):
        with pymupdf.open(path) as document:
            if all(page.get_text().strip() and not page.get_images() for page in document):
                found.append(path)
    return found


def measured(path: Path, pages: int) -> str:
    """A row of the table."""
    bare = seconds(lambda: extract(path), time.process_time)
    read = seconds(lambda: read_file(path), time.process_time)
    with ReaderPool() as reader, peak_memory() as memory:
        reader.read(path)  # starts the processes
        pooled = seconds(lambda: reader.read(path), time.perf_counter)
    figures = (bare, read, pooled)
    each = [f"{1000 * figure / pages:.2f}" for figure in figures]
    return f"| {pages} | {each[0]} | {each[1]} | {read / bare:.1f} | {each[2]} | {memory[0] >> 20} |"


def extract(path: Path) -> None:
    """What there is to beat."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
    pymupdf.TOOLS.store_shrink(100)


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """The best of some runs; long work runs once."""
    best, spent = float("inf"), 0.0
    while spent < LEAST_SECONDS:
        start = clock()
        work()
        took = clock() - start
        best, spent = min(best, took), spent + took
    return best


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Bytes held by this process and its children, at the most; looked at twenty times a second."""
    peak, over = [0], threading.Event()

    def watch() -> None:
        this = psutil.Process()
        while not over.wait(0.05):
            peak[0] = max(peak[0], held(this) + sum(held(child) for child in this.children(recursive=True)))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def held(process: psutil.Process) -> int:
    """Bytes that a process holds, 0 if it has ended."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def written(path: Path, pages: int) -> Path:
    """A file of invented text: running head, paragraphs, a footnote, a page number."""
    chance = random.Random(pages)  # noqa: S311 - the same text at every run
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=612, height=792)
        writer = pymupdf.TextWriter(page.rect)
        for x, y, text, size in layout(chance, number):
            writer.append((x, y), text, font=FONTS, fontsize=size)
        writer.write_text(page)
    document.save(path, deflate=True)
    document.close()
    return path


FONTS = pymupdf.Font(FONT)


def layout(chance: random.Random, number: int) -> Iterator[tuple[float, float, str, float]]:
    """Where each line of a page stands, what it says and how large."""
    yield 220, 45, "Quenby v. Wendelin Boatyard, Inc.", 10
    for index in range(33):
        first = index % 6 == 0
        yield 108 if first else 72, 90 + 18 * index, line(chance, 11 if first else 13), 12
    yield 72, 705, f"{number} See the letter of {chance.choice(NAMES)}.", 9
    yield 300, 750, str(number), 10


def line(chance: random.Random, words: int) -> str:
    """Words, now and then a name."""
    said = chance.choices(WORDS, k=words)
    if chance.random() < 0.3:
        said[chance.randrange(words)] = chance.choice(NAMES)
    return " ".join(said)


if __name__ == "__main__":
    main([])
