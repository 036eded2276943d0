"""On which screen the window may appear."""

from collections.abc import Mapping

from legalredact.errors import UsageError


def refuse_distant(environment: Mapping[str, str], system: str) -> None:
    """The window draws on a screen of its own machine: the application opens no connection, to a screen neither.

    Errors: UsageError for an X display that is reached by the network, such as `ssh -X` sets.
    """
    shown = environment.get("DISPLAY", "")
    host = shown.rpartition(":")[0]
    other = environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM", "xcb") != "xcb"
    if system == "linux" and host not in ("", "unix") and not host.startswith("/") and not other:
        raise UsageError(
            f"The screen {shown} is reached by the network, and the application opens no connection.",
            "Work at that machine, or use a remote desktop that gives it a screen of its own (Xvfb, VNC, RDP).",
        )
