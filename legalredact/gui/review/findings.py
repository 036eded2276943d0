"""What the check of a summary found, in a reviewer's words."""

from legalredact.model.review import CheckedSummary, Finding, FindingKind

_WORDS = {
    FindingKind.MISSING_TOKEN: "{} is important in the documents and does not appear in the summary.",
    FindingKind.INVENTED_TOKEN: "“{}” is not a token of this matter.",
    FindingKind.ALTERED_TOKEN: "“{}” looks like a damaged token.",
    FindingKind.CLEAR_NAME: "A masked name appears here in clear.",
    FindingKind.UNKNOWN_FACT: "“{}” is not in the documents.",
    FindingKind.UNCITED: "No source is given for this statement.",
    FindingKind.UNKNOWN_CITATION: "The source that is given does not exist.",
    FindingKind.NOT_WORD_FOR_WORD: "This is marked as a quotation and is not word for word.",
    FindingKind.CONTRADICTED: "The second reading says that its passages contradict it.",
    FindingKind.NOT_STATED: "The second reading says that its passages do not state it.",
}


def finding_words(finding: Finding) -> str:
    """One sentence; what it quotes is masked."""
    return _WORDS[finding.kind].format(" ".join(finding.masked_excerpt.split()))


def of_whole(finding: Finding) -> bool:
    """Whether it is about the summary and not about one of its statements."""
    return finding.kind is FindingKind.MISSING_TOKEN


def where_words(finding: Finding) -> str:
    """Which statement it is about."""
    return "Whole summary" if of_whole(finding) else f"Statement {finding.segment + 1}"


def verdict_words(checked: CheckedSummary) -> str:
    """What the check says of the summary."""
    stopped = sum(finding.blocking for finding in checked.findings)
    if stopped:
        what = "one thing" if stopped == 1 else f"{stopped} things"
        return f"The check found {what} with which tokens are not turned into names. Have the summary made again."
    count = len(checked.findings)
    if not count:
        return "The check found nothing: tokens, names and facts were compared with all documents together."
    return "One flag to look at." if count == 1 else f"{count} flags to look at."
