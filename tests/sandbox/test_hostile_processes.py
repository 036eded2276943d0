"""An exploit in any process of ours that parses files or holds text gets neither network nor files nor programs.

Each attempt is made in the real process, and for control in one that nobody confines: there it succeeds, as far as this
machine lets anybody do it.
"""

import functools
import inspect
import json
import zipfile
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.documents.ocr.tesseract import place
from legalredact.documents.page_images.service import PagePictures
from legalredact.documents.text.plain import document_from_text
from legalredact.documents.workers.pool import Workers
from legalredact.model.job import Stage
from legalredact.model.policy import Policy
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, silent
from legalredact.sandbox.profiles import expected_limits
from legalredact.workflow.compute.worker import Worker
from legalredact.workflow.copies.worker import CopyProcess
from legalredact.workflow.production.executors import InlineExecutor, Processes
from legalredact.workflow.production.stages import Done, StageTask
from tests.sandbox import hostile, work
from tests.sandbox.hostile import Scene

pytestmark = pytest.mark.skipif(
    not all(each.whole for each in expected_limits()), reason="this system has no seccomp, or no Landlock"
)

TESTS = Path(__file__).parents[1]
SURE = {attempt.__name__ for attempt in (*hostile.DESKTOP, *hostile.WRITING, *hostile.READING, *hostile.PROGRAMS)}
SURE |= {"connect_ipv4", "send_udp", "look_up_a_name", "listen", "send_signal", "limit_another"}
"""What every machine lets every user do, so that a refusal says something."""


def refused_all(found: dict[str, str], allowed: dict[str, str]) -> None:
    """Each attempt was made, refused here, and done where nobody confines."""
    assert set(found) == {attempt.__name__ for attempt in hostile.ALL}
    assert {name for name in SURE if allowed[name] != "done"} == set()
    assert {name: how for name, how in found.items() if allowed[name] == "done" and not how.startswith("refused")} == {}


def test_a_hostile_file_gets_nothing_out_of_its_reader(scene: Scene, allowed: dict[str, str]) -> None:
    with Workers(work.read) as readers:
        ((_, result),) = readers.read_many([Path(scene["own"])])

    assert isinstance(result, tuple)
    held, found = result
    assert held.whole, held.words()
    refused_all(found, allowed)


def test_a_hostile_file_gets_nothing_out_of_the_process_that_copies_it(scene: Scene, allowed: dict[str, str]) -> None:
    with CopyProcess(readable=[Path(scene["own"]), TESTS]) as process:
        result = process.run(work.copy, Path(scene["own"]), silent, NEVER)

    assert isinstance(result, tuple)
    held, found = result
    assert held.whole, held.words()
    refused_all(found, allowed)


def test_a_hostile_document_gets_nothing_out_of_a_worker_of_a_production(scene: Scene, allowed: dict[str, str]) -> None:
    document = document_from_text("d1", "d1.txt", Path(scene["own"]).read_text(encoding="utf-8"))
    executor = Processes(work.hostile_kit, 1)
    executor.submit(StageTask("d1", Stage.DETECT, document))
    (result,) = executor.finished(120)
    executor.close()

    words, found = told_by(result)
    assert "NOT enforced" not in words
    refused_all(found, allowed)


def test_hostile_text_gets_nothing_out_of_a_process_that_computes(scene: Scene, allowed: dict[str, str]) -> None:
    worker = Worker(work.Answers, "Computing")
    held, found = worker.ask("tried", json.dumps(scene))
    worker.close()

    assert held.whole, held.words()
    refused_all(found, allowed)


class Exploit:
    """Runs text as code where it is unpickled: what comes through the pipe to the process that draws."""

    def __init__(self, scene: Scene) -> None:
        self.code = (
            f"{inspect.getsource(hostile)}\n"
            "frame = sys._getframe()\n"
            "while 'pipe' not in frame.f_locals:\n"
            "    frame = frame.f_back\n"
            f"frame.f_locals['pipe'].send(outcomes({scene!r}))\n"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return exec, (self.code, {"__name__": "exploit"})


def test_a_hostile_file_gets_nothing_out_of_the_process_that_draws_it(scene: Scene, allowed: dict[str, str]) -> None:
    pictures = PagePictures()
    found = pictures._ask(pictures._started(), ("open", Exploit(scene)))
    pictures.close()

    assert isinstance(found, dict)
    refused_all(found, allowed)


def told_by(result: Done) -> tuple[str, dict[str, str]]:
    """What a hostile kit says in its error."""
    assert result.error is not None
    words, found = json.loads(result.error.what)
    return words, found


def test_a_reader_may_do_what_it_is_for(tmp_path: Path) -> None:
    """Read its file, run Tesseract, look at itself and be nice."""
    program = place()
    if program is None:
        pytest.skip("there is no Tesseract")
    file = tmp_path / "own.txt"
    file.write_text("yes", encoding="utf-8")
    with Workers(work.in_reader, readable=[file]) as readers:
        ((_, answer),) = readers.read_many([functools.partial(work.ordinary, file, program)])

    assert answer == ("yes", True, True)


def test_a_call_with_other_files_begins_with_processes_that_may_read_those_alone(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("first.txt", "second.txt"))
    for file in (first, second):
        file.write_text(file.stem, encoding="utf-8")
    with Workers(work.also_read, processes=1) as readers:
        assert [result for _, result in readers.read_many([first])] == [["first"]]
        assert [result for _, result in readers.read_many([second])] == [["second"]]
        assert [result for _, result in readers.read_many([first, second])] == [["first", "second"]] * 2


def test_reading_in_the_runs_own_process_is_confined_too(scene: Scene) -> None:
    """`batch run --inline` reads files in a process of their own."""
    executor = InlineExecutor(work.hostile_kit)
    assert executor._readers is not None
    document = document_from_text("d1", "d1.txt", Path(scene["own"]).read_text(encoding="utf-8"))
    executor._readers.submit(StageTask("d1", Stage.DETECT, document))
    (result,) = executor._readers.finished(120)
    executor.close()

    assert "NOT enforced" not in told_by(result)[0]


def test_what_lies_inside_a_file_is_taken_out_of_it_in_a_reading_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of a production are bound by MuPDF, and its files are strangers'."""
    written = tmp_path / "letters.zip"
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("letter.txt", "Marguerite Oldacre wrote to Penhallow Freight, Inc.")
    insides = wiring.real().parts(Policy(), None).insides
    assert insides is not None
    (member,) = (one for one in insides.expand([written], silent, NEVER) if isinstance(one, ProductionMember))
    monkeypatch.setattr("legalredact.wiring.original_of", lambda _: pytest.fail("it was taken out here"))

    assert insides.original(member) == b"Marguerite Oldacre wrote to Penhallow Freight, Inc."
