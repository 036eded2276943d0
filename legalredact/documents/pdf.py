"""A PDF to a `Document`: every page by two engines, its pictures by OCR, and everything that hangs on it."""

import mmap
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pymupdf

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.layout import paragraphs_of_page
from legalredact.documents.layout_margins import Edges
from legalredact.documents.layout_paragraphs import Paragraph
from legalredact.documents.limits import Limits
from legalredact.documents.pdf_beside import add_annotations, add_form
from legalredact.documents.pdf_boxes import packed_boxes
from legalredact.documents.pdf_catalog import add_catalog
from legalredact.documents.pdf_open import opened
from legalredact.documents.pdf_page import Draft, draft_page
from legalredact.documents.pdf_pictures import PictureReader, Recognizer
from legalredact.documents.pdf_text import layers_of
from legalredact.documents.second_engine import SecondEngine
from legalredact.model.document import BlockKind, Document, Page, UnreadReason
from legalredact.model.progress import Cancellation, Progress, Report

_NEIGHBOURS = 2
"""Pages before and after that running heads are looked for on; left and right pages may have different ones."""

_SHRINK_EVERY = 50
"""Pages after which the engine's cache is emptied; it would hold 256 MB otherwise."""


def read_pdf(path: Path, limits: Limits, recognizer: Recognizer, report: Report, cancel: Cancellation) -> Document:
    """Read a PDF.

    Arguments:
        recognizer: reads words off pictures.
        report: told of each page.
        cancel: looked at before each page.

    Errors:
        EncryptedInput, DamagedInput, OversizedInput: see `opened`.
        Cancelled: on request.
    """
    identity = identify(path)
    assembly = Assembly(identity)
    pages: list[Page] = []
    with opened(path, limits) as document, SecondEngine(path) as second:
        _note_file(assembly, document, second)
        drafts = _drafts(document, second, PictureReader(recognizer, limits), cancel)
        for draft, neighbours in _with_neighbours(drafts):
            _add_page(assembly, document, draft, neighbours)
            pages.append(Page(draft.index + 1, draft.width, draft.height, draft.source, draft.rows.bates))
            report(Progress("read", draft.index + 1, document.page_count, identity.id))
        add_form(assembly, document, _finder(assembly.texts))
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            add_catalog(assembly, document, raw)
    return assembly.document(pages)


def _note_file(assembly: Assembly, document: pymupdf.Document, second: SecondEngine) -> None:
    if document.is_repaired:
        assembly.add_unread(
            UnreadReason.UNKNOWN_PART, "file that was damaged and had to be repaired; parts may be missing"
        )
    if not second.opened:
        assembly.add_unread(UnreadReason.ENGINES_DIFFER, "file that the second engine cannot open")


def _drafts(
    document: pymupdf.Document, second: SecondEngine, pictures: PictureReader, cancel: Cancellation
) -> Iterator[Draft]:
    layers = layers_of(document)
    for index in range(document.page_count):
        cancel.check()
        yield draft_page(document, index, layers, pictures, second)
        if index % _SHRINK_EVERY == _SHRINK_EVERY - 1:
            pymupdf.TOOLS.store_shrink(100)


def _with_neighbours(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, list[Edges]]]:
    """Each page with the edges of those around it; no more pages are held than that takes."""
    window: deque[Draft | None] = deque([None] * _NEIGHBOURS, maxlen=2 * _NEIGHBOURS + 1)
    for draft in chain(drafts, [None] * _NEIGHBOURS):
        window.append(draft)
        if len(window) == window.maxlen and (middle := window[_NEIGHBOURS]) is not None:
            yield middle, [near.rows.edges for near in window if near is not None and near is not middle]


def _add_page(assembly: Assembly, document: pymupdf.Document, draft: Draft, neighbours: Sequence[Edges]) -> None:
    """All blocks and unread parts of a page."""
    number = draft.index + 1
    labelled = [(f"page {number}", paragraph) for paragraph in paragraphs_of_page(draft.rows, neighbours)]
    labelled.extend(draft.aside)
    boxes = packed_boxes([paragraph for _, paragraph in labelled])
    for (label, paragraph), packed in zip(labelled, boxes, strict=True):
        _add_paragraph(assembly, paragraph, number, label, packed)
    _add_second(assembly, draft)
    for reason, detail in draft.notes:
        assembly.add_unread(reason, detail, number)
    add_annotations(assembly, document, draft.index, _finder(lambda: [paragraph.text for _, paragraph in labelled]))


def _add_paragraph(assembly: Assembly, paragraph: Paragraph, page: int, label: str, boxes: bytes) -> None:
    confidences = [w.confidence for line in paragraph.lines for w in line.words if w.confidence is not None]
    assembly.add(
        paragraph.kind,
        paragraph.text,
        page=page,
        label=label,
        boxes=boxes,
        lines=_printed_lines(paragraph),
        confidence=min(confidences, default=None),
    )


def _printed_lines(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Where in the paragraph's text each printed line number begins."""
    offset, last = 0, 0
    for line in paragraph.lines:
        if line.number and line.number != last:
            yield offset, line.number
            last = line.number
        offset += sum([len(word.text) + 1 for word in line.words])


def _add_second(assembly: Assembly, draft: Draft) -> None:
    """Lines that only the second engine reads are searched for names; a person is told how many words they hold."""
    number, second = draft.index + 1, draft.second
    label = f"only the second engine reads this on page {number}"
    assembly.add(BlockKind.HIDDEN, "\n".join(second.lines), page=number, label=label)
    if second.matters:
        share = f"{second.words} of {second.total} words, {second.names} of them with a capital"
        detail = f"{share}, are read by the second engine alone"
        assembly.add_unread(UnreadReason.ENGINES_DIFFER, detail, number)


def _finder(texts: Callable[[], Iterable[str]]) -> Callable[[str], bool]:
    """Whether a text stands in others, spaces, signs and case aside; they are put together when first asked."""
    known: list[str] = []

    def find(text: str) -> bool:
        if not known:
            known.append(_letters("".join(texts())))
        return _letters(text) in known[0]

    return find


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
