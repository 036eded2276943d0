"""Production sets: what a person decided for each document before it is produced, and what was produced."""

import enum
import re
from dataclasses import dataclass, field, replace

_BATES = re.compile(r"(?P<prefix>.*?)(?P<number>\d+)")
_CODES = re.compile(r"\s*;\s*")


class Treatment(enum.StrEnum):
    """How a document goes into a production set."""

    PRODUCE = "produce"
    NATIVE = "native"
    """Its file goes out unchanged, if no covered name is found in it; a slip sheet takes the place of its pages."""
    WITHHOLD = "withhold"
    """A slip sheet takes its place, and the privilege log lists it."""
    LEAVE_OUT = "leave-out"
    """It is not part of the set: no number, no slip sheet, no row."""


class PageForm(enum.StrEnum):
    """The form in which pages are produced."""

    PDF = "pdf"
    IMAGES = "images"
    """One image file a page: TIFF G4, or PNG or JPEG for color and gray."""


class PriorBates(enum.StrEnum):
    """What becomes of Bates numbers that the original bears already."""

    KEEP = "keep"
    """They stay on the page, and the load file names them as PRIORBATES."""
    REPLACE = "replace"
    """Those in a page's text are covered in white, and the load file names none."""


@dataclass(frozen=True, slots=True)
class LogFields:
    """Fields of a privilege log that a person wrote in place of those that were read; None: as read."""

    date: str | None = field(default=None, repr=False)
    author: str | None = field(default=None, repr=False)
    recipients: str | None = field(default=None, repr=False)
    kind: str | None = field(default=None, repr=False)
    description: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """Decisions of a person on one document of a production set.

    Arguments:
        key: of the document's place in the set (see `workflow.production_set.order`).
        codes: reasons for withholding it, or for the privilege log in addition to those of its boxes.
        confidentiality: its legend; None for that of the whole set, empty for none.
        log: fields of the privilege log.
    """

    key: str
    treatment: Treatment = Treatment.PRODUCE
    codes: tuple[str, ...] = field(default=(), repr=False)
    confidentiality: str | None = field(default=None, repr=False)
    log: LogFields = LogFields()


@dataclass(frozen=True, slots=True)
class ProductionPlan:
    """Decisions on documents, by the key of their place.

    Arguments:
        order: keys of families (see `workflow.production_set.order`), in the order that a person chose; families that
            are not in it come after them, in the order in which they were added.
    """

    documents: tuple[PlannedDocument, ...] = ()
    order: tuple[str, ...] = ()

    def by_key(self) -> dict[str, PlannedDocument]:
        """All decisions by key."""
        return {one.key: one for one in self.documents}

    def updated(self, changed: tuple[PlannedDocument, ...]) -> "ProductionPlan":
        """A copy with these decisions in place of earlier ones."""
        merged = self.by_key() | {one.key: one for one in changed}
        return replace(self, documents=tuple(merged.values()))


@dataclass(frozen=True, slots=True)
class ProducedDocument:
    """One document of a finished set.

    Arguments:
        document_id: empty for one that could never be read.
        first, last: Bates numbers of its first and last page.
        pages: number of pages.
        withheld: a slip sheet was produced in its place.
    """

    key: str
    document_id: str
    first: str
    last: str
    pages: int
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ProducedBox:
    """One box of a produced document, for its quality control.

    Arguments:
        document: first Bates number of its document.
        number: of the box in the document, from 1.
        page: of the document, from 1.
        place: x0, y0, x1, y1 in points from the page's upper left corner, as displayed.
        label, reason: as in the redaction log.
    """

    document: str = field(repr=False)
    number: int
    page: int
    place: tuple[float, float, float, float]
    label: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class BoxCheck:
    """A person compared one box of a produced document with the original.

    Arguments:
        document: its first Bates number.
        box: the number of the box in the document, from 1.
        right: whether the box is right.
    """

    document: str = field(repr=False)
    box: int
    right: bool
    who: str = field(repr=False)
    when: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProducedSet:
    """A finished production set.

    Arguments:
        name: also of its volume.
        prefix, digits: of its Bates numbers.
        when, who: when it was finished (UTC, ISO 8601), and by whom.
        digest: SHA-256 of the list of its files and their digests.
        checks: of its quality control.
    """

    name: str = field(repr=False)
    prefix: str = field(repr=False)
    digits: int
    when: str
    who: str = field(repr=False)
    digest: str = ""
    documents: tuple[ProducedDocument, ...] = ()
    checks: tuple[BoxCheck, ...] = ()

    @property
    def pages(self) -> int:
        """Number of its Bates numbers."""
        return sum(one.pages for one in self.documents)

    @property
    def numbers(self) -> range:
        """The numbers that it used, without their prefix."""
        if not self.documents:
            return range(0)
        first, last = bates_parts(self.documents[0].first), bates_parts(self.documents[-1].last)
        return range(first[1] if first else 0, (last[1] if last else 0) + 1)

    def bearing(self, first: str, last: str) -> tuple[ProducedDocument, ...]:
        """Documents with a page in a range of Bates numbers."""
        low, high = bates_parts(first), bates_parts(last)
        if low is None or high is None or low[0] != high[0]:
            return ()
        return tuple(one for one in self.documents if _touches(one, low, high[1]))


def _touches(one: ProducedDocument, low: tuple[str, int], high: int) -> bool:
    first, last = bates_parts(one.first), bates_parts(one.last)
    if first is None or last is None:
        return False
    return first[0] == low[0] and first[1] <= high and low[1] <= last[1]


def bates_parts(text: str) -> tuple[str, int] | None:
    """Prefix (in lower case) and number of a Bates number; None if it is none."""
    match = _BATES.fullmatch(text.strip())
    return (match["prefix"].strip().casefold(), int(match["number"])) if match else None


def codes_in(words: str) -> tuple[str, ...]:
    """The reason codes in one text, which separates them by semicolons; each once."""
    return tuple(dict.fromkeys(code for code in _CODES.split(" ".join(words.split())) if code))


def codes_text(codes: tuple[str, ...]) -> str:
    """Reason codes as one text, as boxes and logs have it."""
    return "; ".join(dict.fromkeys(codes))
