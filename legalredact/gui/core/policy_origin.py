"""Where the policy in force comes from, in the words of the status bar and of the views that show it."""

from pathlib import Path

from legalredact.governance.policy import places
from legalredact.model.policy import Policy

BUILT_IN, OWN, GIVEN, FIRM = "built in", "your own", "given", "the firm's"
_TOLD = {
    BUILT_IN: "Firm IT has set no policy; this is the one that is built in.",
    OWN: "Firm IT has set no policy; this is your own, and it cannot be changed here.",
    GIVEN: "Firm IT has set no policy; this one was given at the start, and it cannot be changed here.",
    FIRM: "Set by firm IT; it cannot be changed here.",
}


def origin(policy: Policy) -> str:
    """One of the four constants."""
    firm, user = places()
    if policy.source == Policy().source:
        return BUILT_IN
    if Path(policy.source) == user:
        return OWN
    return GIVEN if Path(policy.source) != firm and Path(policy.source).is_file() else FIRM


def origin_words(policy: Policy) -> str:
    """Who set it, and who can change it."""
    return _TOLD[origin(policy)]


def source_words(policy: Policy) -> str:
    """The same, with the place that it comes from."""
    told = origin_words(policy)
    return told if origin(policy) == BUILT_IN else f"{told} It comes from: {policy.source}"
