"""Whether a reading process hangs: it gives no sign, although it got the processor time for its work.

On a busy machine a process may wait for the processor for minutes. So its processor time counts, and the clock only
limits how long it may wait.
"""

import contextlib

import psutil

from legalredact.documents.limits import Limits
from legalredact.documents.workers.process import ReadingState
from legalredact.errors import ReaderStopped

_REMEDY = "Open the file in another program, print it to a new PDF and add that."


def hanging(state: ReadingState, now: float, limits: Limits) -> ReaderStopped | None:
    """Why a process is ended that gave no sign since `state`; None if it may go on.

    If its processor time is unknown, `Limits.max_silence` is a limit of the clock.

    Arguments:
        now: monotonic clock, in seconds.
    """
    silence = now - state.last_sign
    if silence <= limits.max_silence:
        return None
    if silence > limits.max_wait:
        return ReaderStopped(
            f"The reader of this file gave no sign for {limits.max_wait:.0f} seconds and was ended.",
            f"Add the file again when other programs use less of this computer. If that fails: {_REMEDY}",
        )
    used = processor_time(state.process)
    if used is None or used - state.processor_time > limits.max_silence:
        return ReaderStopped(
            f"The reader of this file gave no sign for {limits.max_silence:.0f} seconds and was ended.", _REMEDY
        )
    return None


def processor_time(process: int) -> float | None:
    """Seconds of processor time that a process and its children have used; None if the system does not say.

    Arguments:
        process: its id, 0 before it has started.
    """
    if not process:
        return None
    try:
        reader = psutil.Process(process)
        used, children = _used_by(reader), reader.children(recursive=True)
    except psutil.Error:
        return None
    for child in children:
        with contextlib.suppress(psutil.Error):  # it has ended, and its parent's times contain its own
            used += _used_by(child)
    return used


def _used_by(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
