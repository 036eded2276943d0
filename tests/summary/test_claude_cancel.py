"""A summary can be stopped at once, wherever it waits, and what the caller gives runs in the caller's thread."""

import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from legalredact.errors import Cancelled
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import Cancellation, Progress, silent
from legalredact.summary.claude_settings import RetryPolicy
from legalredact.summary.claude_thread import CallQueue, run_in_thread
from tests.fakes import messages_answers as fake
from tests.fakes.messages_server import Handler, MessagesServer
from tests.summary.asking import ask
from tests.summary.payloads import trusting


def cancel_once(event: threading.Event) -> Cancellation:
    """A cancellation that is raised as soon as `event` is."""
    stop = Cancellation()

    def wait() -> None:
        event.wait(30)
        stop.cancel()

    threading.Thread(target=wait, daemon=True).start()
    return stop


def test_a_stalled_reply_is_left_at_once(server: MessagesServer) -> None:
    server.script.answers = [fake.stall("CLIENT_A su")]
    with pytest.raises(Cancelled):  # reading would wait for 20 s, and the stall lasts until the server is closed
        ask(server, cancel=cancel_once(server.stalled))
    assert not server.closing.is_set()


def test_the_connection_is_closed_behind_it(server: MessagesServer) -> None:
    gone = threading.Event()

    def answer(handler: Handler, body: dict[str, object]) -> None:
        fake.send_events(handler, [fake.message_start("claude-opus-5-5")], end=False)
        handler.server.stalled.set()
        handler.connection.settimeout(20)
        if handler.connection.recv(1) == b"":
            gone.set()
        handler.close_connection = True

    server.script.answers = [answer]
    with pytest.raises(Cancelled):
        ask(server, cancel=cancel_once(server.stalled))
    assert gone.wait(20)


def test_a_wait_between_tries_is_left_at_once(server: MessagesServer) -> None:
    waiting = threading.Event()

    def notice(progress: Progress) -> None:
        if progress.step == "wait":
            waiting.set()

    server.script.answers = [fake.status(529, "overloaded_error")]
    with pytest.raises(Cancelled):
        ask(server, report=notice, cancel=cancel_once(waiting), patience=RetryPolicy(first=1000, longest=1000))


def test_nothing_is_sent_once_it_is_cancelled(server: MessagesServer) -> None:
    stop = Cancellation()
    stop.cancel()
    with pytest.raises(Cancelled):
        ask(server, cancel=stop)
    assert not server.received


def test_reports_and_verification_run_in_the_calling_thread(server: MessagesServer) -> None:
    threads: set[str] = set()

    def report(_: Progress) -> None:
        threads.add(threading.current_thread().name)

    def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        threads.add(threading.current_thread().name)
        return trusting(payload)

    server.script.answers = [
        fake.reply("- CLIENT_A sues PARTY_B.\n- cut", stop="max_tokens"),
        fake.reply("- The rest."),
    ]
    ask(server, report=report, reverify=reverify)
    assert threads == {threading.current_thread().name}


def test_what_goes_wrong_in_the_callers_own_functions_comes_back_as_it_is(server: MessagesServer) -> None:
    def reverify(_: Payload) -> VerifiedText | tuple[Hit, ...]:
        raise ZeroDivisionError

    server.script.answers = [fake.reply("- CLIENT_A sues PARTY_B.\n- cut", stop="max_tokens")]
    with pytest.raises(ZeroDivisionError):
        ask(server, reverify=reverify)


def test_a_report_that_fails_stops_the_network(server: MessagesServer) -> None:
    def report(_: Progress) -> None:
        raise KeyboardInterrupt

    server.script.answers = [fake.status(529, "overloaded_error")]
    with pytest.raises(KeyboardInterrupt):
        ask(server, report=report, patience=RetryPolicy(first=1000, longest=1000))
    _until(lambda: not _network_threads())


def test_threads_end_with_their_work(server: MessagesServer) -> None:
    ask(server)
    _until(lambda: not _network_threads())


def test_it_works_inside_a_running_event_loop(server: MessagesServer) -> None:
    import asyncio

    async def inside() -> int:
        return len(ask(server, report=silent).segments)

    assert asyncio.run(inside()) > 0


def test_a_result_comes_back_from_the_other_thread() -> None:
    async def work(desk: CallQueue[int]) -> int:
        return await desk.ask(lambda: 20) + 1

    job: Callable[[CallQueue[int]], Awaitable[int]] = work
    assert run_in_thread(job, Cancellation()) == 21


def _network_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "legalredact-network"]


def _until(met: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    for _ in range(2000):
        if met():
            return
        time.sleep(0.01)
    pytest.fail("it never came")
