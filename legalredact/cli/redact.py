"""`legalredact redact`: redacted copies."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from legalredact.cli.audit_copy import audit_values, finding_words, names_of
from legalredact.cli.session import Session
from legalredact.errors import LegalRedactError, UnreadableInput, UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.model.redaction import TEXT_MODE, HandBox
from legalredact.redaction.near_names import Nearness, near_lines
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.targets import Target, listed_targets
from legalredact.workflow.administration.confined import demand
from legalredact.workflow.copies.dry_run import try_files
from legalredact.workflow.copies.plan import named_for_copies, targets_in
from legalredact.workflow.copies.run import CopyOrder, Redacted, Who, id_of, redact_files
from legalredact.workflow.copies.run_log import Note, RunLog


def run(session: Session) -> int:
    """Exit 0: all copies were made; 1: one was withheld; 3: refused; 4: a file could not be read."""
    options = session.options
    if options.out is not None:
        session.place(options.out)
    elif not options.dry_run:
        raise UsageError("The folder for the copies is missing.", "Give --out DIR, or --dry-run to write nothing.")
    demand(session.policy)
    if options.names is not None:
        if options.roles:
            raise UsageError("A list of names has no roles.", "Give --reason for all of them, or --matter.")
        return _redact(session, names_of(options.names, listed_targets), lambda *_: None)
    with session.matter() as matter:
        known = {document.id for document in matter.documents}
        boxes = matter.store.hand_boxes()
        rules = matter.store.reason_rules()
        for role, code in options.roles:
            rules = rules.with_default(role, code)
        shown = rules.shown or bool(options.roles)
        targets, register = named_for_copies(matter, rules), matter.register
        own = {document_id: targets_in(matter, document_id, register, rules) for document_id in known}
        return _redact(session, targets, matter.note, own, boxes, show_reasons=shown)


def _redact(
    session: Session,
    targets: tuple[Target, ...],
    note: Note,
    known: Mapping[str, tuple[Target, ...]] | None = None,
    boxes: Mapping[str, tuple[HandBox, ...]] | None = None,
    *,
    show_reasons: bool = False,
) -> int:
    options = session.options
    who = Who(session.actor, lambda: utc_now().isoformat(timespec="seconds"))
    reason = " ".join(options.reason.split())
    choices = Options(
        options.dpi,
        reason,
        tokens=not options.black,
        show_reasons=show_reasons or bool(reason),
        keep_text=options.mode == TEXT_MODE,
        pdf_a=options.pdf_a,
    )
    orders = [_order(path, known or {}, boxes or {}) for path in options.paths]
    if options.dry_run:
        return _try(session, orders, targets, choices)
    results: list[Redacted] = []
    logs: list[RunLog] = []
    for result in redact_files(orders, targets, options.out, who, choices, note, session.report, whole_log=logs.append):
        results.append(result)
        _say(session, result, known)
    lines = [f"wrote {result.copy}" for result in results if result.copy]
    lines += [f"wrote {log.csv} and {log.pdf.name}, the log of all {log.copies} copies" for log in logs]
    session.answer({"copies": [_row(result, known) for result in results], **_log_row(logs)}, "\n".join(lines))
    if any(result.withheld for result in results):
        return 1
    return max((result.problem.exit_code for result in results if result.problem), default=0)


def _try(session: Session, orders: Sequence[CopyOrder], targets: tuple[Target, ...], choices: Options) -> int:
    """Say what copies would be, and write nothing."""
    rows: list[dict[str, Any]] = []
    codes: list[int] = []
    for order, tried in try_files(orders, targets, choices, session.report):
        name = order.path.name
        if isinstance(tried, LegalRedactError):
            session.say(f"{name}: {tried}")
            rows.append({"file": str(order.path), "error": str(tried)})
            codes.append(tried.exit_code)
            continue
        made = tried.made
        places = "1 place" if len(made.covered) == 1 else f"{len(made.covered)} places"
        fate = "" if tried.clean else "; the copy would be withheld, since it could not be verified"
        session.say(f"{name}: {places} would be covered{fate}.")
        _say_made(session, name, made)
        rows.append({"file": str(order.path), "would_be_withheld": not tried.clean, **_made_row(made), "error": None})
        codes.append(0 if tried.clean else 1)
    session.answer({"copies": rows}, "nothing was written")
    return 1 if 1 in codes else max(codes, default=0)


def _order(path: Path, known: Mapping[str, tuple[Target, ...]], boxes: Mapping[str, tuple[HandBox, ...]]) -> CopyOrder:
    """A file to copy; a document of the matter with its own names and the boxes that people drew in the window."""
    if not (known or boxes):
        return CopyOrder(path)
    try:
        document_id = id_of(path)
    except UnreadableInput:
        return CopyOrder(path)  # the error is reported when the copy is made
    return CopyOrder(path, boxes=boxes.get(document_id, ()), targets=known.get(document_id))


def _say(session: Session, result: Redacted, known: Collection[str] | None) -> None:
    """Print results for a person on standard error."""
    name = result.source.name
    if result.problem is not None:
        session.say(f"{name}: {result.problem}")
    if result.withheld and result.audit is not None:
        session.say(f"{name}: withheld, since its copy could not be verified.")
        for line in finding_words(result.audit):
            session.say(f"  {line}")
    if known is not None and result.digest and result.document_id not in known:
        session.say(f"{name}: not in the matter, so it was searched only for names that the matter knows.")
    for words in result.made.image_words() if result.made is not None else ():
        session.say(f"{name}: {words}.")
    if result.made is not None:
        _say_made(session, name, result.made)


def _say_made(session: Session, name: str, made: CopyResult) -> None:
    """Print what a person should know of a copy: what it lacks, where to look, and words near the names."""
    if made.lost:
        session.say(f"{name}: {made.loss_words()}.")
    if made.lacks:
        session.say(f"{name}: {made.lack_words()}.")
    if made.pdf_a:
        session.say(f"{name}: the copy is written as {made.pdf_a_words()}.")
    for line in near_lines(made.near):
        session.say(f"{name}: {line}.")
    if made.differs:
        session.say(f"{name}: {made.differs_words()}.")
    if made.by_picture:
        pages = ", ".join(map(str, made.by_picture))
        session.say(f"{name}: please look at page {pages}: it has images, and OCR misses some names.")
    if made.pictures:
        session.say(f"{name}: please look at its {made.pictures} images: OCR misses some names.")


def _made_row(made: CopyResult) -> dict[str, Any]:
    """What scripts get to know of a copy that was made."""
    return {
        "pages": made.pages,
        "covered": len(made.covered),
        "pages_as_pictures": [{"page": page, "since": why} for page, why in made.as_pictures],
        "look_at_pages": made.by_picture,
        "look_at_pictures": made.pictures,
        "left_out": made.removed,
        "hidden_left_out": made.hidden,
        "lost": made.lost,
        "lacks": made.lacks,
        "pdf_a": made.pdf_a or None,
        "compare_pages": made.differs,
        "near": _near_rows(made, Nearness.STAYS),
        "covered_inside": _near_rows(made, Nearness.PART),
        "covered_beside": _near_rows(made, Nearness.UNDER),
    }


def _near_rows(made: CopyResult, nearness: Nearness) -> list[dict[str, Any]]:
    return [{"word": word.text, "pages": word.pages} for word in made.near if word.nearness is nearness]


def _log_row(logs: Sequence[RunLog]) -> dict[str, Any]:
    return {"log": str(logs[0].csv) if logs else None, "log_pdf": str(logs[0].pdf) if logs else None}


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
        **_made_row(made or CopyResult(())),
        "withheld": result.withheld,
        "audit": audit_values(result.audit) if result.audit else None,
        "error": str(result.problem) if result.problem else None,
    }
