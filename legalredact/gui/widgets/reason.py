"""A reason why something cannot be done yet, and where to change that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that prevents an action.

    Arguments:
        words: a sentence without client text.
        link: what to do, as a link's words; empty if nothing in the window helps.
        target: where the link goes: a step, a place, or a target that the view handles itself.
    """

    words: str
    link: str = ""
    target: str = ""
