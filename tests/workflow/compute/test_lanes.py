"""Work runs in lanes; what comes back is a value or one of our errors, never a stranger's words."""

import functools
import threading
import time

import pytest

from legalredact.errors import Cancelled, DamagedInput
from legalredact.model.progress import Cancellation, Report, silent
from legalredact.workflow.compute.lanes import AtOnce, Lane, Lanes, Unexpected, perform
from legalredact.workflow.matter.add_files import called_in


def test_a_value_comes_back() -> None:
    assert perform(lambda *_: 7, silent, Cancellation()).value == 7


def test_our_errors_come_back_as_they_are() -> None:
    problem = DamagedInput("It is broken.", "Get another.")

    def work(_: Report, __: Cancellation) -> None:
        raise problem

    assert perform(work, silent, Cancellation()).error is problem


def test_a_fault_is_named_by_kind_and_never_by_its_words() -> None:
    def work(_: Report, __: Cancellation) -> None:
        raise KeyError("Marguerite Oldacre")

    error = perform(work, silent, Cancellation()).error

    assert isinstance(error, Unexpected)
    assert "KeyError" in error.what
    assert "Oldacre" not in str(error)


def test_what_was_cancelled_before_it_began_does_not_begin() -> None:
    cancel, began = Cancellation(), []
    cancel.cancel()

    outcome = perform(lambda *_: began.append(1), silent, cancel)

    assert isinstance(outcome.error, Cancelled)
    assert began == []


def test_jobs_of_a_lane_run_in_their_order_in_one_thread() -> None:
    lanes, done = Lanes(), threading.Event()
    seen: list[tuple[int, int]] = []

    def see(number: int) -> None:
        seen.append((number, threading.get_ident()))

    for number in range(20):
        lanes.submit(Lane.VAULT, functools.partial(see, number))
    lanes.submit(Lane.VAULT, done.set)

    assert done.wait(10)
    lanes.close()
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1


def test_lanes_run_beside_each_other() -> None:
    lanes, meet = Lanes(), threading.Barrier(2, timeout=10)
    both = [threading.Event(), threading.Event()]

    def meet_and_tell(event: threading.Event) -> None:
        meet.wait()
        event.set()

    for lane, event in zip((Lane.VAULT, Lane.DOCUMENTS), both, strict=True):
        lanes.submit(lane, functools.partial(meet_and_tell, event))

    assert all(event.wait(10) for event in both)
    lanes.close()


@pytest.mark.parametrize("executor", [AtOnce(), Lanes()])
def test_one_lane_can_wait_for_what_another_gives_or_raises(executor: AtOnce | Lanes) -> None:
    def fail() -> None:
        raise DamagedInput("It is broken.", "Get another.")

    assert called_in(executor, Lane.VAULT, lambda: 7) == 7
    with pytest.raises(DamagedInput):
        called_in(executor, Lane.VAULT, fail)
    executor.close()


def test_what_runs_comes_to_its_end_before_the_program_goes() -> None:
    lanes, done = Lanes(), list[str]()

    def load() -> None:
        time.sleep(0.05)
        done.append("loaded")

    lanes.submit(Lane.DOCUMENTS, load)
    lanes.close()
    lanes.wait(10)

    assert done == ["loaded"]


def test_what_never_ends_keeps_nobody_waiting() -> None:
    lanes, released = Lanes(), threading.Event()

    def hang() -> None:
        released.wait()

    lanes.submit(Lane.DOCUMENTS, hang)
    lanes.close()
    lanes.wait(0.01)

    assert not released.is_set()
    released.set()
