"""What the check of a summary found, in a reviewer's words."""

from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.model.review import OF_WHOLE, CheckedSummary, Finding

__all__ = ["finding_words", "note_words", "of_whole", "verdict_words", "where_words"]


def of_whole(finding: Finding) -> bool:
    """Whether it is about the summary and not about one of its statements."""
    return finding.kind in OF_WHOLE


def verdict_words(checked: CheckedSummary) -> str:
    """What the check says of the summary."""
    stopped = sum(finding.blocking for finding in checked.findings)
    if stopped:
        what = "one thing" if stopped == 1 else f"{stopped} things"
        return f"The check found {what} with which tokens are not turned into names. Regenerate the summary."
    count = len(checked.findings)
    if not count:
        return f"The check raised no flag. {what_was_checked(checked)}"
    flags = "One flag to review." if count == 1 else f"{count} flags to review."
    return f"{flags} {what_was_checked(checked)}"
