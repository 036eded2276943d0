"""Verdicts of a second reading: accepted only with words of the cited passages; shown to a reviewer."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from legalredact.masking.whole_words import as_written, folded
from legalredact.model.meaning import MeaningCheck, MeaningVerdict, StatementMeaning, Unchecked
from legalredact.model.mention import Span
from legalredact.model.payload import Payload, PayloadDocument
from legalredact.model.register import Register
from legalredact.model.review import CheckedSummary, Finding, FindingKind, ReviewedSummary, Segment
from legalredact.summary.meaning_payload import Group, requests_of
from legalredact.summary.meaning_replies import Answer, MeaningReplies, answers_in
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.restoring import with_names

FEWEST_WORDS = 3
"""Words of an excerpt that can show something; fewer only if they are a whole passage."""
_FLAGS = {
    MeaningVerdict.CONTRADICTED: FindingKind.CONTRADICTED,
    MeaningVerdict.NOT_STATED: FindingKind.NOT_STATED,
}
_OWN = frozenset({*_FLAGS.values(), FindingKind.NOT_READ_AGAIN})
_WHY = {
    Unchecked.NO_SOURCE: "it cites no source",
    Unchecked.FLAGGED: "the check found something else in it that forbids sending it",
    Unchecked.NAME: "the scan found a name or an identifier in it or in its passages, so it was not sent",
    Unchecked.TOO_LONG: "its passages are too long",
    Unchecked.NO_ANSWER: "there was no usable answer for it",
    Unchecked.REFUSED: "the service declined to answer",
    Unchecked.CUT_OFF: "the answer was cut off",
    Unchecked.NOT_VERBATIM: "the words given are not in its passages",
    Unchecked.EDITED: "it was edited afterwards",
}


def meaning_of(groups: Sequence[Group], unsent: Mapping[int, Unchecked], replies: MeaningReplies) -> MeaningCheck:
    """The verdict on each statement.

    Arguments:
        groups: the statements that were sent.
        unsent: why others were not sent, by their number.
    """
    found = {number: _unchecked(number, why) for number, why in unsent.items()}
    for request, reply in zip(requests_of(groups), replies.replies, strict=True):
        answers = answers_in(reply, [group.segment for group in request])
        found |= {group.segment: _verdict(group, answers[group.segment]) for group in request}
    usage = replies.usage
    statements = tuple(found[number] for number in sorted(found))
    return MeaningCheck(statements, usage.model, usage.input_tokens, usage.output_tokens)


def with_meaning(checked: CheckedSummary, meaning: MeaningCheck, *, required: bool) -> CheckedSummary:
    """The summary with a new second reading; what it contradicts, lacks or did not read becomes a flag.

    A statement that the new reading did not check keeps the verdict that an earlier one gave on the same text.

    Arguments:
        required: whether policy requires a second reading.
    """
    if checked.meaning is not None:
        earlier = checked.meaning
        statements = tuple(_kept(earlier.of(one.segment), one) for one in meaning.statements)
        meaning = replace(meaning, statements=statements, model=meaning.model or earlier.model)
    return _flagged(checked, meaning, _doubted(checked), required=required)


def carried_over(before: CheckedSummary, edited: CheckedSummary, segment: int, *, required: bool) -> CheckedSummary:
    """An edited summary with the second reading of the one before, except for the edited statement.

    Arguments:
        required: as for `with_meaning`.
    """
    if before.meaning is None:
        return edited
    statements = tuple(
        _unchecked(segment, Unchecked.EDITED) if one.segment == segment else one for one in before.meaning.statements
    )
    meaning = replace(before.meaning, statements=statements)
    return _flagged(edited, meaning, _doubted(before), required=required)


def summary_words(meaning: MeaningCheck | None) -> str:
    """How many statements have which verdict."""
    if meaning is None:
        return "Meaning was not checked."
    counts = [
        f"{count:,} {words}"
        for verdict, words in (
            (MeaningVerdict.SUPPORTED, "supported"),
            (MeaningVerdict.CONTRADICTED, "contradicted"),
            (MeaningVerdict.NOT_STATED, "not stated"),
            (MeaningVerdict.NOT_CHECKED, "not checked"),
        )
        if (count := meaning.count(verdict)) or verdict is MeaningVerdict.SUPPORTED
    ]
    reader = f" by {meaning.model}" if meaning.model else ""
    count = len(meaning.statements)
    return f"Meaning, by a second reading{reader}: of {count:,} statement{'s' * (count != 1)} {', '.join(counts)}."


def statement_words(one: StatementMeaning, words: Sequence[str]) -> str:
    """The verdict on one statement.

    Arguments:
        words: those of the passages that show it, as they are to be shown.
    """
    quoted = " ".join(f"“{' '.join(part.split())}”" for part in words)
    match one.verdict:
        case MeaningVerdict.SUPPORTED:
            return f"Second reading: supported by {quoted}"
        case MeaningVerdict.CONTRADICTED:
            return f"Second reading: contradicted by {quoted}"
        case MeaningVerdict.NOT_STATED:
            return "Second reading: not stated in its passages"
    why = f": {_WHY[one.why]}" if one.why is not None else ""
    return f"Meaning was not checked{why}"


def clear_words(
    matter: OpenMatter, summary: ReviewedSummary, payload: Payload, register: Register
) -> dict[int, tuple[str, ...]]:
    """The words that show each verdict, with names, by the number of the statement.

    Arguments:
        payload, register: what the summary was made from, and with which it was masked.
    """
    meaning, masked = summary.checked.meaning, summary.checked.summary
    if meaning is None:
        return {}
    found = {}
    for one in meaning.statements:
        citations = masked.segments[one.segment].citations
        quoted = tuple(Segment(words, citations, quoted=True) for words in one.masked_words)
        restored = with_names(matter, CheckedSummary(replace(masked, segments=quoted)), payload, register.by_token())
        found[one.segment] = tuple(segment.text for segment in restored.segments)
    return found


def statement_notes(
    matter: OpenMatter, summary: ReviewedSummary, payload: Payload, register: Register
) -> dict[int, str]:
    """What a second reading says of each statement, with names, by its number; nothing if there was none.

    Arguments:
        payload, register: as for `clear_words`.
    """
    meaning, words = summary.checked.meaning, clear_words(matter, summary, payload, register)
    return (
        {} if meaning is None else {one.segment: statement_words(one, words[one.segment]) for one in meaning.statements}
    )


def _unchecked(segment: int, why: Unchecked) -> StatementMeaning:
    return StatementMeaning(segment, MeaningVerdict.NOT_CHECKED, why=why)


def _verdict(group: Group, answer: Answer | Unchecked) -> StatementMeaning:
    if isinstance(answer, Unchecked):
        return _unchecked(group.segment, answer)
    if answer.verdict is MeaningVerdict.NOT_STATED:
        return StatementMeaning(group.segment, answer.verdict)
    words = [_in_passages(one, group.documents[1:]) for one in answer.masked_words]
    found = tuple(dict.fromkeys(one for one in words if one is not None))
    if not found or None in words:
        return _unchecked(group.segment, Unchecked.NOT_VERBATIM)
    return StatementMeaning(group.segment, answer.verdict, found)


def _in_passages(words: str, documents: Sequence[PayloadDocument]) -> str | None:
    """These words as they are written in one of the passages: whole words, whole tokens, enough to show something."""
    enough = sum(any(map(str.isalnum, word)) for word in words.split()) >= FEWEST_WORDS
    for document in documents:
        for passage in document.passages:
            whole = folded(words) == folded(passage.masked_text)
            found = as_written(words, passage.masked_text) if enough or whole else None
            if found is not None:
                return found
    return None


def _kept(earlier: StatementMeaning | None, now: StatementMeaning) -> StatementMeaning:
    checked_before = earlier is not None and earlier.verdict is not MeaningVerdict.NOT_CHECKED
    return earlier if earlier and checked_before and now.verdict is MeaningVerdict.NOT_CHECKED else now


def _doubted(checked: CheckedSummary) -> frozenset[int]:
    """Statements with a flag of a second reading, which only a new verdict or a reason may settle."""
    return frozenset(finding.segment for finding in checked.findings if finding.kind in _OWN)


def _flagged(
    checked: CheckedSummary, meaning: MeaningCheck, doubted: Container[int], *, required: bool
) -> CheckedSummary:
    others = (finding for finding in checked.findings if finding.kind not in _OWN)
    flags = _flags(meaning, checked.summary.segments, doubted, required=required)
    findings = sorted((*others, *flags), key=lambda finding: (finding.segment, finding.span))
    return replace(checked, findings=tuple(findings), meaning=meaning)


def _flags(
    meaning: MeaningCheck, segments: Sequence[Segment], doubted: Container[int], *, required: bool
) -> Iterator[Finding]:
    for one in meaning.statements:
        unread = one.verdict is MeaningVerdict.NOT_CHECKED and one.segment in doubted
        unread |= required and one.unread
        kind = FindingKind.NOT_READ_AGAIN if unread else _FLAGS.get(one.verdict)
        if kind is not None:
            whole = Span(0, len(segments[one.segment].text))
            yield Finding(kind, one.segment, whole, " … ".join(one.masked_words))
