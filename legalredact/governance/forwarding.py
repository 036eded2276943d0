"""Forwards each event as policy says: to the system log, or as a line of JSON to a file that a SIEM collects."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from legalredact.errors import Refused
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import AuditPolicy
from legalredact.model.side_file import NotPlain, opened_plain

Forward = Callable[[str, AuditEvent], None]
"""Called with the matter's id and the event."""


def forwarder(policy: AuditPolicy) -> Forward:
    """The function that forwards events. If an event cannot be forwarded, its act is refused.

    Errors: Refused: at once if the system has no such log, later if the file cannot be written.
    """
    if policy.forward == "syslog":
        return _to_syslog()
    if policy.forward == "file":
        return lambda matter, event: _to_file(Path(policy.file), line(matter, event))
    return lambda *_: None


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
            os.write(handle, (text + "\n").encode())
        finally:
            os.close(handle)
    except OSError as problem:
        why = "that is no plain file" if isinstance(problem, NotPlain) else problem.strerror
        raise Refused(
            f"The audit event could not be handed on ({why}), as policy asks; nothing was done.",
            "Ask firm IT to check audit.file in the policy.",
        ) from None


def _to_syslog() -> Forward:
    if sys.platform == "win32":
        raise Refused("This system has no syslog; nothing was done.", 'Ask firm IT to set audit.forward to "file".')
    import syslog

    def forward(matter: str, event: AuditEvent) -> None:
        syslog.syslog(syslog.LOG_INFO | syslog.LOG_AUTHPRIV, line(matter, event))

    return forward
