"""An upgrade replaces the installed files while LegalRedact runs: nothing new is begun, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact import installation
from legalredact.documents.workers.pool import ReaderPool
from legalredact.errors import InstallationChanged
from legalredact.model.document import Document
from legalredact.model.job import Stage, State
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, Progress, silent
from legalredact.summary import prompts
from legalredact.summary.sender_line import Lines
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.worker import Worker
from legalredact.workflow.copies.worker import CopyProcess
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.executors import InlineExecutor, Processes
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.production import light_kit, members, production_parts, written

LETTERS = 8
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)
Upgrade = Callable[[], None]


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """An installation with which this process was started; the result replaces its files."""
    (tmp_path / "build").write_bytes(b"one\n")
    monkeypatch.setattr(installation, "resource", lambda *_: tmp_path / "build")
    for name in ("file", "build", "changed"):
        monkeypatch.setattr(installation._Started, name, getattr(installation._Started, name))
    start()

    def replaced() -> None:
        (tmp_path / "build").write_bytes(b"two\n")

    return replaced


def start() -> None:
    installation._Started.changed = False
    installation.remember()


def test_a_process_that_was_started_from_these_files_notices_nothing(upgrade: Upgrade, tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"one\n")  # as a repair does
    assert not installation.changed()
    upgrade()
    assert installation.changed()


def test_a_removed_installation_is_a_changed_one(upgrade: Upgrade, tmp_path: Path) -> None:
    (tmp_path / "build").unlink()
    assert installation.changed()
    upgrade()
    (tmp_path / "build").write_bytes(b"one\n")
    assert installation.changed()  # an older build again: others of its files may have been loaded in between


def test_a_checkout_has_no_build_and_notices_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation._Started, "file", None)
    installation.remember()
    assert not installation.changed()


def test_files_that_were_begun_are_read_and_the_others_are_refused(upgrade: Upgrade, tmp_path: Path) -> None:
    paths = written(tmp_path / "in", 4)[:3]
    read = list[object]()
    with ReaderPool(processes=1) as pool:

        def read_all() -> None:
            for path, outcome in pool.read_many(paths):
                assert isinstance(outcome, Document)
                read.append(path)
                upgrade()

        with pytest.raises(InstallationChanged, match="updated while it was running"):
            read_all()
    assert paths[0] in read
    assert len(read) < len(paths)


def test_no_process_is_started_for_computations_copies_and_sending(upgrade: Upgrade) -> None:
    upgrade()
    worker = Worker(dict, "The work")
    with pytest.raises(InstallationChanged):
        worker.ask("keys")
    assert worker.pid == 0
    with CopyProcess() as process, pytest.raises(InstallationChanged):
        process.run(len, "job", silent, NEVER)
    with pytest.raises(InstallationChanged), Lines().one():
        raise AssertionError("a sending process was started")


def test_a_process_that_runs_answers_to_its_end(upgrade: Upgrade) -> None:
    worker = Worker(dict, "The work")
    try:
        worker.start()
        upgrade()
        assert worker.start() == 1
    finally:
        worker.close()


def test_a_run_stops_with_everything_kept_and_the_next_build_goes_on(upgrade: Upgrade, tmp_path: Path) -> None:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(tmp_path / "in", silent, NEVER), silent, NEVER)

        def report(_: Progress) -> None:
            upgrade()

        with pytest.raises(InstallationChanged):
            Batch(matter, InlineExecutor(light_kit, isolated=False), ORDERS).run(report, NEVER)
        tally = matter.store.tally()
        assert tally[Stage.READ, State.DONE] >= 1
        assert (Stage.CHECK, State.DONE) not in tally
        start()
        tally = Batch(matter, InlineExecutor(light_kit, isolated=False), ORDERS).run(silent, NEVER)
        assert tally[Stage.CHECK, State.DONE] == LETTERS - 2
        assert sum(event.action == "document.add" for event in matter.events) == LETTERS - 2


def test_a_document_whose_process_could_not_be_started_waits(upgrade: Upgrade, tmp_path: Path) -> None:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        batch = Batch(matter, Processes(light_kit, 1), ORDERS)
        try:
            batch.executor.workers[0].start()  # type: ignore[attr-defined]  # of this executor
            batch.executor.workers[0].close()  # type: ignore[attr-defined]
            assert batch.begin(silent, NEVER)
            upgrade()
            batch.executor.workers[0].close()  # type: ignore[attr-defined]

            def keep_all() -> None:
                while True:
                    batch.keep(batch.results(30.0))

            with pytest.raises(InstallationChanged):
                keep_all()
        finally:
            batch.close()
        assert not [job for job in matter.store.jobs(Stage.READ, State.REFUSED) if "updated" in job.reason]
        start()
        tally = Batch(matter, Processes(light_kit, 1), ORDERS).run(silent, NEVER)
        assert tally[Stage.CHECK, State.DONE] == LETTERS - 2
