"""The account of this process on Windows, from its own access token."""

import csv
import io
import subprocess
import sys

if sys.platform == "win32":
    import ctypes

    from legalredact.governance.os_account import Account


def parsed(user: str, groups: str) -> tuple[str, str, tuple[str, ...]]:
    """SID, name and groups from what `whoami /user` and `whoami /groups` print as CSV without headers."""
    name, sid = next(csv.reader(io.StringIO(user)))[:2]
    names = tuple(row[0].rpartition("\\")[2] for row in csv.reader(io.StringIO(groups)) if row)
    return sid, name, names


if sys.platform == "win32":

    def windows_account() -> "Account":
        """Asks `whoami` of the system's own folder, which reads the process's token."""
        folder = ctypes.create_unicode_buffer(260)
        ctypes.windll.kernel32.GetSystemDirectoryW(folder, len(folder))
        program = f"{folder.value}\\whoami.exe"
        hidden = subprocess.CREATE_NO_WINDOW

        def said(what: str) -> str:
            command = [program, what, "/FO", "CSV", "/NH"]
            return subprocess.run(  # noqa: S603 - a fixed program of the system, fixed arguments
                command, check=True, capture_output=True, text=True, creationflags=hidden
            ).stdout

        return Account(*parsed(said("/user"), said("/groups")))
