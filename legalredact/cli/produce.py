"""`legalredact produce`: production sets with Bates numbers, load files and a privilege log."""

from pathlib import Path
from typing import Any

from legalredact.cli.batch import stoppable
from legalredact.cli.session import Session
from legalredact.errors import Cancelled, UsageError
from legalredact.model.policy import LOCAL
from legalredact.model.production_set import PageForm, PriorBates, ProducedSet, Treatment
from legalredact.model.redaction import TEXT_MODE
from legalredact.workflow.administration.confined import demand
from legalredact.workflow.copies.atomic_output import hand_over
from legalredact.workflow.copies.parallel import CopyProcesses, copying_processes
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.production_set.check import VolumeCheck, check_volume, files_of
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.plan_file import plan_csv, plan_from, plan_rows, put_plan
from legalredact.workflow.production_set.run import DIGESTS, Produced, Production
from legalredact.workflow.production_set.sets import digests_of_set, set_named, targets_of_set

PAUSED = 130


def edit_plan(session: Session) -> int:
    """Exit 0."""
    options = session.options
    with session.matter() as matter:
        rows = plan_rows(matter)
        if options.edited is not None:
            changed = plan_from(_content(options.edited), rows)
            plan = put_plan(matter, changed)
            counts = {str(kind): sum(one.treatment is kind for one in changed) for kind in Treatment}
            words = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
            session.answer({"decisions": len(plan.documents), **counts}, f"Applied: {words}.")
            return 0
    session.place(options.out.resolve().parent)
    hand_over(options.out, plan_csv(rows))
    session.answer({"file": str(options.out), "documents": len(rows)}, f"wrote {options.out}, {len(rows)} documents")
    return 0


def run(session: Session) -> int:
    """Exit 0: produced and checked; 1: it waits for failed documents, or its check found something; 130: stopped."""
    options = session.options
    session.place(options.out)
    demand(session.policy)
    copy = Choices(
        tokens=not options.black, reason=" ".join(options.reason.split()), keep_text=options.mode == TEXT_MODE
    )
    choices = ProduceChoices(
        options.name,
        options.prefix,
        options.start,
        options.digits,
        " ".join(options.legend.split()),
        PageForm(options.form),
        options.image_dpi,
        PriorBates(options.earlier_bates),
        copy,
        options.log_names,
        options.slip_sheets_for_failed,
    )
    with session.matter() as matter, stoppable(LOCAL) as cancel:
        open_names = len(matter.blockers())
        if open_names:
            session.say(f"{open_names} decisions on names are open; names without a decision are not covered.")
        try:
            done = Production(matter, processes=options.processes).run(choices, options.out, session.report, cancel)
        except Cancelled:
            session.say("Stopped. Finished copies are kept. Run the same command to continue.")
            return PAUSED
    _say(session, done)
    session.answer(_row(done), _words(done))
    return 0 if done.record is not None else 1


def check(session: Session) -> int:
    """Exit 0: the volume is sound; 1: something is wrong."""
    folder: Path = session.options.volume
    demand(session.policy)
    with session.matter() as matter:
        produced = set_named(matter, folder.name)
        targets = targets_of_set(matter, produced)
    beside = folder.with_name(f"{folder.name}-internal") / DIGESTS
    digests = digests_of_set(produced, _content(beside)) if beside.exists() else None
    if digests is None:
        session.say("The list of digests is not beside the volume, so changed files cannot be detected.")
    with stoppable(LOCAL) as cancel:
        processes = CopyProcesses(copying_processes(), files_of(folder))
        try:
            found = check_volume(
                folder, targets, processes, session.report, cancel, digests=digests, ocr=session.options.ocr
            )
        finally:
            processes.close()
    for problem in found.problems:
        session.say(problem)
    session.answer(
        _check_row(found), f"{found.words()}. {'No fault was found.' if found.sound else 'Faults were found.'}"
    )
    return 0 if found.sound else 1


def list_sets(session: Session) -> int:
    """Exit 0."""
    with session.matter() as matter:
        sets = matter.store.production_sets()
    session.answer(
        {"sets": [_set_row(one) for one in sets]}, "\n".join(map(_set_words, sets)) or "No set was produced."
    )
    return 0


def _say(session: Session, done: Produced) -> None:
    for number, why in done.failed:
        session.say(f"{number}: {why}")
    if done.record is None and done.failed and done.check is None:
        session.say(
            "No number was assigned yet. Withhold these documents in the plan, or use --slip-sheets-for-failed."
        )
    for number, parts in done.left_out:
        session.say(f"{number}: its pages lack {', '.join(parts)}.")
    for number in done.look:
        session.say(f"Please look at {number}: it has images, and OCR misses some names.")
    for problem in done.check.problems if done.check is not None else ():
        session.say(f"check: {problem}")


def _words(done: Produced) -> str:
    if done.record is None or done.check is None:
        return "Nothing was handed over."
    one = done.record
    lines = [
        f"wrote {done.volume}: {done.check.words()}",
        (
            f"{one.documents[0].first} to {one.documents[-1].last}; {done.check.redacted} documents redacted, "
            f"{done.check.withheld} withheld, {done.logged} rows in the privilege log"
        ),
        "the check read no page by OCR; `legalredact produce check --ocr` does",
        f"wrote {done.beside}: the privilege log and the list of digests; the list stays in the firm",
    ]
    lines += [f"{done.reused} copies of an earlier run were used"] if done.reused else []
    lines += [f"{done.extended} pages grew by a strip for their stamps"] if done.extended else []
    lines += [f"{done.replaced} earlier Bates numbers were covered"] if done.replaced else []
    if done.changed_values:
        lines.append(f"{done.changed_values} values have characters that a load file cannot hold; they were replaced")
    return "\n".join(lines)


def _row(done: Produced) -> dict[str, Any]:
    return {
        "set": _set_row(done.record) if done.record is not None else None,
        "volume": str(done.volume) if done.volume else None,
        "internal": str(done.beside) if done.beside else None,
        "check": _check_row(done.check) if done.check is not None else None,
        "failed": [{"document": number, "why": why} for number, why in done.failed],
        "left_out": [{"document": number, "parts": parts} for number, parts in done.left_out],
        "look_at_pages": list(done.look),
        "reused": done.reused,
        "privilege_log_rows": done.logged,
        "pages_extended": done.extended,
        "earlier_numbers_covered": done.replaced,
        "values_changed": done.changed_values,
    }


def _check_row(found: VolumeCheck) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "documents": found.documents,
        "pages": found.pages,
        "page_files": found.page_files,
        "texts": found.texts,
        "natives": found.natives,
        "searched": found.searched,
        "characters": found.characters,
        "redacted": found.redacted,
        "withheld": found.withheld,
        "problems": list(found.problems),
    }


def _set_row(one: ProducedSet) -> dict[str, Any]:
    first, last = (one.documents[0].first, one.documents[-1].last) if one.documents else ("", "")
    return {
        "name": one.name,
        "first": first,
        "last": last,
        "documents": len(one.documents),
        "pages": one.pages,
        "withheld": sum(document.withheld for document in one.documents),
        "when": one.when,
        "digest": one.digest,
    }


def _set_words(one: ProducedSet) -> str:
    row = _set_row(one)
    return (
        f"{one.name}: {row['first']} to {row['last']}, {row['documents']} documents, {row['pages']} pages, "
        f"{row['withheld']} withheld, {one.when[:10]}"
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UsageError("The file cannot be read.", "Check its path and your permissions.") from None
