"""`dev.py package linux`: builds the Debian package and the archive into dist/; with --verify, tests them.

--contents   only the frozen application in build/linux, its self-test and the trace by strace: what CI does
--verify     install, use, upgrade and remove the package in a fresh system; writes dist/verified-linux-….md and .json
--reproduce  build everything a second time in another folder, and compare every file and both packages
--audit      ask the index whether the packages have known vulnerabilities
--old-python package with a Python that is not the newest of its line, and have the inventory say so
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from linux import debian
from linux.cluster import built_cluster, of_hosts
from linux.finding import as_words
from linux.kernel_proof import Job, proved, sending_proved, whole_job, why_not, window_proved
from linux.screen import screen
from linux.tree import laid_out
from linux.verify import verified
from shipping import icu
from shipping.alike import differing, digests, note_build, packed, refuse_larger, settle, sha256, size, written
from shipping.described import ABOUT, describe, drop_metadata, included, sources_of
from shipping.distributions import shipped
from shipping.frozen import freeze, tables
from shipping.pruned import prune
from shipping.python_release import OPTION, refuse_outdated
from shipping.source import ROOT, archive_source, epoch, version
from shipping.stripped import forget_builder, strip
from shipping.vulnerabilities import known

NEEDED = ("dpkg-shlibdeps", "strip", "objdump", "objcopy", "as", "ld", "chrpath")
"""Programs that are needed even for the application alone; PyInstaller uses objdump."""
ALSO_NEEDED = ("dpkg-deb", "xz", "lintian", "desktop-file-validate", "appstreamcli")
WORK, DIST = ROOT / "build" / "linux", ROOT / "dist"
STAGE = WORK / "tree"
CLUSTER_TREE = WORK / "cluster"
DIGESTS = "linux-digests.json"
MOST_MB = 450
"""Most megabytes of the installed application."""


def main(arguments: list[str]) -> int:
    """Build what the arguments request; returns 1 if a check failed."""
    parser = argparse.ArgumentParser(prog="dev.py package linux", description=__doc__)
    for name in ("--contents", "--verify", "--reproduce", "--audit", OPTION):
        parser.add_argument(name, action="store_true")
    options = parser.parse_args(arguments)
    absent = missing(NEEDED if options.contents else NEEDED + ALSO_NEEDED)
    absent += () if icu.program() else (icu.PROGRAM,)
    if absent:
        raise SystemExit(f"Debian's programs {', '.join(absent)} are missing; `apt-file search` tells their packages.")
    seconds = epoch()
    outdated = refuse_outdated(platform.python_version(), allowed=options.old_python or options.contents) or ""
    if outdated:
        say(f"not for a release: {outdated}")
    application = frozen(WORK, seconds, outdated)
    refuse_larger(application, MOST_MB)
    if options.audit:
        say(known())
    if options.contents:
        return tested(application)
    package, archive = packages(application, STAGE, seconds, DIST)
    say(f"the source code is {archive_source(DIST)}")
    say(f"{package.name} {megabytes(package)}, {archive.name} {megabytes(archive)}, both in {DIST}")
    beside = built_cluster(CLUSTER_TREE, seconds, DIST)
    say(f"{beside.name} {megabytes(beside)}, {size(CLUSTER_TREE) / 1e6:.0f} MB when it is installed")
    if options.reproduce and not comes_out_alike((package, archive), seconds, outdated):
        return 1
    return verify(package, beside) if options.verify else 0


def missing(programs: Sequence[str]) -> tuple[str, ...]:
    """The programs that are not installed on this machine."""
    return tuple(one for one in programs if shutil.which(one) is None)


def frozen(work: Path, seconds: int, outdated: str = "") -> Path:
    """Freeze, prune and describe the application below `work`; returns its folder."""
    say("freezing the application (some minutes)")
    folder = freeze(work / "frozen", seconds)
    inside, site = folder / "_internal", Path(sysconfig.get_path("purelib"))
    kept = included(shipped(), site, sources_of(tables(work / "frozen")))
    drop_metadata(inside, shipped(), kept)
    saved = prune(inside) + icu.trim_icu(inside) + strip(inside)
    forget_builder(inside)
    system = [*(one.split(" ")[0] for one in debian.libraries_of(folder)), *debian.BESIDE_LIBRARIES[:2]]
    describe(inside, kept, site, system, seconds, outdated)
    note_build(folder, inside / ABOUT)
    say(f"{size(folder) / 1e6:.0f} MB, after {saved / 1e6:.0f} MB that nobody needs were taken out")
    return folder


def tested(application: Path) -> int:
    """Run the job under strace, its self-test included, or the self-test alone where strace cannot be used.

    Returns: 1 if anything failed.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-proof-") as folder:
        reason = why_not(Path(folder))
        if reason is None:
            return watched(application, Path(folder))
    say(f"what the kernel sees of it was not looked at: {reason}")
    return subprocess.run([application / "legalredact", "selftest", "--quiet"], check=False).returncode


def watched(application: Path, folder: Path) -> int:
    """Trace the frozen application's whole job in `folder`; returns 1 if a command fails or breaks a promise."""
    begun = time.monotonic()
    jobs = [Job((str(application / "legalredact"),), folder / name, {}) for name in ("commands", "window")]
    for job in jobs:
        job.prepare()
    jobs[0].make_matters("matter", "out/sent")  # that of the production is made and sealed by the application itself
    samples = application / "_internal" / "resources" / "samples" / "alder_v_granite"
    with screen() as shown, ThreadPoolExecutor(1) as beside:
        window = beside.submit(window_proved, jobs[1], shown)
        # The self-test of the commands counts for the send.
        found = [*proved(jobs[0], whole_job(jobs[0], samples)), *sending_proved(jobs[0]), *window.result()]
    for fault in found:
        print(f"seen by the kernel: {fault}")
    say(f"watched by strace for {time.monotonic() - begun:.0f} s, {len(found)} faults")
    return 1 if found else 0


def packages(application: Path, stage: Path, seconds: int, out: Path) -> tuple[Path, Path]:
    """The Debian package and the archive of the application.

    Arguments:
        stage: folder for the tree, with paths relative to /. out: folder for the packages, and the digests of all
            files.
    """
    out.mkdir(parents=True, exist_ok=True)
    depends = (*debian.libraries_of(application), *debian.BESIDE_LIBRARIES)
    laid_out(application, stage, seconds)
    settle(stage, seconds)
    archive = out / f"legalredact-{version()}-linux-{debian.architecture()}.tar.xz"
    say("packing")
    packed(stage, f"legalredact-{version()}", seconds, archive)
    written({"version": version(), "files": digests(stage)}, out / DIGESTS)
    return debian.built(stage, version(), depends, seconds, out), archive


def comes_out_alike(first: Sequence[Path], seconds: int, outdated: str = "") -> bool:
    """Build everything in another folder, and report which files and packages differ from the first build."""
    again = WORK / "again"
    shutil.rmtree(again, ignore_errors=True)
    second = packages(frozen(again, seconds, outdated), again / "tree", seconds, again / "dist")
    trees = [json.loads((out / DIGESTS).read_text(encoding="utf-8"))["files"] for out in (DIST, again / "dist")]
    unlike = (one.name for one, other in zip(first, second, strict=True) if sha256(one) != sha256(other))
    differences = [*differing(*trees), *unlike]
    say(f"built twice: {len(trees[0])} files and {len(first)} packages, {len(differences)} of them differ")
    for name in differences:
        print(f"differs: {name}")
    shutil.rmtree(again)
    return not differences


def verify(package: Path, cluster: Path) -> int:
    """Test the package and the cluster's in a fresh system and write a report; returns 1 if anything failed."""
    seconds = epoch()
    depends = debian.depends_of(package)
    newer = debian.built(STAGE, f"{version()}+1", depends, seconds, WORK, quick=True)
    judged = (*debian.judged(package), debian.by_lintian(cluster))
    findings = (*judged, *verified(package, newer, cluster, WORK, DIST), of_hosts(package, cluster, WORK / "hosts"))
    words = as_words(findings)
    report = DIST / f"verified-linux-{version()}"
    told = f"# {package.name}, {megabytes(package)}\n\nSHA-256 {sha256(package)}\n\n```\n{words}```\n"
    report.with_name(f"{report.name}.md").write_text(told, encoding="utf-8")
    rows = json.dumps([asdict(one) for one in findings], indent=1)
    report.with_name(f"{report.name}.json").write_text(rows + "\n", encoding="utf-8")
    print(words, end="")
    return 0 if all(one.well for one in findings) else 1


def megabytes(path: Path) -> str:
    """A file's size in words."""
    return f"{path.stat().st_size / 1e6:.0f} MB"


def say(words: str) -> None:
    """Print a message."""
    print(f"package linux: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
