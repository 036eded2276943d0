"""`legalredact summarize` and `legalredact review`: make a summary, and sign, reject or export it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from legalredact.cli import meaning
from legalredact.cli.audit_keys import say_new
from legalredact.cli.mask import accept_unread
from legalredact.cli.prompt import chosen_prompt
from legalredact.cli.session import Session
from legalredact.cli.writing import write_text
from legalredact.errors import UsageError
from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.model.export import FORMS
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.workflow.export.export import as_markdown, export
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.meaning_verdicts import summary_words
from legalredact.workflow.send.summarize import summarize as make_summary
from legalredact.workflow.send.typed_question import with_question
from legalredact.workflow.sign_off.sign_off import review


def run(session: Session) -> int:
    """Exit 0: restored; 1: the check of the reply forbids restoring it, or a decision is open; 3: refused."""
    options = session.options
    prompt = chosen_prompt(session)
    _refuse_place(session)
    with session.matter() as matter:
        if options.accept_unread:
            accept_unread(session, matter)
        prompt = with_question(matter, prompt, _question(options.question_file))
        again = meaning.chosen(session, matter)
        summary = make_summary(
            matter, prompt, options.engine, session.report, chosen=_chosen(matter, options.documents)
        )
        _say_findings(session, summary)
        if not summary.checked.restorable:
            session.answer(_row(summary), f"Summary {summary.id} is held back: its tokens were not restored.")
            return 1
        problem = None
        if again:
            summary, problem = meaning.after_summary(session, matter, summary)
            _say_findings(session, summary)
        _show(session, matter, summary, options.out)
    if problem is not None:
        raise problem
    return 0


def _question(file: Path | None) -> str:
    """What is typed for a prompt that asks for something: a file, since others can read a command's arguments.

    Errors: UsageError.
    """
    if file is None:
        return ""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError("The question cannot be read.", "Check the file's path and that it is UTF-8 text.") from None


def _chosen(matter: OpenMatter, names: Sequence[str] | None) -> tuple[str, ...] | None:
    """Ids of the documents with these names or ids; None for all if none is named.

    Errors: UsageError if there is no such document, or several have that name.
    """
    if not names:
        return None
    found: list[str] = []
    for name in names:
        ids = [line.id for line in matter.listing if name in (line.id, line.name)]
        if len(ids) != 1:
            what = f"{len(ids) or 'No'} documents of this matter have the name given as number {len(found) + 1}."
            raise UsageError(what, "`matter show` lists the documents: give a name or an id as it is there.")
        found += ids
    return tuple(dict.fromkeys(found))


def show(session: Session) -> int:
    """`review show`: the summary as a reviewer reads it, with its sources."""
    _refuse_place(session)
    with session.matter() as matter:
        say_new(session, matter)
        summary = matter.summary(session.options.summary)
        _say_findings(session, summary)
        _show(session, matter, summary, session.options.out)
    return 0


def decide(session: Session) -> int:
    """`review approve` and `review reject`; an approval exports at once if --out names a folder."""
    options = session.options
    verdict = Verdict.APPROVED if options.action == "approve" else Verdict.REJECTED
    with session.matter() as matter:
        say_new(session, matter)
        summary = matter.summary(options.summary)
        _say_findings(session, summary)
        settled = _settled(summary, options.settle) if verdict is Verdict.APPROVED else {}
        if verdict is Verdict.APPROVED and len(settled) < len(summary.checked.findings):
            session.say("Give the reason for each flag: --settle NUMBER=REASON, or KIND=REASON for all of a kind.")
        sign_off = review(matter, summary, options.reviewer, verdict, options.note, settled=settled)
        files = (
            export(matter, summary, options.out, options.form or FORMS, identifiers=options.identifiers)
            if verdict is Verdict.APPROVED and options.out
            else ()
        )
    row = {
        "summary": summary.id,
        "verdict": verdict,
        "digest": sign_off.summary_digest,
        "files": [str(f) for f in files],
    }
    session.answer(row, "\n".join((f"{summary.id} {verdict} by {sign_off.reviewer}.", *(f"wrote {f}" for f in files))))
    return 0


def _settled(summary: ReviewedSummary, given: Sequence[tuple[str, str]]) -> dict[int, str]:
    """The reasons by the number of the flag, from 0; that of a single flag takes precedence over that of its kind.

    Errors: UsageError if there is no such flag.
    """
    findings = summary.checked.findings
    of_kinds: dict[int, str] = {}
    of_flags: dict[int, str] = {}
    for which, reason in given:
        if which.isdecimal():
            numbers = [int(which) - 1] if 1 <= int(which) <= len(findings) else []
            of_flags |= dict.fromkeys(numbers, reason)
        else:
            numbers = [n for n, finding in enumerate(findings) if finding.kind == which.replace("-", "_")]
            of_kinds |= dict.fromkeys(numbers, reason)
        if not numbers:
            raise UsageError(f"This summary has no flag {which}.", "`review show` lists its flags with their numbers.")
    return of_kinds | of_flags


def export_signed(session: Session) -> int:
    """`review export`: a signed summary as DOCX, PDF and Markdown."""
    options = session.options
    with session.matter() as matter:
        say_new(session, matter)
        summary = matter.summary(options.summary)
        files = export(matter, summary, options.out, options.form or FORMS, identifiers=options.identifiers)
    session.answer({"files": [str(f) for f in files]}, "\n".join(f"wrote {f}" for f in files))
    return 0


def _refuse_place(session: Session) -> None:
    if session.options.out is not None:
        session.place(session.options.out.parent)


def _show(session: Session, matter: OpenMatter, summary: ReviewedSummary, out: Path | None) -> None:
    text = as_markdown(matter, summary)
    row = _row(summary) | {"text": None if out else text, "out": str(out) if out else None}
    if out is not None:
        write_text(out, text)
    session.answer(row, f"Summary {summary.id}: wrote {out}" if out else text)


def _row(summary: ReviewedSummary) -> dict[str, object]:
    return {
        "summary": summary.id,
        "digest": summary.digest,
        "restored": summary.checked.restorable,
        "findings": [
            {
                "number": number,
                "kind": f.kind,
                "segment": f.segment,
                "blocking": f.blocking,
                "severity": f.severity,
                "place": f.place,
            }
            for number, f in enumerate(summary.checked.findings, 1)
        ],
        "notes": [{"number": number, "segment": note.segment} for number, note in enumerate(summary.checked.notes, 1)],
        "meaning": meaning.row_of(summary),
        "checked": what_was_checked(summary.checked),
    }


def _say_findings(session: Session, summary: ReviewedSummary) -> None:
    segments = summary.checked.summary.segments
    for number, finding in enumerate(summary.checked.findings, 1):
        weight = "forbids restoring" if finding.blocking else f"{finding.severity}, to be settled"
        where = where_words(finding, segments)
        session.say(f"{number}. {where}: {finding.kind} ({weight}): {finding_words(finding)}")
    for number, note in enumerate(summary.checked.notes, 1):
        session.say(f"Note {number}. {where_words(note, segments)}: {note_words(note)}")
    session.say(what_was_checked(summary.checked))
    session.say(summary_words(summary.checked.meaning))
