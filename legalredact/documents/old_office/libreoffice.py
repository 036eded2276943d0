"""Converts old Word, PowerPoint and WordPerfect files with the LibreOffice that is installed on this machine.

`convert` runs in a process of its own, see `sandbox.profiles.confine_converter`: it has no network, and its /tmp is a
folder in memory. Its profile switches macros and link updates off (no file with macros was tried).
"""

import ctypes
import functools
import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import olefile

from legalredact.documents.assembly import Identity
from legalredact.documents.file_type import old_format
from legalredact.documents.limits import MEGABYTE, Limits
from legalredact.documents.ocr.system_program import trusted_program
from legalredact.documents.old_office.stored_text import stored_text
from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.production import ProductionMember

FOLDER: Final = Path("/tmp")  # noqa: S108 - not the system's: a folder in memory that only this process has
FOLDER_SIZE: Final = 512 * MEGABYTE
"""Bytes for the profile, the file and its conversion."""
LARGEST: Final = 128 * MEGABYTE
"""Bytes of a file to convert, and of its conversion."""
_MEMORY: Final = 4096 * MEGABYTE
"""Bytes of address space of LibreOffice."""
_PLACES: Final = tuple(
    Path(folder, "program/soffice.bin") for folder in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice")
)
_SETTINGS: Final = ("/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice")
_USERS: Final = ("/etc/passwd", "/etc/nsswitch.conf")
_ASKS_FOR_A_SECOND_START: Final = 81
"""Exit status after LibreOffice has made a new profile."""
_PR_SET_PDEATHSIG: Final = 1
_ENVIRONMENT: Final = {"HOME": str(FOLDER), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
_NEW_FORMATS: Final = {"doc": "docx", "wpd": "docx", "ppt": "pptx"}
_KNOWN: Final = frozenset(
    {
        *("worddocument", "0table", "1table", "data", "\x01compobj", "\x01ole"),
        *("powerpoint document", "current user", "pictures"),
        *("\x05summaryinformation", "\x05documentsummaryinformation"),
    }
)
"""Streams of a file without macros and embedded objects."""
_MACROS: Final = frozenset({"macros", "_vba_project_cur"})
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        _SETTING.format(*one)
        for one in (
            ("Common/Security/Scripting", "MacroSecurityLevel", 3),
            ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
            ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
            ("Writer/Content/Update", "Link", 0),
        )
    )
    + "</oor:items>"
)
"""Macros are off, and links are not updated."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The converter.

    Arguments:
        program: its file.
        name: name and version, for people.
        arguments: before those of a conversion.
    """

    program: Path
    name: str
    arguments: tuple[str, ...] = ()

    @property
    def readable(self) -> tuple[Path, ...]:
        """Files and folders that it must be able to read."""
        return self.program.parents[1], *map(Path, (*_SETTINGS, *_USERS))


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted file.

    Arguments:
        content: in the new format.
        left_out: parts of the old file that are not read, without its text.
        stored: all text in the old file, see `stored_text`; None if it is not known.
    """

    content: bytes = field(repr=False)
    left_out: tuple[str, ...]
    stored: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """A converted file, to be read.

    Arguments:
        identity: of the file as it was.
        conversion: its content in the new format.
        by: program that converted it.
        member: of a production, if it is one.
    """

    identity: Identity
    conversion: Conversion
    by: str
    member: ProductionMember | None = None


def libreoffice() -> LibreOffice | None:
    """The LibreOffice of this machine that only an administrator can change; None if there is none. It is not run."""
    program = trusted_program(_PLACES)
    if program is None:
        return None
    try:
        lines = program.with_name("bootstraprc").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    names = (line.removeprefix("ProductKey=") for line in lines if line.startswith("ProductKey="))
    return LibreOffice(program, next(names, "LibreOffice"))


def convert(content: bytes, office: LibreOffice, limits: Limits) -> Conversion:
    """Convert a file; only in a process that is confined for it.

    Errors:
        OversizedInput: the file, or its conversion, is too large.
        EncryptedInput: it has a password.
        DamagedInput: LibreOffice could not convert it.
    """
    most, old = min(LARGEST, limits.max_bytes), old_format(content)
    if len(content) > most:
        raise too_large(most)
    stored = stored_text(content, old)
    source, result = FOLDER / f"in.{old}", FOLDER / "out" / f"in.{_NEW_FORMATS[old]}"
    settings = FOLDER / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    source.write_bytes(content)
    status = _run(office, source, result, most, limits.max_silence)
    if result.is_file() and result.stat().st_size >= most:
        raise too_large(most)
    if status != 0 or not result.is_file() or not result.stat().st_size:
        raise DamagedInput(
            "LibreOffice could not convert this file.",
            "Open it in Word or LibreOffice, save it in a newer format without a password, and add that file.",
        )
    return Conversion(result.read_bytes(), _left_out(content), stored)


def _run(office: LibreOffice, source: Path, result: Path, most: int, seconds: float) -> int:
    """Exit status of LibreOffice, which is started a second time if it asks for that."""
    command = [
        *(str(office.program), *office.arguments, f"-env:UserInstallation=file://{FOLDER}/profile"),
        *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", result.suffix[1:], "--outdir", str(result.parent), str(source)),
    ]
    limit = functools.partial(_limit, ctypes.CDLL(None), os.getpid(), most, seconds)
    status = _ASKS_FOR_A_SECOND_START
    with Path(os.devnull).open("rb") as nothing:  # DEVNULL would open it for writing, too
        for _ in range(2):
            if status == _ASKS_FOR_A_SECOND_START:
                # The output of this process is suppressed already, see `suppress_output`. It has one thread, so that a
                # function may run between fork and exec.
                status = subprocess.run(  # noqa: S603 - a trusted program, without a shell
                    command, env=_ENVIRONMENT, cwd=FOLDER, stdin=nothing, check=False, preexec_fn=limit
                ).returncode
    return status


def _limit(libc: ctypes.CDLL, parent: int, most: int, seconds: float) -> None:
    """Runs in LibreOffice's process before it: it ends with its parent, and has limits on files, time and memory."""
    if sys.platform == "win32":
        return
    import resource

    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    for what, value in (
        (resource.RLIMIT_FSIZE, most),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_AS, _MEMORY),
    ):
        resource.setrlimit(what, (value, value))


def too_large(most: int) -> OversizedInput:
    """The error for a file, or a conversion, of more than `most` bytes."""
    return OversizedInput(
        f"The file, or its conversion by LibreOffice, is larger than {most >> 20} MB.",
        "Open it in Word or LibreOffice, split it, save the parts in a newer format, and add those.",
    )


def _left_out(content: bytes) -> tuple[str, ...]:
    """Macros and embedded objects of an old file."""
    if not content.startswith(olefile.MAGIC):
        return ()
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        paths = file.listdir()
    tops = {path[0].lower() for path in paths}
    objects = {path[1] for path in paths if path[0].lower() == "objectpool" and len(path) > 1}
    others = tops - _KNOWN - _MACROS - {"objectpool"}
    macros = ("macros in the file",) if tops & _MACROS else ()
    return *macros, *(f"embedded object {number} in the file" for number in range(1, len(objects) + len(others) + 1))
