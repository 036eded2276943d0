"""The reading view: text without margins and running heads inside sentences, with the way back to the original.

Rules and models see `ReadingView.text`. Their finds are mapped back to the document's own characters. So cleaning a
page may be aggressive and nothing is lost: running heads move to the end, they are not dropped.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.text.confusables import plain_letters
from legalredact.matching.text.encoding_artifacts import artifacts
from legalredact.matching.text.line_numbers import margins
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Span

_RUNNING = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_GLUED = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|Smt|Sri|Shri|Kum|Adv|Prof|Hon|Messrs)\.(?=[A-Z])"  # Mr.Smith
    r"|(?<=[a-z]{2}),(?=[A-Z])"  # Smith,Jones
    r"|(?<![A-Za-z])(?:[A-Z]\.){1,12}(?=[A-Z][a-z]{2})"  # M.T.Issac
    r"|(?<![A-Za-z])(?:of|and|by|the|to|for|with|from|that|at|in|on)(?=[A-HJ-Z][a-z]{2})"  # ofRobert
)
_RULE = re.compile(r"([_.=*~–—-])\1{3,}")
"""Signature lines, dotted leaders and borders: the model would read each of their marks as a word."""
_SPACED = re.compile(
    r"(?<![A-Za-z])(?:[A-Z](?: [A-Z]){3,}(?![A-Za-z.])|[A-Z](?: [a-z]){4,}(?![A-Za-z])"
    r"|(?:I N C|L L C|L L P|L T D)(?![A-Za-z]))"
)
_SPACED_WIDE = re.compile(r"(?<= [A-Z])(?P<comma>,?)(?P<gap> {2,5})(?=[A-Z] [A-Z] [A-Z])")
"""Between the words of a letter-spaced name."""
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]+|\u00ad+(?!\\s*\\n)")
_WRAPPED = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010][ \t]*\r?\n\Z")
_SENTENCE_END = re.compile(r"[.?!:;”\"]\s*\Z")
_WIDEST_GAP = 12
"""Most characters that may be cut out inside one name: a margin number and its blanks, not a running head."""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """The text that is searched.

    Arguments:
        text: cleaned.
        starts: where each piece begins in `text`.
        origins: where it begins in the document.
        ends: where it ends in the document (inserted pieces, such as a space between joined words, have no length).
    """

    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    origins: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def origin(self, span: Span) -> tuple[Span, ...]:
        """Spans of the document for a span of the view.

        Usually one span; more if something longer than a margin number was cut out inside it.
        """
        found: list[Span] = []
        for piece in self._pieces(span):
            if found and 0 <= piece.start - found[-1].end <= _WIDEST_GAP:
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(piece)
        return tuple(found)

    def places(self, span: Span) -> tuple[Span, ...]:
        """Span of the view for a span of the document."""
        return tuple(
            Span(max(span.start, origin) - origin + start, min(span.end, end) - origin + start)
            for start, origin, end in zip(self.starts, self.origins, self.ends, strict=True)
            if max(span.start, origin) < min(span.end, end)
        )

    def _pieces(self, span: Span) -> Iterator[Span]:
        at = bisect.bisect_right(self.starts, span.start) - 1
        while at < len(self.starts) and self.starts[at] < span.end:
            shift = self.origins[at] - self.starts[at]
            start = max(span.start + shift, self.origins[at])
            end = min(span.end + shift, self.ends[at])
            if self._stands_for_more(at):
                yield Span(self.origins[at], self.ends[at])
            elif start < end:
                yield Span(start, end)
            at += 1

    def _stands_for_more(self, at: int) -> bool:
        """Whether a piece is one character for several of the document ("é" for "=C3=A9")."""
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return end - self.starts[at] < self.ends[at] - self.origins[at]


def view_of(document: Document) -> ReadingView:
    """The document's text in reading order, with letters as displayed, running heads last."""
    text = plain_letters(document.text)
    flow: list[list[Span]] = []
    aside: list[Span] = []
    end = 0
    for block in document.blocks:
        if block.kind in _RUNNING:
            aside.append(block.span)
            continue
        kept, moved = _split_lines(text, block)
        aside.extend(moved)
        if flow and kept and not text[end : kept[0].start].strip():
            flow[-1].extend([Span(end, kept[0].start), *kept])  # only white space between them: unchanged
        elif kept:
            flow.append(kept)
        end = kept[-1].end if kept else end
    return _assembled(text, flow, _each_once(text, aside))


def _each_once(text: str, lines: Iterable[Span]) -> list[Span]:
    """Running heads that differ in more than their numbers; a name in one is later found in all of them."""
    seen = {re.sub(r"\d+", "0", line.of(text)): line for line in lines}
    return sorted(line for shape, line in seen.items() if any(c.isalpha() for c in shape))


def view_of_text(text: str) -> ReadingView:
    """The same for a bare text."""
    block = Block("b1", BlockKind.BODY, Span(0, len(text)))
    return view_of(Document("text", "", text, (block,), (), (), ""))


def _split_lines(text: str, block: Block) -> tuple[list[Span], list[Span]]:
    """Spans of the block that belong to the flow, and running heads."""
    lines = [Span(*m.span()) for m in _LINE.finditer(text, block.span.start, block.span.end) if m.group()]
    if len(lines) < 2 and not (lines and is_running(lines[0].of(text))):
        return [block.span], []
    kinds = classify([line.of(text) for line in lines])
    kept = [
        Span(line.start + kind.margin, line.end) for line, kind in zip(lines, kinds, strict=True) if not kind.running
    ]
    moved = [line for line, kind in zip(lines, kinds, strict=True) if kind.running]
    return [span for span in kept if len(span)], moved


def _assembled(text: str, flow: Iterable[list[Span]], aside: Iterable[Span]) -> ReadingView:
    out = _Assembly(text)
    for block in flow:
        out.block(block)
    for line in aside:
        out.paragraph([line])
    return out.view()


class _Assembly:
    """Builds a view, piece by piece."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._ends: list[int] = []
        self._exact = False

    def block(self, spans: list[Span]) -> None:
        """Add a block of the flow; it continues the sentence before if that was not finished."""
        if not spans:
            return
        first = self._text[spans[0].start : spans[0].start + 40].lstrip()
        goes_on = bool(first) and first[0].islower() and self._parts and not _SENTENCE_END.search(self._parts[-1])
        self._separate("\n" if goes_on else "\n\n")
        for span, following in itertools.zip_longest(spans, spans[1:]):
            self._add(self._unhyphenated(span, following))

    def _unhyphenated(self, span: Span, following: Span | None) -> Span:
        """The line without its hyphen and its end, if a word continues on the next one ("Harrow- ⏎ gate")."""
        wrapped = _WRAPPED.search(self._text, max(span.start, span.end - 8), span.end)
        goes_on = following is not None and self._text[following.start : following.end][:1].islower()
        return Span(span.start, wrapped.start()) if wrapped and goes_on else span

    def paragraph(self, spans: list[Span]) -> None:
        """Add a separate line."""
        self._separate("\n\n")
        for span in spans:
            self._add(span)

    def view(self) -> ReadingView:
        return ReadingView("".join(self._parts), tuple(self._starts), tuple(self._origins), tuple(self._ends))

    def _separate(self, between: str) -> None:
        if self._parts:
            self._piece(between, self._ends[-1], self._ends[-1])

    def _add(self, span: Span) -> None:
        """Add text, with joined words separated and letter-spaced capitals closed up."""
        at = span.start
        for cut, between in _touches(span.of(self._text)):
            self._piece(self._text[at : span.start + cut.start], at, span.start + cut.start)
            if between:
                whole = span.start + cut.start + (len(cut) if between.isalnum() else 0)
                self._piece(between, span.start + cut.start, whole)
            at = span.start + cut.end
        self._piece(self._text[at : span.end], at, span.end)

    def _piece(self, words: str, origin: int, end: int) -> None:
        if not words:
            return
        exact = len(words) == end - origin
        if exact and self._exact and self._ends[-1] == origin:
            self._ends[-1] = end  # goes on where the last piece ended
        else:
            self._starts.append(self._length)
            self._origins.append(origin)
            self._ends.append(end)
        self._exact = exact
        self._parts.append(words)
        self._length += len(words)


def _touches(words: str) -> list[tuple[Span, str]]:
    """Changes inside a piece: (what is cut out, what replaces it)."""
    found = [(Span(m.end(), m.end()), " ") for m in _GLUED.finditer(words)]
    found.extend((Span(m.start() + 3, m.end()), "") for m in _RULE.finditer(words))
    for run in _SPACED.finditer(words):
        found.extend((Span(at, at + 1), "") for at in range(run.start() + 1, run.end(), 2))
    found.extend((Span(m.start("gap") + 1, m.end()), "") for m in _SPACED_WIDE.finditer(words))
    if not words.isascii():
        found.extend((Span(*m.span()), "") for m in _INVISIBLE.finditer(words))
    found.extend((remain.span, remain.meant) for remain in artifacts(words))
    return sorted(found)


# Text of a page outside its body: line numbers in the margin, running heads, page numbers.

_STAMP = re.compile(
    r"\s*(?:(?:Appellate\s+)?Case:?\s*(?:No\.?\s*)?[\dA-Z:–-]+[\w:–.-]*\s+.*(?:Document|Doc\.?|Page|Filed|DktEntry|Entry)\b.*\d"
    r"|USCA\d*\s+Case\b.*\d"
    r"|Document\s+\d+\s+(?:Filed|Page)\b.*\d)"
)
"""The line that electronic filing prints on each page of a federal court's document."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—\[(]?\s*(?:Page\s+)?\d{1,4}\s*[-–—\])]?|Page\s+\d+\s+of\s+\d+|\d+\s+of\s+\d+)\s*\Z", re.I
)


@dataclass(frozen=True, slots=True)
class LineKind:
    """Whether a line is a running head, and how many of its first characters are a line number."""

    running: bool = False
    margin: int = 0


def classify(lines: Sequence[str]) -> list[LineKind]:
    """One kind a line."""
    numbers = margins(lines)
    return [_kind(line, numbers.get(at)) for at, line in enumerate(lines)]


def _kind(line: str, margin: int | None) -> LineKind:
    if margin is not None:
        return LineKind(margin=margin)
    return LineKind(running=is_running(line))


def is_running(line: str) -> bool:
    """Whether a line, judged by itself, is a filing stamp or a page number."""
    return bool(line.strip()) and bool(_STAMP.match(line) or _PAGE_NUMBER.match(line))
