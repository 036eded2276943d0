"""Runs network code in a separate thread, so that a waiting call can be canceled at once.

The caller's own functions still run in the calling thread: the network thread queues them as errands.
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

_GLANCE = 0.05  # seconds between two checks for cancellation
_TIDYING = 2.0  # seconds that a canceled call may take to close its connection before it is abandoned


class CallQueue(Generic[R]):
    """A queue of errands from the network thread for the calling thread, and the result."""

    def __init__(self) -> None:
        self._errands: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._result: Future[R] = Future()
        self._result.add_done_callback(lambda _: self._errands.put(None))

    async def ask(self, errand: Callable[[], T]) -> T:
        """Run `errand` in the calling thread, and wait for its result or exception."""
        answer: Future[T] = Future()
        self._errands.put(lambda: _settle(answer, errand))
        return await asyncio.wrap_future(answer)

    def tell(self, errand: Callable[[], None]) -> None:
        """Run `errand` in the calling thread, without waiting."""
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
        """Body of the network thread. The result is available before the loop is closed, which may take time."""
        with asyncio.Runner(debug=False) as runner:
            runner.run(self._attend())

    def wait(self, cancel: Cancellation) -> R:
        """Body of the calling thread: run errands until the result is available, or the caller cancels."""
        while not (cancel.requested or self._result.done()):
            self._run_errand(_GLANCE)
        if self._result.done():
            self._run_rest()
            return self._result.result()
        self.stop()
        with contextlib.suppress(TimeoutError, Exception):  # the result is not needed any more
            self._result.result(_TIDYING)
        raise Cancelled

    def stop(self) -> None:
        """Cancel the coroutine wherever it waits."""
        self._started.wait(_TIDYING)
        if self._loop is not None and self._task is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop was closed in the meantime
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
    """Run `work` in a private event loop in a private thread, and wait for it here.

    Arguments:
        work: creates the coroutine; gets the queue for functions that must run in the calling thread.
        cancel: cancels it at once, wherever it waits.

    Errors: those of the coroutine; Cancelled.
    """
    call: _Call[Any] = _Call(work)
    threading.Thread(target=call.serve, name="legalredact-network", daemon=True).start()
    try:
        result: R = call.wait(cancel)
    except BaseException:  # an errand failed, or Ctrl-C was pressed: sending must not continue in the background
        call.stop()
        raise
    return result


def _settle(answer: "Future[Any]", errand: Callable[[], Any]) -> None:
    """Run an errand whose sender waits for it, and pass on its result or any exception."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(errand())
    except BaseException as error:
        answer.set_exception(error)
        if not isinstance(error, Exception):
            raise
