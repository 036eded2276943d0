"""`legalredact audit`, `doctor`, `key`: what firm IT asks."""

import dataclasses

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.governance.audit import verdict_words
from legalredact.workflow.incidents import masked_words


def verify_audit(session: Session) -> int:
    """`audit verify`: every page of the store and every link of the trail."""
    with session.matter() as matter:
        verdict = matter.check_whole(thorough=session.options.thorough)
    row = {
        "events": verdict.events,
        "head": verdict.head,
        "whole": True,
        "unsigned": verdict.unsigned,
        "signed_by": [dataclasses.asdict(person) for person in verdict.persons],
    }
    session.answer(row, "\n".join(verdict_words(verdict)))
    return 0


def accept(session: Session) -> int:
    """`audit accept`: take a trail as it is after a backup was put back on purpose; for administrators."""
    if not session.options.reason.strip():
        raise UsageError("A trail is accepted with a reason.", "Say which backup was put back, and why.")
    with session.matter(restored=True) as matter:
        matter.note("audit.reason", ("reason", masked_words(matter, session.options.reason)))
        verdict = matter.check_whole()
    session.answer({"events": verdict.events, "head": verdict.head}, "\n".join(verdict_words(verdict)))
    return 0


def report_audit(session: Session) -> int:
    """`audit report`: the trail itself; it holds ids, digests and counts only."""
    with session.matter() as matter:
        events = matter.events
    rows = [
        {"number": e.number, "when": e.when, "actor": e.actor, "action": e.action, **dict(e.details)} for e in events
    ]
    lines = [f"{e.number:>5}  {e.when}  {e.actor:<16}{e.action:<20}{_details(e.details)}" for e in events]
    session.answer({"events": rows}, "\n".join(lines))
    return 0


def _details(details: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f"{name}={value}" for name, value in details)


def doctor(session: Session) -> int:
    """`doctor`: what is ready on this machine and what is not; exit 1 if something needed is missing."""
    rows = list(session.wiring.ready(session.policy))
    words = "\n".join(f"{'ok     ' if well else 'missing'}  {what}: {how}" for what, well, how in rows)
    session.answer({"ready": [{"what": what, "ok": well, "detail": how} for what, well, how in rows]}, words)
    return 0 if all(well for _, well, _ in rows) else 1
