"""A second reading of a summary by the service: does each statement say what the passages that it cites say?"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field


class MeaningVerdict(enum.StrEnum):
    """The result for one statement."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_STATED = "not_stated"
    NOT_CHECKED = "not_checked"


class Unchecked(enum.StrEnum):
    """Why the meaning of a statement was not checked."""

    NO_SOURCE = "no_source"
    FLAGGED = "flagged"
    NAME = "name"
    TOO_LONG = "too_long"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    NOT_VERBATIM = "not_verbatim"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class StatementMeaning:
    """What the second reading says of one statement.

    Arguments:
        segment: number of the statement among the summary's segments, from 0.
        masked_words: words of the cited passages that show it, each exactly as it is there, with tokens.
        why: why it was not checked; None if it was.
    """

    segment: int
    verdict: MeaningVerdict
    masked_words: tuple[str, ...] = field(default=(), repr=False)
    why: Unchecked | None = None

    @property
    def unread(self) -> bool:
        """Whether it was not checked, and no other finding says so."""
        return self.verdict is MeaningVerdict.NOT_CHECKED and self.why not in (Unchecked.NO_SOURCE, Unchecked.FLAGGED)


@dataclass(frozen=True, slots=True)
class MeaningCheck:
    """The second reading of a summary.

    Arguments:
        statements: one for each statement, in order; headings have none.
        model: which model answered; empty if nothing could be sent.
        input_tokens, output_tokens: as the service counted them.
    """

    statements: tuple[StatementMeaning, ...]
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0

    def count(self, verdict: MeaningVerdict) -> int:
        """Number of statements with that verdict."""
        return sum(one.verdict is verdict for one in self.statements)

    def of(self, segment: int) -> StatementMeaning | None:
        """The result for one segment; None for a heading."""
        return next((one for one in self.statements if one.segment == segment), None)

    def rows(self) -> Iterator[list[object]]:
        """Everything that a sign-off covers, as the input of its digest."""
        for one in self.statements:
            yield [one.segment, one.verdict, list(one.masked_words), one.why]
