"""Checks whether the statements of a reply are supported by passages of its payload."""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence

from legalredact.matching.text.quoted_mail import without_quote_marks
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload
from legalredact.model.review import Citation, Segment

_ELLIPSIS = re.compile(r"\s*(?:\[\s?(?:…|\.\s?\.\s?\.)\s?\]|…|\.\.\.)\s*")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_QUOTATION = re.compile(
    r"“(?P<curly>[^“”]{2,4000})”|(?<![\w\"])\"(?P<straight>[^\"]{2,4000})\"(?!\w)|(?<![\w’])‘"
    r"(?P<single>[^‘]{2,1000}?)’(?!\w)"
)
_BRACKETS = re.compile(r"\[([^\]]{0,40})\]")
_END = re.compile(r"(?<=[.!?])[\"”’')\]*]*(?=\s)|\n+")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Nos?|vs?|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|Fed|Civ|App|Ct|Cir|Stat|Ex|Exs|Art|Sec"
    r"|Dec|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept|Oct|Nov|al|id|Id|cf|e\.g|i\.e|p|pp))\.\Z"
)
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|\*\*[^*]{1,120}\*\*:?|[^.!?]{1,80}:)\s*", re.S)
_RUN, _LETTER = re.compile(r"\w+"), re.compile(r"[^\W\d_]")
"""A word is a run with a letter in it; one pattern for both would begin again at each digit of a long number."""
_FEWEST_WORDS = 3
_SENTENCE_ENDS = frozenset('.!?”"')


class Sources:
    """The passages of a payload, in order."""

    def __init__(self, payload: Payload) -> None:
        self._passages: dict[str, tuple[Passage, ...]] = {d.id: d.passages for d in payload.documents}
        self._places = {(d.id, p.id): at for d in payload.documents for at, p in enumerate(d.passages)}

    def has(self, citation: Citation) -> bool:
        """Whether both ends of the citation are passages of its document, in order."""
        first = self._places.get((citation.document_id, citation.first))
        last = self._places.get((citation.document_id, citation.last))
        return first is not None and last is not None and first <= last

    def holds(self, segment: Segment) -> bool:
        """Whether the cited passages contain the segment's text exactly, ignoring white space and omissions.

        A quotation may run from one cited passage into the next, over a page break.
        """
        cited = [self._cited(citation) for citation in segment.citations if self.has(citation)]
        return any(_quotes(segment.text, source) for source in (*cited, "\n".join(cited)))

    def misquoted(self, segment: Segment) -> Iterator[Span]:
        """Text in quotation marks that no cited passage has in these words, ignoring its last comma or period."""
        cited = " … ".join(self._cited(citation) for citation in segment.citations if self.has(citation))
        for match in _QUOTATION.finditer(segment.text) if cited else ():
            words = match["curly"] or match["straight"] or match["single"]
            if not _holds_words(words, cited):
                yield Span(*match.span())

    def _cited(self, citation: Citation) -> str:
        first = self._places[citation.document_id, citation.first]
        last = self._places[citation.document_id, citation.last]
        return "\n".join(passage.masked_text for passage in self._passages[citation.document_id][first : last + 1])


def uncited(segments: Sequence[Segment]) -> Iterator[tuple[int, Span]]:
    """Sentences without any citation, as (segment in which it begins, span in its text).

    Consecutive segments form one text, since engines split sentences where a citation begins. Headings are not
    sentences, nor is text of fewer than three words.
    """
    for heading, run in itertools.groupby(enumerate(segments), key=lambda pair: pair[1].heading):
        if not heading:
            yield from _uncited_in(list(run))


def _uncited_in(run: Sequence[tuple[int, Segment]]) -> Iterator[tuple[int, Span]]:
    """The same for segments without headings between them."""
    starts = list(itertools.accumulate((len(segment.text) for _, segment in run), initial=0))
    text = "".join(segment.text for _, segment in run)
    for sentence in _sentences(text, {at for at in starts if _last_before(text, at) in _SENTENCE_ENDS}):
        words = sum(1 for one in _RUN.findall(sentence.of(text)) if _LETTER.search(one))
        if words < _FEWEST_WORDS or _HEADING.fullmatch(sentence.of(text)):
            continue
        first = max(0, bisect.bisect_right(starts, sentence.start) - 1)
        near = zip(starts[first : bisect.bisect_left(starts, sentence.end)], run[first:], strict=False)
        parts = [(at, n, s) for at, (n, s) in near if _shares_words(sentence, at, s, text)]
        if parts and not any(segment.citations for _, _, segment in parts):
            at, number, segment = parts[0]
            yield number, Span(max(sentence.start - at, 0), min(sentence.end - at, len(segment.text)))


def _last_before(text: str, at: int) -> str:
    """The last character before a place that is no white space; empty if there is none."""
    return next((text[one] for one in range(at - 1, -1, -1) if not text[one].isspace()), "")


def _shares_words(sentence: Span, at: int, segment: Segment, text: str) -> bool:
    """Whether the segment that begins at `at` shares words with the sentence."""
    start, end = max(sentence.start, at), min(sentence.end, at + len(segment.text))
    return start < end and any(character.isalnum() for character in text[start:end])


def _sentences(text: str, more_ends: set[int]) -> Iterator[Span]:
    """Sentences and lines of `text`, without surrounding white space.

    Arguments:
        more_ends: additional offsets at which a sentence ends.
    """
    ends = {
        match.end()
        for match in _END.finditer(text)
        if not _NO_END.search(text[max(0, match.start() - 8) : match.start()])
    }
    start = 0
    for end in sorted(ends | more_ends | {len(text)}):
        part = text[start:end]
        if part.strip():
            yield Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))
        start = end


def _quotes(quotation: str, source: str) -> bool:
    """Whether every part of the quotation is in the source, in order."""
    plain, at = _plain(source), 0
    whole = _plain(quotation)
    if whole.strip("\"'") in plain:
        return bool(whole)
    for part in filter(None, _ELLIPSIS.split(whole.strip("\"'"))):
        at = plain.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(whole)


def _holds_words(words: str, source: str) -> bool:
    """Whether a quotation within a sentence is in the source: its first letter may be of either case, "[t]he"."""
    plain = _BRACKETS.sub(lambda bracket: bracket[1] if len(bracket[1]) == 1 else " … ", words)
    plain = plain.strip().rstrip(".,;:!?…-— ").strip()
    return not plain or _quotes(plain.casefold(), source.casefold())


def _plain(text: str) -> str:
    """Straight quotation marks and single spaces, without marks of quoted mail."""
    return " ".join(without_quote_marks(text).translate(_QUOTES).split())
