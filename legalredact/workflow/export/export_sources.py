"""The cited passages of an export, in full: the cited words with the rest of their paragraph, or with the question."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legalredact.matching.text.one_line import OneLine
from legalredact.model.document import Document
from legalredact.model.export import NumberedSource, Words
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import Passage, Payload, shown_spans
from legalredact.model.review import Segment
from legalredact.workflow.export.export_identifiers import Shortener
from legalredact.workflow.sign_off.citations import CitedPlace, passages_of, source_of

QUOTED_MAIL = "> "
"""Marks that begin a line of quoted mail."""
AROUND = 700
"""Most characters of a part of a passage that is not cited."""
MOST = 4_000
"""Most characters of cited words in one piece."""
_ANSWER, _QUESTION = re.compile(r"\s*A[.:]?\s"), re.compile(r"\s*Q[.:]?\s")
_NEAR = 3
"""Passages between a question and its answer at most: an objection, a page head."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document with what is needed to show its words.

    Arguments:
        mentions: of the document.
    """

    document: Document
    mentions: Sequence[Mention]
    shorten: Shortener

    def words(self, span: Span) -> str:
        """The words of a span, in one line."""
        text = OneLine(self.shorten.part_of(self.document, span, self.mentions)).text
        return " ".join(text.split()).lstrip(QUOTED_MAIL)


def numbered_source(
    number: int, places: Sequence[CitedPlace], around: Sequence[Span], text: SourceText, *, whole: bool = False
) -> NumberedSource:
    """A source: its passages, in which the cited words are marked.

    Arguments:
        places: of the words that statements cite, in the same passages.
        around: the passages, in order.
        whole: these are all passages of the document. If all their words are cited, as by a statement that nothing was
            found there, the place alone is given, unless they are few; also of a long document.
    """
    cited = tuple(sorted(part for place in places for part in place.parts))
    where = dict.fromkeys(text.shorten.name(place.where) for place in sorted(places, key=lambda place: place.span))
    length = sum(map(len, around))
    left = length - sum(map(len, cited))
    if whole and length > (MOST if left > 0 else AROUND):
        around, cited, where = (), (), dict.fromkeys(f"{one} (the whole document)" for one in where)
    parts = [(span, is_cited) for passage in around or cited for span, is_cited in _divided(passage, cited)]
    words = _joined((text.words(span), is_cited) for span, is_cited in parts)
    return NumberedSource(number, text.shorten.name(text.document.name), tuple(where), tuple(_shown(words)))


def _divided(passage: Span, cited: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """A passage, divided where cited words begin and end; whether each part is cited."""
    at = passage.start
    for span in cited:
        start, end = max(span.start, at), min(span.end, passage.end)
        if start < end:
            yield Span(at, start), False
            yield Span(start, end), True
            at = end
    yield Span(at, passage.end), False


def _joined(parts: Iterable[tuple[str, bool]]) -> list[Words]:
    """Neighboring parts of one kind as one; empty ones are left out."""
    told = [(text, is_cited) for text, is_cited in parts if text]
    groups = itertools.groupby(told, lambda part: part[1])
    return [Words(" ".join(text for text, _ in group), is_cited) for is_cited, group in groups]


def _shown(words: Sequence[Words]) -> Iterator[Words]:
    """Parts that are not too long; an ellipsis stands for words that are left out."""
    for order, one in enumerate(words):
        if one.cited:
            rest = "" if len(one.text) <= MOST else " … (the cited passage goes on)"
            yield Words(f"{_first(one.text, MOST)}{rest}")
        elif len(one.text) <= AROUND:
            yield one
        else:
            first = f"{_first(one.text, AROUND // 2)} …" if order else "…"
            last = one.text[-AROUND // 2 :].split(" ", 1)[-1] if order + 1 < len(words) else ""
            yield Words(f"{first} {last}".rstrip(), cited=False)


def _first(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def passages_around(
    segment: Segment, place: CitedPlace, payload: Payload, documents: Mapping[str, Document]
) -> tuple[Span, ...]:
    """The cited passages of a statement in the document of that place, with the rest of their paragraphs; of testimony,
    question and answer."""
    found: dict[Span, Passage] = {}
    for citation in segment.citations:
        cited = passages_of(payload, citation)
        if cited and source_of(cited, citation) == place.document_id:
            whole = next((d.passages for d in payload.documents if d.id == citation.document_id), ())
            found.update((one.clear_span, one) for one in _whole(whole, cited, documents[place.document_id]))
    return shown_spans(found[span] for span in sorted(found))


def _whole(passages: tuple[Passage, ...], cited: tuple[Passage, ...], document: Document) -> tuple[Passage, ...]:
    """The cited passages, and those that belong to them."""
    first, last = passages.index(cited[0]), passages.index(cited[-1])
    while first and passages[first].continues and passages[first].continues == passages[first - 1].id:
        first -= 1
    last = _paragraph_end(passages, last)
    return passages[_question(passages, first, document) : _answer(passages, last, document) + 1]


def _paragraph_end(passages: tuple[Passage, ...], at: int) -> int:
    """The last passage of the paragraph of a passage."""
    while at + 1 < len(passages) and passages[at + 1].continues == passages[at].id:
        at += 1
    return at


def _question(passages: tuple[Passage, ...], at: int, document: Document) -> int:
    """The passage with the question of an answer; the passage itself if it is no answer."""
    if _begins(_ANSWER, passages[at], document):
        for before in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            if _begins(_QUESTION, passages[before], document):
                return before
    return at


def _answer(passages: tuple[Passage, ...], at: int, document: Document) -> int:
    """The last passage of the answer to a question; the passage itself if there is none."""
    if not _begins(_QUESTION, passages[at], document):
        return at
    for after in range(at + 1, min(len(passages), at + 1 + _NEAR)):
        if _begins(_QUESTION, passages[after], document):
            return at
        if _begins(_ANSWER, passages[after], document):
            return _paragraph_end(passages, after)
    return at


def _begins(pattern: re.Pattern[str], passage: Passage, document: Document) -> bool:
    return bool(pattern.match(passage.clear_span.of(document.text)))
