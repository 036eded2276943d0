"""The local answer to a question: the passages that have its words, quoted. It draws no conclusion."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from legalredact.matching.facts.calendar_words import calendar_dates, weekdays
from legalredact.matching.facts.clock import clock_times
from legalredact.matching.facts.fact import Fact, FactKind, Figure
from legalredact.matching.facts.measures import counts, measures
from legalredact.matching.facts.quantities import quantities
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.review import NOT_SAID, Citation, Segment
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.headings import is_heading
from legalredact.summary.local.passage_index import RankedPassage, ranked, terms
from legalredact.summary.local.sentences import Kind

PROMPT = "matter-question"
_MOST = 6
"""Most passages of an answer."""
_LEAST, _BESIDE_BEST = 0.34, 0.5
"""Smallest share of the question's words in the best passage, and in another one relative to the best."""
_Reader = Callable[[str], Iterable[Fact | Figure]]
_ASKED: tuple[tuple[re.Pattern[str], tuple[_Reader, ...]], ...] = (
    (
        re.compile(r"\A\W*(?:(?:on|at|by|since|until|from) )?(?:when|(?:what|which) (?:date|day|year|time))\b", re.I),
        (calendar_dates, clock_times, weekdays),
    ),
    (re.compile(r"\bhow (?:long|old)\b", re.I), (measures, calendar_dates, clock_times, counts)),
    (re.compile(r"\bhow much\b", re.I), (quantities, measures)),
    (re.compile(r"\bhow (?:many|often)\b", re.I), (counts, measures)),
)
"""How a question begins to ask for a value, and what reads such values: an answer has at least one of them."""
_LONG = 700
"""Characters from which on only the best statements of a passage are quoted."""


def answer(payload: Payload) -> tuple[Segment, ...]:
    """Quotations under the titles of their documents, in the order of the documents; else `NOT_SAID`."""
    found = _of_kind(ranked(payload.documents, payload.question), payload.question)
    best = max((one.share for one in found), default=0.0)
    if best < _LEAST:
        everywhere = (Citation(d.id, d.passages[0].id, d.passages[-1].id) for d in payload.documents if d.passages)
        return (Segment(NOT_SAID, tuple(everywhere)),)
    chosen = [one for one in found if one.share >= _BESIDE_BEST * best][:_MOST]
    ids = {(one.document.id, one.passage.id) for one in chosen}
    return tuple(itertools.chain.from_iterable(_quoted(d, ids, payload.question) for d in payload.documents))


def _of_kind(found: Sequence[RankedPassage], question: str) -> Sequence[RankedPassage]:
    """The passages that have a value of the kind that the question asks for; all of them if too few words fit those.

    A value may also be where the passage goes on in the next one.
    """
    readers = next((readers for asked, readers in _ASKED if asked.search(question)), None)
    if readers is None:
        return found
    fitting = [one for one in found if any(_has(text, readers) for text in _whole(one))]
    most, here = (max((one.share for one in some), default=0.0) for some in (found, fitting))
    return fitting if here >= max(_LEAST, _BESIDE_BEST * most) else found


def _has(text: str, readers: Sequence[_Reader]) -> bool:
    """Whether one of the readers finds a value; the numbers of tokens and labels ("page 3") are none."""
    plain = TOKEN.sub(lambda token: "\ufffc" * len(token[0]), text)
    return any(one.kind is not FactKind.LABEL for read in readers for one in read(plain))


def _whole(found: RankedPassage) -> Iterator[str]:
    """The texts of a passage and of those in which it goes on."""
    yield found.passage.masked_text
    yield from (one.masked_text for one in found.document.passages if one.continues == found.passage.id)


def _quoted(document: PayloadDocument, chosen: set[tuple[str, str]], question: str) -> Iterator[Segment]:
    """The chosen passages of a document under its title, each from the beginning to the end of its statements."""
    here = [passage for passage in document.passages if (document.id, passage.id) in chosen]
    if not here:
        return
    yield Segment(document.masked_title, heading=True)
    body = body_of(document)
    numbers = {document.passages[at].id: number for number, (at, _) in enumerate(body.unit.passages)}
    asked = set(terms(question))
    yield from map(body.quoted, _joined(_statements(body, numbers[one.id], asked) for one in here if one.id in numbers))
    for one in here:
        if one.id not in numbers:  # the head or foot of pages
            yield Segment(one.masked_text.strip(), (Citation(document.id, one.id, one.id),), quoted=True)


def _statements(body: Body, passage: int, asked: set[str]) -> Span:
    """The statements of a passage, also where they begin or end in another; in testimony, question and answer.

    Of a long passage the statement with most words of the question, with those beside it.
    """
    whole = body.passage(passage)
    spans = [
        one.span
        for one in body.units
        if one.span.overlaps(whole) and not (one.kind is Kind.LINE and is_heading(body.words(one.span)))
    ]
    if not spans:
        return whole
    if spans[-1].end - spans[0].start > _LONG:
        counts = [len(asked.intersection(terms(body.words(span)))) for span in spans]
        at = counts.index(max(counts))
        spans = spans[max(0, at - 1) : at + 2]
    return Span(spans[0].start, spans[-1].end)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order; those that overlap are one."""
    above: Span | None = None
    for span in sorted(spans):
        if above is not None and span.start < above.end:
            above = Span(above.start, max(above.end, span.end))
        else:
            if above is not None:
                yield above
            above = span
    if above is not None:
        yield above
