"""The firm's lists of names, from files that policy names: always masked, and never a name; and what a matter learned.

A name of the first list is in the register of every matter as if a person had typed it, so that it is found wherever it
is written. One of the second list is kept in clear unless a person typed or confirms it. No matter changes these lists.
A decision that only a list made is taken back once the list lacks the name, and a person is asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from legalredact.detection.coreference.like_dismissed import is_alike
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.errors import Refused, UsageError
from legalredact.governance.files_named_by_policy import read_policy_file
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.register import Decision, Entity, Register
from legalredact.vault.store import MatterStore

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

    @property
    def store(self) -> MatterStore:
        """The vault."""
        ...

    def rewrite(self, register: Register, action: str, *details: tuple[str, str | int], moved: bool = True) -> None:
        """Replace the register."""


def always_names(policy: Policy) -> Register:
    """The names that the firm always masks, as a register with confirmed entities.

    Errors: Refused if the file cannot be read, or is no register.
    """
    if not policy.detection.always_names:
        return Register()
    text = _text(policy, "detection.always_names", policy.detection.always_names)
    try:
        return parse_register(text)
    except UsageError as problem:
        raise Refused(f"The firm's list in detection.always_names: {problem.what}", "Ask firm IT.") from None


def with_kept_names(policy: Policy) -> Policy:
    """The policy in which `masking.keep` also has the names that are never a name; none that is always masked.

    Errors: Refused if a file cannot be read.
    """
    if not (policy.detection.never_names or (policy.masking.keep and policy.detection.always_names)):
        return policy
    files = policy.detection
    lines = _text(policy, "detection.never_names", files.never_names).splitlines() if files.never_names else []
    names = (" ".join(line.split()) for line in lines)
    never = [name for name in names if key_of(name) and not name.startswith("#")]
    always = _keys(always_names(policy))
    keep = tuple(one for one in dict.fromkeys((*policy.masking.keep, *never)) if key_of(one) not in always)
    return replace(policy, masking=replace(policy.masking, keep=keep))


def apply_lists(matter: WithRegister, policy: Policy, always: Register) -> None:
    """Confirm the firm's names in the matter, add those that it does not have, and ask again about names that have left
    a list; with one event if something changes. What a person decided stays.

    Arguments:
        policy: with the firm's names in `masking.keep`; see `with_kept_names`.
    """
    if not always.entities and not any(one.by_list for one in matter.store.register().entities):
        return
    reopened = taken_back(matter.register, policy, always)
    register = matter.register.updated(reopened)
    changed = {one.id: one for one in (*reopened, *with_always(register, always))}
    if changed:
        ids = ",".join(one.id for one in reopened if changed[one.id].decision is Decision.OPEN)
        told = (("entities", len(changed)), *((("reopened", ids),) if ids else ()))
        matter.rewrite(register.updated(changed.values()), "register.firm", *told)


def taken_back(register: Register, policy: Policy, always: Register) -> Sequence[Entity]:
    """The entities that a list decided which lacks them now, without that decision; arguments as `apply_lists`.

    One that was masked stays masked until a person decides, also if it was no suggestion.
    """
    keep, listed = frozenset(map(key_of, policy.masking.keep)), _keys(always)
    return [
        replace(
            one,
            decision=Decision.OPEN,
            by_list=False,
            tier=Tier.SUGGESTED if one.decision is Decision.CONFIRMED else one.tier,
        )
        for one in register.entities
        if one.by_list
        and not (key_of(one.name) in keep if one.decision is Decision.DISMISSED else listed & _spelled(one))
    ]


def with_always(register: Register, always: Register) -> Sequence[Entity]:
    """The entities that are new, or that are masked, or spelled in more ways, by the firm's list."""
    owners = {key_of(one): entity.id for entity in register.entities for one in entity.spellings}
    fresh, before = register.fresh_ids(), {entity.id: entity for entity in register.entities}
    ids = {entity.id: owners.get(key_of(entity.name)) or next(fresh) for entity in always.entities}
    after = dict(before)
    for entity in always.entities:
        aliases = tuple(one for one in entity.aliases if key_of(one) not in owners)
        if (own := after.get(ids[entity.id])) is None:
            among = tuple(dict.fromkeys(ids[one] for one in entity.among))
            listed = entity.decision is Decision.CONFIRMED
            after[ids[entity.id]] = replace(entity, id=ids[entity.id], aliases=aliases, among=among, by_list=listed)
        elif aliases and not own.among and own.decision is not Decision.DISMISSED:
            after[own.id] = replace(own, aliases=tuple(dict.fromkeys((*own.aliases, *aliases))), typed=True)
        if entity.decision is Decision.CONFIRMED:
            for key in map(key_of, entity.spellings):
                if key in owners and after[owners[key]].decision is Decision.OPEN:
                    own = after[owners[key]]
                    after[own.id] = replace(own, decision=Decision.CONFIRMED, typed=True, by_list=True)
    return [entity for key, entity in after.items() if before.get(key) != entity]


def learned(register: Register, policy: Policy, always: Register) -> Learned:
    """What holds for the names of a matter.

    Arguments:
        policy: with the firm's names in `masking.keep`; see `with_kept_names`.
    """
    names = [entity for entity in register.entities if entity.kind.is_name]
    masked = tuple(one for one in names if one.decision is Decision.CONFIRMED)
    kept = tuple(one for one in names if one.decision is Decision.DISMISSED)
    listed = _keys(always)
    keep = set(map(key_of, policy.masking.keep))
    by_firm = {one.id for one in masked if key_of(one.name) in listed} | {
        one.id for one in kept if key_of(one.name) in keep
    }
    lowered = tuple(one for one in names if _is_lowered(one, kept))
    return Learned(masked, kept, lowered, frozenset(by_firm))


def _keys(always: Register) -> frozenset[str]:
    return frozenset(key for entity in always.entities for key in _spelled(entity))


def _spelled(entity: Entity) -> frozenset[str]:
    return frozenset(map(key_of, entity.spellings))


def _is_lowered(entity: Entity, dismissed: Iterable[Entity]) -> bool:
    open_and_possible = entity.decision is Decision.OPEN and entity.tier is Tier.POSSIBLE and not entity.typed
    return open_and_possible and any(is_alike(entity.spellings, entity.kind, one) for one in dismissed)


def _text(policy: Policy, key: str, path: str) -> str:
    try:
        return read_policy_file(policy, key, Path(path), MOST_BYTES).decode("utf-8-sig")
    except (UsageError, UnicodeDecodeError):
        raise Refused(
            f"The firm's list of names in {key} cannot be read, so that nothing is masked by it.",
            "Ask firm IT: it has to be a UTF-8 text file that users may read, with one name a line.",
        ) from None
