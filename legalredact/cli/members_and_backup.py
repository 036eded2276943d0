"""`legalredact matter members|rekey|backup|restore`, `identity`: members, keys and backups of a matter."""

from legalredact.cli.recovery import report
from legalredact.cli.session import Session
from legalredact.governance.os_account import current_account
from legalredact.governance.signing import fingerprint, readable
from legalredact.model.member import Member
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration import backups
from legalredact.workflow.matter import backup, members
from legalredact.workflow.matter.identity import personal_key


def list_members(session: Session) -> int:
    """`matter members list`."""
    with session.matter() as matter:
        found = matter.store.members
        generation = matter.store.generation
    rows = [_row(member) for member in found]
    words = "\n".join(f"{m.public_key}  {m.name}{'  (recovery)' if m.recovery else ''}" for m in found)
    answer = words or "This matter is encrypted with a passphrase; everybody who knows it may open it."
    session.answer({"members": rows, "generation": generation}, answer)
    return 0


def add_member(session: Session) -> int:
    """`matter members add`."""
    with session.matter() as matter:
        member = members.add(matter, session.options.name, session.options.key)
    session.answer(_row(member), f"{member.name} may open the matter now.")
    return 0


def remove_member(session: Session) -> int:
    """`matter members remove`."""
    with session.matter() as matter:
        member = members.remove(matter, session.options.who)
        generation = matter.store.generation
    words = (
        f"{member.name} is removed and the matter has a new key. "
        "Copies of the folder that were made before still open with the old key."
    )
    session.answer({**_row(member), "generation": generation}, words)
    return 0


def renew_key(session: Session) -> int:
    """`matter rekey`."""
    with session.matter() as matter:
        generation = members.renew_key(matter)
    session.answer({"generation": generation}, f"The matter has a new key (number {generation + 1}).")
    return 0


def back_up(session: Session) -> int:
    """`matter backup`."""
    with session.matter() as matter:
        digest = backup.back_up(matter, session.options.file)
    words = f"Wrote {session.options.file}; its SHA-256 is {digest}. Only the current members can open it."
    session.answer({"file": str(session.options.file), "digest": digest}, words)
    return 0


def back_up_all(session: Session) -> int:
    """`matter backup-all`: exit 1 if a matter failed."""
    options = session.options
    return report(session, backups.back_up_all(options.folder, options.out, session.keys, session.parts, session.actor))


def restore(session: Session) -> int:
    """`matter restore`."""
    options = session.options
    parts = session.wiring.parts(session.policy, None)
    with backup.restore(options.file, options.matter, session.keys, parts, session.actor) as matter:
        found, events = matter.store.members, len(matter.events)
    names = ", ".join(member.name for member in found) or "everybody who knows the passphrase"
    words = f"Restored and checked, with {events} events. Members, as they were then: {names}."
    session.answer({"members": [_row(member) for member in found], "events": events}, words)
    return 0


def show_identity(session: Session) -> int:
    """`identity show`."""
    key, account = session.wiring.keys(None).own(), current_account()
    public = personal_key(OsKeyring()).public
    row = {
        "public_key": key,
        "user": account.name,
        "account": account.id,
        "signing_key": fingerprint(public),
        "signing_public_key": public,
        "fingerprint": readable(public),
    }
    words = (
        f"(the public key of {account.name} on this machine)",
        f"Your signing key is {public}",
        f"To compare it with a colleague: {readable(public)}",
    )
    session.answer(row, "\n".join((key, *words)))
    return 0


def _row(member: Member) -> dict[str, object]:
    return {
        "name": member.name,
        "public_key": member.public_key,
        "added": member.added,
        "recovery": member.recovery,
    }
