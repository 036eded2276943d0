"""`legalredact key vouch|vouching`: the firm's recovery key vouches for signing keys of its people."""

from pathlib import Path

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.governance.signing import readable
from legalredact.vault.recovery_key import read_recovery_key
from legalredact.workflow.administration.vouching import firm_key, write_statement


def vouch_for(session: Session) -> int:
    """`key vouch`."""
    options, policy = session.options, session.policy
    folder = options.out or (Path(policy.recovery.vouchers) if policy.recovery.vouchers else None)
    if folder is None:
        raise UsageError("Where should the statement go?", "Give --out, or set recovery.vouchers in the policy.")
    firm = firm_key(read_recovery_key(options.key_files), policy)
    today = utc_now().date().isoformat()
    statement, path = write_statement(options.person, options.key.strip().lower(), today, firm, folder)
    row = {"person": statement.person, "key": statement.key, "when": statement.when, "file": str(path)}
    words = f"Vouched that {readable(statement.key)} is the signing key of {statement.person}: wrote {path}."
    session.answer(row, words)
    return 0


def show_key(session: Session) -> int:
    """`key vouching`."""
    public = firm_key(read_recovery_key(session.options.key_files), session.policy).public
    session.answer({"vouching_key": public}, f'[recovery]\nvouching_key = "{public}"')
    return 0
