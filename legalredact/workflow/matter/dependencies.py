"""Dependencies of a matter on the outside; `wiring` chooses the real ones, tests may choose others."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from legalredact.documents.workers.converting import OldFiles
from legalredact.errors import UnreadableInput
from legalredact.governance.account import Account
from legalredact.governance.audit_trail import Clock
from legalredact.governance.os_account import current_account
from legalredact.governance.selftest import SelfTests
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.mention import Mention
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.policy import Policy
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.model.readiness import Row
from legalredact.model.register import Register
from legalredact.summary.claude_pace import Pace
from legalredact.summary.engine import Engine
from legalredact.vault.keys import KeySource
from legalredact.workflow.compute.compute import Thinking
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.matter.worker_toolkit import MakeKit

Reading = tuple[Path, Document | UnreadableInput]
Reverify = Callable[[Payload], VerifiedText | tuple[Hit, ...]]


class Read(Protocol):
    """Reads files, each to a document or to a reason for failure; a file that crashes its reader is a reason too."""

    def __call__(self, paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
        """Results in the order of `paths`."""


class MakeEngine(Protocol):
    """Makes a summary engine by its id; `reverify` is for engines that send an answer a second time."""

    def __call__(self, engine: str, reverify: Reverify) -> Engine:
        """See `SendRefused` and `KeyringUnavailable` for reasons why it may fail."""


@dataclass(frozen=True, slots=True)
class ForProductions:
    """Dependencies of a matter for complete productions.

    Arguments:
        make: makes the tools of workers, in their processes.
        intake: walks through the files below a path.
        old_files: how old Office files are treated; None if they stay refused as the reader refused them.
    """

    make: MakeKit
    intake: Callable[[Path, Report, Cancellation], Iterator[ProductionMember]]
    old_files: OldFiles[ProductionMember] | None = None


Inner = ProductionMember | LockedFile
"""A document inside another file, or behind a password."""


@dataclass(frozen=True, slots=True)
class Insides:
    """Dependencies of a matter for files that contain documents (archives, mailboxes, messages) or have a password.

    Arguments:
        expand: returns files, and the members of those that contain others.
        read: reads members, each to a document or to a reason for failure.
        original: the bytes of a member; UnreadableInput if it is gone.
    """

    expand: Callable[[Sequence[Path], Report, Cancellation], Iterator[Path | ProductionMember]]
    read: Callable[
        [Sequence[Inner], Report, Cancellation],
        Iterator[tuple[Inner, Document | UnreadableInput]],
    ]
    original: Callable[[Inner], Path | bytes]


def _nothing() -> None:
    """Load nothing if nothing is sent."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Reader, detector, engines, policy and clock; the account that acts is the process's own.

    Arguments:
        tests: the record of self-tests that a send requires; None requires none (tests, the sample).
        witness: signs the audit trail and keeps its anchor outside the matter.
        warm_up: loads what a send needs, without waiting for it; called once a person may want to send.
        pace: number of summaries that an engine that sends may work on at a time.
        productions: for complete productions; None if they are not supported.
        always: names that the firm masks in every matter.
        insides: for files that contain others; None if such files are refused.
        trial: the parts for trying a prompt on the sample; see `prompt_trial`.
        thinking: detects, resolves, masks and verifies for an open matter; by default the matter's own thread does.
    """

    read: Read
    detect: Callable[[Document], tuple[Mention, ...]]
    engine: MakeEngine
    policy: Policy
    clock: Clock
    account: Account = field(default_factory=current_account)
    thinking: Thinking | None = None
    witness: Witness = field(default_factory=Witness)
    tests: SelfTests | None = None
    warm_up: Callable[[], None] = _nothing
    pace: Pace = field(default_factory=Pace)
    productions: ForProductions | None = None
    insides: Insides | None = None
    always: Register = field(default_factory=Register)
    trial: "Callable[[], Parts] | None" = None

    def today(self) -> dt.date:
        """By the clock, in UTC."""
        return self.clock().astimezone(dt.UTC).date()


@dataclass(frozen=True, slots=True)
class Wiring:
    """How the commands get their dependencies.

    Arguments:
        parts: dependencies under that policy; the API key comes from a file if one is given, else from the keyring.
        keys: where the matter's key is sealed: by the passphrase in a file if one is given, else in the keyring.
        ready: what is ready and what is not, see `model.readiness`, for `doctor`.
    """

    parts: Callable[[Policy, Path | None], Parts]
    keys: Callable[[Path | None], KeySource]
    ready: Callable[[Policy], Iterator[Row]]
