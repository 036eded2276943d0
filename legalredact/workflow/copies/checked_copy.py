"""Makes a redacted copy of a file that has pages, and checks its appearance.

What is checked is the finished file, with its tags. A page that fails is made again, as an image or with larger boxes.
"""

from dataclasses import replace
from pathlib import Path

from legalredact.documents.file_type import FileKind
from legalredact.documents.limits import STANDARD
from legalredact.documents.pdf.page_layouts import page_layouts
from legalredact.errors import Refused
from legalredact.model.source import Source
from legalredact.redaction.appearance.check import Fault, PageFault, faults_of
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult
from legalredact.redaction.pdf_images.redact import redact_pdf, redact_picture
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.structure.finish import Origin, give_structure, origin_of

_ROUNDS = 5


def checked_copy(
    source: Source, target: Path, how: CopySettings, kind: FileKind, pictures: dict[int, str] | None = None
) -> CopyResult:
    """Write a copy of a PDF or an image file, with tags, in which all boxes are seen and nothing else is damaged.

    A page with its text that fails becomes an image. A page image out of whose boxes strokes stick gets wider boxes:
    first over letters that touch a name, then over whole words.
    One that lacks something that a second engine shows is drawn by that engine. If pages still differ then, they are
    reported.

    Arguments:
        pictures: pages that become images, with the reason; for a copy that keeps its text.

    Errors: those of making the copy; Refused if a box cannot be seen, or a stroke still sticks out of one.
    """
    pictures = dict(pictures or {})
    origin = origin_of(source, how) if kind is FileKind.PDF else Origin()
    for _ in range(_ROUNDS):
        made = _with_structure(target, origin, _made(source, target, how, kind, pictures), how)
        faults = faults_of(source if kind is FileKind.PDF else None, target, made, how.options)
        images = {page for page, _ in made.as_pictures} if how.options.keep_text else set(range(1, made.pages + 1))
        as_text = {one.page: one.fault.value for one in faults if one.page not in images and one.certain}
        strokes = frozenset(one.page for one in faults if one.fault is Fault.STROKES)
        wider, widest = strokes - how.wider, (strokes & how.wider) - how.widest
        redrawn = frozenset(one.page for one in faults if one.lost and one.page in images) - how.redrawn
        if not (as_text or wider or widest or redrawn):
            break
        pictures |= as_text | dict(made.as_pictures)
        how = replace(how, wider=how.wider | wider, widest=how.widest | widest, redrawn=how.redrawn | redrawn)
    _refuse(faults)
    return replace(made, differs=tuple(sorted({one.page for one in faults if one.fault is Fault.DAMAGE})))


def _made(source: Source, target: Path, how: CopySettings, kind: FileKind, pictures: dict[int, str]) -> CopyResult:
    if kind is FileKind.PICTURE:
        return redact_picture(source, target, how)
    if how.options.keep_text:
        return redact_pdf_text(source, target, how, unproven=pictures)
    return redact_pdf(source, target, how)


def _with_structure(copy: Path, origin: Origin, made: CopyResult, how: CopySettings) -> CopyResult:
    """Give a copy tags, a language, bookmarks, and PDF/A on demand."""
    boxes = [one.box for one in made.covered if one.box is not None]
    return give_structure(copy, tuple(page_layouts(copy, STANDARD, boxes)), origin, made, how)


def _refuse(faults: tuple[PageFault, ...]) -> None:
    """Errors: Refused if a page has a fault other than another look."""
    for one in faults:
        if one.fault is not Fault.DAMAGE:
            raise Refused(
                f"Page {one.page} of the copy was checked, and {one.fault.value}; no copy was made.",
                "Draw a larger box there by hand, or remove that page from the file.",
            )
