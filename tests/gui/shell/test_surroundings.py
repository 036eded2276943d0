"""The window opens on this machine's own screen, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.gui.shell.surroundings import display_fault, platform_fault, refuse_unsafe_surroundings

BUS = "DBUS_SESSION_BUS_ADDRESS"


def start(repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the window as a person does; one that opens stays until it is ended."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM", BUS}}
    command = [sys.executable, "-m", "legalredact", "--sample"]
    return subprocess.run(
        command, cwd=repository, env=inherited | environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QT_QPA_PLATFORM", "vnc"),
        ("QT_QPA_PLATFORM", "vnc:port=5999"),
        ("QT_QPA_PLATFORM", "xcb;vnc"),
        ("QT_QPA_PLATFORM", "linuxfb"),
        ("QT_QPA_PLATFORM", "xcb:localhost:0"),
        ("DISPLAY", "localhost:10.0"),
        ("DISPLAY", "192.0.2.7:0"),
        (BUS, "tcp:host=127.0.0.1,port=9"),
        (BUS, "unixexec:path=/bin/true"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="these are Linux's")
def test_it_refuses_to_be_shown_elsewhere_and_names_the_variable(repository: Path, variable: str, value: str) -> None:
    done = start(repository, **{variable: value})

    assert done.returncode == 2
    assert variable in done.stderr
    assert "The window was not opened" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("system", "asked", "accepted"),
    [
        ("linux", "", True),
        ("linux", "xcb", True),
        ("linux", "wayland;xcb", True),
        ("linux", "offscreen", True),
        ("linux", "windows", False),
        ("linux", "eglfs", False),
        ("linux", "webgl:port=80", False),
        ("linux", "offscreen:configfile=/tmp/x", False),
        ("linux", ";", False),
        ("win32", "windows", True),
        ("win32", "xcb", False),
        ("darwin", "cocoa", True),
        ("darwin", "vnc", False),
    ],
)
def test_only_the_plugins_of_a_system_show_its_windows(system: str, asked: str, *, accepted: bool) -> None:
    assert (platform_fault({"QT_QPA_PLATFORM": asked}, system) is None) is accepted


@pytest.mark.parametrize("display", ["", ":0", ":1.0", "unix:0", "/run/X11/X0"])
def test_screens_of_this_machine_are_accepted(display: str) -> None:
    assert display_fault({"DISPLAY": display}, "linux") is None


def test_a_session_bus_that_nobody_serves_is_not_asked() -> None:
    environment = {BUS: "unix:path=/nonexistent/bus"}

    refuse_unsafe_surroundings(environment, "linux")

    assert environment == {}


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("QT_QPA_PLATFORM", "vnc", "Take the variable out"),
        (BUS, "tcp:host=127.0.0.1,port=9", "Take the variable out"),
        ("DISPLAY", "localhost:10.0", "use a remote desktop"),
    ],
)
def test_the_error_says_what_to_do(variable: str, value: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy):
        refuse_unsafe_surroundings({variable: value}, "linux")
