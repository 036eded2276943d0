"""The firm's lists of names, from files that policy names: always masked, and never a name; and what a matter learned.

A name of the first list is in the register of every matter as if a person had typed it, so that it is found wherever it
is written. One of the second list is kept in clear unless a person typed or confirms it. No matter changes these lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from legalredact.detection.coreference.dismissal_feedback import is_alike
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.errors import Refused, UsageError
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.side_file import read_plain
from legalredact.workflow.matter.blockers import with_typed

MOST_BYTES = 10_000_000
"""Largest file with a list."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What holds for the names of a matter without a further decision.

    Arguments:
        always, never: names that are masked, and names that are kept in clear, by a person or by the firm's list.
        lowered: names without a decision that are no longer suggested, since they look like one that was dismissed.
        by_firm: ids of those that one of the firm's lists decides.
    """

    always: tuple[Entity, ...] = field(repr=False)
    never: tuple[Entity, ...] = field(repr=False)
    lowered: tuple[Entity, ...] = field(repr=False)
    by_firm: frozenset[str]


class WithRegister(Protocol):
    """An open matter."""

    @property
    def register(self) -> Register:
        """All entities."""
        ...

    def rewrite(self, register: Register, action: str, *details: tuple[str, str | int], moved: bool = True) -> None:
        """Replace the register."""


def always_names(policy: Policy) -> Register:
    """The names that the firm always masks, as a register with confirmed entities.

    Errors: Refused if the file cannot be read, or is no register.
    """
    if not policy.detection.always_names:
        return Register()
    text = _text("detection.always_names", policy.detection.always_names)
    try:
        return parse_register(text)
    except UsageError as problem:
        raise Refused(f"The firm's list in detection.always_names: {problem.what}", "Ask firm IT.") from None


def with_kept_names(policy: Policy) -> Policy:
    """The policy in which `masking.keep` also has the names that are never a name.

    Errors: Refused if the file cannot be read.
    """
    if not policy.detection.never_names:
        return policy
    lines = _text("detection.never_names", policy.detection.never_names).splitlines()
    names = (" ".join(line.split()) for line in lines)
    never = [name for name in names if key_of(name) and not name.startswith("#")]
    keep = tuple(dict.fromkeys((*policy.masking.keep, *never)))
    return replace(policy, masking=replace(policy.masking, keep=keep))


def add_always_names(matter: WithRegister, always: Register) -> int:
    """Add those of the firm's names that the matter does not have yet; returns how many.

    A name that is in the matter keeps its decision: a person may have dismissed it there.
    """
    if not always.entities:
        return 0
    known = {key_of(one) for entity in matter.register.entities for one in entity.spellings}
    new = [entity for entity in always.entities if not entity.among and key_of(entity.name) not in known]
    if new:
        typed = with_typed(matter.register, Register(tuple(new)))
        matter.rewrite(typed, "register.firm", ("entities", len(new)))
    return len(new)


def learned(register: Register, policy: Policy, always: Register) -> Learned:
    """What holds for the names of a matter.

    Arguments:
        policy: with the firm's names in `masking.keep`; see `with_kept_names`.
    """
    names = [entity for entity in register.entities if entity.kind.is_name]
    masked = tuple(one for one in names if one.decision is Decision.CONFIRMED)
    kept = tuple(one for one in names if one.decision is Decision.DISMISSED)
    listed = {key_of(one) for entity in always.entities for one in entity.spellings}
    keep = set(map(key_of, policy.masking.keep))
    by_firm = {one.id for one in masked if key_of(one.name) in listed} | {
        one.id for one in kept if key_of(one.name) in keep
    }
    lowered = tuple(one for one in names if _is_lowered(one, kept))
    return Learned(masked, kept, lowered, frozenset(by_firm))


def _is_lowered(entity: Entity, dismissed: Iterable[Entity]) -> bool:
    open_and_possible = entity.decision is Decision.OPEN and entity.tier is Tier.POSSIBLE and not entity.typed
    return open_and_possible and any(is_alike(entity.spellings, entity.kind, one) for one in dismissed)


def _text(key: str, path: str) -> str:
    try:
        return read_plain(Path(path), MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"The firm's list of names in {key} cannot be read, so that nothing is masked by it.",
            "Ask firm IT: it has to be a UTF-8 text file that users may read, with one name a line.",
        ) from None
