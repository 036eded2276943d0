"""Every rule that forbids an export or a printout of a signed summary; see `send_rules`."""

from collections.abc import Sequence
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance.roles import against_place
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.workflow.send.act_rules import against_acting
from legalredact.workflow.send.conditions import MatterState


def reasons_against_export(
    state: MatterState, policy: Policy, forms: Sequence[str], folder: Path | None = None
) -> tuple[Refusal, ...]:
    """What forbids writing a signed summary in those forms.

    Arguments:
        folder: where to; None before one is chosen.
    """
    nothing = Refusal(RefusalKind.FORMS, "No form is chosen.", "Choose at least one form.", UsageError)
    return reasons_against_print(state, policy) or (
        *(() if forms else (nothing,)),
        *(() if folder is None else against_place(policy, folder)),
    )


def reasons_against_print(state: MatterState, policy: Policy) -> tuple[Refusal, ...]:
    """What forbids printing a signed summary."""
    return against_acting(state.conditions, policy)
