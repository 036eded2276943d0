"""Writes audit events to Windows' Application log."""

import sys

from legalredact.errors import Refused

SOURCE = "LegalRedact"
EVENT = 1
"""Number of the event. With the message file `EventCreate.exe`, Windows shows its text as it was written."""
LONGEST = 31_000
"""Characters of one text; `ReportEventW` takes at most 31,839."""
MOST = 2
"""Texts of one event; all of its data may have 61,440 characters at most."""


def pieces(line: str) -> list[str]:
    """A line in pieces that an event can hold; errors: Refused if it is too long for one event."""
    cut = [line[at : at + LONGEST] for at in range(0, len(line), LONGEST)]
    if len(cut) > MOST or sum(len(one.encode("utf-16-le")) // 2 for one in cut) > MOST * LONGEST:
        raise Refused(
            "The audit event is too long for Windows' event log; nothing was done.",
            'Ask firm IT to set audit.forward to "file".',
        )
    return cut


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _INFORMATION = 0x0004
    _security = ctypes.WinDLL("advapi32", use_last_error=True)
    _security.RegisterEventSourceW.argtypes = [wintypes.LPCWSTR, wintypes.LPCWSTR]
    _security.RegisterEventSourceW.restype = wintypes.HANDLE
    _security.DeregisterEventSource.argtypes = [wintypes.HANDLE]
    _security.ReportEventW.argtypes = [
        wintypes.HANDLE,
        wintypes.WORD,
        wintypes.WORD,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.WORD,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.LPCWSTR),
        ctypes.c_void_p,
    ]

    def to_event_log(line: str) -> None:
        """Write a line as one event of the source `LegalRedact`; errors: Refused if Windows does not take it."""
        texts = pieces(line)
        log = _security.RegisterEventSourceW(None, SOURCE)
        if not log:
            raise _refused()
        try:
            held = (wintypes.LPCWSTR * len(texts))(*texts)
            if not _security.ReportEventW(log, _INFORMATION, 0, EVENT, None, len(texts), 0, held, None):
                raise _refused()
        finally:
            _security.DeregisterEventSource(log)

    def _refused() -> Refused:
        why = ctypes.FormatError(ctypes.get_last_error()).strip()
        return Refused(
            f"The audit event could not be handed on to Windows' event log ({why}), as policy asks; nothing was done.",
            "Ask firm IT to check audit.forward in the policy.",
        )

else:

    def to_event_log(line: str) -> None:  # noqa: ARG001 - as on Windows
        """There is none; errors: Refused."""
        raise Refused("Only Windows has an event log; nothing was done.", "Ask firm IT to correct audit.forward.")
