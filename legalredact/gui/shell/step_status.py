"""Status of each step, computed from a snapshot alone."""

from legalredact.governance.account import same_name
from legalredact.gui.core.view import StepStatus
from legalredact.model.policy import Policy
from legalredact.model.review import Verdict
from legalredact.workflow.names.queue import Why, why_asked
from legalredact.workflow.sign_off.sign_off_rules import ReviewRequest, reasons_against_signing
from legalredact.workflow.window.snapshot import Snapshot

NO_DOCUMENTS = "Add a document first."
SEARCHING = "Still searching for names."


def documents(state: Snapshot) -> StepStatus:
    """Every unread part was accepted; files that cannot be read at all are reported."""
    if not state.documents:
        return StepStatus("add files", waits=True)
    if state.busy:
        return StepStatus("searching for names")
    if unread := state.blocked("unread"):
        return StepStatus(f"{unread:,} to check", waits=True)
    if coming := sum(file.cut_short for file in state.refused):
        return StepStatus(f"{coming:,} not read yet", waits=True)
    return StepStatus(f"{len(state.refused):,} cannot be read" if state.refused else "", done=True)


def names(state: Snapshot) -> StepStatus:
    """Every suggested name is decided, every ambiguous one linked; possible ones that nobody decided are counted."""
    if not state.documents:
        return StepStatus(blocked=NO_DOCUMENTS)
    undecided = state.blocked("suggestion", "ambiguous")
    if undecided:
        return StepStatus(f"{undecided:,} to decide", waits=True)
    possible = sum(why_asked(entity) is Why.POSSIBLE for entity in state.register.entities)
    return StepStatus(f"{possible:,} possible, in clear" if possible else "", done=not state.busy)


def check_and_send(state: Snapshot) -> StepStatus:
    """Possible once nothing blocks; done once there is a summary, and nothing was added after it."""
    new = len(state.in_no_summary) if state.summaries else 0
    words = f"{new:,} new" if new else ""
    if state.summaries and not new:
        return StepStatus(done=True)
    if state.busy:
        return StepStatus(words, blocked=SEARCHING)
    if state.blockers:
        return StepStatus(words, blocked=state.blockers[0].what)
    return StepStatus(words or "to check", waits=True)


def summary(state: Snapshot) -> StepStatus:
    """There is one, it could be restored, and it covers the matter's documents."""
    if not state.summaries:
        return StepStatus(blocked="There is no summary yet.")
    latest = state.summaries[-1].checked
    if not latest.restorable:
        return StepStatus("stopped by the check", waits=True)
    if state.in_no_summary:
        return StepStatus(f"{len(state.in_no_summary):,} not in it", waits=True)
    flags = len(latest.findings)
    return StepStatus(f"{flags:,} flag{'s' * (flags != 1)}" if flags else "", done=True)


def sign_off(state: Snapshot) -> StepStatus:
    """The latest summary is signed; the tick means that it covers the matter's documents."""
    if not state.summaries or not state.summaries[-1].checked.restorable:
        return StepStatus(blocked="There is no summary to sign yet.")
    latest = state.summaries[-1].id
    if latest in state.signed:
        return StepStatus("signed", done=not state.in_no_summary)
    if latest in state.sent_back:
        return StepStatus("sent back", waits=True)
    return StepStatus("to be reviewed", waits=True)


def waits_for(state: Snapshot, policy: Policy, person: str) -> bool:
    """Whether the latest summary, which somebody else prepared, waits for that person's verdict."""
    if not state.summaries:
        return False
    latest = state.summaries[-1]
    if latest.id in state.signed or latest.id in state.sent_back or same_name(latest.preparer, person):
        return False
    request = ReviewRequest(person, Verdict.REJECTED, explained=True)  # who may send it back may review it
    return not reasons_against_signing(state, policy, latest, request)
