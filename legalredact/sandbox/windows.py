"""Limits that Windows can put on a running process: no other processes, and no changes to a person's files.

Sources: Microsoft's "Job Objects" (`JOBOBJECT_BASIC_LIMIT_INFORMATION`, `JOBOBJECT_BASIC_UI_RESTRICTIONS`) and
"Mandatory Integrity Control" (`TOKEN_MANDATORY_LABEL`): a process of low integrity cannot change objects of medium
integrity, such as a person's files. Connections are limited by the firewall, which knows processes by the file of their
program: the installer adds rules for all its programs but the one that sends (`windows_firewall`).

Each limit is tested, and only limits that were seen to work are reported as enforced.

**Why not an AppContainer.** One without the capability `internetClient` has no connections and reads no files of the
person, enforced by the kernel without any rule. But a process enters it only when it is made, by `CreateProcessW` with
`PROC_THREAD_ATTRIBUTE_SECURITY_CAPABILITIES`, which `subprocess` and `multiprocessing` cannot pass. A worker of
`multiprocessing` then opens its parent (`OpenProcess`, `PROCESS_DUP_HANDLE`) to fetch its pipe, which an AppContainer
may not. Its Python and libraries need an access entry for `ALL APPLICATION PACKAGES` (Program Files has one, a checkout
does not), and each file of a call an entry for the container. So workers would need a start of their own, with
inherited handles as `summary.sender_program` has, and files passed as handles instead of paths. None of this can be
tried under Wine, which makes no AppContainers. It is the next step for somebody with a Windows, after these rules.
"""

import contextlib
import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from legalredact.sandbox import windows_firewall

_BASIC_LIMITS, _UI_RESTRICTIONS = 2, 4
_ACTIVE_PROCESS = 0x8
_ALL_UI_RESTRICTIONS = 0xFF
"""No handles of other programs' windows, no clipboard, no settings, no other desktop, no end of the session."""
_ADJUST_DEFAULT, _QUERY = 0x80, 0x8
_INTEGRITY_LEVEL, _INTEGRITY = 25, 0x20
_LOW = "S-1-16-4096"
_TRIED = "tried, and not refused"
_CONNECTIONS = "no connections"
_FILES = "no files but those passed (Windows was asked for no such limit)"


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
    """Permanently confine this process; returns what is enforced and what is not, in words.

    Arguments:
        programs: it runs Tesseract, so it may start processes.
        writes: it writes copies, so it keeps its integrity level.
    """
    held, missing = connections()
    asked: list[tuple[str, Callable[[], bool], Callable[[], object]]] = []
    if not programs:
        asked.append(("no other programs", _enter_own_job, _run))
    if not writes:
        asked.append(("no changes to files", _of_low_integrity, _write))
    missing.append(_FILES)
    missing += ["no programs but Tesseract (Windows was asked for no such limit)"] if programs else []
    missing += ["no changes to files (it writes copies)"] if writes else []
    for words, ask, attempt in asked:
        done = ask()
        if done and not _succeeds(attempt):
            held.append(words)
        else:
            missing.append(f"{words} ({_TRIED if done else 'the system refused the limit'})")
    return tuple(held), tuple(missing)


def connections() -> tuple[list[str], list[str]]:
    """Whether the firewall refuses connections of this process: what is enforced and what is not, in words.

    A connection is tried only if the registry says that it will be refused.
    """
    wrong = windows_firewall.read(windows_firewall.machine).shortcoming(sys.executable)
    if not wrong and windows_firewall.refused():
        return [f"{_CONNECTIONS} but to programs of this machine"], []
    return [], [f"{_CONNECTIONS} ({wrong or _TRIED})"]


def _enter_own_job() -> bool:
    """Put this process into a job that allows no other process and no access to other windows."""
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
    """Lower this process's integrity level, which needs no rights and cannot be undone."""
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
    """Write an empty temporary file, which is deleted at once."""
    path = Path(tempfile.gettempdir(), f"legalredact-{os.getpid()}")
    path.touch(exist_ok=False)
    path.unlink()
