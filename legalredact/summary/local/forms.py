"""The local engine's answer to each prompt: segments quoted from the documents, under headings."""

import collections
import math
from collections.abc import Callable, Iterator, Sequence

from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.pseudonym import TOKEN
from legalredact.model.review import Citation, Segment
from legalredact.summary.local.choice import is_boilerplate, is_stamp, key_sentences, running_passages
from legalredact.summary.local.dates import dates_of, in_words, order
from legalredact.summary.local.testimony import Exchange, exchanges, words_of
from legalredact.summary.local.text import TextParser
from legalredact.summary.local.units import quote, units_of

_MOST = 15  # sentences of an abstract
_FEW = 3  # sentences per document in an overview
_OPENING = 300  # characters quoted from a document without sentences
_NAMED = 6  # tokens listed in an overview
_SHARE_OF_TESTIMONY, _ALL_OF_TESTIMONY = 0.2, 12

Form = Callable[[Payload, TextParser], tuple[Segment, ...]]


def abstracts(payload: Payload, reader: TextParser) -> tuple[Segment, ...]:
    """For each document its key sentences, in its order."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_key_passages(d, reader, _MOST)))


def chronology(payload: Payload, reader: TextParser) -> tuple[Segment, ...]:
    """Every dated sentence or line of all documents under its (first) date, oldest first."""
    dated = [entry for document in payload.documents for entry in _dated(document, reader)]
    by_date: dict[str, dict[Segment, None]] = {}
    for value, segment in sorted(dated, key=lambda entry: order(entry[0])):  # stable: else in the documents' order
        by_date.setdefault(value, {})[segment] = None
    if not by_date:
        return (_heading("No dates"), Segment("No event with a date was found.", _all_of(payload.documents)))
    return tuple(s for value, entries in by_date.items() for s in (_heading(in_words(value)), *entries))


def digest(payload: Payload, reader: TextParser) -> tuple[Segment, ...]:
    """For each transcript its key questions and answers, in order; an abstract of other documents."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_testimony(d, reader)))


def overview(payload: Payload, reader: TextParser) -> tuple[Segment, ...]:
    """For each document a few key sentences, the tokens that are named most, and the range of its dates."""
    return tuple(s for d in payload.documents for s in (_heading(d.masked_title), *_overview(d, reader)))


FORMS: dict[str, Form] = {
    "document-abstract": abstracts,
    "chronology": chronology,
    "deposition-digest": digest,
    "production-overview": overview,
}
"""By the id of the prompt."""


def _key_passages(document: PayloadDocument, reader: TextParser, most: int) -> list[Segment]:
    chosen = key_sentences(document, reader, most)
    units = units_of(document)
    return [quote(document, units[s.text_number], s.start, s.end) for s in chosen] or _opening(document)


def _opening(document: PayloadDocument) -> list[Segment]:
    """The beginning of a document without usable sentences: a table, a form, a list."""
    units = units_of(document)
    texts = [unit.text for unit in units]
    frame = running_passages(texts)
    told = [n for n, text in enumerate(texts) if text.strip() and n not in frame and not is_boilerplate(text)]
    for number in told or [n for n, text in enumerate(texts) if text.strip()]:
        start = len(texts[number]) - len(texts[number].lstrip())
        return [quote(document, units[number], start, _cut(texts[number], start))]
    return [Segment("This document holds no text.")]


def _cut(text: str, start: int) -> int:
    """The end of the quotation: the end of the text, or a gap between words."""
    end = len(text.rstrip())
    if end - start <= _OPENING:
        return end
    return max(text.rfind(" ", start, start + _OPENING), text.rfind("\n", start, start + _OPENING), start + 1)


def _dated(document: PayloadDocument, reader: TextParser) -> Iterator[tuple[str, Segment]]:
    """Dated sentences, and dated lines that are no sentences, as in mails; only passages with a date are parsed."""
    units = units_of(document)
    texts = [unit.text for unit in units]
    frame = running_passages(texts)
    dates = {n: found for n, text in enumerate(texts) if n not in frame and (found := dates_of(text))}
    numbers = list(dates)
    for stretch in reader.sentences([texts[number] for number in numbers], document.id):
        for sentence in stretch:
            number = numbers[sentence.text_number]
            inside = [d for d in dates[number] if sentence.start <= d.span.start < sentence.end]
            if inside and not is_stamp(texts[number][sentence.start : sentence.end]):
                yield inside[0].value, quote(document, units[number], sentence.start, sentence.end)


def _testimony(document: PayloadDocument, reader: TextParser) -> list[Segment]:
    found = exchanges(document)
    if not found:
        return _key_passages(document, reader, _MOST)
    chosen = _key_exchanges(document, found, reader)
    units = units_of(document)
    return [quote(document, units[s.unit], s.start, s.end) for exchange in chosen for s in exchange.stretches]


def _key_exchanges(document: PayloadDocument, found: Sequence[Exchange], reader: TextParser) -> list[Exchange]:
    """The same share from every chunk of the transcript, so that no part of the testimony is left out."""
    if len(found) <= _ALL_OF_TESTIMONY:
        return list(found)
    texts = [unit.text for unit in units_of(document)]
    share = max(_SHARE_OF_TESTIMONY, _ALL_OF_TESTIMONY / len(found))
    chosen: list[int] = []
    first = 0
    for distances in reader.distances([words_of(exchange, texts) for exchange in found], document.id):
        ranked = sorted(range(len(distances)), key=lambda n: (distances[n], n))
        chosen += (first + n for n in ranked[: math.ceil(share * len(distances))])
        first += len(distances)
    return [found[number] for number in sorted(chosen)]


def _overview(document: PayloadDocument, reader: TextParser) -> list[Segment]:
    passages = _key_passages(document, reader, _FEW)
    text = "\n".join(passage.masked_text for passage in document.passages)
    return [*passages, *_who(document, text), *_when(document, text)]


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
    return Segment(masked_text, heading=True)


def _all_of(documents: Sequence[PayloadDocument]) -> tuple[Citation, ...]:
    return tuple(Citation(d.id, d.passages[0].id, d.passages[-1].id) for d in documents if d.passages)
