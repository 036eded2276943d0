"""LibreOffice converts inside a folder in memory, without network and without other programs."""

import subprocess
import sys
from pathlib import Path

import pytest

SOFFICE = Path("/usr/lib/libreoffice/program/soffice.bin")
CONVERTS = """
import errno, socket, subprocess, sys
from pathlib import Path
from legalredact.sandbox.profiles import confine_converter

outside, program = Path(sys.argv[1]), Path(sys.argv[2])
readable = ("/usr/lib/libreoffice", "/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice",
            "/etc/passwd", "/etc/nsswitch.conf")
confine_converter(program, map(Path, readable), Path("/tmp"), 256 << 20)
Path("/tmp/legalredact_letter.txt").write_text("Letter of Erna Muster", encoding="utf-8")
command = [str(program), "-env:UserInstallation=file:///tmp/profile", "--headless", "--norestore", "--nologo",
           "--convert-to", "doc", "--outdir", "/tmp/out", "/tmp/legalredact_letter.txt"]
for _ in range(2):  # with a new profile it asks to be started again (81)
    done = subprocess.run(command, env={"HOME": "/tmp", "LANG": "C.UTF-8"}, capture_output=True, timeout=120)
    if done.returncode != 81:
        break
assert Path("/tmp/out/legalredact_letter.doc").read_bytes().startswith(bytes.fromhex("d0cf11e0")), done

def refused(act):
    try:
        act()
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM)
    return False

assert refused(lambda: socket.socket(socket.AF_INET))
assert refused(lambda: socket.socket(socket.AF_INET6))
assert refused(lambda: outside.open("a"))
assert refused(lambda: subprocess.run(["/bin/true"]))
print("all held")
"""


@pytest.mark.skipif(not SOFFICE.exists(), reason="LibreOffice is not installed")
def test_libreoffice_converts_in_memory_and_reaches_nothing_else(repository: Path) -> None:
    outside = repository / "pyproject.toml"
    before = outside.read_bytes()
    command = [sys.executable, "-c", CONVERTS, str(outside), str(SOFFICE)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False, timeout=300)

    assert done.stdout == "all held\n", done.stderr
    assert outside.read_bytes() == before
    assert not (Path("/") / "tmp" / "out" / "legalredact_letter.doc").exists()
