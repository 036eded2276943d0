"""Every channel of a PDF: its objects by qpdf, its text by PDFium and MuPDF, and its drawn pages by OCR."""

import contextlib
import functools
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import pikepdf
import PIL.Image
import pymupdf
import pypdfium2

from legalredact.errors import DamagedInput, EncryptedInput
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.audit.channel import Channel
from legalredact.redaction.audit.nesting import Nesting
from legalredact.redaction.audit.pdf_objects import BROKEN, object_channels, without_format_words
from legalredact.redaction.pdf.page import texts
from legalredact.redaction.pdf.second_engine import in_pixels
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.text_map import OcrFunction, Rectangle


class KnownPages(Protocol):
    """Knows what the file shows beside its text, which the text engines read; see `known_letters`."""

    def unsaid(self, number: int) -> Sequence[Rectangle] | None:
        """Places, in points, that OCR has to read on a page, counted from 0; None for all of it."""

    def learn(self, number: int, words: Iterable[SeenWord], dpi: float) -> None:
        """Take note of what OCR read on a page."""


Archives = Callable[[bytes, OcrFunction | None, Nesting], Iterator[Channel]]
"""Gives the channels of an archive; handed over, since an archive may hold PDFs too."""
LOOK = "look of the page"
"""Name of the channel for what OCR reads on a drawn page."""

_END = re.compile(rb"%%EOF")
_DPI = 200
_MOST_PIXELS = 60_000_000
_SMALLEST = (24, 12)
"""Width and height in pixels that an image needs to show a word."""

_FAULTS = (
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    OSError,
    pypdfium2.PdfiumError,
    pikepdf.PikepdfError,
    pymupdf.mupdf.FzErrorBase,
    PIL.Image.DecompressionBombError,
)


def pdf_channels(
    data: bytes,
    look: OcrFunction | None,
    archives: Archives,
    *,
    pictures: bool,
    report: Report,
    cancel: Cancellation,
    nesting: Nesting | None = None,
    known: KnownPages | None = None,
) -> Iterator[Channel]:
    """Channels of a PDF and of its earlier revisions.

    Arguments:
        archives: reads an archive that is attached to the PDF.
        nesting: where it lies in other files.
        known: pages that OCR need not read; None if it reads all.

    Errors: EncryptedInput if it asks for a password; DamagedInput if qpdf cannot open it.
    """
    yield Channel("bytes", data=without_format_words(data))
    ends = [match.end() for match in _END.finditer(data)]
    for number, end in enumerate(ends[:-1], start=1):
        yield from _revision(data[:end], number)
    with _opened(data) as pdf:
        yield from object_channels(pdf, "")
        yield from _attachments(pdf, look, archives, nesting or Nesting(), report, cancel)
        if pictures and look is not None:
            yield from _pictures(pdf, data, look, cancel)
    yield from _texts(data)
    if look is not None:
        yield from _looks(data, look, report, cancel, known)


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise EncryptedInput(
            "This PDF is protected by a password.", "Save a copy without one and audit that."
        ) from None
    except BROKEN:
        raise DamagedInput("This PDF cannot be opened.", "Ask for a new copy.") from None


def _revision(data: bytes, number: int) -> Iterator[Channel]:
    """Channels of an earlier state of the file; none if that part is not a complete file."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield from object_channels(pdf, f"revision {number}: ")
    except BROKEN:
        return
    yield from _texts(data, f"revision {number}: ")


def _texts(data: bytes, label: str = "") -> Iterator[Channel]:
    """The text of the pages as two engines read it, then across page breaks, where a name may continue."""
    for engine, read in (("pdfium", _by_pdfium), ("mupdf", _by_mupdf)):
        pages: list[str] = []
        try:
            for number, text in enumerate(read(data), start=1):
                pages.append(text)
                yield Channel(f"{label}text ({engine})", text, number)
        except _FAULTS:
            yield Channel(f"{label}text ({engine})", unread="" if label else "this engine cannot read the file")
        if len(pages) > 1:
            ends = [page[-200:] + " " + after[:200] for page, after in itertools.pairwise(pages)]
            yield Channel(f"{label}text ({engine}) over page ends", "\n\x00\n".join(ends))


def _by_pdfium(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield str(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()


def _by_mupdf(data: bytes) -> Iterator[str]:
    document = pymupdf.open(stream=data, filetype="pdf")
    try:
        for number in range(document.page_count):
            page = document.load_page(number)
            everywhere = pymupdf.INFINITE_RECT()
            columns = [placed.text for placed in texts(page)[2:]]
            yield "\n".join((page.get_text("text", clip=everywhere), page.get_text("text", sort=True), *columns))
    finally:
        document.close()
        pymupdf.TOOLS.store_shrink(100)
        pymupdf.TOOLS.reset_mupdf_warnings()


def _looks(
    data: bytes, look: OcrFunction, report: Report, cancel: Cancellation, known: KnownPages | None
) -> Iterator[Channel]:
    """Each page, drawn by PDFium and read by OCR, but for those whose text is all that they show."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield Channel("look of the pages", unread="PDFium cannot draw the file")
        return
    try:
        document.init_forms()
        report(Progress("audit", 0, len(document)))
        for number in range(len(document)):
            cancel.check()
            places = None if known is None else known.unsaid(number)
            if places is None or places:
                yield _look_at(document, number, look, known, places)
            report(Progress("audit", number + 1, len(document)))
    finally:
        document.close()


def _look_at(
    document: pypdfium2.PdfDocument,
    number: int,
    look: OcrFunction,
    known: KnownPages | None,
    places: Sequence[Rectangle] | None,
) -> Channel:
    name = LOOK
    try:
        page = document[number]
        inches = max(1e-6, page.get_width() * page.get_height() / 72**2)
        dpi = min(_DPI, max(8.0, (_MOST_PIXELS / inches) ** 0.5))
        image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        page.close()
    except _FAULTS:
        return Channel(name, page=number + 1, unread="PDFium cannot draw the page")
    if places is not None:
        image = _only(image, places, dpi / 72)
    words = look(image, dpi)
    if known is not None:
        known.learn(number, words, dpi)
    return Channel(name, _said(words), number + 1)


def _only(image: PIL.Image.Image, places: Sequence[Rectangle], scale: float) -> PIL.Image.Image:
    """White paper with some places, in points, of an image."""
    paper = PIL.Image.new("RGB", image.size, "white")
    for place in places:
        box = in_pixels(place, image.size, scale)
        paper.paste(image.crop(box), box[:2])
    return paper


def _pictures(pdf: pikepdf.Pdf, data: bytes, look: OcrFunction, cancel: Cancellation) -> Iterator[Channel]:
    """Each picture in the file by itself, as it is stored, whatever lies over it."""
    with contextlib.ExitStack() as opened:
        other = functools.cache(
            lambda: opened.enter_context(contextlib.closing(pymupdf.open(stream=data, filetype="pdf")))
        )
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != "/Image":
                continue
            cancel.check()
            image = _stored(item, other)
            if image is None or image.width < _SMALLEST[0] or image.height < _SMALLEST[1]:
                continue  # what no engine can unpack, none shows
            name = f"picture {item.objgen[0]}"
            if image.width * image.height >= _MOST_PIXELS:
                yield Channel(name, unread="the picture is too large to be read")
            else:
                yield Channel(name, _said(look(image, _DPI)))


def _stored(item: pikepdf.Stream, other: Callable[[], pymupdf.Document]) -> PIL.Image.Image | None:
    """A picture as it is stored, by pikepdf or, where that has no way or starts a program (JBIG2), by MuPDF."""
    if "/JBIG2Decode" not in str(item.get("/Filter")):
        with contextlib.suppress(*_FAULTS):
            return pikepdf.PdfImage(item).as_pil_image().convert("RGB")
    with contextlib.suppress(*_FAULTS):
        pixels = pymupdf.Pixmap(pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(other(), item.objgen[0])), 0)
        return PIL.Image.frombytes("RGB", (pixels.width, pixels.height), bytes(pixels.samples))
    return None


def _said(words: Sequence[SeenWord]) -> str:
    return "\n".join(placed.text for placed in orders_of(words))


def _attachments(
    pdf: pikepdf.Pdf,
    look: OcrFunction | None,
    archives: Archives,
    nesting: Nesting,
    report: Report,
    cancel: Cancellation,
) -> Iterator[Channel]:
    """Files in the file, each with all its channels; one that lies too deep, or is one too many, is left unread."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Type") != "/EmbeddedFile":
            continue
        label = f"attachment {item.objgen[0]}: "
        try:
            inner = bytes(item.read_bytes())
            packed = inner[:2] == b"PK"
            if not packed and b"%PDF-" not in inner[:1024]:
                continue  # its bytes are looked through with all streams
            if why := nesting.refusal():
                yield Channel(label, unread=f"it is not opened: {why}")
                continue
            below = nesting.inner()
            found = (
                archives(inner, look, below)
                if packed
                else pdf_channels(inner, look, archives, pictures=True, report=report, cancel=cancel, nesting=below)
            )
            for channel in found:
                yield Channel(label + channel.name, channel.text, 0, channel.prose, channel.data, channel.unread)
        except (*_FAULTS, DamagedInput, EncryptedInput):
            yield Channel(label, unread="it cannot be opened")
