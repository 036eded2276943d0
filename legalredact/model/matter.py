"""What a matter is, apart from its documents."""

import enum
from dataclasses import dataclass, field


class AiRule(enum.StrEnum):
    """What the matter's protective order or client allows (see legal duties: ABA Formal Opinion 512)."""

    BARRED = "barred"
    SAFEGUARDS = "allowed_with_safeguards"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MatterInfo:
    """Settings of a matter.

    Arguments:
        id: random, made once.
        name: as people call it (a client's name, as a rule).
        ai_rule: barred matters are summarised by the local engine alone.
        ai_reason: why, for the record.
        mask_case_numbers: case numbers become tokens too.
        reviewers: who may sign; empty means anybody but the preparer.
        retention_days: after sign-off, until texts, payloads and replies are deleted; 0: as the firm's policy has it.
    """

    id: str
    name: str = field(default="", repr=False)
    ai_rule: AiRule = AiRule.SAFEGUARDS
    ai_reason: str = field(default="", repr=False)
    mask_case_numbers: bool = False
    reviewers: tuple[str, ...] = ()
    retention_days: int = 0
