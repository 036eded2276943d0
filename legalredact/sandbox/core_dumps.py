"""No memory dump of a crash: it would hold client text in clear, outside every vault."""

import sys

LIMIT = 1 if sys.platform == "linux" else 0
"""Bytes of a core file. On Linux 1: no file is written, as with 0, and nothing is piped to a program such as apport or
systemd-coredump, as the kernel does at any other limit (core(5); `do_coredump` in fs/coredump.c)."""


def no_core_dumps() -> None:
    """Apply the limit to this process and to all programs that it starts, such as Tesseract.

    If an administrator's limit is lower, it stays.
    """
    if sys.platform == "win32":
        return
    import resource

    for limit in (LIMIT, 0):
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
        except (ValueError, OSError):
            continue
        return
