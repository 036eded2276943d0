"""The local answer to a question: the passages that have its words, quoted. It draws no conclusion."""

from collections import Counter
from collections.abc import Iterator

from legalredact.model.payload import Payload
from legalredact.model.review import Citation, Segment
from legalredact.summary.local.passage_index import RankedPassage, ranked, sentences, terms

PROMPT = "matter-question"
NOT_SAID = "The documents do not say it in the words of the question."
_MOST = 6
"""Most passages of an answer."""
_LEAST, _BESIDE_BEST = 0.34, 0.5
"""Smallest share of the question's words in the best passage, and in another one relative to the best."""
_LONG = 700
"""Characters from which on only the best sentences of a passage are quoted."""


def answer(payload: Payload) -> tuple[Segment, ...]:
    """Quotations under the titles of their documents, in the order of the documents; else `NOT_SAID`."""
    found = ranked(payload.documents, payload.question)
    best = max((one.share for one in found), default=0.0)
    if best < _LEAST:
        everywhere = (Citation(d.id, d.passages[0].id, d.passages[-1].id) for d in payload.documents if d.passages)
        return (Segment(NOT_SAID, tuple(everywhere)),)
    chosen = [one for one in found if one.share >= _BESIDE_BEST * best][:_MOST]
    return tuple(_in_order(payload, chosen))


def _in_order(payload: Payload, chosen: list[RankedPassage]) -> Iterator[Segment]:
    for document in payload.documents:
        here = {one.passage.id: one for one in chosen if one.document.id == document.id}
        if here:
            yield Segment(document.masked_title, heading=True)
        for passage in document.passages:
            if passage.id in here:
                text = _quotation(passage.masked_text, payload.question)
                yield Segment(text, (Citation(document.id, passage.id, passage.id),), quoted=True)


def _quotation(text: str, question: str) -> str:
    """The passage; of a long one the sentence with most words of the question, with those beside it."""
    if len(text) <= _LONG:
        return text.strip()
    places, asked = list(sentences(text)), Counter(terms(question))
    counts = [sum(term in asked for term in set(terms(text[start:end]))) for start, end in places]
    at = max(range(len(places)), key=lambda n: (counts[n], -n))
    first, last = max(0, at - 1), min(len(places) - 1, at + 1)
    return text[places[first][0] : places[last][1]].strip()
