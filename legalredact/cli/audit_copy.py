"""`legalredact audit-copy`: search any file for names; prints words or JSON, and writes a report."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from legalredact.cli.session import Session
from legalredact.documents.export.atomic_file import write_atomically
from legalredact.errors import UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.model.clean_text import clean
from legalredact.redaction.audit.audit import Audit
from legalredact.redaction.audit.html_report import report_html
from legalredact.redaction.audit.wording import grouped, wording_of
from legalredact.redaction.targets import Target, named_targets
from legalredact.workflow.administration.confined import demand
from legalredact.workflow.copies.auditing import Audited, audit_files


def run(session: Session) -> int:
    """Exit 0: no name was found; 1: one was, or something could not be searched; 4: a file cannot be read."""
    options = session.options
    if options.pictures and options.report_file is None:
        raise UsageError("Pictures go into a report.", "Say where to with --report FILE.html.")
    if options.report_file is not None:
        session.place(options.report_file.parent)
    demand(session.policy)
    targets = names_of(options.names)
    results = list(audit_files(options.paths, targets, session.report, pictures=options.pictures))
    if options.report_file is not None:
        write_atomically(options.report_file, clean(_report(results, pictures=options.pictures)).encode())
        session.say(f"wrote {options.report_file}")
    words = [line for result in results for line in _words(result)]
    session.answer({"files": [_row(result) for result in results]}, "\n".join(words))
    if any(result.audit is not None and not result.audit.clean for result in results):
        return 1
    return max((result.problem.exit_code for result in results if result.problem), default=0)


def names_of(path: Path, make: Callable[[Iterable[str]], tuple[Target, ...]] = named_targets) -> tuple[Target, ...]:
    """Names in a file, one per line.

    Arguments:
        make: how the names are to be searched.

    Errors: UsageError if it cannot be read or has no names.
    """
    try:
        targets = make(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        raise UsageError("The file of names cannot be read.", "Check its path and that it is UTF-8 text.") from None
    if not targets:
        raise UsageError("The file of names is empty.", "Write one name per line.")
    return targets


def audit_values(audit: Audit) -> dict[str, Any]:
    """An audit for scripts."""
    return {
        "clean": audit.clean,
        "channels": audit.channels,
        "findings": [
            {
                "name": f.name,
                "channel": f.channel,
                "page": f.page,
                "hidden": f.where.value if f.where else None,
                "what": wording_of(f).what,
                "around": f.masked_excerpt,
            }
            for f in audit.findings
        ],
        "unread": audit.unread,
        "whole_words_only": audit.words_only,
    }


def finding_words(audit: Audit) -> Iterator[str]:
    """Findings without the name itself: explanation, line of the list, page, text around it, channels."""
    for words, finds in grouped(audit.findings).items():
        yield f"{words.what}. {words.why} {words.remedy}"
        for find in finds:
            page = f", page {find.page}" if find.page else ""
            yield f"  name {find.name}{page}: {find.masked_excerpt}  ({', '.join(find.channels)})"
    yield from (f"could not be searched: {what}" for what in audit.unread)


def _report(results: Iterable[Audited], *, pictures: bool) -> str:
    files = [(result.path.name, result.audit, str(result.problem or "")) for result in results]
    return report_html(files, utc_now().isoformat(timespec="seconds"), pictures=pictures)


def _row(result: Audited) -> dict[str, Any]:
    values = audit_values(result.audit) if result.audit else {}
    return {"file": str(result.path), **values, "error": str(result.problem) if result.problem else None}


def _words(result: Audited) -> Iterable[str]:
    if result.audit is None:
        return (f"{result.path}: {result.problem}",)
    if result.audit.clean:
        return (
            f"{result.path}: no such name found in {result.audit.channels} channels.",
            *_short_words(result.audit),
        )
    return (f"{result.path}:", *(f"  {line}" for line in (*finding_words(result.audit), *_short_words(result.audit))))


def _short_words(audit: Audit) -> Iterable[str]:
    if audit.words_only:
        numbers = ", ".join(map(str, audit.words_only))
        yield f"name {numbers}: too short to be searched for inside other words; searched for as a whole word only."
