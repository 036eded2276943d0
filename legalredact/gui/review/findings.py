"""What the check of a summary found, in a reviewer's words."""

from collections.abc import Mapping

from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.model.register import Entity
from legalredact.model.review import OF_WHOLE, CheckedSummary, Finding, FindingKind

__all__ = ["finding_words", "named_words", "note_words", "of_whole", "verdict_words", "where_words"]


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
    count = len(checked.findings)
    if not count:
        return f"The check raised no flag. {what_was_checked(checked)}"
    flags = "One flag" if count == 1 else f"{count} flags"
    flags = f"{flags}, resolved with the signature." if signed else f"{flags} to review."
    return f"{flags} {what_was_checked(checked)}"
