"""A reason why something cannot be done yet, and where to change that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legalredact.model.refusal import Refusal, RefusalKind

Links = Mapping[RefusalKind, tuple[str, str]]
"""For each kind of reason with a remedy in the window: the link's words, and its target."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One thing that prevents an action.

    Arguments:
        words: a sentence without client text.
        link: the words of a link to the remedy; empty if there is none in the window.
        target: where the link goes: a step, a place, or a target that the view handles itself.
        remedy: what to do if no link helps, as a sentence.
    """

    words: str
    link: str = ""
    target: str = ""
    remedy: str = ""

    @property
    def told(self) -> str:
        """What is shown and read aloud."""
        return f"{self.words} {self.remedy}".rstrip()


def shown(refusals: Iterable[Refusal], links: Links) -> tuple[ReasonRow, ...]:
    """The workflow's reasons for the window: in its words, with a link or the remedy."""
    return tuple(
        ReasonRow(one.what, *links[one.kind]) if one.kind in links else ReasonRow(one.what, remedy=one.remedy)
        for one in refusals
    )
