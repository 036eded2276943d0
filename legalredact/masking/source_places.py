"""Finds the source of quoted names: the characters of a document for which a token of a quotation was sent."""

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.masking.quotations import bracketed, quotations, quoted_parts
from legalredact.matching.text.quoted_mail import without_quote_marks
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, Replaced
from legalredact.model.review import Citation, Segment
from legalredact.model.token import TOKEN

TextOf = Callable[[str], str | None]
"""Looks up the clear text of a document of the matter by its id; None if it is gone."""

_QUOTES = str.maketrans(dict.fromkeys("“”‘’„«»'", '"'))
_NOWHERE = Span(0, 0)
_MARK = '"'
_NEAR = 4
_PUNCTUATION = ".,;:!?-–—"


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """The source of a quoted token.

    Arguments:
        span: in the quoting text: the token, with a general form and with spaces that masking added beside it.
        document_id: of the document with the name; empty if the quoted passage is a statement of a summary.
        clear: the name's characters there.
    """

    span: Span
    document_id: str = ""
    clear: Span = _NOWHERE


class SourcePlaces:
    """Sources of the quotations of one summary.

    Arguments:
        payload: what the summary was made from.
        text_of: of the documents of the payload; called only for quotations that occur more than once.
    """

    def __init__(self, payload: Payload, text_of: TextOf) -> None:
        self._text_of = text_of
        self._passages = {document.id: document.passages for document in payload.documents}
        self._numbers = {(d.id, p.id): number for d in payload.documents for number, p in enumerate(d.passages)}
        self._folded: dict[tuple[str, int], tuple[str, list[int]]] = {}

    def of(self, segment: Segment) -> dict[int, QuotedSource | None]:
        """The source of each token that the segment quotes, by the token's offset in it; None if it is not certain.

        A token outside quotations is not among them.
        """
        whole = Span(0, len(segment.text))
        if segment.quoted:
            known = self._at(segment)
            return known if known is not None else self._quoted(segment, whole)
        found: dict[int, QuotedSource | None] = {}
        for span in quotations(segment.text):
            if TOKEN.search(span.of(segment.text)):
                found |= self._quoted(segment, span)
        return found

    def _at(self, segment: Segment) -> dict[int, QuotedSource | None] | None:
        """Sources of a quotation whose place is known; None if that place has another text."""
        numbers = [self._numbers.get((one.document_id, one.first)) for one in segment.citations]
        if not numbers or None in numbers or segment.start < 0:
            return None
        # A quotation over several passages cites them in order, and has a line break between them.
        passages = [self._passages[one.document_id][n or 0] for one, n in zip(segment.citations, numbers, strict=True)]
        whole = "\n".join(passage.masked_text for passage in passages)
        if not any(one.startswith(segment.text, segment.start) for one in (whole, without_quote_marks(whole))):
            return None
        starts = list(itertools.accumulate((len(one.masked_text) + 1 for one in passages[:-1]), initial=0))
        found: dict[int, QuotedSource | None] = {}
        for token in TOKEN.finditer(segment.text):
            at = segment.start + token.start()
            which = bisect.bisect_right(starts, at) - 1
            document_id = segment.citations[which].document_id
            found[token.start()] = _source(segment.text, token, passages[which], at - starts[which], document_id)
        return found

    def _quoted(self, segment: Segment, quotation: Span) -> dict[int, QuotedSource | None]:
        """Sources of the tokens of a quotation, which are looked up in the cited passages.

        The whole quotation is looked for first: its brackets and dots may be those of the source. Then each part
        between omissions and insertions is. Words in brackets are quoted if they occur in brackets there, too; else
        they are an insertion of the author.
        """
        whole = self._agreed(segment, quotation)
        if whole is not None:
            return whole
        found: dict[int, QuotedSource | None] = {}
        for part in quoted_parts(segment.text, quotation):
            tokens = TOKEN.finditer(segment.text, part.start, part.end)
            found |= self._agreed(segment, part) or {token.start(): None for token in tokens}
        for inside in bracketed(segment.text, quotation):
            found |= self._agreed(segment, inside) or {}
        return found

    def _agreed(self, segment: Segment, part: Span) -> dict[int, QuotedSource | None] | None:
        """Sources of the tokens of quoted words; None if the words do not occur.

        If they occur more than once with different names, those count that stand in quotation marks there too. If these
        differ, the source is not certain.
        """
        tokens = list(TOKEN.finditer(segment.text, part.start, part.end))
        if not tokens:
            return {}
        cited = list(filter(None, map(self._cited, segment.citations)))
        places = [found for passages in cited for found in passages.sources(segment.text, part, tokens)]
        if not places:
            return None
        for candidates in ([found for found, _ in places], [found for found, in_marks in places if in_marks]):
            if candidates and all(self._same([one[token.start()] for one in candidates]) for token in tokens):
                return candidates[0]
        return {token.start(): None for token in tokens}

    def _same(self, sources: Sequence[QuotedSource | None]) -> bool:
        """Whether all places have the same name for a token."""
        certain = [one for one in sources if one is not None]
        return len(certain) == len(sources) and (len(certain) == 1 or len(set(map(self._name, certain))) == 1)

    def _name(self, source: QuotedSource) -> str:
        text = self._text_of(source.document_id) if source.document_id else None
        return " ".join(source.clear.of(text or "").split())

    def _cited(self, citation: Citation) -> "_Cited | None":
        """The cited passages; None for a citation without a target."""
        first = self._numbers.get((citation.document_id, citation.first))
        last = self._numbers.get((citation.document_id, citation.last))
        if first is None or last is None or last < first:
            return None
        document_id = citation.document_id
        pieces = [self._piece(document_id, number) for number in range(first, last + 1)]
        return _Cited(document_id, self._passages[document_id][first : last + 1], pieces)

    def _piece(self, document_id: str, number: int) -> tuple[str, list[int]]:
        """A folded passage; each is folded once, however many citations span it."""
        place = document_id, number
        if place not in self._folded:
            self._folded[place] = _folded(self._passages[document_id][number].masked_text)
        return self._folded[place]


class _Cited:
    """Cited passages as one text in which white space, case and forms of quotation marks do not count.

    Arguments:
        pieces: the folded passages, each with the offsets of its characters.
    """

    def __init__(
        self, document_id: str, passages: Sequence[Passage], pieces: Sequence[tuple[str, Sequence[int]]]
    ) -> None:
        self._document_id, self._passages = document_id, passages
        self._offsets = [offsets for _, offsets in pieces]
        self._starts = [0, *itertools.accumulate(len(words) + 1 for words, _ in pieces)][:-1]
        self._text = " ".join(words for words, _ in pieces)

    def sources(
        self, text: str, part: Span, tokens: Sequence[re.Match[str]]
    ) -> Iterator[tuple[dict[int, QuotedSource | None], bool]]:
        """For each place of quoted words: sources by the offsets of tokens, and whether quotation marks enclose it.

        Punctuation at the ends of a quotation is its author's if the passages lack it.
        """
        words, offsets = _folded(part.of(text))
        for wanted in dict.fromkeys((words, words.strip(_PUNCTUATION))):
            skipped = words.find(wanted)
            for at in self._places(wanted):
                found = {}
                for token in tokens:
                    place = at + offsets.index(token.start() - part.start) - skipped
                    number = bisect.bisect_right(self._starts, place) - 1
                    offset = self._offsets[number][place - self._starts[number]]
                    found[token.start()] = _source(text, token, self._passages[number], offset, self._document_id)
                yield found, self._in_marks(at, len(wanted))
            if wanted in self._text:
                return

    def _places(self, words: str) -> Iterator[int]:
        """Where the words occur, not as a part of a longer word or token."""
        at = self._text.find(words)
        while at >= 0:
            end = at + len(words)
            if not (_joined(self._text[at - 1 : at + 1]) or _joined(self._text[end - 1 : end + 1])):
                yield at
            at = self._text.find(words, at + 1)

    def _in_marks(self, at: int, length: int) -> bool:
        end = at + length
        before, after = self._text[at - 1 : at], self._text[end : end + _NEAR].lstrip(_PUNCTUATION)[:1]
        return before == after == _MARK


def _source(text: str, token: re.Match[str], passage: Passage, offset: int, document_id: str) -> QuotedSource | None:
    """The source of a token of a quoting text.

    Arguments:
        offset: of the same token in the passage.
    """
    replaced = _at(passage.replaced, offset)
    if replaced is None:
        return QuotedSource(Span(*token.span())) if passage.source else None
    sent = replaced.masked.of(passage.masked_text)
    lead = offset - replaced.masked.start
    start, end = token.start(), token.end() + _common(sent[lead + len(token[0]) :], text[token.end() :])
    if lead and text[start - 1 : start].isspace():
        start -= 1
    return QuotedSource(Span(start, end), passage.source or document_id, replaced.clear)


def _at(replaced: Sequence[Replaced], offset: int) -> Replaced | None:
    number = bisect.bisect_right(replaced, offset, key=lambda one: one.masked.start) - 1
    return replaced[number] if number >= 0 and offset < replaced[number].masked.end else None


def _common(rest: str, text: str) -> int:
    """Length of the rest of a replacement (a general form, an added space) that the quoting text has too.

    Nothing of it, unless the text has it all or ends in it.
    """
    length = min(len(rest), len(text))
    return length if text[:length] == rest[:length] else 0


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without differences of white space, case and quotation marks; the offset of each of its characters."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(_QUOTES)):
        if character.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(offset)
            continue
        lower = character.lower()
        letters.append(lower if len(lower) == 1 else character)
        offsets.append(offset)
    if letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return "".join(letters), offsets


def _joined(two: str) -> bool:
    """Whether both characters belong to one word."""
    return len(two) == 2 and all(character.isalnum() or character == "_" for character in two)
