"""Checks a reply before its tokens are replaced by names."""

from collections.abc import Iterator

from legalredact.errors import EngineIncident
from legalredact.masking.names import MaskedNames, masked_names
from legalredact.masking.reply_facts import KnownFacts
from legalredact.masking.reply_sources import Sources, uncited
from legalredact.masking.reply_tokens import KnownTokens
from legalredact.masking.wording import stands_in
from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Finding, FindingKind, MaskedSummary, Segment

_CUT = "\ufffc"
_LONGEST_WORD = 1_000
"""Letters beside a name; a longer run is not a word."""
_SENTENCE_ENDS = ".!?:;"
_BEFORE_SENTENCES = frozenset("*#•\"“(-")


def check(summary: MaskedSummary, verified: VerifiedText, register: Register) -> CheckedSummary:
    """Compare a reply with its payload.

    - tokens: invented, altered, and missing prominent ones (`reply_tokens`);
    - names of masked entities in clear, in any spelling that the finder finds;
    - dates, amounts, percentages, case numbers, statutes and Bates numbers that are not in the payload (`reply_facts`);
    - sentences without a source, invalid sources, inexact quotations (`reply_sources`).

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
    findings = (
        *_token_findings(summary, verified, source, names),
        *_clear_names(summary, source, names),
        *_unknown_facts(summary, verified, source),
        *_source_findings(summary, verified.payload),
    )
    return CheckedSummary(summary, tuple(sorted(findings, key=lambda finding: (finding.segment, finding.span))))


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
    for token in known.prominent(names.by_token):
        if token not in used:
            yield Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), token)


def _clear_names(summary: MaskedSummary, source: str, names: MaskedNames) -> Iterator[Finding]:
    """Names and values of masked entities. The same letters in the payload were not a name, so they are none here.

    The excerpt is empty: it would be a name in clear.
    """
    sent = _Sent(source)
    for number, segment in enumerate(summary.segments):
        text = TOKEN.sub(lambda token: _CUT * len(token[0]), names.cut(segment.text))
        spans = {found.span for found in (*names.names(text), *names.unsettled(text))}
        spans |= {i.span for i, entity in names.identifiers(text) if entity is not None and entity.masked}
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
            self._known[words] = stands_in(words, self._source)
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


def _unknown_facts(summary: MaskedSummary, verified: VerifiedText, source: str) -> Iterator[Finding]:
    """Facts that are not in the payload; an exact quotation has none."""
    known, sources = KnownFacts(source), Sources(verified.payload)
    for number, segment in enumerate(summary.segments):
        if segment.quoted and sources.holds(segment):
            continue
        for span in known.unknown(segment.text):
            yield _finding(FindingKind.UNKNOWN_FACT, number, span, segment)


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
