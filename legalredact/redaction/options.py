"""How copies are made, and what is noted about each place that was covered."""

from dataclasses import dataclass, field

from legalredact.model.document import Box


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of a person.

    Arguments:
        dpi: dots per inch of the pictures.
        reason: stands in each box beside its label (``"FRCP 5.2"``), and in the log.
        max_pixels: of one page; a larger page is drawn coarser.
        max_pages: a longer file is refused.
        max_unpacked: bytes to which the parts of a Word file may unpack.
    """

    dpi: int = 200
    reason: str = field(default="", repr=False)
    max_pixels: int = 60_000_000
    max_pages: int = 20_000
    max_unpacked: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Covered:
    """One place that was covered.

    Arguments:
        box: on its page, in points; None in a file without pages.
        place: where a person finds it in such a file (``"word/document.xml, paragraph 14"``).
        label: what stands there now.
        source: how it was found: ``"text"``, or ``"picture"`` by OCR.
    """

    box: Box | None
    label: str
    place: str = ""
    source: str = "text"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made.

    Arguments:
        covered: every place, in order.
        pages: how many it has; 0 for a file without pages.
        by_picture: pages whose names could be found by OCR alone, which a person should look at.
        pictures: of a Word file; OCR looked at them, and a person should too.
        removed: what was left out of the copy, in words without the document's text.
    """

    covered: tuple[Covered, ...]
    pages: int = 0
    by_picture: tuple[int, ...] = ()
    pictures: int = 0
    removed: tuple[str, ...] = ()
