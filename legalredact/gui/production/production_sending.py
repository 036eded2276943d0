"""Before a production's masked documents go to Claude: what stands against it, how much it is, and a person's yes."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.send_reasons import reasons_against
from legalredact.gui.widgets.reason import Reason
from legalredact.summary.prompts import Prompt
from legalredact.workflow.production.costs import Estimate, estimate

CLAUDE = "claude"
SEND, KEEP = "Send to Claude", "Do not send"


def against(session: MatterSession) -> tuple[Reason, ...]:
    """Why nothing may go to the service now: contract, matter, incidents, self-test. Each document has its own."""
    return reasons_against(session.state, session.policy, session.today())


def reckon(session: MatterSession, prompt: Prompt, then: Callable[[Estimate], object]) -> None:
    """Estimate what would be asked for."""
    model = session.policy.claude.model
    session.look("Reckoning", lambda matter: estimate(matter, prompt, CLAUDE, model), then, quiet=False)


def sending_question(parent: QWidget, session: MatterSession, ahead: Estimate) -> QMessageBox:
    """The question, not yet shown; *Do not send* is what Enter means."""
    policy = session.policy
    attested = policy.zero_retention
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    count = f"{ahead.documents:,} masked documents"
    more = f" and {ahead.unread:,} that are not read yet" if ahead.unread else ""
    box = QMessageBox(parent)
    keys_come_back(box)
    box.setWindowTitle("Send the production to Claude")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(f"Send {count}{more} to Claude?")
    box.setInformativeText(
        f"An estimate: {ahead}. They go one by one to {policy.claude.model} at {policy.claude.base_url}, {account}. "
        "Each is checked for names right before. One in which something is not decided waits, and goes once you have "
        "decided while this goes on. What was sent cannot be called back."
    )
    send = box.addButton(SEND, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(KEEP, QMessageBox.ButtonRole.RejectRole))
    send.setAccessibleName(SEND)
    return box
