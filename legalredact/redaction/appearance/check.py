"""Checks the pages of a finished copy as a person sees them: each box, and all that is outside the boxes."""

import contextlib
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pymupdf

from legalredact.model.source import Source
from legalredact.redaction.appearance.box_visibility import (
    place_of,
    unseen,
    with_illegible_words,
    with_live_text,
    with_strokes_outside,
)
from legalredact.redaction.appearance.compare import Damage, damage, exempted
from legalredact.redaction.options import CopyResult, Covered, Options
from legalredact.redaction.pdf.hidden_parts import remove_hidden
from legalredact.redaction.pdf.page import BROKEN, loaded, opened
from legalredact.redaction.pdf.second_engine import FAULTS, Engine, engine_on


class Fault(enum.Enum):
    """What is wrong with a page, worded to follow "since"."""

    UNSEEN = "a box on it could not be seen"
    LIVE = "text was left under a box on it"
    ILLEGIBLE = "the words of a box on it could not be read"
    STROKES = "strokes of a covered name stuck out of a box on it"
    DAMAGE = "it did not look the same in a second program"


@dataclass(frozen=True, slots=True)
class PageFault:
    """A fault of a page, counted from 1.

    Arguments:
        lost: the copy lacks ink or color of the original.
        certain: both engines draw the original in the same way, and the copy differs; not if PDFium cannot draw the
            original.
    """

    page: int
    fault: Fault
    lost: bool = False
    certain: bool = True


def faults_of(original: Source | None, copy: Path, made: CopyResult, options: Options) -> tuple[PageFault, ...]:
    """All faults of a copy.

    Arguments:
        original: a PDF; None for an image file, of which only the boxes are checked.
        options: those with which the copy was made.

    Errors: none. What PDFium cannot draw of a copy is left to the audit, which reports it as unread. A page of which it
    cannot draw the original has the fault DAMAGE.
    """
    drawn = engine_on(copy)
    if drawn is None:
        return ()
    source = engine_on(original) if original is not None else None
    with drawn, source or contextlib.nullcontext(), _maker(original, options) as maker:
        if source is not None and len(source) != len(drawn):
            source = None
        return tuple(
            fault for number in range(len(drawn)) for fault in _page_faults(number, drawn, source, maker, made, options)
        )


@contextlib.contextmanager
def _maker(original: Source | None, options: Options) -> Iterator[pymupdf.Document | None]:
    """The original as the engine sees it that made the copy."""
    if original is None:
        yield None
        return
    with opened(original, options) as document:
        remove_hidden(document)
        yield document


def _page_faults(
    number: int,
    drawn: Engine,
    source: Engine | None,
    maker: pymupdf.Document | None,
    made: CopyResult,
    options: Options,
) -> Iterator[PageFault]:
    page = number + 1
    covered = [one for one in made.covered if one.box is not None and one.box.page == page]
    as_text = options.keep_text and all(page != other for other, _ in made.as_pictures)
    try:
        size = drawn.size(number)
        copy = drawn.drawn(number, size)
        scale = size[0] / max(1e-6, drawn.width(number))
        letters = drawn.letters(number) if as_text and covered else None
    except FAULTS:
        return
    for fault in _box_faults(copy, letters, covered, scale, options):
        yield PageFault(page, fault)
    if maker is None:
        return
    original = _by_second_engine(source, number, size)
    if original is None:
        yield PageFault(page, Fault.DAMAGE, certain=False)
        return
    places = [place_of(one) for one in covered]
    if not as_text and any(with_strokes_outside(original, copy, places, scale)):
        yield PageFault(page, Fault.STROKES)
    exempt = exempted(places, size, scale, whole_lines=as_text)
    found = damage(original, copy, exempt)
    if found:
        other = _by_maker(maker, number, size)
        certain = other is None or bool(damage(other, copy, exempt))
        yield PageFault(page, Fault.DAMAGE, bool(found & (Damage.LOST | Damage.COLOR)), certain)


def _box_faults(
    copy: PIL.Image.Image,
    letters: Sequence[tuple[str, float, float]] | None,
    covered: list[Covered],
    scale: float,
    options: Options,
) -> Iterator[Fault]:
    """Faults of boxes; the letters of the page are given if it keeps its text."""
    if any(unseen(copy, [place_of(one) for one in covered], scale)):
        yield Fault.UNSEEN
    if letters is not None:
        if any(with_live_text(letters, covered, options)):
            yield Fault.LIVE
        if any(with_illegible_words(copy, letters, covered, scale)):
            yield Fault.ILLEGIBLE


def _by_second_engine(source: Engine | None, number: int, size: tuple[int, int]) -> PIL.Image.Image | None:
    """A page of the original; None if PDFium cannot draw it."""
    if source is not None:
        with contextlib.suppress(*FAULTS):
            return source.drawn(number, size)
    return None


def _by_maker(maker: pymupdf.Document, number: int, size: tuple[int, int]) -> PIL.Image.Image | None:
    """A page of the original as the other engine draws it; None if it cannot."""
    try:
        page = loaded(maker, number)
        matrix = pymupdf.Matrix(size[0] / page.rect.width, size[1] / page.rect.height)
        pixels = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False)
        image = PIL.Image.frombytes("RGB", (pixels.width, pixels.height), bytes(pixels.samples))
    except BROKEN:
        return None
    return image if image.size == size else image.resize(size)
