"""How copies are made, and what is noted about each place that was covered."""

from dataclasses import dataclass, field

from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.targets import Target


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of a person.

    Arguments:
        dpi: dots per inch of the pictures.
        reason: code for names that have none of their own (``"FRCP 5.2"``); in the log, and in the box if shown.
        tokens: boxes hold tokens; else they are plain black.
        show_reasons: boxes hold the reason too.
        boxes: drawn by a person on this file's pages; files without pages cannot have any.
        keep_text: pages of a PDF keep their text where that is safe, and become pictures where it is not.
        max_pixels: of one page; a larger page is drawn coarser.
        max_pages: a longer file is refused.
        max_unpacked: bytes to which the parts of a Word file may unpack.
    """

    dpi: int = 200
    reason: str = field(default="", repr=False)
    tokens: bool = True
    show_reasons: bool = True
    boxes: tuple[HandBox, ...] = ()
    keep_text: bool = False
    max_pixels: int = 60_000_000
    max_pages: int = 20_000
    max_unpacked: int = 1 << 30

    def reason_for(self, target: Target) -> str:
        """The code for a name: its own, or that of the whole copy."""
        return target.reason or self.reason

    def shown_reason(self, code: str) -> str:
        """What of a code stands in a box."""
        return code if self.show_reasons else ""

    def words(self, label: str, code: str) -> str:
        """What stands in a box on a page; empty for a plain one."""
        return " ".join(part for part in (label if self.tokens else "", self.shown_reason(code)) if part)


@dataclass(frozen=True, slots=True)
class Covered:
    """One place that was covered.

    Arguments:
        box: on its page, in points; None in a file without pages.
        place: where a person finds it in such a file (``"word/document.xml, paragraph 14"``).
        label: what stands there now.
        source: how it was found: ``"text"``, ``"picture"`` by OCR, or ``"hand"``: a person drew the box.
        reason: code, or empty.
        who, when: who drew a box by hand, and when; empty for all others.
    """

    box: Box | None
    label: str
    place: str = ""
    source: str = "text"
    reason: str = field(default="", repr=False)
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """A copy that was made.

    Arguments:
        covered: every place, in order.
        pages: how many it has; 0 for a file without pages.
        by_picture: pages whose names could be found by OCR alone, which a person should look at.
        pictures: of a Word file; OCR looked at them, and a person should too.
        removed: what was left out of the copy, in words without the document's text.
        lost: what of that a reader of the original sees, and one of the copy does not.
        bates: of each page, empty where none is stamped; of a number whose prefix spells a name, its digits alone.
        as_pictures: of a copy that keeps text, the pages that do not, each with the reason, to follow "since".
    """

    covered: tuple[Covered, ...]
    pages: int = 0
    by_picture: tuple[int, ...] = ()
    pictures: int = 0
    removed: tuple[str, ...] = ()
    bates: tuple[str, ...] = field(default=(), repr=False)
    as_pictures: tuple[tuple[int, str], ...] = ()
    lost: tuple[str, ...] = ()

    def loss_words(self) -> str:
        """What the copy lacks, in words; empty if nothing."""
        return f"left out, since names in it cannot be found: {', '.join(self.lost)}" if self.lost else ""

    def image_words(self) -> tuple[str, ...]:
        """Which pages became pictures, in words: a line for each reason."""
        pages: dict[str, list[str]] = {}
        for page, why in self.as_pictures:
            pages.setdefault(why, []).append(str(page))
        return tuple(
            f"page {found[0]} became a picture, since {why}"
            if len(found) == 1
            else f"pages {', '.join(found)} became pictures, since {why}"
            for why, found in pages.items()
        )
