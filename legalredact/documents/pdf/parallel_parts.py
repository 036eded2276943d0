"""Splits a long PDF into parts for several processes, and joins the parts to one document."""

from collections.abc import Iterator, Sequence

from legalredact.documents.assembly import Assembly, Identity, text_finder
from legalredact.model.document import Block, BlockKind, Document, Page

PAGES = 100
"""Largest number of pages of a part: a part that fails or is canceled costs no more."""

LEAST_PAGES = 25
"""Smallest number of pages of a part: each part opens the file again."""


def parts_of(count: int, most: int) -> list[range]:
    """Page ranges, counted from 0, for a file with `count` pages; empty if one process is as fast.

    Arguments:
        most: number of processes.
    """
    if most < 2 or count < 2 * LEAST_PAGES:
        return []
    size = min(PAGES, max(LEAST_PAGES, -(-count // (2 * most))))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def joined(parts: Sequence[Document]) -> Document:
    """One document from the parts of a file, in page order.

    Form field values come with the last part; those that a page of another part shows are left out.
    """
    first = parts[0]
    assembly = Assembly(Identity(first.id, first.name, first.digest))
    shown = text_finder(lambda: (block_text for part in parts[:-1] for block_text in _page_texts(part)))
    pages: list[Page] = []
    for part in parts:
        for block in part.blocks:
            if block.kind is not BlockKind.FORM_FIELD or not shown(part.text_of(block)):
                _add(assembly, part, block)
        for unread in part.unread:
            assembly.add_unread(unread.reason, unread.detail, unread.page)
        pages.extend(part.pages)
    return assembly.document(pages)


def _page_texts(part: Document) -> Iterator[str]:
    return (part.text_of(block) for block in part.blocks if block.page)


def _add(assembly: Assembly, part: Document, block: Block) -> None:
    assembly.add(
        block.kind,
        part.text_of(block),
        page=block.page,
        label=block.label,
        boxes=block.boxes.packed if block.boxes else None,
        lines=[(offset - block.span.start, number) for offset, number in block.lines],
        confidence=block.confidence,
    )
