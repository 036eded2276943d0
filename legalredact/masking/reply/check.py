"""Checks a reply before its tokens are replaced by names."""

from collections.abc import Iterator
from dataclasses import replace

from legalredact.errors import EngineIncident
from legalredact.masking.names import MaskedNames, masked_names
from legalredact.masking.reply.derived import Derivation
from legalredact.masking.reply.form import (
    SELECTIVE,
    headings,
    markup,
    other_language,
    remarks,
    rows,
    silent_documents,
    words_of,
)
from legalredact.masking.reply.given import Given
from legalredact.masking.reply.named_documents import NamedDocuments
from legalredact.masking.reply.names import ShortNames
from legalredact.masking.reply.read_figures import figures, is_plain
from legalredact.masking.reply.shared_words import Overlap
from legalredact.masking.reply.sources import Sources, uncited
from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.masking.reply.token_place import TokenPlaces
from legalredact.masking.reply.tokens import KnownTokens
from legalredact.masking.whole_words import occurs_in
from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.policy import LOCAL
from legalredact.model.register import Register
from legalredact.model.review import ABSENCES, CheckedSummary, Finding, FindingKind, MaskedSummary, Note, Segment
from legalredact.model.token import TOKEN

_CUT = "\ufffc"
_LONGEST_WORD = 1_000
"""Letters beside a name; a longer run is not a word."""
_SENTENCE_ENDS = ".!?:;"
_BEFORE_SENTENCES = frozenset('*#•"“(-')


def check(summary: MaskedSummary, verified: VerifiedText, register: Register) -> CheckedSummary:
    """Compare a reply with its payload.

    - tokens: invented, altered, not in the cited passages, and missing prominent ones (`tokens`);
    - names of masked entities in clear, in any spelling that the finder finds, and in short forms (`names`);
    - figures that the cited passages do not have and that do not follow from them (`compare_figures`, `derived`,
      `computed`);
    - sentences without a source, invalid sources, inexact quotations, weak sources (`sources`, `overlap`);
    - headings, silent documents, remarks, languages, links and markup (`form`).

    Each statement is compared with the passages that it cites. Whether it says of them what they say is not checked.

    Arguments:
        summary: the engine's masked answer.
        verified: the text that it answers.
        register: with which the text was masked.

    Errors: EngineIncident if the summary answers another payload.
    """
    if summary.payload_digest != verified.digest:
        raise EngineIncident(
            "The answer belongs to another payload than this one.", "Discard it and have it made again."
        )
    source, names = _source(verified.payload), masked_names(register)
    by_statement = tuple(_by_statement(summary, verified.payload, source))
    findings = (
        *_token_findings(summary, verified, source, names),
        *_clear_names(summary, source, names),
        *(one for one in by_statement if isinstance(one, Finding)),
        *_source_findings(summary, verified.payload),
        *headings(summary.segments, verified.payload),
        *silent_documents(summary.segments, verified.payload),
        *(() if summary.usage.engine == LOCAL else rows(summary.segments, verified.payload)),
    )
    notes = tuple(one for one in by_statement if isinstance(one, Note))
    return CheckedSummary(
        summary, tuple(sorted(findings, key=lambda finding: (finding.segment, finding.span))), notes=notes
    )


def _source(payload: Payload) -> str:
    """All text about the matter that the engine was given; the instructions contain none."""
    return "\n".join(part for d in payload.documents for part in (d.masked_title, *(p.masked_text for p in d.passages)))


def _token_findings(
    summary: MaskedSummary, verified: VerifiedText, source: str, names: MaskedNames
) -> Iterator[Finding]:
    """Invented, altered and missing tokens."""
    known = KnownTokens(verified.tokens, source)
    used: set[str] = set()
    for number, segment in enumerate(summary.segments):
        for kind, span in known.findings(segment.text, heading=segment.heading):
            yield _finding(kind, number, span, segment)
        used |= known.used(segment.text)
    selective = bool(verified.payload.question) or verified.payload.prompt_id in SELECTIVE
    for token in known.prominent(names.by_token):
        if token not in used and not selective:
            yield Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), token)


def _clear_names(summary: MaskedSummary, source: str, names: MaskedNames) -> Iterator[Finding]:
    """Names and values of masked entities, except where the payload has the same letters, which were not a name.

    The excerpt is empty: it would be a name in clear.
    """
    sent, short = _Sent(source), ShortNames(names.entities.values(), source)
    for number, segment in enumerate(summary.segments):
        text = TOKEN.sub(lambda token: _CUT * len(token[0]), names.cut(segment.text))
        spans = {found.span for found in (*names.names(text), *names.unsettled(text))}
        spans |= {i.span for i, entity in names.identifiers(text) if entity is not None and entity.masked}
        spans |= {span for span in short.find(segment.text) if not any(span.overlaps(other) for other in spans)}
        for span in sorted(spans):
            if not sent.has(segment, span):
                yield Finding(FindingKind.CLEAR_NAME, number, span)


class _Sent:
    """The words of a payload; each is searched once, however often a reply has it.

    Arguments:
        source: the payload's text.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, bool] = {}

    def has(self, segment: Segment, span: Span) -> bool:
        """Whether the words are in the payload, or in lower case if only their position capitalizes them.

        A part of a word was sent if the word was: the "Point" in "PowerPoint" is not Mr. Point in either text.
        """
        words = span.of(segment.text)
        begins = segment.heading or _begins(segment.text, span.start)
        begun = begins and is_english(words.lower()) and self._stands(words.lower())
        return begun or self._stands(words) or self._stands(_whole(segment.text, span))

    def _stands(self, words: str) -> bool:
        if words not in self._known:
            self._known[words] = occurs_in(words, self._source)
        return self._known[words]


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or line begins there, ignoring marks and white space before it."""
    start = at
    while start > 0 and (text[start - 1].isspace() or text[start - 1] in _BEFORE_SENTENCES):
        start -= 1
    return start == 0 or text[start - 1] in _SENTENCE_ENDS or "\n" in text[start:at]


def _whole(text: str, span: Span) -> str:
    """The span, extended to adjacent letters and digits; the span alone if more than a word is adjacent."""
    start, end = span.start, span.end
    while start > 0 and _is_word(text[start - 1]) and span.start - start <= _LONGEST_WORD:
        start -= 1
    while end < len(text) and _is_word(text[end]) and end - span.end <= _LONGEST_WORD:
        end += 1
    longer = max(span.start - start, end - span.end) > _LONGEST_WORD
    return span.of(text) if longer else text[start:end]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _by_statement(summary: MaskedSummary, payload: Payload, source: str) -> Iterator[Finding | Note]:
    """Findings and notes of single statements; an exact quotation is its source and has none of them."""
    sources, quotations = StatementSources(payload), Sources(payload)
    tokens, overlap, words = TokenPlaces(sources), Overlap(sources), words_of(source)
    named = NamedDocuments(payload.documents)
    titles = {document.masked_title for document in payload.documents}
    for number, segment in enumerate(summary.segments):
        if (segment.quoted and quotations.holds(segment)) or (segment.heading and segment.text in titles):
            continue
        places = sources.places(segment.citations)
        yield from markup(number, segment, source, verbatim=quotations.holds(segment))
        text = named.hidden(segment.text, {document for document, _ in places})
        of_figures = tuple(_figures(number, segment, text, places, sources))
        yield from of_figures
        if segment.heading:
            continue
        yield from remarks(number, segment)
        yield from other_language(number, segment, words)
        for span, place in tokens.elsewhere(segment.text, places):
            yield replace(_finding(FindingKind.TOKEN_ELSEWHERE, number, span, segment), place=place)
        if not segment.quoted:
            for span in quotations.misquoted(segment):
                yield _finding(FindingKind.NOT_WORD_FOR_WORD, number, span, segment)
        unsure = any(isinstance(one, Finding) for one in of_figures)
        found = [] if unsure else [figure for figure in figures(text) if not is_plain(figure)]
        absence = summary.usage.engine == LOCAL and segment.text in ABSENCES
        if places and not absence and overlap.is_weak(text, places, [figure.span for figure in found]):
            yield _finding(FindingKind.WEAK_SOURCE, number, Span(0, len(segment.text)), segment)


def _figures(
    number: int, segment: Segment, text: str, places: tuple[tuple[int, int], ...], sources: StatementSources
) -> Iterator[Finding | Note]:
    """Figures that the cited passages do not have; without a source, those that nothing in the payload has.

    A figure that follows from the passages is a note.

    Arguments:
        text: of the segment, without the titles of cited documents.
    """
    found = tuple(figure for figure in figures(text) if not is_plain(figure))
    given = Given(text, found, sources.known(places), len(places))
    for figure in Derivation(given).unknown():
        place = sources.where(figure, text)
        if not place:
            yield _finding(FindingKind.UNKNOWN_FACT, number, figure.span, segment)
        elif places:
            yield replace(_finding(FindingKind.FACT_ELSEWHERE, number, figure.span, segment), place=place)
    for span, words in given.computed.items():
        yield Note(number, span, span.of(segment.text), words)


def _source_findings(summary: MaskedSummary, payload: Payload) -> Iterator[Finding]:
    """Invalid citations, inexact quotations, and sentences without a citation."""
    sources = Sources(payload)
    for number, segment in enumerate(summary.segments):
        whole = Span(0, len(segment.text))
        if any(not sources.has(citation) for citation in segment.citations):
            yield _finding(FindingKind.UNKNOWN_CITATION, number, whole, segment)
        elif segment.quoted and not sources.holds(segment):
            yield _finding(FindingKind.NOT_WORD_FOR_WORD, number, whole, segment)
    for number, span in uncited(summary.segments):
        yield _finding(FindingKind.UNCITED, number, span, summary.segments[number])


def _finding(kind: FindingKind, number: int, span: Span, segment: Segment) -> Finding:
    return Finding(kind, number, span, span.of(segment.text))
