"""The body of a masked document: its text without headers and footers, divided into statements and sections.

Statements are whole sentences, lines (of a caption, a signature block, a list) and rows of tables. All spans are
characters of one text, in which each passage begins on a new line, so that an entry may span several passages.
"""

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.matching.citations.find import case_citations
from legalredact.matching.facts.find import Fact, facts
from legalredact.matching.text.quoted_mail import without_quote_marks
from legalredact.model.mention import Span
from legalredact.model.payload import PayloadDocument
from legalredact.model.review import Segment
from legalredact.summary.local.headings import is_heading
from legalredact.summary.local.quotations import TextUnit, quote
from legalredact.summary.local.running_lines import is_stamp, running_passages
from legalredact.summary.local.sentences import Kind, Statement, statements_of
from legalredact.summary.local.table_rows import table_rows
from legalredact.summary.local.testimony import Exchange, exchanges

_BESIDE = re.compile(r"\b(?:picture|header|footer|field code|comment)\b")
_COMMENT = re.compile(r"\bcomment\b")
_OPENING_MARKS, _LONGEST_QUOTED = '“"', 700


@dataclass(frozen=True)
class Body:
    """A document's own text.

    Arguments:
        document: masked.
        unit: its text, of the passages of the body.
        plain: the same text with the marks of quoted mail as blanks, for patterns.
        statements: sentences, lines and rows in order, not overlapping.
        comments: spans, in `unit`, of comments that people left in the file; they are after the body.
    """

    document: PayloadDocument = field(repr=False)
    unit: TextUnit = field(repr=False)
    plain: str = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    comments: tuple[Span, ...] = ()

    def words(self, span: Span) -> str:
        """The text there, in one line."""
        return " ".join(span.of(self.plain).split())

    def quoted(self, span: Span) -> Segment:
        """The text there, quoted with its source; marks of quoted mail are blanks."""
        return quote(self.document, replace(self.unit, text=self.plain), span.start, span.end)

    def passage(self, number: int) -> Span:
        """The characters of the passage with that number among those of the body."""
        starts = [offset for _, offset in self.unit.passages]
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self.unit.text)
        return Span(starts[number], end)

    def passage_at(self, place: int) -> int:
        """The number, among those of the body, of the passage with that character."""
        return bisect.bisect_right(self.unit.passages, place, key=lambda one: one[1]) - 1

    def page(self, place: int) -> int:
        """The number of the file's page with that character; 0 in a file without pages."""
        return self.document.passages[self.unit.passages[self.passage_at(place)][0]].place.page

    def head(self, passages: int) -> Span:
        """The characters of the first passages."""
        count = min(passages, len(self.unit.passages))
        return Span(0, self.passage(count - 1).end) if count else Span(0, 0)

    @functools.cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Questions with their answers, if it is a transcript."""
        return exchanges(self.plain[: self.end])

    @property
    def end(self) -> int:
        """The end of the text, before the comments."""
        return self.comments[0].start - 1 if self.comments else len(self.plain)

    @functools.cached_property
    def units(self) -> tuple[Statement, ...]:
        """The statements; in a transcript each exchange as one of them, since an answer alone says little."""
        if not self.exchanges:
            return self.statements
        starts = [one.span.start for one in self.exchanges]

        def is_outside(span: Span) -> bool:
            at = bisect.bisect_right(starts, span.start) - 1
            return at < 0 or not self.exchanges[at].span.overlaps(span)

        outside = [one for one in self.statements if is_outside(one.span)]
        inside = [Statement(Kind.EXCHANGE, one.span) for one in self.exchanges]
        return tuple(sorted([*outside, *inside], key=lambda one: one.span))

    @functools.cached_property
    def sentences(self) -> tuple[Statement, ...]:
        """The statements that are whole sentences; none of a transcript's testimony."""
        return tuple(one for one in self.units if one.kind is Kind.SENTENCE)

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Dates, amounts and the like in the body, in order; without those of cited cases."""
        cited = [citation.span for citation in case_citations(self.plain)]
        ends = [span.end for span in cited]
        found = []
        for fact in facts(self.plain):
            at = bisect.bisect_right(ends, fact.span.start)
            if not any(fact.span.overlaps(span) for span in cited[at : at + 2]):
                found.append(fact)
        return tuple(found)

    def facts_in(self, span: Span) -> tuple[Fact, ...]:
        """The facts there."""
        first = bisect.bisect_left(self.facts, span.start, key=lambda fact: fact.span.start)
        last = bisect.bisect_left(self.facts, span.end, key=lambda fact: fact.span.start)
        return self.facts[first:last]

    @functools.cached_property
    def _headings(self) -> tuple[tuple[int, str], ...]:
        lines = (one for one in self.statements if one.kind is Kind.LINE)
        return tuple((one.span.start, words) for one in lines if is_heading(words := self.words(one.span)))

    def section(self, place: int) -> str:
        """The nearest heading above that character; empty if there is none."""
        at = bisect.bisect_right(self._headings, place, key=lambda one: one[0]) - 1
        return self._headings[at][1] if at >= 0 else ""


def body_of(document: PayloadDocument) -> Body:
    """Read a masked document."""
    passages = document.passages
    frame = running_passages(passages)
    labels = [passage.place.label.casefold() for passage in passages]
    own = [n for n in range(len(passages)) if n not in frame and not _BESIDE.search(labels[n])]
    own = _in_order(document, [n for n in own if passages[n].masked_text.strip()])
    comments = [n for n in range(len(passages)) if _COMMENT.search(labels[n]) and passages[n].masked_text.strip()]
    unit = _joined(document, [*own, *comments])
    plain = without_quote_marks(unit.text)
    spans = tuple(_spans(unit))
    cells = [(labels[n], span) for n, span in zip(own, spans, strict=False)]
    rows = table_rows(plain, cells)
    taken = {span.start for row in rows for span in row.cells}
    paged = any(passage.place.page for passage in passages)
    prose = [(span, _goes_on(document, own, n)) for n, span in enumerate(spans[: len(own)]) if span.start not in taken]
    found = [*statements_of(plain, prose, paged=paged), *(Statement(Kind.ROW, row.span) for row in rows)]
    told = [one for one in found if one.kind is Kind.SENTENCE or not is_stamp(one.span.of(plain))]
    statements = _with_lead_ins(plain, sorted(told, key=lambda one: one.span))
    return Body(document, unit, plain, tuple(statements), spans[len(own) :])


def _with_lead_ins(text: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements; words such as "Section 2 provides:" are one with the quotation below them."""
    lead: Statement | None = None
    for one in statements:
        if lead is not None:
            if one.kind is Kind.SENTENCE and one.span.of(text)[0] in _OPENING_MARKS and len(one.span) < _LONGEST_QUOTED:
                yield Statement(Kind.SENTENCE, Span(lead.span.start, one.span.end))
                lead = None
                continue
            yield lead
            lead = None
        if one.kind is Kind.LINE and one.span.of(text).endswith(":") and len(one.span.of(text).split()) > 2:
            lead = one
        else:
            yield one
    if lead is not None:
        yield lead


def _in_order(document: PayloadDocument, own: Sequence[int]) -> list[int]:
    """The passages in order; one that continues a paragraph is directly behind it, before what is at the page break."""
    numbers = {document.passages[number].id: number for number in own}
    first: dict[int, int] = {}
    for number in own:
        above = numbers.get(document.passages[number].continues, number)
        first[number] = first[above] if above < number else number
    return sorted(own, key=lambda number: (first[number], number))


def _goes_on(document: PayloadDocument, own: Sequence[int], at: int) -> bool:
    """Whether the passage continues the paragraph of the one before it."""
    passages = document.passages
    return at > 0 and passages[own[at]].continues == passages[own[at - 1]].id


def _joined(document: PayloadDocument, numbers: Sequence[int]) -> TextUnit:
    texts = [document.passages[number].masked_text for number in numbers]
    starts = itertools.accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return TextUnit("\n".join(texts), tuple(zip(numbers, starts, strict=False)))


def _spans(unit: TextUnit) -> Iterator[Span]:
    starts = [offset for _, offset in unit.passages]
    for start, below in zip(starts, [*starts[1:], len(unit.text) + 1], strict=False):
        yield Span(start, below - 1)
