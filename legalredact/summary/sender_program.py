"""Starts a sending process where none can be forked (Windows, macOS), and is what runs in it.

The process gets one end of a pipe and no variables of the user. On Windows the package has a program of its own for
it, `legalredact-send.exe`: Windows' firewall distinguishes processes by the file of their program, and the installer's
rules block all others (`sandbox.windows_firewall`). That program has Python run `main` here and nothing else, whatever
its command line says, so it is no way around these rules for other code.
"""

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from legalredact import installation
from legalredact.errors import EngineUnreachable
from legalredact.resources import ResourceMissing, resource
from legalredact.summary import sender_launcher

PROGRAM = "legalredact-send.exe"
"""Beside python.exe in the installed folder, where only administrators can write."""
_MODULE = "sender_program"
_OF_WINDOWS = ("SYSTEMROOT", "WINDIR")
"""Without these, Windows finds neither its sockets nor its certificates."""


def start() -> "tuple[Connection[Any, Any], subprocess.Popen[bytes]]":
    """Start a process; returns our end of the pipe, and the process.

    Errors: OSError if it cannot be started; EngineUnreachable if its program is missing.
    """
    ours, theirs = multiprocessing.Pipe()
    with theirs:
        try:
            return ours, _started(theirs.fileno())
        except BaseException:
            ours.close()
            raise


def _started(handle: int) -> "subprocess.Popen[bytes]":
    if sys.platform == "win32":
        os.set_handle_inheritable(handle, True)
        return subprocess.Popen(  # noqa: S603 - our own program, with arguments of ours
            command(handle),
            startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]}),
            creationflags=subprocess.CREATE_NO_WINDOW,
            env={name: os.environ[name] for name in _OF_WINDOWS if name in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).parent,
        )
    return sender_launcher.started(handle, _MODULE)


def command(handle: int) -> list[str]:
    """The command line on Windows: the package's own program, or Python itself in a checkout.

    Errors: EngineUnreachable if a package has no such program: Python itself would be blocked by the firewall.
    """
    own = Path(sys.executable).with_name(PROGRAM)
    if own.is_file():
        return [str(own), str(handle)]
    if _packaged():
        raise EngineUnreachable(
            f"The program {PROGRAM} is missing, so nothing can be sent.", "Ask firm IT to repair LegalRedact."
        )
    return sender_launcher.command(handle, _MODULE)


def _packaged() -> bool:
    """Whether this runs from an installed package, which has a file with its build."""
    try:
        return resource(*installation.FILE).is_file()
    except ResourceMissing:
        return False


def main(handle: int) -> None:
    """Body of the process; ends when the other end of the pipe is closed.

    Arguments:
        handle: its end of the pipe.
    """
    from legalredact.summary.sender_process import serve

    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        serve(PipeConnection(handle))
    else:
        serve(Connection(handle))
