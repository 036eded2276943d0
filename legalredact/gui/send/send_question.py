"""The question before a send: exactly what, how much, to whom."""

from PySide6.QtWidgets import QMessageBox, QWidget

from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.search_words import search_words
from legalredact.gui.send.send_facts import characters
from legalredact.gui.send.send_meaning import meaning_words
from legalredact.summary.cost_estimate import estimated_tokens
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared


def send_question(
    parent: QWidget, prepared: Prepared, prompt: Prompt, session: MatterSession, *, check_meaning: bool = False
) -> QMessageBox:
    """The question, not yet shown; Enter means *Do not send*."""
    payload, policy = prepared.payload, session.policy
    tokens = estimated_tokens(characters(prepared))
    passages = sum(len(document.passages) for document in payload.documents)
    box = QMessageBox(parent)
    keys_come_back(box)
    explained_by_f1(box, "send_question")
    box.setWindowTitle("Send to Claude")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(f"Send {len(payload.documents)} masked documents to Claude?")
    attested = policy.zero_retention
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    model = policy.model_for(prompt.id, prompt.model)
    meaning = meaning_words(characters(prepared), policy, wanted=check_meaning)
    box.setInformativeText(
        f"{passages:,} passages, about {tokens:,} tokens, go to {model} at "
        f"{policy.claude.base_url}, {account}. {search_words(prepared, session.state.register)} "
        f"Meaning: {meaning}. "
        "What was sent cannot be recalled."
    )
    send = box.addButton("Send to Claude", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Do not send", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    send.setAccessibleName("Send to Claude")
    return box
