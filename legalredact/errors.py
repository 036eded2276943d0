"""All errors. Each states what happened, what is safe and what to do; none contains client text.

Expected outcomes (a leak found, an open decision) are return values elsewhere; an error here means that a step failed.
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
    """The command or its arguments are not valid."""

    exit_code = 2


class UnreadableInput(LegalRedactError):
    """A file cannot be read; the original is unchanged."""

    exit_code = 4


class EmptyInput(UnreadableInput):
    """The file has no content."""


class EncryptedInput(UnreadableInput):
    """The file requires a password."""


class DamagedInput(UnreadableInput):
    """The file is broken."""


class OversizedInput(UnreadableInput):
    """The file is larger than the limits allow, or unpacks to more than it should."""


class WrongType(UnreadableInput):
    """The file has an unsupported type, or not the type that its name says."""


class OldFormat(WrongType):
    """The file has an old format that LibreOffice can convert (.doc, .ppt, .wpd)."""


class ReaderStopped(UnreadableInput):
    """The reader of a file crashed, hung or used too much memory, and was ended."""


class InstallationChanged(LegalRedactError):
    """The installed application was replaced while this process runs; see `installation`."""


class Refused(LegalRedactError):
    """Policy, or a rule of the matter, forbids the step."""

    exit_code = 3


class WorkUnderWay(Refused):
    """Other work in the matter forbids the step as long as it runs."""


class SendRefused(Refused):
    """Text may not be sent; nothing was sent."""


class OpenDecisions(LegalRedactError):
    """A person has to decide something first."""


class NotSigned(LegalRedactError):
    """Only a signed summary may be exported."""


class VaultError(LegalRedactError):
    """The matter's encrypted store cannot do what was requested."""


class VaultBusy(VaultError):
    """Another process writes to this matter."""


class ReadingOnly(VaultError):
    """The matter was opened for reading; nothing was written."""


class StoreUnreachable(VaultError):
    """The matter's folder can no longer be reached; completed changes are stored."""


class WrongKey(VaultError):
    """The key or passphrase does not open this matter."""


class VaultDamaged(VaultError):
    """The store, or its chain of audit events, is damaged."""


class KeyringUnavailable(VaultError):
    """The operating system's keyring is absent, locked or not trusted."""


class DiskFull(VaultError):
    """No space is left on the disk; existing data is unchanged."""


class EngineError(LegalRedactError):
    """A summary engine could not answer."""


class EngineUnreachable(EngineError):
    """There is no connection, or it broke; no partial result was kept."""


class EngineRejected(EngineError):
    """The service refused the request (key, permission, limits, size)."""


class EngineIncident(EngineError):
    """The answer came from an unexpected source; this must be reported to the firm."""

    exit_code = 3


class ReplyIncomplete(EngineError):
    """The answer ended early or was refused by the model; it was discarded."""


class WorkerStopped(LegalRedactError):
    """A worker process crashed; existing data is unchanged."""


class WorkerOverdue(WorkerStopped):
    """A worker process exceeded its time limit and was ended; existing data is unchanged."""


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
