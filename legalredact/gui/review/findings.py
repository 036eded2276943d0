"""What the check of a summary found, in a reviewer's words."""

from collections.abc import Mapping

from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.model.register import Entity
from legalredact.model.review import OF_WHOLE, CheckedSummary, Finding, FindingKind

__all__ = ["asked_words", "finding_words", "named_words", "note_words", "of_whole", "verdict_words", "where_words"]


def named_words(finding: Finding, by_token: Mapping[str, Entity]) -> str:
    """`finding_words`, with the name beside a token that the summary does not have."""
    words, token = finding_words(finding), finding.masked_excerpt
    missing = by_token.get(token) if finding.kind is FindingKind.MISSING_TOKEN else None
    return words.replace(token, f"{missing.shown} ({token})", 1) if missing is not None else words


def of_whole(finding: Finding) -> bool:
    """Whether it is about the summary and not about one of its statements."""
    return finding.kind in OF_WHOLE


def verdict_words(checked: CheckedSummary, *, signed: bool = False) -> str:
    """What the check says of the summary; a reviewer who signed it has given a reason for each flag."""
    stopped = sum(finding.blocking for finding in checked.findings)
    if stopped:
        what = "one thing" if stopped == 1 else f"{stopped} things"
        return f"The check found {what} with which tokens are not turned into names. Regenerate the summary."
    if not checked.findings:
        return f"The check raised no flag. {what_was_checked(checked)}"
    resolved = f"{_counted(checked)}, resolved with the signature. " if signed else ""
    return resolved + what_was_checked(checked)


def asked_words(checked: CheckedSummary, *, signed: bool = False) -> str:
    """What a reviewer has to do; empty if nothing, or if the summary cannot be used at all."""
    return "" if signed or not checked.findings or not checked.restorable else f"{_counted(checked)} to review."


def _counted(checked: CheckedSummary) -> str:
    count = len(checked.findings)
    return "One flag" if count == 1 else f"{count} flags"
