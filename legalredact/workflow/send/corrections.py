"""The preparer corrects a statement: the new text is checked like an engine's answer, and stored beside the old."""

import secrets
from dataclasses import replace

from legalredact.errors import OpenDecisions, UsageError
from legalredact.governance.audit import stamp
from legalredact.masking.reply_check import check
from legalredact.masking.restore import restore
from legalredact.masking.verify import verify
from legalredact.model.payload import VerifiedText
from legalredact.model.refusal import refuse
from legalredact.model.review import CheckedSummary, MaskedSummary, ReviewedSummary
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.send.meaning_verdicts import carried_over
from legalredact.workflow.send.sign_off_rules import reasons_against_edit
from legalredact.workflow.send.summarize import sent

EDITED = "summary.edit"
"""The event that records which summary was edited into which."""


def revise(matter: OpenMatter, summary: ReviewedSummary, number: int, masked_text: str) -> ReviewedSummary:
    """A new summary with another text in one segment; the old one, and its signatures, stay as they are.

    Arguments:
        number: of the segment.
        masked_text: with tokens instead of names, on one line.

    Errors: Refused if another person prepared it; UsageError if there is nothing to change; OpenDecisions if the new
    text contains what forbids restoring names (a name in clear, an unknown token). Nothing is stored then.
    """
    state = MatterState(matter.info, conditions_of(matter))
    refuse(reasons_against_edit(state, matter.parts.policy, matter.actor, summary), "Nothing was changed.")
    masked = _changed(summary.checked.summary, number, masked_text)
    checked = carried_over(summary.checked, _checked(matter, summary, masked), number)
    _, register = sent(matter, summary)
    edited = ReviewedSummary(
        f"s{secrets.token_hex(4)}",
        checked,
        restore(checked, register),
        matter.actor,
        *matter.trail.author(matter.parts.account),
        stamp(matter.parts.clock),
    )
    facts = (("summary", edited.id), ("from", summary.id), ("digest", edited.digest), ("segment", number + 1))
    with matter.act(EDITED, *facts):
        matter.store.put_summary(edited)
    return edited


def edited_from(matter: OpenMatter, summary: ReviewedSummary) -> ReviewedSummary | None:
    """The summary before its last edit; None for one as the engine returned it."""
    events = (dict(event.details) for event in matter.events if event.action == EDITED)
    before = next((details["from"] for details in events if details["summary"] == summary.id), "")
    return next((known for known in matter.summaries if known.id == before), None)


def _changed(masked: MaskedSummary, number: int, text: str) -> MaskedSummary:
    """With that text; text that a person wrote is no quotation."""
    text = " ".join(text.split())
    segment = masked.segments[number]
    if not text or text == " ".join(segment.text.split()):
        raise UsageError("Nothing was changed.", "Write another text, or leave the statement as it is.")
    segments = list(masked.segments)
    segments[number] = replace(segment, text=text, quoted=False)
    return replace(masked, segments=tuple(segments))


def _checked(matter: OpenMatter, summary: ReviewedSummary, masked: MaskedSummary) -> CheckedSummary:
    """The same check as for an engine's answer, against the payload of the summary."""
    payload, register = sent(matter, summary)
    verified = verify(payload, register, (), ())
    if not isinstance(verified, VerifiedText):
        raise OpenDecisions("What this summary was made from no longer passes the scan.", "Have it made again.")
    checked = check(masked, verified, register)
    if not checked.restorable:
        raise OpenDecisions("The new text holds a name in clear, or an unknown token.", "Write the token of the name.")
    return checked
