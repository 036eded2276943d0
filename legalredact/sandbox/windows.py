"""What Windows can be asked to refuse to a process that runs already: other processes, and writing to a person's files.

Sources: Microsoft's "Job Objects" (`JOBOBJECT_BASIC_LIMIT_INFORMATION`, `JOBOBJECT_BASIC_UI_RESTRICTIONS`) and
"Mandatory Integrity Control" (`TOKEN_MANDATORY_LABEL`): a process of low integrity changes nothing of medium integrity,
and a person's files have that. Nothing here limits connections or reading: an AppContainer would, and has to be chosen
when a process is started, which Python's `multiprocessing` cannot. A firewall rule for the program limits connections.

What was asked for is tried, and only what fails is said to hold.
"""

import contextlib
import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_BASIC_LIMITS, _UI_RESTRICTIONS = 2, 4
_ACTIVE_PROCESS = 0x8
_ALL_UI_RESTRICTIONS = 0xFF
"""No handles of other programs' windows, no clipboard, no settings, no other desktop, no end of the session."""
_ADJUST_DEFAULT, _QUERY = 0x80, 0x8
_INTEGRITY_LEVEL, _INTEGRITY = 25, 0x20
_LOW = "S-1-16-4096"
_TRIED = "tried, and not refused"
NEVER_HELD = (
    "no connections (Windows limits them by its firewall alone)",
    "no files but those passed (Windows was asked for no such limit)",
)


class _Limits(ctypes.Structure):
    """`JOBOBJECT_BASIC_LIMIT_INFORMATION`."""

    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_memory", ctypes.c_size_t),
        ("most_memory", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _Label(ctypes.Structure):
    """`TOKEN_MANDATORY_LABEL`."""

    _fields_ = [("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32)]


def confined(*, programs: bool, writes: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Have the system confine this process, for good; returns what holds and what does not, in plain words.

    Arguments:
        programs: it runs Tesseract, so that it may start processes.
        writes: it writes copies, so that it keeps the integrity of its person.
    """
    asked: list[tuple[str, Callable[[], bool], Callable[[], object]]] = []
    if not programs:
        asked.append(("no other programs", _enter_own_job, _run))
    if not writes:
        asked.append(("no changes to files", _of_low_integrity, _write))
    held, missing = list[str](), list(NEVER_HELD)
    missing += ["no programs but Tesseract (Windows was asked for no such limit)"] if programs else []
    missing += ["no changes to files (it writes copies)"] if writes else []
    for words, ask, attempt in asked:
        done = ask()
        if done and not _succeeds(attempt):
            held.append(words)
        else:
            missing.append(f"{words} ({_TRIED if done else 'the system refused the limit'})")
    return tuple(held), tuple(missing)


def _enter_own_job() -> bool:
    """A job with this process alone, which can start no other and sees no windows of others."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = _Limits(flags=_ACTIVE_PROCESS, processes=1)
        windows = ctypes.c_uint32(_ALL_UI_RESTRICTIONS)
        kernel.SetInformationJobObject(job, _UI_RESTRICTIONS, ctypes.byref(windows), ctypes.sizeof(windows))
        limited = kernel.SetInformationJobObject(job, _BASIC_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        return bool(limited and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess())))
    return False


def _of_low_integrity() -> bool:
    """Lower this process's integrity, which needs no right and cannot be taken back."""
    if sys.platform == "win32":
        kernel, advanced = ctypes.WinDLL("kernel32"), ctypes.WinDLL("advapi32", use_last_error=True)
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        token, sid = ctypes.c_void_p(), ctypes.c_void_p()
        process = ctypes.c_void_p(kernel.GetCurrentProcess())
        if not advanced.OpenProcessToken(process, _ADJUST_DEFAULT | _QUERY, ctypes.byref(token)):
            return False
        if not advanced.ConvertStringSidToSidW(_LOW, ctypes.byref(sid)):
            return False
        label = _Label(sid, _INTEGRITY)
        size = ctypes.sizeof(label) + advanced.GetLengthSid(sid)
        return bool(advanced.SetTokenInformation(token, _INTEGRITY_LEVEL, ctypes.byref(label), size))
    return False


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _run() -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", ""], check=False, timeout=60)


def _write() -> None:
    """An empty file among the temporary ones; gone at once."""
    path = Path(tempfile.gettempdir(), f"legalredact-{os.getpid()}")
    path.touch(exist_ok=False)
    path.unlink()
