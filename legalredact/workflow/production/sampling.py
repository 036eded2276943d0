"""Sampling review: a person reads random pages as they would be sent, and counts the names that were missed."""

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legalredact.errors import UsageError
from legalredact.model.document import Block, Document
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import MaskedText
from legalredact.model.production_sample import Sample, SampledPage, SampleUnit
from legalredact.model.register import Entity, Register
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.queue import Why, why_asked
from legalredact.workflow.production.sampling_estimate import ElusionEstimate, estimate

PAGE = 2_500
"""Characters that count as a page in files without pages."""
MOST_MISSED = 999
"""More than a person counts on one page."""


def draw(matter: OpenMatter, pages: int, seed: str) -> Sample:
    """Draw that many pages at random from all documents of the matter, and store the sample with its seed.

    With the seed of the existing sample, in an unchanged matter, the findings on its pages stay.

    Errors: UsageError if there is nothing to draw from, or no page is requested.
    """
    stretches = [stretch for document in matter.documents for stretch in stretches_of(document)]
    if not stretches or pages < 1:
        raise UsageError("There is no page to draw.", "Add documents first, and ask for one page at least.")
    before, made_for = matter.store.sample(), masked_digest(matter.register)
    found = {p.stretch: p.missed for p in before.pages} if before and before.made_for == made_for else {}
    chosen = drawn(stretches, pages, seed)
    sample = Sample(seed, len(stretches), made_for, tuple(SampledPage(one, found.get(one)) for one in chosen))
    details = (("seed", seed), ("pages", len(chosen)), ("of", len(stretches)))
    with matter.act("name.sample", *details):
        matter.store.put_sample(sample)
    return sample


def mark(matter: OpenMatter, number: int, missed: int) -> Sample:
    """Record how many names were missed on a sampled page.

    Arguments:
        number: of the page in the sample, from 1.
        missed: places with a name that must be masked and is not.

    Errors: UsageError if there is no such page, or no such count.
    """
    sample = matter.store.sample()
    if sample is None or not 1 <= number <= len(sample.pages):
        raise UsageError("The sample has no such page.", "Draw a sample, and count its pages from 1.")
    if not 0 <= missed <= MOST_MISSED:
        raise UsageError("That is not a count of names.", f"Say how many were missed on the page, 0 to {MOST_MISSED}.")
    pages = list(sample.pages)
    pages[number - 1] = replace(pages[number - 1], missed=missed)
    marked = replace(sample, pages=tuple(pages))
    with matter.act("name.look", ("page", number), ("missed", missed), ("seed", sample.seed)):
        matter.store.put_sample(marked)
    return marked


def drawn(stretches: Iterable[SampleUnit], pages: int, seed: str) -> list[SampleUnit]:
    """That many of them at random: the first by a digest of seed and place, the same on every machine.

    A larger draw with the same seed begins with the smaller one.
    """
    return heapq.nsmallest(pages, stretches, key=lambda one: _lot(seed, one))


def _lot(seed: str, stretch: SampleUnit) -> str:
    return hashlib.sha256(f"{seed}\0{stretch.document_id}\0{stretch.span.start}".encode()).hexdigest()


def stretches_of(document: Document) -> Iterator[SampleUnit]:
    """A document cut into pages; if it has none, into groups of complete blocks of that length."""
    together: list[Block] = []
    for block in document.blocks:
        if together and not _same_page(together, block):
            yield _stretch(document, together)
            together = []
        together.append(block)
    if together:
        yield _stretch(document, together)


def _same_page(together: Sequence[Block], block: Block) -> bool:
    first = together[0]
    return block.page == first.page and (block.page > 0 or block.span.end - first.span.start <= PAGE)


def _stretch(document: Document, blocks: Sequence[Block]) -> SampleUnit:
    return SampleUnit(document.id, blocks[0].page, Span(blocks[0].span.start, blocks[-1].span.end))


def masked_digest(register: Register) -> str:
    """Masked entities with their spellings."""
    masked = sorted(
        "\0".join((entity.id, *entity.spellings, *map(str, entity.local)))
        for entity in register.entities
        if entity.masked_somewhere
    )
    return hashlib.sha256("\n".join(masked).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SampleExcerpt:
    """Some characters of a page as it would be sent.

    Arguments:
        text: the characters, or the token that replaces them.
        masked: it is a token.
        possible: a name of the possible tier, in clear at present.
        entity: whose name it is.
    """

    text: str = field(repr=False)
    masked: bool = False
    possible: bool = False
    entity: Entity | None = None


def as_it_leaves(
    document: Document,
    masked: MaskedText,
    span: Span,
    mentions: Iterable[Mention],
    entities: Mapping[str, Entity],
) -> tuple[SampleExcerpt, ...]:
    """A span of a document as it would be sent, read from its mask; possible names, which stay in clear, are marked.

    Arguments:
        masked: the document's mask.
        entities: by id.
    """
    by_token = {entity.token: entity for entity in entities.values() if entity.token}
    pieces: list[SampleExcerpt] = []
    possible = [m for m in mentions if m.entity in entities and why_asked(entities[m.entity]) is Why.POSSIBLE]
    at = span.start
    for one in masked.occurrences:
        if one.clear_span.end <= at or one.clear_span.start >= span.end:
            continue
        pieces += _in_clear(document, Span(at, max(at, one.clear_span.start)), possible, entities)
        if one.clear_span.start >= span.start:
            printed = one.masked_span.of(masked.text)
            pieces.append(SampleExcerpt(printed, masked=True, entity=by_token.get(one.token)))
        at = min(one.clear_span.end, span.end)
    pieces += _in_clear(document, Span(at, span.end), possible, entities)
    return tuple(piece for piece in pieces if piece.text)


def _in_clear(
    document: Document, span: Span, possible: Iterable[Mention], entities: Mapping[str, Entity]
) -> Iterator[SampleExcerpt]:
    """A span that is not masked, with its possible names as excerpts of their own."""
    at = span.start
    for mention in sorted(possible, key=lambda one: one.span):
        if span.contains(mention.span) and mention.span.start >= at:
            yield SampleExcerpt(document.text[at : mention.span.start])
            yield SampleExcerpt(mention.span.of(document.text), possible=True, entity=entities[mention.entity])
            at = mention.span.end
    yield SampleExcerpt(document.text[at : span.end])


@dataclass(frozen=True, slots=True)
class PageRow:
    """A drawn page in a list.

    Arguments:
        number: in the sample, from 1.
        name: of its document, and the page.
        missed: see `SampledPage`.
    """

    number: int
    stretch: SampleUnit
    name: str = field(repr=False)
    missed: int | None

    @property
    def words(self) -> str:
        """Findings on it."""
        return "not yet" if self.missed is None else "none" if not self.missed else f"{self.missed:,}"


def page_rows(sample: Sample, names: Mapping[str, str]) -> tuple[PageRow, ...]:
    """A sample's pages, by their documents' names."""
    return tuple(
        PageRow(number, one.stretch, _place(one.stretch, names), one.missed)
        for number, one in enumerate(sample.pages, 1)
    )


def _place(stretch: SampleUnit, names: Mapping[str, str]) -> str:
    name = names.get(stretch.document_id, "a document that is gone")
    return f"{name}, page {stretch.page}" if stretch.page else name


def holds(sample: Sample, register: Register) -> bool:
    """Whether the same names are masked as when the sample was drawn."""
    return sample.made_for == masked_digest(register)


def estimate_of(sample: Sample) -> ElusionEstimate | None:
    """Estimate for the total; None before a page was reviewed."""
    return estimate(sample.population, sample.looked)


def in_words(found: ElusionEstimate) -> str:
    """For people: ``"Of 12,000 pages, 200 were looked at; …"``."""
    pages = f"{found.looked:,} of {found.population:,} pages looked at"
    seen = "no missed name" if not found.names else f"{_names(found.names)} on {_pages(found.with_miss)}"
    bound = f"at most {_names(found.most_names)} on at most {_pages(found.most_pages)}"
    if found.looked == found.population:
        return f"{pages}: {seen}. Every page was seen."
    return f"{pages}: {seen}. At {found.confidence:.0%}, {bound} of the whole production."


def _names(count: int) -> str:
    return f"{count:,} missed name" if count == 1 else f"{count:,} missed names"


def _pages(count: int) -> str:
    return f"{count:,} page" if count == 1 else f"{count:,} pages"
