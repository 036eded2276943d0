"""Combines page images into one PDF, so that a document of images is shown, read and redacted like any other."""

import io
from collections.abc import Sequence

import PIL.Image
import PIL.ImageSequence
import pymupdf

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.image import FORMATS, dpi_of, in_proportion
from legalredact.documents.pdf.open import BROKEN
from legalredact.errors import DamagedInput, OversizedInput, WrongType
from legalredact.model.paper import POINTS
from legalredact.model.source import Source, content_of, stream_of

_PLAIN = frozenset({"1", "L", "RGB"})
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, *BROKEN)


def bound(pages: Sequence[Source], limits: Limits) -> bytes:
    """One PDF of page files, in order: TIFF (each frame a page), JPEG, PNG, or PDF.

    The same files always give the same bytes. Pixels are unchanged.

    Errors:
        WrongType: a file is neither an image nor a PDF.
        DamagedInput, OversizedInput: of a page.
    """
    with pymupdf.open() as book:
        for number, page in enumerate(pages, 1):
            try:
                _add(book, page, limits)
            except PIL.Image.DecompressionBombError:
                raise OversizedInput(f"Page file {number} has more pixels than the limit.", "Scan it again.") from None
            except _DAMAGED:
                raise DamagedInput(f"Page file {number} is damaged.", "Ask for this page again.") from None
            if book.page_count > limits.max_pages:
                raise OversizedInput("The document has more pages than the limit.", "Split it.")
        return bytes(book.tobytes(no_new_id=True, deflate=True))


def _add(book: pymupdf.Document, page: Source, limits: Limits) -> None:
    kind = kind_of(page)
    if kind is FileKind.PDF:
        with pymupdf.open(stream=content_of(page), filetype="pdf") as one:
            book.insert_pdf(one)
    elif kind is FileKind.PICTURE:
        with stream_of(page) as stream, PIL.Image.open(stream, formats=FORMATS) as image:
            for frame in PIL.ImageSequence.Iterator(image):
                if frame.width * frame.height > limits.max_pixels:
                    raise PIL.Image.DecompressionBombError
                _add_frame(book, in_proportion(frame), page)
    else:
        raise WrongType(
            "A page of the document is neither an image nor a PDF.", "Ask for this page as TIFF, JPEG or PDF."
        )


def _add_frame(book: pymupdf.Document, frame: PIL.Image.Image, page: Source) -> None:
    scale = POINTS / dpi_of(frame)
    sheet = book.new_page(width=frame.width * scale, height=frame.height * scale)
    sheet.insert_image(sheet.rect, stream=_picture(frame, page), keep_proportion=False)


def _picture(frame: PIL.Image.Image, page: Source) -> bytes:
    """An upright JPEG unchanged; anything else as PNG, which is lossless."""
    if frame.format == "JPEG" and frame.mode in _PLAIN and frame.getexif().get(0x0112, 1) == 1:
        return content_of(page)
    out = io.BytesIO()
    plain = frame if frame.mode in _PLAIN else frame.convert("RGB")
    plain.save(out, "PNG", compress_level=1)
    return out.getvalue()
