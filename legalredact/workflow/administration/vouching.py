"""IT confirms signing keys with the firm's recovery key."""

from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance.signing import PersonalKey
from legalredact.governance.vouching import VouchingStatement, as_json, file_name, vouched, vouching_key
from legalredact.model.policy import Policy
from legalredact.vault.recovery_key import RecoveryKey
from legalredact.workflow.administration.recovery import refuse_another_key


def firm_key(recovery: RecoveryKey, policy: Policy) -> PersonalKey:
    """The signing key for confirmations, which is derived from the recovery key.

    Errors: UsageError if it is not the recovery key that policy names.
    """
    refuse_another_key(recovery, policy)
    key = vouching_key(recovery.identity)
    if policy.recovery.vouching_key not in ("", key.public):
        raise UsageError("That is not the recovery key that the policy names.", "Give that one, or correct the policy.")
    return key


def write_statement(person: str, key: str, today: str, by: PersonalKey, folder: Path) -> tuple[VouchingStatement, Path]:
    """Confirm that a signing key is a person's; returns the statement, and the file that it was written to.

    Errors: UsageError if the person or the key is none, or it cannot be written there.
    """
    statement = vouched(person, key, today, by)
    path = folder / file_name(statement)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_json(statement))
        path.chmod(0o644)  # everybody has to be able to read it
    except OSError:
        raise UsageError(
            f"The statement cannot be written to {folder}.", "Check its rights, or give another --out."
        ) from None
    return statement, path
