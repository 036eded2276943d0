"""What forbids every act of a person in a matter, whichever rule comes after."""

from legalredact.errors import ReadingOnly
from legalredact.governance.roles import broken_policy
from legalredact.governance.signing_keys import against_unsigned
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.workflow.send.conditions import Conditions

_READING = Refusal(
    RefusalKind.READING, "The matter is open for reading only.", "Open it for writing, then do it.", ReadingOnly
)


def against_acting(conditions: Conditions, policy: Policy) -> tuple[Refusal, ...]:
    """What forbids every act of that person in the matter."""
    return (_READING,) if conditions.reading else broken_policy(policy) or against_unsigned(policy, conditions.key)
