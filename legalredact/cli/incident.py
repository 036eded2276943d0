"""`legalredact incident`: incidents of sending, and what to do about them."""

import dataclasses

from legalredact.cli.session import Session
from legalredact.governance.incidents import WHAT_TO_DO, Incident, incidents
from legalredact.workflow.send.incidents import close_incident


def show(session: Session) -> int:
    """`incident list`: exit 1 while one is open; with --json for the firm's own process."""
    with session.matter() as matter:
        found, name = incidents(matter.events), matter.info.id
    still = [one for one in found if not one.closed]
    lines = [_words(one) for one in found] or ["No incidents."]
    if still:
        lines += ["What to do:", *(f"  {number}. {step}" for number, step in enumerate(WHAT_TO_DO, 1))]
    rows = [dataclasses.asdict(one) for one in found]
    session.answer({"matter": name, "incidents": rows, "what_to_do": WHAT_TO_DO if still else ()}, "\n".join(lines))
    return 1 if still else 0


def close(session: Session) -> int:
    """`incident close`: by an administrator, with a reason."""
    with session.matter() as matter:
        closed = close_incident(matter, session.options.number, session.options.reason)
    session.answer(dataclasses.asdict(closed), f"Incident {closed.number} is closed.")
    return 0


def _words(one: Incident) -> str:
    state = f"closed {one.closed} by {one.closed_by}: {one.reason}" if one.closed else "OPEN"
    return f"{one.number:>3}  {one.when}  {one.actor}  {one.what}  {state}"
