"""Exports a signed summary: DOCX, PDF and Markdown with its citations; a draft is only for reading."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.documents.export.summary import markdown, pages, rendered
from legalredact.errors import NotSigned
from legalredact.matching.text.one_line import OneLine
from legalredact.model.document import Document
from legalredact.model.export import FORMS, CoveredDocument, Layout, NumberedSource, Signature, Statement, SummaryExport
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, row_cells
from legalredact.model.policy import LOCAL
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.refusal import refuse
from legalredact.model.review import ReviewedSummary, Segment, SignOff
from legalredact.summary import prompts
from legalredact.workflow.export.export_case import case_of
from legalredact.workflow.export.export_dates import event_dates
from legalredact.workflow.export.export_file_names import file_names
from legalredact.workflow.export.export_identifiers import Shortener, shortener
from legalredact.workflow.export.export_remarks import checks, limits, points
from legalredact.workflow.export.export_rules import reasons_against_export, reasons_against_print
from legalredact.workflow.export.export_sources import QUOTED_MAIL, SourceText, numbered_source, passages_around
from legalredact.workflow.matter.not_covered import not_covered
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.send.meaning_verdicts import statement_notes
from legalredact.workflow.send.summarize import sent
from legalredact.workflow.sign_off.citations import CitedPlace, places_of
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault
from legalredact.workflow.sign_off.valid_approval import signed

_LAYOUTS = {"chronology": Layout.CHRONOLOGY, "deposition-digest": Layout.PAGE_LINE}
"""Layouts by id of the prompt; of others, those with columns are tables, and the rest are lists."""


def export(
    matter: OpenMatter,
    summary: ReviewedSummary,
    folder: Path,
    forms: Sequence[str] = FORMS,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    *,
    identifiers: bool = False,
) -> tuple[Path, ...]:
    """Write a signed summary in those formats, under names that people recognize; no file is replaced.

    Files are written once all of them are made, so that nothing is written if it is stopped before.

    Arguments:
        identifiers: taxpayer, account and other such numbers are written in full, which the trail records.

    Errors: those of `reasons_against_export`; NotSigned if no approval holds for exactly this text; Cancelled before
    anything is written or recorded; DiskFull, Unwritable.
    """
    refuse(reasons_against_export(_state(matter), matter.parts.policy, forms, folder), "Nothing was written.")
    matter.trail.refuse_changed()
    sign_off = _approval(matter, summary)
    steps = len(forms) + 1

    def statement_read(progress: Progress) -> None:
        report(Progress("export", 0, steps, within=progress))

    content = contents(matter, summary, sign_off, statement_read, cancel, identifiers=identifiers)
    made: list[bytes] = []
    for form in forms:
        cancel.check()
        report(Progress("export", len(made) + 1, steps))
        made.append(rendered(content, form))
    cancel.commit()
    matter.note("summary.export", *_what(summary, identifiers=identifiers), ("forms", ",".join(forms)))
    folder.mkdir(parents=True, exist_ok=True)
    files = file_names(content, forms, folder)
    for file, its_bytes in zip(files, made, strict=True):
        write_atomically(file, its_bytes)
    return files


def to_print(
    matter: OpenMatter,
    summary: ReviewedSummary,
    dpi: int,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    *,
    identifiers: bool = False,
) -> tuple[bytes, ...]:
    """The pages of a signed summary as they are exported, as images (PNG) for a printer.

    Arguments:
        identifiers: see `export`.

    Errors: those of `reasons_against_print`; NotSigned if no approval holds for exactly this text; Cancelled before
    anything is recorded.
    """
    refuse(reasons_against_print(_state(matter), matter.parts.policy), "Nothing was printed.")
    matter.trail.refuse_changed()
    sign_off = _approval(matter, summary)
    content = contents(matter, summary, sign_off, report, cancel, identifiers=identifiers)
    made = pages(content, dpi, report, cancel)
    cancel.commit()
    matter.note("summary.print", *_what(summary, identifiers=identifiers))
    return made


def _what(summary: ReviewedSummary, *, identifiers: bool) -> tuple[tuple[str, str], ...]:
    """The trail's record of what leaves the matter."""
    shown = "in full" if identifiers else "shortened"
    return (("summary", summary.id), ("digest", summary.digest), ("identifiers", shown))


def _state(matter: OpenMatter) -> MatterState:
    return MatterState(matter.info, conditions_of(matter))


def _approval(matter: OpenMatter, summary: ReviewedSummary) -> SignOff:
    """Errors: NotSigned, with the reason why an existing sign-off is not valid."""
    sign_off = signed(matter, summary)
    if sign_off is None:
        words = ("This version of the summary has no valid approval.", sign_off_fault(matter, summary))
        raise NotSigned(" ".join(filter(None, words)), "Have a reviewer sign it (again).")
    return sign_off


def as_markdown(matter: OpenMatter, summary: ReviewedSummary) -> str:
    """A summary for its reviewer: a draft, unless there is a valid approval."""
    return markdown(contents(matter, summary, signed(matter, summary)))


def contents(
    matter: OpenMatter,
    summary: ReviewedSummary,
    sign_off: SignOff | None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    *,
    identifiers: bool = False,
) -> SummaryExport:
    """Everything that the exported summary shows, with names, places and passages from the documents.

    Arguments:
        identifiers: whether identifiers are written in full; see `export_identifiers`.

    Errors: Cancelled on request.
    """
    payload, register = sent(matter, summary)
    documents = {document.id: document for document in matter.documents}
    covered = [documents[one] for one in _covered(payload) if one in documents]
    shorten = shortener(matter.register, in_clear=identifiers)
    reader = _Reader(matter, payload, documents, shorten)
    notes = statement_notes(matter, summary, payload, register)
    titles = {d.masked_title: shorten.name(documents[d.id].name) for d in payload.documents if d.id in documents}
    columns = payload.columns if has_rows(summary.clear_segments, payload.columns) else ()
    layout = Layout.TABLE if columns else _LAYOUTS.get(payload.prompt_id, Layout.LIST)
    statements: list[Statement] = []
    for number, segment in enumerate(summary.clear_segments):
        cancel.check()
        statements.append(reader.statement(segment, titles, notes.get(number, "")))
        report(Progress("statement", number + 1, len(summary.clear_segments)))
    named = matter.named().by_token()
    left_out = (*not_covered(matter, payload), *limits(summary, titles, named, covered, sign_off))
    fault = sign_off_fault(matter, summary)
    case = case_of(matter, [*covered, *matter.documents])
    raised = points(summary, titles, named, sign_off)
    return SummaryExport(
        prompts.title_of(payload.prompt_id),
        shorten.name(matter.info.name),
        _engine(summary),
        event_dates(statements) if layout is Layout.CHRONOLOGY else tuple(statements),
        reader.sources(),
        case=replace(case, caption=shorten.name(case.caption)),
        preparer=summary.preparer,
        made=summary.made,
        privileged=is_privileged(matter),
        layout=layout,
        columns=columns,
        documents=tuple(_listed(document, shorten) for document in covered),
        limits=tuple(map(shorten.name, left_out)),
        checks=(*checks(summary.checked), *([fault] if fault else ())),
        points=tuple(
            replace(one, where=shorten.text(one.where), point=shorten.name(one.point), answer=shorten.text(one.answer))
            for one in raised
        ),
        signature=_signature(summary, sign_off, shorten),
    )


class _Reader:
    """Makes statements with numbered sources: statements that cite the same passages share a number."""

    def __init__(
        self, matter: OpenMatter, payload: Payload, documents: Mapping[str, Document], shorten: Shortener
    ) -> None:
        self._mentions = matter.mentions
        self._payload, self._documents, self._shorten = payload, documents, shorten
        self._cited: dict[tuple[str, tuple[Span, ...]], list[CitedPlace]] = {}
        self._has_titles = False

    def statement(self, segment: Segment, titles: Mapping[str, str], note: str) -> Statement:
        """A statement; headings with a masked title get the document's name, and the others stand below them."""
        self._has_titles = self._has_titles or (segment.heading and segment.text in titles)
        places = places_of(segment, self._payload, self._documents)
        numbered = dict.fromkeys((self._number(segment, place), place.where) for place in places)
        words = self._shorten.text(OneLine(self._shorten.text(segment.text)).text.strip())
        words = words.lstrip(QUOTED_MAIL) if segment.quoted else words
        return Statement(
            titles.get(segment.text, words),
            tuple(number for number, _ in numbered),
            segment.heading,
            segment.quoted,
            self._shorten.text(note),
            places=tuple(self._shorten.name(where) for _, where in numbered),
            below=segment.heading and segment.text not in titles and self._has_titles,
        )

    def sources(self) -> tuple[NumberedSource, ...]:
        """The sources of all statements so far, by number."""
        counts = Counter(one.source or d.id for d in self._payload.documents for one in d.passages)
        return tuple(
            numbered_source(
                number, places, around, self._text_of(document_id), whole=len(around) == counts[document_id]
            )
            for number, ((document_id, around), places) in enumerate(self._cited.items(), 1)
        )

    def _number(self, segment: Segment, place: CitedPlace) -> int:
        around = passages_around(segment, place, self._payload, self._documents)
        key = (place.document_id, around or place.parts)
        self._cited.setdefault(key, []).append(place)
        return list(self._cited).index(key) + 1

    def _text_of(self, document_id: str) -> SourceText:
        return SourceText(self._documents[document_id], self._mentions.get(document_id, ()), self._shorten)


def _covered(payload: Payload) -> Iterator[str]:
    """Ids of the documents that were summarized, also through summaries of them."""
    yield from dict.fromkeys(
        passage.source or document.id for document in payload.documents for passage in document.passages
    )


def _listed(document: Document, shorten: Shortener) -> CoveredDocument:
    bates = [page.bates for page in document.pages if page.bates]
    last = f"–{bates[-1]}" if len(bates) > 1 else ""
    return CoveredDocument(shorten.name(document.name), len(document.pages), f"{bates[0]}{last}" if bates else "")


def has_rows(segments: Sequence[Segment], columns: Sequence[str]) -> bool:
    """Whether a statement is a row with a cell for each column; a summary without rows is printed as a list.

    The local engine gives quotations for some prompts whose answers are tables; a form may also be empty, with one
    statement that says so. The columns are those that the payload was stored with, so that they are known also if
    the prompt is retired or its file is gone.
    """
    told = (one.text for one in segments if not (one.heading or one.quoted))
    return any(row_cells(text, columns) for text in told)


def is_privileged(matter: OpenMatter) -> bool:
    """Whether exports are marked as privileged work product: as the matter says, else as policy says."""
    chosen = matter.info.privileged
    return matter.parts.policy.export.privileged if chosen is None else chosen


def _engine(summary: ReviewedSummary) -> str:
    usage = summary.checked.summary.usage
    return "local extract; nothing was sent" if usage.engine == LOCAL else f"{usage.model} ({usage.engine})"


def _signature(summary: ReviewedSummary, sign_off: SignOff | None, shorten: Shortener) -> Signature | None:
    if sign_off is None:
        return None
    return Signature(
        summary.preparer,
        sign_off.reviewer,
        sign_off.when,
        sign_off.payload_digest,
        sign_off.summary_digest,
        shorten.text(sign_off.note),
    )
