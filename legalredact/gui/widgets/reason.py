"""A reason why something cannot be done yet, and where to change that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legalredact.model.refusal import Refusal, RefusalKind

Links = Mapping[RefusalKind, tuple[str, str]]
"""For each kind of reason that something in the window helps with: the link's words, and its target."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that prevents an action.

    Arguments:
        words: a sentence without client text.
        link: what to do, as a link's words; empty if nothing in the window helps.
        target: where the link goes: a step, a place, or a target that the view handles itself.
        remedy: what to do where no link helps, as a sentence.
    """

    words: str
    link: str = ""
    target: str = ""
    remedy: str = ""

    @property
    def told(self) -> str:
        """What is shown and read aloud."""
        return f"{self.words} {self.remedy}".rstrip()


def shown(refusals: Iterable[Refusal], links: Links) -> tuple[Reason, ...]:
    """The workflow's reasons as the window shows them: in its words, with a link or the remedy."""
    return tuple(
        Reason(one.what, *links[one.kind]) if one.kind in links else Reason(one.what, remedy=one.remedy)
        for one in refusals
    )
