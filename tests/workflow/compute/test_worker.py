"""A process that answers questions: it remembers, may be ended at any moment, and a crash is told with its remedy."""

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from legalredact.errors import Cancelled, DamagedInput, WorkerStopped
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.sandbox.core_dumps import LIMIT
from legalredact.workflow.compute.lanes import Unexpected
from legalredact.workflow.compute.worker import Worker


class Answers:
    """What the process is made of."""

    def __init__(self) -> None:
        self.count = 0

    def counted(self, by: int, _: Report) -> int:
        self.count += by
        return self.count

    def process(self, _: Report) -> int:
        return os.getpid()

    def crash(self, _: Report) -> None:
        os.kill(os.getpid(), 9)

    def refuse(self, _: Report) -> None:
        raise DamagedInput("It is broken.", "Get another.")

    def fail(self, _: Report) -> None:
        raise KeyError("Marguerite Oldacre")

    def speak(self, _: Report) -> None:
        os.write(1, b"Marguerite Oldacre")
        os.write(2, b"Marguerite Oldacre")

    def core_dump(self, _: Report) -> int:
        import resource

        return resource.getrlimit(resource.RLIMIT_CORE)[0]

    def endless(self, report: Report) -> None:
        while True:
            report(Progress("wait", 1, 2))
            time.sleep(0.01)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(Answers, "Counting")
    yield made
    made.close()


def test_it_answers_in_another_process_and_remembers(worker: Worker) -> None:
    assert worker.ask("process") != os.getpid()
    assert [worker.ask("counted", 2), worker.ask("counted", 3)] == [2, 5]


def test_a_crash_is_told_with_its_remedy_and_the_next_question_is_answered(worker: Worker) -> None:
    worker.ask("counted", 2)
    with pytest.raises(WorkerStopped) as told:
        worker.ask("crash")

    assert told.value.remedy
    assert worker.ask("counted", 2) == 2
    assert worker.generation == 2


def test_errors_of_ours_come_back_and_strangers_without_their_words(worker: Worker) -> None:
    with pytest.raises(DamagedInput):
        worker.ask("refuse")
    with pytest.raises(Unexpected) as told:
        worker.ask("fail")

    assert "KeyError" in told.value.what
    assert "Oldacre" not in str(told.value)


def test_it_prints_nothing(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    worker.ask("speak")

    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core dumps")
def test_it_leaves_no_core_dump(worker: Worker) -> None:
    assert worker.ask("core_dump") == LIMIT


def test_cancelling_ends_the_process_in_the_middle_of_its_work(worker: Worker) -> None:
    cancel, told = Cancellation(), threading.Event()
    process = worker.ask("process")

    def stop() -> None:
        told.wait(10)
        cancel.cancel()

    threading.Thread(target=stop).start()
    with pytest.raises(Cancelled):
        worker.ask("endless", report=lambda _: told.set(), cancel=cancel)

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_closing_ends_what_another_thread_waits_for(worker: Worker) -> None:
    told, raised = threading.Event(), list[type[Exception]]()

    def ask() -> None:
        try:
            worker.ask("endless", report=lambda _: told.set())
        except WorkerStopped as problem:
            raised.append(type(problem))

    asking = threading.Thread(target=ask)
    asking.start()
    assert told.wait(20)
    worker.close()
    asking.join(10)

    assert raised == [WorkerStopped]
