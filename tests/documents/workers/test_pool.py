"""Files that kill, hang or bloat their reader are reported, and the others are read."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pymupdf
import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.pdf.parallel_parts import LEAST_PAGES, PAGES, parts_of
from legalredact.documents.read import read_file
from legalredact.documents.workers.pool import ReaderPool
from legalredact.documents.workers.queue import FileInWork, Queue, ReadJob
from legalredact.errors import Cancelled, DamagedInput, EmptyInput, ReaderStopped, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.progress import Cancellation, Progress
from tests.documents.opendocument_files import content, package
from tests.documents.pdf_files import page_with, saved
from tests.documents.reading_faults import crash_on_second_part, read_or_fail

MEGABYTE = 1 << 20
LIMITS = replace(STANDARD, max_silence=60.0, max_memory=400 * MEGABYTE)
"""A busy machine may leave a reader without its turn for seconds."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderPool]:
    """One pool for all tests: it has to outlive every file."""
    with ReaderPool(LIMITS, processes=2, work=read_or_fail) as pool:
        yield pool


def text_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(f"Ines Marlow owns the Petrel, says {name}.", encoding="utf-8")
    return path


def process_of(read: Document | UnreadableInput) -> int:
    """The process that read it, as `read_or_fail` tells of files called "alone"."""
    assert isinstance(read, Document)
    return int(read.name.removeprefix("process-"))


def results(reader: ReaderPool, paths: list[Path]) -> dict[str, Document | UnreadableInput]:
    return {path.stem: result for path, result in reader.read_many(paths)}


@pytest.mark.parametrize(("fault", "said"), [("crash", "crashed"), ("leave", "crashed"), ("bloat", "more than 400 MB")])
def test_a_file_that_ends_its_reader_is_reported_and_the_others_are_read(
    reader: ReaderPool, tmp_path: Path, fault: str, said: str
) -> None:
    paths = [text_file(tmp_path, name) for name in ("first", fault, "second", "third")]

    found = results(reader, paths)

    stopped = found.pop(fault)
    assert isinstance(stopped, ReaderStopped)
    assert said in stopped.what
    assert stopped.remedy
    assert all(isinstance(result, Document) for result in found.values())
    assert set(found) == {"first", "second", "third"}


FAULTS_WITHOUT_SIGN = [("spin", 60.0, "no sign for 3 seconds"), ("hang", 4.0, "no sign for 4 seconds")]


@pytest.mark.parametrize(("fault", "most", "said"), FAULTS_WITHOUT_SIGN)
def test_a_file_at_which_its_reader_hangs_is_reported_and_the_next_is_read(
    tmp_path: Path, fault: str, most: float, said: str
) -> None:
    with ReaderPool(replace(LIMITS, max_silence=3.0, max_wait=most), processes=1, work=read_or_fail) as reader:
        stopped = results(reader, [text_file(tmp_path, fault)])[fault]

        assert isinstance(stopped, ReaderStopped)
        assert said in stopped.what
        assert stopped.remedy
        assert reader.read(text_file(tmp_path, "next")).text


def test_a_reader_that_gets_no_processor_time_is_not_ended(tmp_path: Path) -> None:
    stopped_for: list[float] = []

    def let_it_go_on() -> None:
        while not (paused := [one for one in psutil.Process().children() if one.status() == psutil.STATUS_STOPPED]):
            time.sleep(0.05)
        began = time.monotonic()
        time.sleep(4.0)  # longer than a reader may be silent
        stopped_for.append(time.monotonic() - began)
        paused[0].resume()

    other = threading.Thread(target=let_it_go_on, daemon=True)
    with ReaderPool(replace(LIMITS, max_silence=3.0), processes=1, work=read_or_fail) as reader:
        other.start()

        assert reader.read(text_file(tmp_path, "pause")).text
        assert stopped_for[0] > 3.0


def test_what_an_engine_says_of_a_file_stays_behind(reader: ReaderPool, tmp_path: Path) -> None:
    found = results(reader, [text_file(tmp_path, "quote")])["quote"]

    assert isinstance(found, DamagedInput)
    assert "RuntimeError" in found.what
    assert "Brack" not in repr(found) + str(found)
    assert found.__cause__ is None


def test_errors_of_reading_come_back_as_they_are(reader: ReaderPool, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    assert isinstance(results(reader, [empty])["empty"], EmptyInput)
    with pytest.raises(EmptyInput, match="empty"):
        reader.read(empty)
    with pytest.raises(UnreadableInput, match="no such file"):
        reader.read(tmp_path / "missing.txt")


def test_processes_are_used_again(reader: ReaderPool, tmp_path: Path) -> None:
    found = results(reader, [text_file(tmp_path, f"alone-{number}") for number in range(8)])

    assert len({process_of(document) for document in found.values()}) <= 2


def test_a_document_is_the_same_from_a_process(reader: ReaderPool, tmp_path: Path) -> None:
    path = text_file(tmp_path, "plain")

    assert reader.read(path) == read_file(path)


def test_stopping_ends_what_runs_at_once(reader: ReaderPool, tmp_path: Path) -> None:
    cancel = Cancellation()
    threading.Timer(0.5, cancel.cancel).start()
    began = time.monotonic()

    with pytest.raises(Cancelled):
        list(reader.read_many([text_file(tmp_path, f"hang-{number}") for number in range(4)], cancel=cancel))

    assert time.monotonic() - began < LIMITS.max_silence
    assert isinstance(reader.read(text_file(tmp_path, "after")), Document)


def test_a_caller_may_take_the_first_result_and_leave(reader: ReaderPool, tmp_path: Path) -> None:
    stream = reader.read_many([text_file(tmp_path, name) for name in ("one", "hang-two", "hang-three")])

    assert next(stream)[0].stem == "one"
    stream.close()
    assert isinstance(reader.read(text_file(tmp_path, "after")), Document)


def test_no_more_processes_are_started_than_there_are_files(tmp_path: Path) -> None:
    before = set(psutil.Process().children())
    with ReaderPool(LIMITS, processes=4, work=read_or_fail) as pool:
        read = pool.read(text_file(tmp_path, "alone"))
        started = {
            one.pid for one in set(psutil.Process().children()) - before if "spawn_main" in " ".join(one.cmdline())
        }
        found = results(pool, [text_file(tmp_path, f"alone-{number}") for number in range(4)])

    assert started == {process_of(read)}
    assert len(found) == 4


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with ReaderPool(LIMITS, processes=1, work=read_or_fail) as pool:
        read = pool.read(text_file(tmp_path, "alone"))

    assert not psutil.pid_exists(process_of(read))


def test_a_process_that_the_system_kills_between_two_files_is_replaced(tmp_path: Path) -> None:
    with ReaderPool(LIMITS, processes=1, work=read_or_fail) as pool:
        read = pool.read(text_file(tmp_path, "alone"))
        os.kill(process_of(read), signal.SIGKILL)
        time.sleep(1.0)  # its pool looks after it ten times a second

        assert isinstance(pool.read(text_file(tmp_path, "after")), Document)


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages enough for three parts, with a running head and a form, and bytes enough to be asked for its pages."""
    document = pymupdf.open()
    for number in range(1, 2 * PAGES + 31):
        lines = [(200, 40, "Quenby v. Wendelin Boatyard"), (300, 745, f"- {number} -")]
        page_with(document, [*lines, (72, 100, f"Ines Marlow was asked {number} times who has the key.")])
    widget = pymupdf.Widget()
    widget.field_name, widget.field_value = "owner", "Otto Brack"
    widget.field_type, widget.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(72, 400, 300, 420)
    document[3].add_widget(widget)
    document.set_metadata({"author": "Una Feld"})
    document.embfile_add("ballast", os.urandom(1 << 20))
    return saved(document, tmp_path_factory.mktemp("long") / "long.pdf", deflate=False)


def test_a_long_pdf_is_read_in_parts_and_is_the_same(reader: ReaderPool, long_pdf: Path) -> None:
    seen: list[Progress] = []

    document = reader.read(long_pdf, seen.append)

    assert document == read_file(long_pdf)
    assert len(document.pages) == 2 * PAGES + 30
    assert document.text.count("Otto Brack") == 1
    assert [each.done for each in seen] == sorted(each.done for each in seen)
    assert {each.total for each in seen} == {2 * PAGES + 30}
    assert {each.subject for each in seen} == {document.id}


def test_a_long_pdf_of_which_one_part_ends_its_reader_is_unreadable(long_pdf: Path, tmp_path: Path) -> None:
    with ReaderPool(LIMITS, processes=2, work=crash_on_second_part) as pool:
        found = list(pool.read_many([long_pdf, text_file(tmp_path, "plain")]))

    assert sorted(type(result).__name__ for _, result in found) == ["Document", "ReaderStopped"]


def test_readers_that_the_system_confines_read_files_of_every_new_kind(tmp_path: Path) -> None:
    """Decoders with native code and threads must work without network, without other files and without programs."""
    made = {
        "a.heic": (Path(__file__).parents[1] / "ocr" / "pictures" / "two_names.heic").read_bytes(),
        "b.odt": package({"content.xml": content("<office:text><text:p>Oakbarrow Mills</text:p></office:text>")}),
        "c.ics": b"BEGIN:VCALENDAR\r\nSUMMARY:Oakbarrow Mills\r\nEND:VCALENDAR\r\n",
        "d.csv": b"Name\r\nOakbarrow Mills\r\n",
        "e.json": b'[{"type":"message","ts":"1.0","text":"Oakbarrow Mills"}]',
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    with ReaderPool(STANDARD, processes=1) as pool:
        found = dict(pool.read_many([tmp_path / name for name in made]))
    for path, document in found.items():
        assert isinstance(document, Document), path
        assert "Oakbarrow Mills" in document.text


def test_parts_cover_every_page_once_and_are_worth_their_while() -> None:
    for count in (0, 1, 49, 50, 230, 1_000, 10_001):
        parts = parts_of(count, 4)
        assert [page for part in parts for page in part] == (list(range(count)) if count >= 2 * LEAST_PAGES else [])
        assert all(len(part) <= PAGES for part in parts)
    assert parts_of(1_000, 1) == []


def test_two_parts_that_fail_at_once_are_one_unreadable_file(long_pdf: Path) -> None:
    queue = Queue([long_pdf], processes=2)
    queue.done(ReadJob(FileInWork(long_pdf), count=True), 1_000)
    first, second = queue.take(), queue.take()
    assert first is not None
    assert second is not None
    problem = ReaderStopped("The reader of this file crashed.", "Open it elsewhere.")
    assert [queue.done(piece, problem) for piece in (first, second)] == [problem, None]
