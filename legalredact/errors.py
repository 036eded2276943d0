"""One tree of errors. Each names what happened, what is safe and what to do; none carries a client's words.

Expected outcomes (a leak found, a decision still open) are return values elsewhere; an error here means a step failed.
"""

from typing import ClassVar


class LegalRedactError(Exception):
    """A step failed.

    Arguments:
        what: one sentence on what happened, with ids and digests only, never text of a document.
        remedy: what the reader can do about it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)  # both, so that the error survives pickling between processes
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class UsageError(LegalRedactError):
    """The command or its arguments make no sense."""

    exit_code = 2


class UnreadableInput(LegalRedactError):
    """A file cannot be read; the original is untouched."""

    exit_code = 4


class EmptyInput(UnreadableInput):
    """The file holds nothing."""


class EncryptedInput(UnreadableInput):
    """The file asks for a password."""


class DamagedInput(UnreadableInput):
    """The file is broken."""


class OversizedInput(UnreadableInput):
    """The file is larger than the limits allow, or unpacks to more than it should."""


class WrongType(UnreadableInput):
    """The file is not of a kind that can be read, or not of the kind that its name says."""


class ReaderStopped(UnreadableInput):
    """The reader of a file crashed, hung or took too much memory and was ended."""


class Refused(LegalRedactError):
    """Policy, or a rule of the matter, forbids the step."""

    exit_code = 3


class SendRefused(Refused):
    """Text may not leave; nothing left."""


class OpenDecisions(LegalRedactError):
    """A person has to decide something first."""


class NotSigned(LegalRedactError):
    """Only a signed summary leaves the matter."""


class VaultError(LegalRedactError):
    """The matter's encrypted store cannot do what was asked."""


class VaultBusy(VaultError):
    """Another process writes to this matter."""


class ReadingOnly(VaultError):
    """The matter was opened for reading; nothing is written."""


class StoreUnreachable(VaultError):
    """The matter's folder can no longer be reached; what was finished is whole there."""


class WrongKey(VaultError):
    """The key or passphrase does not open this matter."""


class VaultDamaged(VaultError):
    """The store, or its chain of audit events, is not whole."""


class KeyringUnavailable(VaultError):
    """The operating system's keyring is absent, locked or not to be trusted."""


class DiskFull(VaultError):
    """The disk took no more; what was there before is whole."""


class EngineError(LegalRedactError):
    """A summary engine could not answer."""


class EngineUnreachable(EngineError):
    """No connection, or it broke; nothing partial was kept."""


class EngineRejected(EngineError):
    """The service refused the request (key, permission, limits, size)."""


class EngineIncident(EngineError):
    """The answer came from somewhere it should not have; to be reported to the firm."""

    exit_code = 3


class ReplyIncomplete(EngineError):
    """The answer ended early or was refused by the model; it was discarded."""


class WorkerStopped(LegalRedactError):
    """A process that did part of the work crashed; what was there before is whole."""


class WorkerOverdue(WorkerStopped):
    """A process took longer than its work may take, and was ended; what was there before is whole."""


class DocumentOverdue(WorkerOverdue):
    """A step took too long over some documents alone; it can be done without them.

    Arguments:
        documents: their ids.
    """

    def __init__(self, what: str, remedy: str, documents: tuple[str, ...] = ()) -> None:
        super().__init__(what, remedy)
        self.documents = documents


class Cancelled(LegalRedactError):
    """A person stopped the step."""

    def __init__(
        self, what: str = "Stopped on request.", remedy: str = "Nothing half-done was kept; start it again at any time."
    ) -> None:
        super().__init__(what, remedy)
