"""The question before a send: exactly what, how much, to whom."""

from PySide6.QtWidgets import QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.search_words import search_words
from legalredact.gui.send.send_facts import characters
from legalredact.gui.send.send_meaning import meaning_words
from legalredact.gui.widgets.question import Question
from legalredact.summary.cost_estimate import estimated_tokens
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared


def send_question(
    parent: QWidget, prepared: Prepared, prompt: Prompt, session: MatterSession, *, check_meaning: bool = False
) -> Question:
    """The question, not yet shown; Enter means *Do not send*."""
    payload, policy = prepared.payload, session.policy
    tokens = estimated_tokens(characters(prepared))
    passages = sum(len(document.passages) for document in payload.documents)
    attested = policy.zero_retention
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    model = policy.model_for(prompt.id, prompt.model)
    meaning = meaning_words(characters(prepared), policy, wanted=check_meaning)
    asked = f"Send {len(payload.documents)} masked documents to Claude?"
    told = (
        f"{passages:,} passages, about {tokens:,} tokens, go to {model} at "
        f"{policy.claude.base_url}, {account}. {search_words(prepared, session.state.register)} "
        f"Meaning: {meaning}. "
        "What was sent cannot be recalled."
    )
    box = Question(parent, "Send to Claude", asked, told, yes="Send to Claude", no="Do not send")
    explained_by_f1(box, "send_question")
    return box
