"""The preparer corrects a statement: the new text is checked like an engine's answer, and stored beside the old."""

import secrets
from collections.abc import Iterator
from dataclasses import replace

from legalredact.errors import OpenDecisions, UsageError
from legalredact.governance.audit_trail import stamp
from legalredact.masking.as_sent import as_sent
from legalredact.masking.reply.check import check
from legalredact.masking.restore import Restored
from legalredact.masking.typed import names_in, one_line, with_tokens
from legalredact.masking.verify import verify
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.refusal import refuse
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Finding, FindingKind, MaskedSummary, ReviewedSummary, Segment
from legalredact.model.token import TOKEN
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.send.meaning_rules import required
from legalredact.workflow.send.meaning_verdicts import carried_over
from legalredact.workflow.send.restoring import with_names
from legalredact.workflow.send.statement_names import EDITED, register_for_statements
from legalredact.workflow.send.summarize import sent
from legalredact.workflow.sign_off.sign_off_rules import reasons_against_edit


def revise(matter: OpenMatter, summary: ReviewedSummary, number: int, text: str) -> ReviewedSummary:
    """A new summary with another text in one segment; the old one, and its signatures, stay as they are.

    The text is kept as it was written; its names are converted to tokens for the check.

    Arguments:
        number: of the segment.
        text: with names, tokens, or both.

    Errors: Refused if another person prepared it; UsageError if there is nothing to change; OpenDecisions if the new
    text contains what forbids restoring names (a spelling that could mean several people, an unknown token). Nothing is
    stored then.
    """
    state = MatterState(matter.info, conditions_of(matter))
    refuse(reasons_against_edit(state, matter.parts.policy, matter.actor, summary), "Nothing was changed.")
    payload, register = sent(matter, summary)
    before = editable(summary, number)
    typed = _typed(matter, replace(before, text=" ".join(text.split()), names=()), summary, register)
    masked = with_tokens(typed.text, names := names_in(typed, before, register_for_statements(register, payload)))
    old = summary.checked.summary.segments[number]
    if not typed.text or typed.text == before.text or " ".join(text.split()) == " ".join(old.text.split()):
        raise UsageError("Nothing was changed.", "Write another text, or leave the statement as it is.")
    changed = replace(old, text=masked, quoted=False, start=-1)
    done = _done(matter, summary, number, changed, replace(typed, names=names))
    edited = ReviewedSummary(
        f"s{secrets.token_hex(4)}",
        done.checked,
        done.segments,
        matter.actor,
        *matter.trail.author(matter.parts.account),
        stamp(matter.parts.clock),
    )
    facts = (("summary", edited.id), ("from", summary.id), ("digest", edited.digest), ("segment", number + 1))
    with matter.act(EDITED, *facts):
        matter.store.put_summary(edited)
    return edited


def editable(summary: ReviewedSummary, number: int) -> Segment:
    """A statement on one line as a person edits it: with names, or with tokens if the check forbids names."""
    segments = summary.clear_segments or summary.checked.summary.segments
    return one_line(segments[number])


def edited_from(matter: OpenMatter, summary: ReviewedSummary) -> ReviewedSummary | None:
    """The summary before its last edit; None for one as the engine returned it."""
    events = (dict(event.details) for event in matter.events if event.action == EDITED)
    before = next((details["from"] for details in events if details["summary"] == summary.id), "")
    return next((known for known in matter.summaries if known.id == before), None)


def _typed(matter: OpenMatter, typed: Segment, summary: ReviewedSummary, register: Register) -> Segment:
    """The text with names in place of the tokens in it."""
    payload, _ = sent(matter, summary)
    one = replace(summary.checked.summary, segments=(typed,))
    return one_line(with_names(matter, CheckedSummary(one), payload, register.by_token()).segments[0])


def _done(matter: OpenMatter, summary: ReviewedSummary, number: int, masked: Segment, clear: Segment) -> Restored:
    """The summary with that segment, checked again; the other segments stay as they are.

    Arguments:
        masked, clear: the new segment.
    """
    segments = list(summary.checked.summary.segments)
    segments[number] = masked
    payload, register = sent(matter, summary)
    edited = _checked(matter, replace(summary.checked.summary, segments=tuple(segments)), payload, register)
    checked = carried_over(summary.checked, edited, number, required=required(matter.parts.policy))
    if summary.clear_segments:
        others, left = summary.clear_segments, summary.checked.findings
    else:
        whole = with_names(matter, checked, payload, register.by_token())
        others, left = whole.segments, whole.checked.findings
    stay = (one for one in left if one.kind is FindingKind.UNRESTORED and one.segment != number)
    findings = (*checked.findings, *stay, *_tokens_left(number, clear, register))
    ordered = sorted(findings, key=lambda one: (one.segment, one.span))
    return Restored(replace(checked, findings=tuple(ordered)), (*others[:number], clear, *others[number + 1 :]))


def _tokens_left(number: int, clear: Segment, register: Register) -> Iterator[Finding]:
    """Tokens that a person wrote where no name is inserted, at their places in the masked text."""
    known = register.by_token()
    for token in TOKEN.finditer(clear.text):
        before = [one for one in clear.names if one.span.start < token.start()]
        if token[0] in known and not any(one.span.end > token.start() for one in before):
            span = Span(*token.span()).moved(sum(len(one.token) - len(one.span) for one in before))
            yield Finding(FindingKind.UNRESTORED, number, span, token[0])


def _checked(matter: OpenMatter, masked: MaskedSummary, payload: Payload, register: Register) -> CheckedSummary:
    """The same check as for an engine's answer, against the payload of the summary."""
    verified = _verified(matter, payload, register)
    if not isinstance(verified, VerifiedText):
        raise OpenDecisions("The text this summary was made from no longer passes the scan.", "Have it made again.")
    checked = check(masked, verified, register)
    if not checked.restorable:
        raise OpenDecisions("The new text holds a name in clear, or an unknown token.", "Write the token of the name.")
    return checked


def _verified(matter: OpenMatter, payload: Payload, register: Register) -> VerifiedText | tuple[Hit, ...]:
    """The payload, verified with its documents as it was before it was sent.

    A payload of earlier versions does not tell the places of its names: it is compared with no documents.
    """
    if not any(passage.replaced for document in payload.documents for passage in document.passages):
        return verify(payload, register, (), ())
    ids = [one.id for one in payload.documents if matter.store.knows(one.id)]
    documents = tuple(matter.store.document(one) for one in ids)
    return verify(payload, register, as_sent(payload, documents), documents)
