"""Runs Windows programs under Debian's Wine, in a separate Windows folder, with parts added that this Wine lacks.

Wine 8 (Debian 12) has no `bcryptprimitives.dll` (random numbers of Rust). It and Wine 10 (Debian 13, `wine_system`)
have no functions for complex numbers in their C library (numpy), and do not ask Linux for the processor's tile
registers (onnxruntime). Neither has `icuuc.dll` (Qt), and their `netsh.exe` does nothing. `wine_parts/` is compiled for
this test and not shipped.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.launchers import COMPILER
from windows.wine_system import entering

WINE, SERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
LIBRARIES = Path("usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
"""Wine's own libraries, below the root of its system."""
MISSING = (
    "icuuc.dll and the complex functions of ucrtbase.dll, which Wine 10 lacks, were put into it for the test",
    "tile registers of the processor (AMX), which Wine 10 does not ask for, were asked for by a library put before it",
    "Wine has no firewall: rules are written by a netsh made for the test, and nothing enforces them",
    "signatures, SmartScreen, group policy's own editor, several users at once and BitLocker are not there",
    "the Restart Manager, which closes programs in a silent upgrade on Windows, is not there",
)
"""Limits of this Wine, for the report."""
_PARTS = Path(__file__).with_name("wine_parts")
_EXPORT = re.compile(r"^\t\[ *\d+\] (\S+)$", re.MULTILINE)
_OWN = re.compile(r"(?:MAPS|MEASURES)\((c\w+)\)")


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows folder below a path; `drive` is its C:.

    Arguments:
        system: root of the Debian whose Wine runs it; None for that of this machine.
    """

    prefix: Path
    system: Path | None = None

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
            self.command(WINE, *map(str, command), cwd=cwd),
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            env=self.environment() | dict(environment or {}),
        )

    def command(self, *command: str, cwd: Path | None = None) -> list[str]:
        """The command line on this machine, for a program of Wine and its arguments."""
        return entering(self.system, ["env", f"--chdir={cwd or self.prefix}", *command])

    def wait(self) -> None:
        """Wait until no program runs in it."""
        subprocess.run(self.command(SERVER, "--wait"), check=False, env=self.environment(), capture_output=True)

    def close(self) -> None:
        """End all programs that still run in it."""
        if self.prefix.is_dir():
            subprocess.run(self.command(SERVER, "--kill"), check=False, env=self.environment(), capture_output=True)
            self.wait()

    @property
    def _tiles(self) -> Path:
        return self.prefix / "tiles.so"

    def environment(self) -> dict[str, str]:
        """The environment of its programs."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_", "DISPLAY"))}
        own = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "OMP_NUM_THREADS": "1"}
        parts = {"WINEDLLOVERRIDES": "mscoree,mshtml=;ucrtbase=n;netsh.exe=n", "LD_PRELOAD": str(self._tiles)}
        return kept | own | parts

    def ask_for_tiles(self) -> None:
        """Let all programs in it use the processor's tile registers.

        Errors: CalledProcessError if the library does not compile.
        """
        command = ["gcc", "-shared", "-fPIC", "-Os", "-s", "-nostdlib", "-o", str(self._tiles), str(_PARTS / "tiles.c")]
        subprocess.run(command, check=True)


def fresh_windows(prefix: Path, system: Path | None = None) -> Windows:
    """Make a new Windows 10 below `prefix`, which is emptied first; `system` as for `Windows`.

    Errors: SystemExit if this machine has no Wine, or it does not start.
    """
    if not ((system or Path("/")) / WINE.lstrip("/")).is_file():
        raise SystemExit("Wine is not installed here: apt-get install wine64")
    windows = Windows(prefix, system)
    windows.close()
    shutil.rmtree(prefix, ignore_errors=True)
    prefix.mkdir(parents=True)
    windows.ask_for_tiles()
    windows.run("wineboot", "--init", environment={"WINEDLLOVERRIDES": "mscoree,mshtml="})
    windows.wait()  # a Windows that is ended before it has written its registry has no PATH
    _add_parts(windows.drive / "windows" / "system32", (system or Path("/")) / LIBRARIES)
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


def _add_parts(system: Path, libraries: Path) -> None:
    common = [COMPILER, "-shared", "-Os", "-s", "-Wl,--no-insert-timestamp"]
    if not (libraries / "bcryptprimitives.dll").exists():
        random = [str(_PARTS / "random.c"), "-ladvapi32"]
        subprocess.run([*common, "-o", str(system / "bcryptprimitives.dll"), *random], check=True)
    rules = [COMPILER, "-Os", "-s", "-municode", "-o", str(system / "netsh.exe"), str(_PARTS / "netsh.c")]
    subprocess.run(rules, check=True)
    if not (libraries / "icuuc.dll").exists():
        subprocess.run([*common, "-o", str(system / "icuuc.dll"), str(_PARTS / "icuuc.c")], check=True)
    source = _PARTS / "complex_functions.c"
    dump = [COMPILER.replace("gcc", "objdump"), "-p", str(libraries / "ucrtbase.dll")]
    exports = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    shutil.copyfile(libraries / "ucrtbase.dll", system / "ucrtwine.dll")
    definition = system / "ucrtbase.def"
    definition.write_text(forwarding(exports, source.read_text(encoding="utf-8")), encoding="ascii")
    build = [*common, "-static", "-nostartfiles", "-Wl,-e,0", "-o", str(system / "ucrtbase.dll")]
    subprocess.run([*build, str(source), str(definition)], check=True)


def seen(path: Path) -> str:
    """A path of this machine as Windows programs see it."""
    return f"Z:{path}".replace("/", "\\")
