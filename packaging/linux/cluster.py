"""The optional package legalredact-cluster: Dask and what it needs, for the frozen application beside it.

The application has all that these packages need of Python and of its own packages (`shipping/legalredact.spec`); they
lie in a folder beside its program, which it searches when a cluster is used (`legalredact.installation`).
"""

import gzip
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assets import LOCK, install_packages

from legalredact.__main__ import CLUSTER_PROGRAM
from legalredact.installation import CLUSTER_PACKAGES
from linux import debian
from linux.finding import Finding
from linux.tree import OPT
from shipping.alike import settle, size
from shipping.distributions import pinned, read_lock
from shipping.licences import collected, licensed
from shipping.source import ROOT, version
from shipping.stripped import strip

NAME = "legalredact-cluster"
PACKAGE_OF_TEST = "LEGALREDACT_PACKAGE"
"""Names the folder of an unpacked application to `tests/end_to_end/test_cluster_of_hosts.py`."""
DOCS = Path("usr/share/doc") / NAME
PLACE = OPT / CLUSTER_PACKAGES
COMMAND = Path("usr/bin") / NAME
_PLATFORM = f"{platform.machine()}-unknown-linux-gnu"
_PAGES = ("distributed/http/static", "distributed/http/templates/*.html", "distributed/dashboard/templates/*.html")
_LEFT_OUT = ("bin", "**/tests", "tornado/test", *_PAGES)
"""Commands that would run another Python, tests, and pages that no machine of the cluster serves."""
_OF_THE_BUILDER = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
_START = f"""\
#!/bin/sh
exec /{OPT}/legalredact {CLUSTER_PROGRAM} "$@"
"""
_COPYRIGHT = """\
Copyright (C) 2026 the LegalRedact authors

The command is part of LegalRedact and under the GNU Affero General Public License, version 3 or later. The packages
below are their authors' and under these licences; the texts are in licences.txt beside this file. On Debian systems the
text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.
"""
_DESCRIPTION = """\
scheduler and workers of a cluster for LegalRedact
 LegalRedact can divide the work on a large production among other machines
 of the firm. This package brings Dask, and the command legalredact-cluster
 that starts its scheduler and its workers with the settings that LegalRedact
 requires. The machine that runs the production needs it, too.
"""


def built_cluster(tree: Path, seconds: int, out: Path) -> Path:
    """Build the package; returns its path.

    Arguments:
        tree: folder for its contents, which is emptied first.
        seconds: the time of the commit, since 1970.
        out: folder for the package.

    Errors: CalledProcessError if a package of the lock cannot be had.
    """
    shutil.rmtree(tree, ignore_errors=True)
    site = tree / PLACE
    site.mkdir(parents=True)
    python = ".".join(platform.python_version_tuple()[:2])
    install_packages(site, _PLATFORM, python, LOCK.with_name("cluster.txt"))
    _documents(tree / DOCS, site, seconds)
    _slim(site)
    _compiled(site)
    (tree / COMMAND).parent.mkdir(parents=True)
    (tree / COMMAND).write_text(_START, encoding="ascii")
    (tree / COMMAND).chmod(0o755)
    overrides = tree / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(Path(__file__).with_name("lintian-overrides-cluster"), overrides)
    depends = (f"legalredact (= {version()})", *debian.libraries_of(site))
    _control(tree / "DEBIAN", control(depends, size(tree) // 1024), debian.md5_of_all(tree))
    settle(tree, seconds)
    target = out / f"{NAME}_{version()}_{debian.architecture()}.deb"
    debian.pack(tree, target, seconds)
    return target


def _documents(folder: Path, site: Path, seconds: int) -> None:
    """Licenses, read before the packages' metadata is slimmed, and the files that Debian asks for."""
    folder.mkdir(parents=True)
    terms = (ROOT / "NOTICE").read_text(encoding="utf-8").partition("\nPackages of the cluster")[2].partition("\n")[2]
    parts = licensed(pinned(read_lock("cluster")), site)
    (folder / "licences.txt").write_text(collected(parts), encoding="utf-8")
    (folder / "copyright").write_text(_COPYRIGHT + terms, encoding="utf-8")
    entry = debian.changelog(version(), debian.maintainer(), seconds, NAME)
    (folder / "changelog.gz").write_bytes(gzip.compress(entry.encode(), 9, mtime=0))


def _slim(site: Path) -> None:
    for pattern in _LEFT_OUT:
        for path in sorted(site.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    for folder in site.glob("*.dist-info"):
        for name in _OF_THE_BUILDER:
            (folder / name).unlink(missing_ok=True)
    (site / ".lock").unlink(missing_ok=True)
    strip(site)


def _compiled(site: Path) -> None:
    """Compile all modules, since no worker may write there; the compiled files do not depend on times."""
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(site), "-p", f"/{PLACE}", str(site)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "0"})


def control(depends: Sequence[str], kilobytes: int) -> str:
    """The control file; arguments as for `debian.control`."""
    fields = {
        "Package": NAME,
        "Version": version(),
        "Architecture": debian.architecture(),
        "Maintainer": debian.maintainer(),
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Section": "text",
        "Priority": "optional",
        "Description": _DESCRIPTION.rstrip("\n"),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _control(folder: Path, text: str, digests: Mapping[str, str]) -> None:
    folder.mkdir()
    (folder / "control").write_text(text, encoding="utf-8")
    sums = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    (folder / "md5sums").write_text(sums, encoding="utf-8")


def of_hosts(package: Path, cluster: Path, place: Path) -> Finding:
    """Run the tests of a cluster of three hosts with the programs of both packages, unpacked below `place`."""
    shutil.rmtree(place, ignore_errors=True)
    for each in (package, cluster):
        subprocess.run(["dpkg-deb", "--extract", str(each), str(place)], check=True)
    test = ["tests/end_to_end/test_cluster_of_hosts.py", "-n", "0", "-q", "-rs", "-m", ""]
    environment = os.environ | {PACKAGE_OF_TEST: str(place / OPT)}
    command = [sys.executable, "-m", "pytest", *test]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
    last = (done.stdout.strip().splitlines() or [done.stderr[-300:]])[-1]
    well = done.returncode == 0 and last.startswith("2 passed in")  # none skipped, none left out
    return Finding("a cluster of three hosts, one of another build, then one lost", well, last)
