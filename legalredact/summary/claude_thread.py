"""Runs the network's side in a thread of its own, so that a call can be stopped at once while it waits.

The calling thread stays the one in which the caller's own functions run: the network's side hands them over as errands.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from legalredact.errors import Cancelled
from legalredact.model.progress import Cancellation

T = TypeVar("T")
R = TypeVar("R")

_GLANCE = 0.05  # seconds between two looks at the cancellation
_TIDYING = 2.0  # seconds that a stopped call may take to close its connection before it is left behind


class CallQueue(Generic[R]):
    """Where the network's thread leaves errands for the calling thread, and its result."""

    def __init__(self) -> None:
        self._errands: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._result: Future[R] = Future()
        self._result.add_done_callback(lambda _: self._errands.put(None))

    async def ask(self, errand: Callable[[], T]) -> T:
        """Have `errand` run in the calling thread, and wait for what it gives or raises."""
        answer: Future[T] = Future()
        self._errands.put(lambda: _settle(answer, errand))
        return await asyncio.wrap_future(answer)

    def tell(self, errand: Callable[[], None]) -> None:
        """Have `errand` run in the calling thread, and go on."""
        self._errands.put(errand)


class _Call(CallQueue[R]):
    """One run of a coroutine in its own thread and event loop."""

    def __init__(self, work: Callable[[CallQueue[R]], Awaitable[R]]) -> None:
        super().__init__()
        self._work = work
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Future[R] | None = None

    def serve(self) -> None:
        """Body of the network's thread. The result is there before the loop is closed, which can take its time."""
        with asyncio.Runner(debug=False) as runner:
            runner.run(self._attend())

    def wait(self, cancel: Cancellation) -> R:
        """Body of the calling thread: run errands until the result is there, or somebody cancels."""
        while not (cancel.requested or self._result.done()):
            self._run_errand(_GLANCE)
        if self._result.done():
            self._run_rest()
            return self._result.result()
        self.stop()
        with contextlib.suppress(TimeoutError, Exception):  # whatever it came to, nobody wants it any more
            self._result.result(_TIDYING)
        raise Cancelled

    def stop(self) -> None:
        """Cancel the coroutine wherever it waits."""
        self._started.wait(_TIDYING)
        if self._loop is not None and self._task is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop closed in between
                self._loop.call_soon_threadsafe(self._task.cancel)

    async def _attend(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.ensure_future(self._work(self))
        self._started.set()
        await asyncio.wait({self._task})
        if self._task.cancelled():
            self._result.set_exception(Cancelled())
        elif (error := self._task.exception()) is not None:
            self._result.set_exception(error)
        else:
            self._result.set_result(self._task.result())

    def _run_errand(self, timeout: float) -> None:
        with contextlib.suppress(queue.Empty):
            if (errand := self._errands.get(timeout=timeout)) is not None:
                errand()

    def _run_rest(self) -> None:
        while not self._errands.empty():
            self._run_errand(0)


def run_in_thread(work: Callable[[CallQueue[R]], Awaitable[R]], cancel: Cancellation) -> R:
    """Run `work` in a private event loop of a private thread, and wait for it here.

    Arguments:
        work: makes the coroutine; is given the desk for whatever has to run in the calling thread.
        cancel: stops it at once, wherever it waits.

    Errors: whatever the coroutine raises; Cancelled.
    """
    call: _Call[Any] = _Call(work)
    threading.Thread(target=call.serve, name="legalredact-network", daemon=True).start()
    try:
        result: R = call.wait(cancel)
    except BaseException:  # an errand failed, or somebody pressed Ctrl-C: nothing may go on being sent behind our back
        call.stop()
        raise
    return result


def _settle(answer: "Future[Any]", errand: Callable[[], Any]) -> None:
    """Run an errand whose giver waits for it; it hears of every way in which it can end."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(errand())
    except BaseException as error:
        answer.set_exception(error)
        if not isinstance(error, Exception):
            raise
