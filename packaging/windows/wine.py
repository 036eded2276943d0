"""Runs Windows programs under Debian's Wine, in a separate Windows folder, with parts added that this Wine lacks.

Wine 8 has no `bcryptprimitives.dll` (random numbers of Rust) and no functions for complex numbers in its C library
(numpy), and it does not ask Linux for the processor's tile registers (onnxruntime). `wine_parts/` is compiled for this
test and not shipped.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.launchers import COMPILER

WINE, SERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
OWN_LIBRARY = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
MISSING = (
    "bcryptprimitives.dll and the complex functions of ucrtbase.dll, which Wine 8 lacks, were put into it for the test",
    "tile registers of the processor (AMX), which Wine 8 does not ask for, were asked for by a library put before it",
    "Qt does not load (it needs icuuc.dll of Windows 10): the window was not shown, only the commands ran",
    "signatures, SmartScreen, group policy's own editor, several users at once and BitLocker are not there",
)
"""Limits of this Wine, for the report."""
_PARTS = Path(__file__).with_name("wine_parts")
_EXPORT = re.compile(r"^\t\[ *\d+\] (\S+)$", re.MULTILINE)
_OWN = re.compile(r"(?:MAPS|MEASURES)\((c\w+)\)")


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows folder below a path; `drive` is its C:."""

    prefix: Path

    @property
    def drive(self) -> Path:
        """The folder of C:."""
        return self.prefix / "drive_c"

    @property
    def programs(self) -> Path:
        """C:\\Program Files."""
        return self.drive / "Program Files"

    def run(
        self,
        *command: object,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        seconds: int = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program and wait; its output is captured, its status not checked.

        Errors: TimeoutExpired.
        """
        return subprocess.run(
            [WINE, *map(str, command)],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=cwd,
            timeout=seconds,
            env=self._environment() | dict(environment or {}),
        )

    def close(self) -> None:
        """End all programs that still run in it."""
        subprocess.run([SERVER, "--kill"], check=False, env=self._environment(), capture_output=True)
        subprocess.run([SERVER, "--wait"], check=False, env=self._environment(), capture_output=True)

    @property
    def _tiles(self) -> Path:
        return self.prefix / "tiles.so"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_", "DISPLAY"))}
        own = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "OMP_NUM_THREADS": "1"}
        return kept | own | {"WINEDLLOVERRIDES": "mscoree,mshtml=;ucrtbase=n", "LD_PRELOAD": str(self._tiles)}

    def ask_for_tiles(self) -> None:
        """Let all programs in it use the processor's tile registers.

        Errors: CalledProcessError if the library does not compile.
        """
        command = ["gcc", "-shared", "-fPIC", "-Os", "-s", "-nostdlib", "-o", str(self._tiles), str(_PARTS / "tiles.c")]
        subprocess.run(command, check=True)


def fresh_windows(prefix: Path) -> Windows:
    """Make a new Windows 10 below `prefix`, which is emptied first.

    Errors: SystemExit if this machine has no Wine, or it does not start.
    """
    if not Path(WINE).is_file():
        raise SystemExit("Wine is not installed here: apt-get install wine64")
    windows = Windows(prefix)
    windows.close()
    shutil.rmtree(prefix, ignore_errors=True)
    prefix.mkdir(parents=True)
    windows.ask_for_tiles()
    windows.run("wineboot", "--init", environment={"WINEDLLOVERRIDES": "mscoree,mshtml="})
    _add_parts(windows.drive / "windows" / "system32")
    done = windows.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    if done.returncode != 0:
        raise SystemExit(f"Wine does not start here: {done.stderr.strip()}")
    return windows


def forwarding(exports: str, source: str) -> str:
    """The export list of our C library: its own functions, and all others forwarded to Wine's.

    Arguments:
        exports: what objdump prints of Wine's library.
        source: the text of `complex_functions.c`.
    """
    own = {f"{name}{kind}" for name in (*_OWN.findall(source), "cpow") for kind in ("", "f", "l")}
    lines = [
        f'    "{name}" = ms_{name}' if name in own else f'    "{name}" = ucrtwine.{name}'
        for name in sorted(own | set(_EXPORT.findall(exports.partition("[Ordinal/Name Pointer] Table")[2])))
    ]
    return "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines, ""])


def _add_parts(system: Path) -> None:
    common = [COMPILER, "-shared", "-Os", "-s", "-Wl,--no-insert-timestamp"]
    random = [str(_PARTS / "random.c"), "-ladvapi32"]
    subprocess.run([*common, "-o", str(system / "bcryptprimitives.dll"), *random], check=True)
    source = _PARTS / "complex_functions.c"
    dump = [COMPILER.replace("gcc", "objdump"), "-p", str(OWN_LIBRARY)]
    exports = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    shutil.copyfile(OWN_LIBRARY, system / "ucrtwine.dll")
    definition = system / "ucrtbase.def"
    definition.write_text(forwarding(exports, source.read_text(encoding="utf-8")), encoding="ascii")
    build = [*common, "-static", "-nostartfiles", "-Wl,-e,0", "-o", str(system / "ucrtbase.dll")]
    subprocess.run([*build, str(source), str(definition)], check=True)
