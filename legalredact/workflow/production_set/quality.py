"""Quality control of a produced set: boxes that a person compares with the original, and who found what.

Pictures are drawn when they are looked at and are stored nowhere; verdicts are stored in the matter.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import PIL.Image
import PIL.ImageDraw

from legalredact.documents.limits import STANDARD
from legalredact.documents.page_images.service import PagePictures
from legalredact.errors import DamagedInput, UnreadableInput, UsageError
from legalredact.model.production_set import BoxCheck, ProducedBox, ProducedSet, bates_parts
from legalredact.redaction.production_set.typeset import typeset
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.bates import BatesSeries
from legalredact.workflow.production_set.order import DocumentPlace, places
from legalredact.workflow.production_set.prepare import contents, document_at
from legalredact.workflow.production_set.sets import set_named

AROUND = 110.0
"""Points around a box that its pictures show."""

_DPI = 110
_GAP, _FRAME = 4, (200, 0, 0)
"""Pixels between a box and its frame, and the frame's color."""


@dataclass(frozen=True, slots=True)
class SampledBox:
    """A box to compare, with the verdict on it if there is one."""

    box: ProducedBox
    check: BoxCheck | None = None


@dataclass(frozen=True, slots=True)
class BoxPictures:
    """The same place of the original, which shows the name, and of the produced page, with a frame around the box."""

    before: PIL.Image.Image = field(repr=False)
    after: PIL.Image.Image = field(repr=False)


def sample(matter: OpenMatter, name: str, count: int = 0, seed: str = "1") -> tuple[SampledBox, ...]:
    """Boxes of a set in order, with what was found about them.

    Arguments:
        count: number of boxes, drawn by a digest of seed and position: a larger sample contains the smaller one;
            0: all.

    Errors: UsageError if there is no such set.
    """
    produced = set_named(matter, name)
    boxes = matter.store.production_boxes(name)
    checks = {(one.document, one.box): one for one in produced.checks}
    drawn = sorted(boxes, key=lambda box: _rank(seed, box))[: count or len(boxes)]
    wanted = {(box.document, box.number) for box in drawn}
    return tuple(
        SampledBox(box, checks.get((box.document, box.number))) for box in boxes if (box.document, box.number) in wanted
    )


def record(matter: OpenMatter, name: str, box: ProducedBox, *, right: bool, note: str = "") -> BoxCheck:
    """Store a person's verdict on a box; a later one replaces it.

    Errors: UsageError if there is no such set.
    """
    produced = set_named(matter, name)
    when = matter.parts.clock().isoformat(timespec="seconds")
    made = BoxCheck(box.document, box.number, right, matter.actor, when, note)
    others = tuple(one for one in produced.checks if (one.document, one.box) != (box.document, box.number))
    facts = (("set", name), ("document", box.document), ("box", box.number), ("right", str(right)))
    with matter.act("produce.compare", *facts):
        _put(matter, replace(produced, checks=(*others, made)))
    return made


def pictures(matter_content: bytes, produced_page: bytes, box: ProducedBox, page: int) -> BoxPictures:
    """Draw the surroundings of a box before and after; in a separate process, since originals may be hostile.

    Arguments:
        matter_content: the original, or the pages that were drawn from its text; see `original_pages`.
        produced_page: the file with the produced page.
        page: its number in that file, from 1.

    Errors: DamagedInput, ReaderStopped.
    """
    drawing = PagePictures(STANDARD)
    try:
        before = drawing.draw("before", lambda: matter_content, box.page, _DPI)
        after = drawing.draw("after", lambda: produced_page, page, _DPI)
        scale = min(before.width / max(1.0, _width(drawing, matter_content, box.page)), _DPI / 72)
    finally:
        drawing.close()
    return BoxPictures(
        _around(PIL.Image.frombytes("RGB", (before.width, before.height), before.rgb), box, scale),
        _around(_framed(PIL.Image.frombytes("RGB", (after.width, after.height), after.rgb), box, scale), box, scale),
    )


def original_pages(matter: OpenMatter, produced: ProducedSet, box: ProducedBox) -> bytes:
    """The original's pages as they were redacted: its file, or the pages that are drawn from its text.

    Errors: UsageError if the document is no longer in the matter; UnreadableInput if its file was not kept.
    """
    key = next((one.key for one in produced.documents if one.first == box.document), "")
    place = next((one for one in places(matter) if one.key == key and one.document_id), None)
    if place is None:
        raise UsageError("The document of this box is no longer in the matter.", "Compare another one.")
    return _pages(matter, place)


def _pages(matter: OpenMatter, place: DocumentPlace) -> bytes:
    found = contents(matter, document_at(place))
    return found.original if found.paragraphs is None else typeset(found.paragraphs).pdf


def produced_page(folder: Path, produced: ProducedSet, box: ProducedBox) -> tuple[bytes, int]:
    """The file with the produced page of a box, and the page's number in it.

    Arguments:
        folder: the volume, or the folder that holds it; other matters' volumes there may have the same numbers.

    Errors: UnreadableInput if the volume is not there.
    """
    inner = folder / produced.name
    volume = inner if inner.is_dir() else folder
    parts = bates_parts(box.document)
    number = BatesSeries(produced.prefix, parts[1] if parts else 0, produced.digits).of(box.page - 1)
    for path in sorted(volume.rglob(f"{number}.*")):
        if path.suffix in {".tif", ".png", ".jpg"}:
            return path.read_bytes(), 1
    for path in volume.rglob(f"{box.document}.pdf"):
        return path.read_bytes(), box.page
    raise UnreadableInput("The produced page is not in this folder.", "Choose the folder of the volume.")


def _put(matter: OpenMatter, produced: ProducedSet) -> None:
    sets = matter.store.production_sets()
    matter.store.put_production_sets(tuple(produced if one.name == produced.name else one for one in sets))


def _rank(seed: str, box: ProducedBox) -> str:
    return hashlib.sha256(f"{seed}/{box.document}/{box.number}".encode()).hexdigest()


def _width(drawing: PagePictures, content: bytes, page: int) -> float:
    sizes = drawing.sizes("before", lambda: content)
    if not 0 < page <= len(sizes):
        raise DamagedInput("The original has no such page.", "Compare another box.")
    return sizes[page - 1][0]


def _framed(page: PIL.Image.Image, box: ProducedBox, scale: float) -> PIL.Image.Image:
    """A produced page with a frame around the box: others may be near it. In the original, the words of a line that
    was set anew are at other places, so nothing is framed there."""
    x0, y0, x1, y1 = (round(value * scale) for value in box.place)
    frame = (x0 - _GAP, y0 - _GAP, x1 + _GAP, y1 + _GAP)
    PIL.ImageDraw.Draw(page).rectangle(frame, outline=_FRAME, width=2)
    return page


def _around(page: PIL.Image.Image, box: ProducedBox, scale: float) -> PIL.Image.Image:
    """The surroundings of a box on a drawn page."""
    x0, y0, x1, y1 = (round(value * scale) for value in box.place)
    wide, high = round(AROUND * scale), round(AROUND * scale / 2)
    return page.crop((max(0, x0 - wide), max(0, y0 - high), min(page.width, x1 + wide), min(page.height, y1 + high)))


def summary_words(boxes: Sequence[SampledBox]) -> str:
    """How many were compared, and what was found."""
    done = [one.check for one in boxes if one.check is not None]
    wrong = sum(not check.right for check in done)
    people = ", ".join(sorted({check.who for check in done}))
    by = f", by {people}" if people else ""
    return f"{len(done):,} of {len(boxes):,} boxes compared{by}; {wrong:,} found wrong."
