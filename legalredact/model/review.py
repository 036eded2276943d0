"""Summaries: masked, checked, restored, signed."""

import enum
import hashlib
import json
from dataclasses import dataclass, field

from legalredact.model.clean_text import clean
from legalredact.model.meaning import MeaningCheck
from legalredact.model.mention import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Passages that support a segment: `first` to `last` inclusive, by passage id, in one document of the payload."""

    document_id: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """A name in a restored text: its characters, and the token that it replaced."""

    span: Span
    token: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a summary with its citations.

    Arguments:
        text: masked in a MaskedSummary, clear in a ReviewedSummary.
        citations: may be empty (a heading, or a statement without source).
        quoted: the text is quoted exactly from the source.
        heading: it is a heading, not a statement.
        start: offset in the cited passage at which a quoted text begins; -1 if it is not known.
        names: names in a restored text, in order; empty in a masked one.
    """

    text: str = field(repr=False)
    citations: tuple[Citation, ...] = ()
    quoted: bool = False
    heading: bool = False
    start: int = field(default=-1, compare=False)
    names: tuple[Inserted, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Clean the text: JSON of a reply may contain an escaped half of a surrogate pair (RFC 8259, section 8.2)."""
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Usage:
    """Data of an engine about one run: numbers and ids, never text."""

    engine: str
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    request_ids: tuple[str, ...] = ()
    organization_id: str = ""
    workspace_id: str = ""
    stop_reasons: tuple[str, ...] = ()
    api_version: str = ""
    sdk_version: str = ""


@dataclass(frozen=True, slots=True)
class MaskedSummary:
    """An engine's answer with tokens, bound to its payload."""

    payload_digest: str
    prompt_id: str
    prompt_version: str
    segments: tuple[Segment, ...] = field(repr=False)
    usage: Usage


class FindingKind(enum.StrEnum):
    """Findings of the check of a reply."""

    MISSING_TOKEN = "missing_token"  # noqa: S105 - a kind of finding, not a password
    INVENTED_TOKEN = "invented_token"  # noqa: S105 - a kind of finding, not a password
    ALTERED_TOKEN = "altered_token"  # noqa: S105 - a kind of finding, not a password
    CLEAR_NAME = "clear_name"
    UNKNOWN_FACT = "unknown_fact"
    UNCITED = "uncited"
    UNKNOWN_CITATION = "unknown_citation"
    NOT_WORD_FOR_WORD = "not_word_for_word"
    FACT_ELSEWHERE = "fact_elsewhere"
    TOKEN_ELSEWHERE = "token_elsewhere"  # noqa: S105 - a kind of finding, not a password
    WEAK_SOURCE = "weak_source"
    HEADING = "heading"
    HEADING_ORDER = "heading_order"
    SILENT_DOCUMENT = "silent_document"
    ROW = "row"
    REMARK = "remark"
    OTHER_LANGUAGE = "other_language"
    LINK = "link"
    MARKUP = "markup"
    HIDDEN_MARK = "hidden_mark"
    OTHER_SCRIPT = "other_script"
    UNRESTORED = "unrestored"
    CONTRADICTED = "contradicted"
    NOT_STATED = "not_stated"
    NOT_READ_AGAIN = "not_read_again"


NONE_FOUND = "The local engine found nothing for this list in this document."
NO_DATE = "No date was found."
NOT_SAID = "The documents do not say it in the words of the question."
ABSENCES = frozenset({NONE_FOUND, NO_DATE, NOT_SAID})
"""What the local engine says where it found nothing; it cites all that it read, which need not have these words."""

BLOCKING = frozenset(
    {
        FindingKind.INVENTED_TOKEN,
        FindingKind.ALTERED_TOKEN,
        FindingKind.CLEAR_NAME,
        FindingKind.UNKNOWN_CITATION,
        FindingKind.LINK,
        FindingKind.MARKUP,
        FindingKind.HIDDEN_MARK,
        FindingKind.OTHER_SCRIPT,
    }
)
"""Findings that forbid restoring a summary; the others are shown to the reviewer."""

OF_WHOLE = frozenset({FindingKind.MISSING_TOKEN, FindingKind.SILENT_DOCUMENT})
"""Findings about the whole summary and not about one of its statements."""


class Severity(enum.StrEnum):
    """How much a finding weighs: `stops` forbids restoring; `error` is wrong as far as the check can tell; `warning`
    may be right and has to be looked at."""

    STOPS = "stops"
    ERROR = "error"
    WARNING = "warning"


_WARNINGS = frozenset(
    {
        FindingKind.MISSING_TOKEN,
        FindingKind.FACT_ELSEWHERE,
        FindingKind.TOKEN_ELSEWHERE,
        FindingKind.WEAK_SOURCE,
        FindingKind.HEADING_ORDER,
        FindingKind.NOT_STATED,
        FindingKind.NOT_READ_AGAIN,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of the check of a reply, in segment `segment`, at `span` of its masked text.

    Arguments:
        place: where in the payload the fact or token is, if it is not in the cited passages; names nobody.
    """

    kind: FindingKind
    segment: int
    span: Span
    masked_excerpt: str = field(default="", repr=False)
    place: str = field(default="", repr=False)

    @property
    def blocking(self) -> bool:
        """Whether it forbids restoring."""
        return self.kind in BLOCKING

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        if self.blocking:
            return Severity.STOPS
        return Severity.WARNING if self.kind in _WARNINGS else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Note:
    """A value of a statement that is not written in the cited passages and was computed from them.

    It is no finding: nobody has to settle it.

    Arguments:
        segment, span, masked_excerpt: as for `Finding`.
        computation: the operands of a derived value, as the cited passages write them; empty if they are not known.
    """

    segment: int
    span: Span
    masked_excerpt: str = field(default="", repr=False)
    computation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CheckedSummary:
    """A masked summary with all findings of the check.

    Arguments:
        meaning: the second reading; None if meaning was not checked.
        notes: remarks on values that nobody has to settle.
    """

    summary: MaskedSummary
    findings: tuple[Finding, ...] = ()
    meaning: MeaningCheck | None = None
    notes: tuple[Note, ...] = ()

    @property
    def restorable(self) -> bool:
        """Whether its tokens may be replaced by names."""
        return not any(finding.blocking for finding in self.findings)

    @property
    def findings_digest(self) -> str:
        """SHA-256 over all findings, the second reading and the notes, hexadecimal; also if there are none."""
        rows: list[object] = [
            [f.kind, f.segment, f.span.start, f.span.end, f.masked_excerpt, *([f.place] if f.place else [])]
            for f in self.findings
        ]
        if self.meaning is not None:  # summaries from before it was known keep their digest
            rows.append({"meaning": list(self.meaning.rows())})
        if self.notes:
            notes = [[n.segment, n.span.start, n.span.end, n.masked_excerpt, n.computation] for n in self.notes]
            rows.append({"notes": notes})
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReviewedSummary:
    """A restored summary that a reviewer reads; its digest is what is signed.

    Arguments:
        id: stable in the matter.
        checked: the masked summary and its findings.
        clear_segments: with names.
        preparer: the person who had it made.
        account: the preparer's account of the operating system.
        key: fingerprint of the preparer's signing key; empty if there was none.
        made: time in UTC, ISO 8601; empty if it was not recorded. No signature covers it.
    """

    id: str
    checked: CheckedSummary
    clear_segments: tuple[Segment, ...] = field(repr=False)
    preparer: str
    account: str = ""
    key: str = ""
    made: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over the clear segments, their citations and the payload's digest, hexadecimal."""
        rows = [
            [s.text, s.quoted, s.heading, [[c.document_id, c.first, c.last] for c in s.citations]]
            for s in self.clear_segments
        ]
        made = [self.id, self.checked.summary.payload_digest, self.preparer, self.account, self.key]
        content = json.dumps([*made, rows], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


class Verdict(enum.StrEnum):
    """A reviewer's verdict."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SignOff:
    """A reviewer's verdict on exactly one payload and one summary, by their digests.

    Arguments:
        when: in UTC, ISO 8601.
        note: for the preparer, on the whole.
        comments: on single segments, by their number from 0.
        account: the reviewer's account of the operating system.
        key: the reviewer's public key, hexadecimal; empty if they could not sign.
        signature: of `digest`, hexadecimal.
        findings: digest of the findings of the check (`CheckedSummary.findings_digest`); empty in sign-offs from before
            this was recorded.
        settled: numbers, from 0, of the findings that the reviewer settled.
        reasons: why, one for each of `settled`; empty in sign-offs from before reasons were asked for.
    """

    summary_id: str
    reviewer: str
    verdict: Verdict
    when: str
    payload_digest: str
    summary_digest: str
    note: str = field(default="", repr=False)
    comments: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    account: str = ""
    key: str = ""
    signature: str = ""
    findings: str = ""
    settled: tuple[int, ...] = ()
    reasons: tuple[str, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 over everything except the signature, hexadecimal; the reviewer's key signs it."""
        row: list[object] = [self.summary_id, self.reviewer, self.verdict, self.when]
        row += [self.payload_digest, self.summary_digest]
        row += [self.note, self.comments, self.account, self.key]
        if self.findings or self.settled:
            row += [self.findings, self.settled]
        if self.reasons:
            row += [self.reasons]
        return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()

    def binds(self, summary: ReviewedSummary) -> bool:
        """Whether it approves exactly this summary; any later change voids it."""
        return (
            self.verdict is Verdict.APPROVED
            and self.summary_id == summary.id
            and self.summary_digest == summary.digest
            and self.payload_digest == summary.checked.summary.payload_digest
            and self.findings in ("", summary.checked.findings_digest)
        )
