"""Before a send: whether the meaning of the summary is checked by a second reading, and what that costs."""

from PySide6.QtWidgets import QCheckBox, QWidget

from legalredact.model.matter import MatterInfo
from legalredact.model.policy import LOCAL, Policy
from legalredact.summary import cost_estimate
from legalredact.summary.meaning_payload import cost_ahead
from legalredact.workflow.send.meaning_rules import OFF, ON, unapproved, wanted

TIP = (
    "Once the summary is there, its statements are sent again, each with the passages that it cites, and the service "
    "says whether these support it. That costs more. A second reading by the same service can be wrong, too."
)
_BY_POLICY = {
    ON: "The policy requires it. ",
    OFF: "The policy does not allow it. ",
}


class MeaningBox(QCheckBox):
    """The matter's choice; fixed where policy decides, hidden where the local engine reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Check meaning in a second reading", parent)
        self.setAccessibleName("Check meaning in a second reading")
        self._sends = self._chosen_by_hand = False
        self.clicked.connect(self._choose)

    @property
    def wanted(self) -> bool:
        """Whether the summary is to be read a second time."""
        return self._sends and self.isChecked()

    @property
    def is_choice(self) -> bool:
        """Whether the person decides it, so that the matter remembers the choice."""
        return self._sends and self.isEnabled()

    def show_for(self, policy: Policy, info: MatterInfo, engine: str) -> None:
        """Show what applies to that engine: the policy, a person's choice, or else the matter's setting."""
        told = _BY_POLICY.get(policy.claude.check_meaning, "")
        told = told or "".join(f"{one.what} {one.remedy} " for one in unapproved(policy))
        fixed = bool(told)
        self._sends = engine != LOCAL
        self.setVisible(self._sends)
        if self._sends and (fixed or not self._chosen_by_hand):
            self.setChecked(wanted(policy, info, engine))
        self.setEnabled(not fixed)
        self.setToolTip(told + TIP)
        self.setAccessibleDescription(self.toolTip())

    def _choose(self) -> None:
        self._chosen_by_hand = True


def meaning_words(characters: int, policy: Policy, *, wanted: bool) -> str:
    """Whether meaning is checked, and the estimate of what that costs.

    Arguments:
        characters: of what is sent for the summary.
    """
    if not wanted:
        return "not checked"
    cost = cost_ahead(characters, policy.claude.model)
    if cost is None:
        return f"checked in a second reading; not known at which cost: no price of {policy.claude.model} is listed"
    return f"checked in a second reading, for {cost_estimate.about(cost)} more (an estimate)"
