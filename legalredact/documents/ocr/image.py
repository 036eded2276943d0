"""Reads image files (TIFF, PNG, JPEG and some others) by OCR; every frame is a page."""

import io
import warnings
from collections.abc import Iterator

import pi_heif
import PIL.Image
import PIL.ImageOps
import PIL.ImageSequence

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.layout.char_boxes import packed_boxes
from legalredact.documents.layout.page_numbers import EdgeNumbers, with_printed_numbers
from legalredact.documents.layout.page_to_paragraphs import paragraphs_of_page, rows_of_page
from legalredact.documents.layout.paragraphs import least_confidence, printed_lines
from legalredact.documents.layout.words import Word
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr, OcrWord
from legalredact.errors import DamagedInput, EmptyInput, OversizedInput, WrongType
from legalredact.model.document import Document, Page, PageSource, UnreadReason
from legalredact.model.paper import POINTS, dots_per_inch, square_size
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, size_of

FORMATS = ("TIFF", "PNG", "JPEG", "GIF", "BMP", "WEBP", "HEIF")
"""Formats with well-tested decoders; Pillow knows dozens of others that scanners do not write."""

pi_heif.register_heif_opener()

_VISIBLE = 16
"""Smallest visible difference in gray levels between ink and paper."""


def read_image(
    source: Source,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
) -> Document:
    """Read every frame of an image file.

    Each page is marked as read by OCR, or as an image without text: a person has to check both.

    Errors:
        EmptyInput, OversizedInput (bytes, frames or pixels over `limits`), WrongType, DamagedInput.
    """
    identity = identify(source, name)
    _check_size(size_of(source), limits, identity.id)
    assembly, pages, engine = Assembly(identity), list[tuple[Page, EdgeNumbers]](), ocr or Ocr()
    with _opened(source, identity.id) as image:
        total = _frame_count(image, limits, identity.id)
        for number, frame in enumerate(_frames(image, limits, identity.id), 1):
            cancel.check()
            pages.append(_read_page(assembly, engine, frame, number))
            report(Progress("read", number, total, identity.id))
    return assembly.document(with_printed_numbers(pages, total))


def dpi_of(image: PIL.Image.Image) -> float:
    """Dots per inch; see `paper`."""
    return dots_per_inch(image.info.get("dpi"), image.size)


def in_proportion(image: PIL.Image.Image) -> PIL.Image.Image:
    """The image with square pixels; faxes have others."""
    size = square_size(image.info.get("dpi"), image.size)
    if size == image.size:
        return image
    gray = image.convert("L") if image.mode == "1" else image
    stretched = gray.resize(size, PIL.Image.Resampling.BICUBIC)
    stretched.info["dpi"] = (dpi_of(image),) * 2
    return stretched


def is_blank(image: PIL.Image.Image) -> bool:
    """Whether it is a single color, as far as a reader can see."""
    low, high = image.convert("RGB").convert("L").getextrema()
    return bool(high - low < _VISIBLE)  # type: ignore[operator]  # one band has one pair of numbers


def _check_size(size: int, limits: Limits, document_id: str) -> None:
    if not size:
        raise EmptyInput(f"Picture {document_id} is empty.", "Scan or export it again.")
    if size > limits.max_bytes:
        raise OversizedInput(f"Picture {document_id} is larger than the limit.", "Scan it in fewer pages per file.")


def _opened(source: Source, document_id: str) -> PIL.Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)  # `_frames` has its own limit
            return PIL.Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS)
    except PIL.Image.DecompressionBombError:
        raise _too_many_pixels(document_id) from None
    except PIL.UnidentifiedImageError:
        raise WrongType(
            f"File {document_id} is not a TIFF, PNG or JPEG file.", "Correct its file extension, or scan it again."
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, TypeError):
        raise _damaged(document_id) from None


def _frame_count(image: PIL.Image.Image, limits: Limits, document_id: str) -> int:
    try:
        count = int(getattr(image, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError):
        raise _damaged(document_id) from None
    if count > limits.max_pages:
        raise OversizedInput(f"Picture {document_id} has more than {limits.max_pages} pages.", "Split it.")
    return count


def _frames(image: PIL.Image.Image, limits: Limits, document_id: str) -> Iterator[PIL.Image.Image]:
    """Complete frames, rotated as their EXIF data says."""
    sequence = PIL.ImageSequence.Iterator(image)
    while True:
        try:
            frame = next(sequence)
            width, height = square_size(frame.info.get("dpi"), frame.size)
            if width * height > limits.max_pixels:
                raise _too_many_pixels(document_id)
            upright = PIL.ImageOps.exif_transpose(frame)
            upright.load()
            upright = in_proportion(upright)
        except StopIteration:
            return
        except PIL.Image.DecompressionBombError:
            raise _too_many_pixels(document_id) from None
        except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, MemoryError):
            raise _damaged(document_id) from None
        yield upright


def _read_page(assembly: Assembly, ocr: Ocr, frame: PIL.Image.Image, number: int) -> tuple[Page, EdgeNumbers]:
    """Add the paragraphs of a frame to the document. The page layout is analyzed, since OCR reads across columns."""
    dpi = dpi_of(frame)
    scale = POINTS / dpi
    width, height = frame.width * scale, frame.height * scale
    words = ocr.recognize(frame, dpi)
    rows = rows_of_page([_placed(word, scale) for word in words], width, height)
    paragraphs = paragraphs_of_page(rows, [])
    texts = [paragraph.text for paragraph in paragraphs]
    for paragraph, text, boxes in zip(paragraphs, texts, packed_boxes(paragraphs, texts), strict=True):
        assembly.add(
            paragraph.kind,
            text,
            page=number,
            label=f"page {number}",
            boxes=boxes,
            lines=printed_lines(paragraph),
            confidence=least_confidence(paragraph),
        )
    if words:
        assembly.add_unread(UnreadReason.OCR, "page read by OCR; words may be wrong or missing", number)
    elif not is_blank(frame):
        assembly.add_unread(UnreadReason.PICTURE, "page on which OCR found no text", number)
    page = Page(number, width, height, PageSource.OCR, rows.bates)
    return page, EdgeNumbers(number - 1, rows.numbers, rows.numbered)


def _placed(word: OcrWord, scale: float) -> Word:
    """The word in points of the page."""
    places = word.x0 * scale, word.y0 * scale, word.x1 * scale, word.y1 * scale
    return Word(*places, word.text, word.block, word.line, confidence=word.confidence)


def _too_many_pixels(document_id: str) -> OversizedInput:
    return OversizedInput(f"Picture {document_id} has more pixels than the limit.", "Scan it at 300 dots per inch.")


def _damaged(document_id: str) -> DamagedInput:
    return DamagedInput(f"Picture {document_id} is damaged.", "Scan or export it again.")
