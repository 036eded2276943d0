"""`legalredact audit`: verify, print, report and export the audit trail."""

import dataclasses
from pathlib import Path

from legalredact.cli.audit_keys import row as key_row
from legalredact.cli.audit_keys import say_new
from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.governance.audit_trail import verdict_words
from legalredact.workflow.administration.reports import (
    Trails,
    month_report,
    trail_of,
    trails_in,
    write_report,
    write_trails,
)
from legalredact.workflow.matter.new_signing_keys import known_keys
from legalredact.workflow.send.incidents import masked_words


def verify(session: Session) -> int:
    """`audit verify`: check every page of the store, every link of the trail, and the signatures."""
    with session.matter() as matter:
        verdict = matter.check_whole(thorough=session.options.thorough)
        found = known_keys(matter)
        say_new(session, matter)
    row = {
        "events": verdict.events,
        "head": verdict.head,
        "whole": True,
        "unsigned": verdict.unsigned,
        "signed_by": [dataclasses.asdict(person) for person in verdict.persons],
        "keys": [key_row(one) for one in found],
    }
    session.answer(row, "\n".join((*verdict_words(verdict), *(f"Key of {one.words}" for one in found))))
    return 0


def accept(session: Session) -> int:
    """`audit accept`: accept a trail as it is after a backup was restored on purpose; for administrators."""
    if not session.options.reason.strip():
        raise UsageError("A trail is accepted with a reason.", "Say which backup was restored, and why.")
    with session.matter(restored=True) as matter:
        matter.note("audit.reason", ("reason", masked_words(matter, session.options.reason)))
        verdict = matter.check_whole()
    session.answer({"events": verdict.events, "head": verdict.head}, "\n".join(verdict_words(verdict)))
    return 0


def report(session: Session) -> int:
    """`audit report`: the trail, or with --month a report as HTML and PDF; ids, digests and counts only."""
    options = session.options
    if options.month:
        return _month(session)
    if options.matter is None:
        raise UsageError("Which matter?", "Name it with --matter, or give --month and --folder.")
    with session.matter() as matter:
        events = matter.events
    rows = [
        {"number": e.number, "when": e.when, "actor": e.actor, "action": e.action, **dict(e.details)} for e in events
    ]
    lines = [f"{e.number:>5}  {e.when}  {e.actor:<16}{e.action:<20}{_details(e.details)}" for e in events]
    session.answer({"events": rows}, "\n".join(lines))
    return 0


def export(session: Session) -> int:
    """`audit export`: every event with its digest and signature, for a SIEM."""
    options = session.options
    trails = _trails(session)
    count = write_trails(trails.read, options.format, session.parts, options.out)
    words = f"wrote {options.out}: {count} events of {len(trails.read)} matters"
    row = {"file": str(options.out), "events": count, "matters": len(trails.read), "unread": trails.unread}
    session.answer(row, f"{words}{_missing(trails)}")
    return 1 if trails.unread else 0


def _month(session: Session) -> int:
    """Exit 1 if the trail of a matter could not be read, which the report states."""
    options = session.options
    trails = _trails(session)
    made = month_report(trails, options.month, session.parts, session.actor)
    files = write_report(made, options.month, session.parts, options.out or Path())
    row = {"files": [str(file) for file in files], "matters": len(trails.read), "unread": trails.unread}
    session.answer(row, "\n".join((*(f"wrote {file}" for file in files), *filter(None, [_missing(trails)]))))
    return 1 if trails.unread else 0


def _trails(session: Session) -> Trails:
    options = session.options
    if (options.matter is None) == (options.folder is None):
        raise UsageError("Whose trails?", "Name one matter with --matter, or a folder of matters with --folder.")
    if options.folder is not None:
        return trails_in(options.folder, session.keys, session.parts, session.actor)
    with session.matter() as matter:
        return trail_of(matter)


def _missing(trails: Trails) -> str:
    return f" The trails of {trails.unread} matters could not be read." if trails.unread else ""


def _details(details: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f"{name}={value}" for name, value in details)
