"""Choices of a person for a production set, and what is refused at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.errors import UsageError
from legalredact.model.production_set import PageForm, PriorBates
from legalredact.redaction.targets import TargetSet
from legalredact.workflow.copies.plan import Choices

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_PREFIX = re.compile(r"[A-Z][A-Z0-9&.-]{0,19}[_ -]?(?<!\d)")
"""Its last character is no digit: A1 with six digits and A with seven would have the same numbers."""

_DIGITS = range(4, 11)


@dataclass(frozen=True, slots=True)
class ProduceChoices:
    """Choices for a production set.

    Arguments:
        name: of the set and its volume, such as PROD001.
        prefix, start, digits: of its Bates numbers; start 0: the next free number of that prefix.
        legend: confidentiality legend of documents without one of their own; empty for none.
        dpi: of page images.
        copy: how names are covered.
        log_names: the privilege log names authors and recipients; otherwise it has their tokens.
        accept_failed: documents that cannot be made or proven clean get a slip sheet; otherwise the set waits.
    """

    name: str
    prefix: str = field(repr=False)
    start: int = 0
    digits: int = 6
    legend: str = field(default="", repr=False)
    form: PageForm = PageForm.PDF
    dpi: int = 300
    prior: PriorBates = PriorBates.KEEP
    copy: Choices = field(default_factory=lambda: Choices(keep_text=True))
    log_names: bool = False
    accept_failed: bool = False


def refuse_wrong(choices: ProduceChoices, legends: Sequence[str], wanted: TargetSet) -> None:
    """Refuse choices that cannot be carried out, or that would spell a covered name in every file.

    Arguments:
        legends: of all documents.

    Errors: UsageError.
    """
    if not _NAME.fullmatch(choices.name):
        raise UsageError("The set's name becomes a folder.", "Use letters, digits, dots and hyphens, such as PROD001.")
    if not _PREFIX.fullmatch(choices.prefix):
        raise UsageError("That is not a Bates prefix.", "Use capitals, such as ABC or ABC-; end it with no digit.")
    if choices.digits not in _DIGITS or choices.start < 0:
        raise UsageError("Bates numbers have 4 to 10 digits and begin at 1 or later.", "Choose other numbers.")
    for words in (choices.name, f"{choices.prefix}{0:0{choices.digits}}", *legends):
        if wanted.find(words) or wanted.spelled_in(words):
            raise UsageError("The set's name, prefix or legend spells a covered name.", "Choose other words.")
    if not all(legend.isascii() and legend.isprintable() for legend in legends):
        raise UsageError("A legend is stamped in plain letters.", "Use letters without accents, and plain hyphens.")
