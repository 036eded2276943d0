"""What a person is asked before text leaves: what exactly, how much, to whom."""

from PySide6.QtWidgets import QMessageBox, QWidget

from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.send_facts import characters
from legalredact.summary.prices import estimated_tokens
from legalredact.workflow.compute.payload import Prepared


def send_question(parent: QWidget, prepared: Prepared, session: MatterSession) -> QMessageBox:
    """The question, not yet shown; *Do not send* is what Enter means."""
    payload, policy = prepared.payload, session.policy
    tokens = estimated_tokens(characters(prepared))
    passages = sum(len(document.passages) for document in payload.documents)
    box = QMessageBox(parent)
    keys_come_back(box)
    box.setWindowTitle("Send to Claude")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(f"Send {len(payload.documents)} masked documents to Claude?")
    attested = policy.zero_retention
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    box.setInformativeText(
        f"{passages:,} passages, about {tokens:,} tokens, go to {policy.claude.model} at "
        f"{policy.claude.base_url}, {account}. The scan found no name in them. What was sent cannot be called back."
    )
    send = box.addButton("Send to Claude", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Do not send", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    send.setAccessibleName("Send to Claude")
    return box
