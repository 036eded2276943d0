"""Options for making copies, and the record of what was covered."""

from dataclasses import dataclass, field

from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.near_names import NearWord
from legalredact.redaction.targets import Target


@dataclass(frozen=True, slots=True)
class Options:
    """Choices that a person makes for a copy.

    Arguments:
        dpi: resolution of page images.
        reason: reason code for names that have none of their own (``"FRCP 5.2"``); in the log, and in the box if shown.
        tokens: boxes hold tokens; otherwise they are plain black.
        show_reasons: boxes also hold the reason.
        boxes: drawn by a person on this file's pages; not possible for files without pages.
        keep_text: pages of a PDF keep their text where that is safe, and become images where it is not.
        pdf_a: copies that are PDFs are written as PDF/A-2.
        max_pixels: of one page; a larger page is drawn at a lower resolution.
        max_pages: longer files are refused.
        max_unpacked: bytes to which the parts of a Word file may expand.
    """

    dpi: int = 200
    reason: str = field(default="", repr=False)
    tokens: bool = True
    show_reasons: bool = True
    boxes: tuple[HandBox, ...] = ()
    keep_text: bool = False
    pdf_a: bool = False
    max_pixels: int = 60_000_000
    max_pages: int = 20_000
    max_unpacked: int = 1 << 30

    def reason_for(self, target: Target) -> str:
        """The reason code of a name: its own, or that of the whole copy."""
        return target.reason or self.reason

    def shown_reason(self, code: str) -> str:
        """The part of a reason code that a box shows."""
        return code if self.show_reasons else ""

    def words(self, label: str, code: str) -> str:
        """The words in a box on a page; empty for a plain box."""
        return " ".join(part for part in (label if self.tokens else "", self.shown_reason(code)) if part)


@dataclass(frozen=True, slots=True)
class Covered:
    """One covered place.

    Arguments:
        box: on its page, in points; None in a file without pages.
        place: where a person finds it in a file without pages (``"word/document.xml, paragraph 14"``).
        label: the text that replaces the name.
        source: how it was found: ``"text"``, ``"picture"`` (by OCR), or ``"hand"`` (a person drew the box).
        reason: reason code, or empty.
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
        covered: all covered places, in order.
        pages: number of pages; 0 for a file without pages.
        by_picture: pages on which only OCR found names; a person should look at them.
        pictures: number of images in a Word file. OCR read them; a person should look at them too.
        removed: what was left out of the copy, described without text of the document.
        lost: the part of `removed` that a reader of the original sees.
        bates: Bates number of each page, empty if there is none; only its digits if the prefix spells a name.
        hidden: number of annotations and form fields that no reader shows; they were left out.
        near: words that resemble a name and stay, and words that were covered since a name is in or beside them.
        differs: pages that look different in a second program, or that it cannot draw; a person should compare them
            with the original.
        as_pictures: pages of a text copy that became images, each with the reason, worded to follow "since".
        pdf_a: the level of PDF/A that it states, such as ``"PDF/A-2b"``; empty if none was asked for.
    """

    covered: tuple[Covered, ...]
    pages: int = 0
    by_picture: tuple[int, ...] = ()
    pictures: int = 0
    removed: tuple[str, ...] = ()
    bates: tuple[str, ...] = field(default=(), repr=False)
    as_pictures: tuple[tuple[int, str], ...] = ()
    lost: tuple[str, ...] = ()
    hidden: int = 0
    differs: tuple[int, ...] = ()
    near: tuple[NearWord, ...] = field(default=(), repr=False)
    pdf_a: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the original has and the copy lacks, in words without text of the document."""
        hidden = "1 hidden note or form field" if self.hidden == 1 else f"{self.hidden} hidden notes or form fields"
        return (*((hidden,) if self.hidden else ()), *sorted({*self.lost, *self.removed}))

    def lack_words(self) -> str:
        """What this copy lacks, in one line; empty if nothing."""
        return f"this copy lacks: {'; '.join(self.lacks)}" if self.lacks else ""

    def differs_words(self) -> str:
        """Which pages a person should compare with the original, in words; empty if none."""
        if not self.differs:
            return ""
        pages = ", ".join(map(str, self.differs))
        which = f"page {pages} looks" if len(self.differs) == 1 else f"pages {pages} look"
        return f"{which} different in a second program, or cannot be drawn by it: compare with the original"

    def pdf_a_words(self) -> str:
        """The level of PDF/A, and why it is not the one that says what each letter means; empty if none."""
        if not self.pdf_a.endswith("b"):
            return self.pdf_a
        return f"{self.pdf_a}, not 2u, since not all of its pages keep their text or not each letter has a meaning"

    def loss_words(self) -> str:
        """What the copy lacks, in words; empty if nothing."""
        return f"left out, since names in it cannot be found: {', '.join(self.lost)}" if self.lost else ""

    def image_words(self) -> tuple[str, ...]:
        """Which pages became images, in words: a line for each reason."""
        pages: dict[str, list[str]] = {}
        for page, why in self.as_pictures:
            pages.setdefault(why, []).append(str(page))
        return tuple(
            f"page {found[0]} became a picture, since {why}"
            if len(found) == 1
            else f"pages {', '.join(found)} became pictures, since {why}"
            for why, found in pages.items()
        )
