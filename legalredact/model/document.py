"""A document: a file as it was read, with one text divided into blocks, places, boxes and a list of unread parts."""

import array
import bisect
import enum
import re
from dataclasses import dataclass, field, replace
from typing import Any

from legalredact.model.clean_text import clean, clean_name, is_clean
from legalredact.model.mention import Span


class BlockKind(enum.StrEnum):
    """Place in the file from which a block of text comes."""

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


PRINTED_PAGE = "printed page "
"""Begins the label of a block of a text file on whose page a number is printed; `Document.pages` is empty there."""

_FROM_LINE = re.compile(r"line (\d+)(.*)")
_ROWS = re.compile(r"rows (\d+) to (\d+)")
"""Label of a block in whose source lines can be counted, such as a text file: the line at which the block begins."""

BESIDE_THE_PAGE = frozenset({BlockKind.PROPERTY, BlockKind.BOOKMARK, BlockKind.LINK})
"""Kinds that are not on the printed page: searched for names, but never sent."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's upper left corner; pages are counted from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class CharBoxes:
    """Boxes of a block's characters, packed: four 32-bit floats per character (x0, y0, x1, y1), in points.

    A thousand pages have three million characters, which would not fit into memory as objects.
    A character without a position on the page (a joining space, a line break) has a box of zeros.
    """

    page: int
    packed: bytes = field(repr=False)

    def __len__(self) -> int:
        return len(self.packed) // 16

    def box(self, index: int) -> Box | None:
        """The box of the block's character `index`, or None if it has no position."""
        numbers = array.array("f", self.packed[16 * index : 16 * index + 16])
        return Box(self.page, *numbers) if any(numbers) else None


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of text.

    Arguments:
        id: unique in the document, such as ``"p3.b12"``.
        kind: place in the file.
        span: its characters in the document's text.
        page: 1-based page, 0 where the file has no pages (Word) or it belongs to none.
        label: place for a person, such as ``"page 3"``, ``"paragraph 14"``, ``"footnote 2"``; ``"line 12"`` for a
            block of a text file or a message that begins with the twelfth line.
        boxes: one per character, for highlights; None if there is no page.
        lines: (offset in the document's text, printed line number) for line-numbered pages.
        confidence: lowest OCR confidence of a word, 0 to 1; None if it was not read by OCR.
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
    """How the text of a page was obtained."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the file.

    Arguments:
        number: 1-based place in the file.
        width, height: in points.
        source: text, OCR, or text with images that OCR read.
        bates: the Bates number printed on it, or empty.
        printed: the page number printed on it, or empty if there is none or it is not certain.
    """

    number: int
    width: float
    height: float
    source: PageSource = PageSource.TEXT
    bates: str = field(default="", repr=False)
    printed: str = ""


class UnreadReason(enum.StrEnum):
    """Why a person has to check before anything is sent."""

    PICTURE = "picture"
    OCR = "ocr"
    ENGINES_DIFFER = "engines_differ"
    ENCRYPTED_PART = "encrypted_part"
    EMBEDDED_FILE = "embedded_file"
    UNKNOWN_PART = "unknown_part"
    NO_UNICODE = "no_unicode"
    NATIVE_FILE = "native_file"


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part that could not be read, or not reliably; it blocks a send until a person accepts it.

    Arguments:
        id: unique in the document; the same if the document is read again.
        reason: see the enum.
        page: 1-based, 0 if none.
        detail: a description without the document's text (``"picture of 210 × 90 points without text"``).
    """

    id: str
    reason: UnreadReason
    page: int
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a character for citations.

    Arguments:
        page: of the file, counted from 1; 0 without pages.
        line: printed on the page; without pages, the line of a text file or a message; 0 if there is none.
        label: of the block; for a line of a text file or a message, its own line.
        bates: Bates number of the page.
        printed: page number that is printed on the page; empty if it is not known.
    """

    page: int = 0
    line: int = 0
    label: str = ""
    bates: str = field(default="", repr=False)
    printed: str = ""

    def __str__(self) -> str:
        return between(self, self)


def between(first: Place, last: Place) -> str:
    """Words for the text from one place to another of the same document.

    Pages are those that are printed, as in ``45:6–46:1``, with pages of the file if these differ. A page without a
    printed number is called a page of the file.
    """
    if not first.page:
        return _between_lines(first, last)
    lines = bool(first.line and last.line)
    if not (first.printed and last.printed):
        return _between_pages_of_file(first, last, lines=lines)
    if lines:
        said = _range(f"{first.printed}:{first.line}", f"{last.printed}:{last.line}")
    else:
        said = f"p{'p' * (first.page != last.page)}. {_range(first.printed, last.printed)}"
    same = (first.printed, last.printed) == (str(first.page), str(last.page))
    return said if same else f"{said} ({_pages(first, last)} of the file)"


def _between_lines(first: Place, last: Place) -> str:
    one, other = (place.label.removeprefix(f"line {place.line}") for place in (first, last))
    if first.line and last.line and one == other:
        return first.label if first.line == last.line else f"lines {first.line}–{last.line}{one}"
    return first.label if first.label == last.label else f"{first.label} to {last.label}"


def _between_pages_of_file(first: Place, last: Place, *, lines: bool) -> str:
    if lines and first.page != last.page:
        return f"page {first.page} of the file, line {first.line} to page {last.page}, line {last.line}"
    said = f"{_pages(first, last)} of the file"
    if not lines:
        return said
    return f"{said}, line{'s' * (first.line != last.line)} {_range(str(first.line), str(last.line))}"


def _pages(first: Place, last: Place) -> str:
    return f"page{'s' * (first.page != last.page)} {_range(str(first.page), str(last.page))}"


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Document:
    """The contents of one file. Its texts are clean, see `clean_text`.

    Arguments:
        id: stable in the matter; derived from the file's digest, never from its name.
        name: the file's name (may contain a client's name).
        text: all text: blocks in reading order, separated by a blank line unless the file was plain text.
        blocks: in order of their spans; the spans do not overlap.
        pages: empty for files without pages.
        unread: everything that a person must check.
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
        """Clean every text here, where all documents are created; offsets do not change."""
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
        """The block of the character at `offset`, or None between blocks."""
        at = bisect.bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if at < 0 or offset >= self.blocks[at].span.end:
            return None
        return self.blocks[at]

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        block = self.block_at(offset)
        if block is None:
            return Place()
        if not block.page:
            return self._counted(block, offset)
        line = max((pair for pair in block.lines if pair[0] <= offset), default=(0, 0))[1]
        if block.page > len(self.pages):
            printed = block.label.removeprefix(PRINTED_PAGE) if block.label.startswith(PRINTED_PAGE) else ""
            return Place(block.page, line, block.label, printed=printed)
        page = self.pages[block.page - 1]
        return Place(block.page, line, block.label, page.bates, page.printed)

    def _counted(self, block: Block, offset: int) -> Place:
        """The place in a document without pages: lines and rows are counted from the block's first one."""
        rows = _ROWS.fullmatch(block.label)
        if rows is not None and self.text_of(block).count("\n") == int(rows[2]) - int(rows[1]):  # no row is left out
            number = int(rows[1]) + self.text.count("\n", block.span.start, offset)
            return Place(label=f"row {number}")
        found = _FROM_LINE.fullmatch(block.label)
        if found is None:
            return Place(label=block.label)
        before = self.text[block.span.start : offset]
        line = int(found[1]) + before.count("\n") + before.count("\r") - before.count("\r\n")
        return Place(0, line, f"line {line}{found[2]}")

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Boxes of the characters of `span` that have a position on a page, in order."""
        found: list[Box] = []
        for block in self.blocks:
            if block.boxes is not None and block.span.overlaps(span):
                first = max(span.start, block.span.start) - block.span.start
                last = min(span.end, block.span.end) - block.span.start
                found.extend(box for i in range(first, last) if (box := block.boxes.box(i)) is not None)
        return tuple(found)


def _cleaned(value: Any, name: str) -> Any:
    """A block, page or unread part with its text attribute cleaned."""
    text = getattr(value, name)
    return value if is_clean(text) else replace(value, **{name: clean(text)})
