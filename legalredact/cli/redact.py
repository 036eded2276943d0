"""`legalredact redact` and `legalredact audit-copy`: copies without the names, and proof for any file."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from legalredact.cli.session import Session
from legalredact.errors import Refused, UnreadableInput, UsageError
from legalredact.governance.audit import utc_now
from legalredact.model.redaction import HandBox
from legalredact.redaction.audit_copy import Audit
from legalredact.redaction.options import Options
from legalredact.redaction.wanted import Target, named_targets
from legalredact.workflow.copies import named_for_copies
from legalredact.workflow.redacting import Audited, Note, Order, Redacted, Who, audit_files, id_of, redact_files

PIXELS, TEXT = "pixels", "text"
MODES = (PIXELS, TEXT)


def run(session: Session) -> int:
    """Exit 0: all copies are there; 1: one was withheld; 3: refused; 4: a file could not be read."""
    options = session.options
    if options.mode == TEXT:
        raise Refused(
            "Copies that keep their text are not offered: the places of letters would tell how long a name was.",
            "Use --mode pixels; its copies can be searched too.",
        )
    session.place(options.out)
    if options.names is not None:
        return _redact(session, _targets(options.names), lambda *_: None)
    with session.matter() as matter:
        known = {document.id for document in matter.documents}
        boxes = matter.store.hand_boxes()
        shown = matter.store.reason_rules().shown
        return _redact(session, named_for_copies(matter), matter.note, known, boxes, show_reasons=shown)


def audit(session: Session) -> int:
    """Exit 0: no name was found; 1: one was, or something could not be looked through; 4: a file cannot be read."""
    targets = _targets(session.options.names)
    results = list(audit_files(session.options.paths, targets, session.report))
    words = [line for result in results for line in _audit_words(result)]
    session.answer({"files": [_audit_row(result) for result in results]}, "\n".join(words))
    if any(result.audit is not None and not result.audit.clean for result in results):
        return 1
    return max((result.problem.exit_code for result in results if result.problem), default=0)


def _redact(
    session: Session,
    targets: tuple[Target, ...],
    note: Note,
    known: Collection[str] | None = None,
    boxes: Mapping[str, tuple[HandBox, ...]] | None = None,
    *,
    show_reasons: bool = False,
) -> int:
    options = session.options
    who = Who(session.actor, lambda: utc_now().isoformat(timespec="seconds"))
    reason = " ".join(options.reason.split())
    choices = Options(options.dpi, reason, tokens=not options.black, show_reasons=show_reasons or bool(reason))
    orders = (Order(path, boxes=_drawn_on(path, boxes or {})) for path in options.paths)
    results = []
    for result in redact_files(orders, targets, options.out, who, choices, note, session.report):
        results.append(result)
        _say(session, result, known)
    session.answer(
        {"copies": [_row(result, known) for result in results]},
        "\n".join(f"wrote {result.copy}" for result in results if result.copy),
    )
    if any(result.withheld for result in results):
        return 1
    return max((result.problem.exit_code for result in results if result.problem), default=0)


def _drawn_on(path: Path, boxes: Mapping[str, tuple[HandBox, ...]]) -> tuple[HandBox, ...]:
    """What people drew on a file's pages in the window, if it is one of the matter's documents."""
    if not boxes:
        return ()
    try:
        return boxes.get(id_of(path), ())
    except UnreadableInput:
        return ()  # it is said when its copy is to be made


def _targets(path: Path) -> tuple[Target, ...]:
    """Names of a file, one a line."""
    try:
        targets = named_targets(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        raise UsageError("The file of names cannot be read.", "Check its path and that it is UTF-8 text.") from None
    if not targets:
        raise UsageError("The file of names is empty.", "Write one name a line.")
    return targets


def _say(session: Session, result: Redacted, known: Collection[str] | None) -> None:
    """Words for a person on standard error."""
    name = result.source.name
    if result.problem is not None:
        session.say(f"{name}: {result.problem}")
    if result.withheld and result.audit is not None:
        session.say(f"{name}: withheld, since its copy could not be proven clean.")
        for line in _finding_words(result.audit):
            session.say(f"  {line}")
    if known is not None and result.digest and result.document_id not in known:
        session.say(f"{name}: not in the matter, so only names that the matter knows were looked for.")
    if result.made is not None and result.made.by_picture:
        pages = ", ".join(map(str, result.made.by_picture))
        session.say(f"{name}: please look at page {pages}: it has pictures, and OCR misses some names.")
    if result.made is not None and result.made.pictures:
        session.say(f"{name}: please look at its {result.made.pictures} pictures: OCR misses some names.")


def _row(result: Redacted, known: Collection[str] | None) -> dict[str, Any]:
    made = result.made
    return {
        "file": str(result.source),
        "document": result.digest,
        "in_matter": None if known is None else result.document_id in known,
        "copy": str(result.copy) if result.copy else None,
        "copy_digest": result.copy_digest or None,
        "log": str(result.log) if result.log else None,
        "log_pdf": str(result.log_pdf) if result.log_pdf else None,
        "pages": made.pages if made else 0,
        "covered": len(made.covered) if made else 0,
        "look_at_pages": made.by_picture if made else (),
        "look_at_pictures": made.pictures if made else 0,
        "left_out": made.removed if made else (),
        "withheld": result.withheld,
        "audit": _audit_values(result.audit) if result.audit else None,
        "error": str(result.problem) if result.problem else None,
    }


def _audit_row(result: Audited) -> dict[str, Any]:
    values = _audit_values(result.audit) if result.audit else {}
    return {"file": str(result.path), **values, "error": str(result.problem) if result.problem else None}


def _audit_values(audit: Audit) -> dict[str, Any]:
    return {
        "clean": audit.clean,
        "channels": audit.channels,
        "findings": [
            {"name": f.name, "channel": f.channel, "page": f.page, "around": f.masked_excerpt} for f in audit.findings
        ],
        "unread": audit.unread,
        "whole_words_only": audit.words_only,
    }


def _audit_words(result: Audited) -> Iterable[str]:
    if result.audit is None:
        return (f"{result.path}: {result.problem}",)
    if result.audit.clean:
        return (f"{result.path}: no name found in {result.audit.channels} channels.", *_short_words(result.audit))
    return (f"{result.path}:", *(f"  {line}" for line in (*_finding_words(result.audit), *_short_words(result.audit))))


def _finding_words(audit: Audit) -> Iterable[str]:
    """Findings without the name itself: line of the list, channel, page, and what stands around it."""
    for finding in audit.findings:
        page = f", page {finding.page}" if finding.page else ""
        yield f"name {finding.name}: {finding.channel}{page}: {finding.masked_excerpt}"
    yield from (f"could not be looked through: {what}" for what in audit.unread)


def _short_words(audit: Audit) -> Iterable[str]:
    if audit.words_only:
        numbers = ", ".join(map(str, audit.words_only))
        yield f"name {numbers}: too short to be looked for inside other words; looked for as a whole word only."
