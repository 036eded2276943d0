"""Wherever the work is done, what comes of it is the same to the byte, also if a worker dies in the middle."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import WorkerStopped
from legalredact.model.document import Document
from legalredact.model.job import Stage, State
from legalredact.model.mention import Mention, Tier
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, Report, silent
from legalredact.model.register import Register
from legalredact.summary import prompts
from legalredact.vault.codec import encode
from legalredact.vault.documents import document_row
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.executors import InlineExecutor, Processes, TaskExecutor
from legalredact.workflow.production.real_toolkit import for_productions, real_kit
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.stages import ReadDocument, RunSettings, StageTask, done
from legalredact.workflow.production.take_in import take_in
from tests.detection.rules.test_layout_tables import pdf_file
from tests.fakes import production
from tests.fakes.production import light_kit, members, production_parts, written
from tests.workflow.production_state import state_of

LETTERS = 10
PROMPT = prompts.load()["document-abstract"]


def slow_read(member: ProductionMember, report: Report) -> tuple[Document, None]:
    """Takes a moment, so that a worker can be killed over it."""
    time.sleep(0.05)
    return production.read(member, report)


def slow_kit() -> Kit:
    return replace(light_kit(), read=slow_read)


def fatal_read(member: ProductionMember, report: Report) -> tuple[Document, None]:
    """One of the files kills whoever reads it."""
    if "00003" in member.location.name:
        os._exit(9)
    return production.read(member, report)


def fatal_kit() -> Kit:
    return replace(light_kit(), read=fatal_read)


def fatal_detect(document: Document, report: Report) -> tuple[Mention, ...]:
    """One of the files kills whoever looks for names in it."""
    if "00003" in document.name:
        os._exit(9)
    return production.detect(document, report)


def fatal_detect_kit() -> Kit:
    return replace(light_kit(), detect=fatal_detect)


def endless_detect(_: Document, __: Report) -> tuple[Mention, ...]:
    """Works until somebody ends it."""
    time.sleep(60)
    return ()


def endless_kit() -> Kit:
    return replace(light_kit(), detect=endless_detect)


def made_by(folder: Path, source: Path, executor: TaskExecutor) -> dict[str, object]:
    with OpenMatter.create(folder, ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(source, silent, NEVER), silent, NEVER)
        Batch(matter, executor, Orders(PROMPT, accept=Tier.SUGGESTED)).run(silent, NEVER)
        return state_of(matter)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    written(folder, LETTERS)
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, source: Path) -> dict[str, object]:
    return made_by(tmp_path_factory.mktemp("inline") / "m", source, InlineExecutor(light_kit, isolated=False))


def test_processes_give_the_same_also_if_one_is_killed(
    tmp_path: Path, source: Path, expected: dict[str, object]
) -> None:
    executor = Processes(slow_kit, 2)
    killer = threading.Thread(target=kill_the_first, args=(lambda: executor.workers[0].pid,))
    killer.start()
    made = made_by(tmp_path / "m", source, executor)
    killer.join()
    jobs = {replace(job, attempts=1) for job in made.pop("jobs")}  # type: ignore[attr-defined]  # a set of jobs
    assert jobs == {replace(job, attempts=1) for job in expected["jobs"]}  # type: ignore[attr-defined]
    assert made == {name: value for name, value in expected.items() if name != "jobs"}


def kill_the_first(pid: Callable[[], int]) -> None:
    """Once it works."""
    while not pid():
        time.sleep(0.01)
    time.sleep(0.1)
    os.kill(pid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


def test_a_file_that_kills_its_reader_is_refused_and_the_rest_goes_on(tmp_path: Path, source: Path) -> None:
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(source, silent, NEVER), silent, NEVER)
        tally = Batch(matter, Processes(fatal_kit, 1), Orders(PROMPT, accept=Tier.SUGGESTED)).run(silent, NEVER)
        assert tally[Stage.READ, State.REFUSED] == 2
        assert tally[Stage.CHECK, State.DONE] == LETTERS - 3
        refused = max(matter.store.jobs(Stage.READ, State.REFUSED), key=lambda job: job.attempts)
        assert (refused.attempts, "crashed" in refused.reason) == (3, True)


def test_a_file_whose_names_kill_their_finder_is_read_all_the_same(tmp_path: Path, source: Path) -> None:
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(source, silent, NEVER), silent, NEVER)
        tally = Batch(matter, Processes(fatal_detect_kit, 1), Orders(PROMPT, accept=Tier.SUGGESTED)).run(silent, NEVER)
        assert tally[Stage.READ, State.REFUSED] == 1  # the damaged one
        assert tally[Stage.CHECK, State.DONE] == LETTERS - 3
        (refused,) = matter.store.jobs(Stage.DETECT, State.REFUSED)
        assert (refused.attempts, "crashed" in refused.reason) == (3, True)


def test_names_may_be_looked_for_where_a_file_was_read(source: Path) -> None:
    kit = light_kit()
    whole, *_, broken = members(source, silent, NEVER)
    task = StageTask(whole.document_id, Stage.READ, whole, then=Stage.DETECT)
    read, detected = done(task, kit, None, silent)
    document, _ = production.read(whole, silent)
    assert read.value == ReadDocument(document_row(document))
    assert detected.value == encode(tuple[Mention, ...], kit.detect(document, silent)) != b"[]"
    (again,) = done(StageTask(whole.document_id, Stage.DETECT, document), kit, None, silent)
    assert again.value == detected.value
    assert [one.value for one in done(replace(task, then=None), kit, None, silent)] == [read.value]
    (failed,) = done(StageTask(broken.document_id, Stage.READ, broken, then=Stage.DETECT), kit, None, silent)
    assert (failed.stage, failed.value, failed.error is None) == (Stage.READ, None, False)


def test_of_a_file_that_changes_while_it_is_read_nothing_is_kept(tmp_path: Path) -> None:
    written(tmp_path / "in", 1 + 2)

    def changing_read(member: ProductionMember, report: Report) -> tuple[Document, None]:
        found = production.read(member, report)
        member.location.path.write_text("Something else.", encoding="utf-8")
        return found

    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        executor = InlineExecutor(lambda: replace(light_kit(), read=changing_read), isolated=False)
        tally = Batch(matter, executor, Orders(PROMPT)).run(silent, NEVER)
        assert tally == {(Stage.READ, State.REFUSED): 2}
        assert not matter.store.document_ids()


@pytest.mark.parametrize("says", [lambda one: replace(one, digest="0" * 64), lambda one: replace(one, id="d012345")])
def test_a_reader_that_says_that_it_read_something_else_is_not_believed(
    tmp_path: Path, says: Callable[[Document], Document]
) -> None:
    written(tmp_path / "in", 1 + 2)

    def wrong_read(member: ProductionMember, report: Report) -> tuple[Document, None]:
        document, _ = production.read(member, report)
        return says(document), None

    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        executor = InlineExecutor(lambda: replace(light_kit(), read=wrong_read), isolated=False)
        assert Batch(matter, executor, Orders(PROMPT)).run(silent, NEVER) == {(Stage.READ, State.REFUSED): 2}
        assert not matter.store.document_ids()


def test_what_lies_in_a_message_is_kept_as_its_reader_found_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message may be hostile, and is opened in reading processes alone."""
    letter = b"Marguerite Oldacre wrote to Penhallow Freight, Inc."
    message = EmailMessage()
    message["Subject"], message["From"] = "The crates", "ann@example.com"
    message.set_content("See what is attached.")
    message.add_attachment(letter, maintype="text", subtype="plain", filename="letter.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crates.eml").write_bytes(message.as_bytes())
    found = tuple(for_productions().intake(tmp_path / "in", silent, NEVER))

    def never(*_: object) -> None:
        raise AssertionError("the run's own process opens no message")

    monkeypatch.setattr("legalredact.documents.mail.reader.parse_mail", never)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, found, silent, NEVER)
        Batch(matter, Processes(real_kit, 1), Orders(PROMPT, until=Stage.READ)).run(silent, NEVER)
        (inside,) = (one.document_id for one in found if one.location.steps)
        assert matter.store.original(inside) == letter
        assert len(matter.store.document_ids()) == len(found) == 2


@pytest.mark.parametrize("executor", [lambda: InlineExecutor(real_kit, isolated=True), lambda: Processes(real_kit, 1)])
def test_what_stands_below_a_heading_of_a_page_is_found_wherever_names_are_looked_for(
    tmp_path: Path, executor: Callable[[], TaskExecutor]
) -> None:
    """Only the places of the characters tell the columns of a page."""
    (tmp_path / "in").mkdir()
    pdf_file(tmp_path / "in")
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann") as matter:
        take_in(matter, for_productions().intake(tmp_path / "in", silent, NEVER), silent, NEVER)
        Batch(matter, executor(), Orders(PROMPT, until=Stage.DETECT)).run(silent, NEVER)
        (document_id,) = matter.store.document_ids()
        found = {mention.surface: mention.tier for mention in matter.store.mentions(document_id) or ()}
        assert found["219100131"] is found["2/3/1961"] is Tier.SUGGESTED


def test_a_process_that_takes_too_much_memory_is_ended() -> None:
    executor = Processes(endless_kit, 1, memory=1 << 20)
    executor.submit(StageTask("d1", Stage.DETECT, document_from_text("d1", "d1.txt", "Nobody.")))
    results = executor.finished(30)
    executor.close()
    assert [type(result.error) for result in results] == [WorkerStopped]


def test_a_worker_keeps_no_document_after_its_task(source: Path) -> None:
    before = documents_in_memory()
    inline = InlineExecutor(light_kit, isolated=False)
    inline.know(RunSettings(Register(), PROMPT))
    for member in members(source, silent, NEVER):
        inline.submit(StageTask(member.document_id, Stage.READ, member))
    assert len(inline.finished(0)) == LETTERS
    assert documents_in_memory() == before


def documents_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, Document) for one in gc.get_objects())


def test_the_machine_is_left_to_others_when_a_run_is_closed() -> None:
    executor = Processes(light_kit, 2)
    for number in range(4):
        executor.submit(StageTask(f"d{number}", Stage.DETECT, "nothing"))
    assert executor.finished(30)
    executor.close()
    assert [worker.pid for worker in executor.workers] == [0, 0]
