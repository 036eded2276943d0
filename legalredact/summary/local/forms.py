"""The local engine's answer to each prompt: entries quoted from the documents, under headings."""

import collections
from collections.abc import Callable, Iterable, Iterator, Sequence

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.review import NO_DATE, NONE_FOUND, Citation, Segment
from legalredact.model.token import TOKEN
from legalredact.summary.local.body import Body
from legalredact.summary.local.chronology import contradictions, events
from legalredact.summary.local.comparison import compare
from legalredact.summary.local.dates import dates_of, in_words
from legalredact.summary.local.deposition import TOPICS, is_routine, special_kind, topic_of
from legalredact.summary.local.entries import Entry, Shown, StructuredFacts, strongest
from legalredact.summary.local.key_passages import centrality, spread_over_sections, without_repetitions, words_of
from legalredact.summary.local.question import answer
from legalredact.summary.local.testimony import Exchange

Extract = Callable[[PayloadDocument], StructuredFacts]
"""Takes the facts out of a document, tells the progress, and ends if it is canceled."""

Form = Callable[[Payload, Extract], tuple[Segment, ...]]

_MOST = {
    EntryKind.DOCUMENT: 5,
    EntryKind.COURT: 6,
    EntryKind.PARTIES: 12,
    EntryKind.DISPOSITION: 8,
    EntryKind.HOLDINGS: 5,
    EntryKind.OUTCOMES: 8,
    EntryKind.CLAIMS: 14,
    EntryKind.DEFENSES: 8,
    EntryKind.RELIEF: 6,
    EntryKind.TERM: 4,
    EntryKind.PAYMENT: 5,
    EntryKind.TERMINATION: 4,
    EntryKind.NOTICE: 3,
    EntryKind.LAW: 2,
    EntryKind.ITEMS: 15,
    EntryKind.AMOUNTS: 8,
    EntryKind.REQUESTS: 30,
    EntryKind.DEADLINES: 6,
    EntryKind.ADMISSIONS: 6,
    EntryKind.NO_RECOLLECTION: 4,
    EntryKind.CORRECTIONS: 4,
    EntryKind.OBJECTIONS: 4,
    EntryKind.EVENTS: 20,
    EntryKind.DUTIES: 12,
    EntryKind.PASSAGES: 8,
    EntryKind.EXHIBITS: 8,
    EntryKind.SIGNATURES: 3,
    EntryKind.NOTES: 5,
}
"""Kinds of an abstract in their order, and how many entries of each it has at most."""
_FIRST = (EntryKind.DOCUMENT, EntryKind.COURT, EntryKind.PARTIES)
_LAST = (EntryKind.EXHIBITS, EntryKind.SIGNATURES, EntryKind.NOTES)
_OF_TRANSCRIPT = (EntryKind.AMOUNTS, EntryKind.EVENTS)
_IN_A_RULING = {EntryKind.CLAIMS: 6, EntryKind.DEFENSES: 4, EntryKind.EVENTS: 10}
"""What a court reports of the parties' papers is less than what the papers say themselves."""
_SPECIAL = (EntryKind.ADMISSIONS, EntryKind.NO_RECOLLECTION, EntryKind.CORRECTIONS, EntryKind.OBJECTIONS)
_WELL_COVERED, _FEW_PASSAGES = 30, 4  # after so many entries of other kinds, fewer passages
_PAGE_WORDS, _MOST_OF_TEXT = 450, 0.6  # duties and passages fill an abstract up to a page, or a share of a short text
_FEW_DUTIES, _MOST_PASSAGES = 4, 16
_FEW = 3  # passages per document in an overview
_NAMED = 6  # tokens listed in an overview
_OPENING = 300  # characters quoted from a document of which nothing else can be said
_KEY_EXCHANGES = 20  # of a transcript in an abstract
_ALL_EXCHANGES, _SHARE, _CHUNK = 40, 0.2, 50  # up to so many a digest has all; of more a share of each chunk


def abstracts(payload: Payload, read: Extract) -> tuple[Segment, ...]:
    """For each document its entries by kind; of each kind the most important, in the document's order."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_abstract(read(d))))


def chronology(payload: Payload, read: Extract) -> tuple[Segment, ...]:
    """Every date of all documents with its event, oldest first; then events for which documents give different days."""
    found = events(read(document).body for document in payload.documents)
    by_date: dict[str, dict[Segment, None]] = {}
    for event in found:
        by_date.setdefault(event.date, {})[event.body.quoted(event.span)] = None
    if not by_date:
        return (_heading("No dates"), Segment(NO_DATE, _all_of(payload.documents)))
    listed = [s for date, rows in by_date.items() for s in (_heading(date), *rows)]
    for group in contradictions(found):
        days = dict.fromkeys(event.date for event in group)
        listed += [_heading(f"Different dates: {' or '.join(days)}"), *(e.body.quoted(e.span) for e in group)]
    return tuple(listed)


def digest(payload: Payload, read: Extract) -> tuple[Segment, ...]:
    """For each transcript its testimony by topic, each question with its answer; an abstract of other documents."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_testimony(read(d))))


def overview(payload: Payload, read: Extract) -> tuple[Segment, ...]:
    """For each document what it is, a few key passages, the tokens that are named most, and the range of its dates."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_overview(d, read(d))))


def comparison(payload: Payload, _read: Extract) -> tuple[Segment, ...]:
    """See `comparison.compare`."""
    return compare(payload)


def passages(payload: Payload, _read: Extract) -> tuple[Segment, ...]:
    """See `question.answer`."""
    return answer(payload)


def listing(*kinds: EntryKind) -> Form:
    """A form that quotes, for each document, all entries of these kinds under their headings; then those without any.

    The documents' words are not divided into cells: who says a thing and against whom is known only to a reader.
    """

    def listed(payload: Payload, read: Extract) -> tuple[Segment, ...]:
        told = [(document, _listed(read(document), kinds)) for document in payload.documents]
        found = [(document, new) for document, new in told if new]
        found += [(document, [Segment(NONE_FOUND, _all_of([document]))]) for document, new in told if not new]
        return tuple(s for document, new in found for s in (_heading(document.masked_title), *new))

    return listed


FORMS: dict[str, Form] = {
    "document-abstract": abstracts,
    "chronology": chronology,
    "deposition-digest": digest,
    "production-overview": overview,
    "claims-and-relief": listing(
        EntryKind.CLAIMS, EntryKind.DEFENSES, EntryKind.RELIEF, EntryKind.DISPOSITION, EntryKind.OUTCOMES
    ),
    "parties-and-roles": listing(EntryKind.PARTIES),
    "damages": listing(EntryKind.ITEMS, EntryKind.AMOUNTS),
    "document-comparison": comparison,
    "matter-question": passages,
}
"""By the id of the prompt."""


def sections(facts: StructuredFacts, kinds: Iterable[EntryKind], shown: Shown) -> Iterator[Segment]:
    """For each kind that has entries its heading, and its entries as quotations; none that was shown before."""
    for kind in kinds:
        new = [entry for entry in _ranked(facts, kind, shown) if shown.add(entry.span)]
        if new:
            yield _heading(kind)
            yield from (facts.body.quoted(entry.span) for entry in new)


def _listed(facts: StructuredFacts, kinds: Iterable[EntryKind]) -> list[Segment]:
    shown, found = Shown(), list[Segment]()
    for kind in kinds:
        if new := [entry for entry in facts.of(kind) if shown.add(entry.span)]:
            found += [_heading(kind), *(facts.body.quoted(entry.span) for entry in new)]
    return found


def _abstract(facts: StructuredFacts) -> list[Segment]:
    """What a document is and who appears in it; then requests of mail, or testimony of a transcript; then the rest."""
    shown, body = Shown(), facts.body
    found = list(sections(facts, _FIRST, shown))
    if body.exchanges:
        found += _by_topic(body, _key_exchanges(body, _KEY_EXCHANGES, 0), shown)
        found += sections(facts, (*_OF_TRANSCRIPT, *_LAST), shown)
        return found
    if any(entry.is_head for entry in facts.of(EntryKind.REQUESTS)):
        found += sections(facts, [EntryKind.REQUESTS], shown)
    found += sections(facts, [kind for kind in _MOST if kind not in _FIRST], shown)
    return found or _opening(body)


def _ranked(facts: StructuredFacts, kind: EntryKind, shown: Shown) -> tuple[Entry, ...]:
    """The most important entries of a kind that were not shown, in the document's order."""
    entries = tuple(entry for entry in facts.of(kind) if not shown.has(entry.span))
    most = _MOST[kind]
    if facts.of(EntryKind.DISPOSITION):
        most = _IN_A_RULING.get(kind, most)
    if kind is EntryKind.PASSAGES:
        fewest = most if len(shown) < _WELL_COVERED and not facts.of(EntryKind.DUTIES) else _FEW_PASSAGES
        new = without_repetitions(facts.body, spread_over_sections(facts.body, entries), _MOST_PASSAGES)
        return _up_to_a_page(facts.body, new, fewest, shown)
    ranks = {entry.span: entry.weight for entry in facts.of(EntryKind.PASSAGES)}
    if kind is EntryKind.REQUESTS:
        return entries[:most]
    if kind is EntryKind.DUTIES:
        ranked = sorted(entries, key=lambda one: (-one.weight, -ranks.get(one.span, 0.0), one.span))[:most]
        return _up_to_a_page(facts.body, ranked, _FEW_DUTIES, shown)
    return strongest(entries, most, ranks)


def _up_to_a_page(body: Body, ranked: Sequence[Entry], fewest: int, shown: Shown) -> tuple[Entry, ...]:
    """The best entries, in the document's order: a few, and more while the abstract is shorter than a page."""
    left = min(_PAGE_WORDS, _MOST_OF_TEXT * len(body.plain.split()))
    left -= sum(len(body.words(span).split()) for span in shown.spans)
    best: list[Entry] = []
    for entry in ranked:
        left -= len(body.words(entry.span).split())
        if len(best) >= fewest and left < 0:
            break
        best.append(entry)
    return tuple(sorted(best, key=lambda one: one.span))


def _testimony(facts: StructuredFacts) -> list[Segment]:
    body, shown = facts.body, Shown()
    if not body.exchanges:
        return _abstract(facts)
    told = _key_exchanges(body, _ALL_EXCHANGES, _SHARE)
    return [*sections(facts, _FIRST, shown), *_by_topic(body, told, shown), *sections(facts, _LAST, shown)]


def _by_topic(body: Body, told: Sequence[Exchange], shown: Shown) -> list[Segment]:
    """Exchanges under what is special about them, else under their topic."""
    groups: dict[EntryKind, list[Exchange]] = {kind: [] for kind in (*_SPECIAL, *TOPICS)}
    for one in told:
        groups[special_kind(body, one) or topic_of(body, one)].append(one)
    found: list[Segment] = []
    for kind, group in groups.items():
        new = [one for one in group if shown.add(one.span)]
        if new:
            found += [_heading(kind), *(body.quoted(one.span) for one in new)]
    return found


def _key_exchanges(body: Body, most: int, share: float) -> list[Exchange]:
    """The exchanges that are special, and the best of the others: the same share of each chunk of the transcript."""
    told = [one for one in body.exchanges if not is_routine(body, one)]
    if len(told) <= most:
        return told
    special = {one.span for one in told if special_kind(body, one) is not None}
    share = max(share, most / len(told))
    kept: list[Exchange] = []
    for start in range(0, len(told), _CHUNK):
        chunk = told[start : start + _CHUNK]
        ranks = centrality([words_of(body.words(one.span)) for one in chunk])
        ranked = sorted(range(len(chunk)), key=lambda n: (-ranks[n], n))
        best = set(ranked[: round(share * len(chunk))])
        kept += [one for n, one in enumerate(chunk) if n in best or one.span in special]
    return kept


def _overview(document: PayloadDocument, facts: StructuredFacts) -> list[Segment]:
    shown, body = Shown(), facts.body
    heads = strongest(facts.of(EntryKind.DOCUMENT, EntryKind.COURT), _FEW, {})
    best = without_repetitions(body, facts.of(EntryKind.PASSAGES), _FEW)
    told = [one for one in (*heads, *sorted(best, key=lambda one: one.span)) if shown.add(one.span)]
    passages = [body.quoted(one.span) for one in told] or _opening(body)
    text = "\n".join(passage.masked_text for passage in document.passages)
    return [*passages, *_who(document, text), *_when(document, text)]


def _opening(body: Body) -> list[Segment]:
    """The beginning of a document of which nothing else can be said: a form, a list."""
    for one in body.statements:
        text = one.span.of(body.unit.text)
        return [body.quoted(Span(one.span.start, one.span.start + _cut(text)))]
    return [Segment("This document holds no text.")]


def _cut(text: str) -> int:
    """The end of the quotation: the end of the text, or a gap between words, if there is any."""
    if len(text) <= _OPENING:
        return len(text)
    return len(text[:_OPENING].rsplit(maxsplit=1)[0])


def _who(document: PayloadDocument, text: str) -> Iterator[Segment]:
    counted = collections.Counter(TOKEN.findall(text)).most_common(_NAMED)
    if counted:
        yield Segment(f"Named most often: {', '.join(token for token, _ in counted)}.", _all_of([document]))


def _when(document: PayloadDocument, text: str) -> Iterator[Segment]:
    values = sorted({date.value for date in dates_of(text) if not date.value.startswith("--")})
    if len(values) > 1:
        yield Segment(f"Dates from {in_words(values[0])} to {in_words(values[-1])}.", _all_of([document]))
    elif values:
        yield Segment(f"Date: {in_words(values[0])}.", _all_of([document]))


def _heading(masked_text: str) -> Segment:
    return Segment(str(masked_text), heading=True)


def _all_of(documents: Sequence[PayloadDocument]) -> tuple[Citation, ...]:
    return tuple(Citation(d.id, d.passages[0].id, d.passages[-1].id) for d in documents if d.passages)
