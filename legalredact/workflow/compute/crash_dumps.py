"""No memory dump when the program crashes: it would hold client text in clear, outside every vault."""

import faulthandler
import sys

from legalredact.sandbox.core_dumps import no_core_dumps


def no_crash_dumps() -> None:
    """For this process and its children: no core files, no tracebacks of crashes, no report to a vendor.

    The operating system is asked for this; an administrator of the machine can still have memory written.
    """
    faulthandler.disable()
    if sys.platform == "win32":
        import ctypes

        fail_critical, no_fault_box, no_open_box = 0x0001, 0x0002, 0x8000
        ctypes.windll.kernel32.SetErrorMode(fail_critical | no_fault_box | no_open_box)
    else:
        no_core_dumps()
