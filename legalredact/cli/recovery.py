"""`legalredact recovery`: IT makes the firm's recovery key, tries it, and gives access to matters with it."""

from collections.abc import Iterable, Sequence

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.governance.drill_record import own_file
from legalredact.governance.vouching import vouching_key
from legalredact.vault.recovery_key import (
    RecoveryKey,
    new_recovery_key,
    removed_on_failure,
    write_key_file,
    write_sheets,
)
from legalredact.workflow.administration.many_matters import Outcome
from legalredact.workflow.administration.recovery import keep_drill, restore_access, try_key


def new(session: Session) -> int:
    """`recovery new`."""
    options = session.options
    if options.out is None and options.sheets is None:
        raise UsageError("Where should the private key go?", "Give --out FILE, or --sheets DIR for paper, or both.")
    if options.sheets is None and options.split != (1, 1):
        raise UsageError("A key is split among sheets.", "Give --sheets DIR too.")
    key, today = new_recovery_key(), _today()
    files = [str(options.out)] if options.out else []
    with removed_on_failure() as written:
        if options.out:
            write_key_file(key, options.out, today)
            written.append(options.out)
        files += _write_sheets(session, key, today) if options.sheets else []
    vouching = vouching_key(key.identity).public
    words = (
        *(f"Wrote {file}." for file in files),
        "Keep the private key away from the matters and from this machine. For the policy:",
        f'[recovery]\nrecipient = "{key.own()}"\nvouching_key = "{vouching}"  # only with recovery.vouchers',
    )
    session.answer({"recipient": key.own(), "vouching_key": vouching, "files": files}, "\n".join(words))
    return 0


def print_sheets(session: Session) -> int:
    """`recovery sheets`."""
    files = _write_sheets(session, session.recovery_key(), _today())
    session.answer({"files": files}, "\n".join(f"Wrote {file}." for file in files))
    return 0


def give_access(session: Session) -> int:
    """`recovery restore-access`: exit 1 if a matter failed."""
    options = session.options
    if not options.member and not options.remove:
        raise UsageError("Whose access should be changed?", "Give --member NAME=KEY, or --remove WHO.")
    key = session.recovery_key()
    outcomes = restore_access(options.folder, key, session.parts, session.actor, options.member, options.remove)
    return report(session, outcomes)


def drill(session: Session) -> int:
    """`recovery drill`: exit 1 if the key does not open a matter."""
    key = session.recovery_key()
    outcomes = _told(session, try_key(session.options.folder, key, session.policy))
    made = keep_drill(outcomes, key, session.parts, session.actor, own_file())
    row = {"matters": _rows(outcomes), "opened": made.opened, "closed": made.closed, "when": made.when}
    session.answer(row, f"The recovery key opened {made.opened} matters, and {made.closed} not. The drill is recorded.")
    return 1 if made.closed else 0


def report(session: Session, outcomes: Iterable[Outcome]) -> int:
    """Print the outcomes of a step on many matters; the exit code is 1 if one failed."""
    all_ = _told(session, outcomes)
    failed = sum(not outcome.done for outcome in all_)
    session.answer({"matters": _rows(all_), "failed": failed}, f"{len(all_) - failed} done, {failed} failed.")
    return 1 if failed else 0


def _told(session: Session, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
    """All outcomes; each is printed when it is there, since there may be many."""
    found = []
    for outcome in outcomes:
        found.append(outcome)
        session.say(f"{'ok     ' if outcome.done else 'FAILED '} {outcome.folder}: {outcome.words}")
    return found


def _rows(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    return [{"folder": str(one.folder), "done": one.done, "what": one.words} for one in outcomes]


def _write_sheets(session: Session, key: RecoveryKey, today: str) -> list[str]:
    files = write_sheets(key, session.options.sheets, today, *session.options.split)
    session.say("Print each sheet, compare it with the file, and delete the file.")
    return [str(file) for file in files]


def _today() -> str:
    return utc_now().date().isoformat()
