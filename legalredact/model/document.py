"""A file as it was read: one text, cut into blocks, with places, boxes and a list of what could not be read."""

import array
import bisect
import enum
from dataclasses import dataclass, field, replace
from typing import Any

from legalredact.model.clean_text import clean, clean_name, is_clean
from legalredact.model.mention import Span


class BlockKind(enum.StrEnum):
    """Where in the file a block of text stood."""

    BODY = "body"
    HEADING = "heading"
    TABLE_CELL = "table_cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    HIDDEN = "hidden"
    FIELD = "field"
    TEXT_BOX = "text_box"
    ALT_TEXT = "alt_text"
    ANNOTATION = "annotation"
    FORM_FIELD = "form_field"
    BOOKMARK = "bookmark"
    LINK = "link"
    PICTURE = "picture"
    PROPERTY = "property"


BESIDE_THE_PAGE = frozenset({BlockKind.PROPERTY, BlockKind.BOOKMARK, BlockKind.LINK})
"""Kinds that no reader of the printed page sees: searched for names, left out of what is sent."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's upper left corner; pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class CharBoxes:
    """Boxes of a block's characters, packed: four 32-bit floats a character (x0, y0, x1, y1), in points.

    A thousand pages hold three million characters; as objects they would not fit.
    A character without a place on the page (a joining space, a line break) has a box of zeros.
    """

    page: int
    packed: bytes = field(repr=False)

    def __len__(self) -> int:
        return len(self.packed) // 16

    def box(self, index: int) -> Box | None:
        """Box of the block's character `index`, or None if it has no place."""
        numbers = array.array("f", self.packed[16 * index : 16 * index + 16])
        return Box(self.page, *numbers) if any(numbers) else None


@dataclass(frozen=True, slots=True)
class Block:
    """The unit of text.

    Arguments:
        id: unique in the document, such as ``"p3.b12"``.
        kind: where it stood.
        span: its characters in the document's text.
        page: 1-based page, 0 where the file has no pages (Word) or it belongs to none.
        label: where a person finds it, such as ``"page 3"``, ``"paragraph 14"``, ``"footnote 2"``.
        boxes: one a character, for highlights; None where there is no page.
        lines: (offset in the document's text, printed line number) for line-numbered pages.
        confidence: the weakest word's OCR confidence, 0 to 1; None if it was read as text.
    """

    id: str
    kind: BlockKind
    span: Span
    page: int = 0
    label: str = ""
    boxes: CharBoxes | None = None
    lines: tuple[tuple[int, int], ...] = ()
    confidence: float | None = None


class PageSource(enum.StrEnum):
    """How the text of a page was had."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the file.

    Arguments:
        number: 1-based place in the file.
        width, height: in points.
        source: text, OCR, or text with pictures that were OCRed.
        bates: the Bates number printed on it, or empty.
    """

    number: int
    width: float
    height: float
    source: PageSource = PageSource.TEXT
    bates: str = field(default="", repr=False)


class UnreadReason(enum.StrEnum):
    """Why a person has to look before anything is sent."""

    PICTURE = "picture"
    OCR = "ocr"
    ENGINES_DIFFER = "engines_differ"
    ENCRYPTED_PART = "encrypted_part"
    EMBEDDED_FILE = "embedded_file"
    UNKNOWN_PART = "unknown_part"
    NO_UNICODE = "no_unicode"


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part that could not be read, or not surely; it stops a send until a person accepts it.

    Arguments:
        id: unique in the document, stable when it is read again.
        reason: see the enum.
        page: 1-based, 0 if none.
        detail: what it is, in words without the document's text (``"picture of 210 × 90 points without text"``).
    """

    id: str
    reason: UnreadReason
    page: int
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character stands, for citations: page, printed line, and the block's label."""

    page: int = 0
    line: int = 0
    label: str = ""
    bates: str = field(default="", repr=False)

    def __str__(self) -> str:
        if self.page and self.line:
            return f"{self.page}:{self.line}"
        return f"p. {self.page}" if self.page else self.label


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file. Its texts are clean whatever the file holds, see `clean_text`.

    Arguments:
        id: stable in the matter; made from the file's digest, never from its name.
        name: the file's name (may spell a client's name).
        text: all text, blocks in reading order, one blank line between them unless the file was plain text.
        blocks: in order of their spans; the spans do not overlap.
        pages: empty for files without pages.
        unread: everything that a person must look at.
        digest: SHA-256 of the file's bytes, hexadecimal.
    """

    id: str
    name: str = field(repr=False)
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    unread: tuple[UnreadPart, ...]
    digest: str

    def __post_init__(self) -> None:
        """Clean every text, here where all documents are made; no offset changes."""
        cleaned = {
            "name": clean_name(self.name),
            "text": clean(self.text),
            "blocks": tuple(_cleaned(block, "label") for block in self.blocks),
            "pages": tuple(_cleaned(page, "bates") for page in self.pages),
            "unread": tuple(_cleaned(part, "detail") for part in self.unread),
        }
        for name, value in cleaned.items():
            object.__setattr__(self, name, value)

    def text_of(self, block: Block) -> str:
        """The characters of one block."""
        return block.span.of(self.text)

    def block_at(self, offset: int) -> Block | None:
        """The block in which the character at `offset` stands, or None between blocks."""
        at = bisect.bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if at < 0 or offset >= self.blocks[at].span.end:
            return None
        return self.blocks[at]

    def place(self, offset: int) -> Place:
        """Page, printed line and label of the character at `offset`."""
        block = self.block_at(offset)
        if block is None:
            return Place()
        line = max((pair for pair in block.lines if pair[0] <= offset), default=(0, 0))[1]
        bates = self.pages[block.page - 1].bates if 0 < block.page <= len(self.pages) else ""
        return Place(block.page, line, block.label, bates)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Boxes of the characters of `span` that have a place on a page, in order."""
        found: list[Box] = []
        for block in self.blocks:
            if block.boxes is not None and block.span.overlaps(span):
                first = max(span.start, block.span.start) - block.span.start
                last = min(span.end, block.span.end) - block.span.start
                found.extend(box for i in range(first, last) if (box := block.boxes.box(i)) is not None)
        return tuple(found)


def _cleaned(value: Any, name: str) -> Any:
    """A block, page or unread part whose text of that name is clean."""
    text = getattr(value, name)
    return value if is_clean(text) else replace(value, **{name: clean(text)})
