"""Checks the environment before Qt starts: no screen of another machine, no server, no bus of another account."""

import os
import re
import sys
from collections.abc import Mapping, MutableMapping

from legalredact.errors import UsageError
from legalredact.vault.session_bus import ADDRESS, Unreachable, bus_fault

PLATFORM, DISPLAY = "QT_QPA_PLATFORM", "DISPLAY"
_OWN = {"win32": {"windows"}, "darwin": {"cocoa"}, "linux": {"xcb", "wayland", "wayland-egl"}}
"""Qt's display plugins for each system; its other plugins open servers (vnc) or take a device for themselves."""
_WITHOUT_A_SCREEN = {"offscreen", "minimal"}
_LOCAL_DISPLAY = re.compile(r"(unix)?:\d+(\.\d+)?|/\S+")
"""X displays that are reached by a socket of this machine (X(7), "Display names")."""
_REMEDY = "Take the variable out of the environment."
_REMEDY_FOR_SCREENS = (
    "Work at the machine itself, or use a remote desktop that gives it a screen of its own (Xvfb, VNC, RDP)."
)


def refuse_unsafe_surroundings(environment: MutableMapping[str, str] = os.environ, system: str = sys.platform) -> None:
    """Refuse to open a window that another machine could see, or that would use another account's programs.

    A session bus without a server is removed from the environment: another account could serve it later.

    Errors: UsageError, which names the variable.
    """
    distant = display_fault(environment, system)
    fault = platform_fault(environment, system) or distant
    if fault is None and environment.get(ADDRESS) and system == "linux":
        try:
            fault = bus_fault(environment[ADDRESS])
        except Unreachable:
            del environment[ADDRESS]
        fault = fault and f"{ADDRESS} names a session bus that is not yours: {fault}."
    if fault is not None:
        remedy = _REMEDY_FOR_SCREENS if fault == distant else _REMEDY
        raise UsageError(f"{fault} The window was not opened.", remedy)


def platform_fault(environment: Mapping[str, str], system: str) -> str | None:
    """Why the environment forbids Qt to show windows, in words; None if it does not."""
    allowed = _OWN.get(system, _OWN["linux"]) | _WITHOUT_A_SCREEN
    asked = environment.get(PLATFORM, "")
    for one in asked.split(";") if asked else ():
        name, parameter, _ = one.partition(":")
        if name not in allowed:
            return f"{PLATFORM} asks for {name!r}; only {', '.join(sorted(allowed))} are used."
        if parameter:
            return f"{PLATFORM} gives a parameter to {name!r}, which may name another screen or a file."
    return None


def display_fault(environment: Mapping[str, str], system: str) -> str | None:
    """Why the X display is not this machine's, in words; None if it is, or if there is none."""
    shown = environment.get(DISPLAY, "")
    if system != "linux" or not shown or _LOCAL_DISPLAY.fullmatch(shown):
        return None
    return f"{DISPLAY} names a screen that is reached over a network; client names would be shown there."
