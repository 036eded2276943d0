"""What a matter needs from outside; `wiring` chooses the real ones, tests may choose others."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from legalredact.errors import UnreadableInput
from legalredact.governance.account import Account
from legalredact.governance.audit import Clock
from legalredact.governance.os_account import current_account
from legalredact.governance.selftest import SelfTests
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.policy import Policy
from legalredact.model.production import Member
from legalredact.model.progress import Cancellation, Report
from legalredact.summary.claude_pace import Pace
from legalredact.summary.engine import Engine
from legalredact.vault.keys import KeySource
from legalredact.workflow.compute.compute import Thinking
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.matter.worker_toolkit import MakeKit

Reading = tuple[Path, Document | UnreadableInput]
Reverify = Callable[[Payload], VerifiedText | tuple[Hit, ...]]


class Read(Protocol):
    """Reads files, each to a document or to the reason why not; a file that kills its reader is a reason too."""

    def __call__(self, paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
        """In the order of `paths`."""


class MakeEngine(Protocol):
    """Makes a summary engine by its id; `reverify` is for engines that send a second time what came back."""

    def __call__(self, engine: str, reverify: Reverify) -> Engine:
        """See `SendRefused` and `KeyringUnavailable` for what can stop it."""


@dataclass(frozen=True, slots=True)
class ForProductions:
    """What a matter needs for whole productions.

    Arguments:
        make: makes what workers work with, in their processes.
        intake: walks through what lies at a path.
    """

    make: MakeKit
    intake: Callable[[Path, Report, Cancellation], Iterator[Member]]


@dataclass(frozen=True, slots=True)
class Insides:
    """What a matter needs for files that hold documents of their own: archives, mailboxes, messages.

    Arguments:
        expand: files as they are, and what those hold that hold others.
        read: reads members, each to a document or to the reason why not.
        original: the bytes of a member; UnreadableInput if it is gone.
    """

    expand: Callable[[Sequence[Path], Report, Cancellation], Iterator[Path | Member]]
    read: Callable[[Sequence[Member], Report, Cancellation], Iterator[tuple[Member, Document | UnreadableInput]]]
    original: Callable[[Member], Path | bytes]


def _nothing() -> None:
    """Where nothing sends, nothing is loaded."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Reader, detector, engines, policy and clock; the account that acts is the process's own.

    Arguments:
        tests: the record of self-tests, without which nothing is sent; None asks for none (tests, the sample).
        witness: who signs the audit trail, and what stands for it outside the matter.
        warm_up: has what sends loaded, without waiting for it; called once a person may want to send.
        pace: how many summaries an engine that sends may be asked for at a time.
        productions: for whole productions; None where nobody takes any in.
        insides: for files that hold others; None where such files are refused.
        thinking: what detects, resolves, masks and verifies for an open matter; by default the matter's own thread.
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

    def today(self) -> dt.date:
        """By the clock, in UTC."""
        return self.clock().astimezone(dt.UTC).date()


@dataclass(frozen=True, slots=True)
class Wiring:
    """How the commands come by their parts.

    Arguments:
        parts: parts under that policy, with the API key from a file where one is given, else from the keyring.
        keys: where the matter's key is sealed: by the passphrase in a file where one is given, else in the keyring.
        ready: what is ready and what is not, as (what, well, words), for `doctor`.
    """

    parts: Callable[[Policy, Path | None], Parts]
    keys: Callable[[Path | None], KeySource]
    ready: Callable[[Policy], Iterator[tuple[str, bool, str]]]
