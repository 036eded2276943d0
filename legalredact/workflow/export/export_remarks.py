"""What an exported summary says of its limits, of what was checked, and of the points that its reviewer settled.

The words are for a lawyer who does not know this program: no tokens, no kinds of findings.
"""

from collections.abc import Iterator, Mapping, Sequence

from legalredact.masking.reply.finding_words import finding_words, note_words, where_words
from legalredact.matching.text.one_line import OneLine
from legalredact.model.document import Document, UnreadReason
from legalredact.model.export import SettledPoint
from legalredact.model.register import Entity
from legalredact.model.review import CheckedSummary, Finding, FindingKind, Note, ReviewedSummary, Segment, SignOff
from legalredact.model.token import TOKEN
from legalredact.workflow.send.meaning_verdicts import summary_words

_WHOLE = "Whole summary"
_OPENING = 6
_LIMITS = frozenset({FindingKind.MISSING_TOKEN, FindingKind.SILENT_DOCUMENT})
"""Findings that say what a summary leaves out: they are among the limits, not among the points."""
_WORDS = {
    FindingKind.MISSING_TOKEN: "{} is important in the documents and is not mentioned in this summary.",
    FindingKind.SILENT_DOCUMENT: "No statement of this summary is taken from “{}”.",
    FindingKind.UNRESTORED: "A name was left as the placeholder “{}”: no cited passage shows how it is written.",
}
"""Words in place of those that the window shows."""
_UNREAD = {
    UnreadReason.PICTURE: "a picture was not read, or not reliably",
    UnreadReason.OCR: "words were read from an image and may be wrong",
    UnreadReason.ENGINES_DIFFER: "two readings of the text differ, so words may be missing or wrong",
    UnreadReason.ENCRYPTED_PART: "an encrypted part was not read",
    UnreadReason.EMBEDDED_FILE: "an embedded file was not read",
    UnreadReason.UNKNOWN_PART: "a part of an unknown kind was not read",
    UnreadReason.NO_UNICODE: "the fonts do not say which letters they show, so words may be wrong",
    UnreadReason.NATIVE_FILE: "the native file was not read, only images of its pages",
}
_TOLD = frozenset({UnreadReason.OCR, UnreadReason.ENGINES_DIFFER, UnreadReason.NO_UNICODE})
"""Reasons of which the details help nobody who reads a summary."""


def limits(
    summary: ReviewedSummary,
    titles: Mapping[str, str],
    by_token: Mapping[str, Entity],
    documents: Sequence[Document],
    sign_off: SignOff | None,
) -> Iterator[str]:
    """A sentence for each name and document that the summary leaves out, and for each part that could not be read.

    Arguments:
        titles: names of documents by their masked titles.
        by_token: entities whose names take the place of tokens.
        documents: that were summarized.
        sign_off: with the reviewer's reasons; None for a draft.
    """
    reasons = _reasons(sign_off)
    for number, finding in enumerate(summary.checked.findings):
        if finding.kind in _LIMITS:
            answer = f" {sign_off.reviewer}: {reasons[number]}" if sign_off and number in reasons else ""
            yield f"{_words_of(finding, titles, by_token)}{answer}"
    for document in documents:
        yield from _unread(document)


def _unread(document: Document) -> Iterator[str]:
    """A sentence for each reason for which parts of a document could not be read reliably, with their pages."""
    for reason in dict.fromkeys(part.reason for part in document.unread):
        parts = [part for part in document.unread if part.reason is reason]
        pages = sorted({part.page for part in parts if part.page})
        where = f", page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else ""
        details = "" if reason in _TOLD else f" ({'; '.join(dict.fromkeys(part.detail for part in parts))})"
        yield f"{document.name}{where}: {_UNREAD[reason]}{details}."


def checks(checked: CheckedSummary) -> Iterator[str]:
    """What the program compared, and whether meaning was checked."""
    statements = [segment for segment in checked.summary.segments if not segment.heading]
    cited = sum(bool(segment.citations) for segment in statements)
    yield (
        f"{cited:,} of {len(statements):,} statements cite a source. Figures, dates, names and quoted words of these"
        " statements were compared by program with the cited passages."
    )
    if checked.meaning is None:
        yield "Meaning was not checked: whether the cited passages support each statement was left to the reviewer."
    else:
        yield summary_words(checked.meaning)


def points(
    summary: ReviewedSummary, titles: Mapping[str, str], by_token: Mapping[str, Entity], sign_off: SignOff | None
) -> Iterator[SettledPoint]:
    """Each other finding of the check with its statement and why it was settled; then each value that was computed."""
    reasons = _reasons(sign_off)
    for number, finding in enumerate(summary.checked.findings):
        if finding.kind in _LIMITS:
            continue
        yield SettledPoint(_where(summary, finding), _words_of(finding, titles, by_token), reasons.get(number, ""))
    for note in summary.checked.notes:
        words = _in_clear(note_words(note), titles, by_token)
        yield SettledPoint(_where(summary, note), words, "No answer was needed.")


def _reasons(sign_off: SignOff | None) -> dict[int, str]:
    """Why each finding was settled, by its number."""
    return dict(zip(sign_off.settled, sign_off.reasons, strict=False)) if sign_off else {}


def _where(summary: ReviewedSummary, found: Finding | Note) -> str:
    """Which statement, with its first words."""
    where = where_words(found, summary.checked.summary.segments)
    return where if where == _WHOLE else f"{where} ({_opening(summary.clear_segments, found.segment)})"


def _opening(segments: Sequence[Segment], number: int) -> str:
    """The first words of a statement, by which a reader finds it."""
    words = OneLine(segments[number].text).text.split() if number < len(segments) else []
    more = " …" if len(words) > _OPENING else ""
    return f"“{' '.join(words[:_OPENING])}{more}”"


def _words_of(finding: Finding, titles: Mapping[str, str], by_token: Mapping[str, Entity]) -> str:
    own = _WORDS.get(finding.kind)
    return _in_clear(own.format(finding.masked_excerpt) if own else finding_words(finding), titles, by_token)


def _in_clear(words: str, titles: Mapping[str, str], by_token: Mapping[str, Entity]) -> str:
    """Words about a finding with the names of people and documents."""
    for title in sorted(titles, key=len, reverse=True):
        words = words.replace(title, titles[title])
    return TOKEN.sub(lambda token: by_token[token[0]].shown if token[0] in by_token else token[0], words)
