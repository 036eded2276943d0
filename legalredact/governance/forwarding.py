"""Forwards each event as policy says: to the system's log, or as a line of JSON to a file that a SIEM collects."""

import array
import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from legalredact.errors import Refused
from legalredact.governance.windows_event_log import to_event_log
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import AuditPolicy
from legalredact.model.readiness import State
from legalredact.model.side_file import NotPlain, is_plain, opened_plain

Forward = Callable[[str, AuditEvent], None]
"""Called with the matter's id and the event."""
_GET_FLAGS, _APPEND_ONLY = 0x80086601, 0x20
"""FS_IOC_GETFLAGS and FS_APPEND_FL of ioctl_iflags(2), on processors of 64 bits."""


def forwarder(policy: AuditPolicy) -> Forward:
    """The function that forwards events. If an event cannot be forwarded, its act is refused.

    Errors: Refused: at once if this system has no such log, later if it does not take an event.
    """
    if policy.forward == "file":
        return lambda matter, event: _to_file(Path(policy.file), line(matter, event))
    if policy.forward == "none":
        return lambda *_: None
    _refuse_missing_log(policy.forward)
    if policy.forward == "eventlog":
        return lambda matter, event: to_event_log(line(matter, event))
    from legalredact.governance import system_log

    if policy.forward == "syslog":
        return lambda matter, event: system_log.to_syslog(line(matter, event))
    return lambda matter, event: system_log.to_journal(line(matter, event), _fields(matter, event))


def forwarding_state(policy: AuditPolicy) -> tuple[State, str]:
    """For `doctor`: whether events can be forwarded, and whether this account could delete the copies.

    Nothing is written. Copies in the system's log belong to the system.
    """
    if policy.forward == "file":
        return _file_state(Path(policy.file))
    try:
        _refuse_missing_log(policy.forward)
    except Refused as problem:
        return State.FAIL, str(problem)
    if policy.forward != "eventlog":
        from legalredact.governance import system_log

        place = system_log.SYSLOG if policy.forward == "syslog" else system_log.JOURNAL
        if not place.is_socket():
            return State.FAIL, f"events go to {policy.forward}, and {place} is not there: no matter can be opened"
    return State.OK, f"each event also goes to {policy.forward}, which belongs to the system"


def _refuse_missing_log(name: str) -> None:
    """Errors: Refused if this kind of system does not have that log."""
    here = {"win32": ("eventlog",), "darwin": ("syslog",)}.get(sys.platform, ("syslog", "journald"))
    if name not in here:
        words = " or ".join(f'"{one}"' for one in (*here, "file"))
        raise Refused(f"This system has no {name}; nothing was done.", f"Ask firm IT to set audit.forward to {words}.")


def _fields(matter: str, event: AuditEvent) -> dict[str, str]:
    """Fields by which journald finds events."""
    return {
        "LEGALREDACT_MATTER": matter,
        "LEGALREDACT_NUMBER": str(event.number),
        "LEGALREDACT_ACTION": event.action,
        "LEGALREDACT_DIGEST": event.digest,
    }


def _file_state(path: Path) -> tuple[State, str]:
    if os.path.lexists(path) and not is_plain(path):
        return State.FAIL, f"events go to {path}, which is not a regular file: no matter can be opened"
    if not (os.access(path, os.W_OK) if path.exists() else os.access(path.parent, os.W_OK)):
        return State.FAIL, f"events go to {path}, where your account cannot write: no matter can be opened"
    if is_append_only(path) and not os.access(path.parent, os.W_OK):
        return State.OK, f"each event also goes to {path}, which your account can only append to"
    return State.WARN, f"each event also goes to {path}, which your account can change or delete, as far as is known"


def is_append_only(path: Path) -> bool:
    """Whether the file has the attribute that lets even its owner only append (`chattr +a`); Linux only."""
    if sys.platform != "linux":
        return False
    import fcntl

    flags = array.array("l", [0])
    try:
        descriptor = opened_plain(path, os.O_WRONLY | os.O_APPEND)  # others need not be able to read it
    except OSError:
        return False
    try:
        fcntl.ioctl(descriptor, _GET_FLAGS, flags)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return bool(flags[0] & _APPEND_ONLY)


def line(matter: str, event: AuditEvent) -> str:
    """An event as one line of JSON, with its digest and signature, so that it can be verified elsewhere."""
    return json.dumps(row(matter, event), ensure_ascii=False)


def row(matter: str, event: AuditEvent) -> dict[str, object]:
    """An event as names and values."""
    return {
        "application": "LegalRedact",
        "matter": matter,
        "number": event.number,
        "when": event.when,
        "actor": event.actor,
        "action": event.action,
        "details": dict(event.details),
        "before": event.before,
        "digest": event.digest,
        "key": event.key,
        "signature": event.signature,
        "state": event.state,
    }


def _to_file(path: Path, text: str) -> None:
    try:
        handle = opened_plain(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            content = (text + "\n").encode()
            if os.write(handle, content) < len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(handle)
    except OSError as problem:
        why = "that is not a regular file" if isinstance(problem, NotPlain) else problem.strerror
        raise Refused(
            f"The audit event could not be handed on ({why}), as policy asks; nothing was done.",
            "Ask firm IT to check audit.file in the policy.",
        ) from None
