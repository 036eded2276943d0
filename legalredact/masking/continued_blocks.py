"""Finds paragraphs that continue in another block, most often on the next page."""

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
    r"|(?:THE|MR|MS|MRS|DR)\b\.?\s?[A-Z .'’-]{0,30}:|[•·–—*§¶-]|[\d¹²³⁴-⁹]{1,2}\s[A-Z])"
)
"""What begins a list item, a question, an answer, a speaker's words or a footnote."""
_FEWEST_WORDS, _FEWEST_WORDS_OF_A_LINE, _FEWEST_WORDS_BELOW = 4, 7, 8


def continued(document: Document) -> dict[str, str]:
    """For the id of each block that continues a paragraph, the id of the block before.

    A block continues the one before on its page, or the last one of the page before, if it begins in the middle of a
    sentence.
    """
    return {below.id: above.id for above, below in _neighbors(document) if _goes_on(document, above, below)}


def _neighbors(document: Document) -> Iterator[tuple[Block, Block]]:
    """Blocks of text that follow each other on a page, or over a page break."""
    text = (block for block in document.blocks if block.page and block.kind in _TEXT)
    for above, below in itertools.pairwise(text):
        if below.page - above.page in (0, 1) and above.kind is below.kind is BlockKind.BODY:
            yield above, below


def _goes_on(document: Document, above: Block, below: Block) -> bool:
    before, after = document.text_of(above), document.text_of(below)
    if _ITEM.match(after):
        return False
    # On one page, blocks are more often apart: a line that was broken is full, and no heading follows it.
    full = before if below.page > above.page else before.rstrip().rpartition("\n")[2]
    if _LOWER.match(after):
        return below.page > above.page or len(full.split()) >= _FEWEST_WORDS
    fewest = _FEWEST_WORDS if below.page > above.page else _FEWEST_WORDS_OF_A_LINE
    long = len(full.split()) >= fewest and len(after.split()) >= _FEWEST_WORDS_BELOW
    upper = full.isupper() or (below.page == above.page and after.partition("\n")[0].isupper())
    return long and not _ENDED.search(before) and not upper
