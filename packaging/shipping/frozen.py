"""Builds the frozen application: one folder with Python, the packages and our code."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from shipping.source import ROOT

_SPEC = Path(__file__).with_name("legalredact.spec")


def freeze(work: Path, seconds: int) -> Path:
    """Freeze the application below `work`; returns its folder.

    Arguments:
        work: a folder for intermediate files; emptied first.
        seconds: the time to use in the build.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work"), str(_SPEC)]
    # Neither the order of sets nor the clock may influence files and archives.
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(seconds), "PYTHONDONTWRITEBYTECODE": "1"}
    own = {"PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | fixed | own)
    return work / "dist" / "legalredact"


def tables(work: Path) -> Path:
    """Where PyInstaller writes the lists of included files, below the same `work`."""
    return work / "work" / _SPEC.stem


def from_the_system(source: Path) -> bool:
    """Whether a library belongs to the system, which updates it: such a library is a dependency, not shipped.

    Python itself and packages from the index are shipped, wherever they are.
    """
    real = source.resolve()
    stdlib = (Path(sysconfig.get_path("stdlib")).resolve(), Path(sysconfig.get_path("platstdlib")).resolve())
    ours = (Path(sys.prefix).resolve(), ROOT.resolve(), *stdlib)
    return sys.platform == "linux" and not real.name.startswith("libpython") and not any(map(real.is_relative_to, ours))
