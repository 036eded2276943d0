"""Findings of the check of a reply, and what the check covers, in plain words.

The window, the commands and the export show the same words.
"""

from collections.abc import Sequence

from legalredact.model.review import OF_WHOLE, CheckedSummary, Finding, FindingKind, Note, Segment

_WORDS = {
    FindingKind.MISSING_TOKEN: "{} is important in the documents and does not appear in the summary.",
    FindingKind.INVENTED_TOKEN: "“{}” is not a token of this matter.",
    FindingKind.ALTERED_TOKEN: "“{}” looks like a damaged token.",
    FindingKind.CLEAR_NAME: "A masked name appears here in clear.",
    FindingKind.UNKNOWN_FACT: "“{}” was found in none of the documents and was not derived from the cited passages.",
    FindingKind.UNRESTORED: "“{}” stays a token: it is in a link or code, or no cited passage shows its spelling here.",
    FindingKind.CONTRADICTED: "The second reading says that its passages contradict it.",
    FindingKind.NOT_STATED: "The second reading says that its passages do not state it.",
    FindingKind.NOT_READ_AGAIN: "The second reading did not check this statement as it is now.",
    FindingKind.UNCITED: "No source is given for this statement.",
    FindingKind.UNKNOWN_CITATION: "The source that is given does not exist.",
    FindingKind.NOT_WORD_FOR_WORD: "This is marked as a quotation and is not word for word in the cited passages.",
    FindingKind.FACT_ELSEWHERE: "“{}” was not found in the cited passages.",
    FindingKind.TOKEN_ELSEWHERE: "{} was not found in the cited passages.",
    FindingKind.WEAK_SOURCE: "The cited passages share few words with this statement.",
    FindingKind.HEADING: "“{}” is not a heading that was asked for, and a statement needs a source.",
    FindingKind.ROW: "This is not a row of the table: its number of cells is not the number of columns.",
    FindingKind.HEADING_ORDER: "The heading “{}” is out of order, or there twice.",
    FindingKind.SILENT_DOCUMENT: "No statement cites “{}”.",
    FindingKind.REMARK: "“{}” reads like a remark or a refusal of the service and not like a statement"
    " about the documents.",
    FindingKind.OTHER_LANGUAGE: "This statement is not in English.",
    FindingKind.LINK: "“{}” is a link or an address that the documents do not contain.",
    FindingKind.MARKUP: "“{}” is markup that the documents do not contain.",
    FindingKind.HIDDEN_MARK: "A character that cannot be seen ({}) may change how this reads.",
    FindingKind.OTHER_SCRIPT: "“{}” is in letters that the documents do not contain.",
}
_LONGEST = 120


def finding_words(finding: Finding) -> str:
    """One sentence about a finding, and its place in the documents if it has one; what it quotes is masked."""
    words = _WORDS[finding.kind].replace("{}", _shortened(finding.masked_excerpt))
    return f"{words} It is in {finding.place}." if finding.place else words


def note_words(note: Note) -> str:
    """What the check says of a value that the cited passages do not have; what it quotes is masked."""
    value = f"“{_shortened(note.masked_excerpt)}”"
    if not note.computation:
        return f"{value} is not written in the cited passages. It was derived from their figures."
    return f"{value} is not written in the cited passages. It was computed: {_shortened(note.computation)}."


def _shortened(excerpt: str) -> str:
    excerpt = " ".join(excerpt.split())
    return excerpt if len(excerpt) <= _LONGEST else f"{excerpt[:_LONGEST].rstrip()}…"


def where_words(finding: Finding | Note, segments: Sequence[Segment]) -> str:
    """Which statement a finding or a note is about: its number without headings, or which heading.

    Arguments:
        segments: of the summary.
    """
    if (isinstance(finding, Finding) and finding.kind in OF_WHOLE) or finding.segment >= len(segments):
        return "Whole summary"
    if segments[finding.segment].heading:
        return f"Heading {1 + sum(segment.heading for segment in segments[: finding.segment])}"
    return f"Statement {1 + sum(not segment.heading for segment in segments[: finding.segment])}"


def what_was_checked(checked: CheckedSummary) -> str:
    """What the check compared with what, and how many; a quotation that differs from its source does not count."""
    differ = {one.segment for one in checked.findings if one.kind is FindingKind.NOT_WORD_FOR_WORD}
    numbered = [(number, one) for number, one in enumerate(checked.summary.segments) if not one.heading]
    statements = [segment for _, segment in numbered]
    cited = sum(bool(segment.citations) for segment in statements)
    quoted = sum(segment.quoted and number not in differ for number, segment in numbered)
    count = "One statement" if len(statements) == 1 else f"{len(statements)} statements"
    has = "has" if cited == 1 else "have"
    words = f"{count} checked; {cited} {has} a source. Figures, tokens and words in quotation marks were compared"
    whole = f" {quoted} {'is' if quoted == 1 else 'are'} quoted whole, word for word." if quoted and cited else ""
    rest = "Names in clear were compared with all documents together."
    others = "" if cited == len(statements) else ", those of statements without a source with all documents together"
    return f"{words} with the cited passages{others}.{whole} {rest}{_of_notes(checked)}"


def _of_notes(checked: CheckedSummary) -> str:
    """How many values were computed; nothing where there are none."""
    derived = len(checked.notes)
    words = " One value was computed" if derived == 1 else f" {derived} values were computed"
    return f"{words} from figures of the cited passages." if derived else ""
