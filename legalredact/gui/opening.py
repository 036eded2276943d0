"""How a matter comes to be open: made or opened in the vault lane of the window that it will live in."""

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.gui.preferences import Preferences
from legalredact.gui.session import MatterSession, TemporaryPlace
from legalredact.gui.tasks import Tasks
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.model.register import Register
from legalredact.vault.folder import KEY
from legalredact.vault.keys import KeySource, PassphraseKey, ThrowAwayKey, is_passphrase_sealed
from legalredact.vault.store import MatterStore
from legalredact.workflow.jobs import Executor, Lane, Lanes
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.parts import Wiring
from legalredact.workflow.sample import NAME, sample_register
from legalredact.workflow.snapshot import Snapshot, snapshot

Opened = Callable[[MatterSession], None]
Failed = Callable[[LegalRedactError], None]


@dataclass(frozen=True)
class Opening:
    """Opens matters.

    Arguments:
        wiring: the parts of the application.
        policy: the firm's.
        preferences: the window's.
        actor: who acts, for the audit trail.
        lanes: makes the lanes of a window.
    """

    wiring: Wiring
    policy: Policy
    preferences: Preferences
    actor: str
    lanes: Callable[[], Executor] = Lanes

    def today(self) -> dt.date:
        """For what depends on a date before a matter is open."""
        return dt.datetime.now(dt.UTC).date()

    def make(
        self,
        folder: Path,
        info: MatterInfo,
        typed: Register,
        passphrase: str | None,
        then: Opened,
        failed: Failed,
    ) -> None:
        """Make a matter and put the typed names into its register."""

        def work(keys: KeySource) -> OpenMatter:
            matter = OpenMatter.create(folder, keys, self.wiring.parts(self.policy, None), self.actor, info)
            if typed.entities:
                matter.type_names(typed)
            return matter

        self._run(lambda: work(self._keys(passphrase)), then, failed)

    def open(self, folder: Path, passphrase: str | None, then: Opened, failed: Failed) -> None:
        """Open the matter of a folder."""

        def work() -> OpenMatter:
            keys = self._keys(passphrase)
            return OpenMatter.open(folder, keys, self.wiring.parts(self.policy, None), self.actor)

        self._run(work, then, failed)

    def sample(self, then: Opened, failed: Failed) -> None:
        """Make the sample matter in a temporary place, with a key that nobody keeps."""

        place = tempfile.TemporaryDirectory(prefix="legalredact-sample-", ignore_cleanup_errors=True)

        def work() -> OpenMatter:
            parts = self.wiring.parts(self.policy, None)
            folder, info = Path(place.name) / "matter", MatterInfo("sample", NAME)
            matter = OpenMatter.create(folder, ThrowAwayKey(), parts, self.actor, info)
            matter.type_names(sample_register())
            return matter

        self._run(work, then, failed, place)

    def name_of(self, folder: Path) -> str:
        """A matter's name, for the list of recent ones; asked for in the vault lane of the start window.

        Errors: as `MatterStore.open`.
        """
        with MatterStore.open(folder, self._keys(None)) as store:
            return store.info().name

    def _keys(self, passphrase: str | None) -> KeySource:
        return self.wiring.keys(None) if passphrase is None else PassphraseKey(passphrase)

    def _run(
        self, work: Callable[[], OpenMatter], then: Opened, failed: Failed, place: TemporaryPlace | None = None
    ) -> None:
        """The lanes are those of the window to come: what opens the matter goes on to own it."""
        tasks = Tasks(self.lanes())

        def opened() -> tuple[OpenMatter, Snapshot]:
            matter = work()
            return matter, snapshot(matter)

        def done(pair: tuple[OpenMatter, Snapshot]) -> None:
            then(MatterSession(*pair, tasks, self.preferences, place))

        def not_done(problem: LegalRedactError) -> None:
            tasks.close()
            failed(problem)

        tasks.run(Lane.VAULT, "Opening", lambda *_: opened(), done, failed=not_done)


def asks_for_passphrase(folder: Path) -> bool:
    """Whether the matter in that folder is sealed by a passphrase."""
    try:
        return is_passphrase_sealed((folder / KEY).read_bytes())
    except OSError:
        return False
