"""Reading pictures: how many capitalized words each engine gets right, and how long a page takes it.

`python -m tests.benchmarks ocr` prints pages of invented text to pixels, harms them as scanners and clerks do, and
has both engines read them; then, where the reference material is there, drawn pages of real court files, against the
text that those files hold. Seconds are of the processor. A capitalized word counts as found as often as it is read
exactly, wherever on the page. *Either* counts a word that one of the two engines has: what reading every page twice
could gain at best. The table is kept in `results/ocr.md`.
"""

import collections
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pymupdf

from legalredact.documents.ocr.engine import Ocr, OcrEngine

PAGES = 2
"""Pages of each sort."""
DPI = 200
RESULTS = Path(__file__).parent / "results" / "ocr.md"
COURT = Path(__file__).parents[3] / "shared/corpus/court"
GIVEN = (
    "Ines Otto Una Tobias Marisol Wendelin Aurelio Brigid Yusuf Keiko Nnamdi Saoirse Pavel Leila Ruben Anneke".split()
)
FAMILY = (
    "Marlow Brack Feld Quenby Oldacre Wexcombe Harrowgate Thistlewood Vantongeren Okonjo Castellanos Iwasaki "
    "Dunleavy Szymanski Abernethy Lindqvist"
).split()
FIRMS = (
    "Penhallow Freight, Inc.",
    "Brackwater Marine LLC",
    "Granite Quay Partners",
    "Oldmoor & Sons Ltd.",
    "Tern Harbor Trust",
)
PLACES = "Dunmere Kestrel Bay Aldersgate Fairhaven Port Ellery Stonebridge".split()
VERBS = "wrote to,met with,paid,sued,warned,deposed,hired,answered,examined".split(",")
TAILS = (
    "about the repair of the boat in the yard,before the season began,for the second payment under the contract,"
    "and asked for the ledger of that year,without a word to the insurer,on the morning of the survey"
).split(",")
CAPITALISED = re.compile(r"[A-Z][\w’']*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, and the capitalized words that it shows."""

    sort: str
    image: PIL.Image.Image = field(repr=False)
    words: collections.Counter[str] = field(repr=False)
    dpi: int = DPI


@dataclass(frozen=True, slots=True)
class Type:
    """How a page is set: points, columns, one of PyMuPDF's own fonts."""

    size: float = 11.5
    columns: int = 1
    font: str = "tiro"


@dataclass(slots=True)
class Score:
    """Sums over the pages of one sort."""

    pages: int = 0
    words: int = 0
    found: collections.Counter[str] = field(default_factory=collections.Counter)
    seconds: dict[str, float] = field(default_factory=lambda: collections.defaultdict(float))


def main(_: list[str]) -> int:
    """Print the table, and keep it."""
    engines = {engine.value: Ocr(engine) for engine in (OcrEngine.EMBEDDED, OcrEngine.TESSERACT)}
    if not engines["tesseract"].uses_tesseract:
        del engines["tesseract"]
    for ocr in engines.values():
        ocr.recognize(PIL.Image.new("L", (400, 200), 255), DPI)  # loads the models
    scores: dict[str, Score] = {}
    for picture in (*printed(), *court_pages()):
        measure(picture, engines, scores.setdefault(picture.sort, Score()))
    table = "\n".join(rows(scores, tuple(engines)))
    print(table)
    RESULTS.write_text(f"<!-- python3 dev.py bench ocr -->\n\n{table}\n", encoding="utf-8")
    return 0


def measure(picture: Picture, engines: dict[str, Ocr], score: Score) -> None:
    """Have every engine read one page."""
    score.pages += 1
    score.words += picture.words.total()
    read: list[collections.Counter[str]] = []
    for name, ocr in engines.items():
        start = processor_seconds()
        words = ocr.recognize(picture.image, picture.dpi)
        score.seconds[name] += processor_seconds() - start
        read.append(capitalised(" ".join(word.text for word in words)))
        score.found[name] += (picture.words & read[-1]).total()
    either = read[0]
    for other in read[1:]:
        either = either | other
    score.found["either"] += (picture.words & either).total()


def processor_seconds() -> float:
    """What this process and its ended children have used: Tesseract is a child."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def rows(scores: dict[str, Score], engines: tuple[str, ...]) -> Iterator[str]:
    """The table, a row for each sort of page."""
    columns = (*engines, "either")
    heads = (*(f"{column} %" for column in columns), *(f"{engine} s/page" for engine in engines))
    yield f"| page | n | capitalised words | {' | '.join(heads)} |"
    yield f"| --- | --- | --- |{' --- |' * (len(columns) + len(engines))}"
    for sort, score in scores.items():
        recalls = (f"{100 * score.found[column] / max(1, score.words):.1f}" for column in columns)
        seconds = (f"{score.seconds[engine] / score.pages:.1f}" for engine in engines)
        yield f"| {sort} | {score.pages} | {score.words} | {' | '.join((*recalls, *seconds))} |"


def capitalised(text: str) -> collections.Counter[str]:
    """How often each capitalized word stands in a text."""
    return collections.Counter(CAPITALISED.findall(text))


# --- pages of ours ---


def printed() -> Iterator[Picture]:
    """Pages of invented text, as they are and harmed."""
    for sort, (harm, kind) in SORTS.items():
        for number in range(PAGES):
            chance = random.Random(f"{sort} {number}")  # noqa: S311 - invented text
            page, words = typeset(chance, kind)
            yield Picture(sort, harm(page, chance), words)


def typeset(chance: random.Random, kind: Type) -> tuple[PIL.Image.Image, collections.Counter[str]]:
    """One page of sentences, as many as there is room for, and its capitalized words."""
    with pymupdf.open() as document:
        page = document.new_page()
        gap, width = 24.0, 612 - 144.0
        each = (width - gap * (kind.columns - 1)) / kind.columns
        for column in range(kind.columns):
            box = pymupdf.Rect(72 + column * (each + gap), 72, 72 + column * (each + gap) + each, 740)
            sentences = [sentence(chance) for _ in range(100)]
            while page.insert_textbox(box, " ".join(sentences), fontsize=kind.size, fontname=kind.font, align=3) < 0:
                sentences.pop()  # what is too long is not printed at all
        shown = capitalised(page.get_text())
        pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
        return PIL.Image.frombytes("L", (pixels.width, pixels.height), pixels.samples), shown


def sentence(chance: random.Random) -> str:
    """Somebody does something somewhere."""
    who, whom = (
        f"{chance.choice(GIVEN)} {chance.choice('ABCDEFGHJKLMNPRSTVW')}. {chance.choice(FAMILY)}" for _ in "ab"
    )
    third = chance.choice(FIRMS) if chance.random() < 0.5 else whom
    return f"{who} {chance.choice(VERBS)} {third} in {chance.choice(PLACES)} {chance.choice(TAILS)}."


def as_it_is(page: PIL.Image.Image, _: random.Random) -> PIL.Image.Image:
    """Untouched."""
    return page


def skewed(page: PIL.Image.Image, chance: random.Random) -> PIL.Image.Image:
    """Laid askew on the glass, up to three degrees."""
    return page.rotate(chance.choice((-1, 1)) * chance.uniform(1, 3), PIL.Image.Resampling.BICUBIC, fillcolor=255)


def turned(page: PIL.Image.Image, chance: random.Random) -> PIL.Image.Image:
    """Laid sideways or upside down."""
    return page.rotate(chance.choice((90, 180, 270)), expand=True)


def noisy(page: PIL.Image.Image, chance: random.Random) -> PIL.Image.Image:
    """Grain, faded ink and specks."""
    grain = np.random.default_rng(chance.randrange(2**32))
    grey = np.asarray(page, dtype=np.float32) * 0.75 + 50 + grain.normal(0, 22, (page.height, page.width))
    grey[grain.random(grey.shape) < 0.004] = 0
    return PIL.Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def faxed(page: PIL.Image.Image, _: random.Random) -> PIL.Image.Image:
    """Coarse and of two colors, as a fax arrives (100 lines an inch), then shown at the usual size."""
    small = page.resize((page.width * 100 // DPI, page.height * 100 // DPI), PIL.Image.Resampling.BOX)
    return small.point(lambda level: 255 if level > 150 else 0).resize(page.size, PIL.Image.Resampling.NEAREST)


def stamped(page: PIL.Image.Image, chance: random.Random) -> PIL.Image.Image:
    """Gray and black stamps over the text."""
    marked = page.convert("L")
    draw = PIL.ImageDraw.Draw(marked)
    for grey in (150, 60):
        x, y = chance.randrange(150, 900), chance.randrange(200, 1700)
        draw.rectangle((x, y, x + 560, y + 130), outline=grey, width=9)
        draw.text((x + 30, y + 25), "RECEIVED", fill=grey, font_size=86)
    return PIL.Image.composite(marked, page, marked.point(lambda level: 255 if level < 250 else 0))


Harm = Callable[[PIL.Image.Image, random.Random], PIL.Image.Image]
SORTS: dict[str, tuple[Harm, Type]] = {
    "plain": (as_it_is, Type()),
    "two columns": (as_it_is, Type(columns=2, size=10)),
    "small print, 7 pt": (as_it_is, Type(size=7)),
    "typewriter": (as_it_is, Type(font="cour", size=11)),
    "askew": (skewed, Type()),
    "turned": (turned, Type()),
    "noisy": (noisy, Type()),
    "fax": (faxed, Type(size=13)),
    "stamped": (stamped, Type()),
}


# --- real pages ---


def court_pages() -> Iterator[Picture]:
    """Pages of real court files that have text of their own, drawn; the first two of each."""
    for path in sorted(COURT.glob("*.pdf")):
        with pymupdf.open(path) as document:
            for page in list(document)[:2]:
                words = capitalised(page.get_text())
                if words.total() >= 10:
                    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
                    image = PIL.Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
                    yield Picture("court files, drawn", image, words)
