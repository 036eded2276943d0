"""The settings of a matter."""

import enum
from dataclasses import dataclass, field


class AiRule(enum.StrEnum):
    """The use of AI that the matter's protective order or client allows (see ABA Formal Opinion 512)."""

    BARRED = "barred"
    SAFEGUARDS = "allowed_with_safeguards"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MatterInfo:
    """Settings of a matter.

    Arguments:
        id: random, created once.
        name: as people call it (usually a client's name).
        ai_rule: barred matters are summarized only by the local engine.
        ai_reason: the reason, for the record.
        mask_case_numbers: case numbers become tokens too.
        reviewers: who may sign; empty means anybody but the preparer.
        check_meaning: whether the meaning of summaries by the service is checked, where policy lets the matter choose.
        left_out: ids of the documents that were not chosen for the last summary.
        retention_days: days after sign-off until texts, payloads and replies are deleted; 0: by the firm's policy.
        privileged: whether exports are marked as privileged work product; None: by the firm's policy.
        issues: for issue coding, with semicolons between them; empty: those of the firm's policy.
        caption, court, case_number: for the title block of exports; empty: as the documents say.
    """

    id: str
    name: str = field(default="", repr=False)
    ai_rule: AiRule = AiRule.SAFEGUARDS
    ai_reason: str = field(default="", repr=False)
    mask_case_numbers: bool = False
    reviewers: tuple[str, ...] = ()
    retention_days: int = 0
    check_meaning: bool = False
    privileged: bool | None = None
    caption: str = field(default="", repr=False)
    court: str = field(default="", repr=False)
    case_number: str = field(default="", repr=False)
    left_out: tuple[str, ...] = ()
    issues: str = field(default="", repr=False)


def joined_issues(lines: str) -> str:
    """Issues as `MatterInfo.issues` holds them, with semicolons between them.

    Arguments:
        lines: one issue on each line; empty lines are left out.
    """
    return "; ".join(words for line in lines.splitlines() if (words := " ".join(line.split()).rstrip("; ")))
