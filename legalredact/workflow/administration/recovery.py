"""IT uses the firm's recovery key: to give people access to matters, and to try whether the key opens them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance import drill_record
from legalredact.governance.audit_trail import next_event, stamp
from legalredact.governance.drill_record import Drill
from legalredact.governance.roles import allow_role
from legalredact.governance.vouching import vouching_key
from legalredact.model.policy import Policy
from legalredact.vault.keys import public_key
from legalredact.vault.recovery_key import RecoveryKey
from legalredact.vault.store import MatterStore
from legalredact.workflow.administration.many_matters import Outcome, on_each
from legalredact.workflow.matter import members
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter

ACTION = "recovery.drill"


def restore_access(
    folder: Path, key: RecoveryKey, parts: Parts, actor: str, added: Sequence[tuple[str, str]], removed: Sequence[str]
) -> Iterator[Outcome]:
    """Open all matters below a folder with the recovery key, add members, and then remove others.

    Each opening is an event of its matter's trail, which names the key as `recovery`.

    Arguments:
        added: names and public keys.
        removed: names or public keys; a matter without such a member is left as it is.

    Errors: UsageError if a key is no public key; Refused if policy reserves it for others. Errors in a matter are
    outcomes.
    """
    allow_role(parts.policy, "administer", parts.account)
    wanted = [(name, public_key(text)) for name, text in added]

    def step(place: Path) -> str:
        with OpenMatter.open(place, key, parts, actor) as matter:
            words = [_add(matter, name, text) for name, text in wanted]
            words += [_remove(matter, who) for who in removed]
        return "; ".join(words)

    yield from on_each(folder, step)


def try_key(folder: Path, key: RecoveryKey, policy: Policy) -> Iterator[Outcome]:
    """Open all matters below a folder with the recovery key for reading, one after the other; nothing is changed.

    Errors: UsageError if it is not the key that policy names. A matter that it does not open is an outcome.
    """
    refuse_another_key(key, policy)

    def step(place: Path) -> str:
        with MatterStore.read(place, key) as store:
            return f"opened matter {store.info().id}"

    yield from on_each(folder, step)


def keep_drill(outcomes: Sequence[Outcome], key: RecoveryKey, parts: Parts, actor: str, own: Path) -> Drill:
    """Record a drill, and forward it as an event if policy says so. The matters' own trails are not changed.

    Arguments:
        own: where the record is if policy names no folder for it.

    Errors: UsageError if no matter was opened: that is no drill. DiskFull; Refused if it cannot be forwarded.
    """
    opened = sum(outcome.done for outcome in outcomes)
    if not opened:
        raise UsageError(
            "The recovery key opened no matter, so this drill does not count.", "Find the key that opens them."
        )
    made = Drill(key.own(), stamp(parts.clock), opened, len(outcomes) - opened)
    recovery = parts.policy.recovery
    if recovery.vouchers:
        made = drill_record.signed(made, vouching_key(key.identity))
    details = (("key", made.key), ("opened", made.opened), ("closed", made.closed))
    parts.witness.forward("", next_event(None, actor, ACTION, details, parts.clock, parts.witness.signer()))
    drill_record.keep(made, drill_record.place(recovery, own))
    return made


def refuse_another_key(key: RecoveryKey, policy: Policy) -> None:
    """Errors: UsageError if policy names another recovery key."""
    if policy.recovery.recipient not in ("", key.own()):
        raise UsageError("That is not the recovery key that the policy names.", "Give that one, or correct the policy.")


def _add(matter: OpenMatter, name: str, key: str) -> str:
    if any(member.public_key == key for member in matter.store.members):
        return f"{name} is a member already"
    members.add(matter, name, key)
    return f"{name} added"


def _remove(matter: OpenMatter, who: str) -> str:
    if not any(members.is_meant(member, who) for member in matter.store.members):
        return f"{who} is no member"
    members.remove(matter, who)
    return f"{who} removed"
