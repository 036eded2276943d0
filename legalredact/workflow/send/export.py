"""Exports a signed summary: DOCX, PDF and Markdown with its citations; a draft is only for reading."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from legalredact.documents.export.summary import markdown, pages, write_docx, write_markdown, write_pdf
from legalredact.errors import NotSigned
from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.matching.text.one_line import OneLine
from legalredact.model.document import Document
from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport
from legalredact.model.policy import LOCAL
from legalredact.model.pseudonym import TOKEN
from legalredact.model.refusal import refuse
from legalredact.model.register import Entity, Register
from legalredact.model.review import ReviewedSummary, Segment, SignOff
from legalredact.summary import prompts
from legalredact.workflow.matter.not_covered import not_covered
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.citations import CitedPlace, places_of, words_at
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.send.export_rules import reasons_against_export, reasons_against_print
from legalredact.workflow.send.meaning_verdicts import statement_notes, summary_words
from legalredact.workflow.send.sign_off_records import sign_off_fault
from legalredact.workflow.send.summarize import sent, signed

FORMS = ("docx", "pdf", "md")
EXCERPT = 160
"""Characters of the source that a citation shows."""

_WHOLE = "Whole summary"
_OPENING = 6
_WRITERS: Mapping[str, Callable[[SummaryExport, Path], None]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "md": write_markdown,
}


def export(
    matter: OpenMatter, summary: ReviewedSummary, folder: Path, forms: Sequence[str] = FORMS
) -> tuple[Path, ...]:
    """Write a signed summary in those formats; the names of the files contain no client's name.

    Errors: those of `reasons_against_export`; NotSigned if no approval holds for exactly this text; DiskFull.
    """
    refuse(reasons_against_export(_state(matter), matter.parts.policy, forms, folder), "Nothing was written.")
    matter.trail.refuse_changed()
    sign_off = _approval(matter, summary)
    content = contents(matter, summary, sign_off)
    matter.note("summary.export", ("summary", summary.id), ("digest", summary.digest), ("forms", ",".join(forms)))
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"summary-{summary.id}.{form}" for form in forms)
    for form, file in zip(forms, files, strict=True):
        _WRITERS[form](content, file)
    return files


def to_print(matter: OpenMatter, summary: ReviewedSummary, dpi: int) -> tuple[bytes, ...]:
    """The pages of a signed summary as they are exported, as images (PNG) for a printer.

    Errors: those of `reasons_against_print`; NotSigned if no approval holds for exactly this text.
    """
    refuse(reasons_against_print(_state(matter), matter.parts.policy), "Nothing was printed.")
    matter.trail.refuse_changed()
    sign_off = _approval(matter, summary)
    content = contents(matter, summary, sign_off)
    matter.note("summary.print", ("summary", summary.id), ("digest", summary.digest))
    return pages(content, dpi)


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


def contents(matter: OpenMatter, summary: ReviewedSummary, sign_off: SignOff | None) -> SummaryExport:
    """Everything that the exported summary shows, with names, places and excerpts from the documents."""
    payload, register = sent(matter, summary)
    notes = statement_notes(matter, summary, payload, register)
    documents = {document.id: document for document in matter.documents}
    cited = [places_of(segment, payload, documents) for segment in summary.clear_segments]
    numbers = {place: number for number, place in enumerate(dict.fromkeys(p for places in cited for p in places), 1)}
    sources = tuple(_source(number, place, documents) for place, number in numbers.items())
    names = {d.masked_title: documents[d.id].name for d in payload.documents if d.id in documents}
    statements = tuple(
        Statement(
            names.get(s.text, OneLine(s.text).text.strip()),
            tuple(numbers[p] for p in at),
            s.heading,
            s.quoted,
            notes.get(number, ""),
        )
        for number, (s, at) in enumerate(zip(summary.clear_segments, cited, strict=True))
    )
    usage = summary.checked.summary.usage
    engine = "local extract; nothing was sent" if usage.engine == LOCAL else f"{usage.model} ({usage.engine})"
    title = prompts.title_of(payload.prompt_id)
    flags = _flags(summary, names, matter.named(), sign_off)
    of_documents = _unread([documents[d.id] for d in payload.documents if d.id in documents])
    fault = sign_off_fault(matter, summary)
    meaning = summary_words(summary.checked.meaning)
    remarks = (*not_covered(matter, payload), meaning, *flags, *of_documents, *([fault] if fault else ()))
    return SummaryExport(title, matter.info.name, engine, statements, sources, remarks, _signature(summary, sign_off))


def _source(number: int, place: CitedPlace, documents: Mapping[str, Document]) -> NumberedSource:
    words = " ".join(OneLine(words_at(place, documents[place.document_id])).text.split())
    excerpt = words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return NumberedSource(number, place.name, place.where, excerpt)


def _flags(
    summary: ReviewedSummary, titles: Mapping[str, str], register: Register, sign_off: SignOff | None
) -> Iterator[str]:
    """What the check compared, each of its flags with its statement, its value, its place, and why it was settled, and
    its notes.

    Arguments:
        titles: names of documents by their masked titles.
        register: whose names take the place of the tokens.
    """
    checked = summary.checked
    yield what_was_checked(checked)
    by_token = register.by_token()
    reasons = dict(zip(sign_off.settled, sign_off.reasons, strict=False)) if sign_off else {}
    for number, finding in enumerate(checked.findings):
        where = where_words(finding, checked.summary.segments)
        begins = "" if where == _WHOLE else f" ({_opening(summary.clear_segments, finding.segment)})"
        settled = f" Settled by {sign_off.reviewer}: {reasons[number]}" if sign_off and number in reasons else ""
        yield f"Flag {number + 1}. {where}{begins}: {_in_clear(finding_words(finding), titles, by_token)}{settled}"
    for number, note in enumerate(checked.notes, 1):
        where = f"{where_words(note, checked.summary.segments)} ({_opening(summary.clear_segments, note.segment)})"
        yield f"Note {number}. {where}: {_in_clear(note_words(note), titles, by_token)}"


def _opening(segments: Sequence[Segment], number: int) -> str:
    """The first words of a statement, by which a reader finds it."""
    words = OneLine(segments[number].text).text.split() if number < len(segments) else []
    more = " …" if len(words) > _OPENING else ""
    return f"“{' '.join(words[:_OPENING])}{more}”"


def _unread(documents: Sequence[Document]) -> Iterator[str]:
    """What could not be read."""
    for document in documents:
        for part in document.unread:
            page = f", page {part.page}" if part.page else ""
            yield f"{document.name}{page}: {part.detail}."


def _in_clear(words: str, titles: Mapping[str, str], by_token: Mapping[str, Entity]) -> str:
    """Words about a finding with the names of people and documents."""
    for title in sorted(titles, key=len, reverse=True):
        words = words.replace(title, titles[title])
    return TOKEN.sub(lambda token: by_token[token[0]].shown if token[0] in by_token else token[0], words)


def _signature(summary: ReviewedSummary, sign_off: SignOff | None) -> Signature | None:
    if sign_off is None:
        return None
    return Signature(
        summary.preparer,
        sign_off.reviewer,
        sign_off.when,
        sign_off.payload_digest,
        sign_off.summary_digest,
        sign_off.note,
    )
