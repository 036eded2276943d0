"""Creates or opens a matter. The work runs in the vault lane of the window that will show the matter."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import LegalRedactError, UsageError, VaultDamaged
from legalredact.governance.os_account import current_account
from legalredact.governance.policy import broken, load_policy
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession, TemporaryPlace
from legalredact.gui.core.tasks import Task, Tasks
from legalredact.gui.shell.sending import Sending, sending
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.model.progress import Cancellation, Report
from legalredact.model.register import Register
from legalredact.vault.folder import sealed_key
from legalredact.vault.keys import KeySource, PassphraseKey, ThrowAwayKey, is_passphrase_sealed
from legalredact.vault.store import MatterStore
from legalredact.workflow.administration.sample import NAME, sample_files, sample_register
from legalredact.workflow.compute.lanes import Executor, Lane, Lanes
from legalredact.workflow.matter.dependencies import Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.matter_title import stored_title
from legalredact.workflow.window.snapshot import Snapshot, first_snapshot

Opened = Callable[[MatterSession], None]
Failed = Callable[[LegalRedactError], None]


@dataclass(frozen=True)
class Opening:
    """Opens matters.

    Arguments:
        wiring: the dependencies of the application.
        policy: the firm's.
        preferences: the window's.
        actor: person who acts, for the audit trail.
        lanes: makes the lanes of a window.
        problem: why the policy could not be read, if so.
    """

    wiring: Wiring
    policy: Policy
    preferences: Preferences
    actor: str
    lanes: Callable[[], Executor] = Lanes
    problem: LegalRedactError | None = None

    @classmethod
    def prepared(cls, wiring: Wiring, preferences: Preferences) -> "Opening":
        """Under the policy in force; an invalid one forbids every send, and the window shows that."""
        actor = current_account().name
        try:
            policy = load_policy()
            preferences.firms_home = policy.matters.place
            return cls(wiring, policy, preferences, actor)
        except LegalRedactError as problem:
            return cls(wiring, broken(str(problem)), preferences, actor, problem=problem)

    def sending(self) -> Sending:
        """Where text can be sent, before a matter is open."""
        return sending(self.policy, None, dt.datetime.now(dt.UTC).date())

    def ready(self) -> Iterator[tuple[str, bool, str]]:
        """Readiness of this machine: subject, whether work can go on, in words; see `Wiring.ready`."""
        return ((what, bool(state), words) for what, state, words in self.wiring.ready(self.policy))

    def sample_files(self) -> tuple[Path, ...]:
        """The documents of the sample."""
        return sample_files()

    def asks_for_passphrase(self, folder: Path) -> bool:
        """Whether the matter in that folder is sealed by a passphrase."""
        try:
            return is_passphrase_sealed(sealed_key(folder))
        except (OSError, VaultDamaged):
            return False

    def make(
        self,
        folder: Path,
        info: MatterInfo,
        typed: Register,
        passphrase: str | None,
        then: Opened,
        failed: Failed,
    ) -> Task:
        """Make a matter and put the typed names into its register."""

        def work(keys: KeySource) -> OpenMatter:
            matter = OpenMatter.create(folder, keys, self.wiring.parts(self.policy, None), self.actor, info)
            try:
                if typed.entities:
                    matter.type_names(typed)
            except BaseException:
                matter.discard()
                raise
            return matter

        return self._run(lambda: work(self._keys(passphrase)), OpenMatter.discard, then, failed)

    def open(
        self, folder: Path, passphrase: str | None, then: Opened, failed: Failed, *, reading: bool = False
    ) -> Task:
        """Open the matter of a folder; for reading only, also while another person has it open, if `reading` is set."""

        def work() -> OpenMatter:
            how = OpenMatter.read if reading else OpenMatter.open
            return how(folder, self._keys(passphrase), self.wiring.parts(self.policy, None), self.actor)

        return self._run(work, OpenMatter.close, then, failed)

    def sample(self, then: Opened, failed: Failed) -> Task:
        """Make the sample matter in a temporary place, with a key that is not stored."""

        place = tempfile.TemporaryDirectory(prefix="legalredact-sample-", ignore_cleanup_errors=True)

        def work() -> OpenMatter:
            parts = self.wiring.parts(self.policy, None)
            folder, info = Path(place.name) / "matter", MatterInfo("sample", NAME)
            matter = OpenMatter.create(folder, ThrowAwayKey(), parts, self.actor, info)
            matter.type_names(sample_register())
            return matter

        return self._run(work, OpenMatter.discard, then, failed, place)

    def name_of(self, folder: Path) -> str:
        """A matter's title, for the list of recent ones; read in the vault lane of the start window.

        Errors: as `MatterStore.read`; UsageError if it needs a passphrase.
        """
        if self.asks_for_passphrase(folder):
            raise UsageError("This matter asks for its passphrase.", "Open it.")
        with MatterStore.read(folder, self._keys(None)) as store:
            return stored_title(store)

    def own_key(self) -> str:
        """This person's own public key; made at its first use.

        Errors: KeyringUnavailable.
        """
        return self.wiring.keys(None).own()

    def _keys(self, passphrase: str | None) -> KeySource:
        return self.wiring.keys(None) if passphrase is None else PassphraseKey(passphrase)

    def _run(
        self,
        work: Callable[[], OpenMatter],
        drop: Callable[[OpenMatter], None],
        then: Opened,
        failed: Failed,
        place: TemporaryPlace | None = None,
    ) -> Task:
        """The lanes of the new window: the thread that opens the matter owns it afterwards.

        Arguments:
            drop: ends or deletes the matter if the person stops it, or it cannot be shown.
        """
        tasks = Tasks(self.lanes())

        def opened(_: Report, cancel: Cancellation) -> tuple[OpenMatter, Snapshot]:
            matter = work()
            try:
                cancel.check()
                matter.thinking.start()
                first = first_snapshot(matter)
                cancel.commit()
            except BaseException:
                drop(matter)
                raise
            return matter, first

        def done(pair: tuple[OpenMatter, Snapshot]) -> None:
            session = MatterSession(*pair, tasks, self.preferences, place)
            then(session)
            if session.state.loading:
                session.refresh()

        def not_done(problem: LegalRedactError) -> None:
            tasks.close()
            failed(problem)

        return tasks.run(Lane.VAULT, "Opening", opened, done, failed=not_done)
