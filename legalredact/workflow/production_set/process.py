"""Jobs of a production in the process that makes copies: a hostile file may crash this process, and nothing else."""

import io
from dataclasses import dataclass, field, replace
from pathlib import Path

import PIL.Image

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.errors import LegalRedactError, Refused, UnreadableInput, WrongType
from legalredact.model.source import Source, content_of
from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.production_set.bates_stamps import StampOrder, page_texts, stamped
from legalredact.redaction.production_set.page_images import PageImage, page_images
from legalredact.redaction.production_set.typeset import Paragraph, slip_sheet, typeset
from legalredact.redaction.targets import Target
from legalredact.sandbox.profiles import memory_file_path
from legalredact.workflow.copies.ocr import ocr_for_copies
from legalredact.workflow.copies.process import Copied, CopyJob, guarded, make_copy
from legalredact.workflow.production_set.masked_fields import FieldMask


@dataclass(frozen=True, slots=True)
class PagesJob:
    """Redacted pages to make of one document.

    Arguments:
        copy: the copy to make; its source is the original.
        paragraphs: text to draw pages from, for files without pages; None: the original has pages.
    """

    copy: CopyJob
    paragraphs: tuple[Paragraph, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MadePages:
    """Redacted pages that were made and audited.

    Arguments:
        pages: number of pages, counted in the finished PDF.
        undrawn: characters that were replaced by their numbers, since no font has them.
    """

    copied: Copied
    pages: int
    undrawn: int = 0


@dataclass(frozen=True, slots=True)
class NativeJob:
    """A file to produce unchanged, if no covered name is in any of its channels.

    Arguments:
        name: of the file; its ending tells some types.
        text: all text that was read from it, also hidden text.
    """

    source: Source = field(repr=False)
    name: str = field(repr=False)
    text: str = field(repr=False)
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class FinishJob:
    """A redacted copy to stamp, and to draw as images.

    Arguments:
        copy: redacted and audited.
        dpi: of page images; 0 if the pages stay a PDF.
    """

    copy: bytes = field(repr=False)
    order: StampOrder
    targets: tuple[Target, ...]
    dpi: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """Files of one document.

    Arguments:
        pdf: the stamped pages; empty if images were asked for.
        text: of the stamped pages, separated by form feeds.
        extended: pages that grew by a strip for their stamps.
        replaced: earlier Bates numbers that were covered.
    """

    pdf: bytes = field(repr=False)
    images: tuple[PageImage, ...]
    text: str = field(repr=False)
    extended: tuple[int, ...] = ()
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class LookJob:
    """A file of a finished volume to look at again.

    Arguments:
        ocr: read drawn pages and images by OCR, too.
    """

    path: Path = field(repr=False)
    targets: tuple[Target, ...]
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What is in a file of a finished volume.

    Arguments:
        pages: number of pages; 1 for an image, 0 for any other file.
        text: of its pages.
        names: number of places where a covered name was found.
        searched: whether its contents were searched; of an image only by OCR, else its name alone.
    """

    pages: int
    text: str = field(default="", repr=False)
    names: int = 0
    searched: bool = True


PAGE_BREAK = "\f"
_SEARCHED = frozenset({FileKind.PDF, FileKind.WORD, FileKind.EXCEL, FileKind.POWERPOINT, FileKind.TEXT})
"""Types whose audit searches every part. In a message, base64 hides names; in rich text and HTML, codes divide them."""


def make_pages(job: PagesJob) -> MadePages | LegalRedactError:
    """Draw pages if necessary, redact them, and audit the result; see `make_copy`."""
    return guarded(lambda: _pages(job))


def _pages(job: PagesJob) -> MadePages:
    copy, undrawn = job.copy, 0
    if job.paragraphs is not None:
        drawn = typeset(job.paragraphs)
        copy, undrawn = replace(copy, source=drawn.pdf), drawn.undrawn
    copied = make_copy(copy)
    if isinstance(copied, LegalRedactError):
        raise copied
    content = copied.content if copied.content is not None else copy.half.read_bytes()
    pages = len(page_texts(content)) if copied.audit.clean else 0
    return MadePages(copied, pages, undrawn)


def make_slip_sheet(words: tuple[str, ...]) -> bytes | LegalRedactError:
    """A page with a title and lines below it."""
    return guarded(lambda: slip_sheet(words[0], words[1:]))


def audit_native(job: NativeJob) -> bytes | LegalRedactError:
    """The file's own bytes, if its audit finds no covered name and leaves nothing unread; else an error."""
    return guarded(lambda: _native(job))


def _native(job: NativeJob) -> bytes:
    if kind_of(job.source, job.name) not in _SEARCHED:
        raise WrongType(
            "Files of this type are not produced in native form, since not all of their parts can be searched.",
            "Produce its pages.",
        )
    place = memory_file_path()
    if place is None:
        raise Refused("This system keeps no files in memory, so no native file is produced.", "Produce its pages.")
    content = content_of(job.source)
    try:
        place.write_bytes(content)
        audit = audit_copy(place, job.targets, ocr_for_copies(), name="native")
    finally:
        place.write_bytes(b"")
    if not audit.clean or FieldMask(job.targets).names(job.text):
        what = "Covered names are in this file, or a part of it cannot be searched; it is not produced in native form."
        raise UnreadableInput(what, "Produce its pages, or withhold it.")
    return content


def finish(job: FinishJob) -> Finished | LegalRedactError:
    """Stamp a copy, read its text, draw its images, and search the text once more for names."""
    return guarded(lambda: _finished(job))


def _finished(job: FinishJob) -> Finished:
    done = stamped(job.copy, job.order)
    text = PAGE_BREAK.join(page_texts(done.pdf))
    if FieldMask(job.targets).names(text):
        raise UnreadableInput("A covered name is in the stamped pages.", "Choose another prefix or legend.")
    images = tuple(page_images(done.pdf, job.dpi)) if job.dpi else ()
    return Finished(b"" if job.dpi else done.pdf, images, text, done.extended, done.replaced)


def look_again(job: LookJob) -> Looked | LegalRedactError:
    """Count the pages of a produced file, read its text, and search it for names."""
    return guarded(lambda: _looked(job))


def _looked(job: LookJob) -> Looked:
    mask = FieldMask(job.targets)
    name = int(mask.names(job.path.name))
    ending = job.path.suffix.lower()
    if ending == ".txt":
        text = job.path.read_text(encoding="utf-8-sig")
        return Looked(0, text, name + mask.names(text))
    look = ocr_for_copies() if job.ocr else None
    if ending in {".tif", ".png", ".jpg"}:
        return _looked_at_image(job.path.read_bytes(), mask, name, ocr=job.ocr)
    audit = audit_copy(job.path, job.targets, look, pictures=job.ocr)
    texts = page_texts(job.path.read_bytes()) if ending == ".pdf" else ()
    return Looked(len(texts), PAGE_BREAK.join(texts), name + len(audit.findings) + len(audit.unread))


def _looked_at_image(content: bytes, mask: FieldMask, name: int, *, ocr: bool) -> Looked:
    """Decode an image completely; errors of a damaged one come from the library."""
    with PIL.Image.open(io.BytesIO(content), formats=("TIFF", "PNG", "JPEG")) as image:
        frames = int(getattr(image, "n_frames", 1))
        image.load()
        words: tuple[str, ...] = ()
        if ocr:
            dpi = float(image.info.get("dpi", (300, 300))[0])
            words = tuple(word.text for word in ocr_for_copies()(image.convert("RGB"), dpi))
    return Looked(frames, "", name + mask.names(" ".join(words)), searched=ocr)
