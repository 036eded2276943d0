"""Reads a PDF into a `Document`: every page with two engines, images by OCR, and all attached text."""

import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pymupdf

from legalredact.documents.assembly import Assembly, identify, text_finder
from legalredact.documents.layout.char_boxes import packed_boxes
from legalredact.documents.layout.headers_footers import PageEdges
from legalredact.documents.layout.neighbors import NEIGHBORS, with_neighbors
from legalredact.documents.layout.page_numbers import EdgeNumbers, with_printed_numbers
from legalredact.documents.layout.page_to_paragraphs import paragraphs_of_page
from legalredact.documents.layout.paragraphs import least_confidence, printed_lines
from legalredact.documents.limits import Limits
from legalredact.documents.pdf.annotations import add_annotations, add_form
from legalredact.documents.pdf.catalog import add_catalog
from legalredact.documents.pdf.images import PictureReader, Recognizer
from legalredact.documents.pdf.open import opened
from legalredact.documents.pdf.page import Draft, draft_page, edges_of_page, load_page
from legalredact.documents.pdf.second_engine import SecondEngine
from legalredact.documents.pdf.text import Layers, layers_of
from legalredact.model.document import BlockKind, Document, Page, PageSource, UnreadReason
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.source import Source

_AT_A_TIME = 32
"""Pages that one engine reads before the other. That is a sixth faster than alternating; then the engine's cache, which
would grow to 256 MB, is emptied."""


def read_pdf(
    source: Source,
    limits: Limits,
    recognizer: Recognizer,
    report: Report,
    cancel: Cancellation,
    pages: range | None = None,
    name: str = "",
    *,
    apart: frozenset[str] = frozenset(),
) -> Document:
    """Read a PDF, or a part of it.

    Arguments:
        recognizer: recognizes words in images.
        report: called after each page.
        cancel: checked before each page.
        pages: counted from 0; by default all. The part with the last page also gets what belongs to no page; see
            `parallel_parts.joined`.
        name: of the document; by default the file's.
        apart: see `Assembly`.

    Errors:
        EncryptedInput, DamagedInput, OversizedInput: see `opened`.
        Cancelled: on request.
    """
    identity = identify(source, name)
    assembly = Assembly(identity, apart)
    read: list[tuple[Page, EdgeNumbers]] = []
    with opened(source, limits) as document, SecondEngine(source) as second:
        pages = pages or range(document.page_count)
        _note_file(assembly, document, second)
        drafts = _drafts(document, second, PictureReader(recognizer, limits), cancel, pages)
        for draft, neighbours in with_neighbors(drafts):
            _add_page(assembly, document, draft, neighbours)
            page = Page(draft.index + 1, draft.width, draft.height, draft.source, draft.rows.bates)
            read.append((page, EdgeNumbers(draft.index, draft.rows.numbers, draft.rows.numbered)))
            report(Progress("read", len(read), len(pages), identity.id))
        if pages.stop >= document.page_count:
            add_form(assembly, document, text_finder(assembly.texts))
            with _raw(source) as raw:
                add_catalog(assembly, document, raw)
        numbered = with_printed_numbers(read, document.page_count)
    return assembly.document(numbered)


@contextmanager
def _raw(source: Source) -> Iterator[bytes | mmap.mmap]:
    """The file's bytes, mapped if the file is on disk, so that a large file is not copied into memory."""
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        yield raw


def page_count(source: Source, limits: Limits) -> int:
    """Number of pages of a PDF.

    Errors: as in `read_pdf`.
    """
    with opened(source, limits) as document:
        return int(document.page_count)


def _note_file(assembly: Assembly, document: pymupdf.Document, second: SecondEngine) -> None:
    if document.is_repaired:
        assembly.add_unread(
            UnreadReason.UNKNOWN_PART, "file that was damaged and had to be repaired; parts may be missing"
        )
    if not second.opened:
        assembly.add_unread(UnreadReason.ENGINES_DIFFER, "file that the second engine cannot open")


def _drafts(
    document: pymupdf.Document, second: SecondEngine, pictures: PictureReader, cancel: Cancellation, pages: range
) -> Iterator[tuple[PageEdges, Draft | None]]:
    """The pages, each with its edges; for the neighbors of a part only the edges."""
    layers, count = layers_of(document), document.page_count
    yield from _edges(document, layers, range(max(0, pages.start - NEIGHBORS), pages.start))
    for start in range(pages.start, pages.stop, _AT_A_TIME):
        indices = range(start, min(start + _AT_A_TIME, pages.stop))
        opinions = [second.text(index) for index in indices]
        loaded = [load_page(document, index, layers) for index in indices]
        for page, opinion in zip(loaded, opinions, strict=True):
            cancel.check()
            draft = draft_page(page, pictures, opinion)
            yield draft.rows.edges, draft
        pymupdf.TOOLS.store_shrink(100)
    yield from _edges(document, layers, range(pages.stop, min(count, pages.stop + NEIGHBORS)))


def _edges(document: pymupdf.Document, layers: Layers, indices: range) -> Iterator[tuple[PageEdges, None]]:
    for index in indices:
        yield edges_of_page(document, index, layers), None


def _add_page(assembly: Assembly, document: pymupdf.Document, draft: Draft, neighbours: Sequence[PageEdges]) -> None:
    """Add all blocks and unread parts of a page."""
    number = draft.index + 1
    labelled = [(f"page {number}", paragraph) for paragraph in paragraphs_of_page(draft.rows, neighbours)]
    labelled.extend(draft.aside)
    texts = [paragraph.text for _, paragraph in labelled]
    boxes = packed_boxes([paragraph for _, paragraph in labelled], texts)
    for (label, paragraph), text, packed in zip(labelled, texts, boxes, strict=True):
        assembly.add(
            paragraph.kind,
            text,
            page=number,
            label=label,
            boxes=packed,
            lines=printed_lines(paragraph),
            confidence=least_confidence(paragraph) if draft.source is not PageSource.TEXT else None,
        )
    _add_second(assembly, draft)
    for reason, detail in draft.notes:
        assembly.add_unread(reason, detail, number)
    if draft.object_number:
        add_annotations(assembly, document, draft.object_number, number, text_finder(lambda: texts))


def _add_second(assembly: Assembly, draft: Draft) -> None:
    """Add lines that only the second engine reads, to be searched for names; a person sees how many words they have."""
    number, second = draft.index + 1, draft.second
    label = f"only the second engine reads this on page {number}"
    assembly.add(BlockKind.HIDDEN, "\n".join(second.lines), page=number, label=label)
    if second.matters:
        share = f"{second.words} of {second.total} words, {second.names} of them with a capital"
        detail = f"{share}, are read by the second engine alone"
        assembly.add_unread(UnreadReason.ENGINES_DIFFER, detail, number)
