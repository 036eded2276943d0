"""Builds documents from blocks, for all readers, and identifies their files."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.model.clean_text import is_clean
from legalredact.model.document import (
    BESIDE_THE_PAGE,
    Block,
    BlockKind,
    CharBoxes,
    Document,
    Page,
    UnreadPart,
    UnreadReason,
)
from legalredact.model.mention import Span
from legalredact.model.source import Source, stream_of

BETWEEN_BLOCKS = "\n\n"
TURNED = "letters that are shown in another order than they stand, so that a name may not be found"
"""Detail of the unread part for text with direction overrides."""
LOST = "signs that mean nothing, in place of which letters of a name may have been"
"""Detail of the unread part for text that had to be cleaned, see `model.clean_text`."""
_FORCED = "\u202d\u202e"
"""Direction overrides: they force letters to be shown from left to right or from right to left (Unicode Annex 9)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Identity of the file that was read; `id` replaces its name wherever the name must not appear."""

    id: str
    name: str = field(repr=False)
    digest: str


def identify(source: Source, name: str = "") -> Identity:
    """Digest a file's bytes; the id is ``d`` and the first twelve hexadecimal digits of their SHA-256.

    Arguments:
        name: of the document; by default the file's.
    """
    with stream_of(source) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Identity(f"d{digest[:12]}", name or (source.name if isinstance(source, Path) else ""), digest)


def text_finder(texts: Callable[[], Iterable[str]]) -> Callable[[str], bool]:
    """Returns a function that checks whether a text occurs in others, ignoring spaces, punctuation and case.

    Arguments:
        texts: called once, on first use.
    """
    known: list[str] = []

    def find(text: str) -> bool:
        if not known:
            known.append(_letters("".join(texts())))
        return _letters(text) in known[0]

    return find


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def in_forced_order(text: str) -> bool:
    """Whether a direction override reorders letters: people then read names that no search finds."""
    return any(sign in text for sign in _FORCED)


class Assembly:
    """Builds a document's text block by block, in reading order.

    Arguments:
        apart: keys of embedded files that are documents of their own, see `EmbeddedFile`.
    """

    def __init__(self, identity: Identity, apart: frozenset[str] = frozenset()) -> None:
        self._identity, self._apart = identity, apart
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._unread: dict[tuple[UnreadReason, int, str], UnreadPart] = {}
        self._length = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        page: int = 0,
        label: str = "",
        boxes: bytes | None = None,
        lines: Iterable[tuple[int, int]] = (),
        confidence: float | None = None,
    ) -> None:
        """Append a block; blank text adds nothing.

        Arguments:
            boxes: four 32-bit floats per character of `text`, see `CharBoxes`.
            lines: (offset in `text`, printed line number).
        """
        if not text.strip():
            return
        start = self._length + (len(BETWEEN_BLOCKS) if self._blocks else 0)
        self._blocks.append(
            Block(
                id=f"p{page}.b{len(self._blocks) + 1}" if page else f"b{len(self._blocks) + 1}",
                kind=kind,
                span=Span(start, start + len(text)),
                page=page,
                label=label,
                boxes=None if boxes is None else CharBoxes(page, boxes),
                lines=tuple((start + offset, number) for offset, number in lines),
                confidence=confidence,
            )
        )
        self._texts.append(text)
        self._length = start + len(text)
        if in_forced_order(text):
            self.add_unread(UnreadReason.NO_UNICODE, TURNED, page)
        if kind not in BESIDE_THE_PAGE and not is_clean(text):
            self.add_unread(UnreadReason.NO_UNICODE, LOST, page)

    def is_apart(self, key: str) -> bool:
        """Whether an embedded file is a document of its own, so that it is not an unread part."""
        return key in self._apart

    def texts(self) -> tuple[str, ...]:
        """Texts of the blocks so far."""
        return tuple(self._texts)

    def add_unread(self, reason: UnreadReason, detail: str, page: int = 0) -> None:
        """Add an unread part, which a person has to check; an equal part is added once."""
        key = reason, page, detail
        self._unread.setdefault(key, UnreadPart(f"u{len(self._unread) + 1}", reason, page, detail))

    def document(self, pages: Iterable[Page] = ()) -> Document:
        """The document with everything that was added."""
        return Document(
            id=self._identity.id,
            name=self._identity.name,
            text=BETWEEN_BLOCKS.join(self._texts),
            blocks=tuple(self._blocks),
            pages=tuple(pages),
            unread=tuple(self._unread.values()),
            digest=self._identity.digest,
        )
