"""Members of a matter: a public key adds a colleague; a new key for the matter takes one out."""

import contextlib
from collections.abc import Iterable
from typing import Protocol

from legalredact.errors import LegalRedactError, UsageError
from legalredact.governance.audit_trail import stamp
from legalredact.model.member import Member
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.vault.keys import public_key
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.dependencies import Parts


class MatterWithMembers(Protocol):
    """The parts of an open matter that its members need."""

    store: MatterStore
    parts: Parts

    def note(self, action: str, *details: tuple[str, str | int]) -> None:
        """See `OpenMatter.note`."""


def add(matter: MatterWithMembers, name: str, key: str, *, recovery: bool = False) -> Member:
    """Let a colleague open the matter.

    Arguments:
        name: the colleague's.
        key: their public key, as `legalredact identity show` prints it on their machine.
        recovery: it is the firm's recovery key.

    Errors: UsageError if it is no public key, a member has it already, or a passphrase seals the matter.
    """
    if not matter.store.members:
        raise UsageError(
            "A matter protected by a passphrase has no members.",
            "Give the passphrase to everybody who may open it, or make the matter with a keyring.",
        )
    member = Member(" ".join(name.split()) or "member", public_key(key), stamp(matter.parts.clock), recovery)
    if any(member.public_key == known.public_key for known in matter.store.members):
        raise UsageError("That key is a member's already.", "See `legalredact matter members list`.")
    matter.note("member.add", ("name", member.name), ("key", member.public_key), ("recovery", str(recovery)))
    matter.store.seal_to((*matter.store.members, member))
    return member


def remove(matter: MatterWithMembers, who: str, cancel: Cancellation = NEVER, report: Report = silent) -> Member:
    """Take a member out: the matter gets a new key, so that a copy of the old folder cannot open later contents.

    Arguments:
        who: name or public key.

    Errors: UsageError if there is no such member, several of that name, the last one, or the firm's recovery key;
    Cancelled, DiskFull, StoreUnreachable: nothing has changed then; KeyringUnavailable: the member is gone, but this
    machine does not remember the newer key.
    """
    gone = _one(matter.store.members, who)
    rest = tuple(member for member in matter.store.members if member != gone)
    if not any(not member.recovery for member in rest):
        raise UsageError("The last member cannot be removed.", "Add another one first.")
    if gone.recovery:
        raise UsageError("The firm's recovery key cannot be removed.", "Ask firm IT to change the policy.")
    who_goes = (("name", gone.name), ("key", gone.public_key))
    matter.note("member.remove", *who_goes, ("left", len(rest)))
    try:
        matter.store.rekey(rest, cancel, report=report)
    except LegalRedactError:
        if gone in matter.store.members:  # else the key was changed, and the error came after that
            with contextlib.suppress(LegalRedactError):  # the first error says why
                matter.note("member.keep", *who_goes)  # else the trail would say that they are gone
        raise
    return gone


def renew_key(matter: MatterWithMembers, cancel: Cancellation = NEVER) -> int:
    """Give the matter a new key for the same members; returns the new key's generation. Errors as `remove`."""
    matter.note("member.renew_key", ("generation", matter.store.generation + 1))
    matter.store.rekey(matter.store.members, cancel)
    return matter.store.generation


def keep_recovery(matter: MatterWithMembers, recovery: str) -> bool:
    """Make the policy's recovery key, and no older one, a member; returns whether anything was changed.

    Arguments:
        recovery: the public key; empty if the policy has none. Nothing changes in a matter with a passphrase.
    """
    members = matter.store.members
    if not recovery or not members or any(m.public_key == recovery and m.recovery for m in members):
        return False
    stale = any(member.recovery for member in members)
    member = Member("firm recovery", public_key(recovery), stamp(matter.parts.clock), recovery=True)
    kept = (*_without_recovery(members, recovery), member)
    matter.note("member.recovery", ("key", member.public_key), ("replaced", str(stale)))
    if stale:
        matter.store.rekey(kept)
    else:
        matter.store.seal_to(kept)
    return True


def is_meant(member: Member, who: str) -> bool:
    """Whether somebody means this member by a name or a public key."""
    return who.strip().casefold() in (member.public_key.casefold(), member.name.casefold())


def _without_recovery(members: Iterable[Member], recovery: str) -> tuple[Member, ...]:
    return tuple(m for m in members if not m.recovery and m.public_key != recovery)


def _one(members: tuple[Member, ...], who: str) -> Member:
    found = [member for member in members if is_meant(member, who)]
    if len(found) != 1:
        what = "several members" if found else "no member"
        raise UsageError(f"The matter has {what} of that name.", "Give the public key that `members list` prints.")
    return found[0]
