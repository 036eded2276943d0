"""Inventory of a document: which classes of personal data it holds, how much stays after masking, and the risk.

The classes follow guidance on data for AI services: direct and quasi-identifiers, sensitive attributes, behavioral
data, metadata. Combinations matter: ZIP code, birth date and sex identify most people (L. Sweeney, "Simple
Demographics Often Identify People Uniquely", 2000).
"""

import bisect
import enum
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legalredact.governance.inventory_patterns import BEHAVIOURAL, METADATA, QUASI, SENSITIVE
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, Document
from legalredact.model.mention import Kind, Mention, Span
from legalredact.model.register import Decision, Entity


class PiiClass(enum.StrEnum):
    """Classes of personal data."""

    DIRECT = "direct"
    QUASI = "quasi"
    SENSITIVE = "sensitive"
    BEHAVIOURAL = "behavioural"
    METADATA = "metadata"


class Risk(enum.StrEnum):
    """How likely the remaining data identifies a person."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One kind of data in a document.

    Arguments:
        what: ``"person"``, ``"health"``, ``"zip"``, …
        count: number of occurrences.
        left: occurrences that stay in clear after masking.
    """

    pii: PiiClass
    what: str
    count: int
    left: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The contents of a document, in the order of the classes; `reasons` explain the risk in words."""

    document_id: str
    held: tuple[InventoryRow, ...]
    risk: Risk
    reasons: tuple[str, ...]

    def count(self, pii: PiiClass) -> tuple[int, int]:
        """(occurrences, left in clear) of a class."""
        rows = [one for one in self.held if one.pii is pii]
        return sum(one.count for one in rows), sum(one.left for one in rows)


_KINDS: Mapping[Kind, PiiClass] = {
    Kind.PERSON: PiiClass.DIRECT,
    Kind.ORGANIZATION: PiiClass.DIRECT,
    Kind.SSN: PiiClass.DIRECT,
    Kind.TAXPAYER: PiiClass.DIRECT,
    Kind.PHONE: PiiClass.DIRECT,
    Kind.EMAIL: PiiClass.DIRECT,
    Kind.ACCOUNT: PiiClass.DIRECT,
    Kind.CARD: PiiClass.DIRECT,
    Kind.LICENCE: PiiClass.DIRECT,
    Kind.PASSPORT: PiiClass.DIRECT,
    Kind.BIRTH_DATE: PiiClass.QUASI,
    Kind.ADDRESS: PiiClass.QUASI,
    Kind.VEHICLE: PiiClass.QUASI,
    Kind.CASE_NUMBER: PiiClass.QUASI,
    Kind.IP: PiiClass.METADATA,
    Kind.URL: PiiClass.METADATA,
}
"""Government bodies and amounts are not personal data."""
STRETCH = 20_000
"""Characters that are searched at a time."""
UNDECIDED = "possible name"
"""Mentions of which detection is uncertain and that are undecided."""
_PATTERNS = {
    PiiClass.QUASI: QUASI,
    PiiClass.SENSITIVE: SENSITIVE,
    PiiClass.BEHAVIOURAL: BEHAVIOURAL,
    PiiClass.METADATA: METADATA,
}
_TRACES: Mapping[BlockKind, str] = {
    BlockKind.PROPERTY: "file property",
    BlockKind.BOOKMARK: "bookmark",
    BlockKind.LINK: "link",
    BlockKind.COMMENT: "comment",
    BlockKind.INSERTION: "tracked change",
    BlockKind.DELETION: "tracked change",
}


def inventory(document: Document, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Inventory:
    """The inventory of one document.

    Arguments:
        mentions: with their entities' ids.
        entities: the register's, by id.
    """
    masked = [m.span for m in mentions if _is_masked(document.id, m, entities)]
    found = [*_named(document.id, mentions, entities), *_read(document.text, masked), *_traces(document)]
    totals: Counter[tuple[PiiClass, str]] = Counter()
    left: Counter[tuple[PiiClass, str]] = Counter()
    for pii, what, stays in found:
        totals[pii, what] += 1
        left[pii, what] += stays
    order = list(PiiClass)
    keys = sorted(totals, key=lambda key: (order.index(key[0]), key[1]))
    held = tuple(InventoryRow(pii, what, totals[pii, what], left[pii, what]) for pii, what in keys)
    risk, reasons = risk_of(held)
    return Inventory(document.id, held, risk, reasons)


def risk_of(held: Iterable[InventoryRow]) -> tuple[Risk, tuple[str, ...]]:
    """The risk of the data that is left, and the reasons for it."""
    rows = tuple(held)
    left = {pii: {one.what for one in rows if one.left and one.pii is pii} for pii in PiiClass}
    high = tuple(_high(left[PiiClass.DIRECT] - {UNDECIDED}, left[PiiClass.QUASI], left[PiiClass.SENSITIVE]))
    if high:
        return Risk.HIGH, high
    medium = tuple(_medium(left))
    return (Risk.MEDIUM, medium) if medium else (Risk.LOW, ())


def _high(direct: Collection[str], quasi: Collection[str], sensitive: Collection[str]) -> Iterator[str]:
    if direct:
        yield f"left in clear: {_words(direct)}"
    if {"zip", "birth_date"} <= set(quasi):
        yield "ZIP code and birth date together name most people"
    elif len(quasi) >= 3:
        yield f"together they point at one person: {_words(quasi)}"
    if sensitive and quasi:
        yield f"{_words(sensitive)}, of somebody whom {_words(quasi)} can point at"


def _medium(left: Mapping[PiiClass, Collection[str]]) -> Iterator[str]:
    quasi = left[PiiClass.QUASI]
    if UNDECIDED in left[PiiClass.DIRECT]:
        yield "possible names on which nobody has decided stay in clear"
    if left[PiiClass.SENSITIVE]:
        yield f"protected more than other data: {_words(left[PiiClass.SENSITIVE])}"
    if len(quasi) == 2:
        yield f"two that may point at somebody: {_words(quasi)}"
    if left[PiiClass.BEHAVIOURAL]:
        yield f"what somebody did, as records have it: {_words(left[PiiClass.BEHAVIOURAL])}"


def _named(
    document_id: str, mentions: Iterable[Mention], entities: Mapping[str, Entity]
) -> Iterator[tuple[PiiClass, str, bool]]:
    for mention in mentions:
        entity = entities.get(mention.entity)
        if mention.kind not in _KINDS or entity is None:
            continue
        decision = entity.decision_at(document_id, mention.span)
        if entity.masked_at(document_id, mention.span):
            yield _KINDS[mention.kind], mention.kind.value, False
        elif decision is Decision.OPEN and not entity.kept:
            yield PiiClass.DIRECT, UNDECIDED, True
        elif not entity.kind.is_name:  # a number that somebody leaves in clear is still one; a dismissed name is none
            yield _KINDS[mention.kind], mention.kind.value, True


def _read(text: str, masked: Iterable[Span]) -> Iterator[tuple[PiiClass, str, bool]]:
    covered = sorted(masked)
    for stretch in stretches(text):
        for pii, patterns in _PATTERNS.items():
            for what, pattern in patterns.items():
                for match in pattern.finditer(text, stretch.start, stretch.end):
                    yield pii, what, not _is_covered(Span(*match.span()), covered)


def stretches(text: str, size: int = STRETCH) -> Iterator[Span]:
    """The text in parts of at most that many characters, split at line ends where possible.

    A regular expression holds the interpreter lock while it runs, and the window must repaint in the meantime.
    """
    start = 0
    while start < len(text):
        end = min(len(text), start + size)
        cut = text.rfind("\n", start, end) + 1 if end < len(text) else end
        end = cut if cut > start else end
        yield Span(start, end)
        start = end


def _is_covered(span: Span, covered: Sequence[Span]) -> bool:
    """Whether the last covered span that begins before it contains it; `covered` is in order."""
    at = bisect.bisect_right(covered, span.start, key=lambda one: one.start) - 1
    return at >= 0 and covered[at].contains(span)


def _traces(document: Document) -> Iterator[tuple[PiiClass, str, bool]]:
    """Blocks outside the page are never sent; comments and tracked changes are."""
    for block in document.blocks:
        if block.kind in _TRACES:
            yield PiiClass.METADATA, _TRACES[block.kind], block.kind not in BESIDE_THE_PAGE
    for page in document.pages:
        if page.bates:
            yield PiiClass.METADATA, "Bates number", False


def _is_masked(document_id: str, mention: Mention, entities: Mapping[str, Entity]) -> bool:
    entity = entities.get(mention.entity)
    return entity is not None and entity.masked_at(document_id, mention.span)


def _words(names: Iterable[str]) -> str:
    return ", ".join(sorted(name.replace("_", " ") for name in names))
