"""Finds paragraphs that continue on the next page, in another block."""

import itertools
import re
from collections.abc import Iterator

from legalredact.model.document import Block, BlockKind, Document

_TEXT = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.TABLE_CELL})
"""Kinds of blocks of a page's own text, without headers, footers and notes."""

_ENDED = re.compile(r"[.?!:;][\"”’')\]]*\s*\Z")
_LOWER = re.compile(r"[a-z]")
_ITEM = re.compile(
    r"\s*(?:[QA][.:]?\s|\(?(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5})[.)]\s"
    r"|(?:THE|MR|MS|MRS|DR)\b\.?\s?[A-Z .'’-]{0,30}:|[•·–—*§¶-])"
)
"""What begins a list item, a question, an answer or a speaker's words."""
_FEWEST_WORDS, _FEWEST_WORDS_BELOW = 4, 8


def continued(document: Document) -> dict[str, str]:
    """For the id of each block that continues a paragraph, the id of the block on the page before.

    A block continues the last one of the page before if it begins in the middle of a sentence.
    """
    return {below.id: above.id for above, below in _at_page_breaks(document) if _goes_on(document, above, below)}


def _at_page_breaks(document: Document) -> Iterator[tuple[Block, Block]]:
    """The last block of each page and the first one of the next."""
    text = (block for block in document.blocks if block.page and block.kind in _TEXT)
    for above, below in itertools.pairwise(text):
        if below.page == above.page + 1 and above.kind is below.kind is BlockKind.BODY:
            yield above, below


def _goes_on(document: Document, above: Block, below: Block) -> bool:
    before, after = document.text_of(above), document.text_of(below)
    if _ITEM.match(after):
        return False
    if _LOWER.match(after):
        return True
    long = len(before.split()) >= _FEWEST_WORDS and len(after.split()) >= _FEWEST_WORDS_BELOW
    return long and not _ENDED.search(before) and not before.isupper()
