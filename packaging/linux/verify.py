"""Tests the Debian package on a clean system: install, use, show the window, upgrade, remove."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from linux.clean_system import SUITE, USER, CleanSystem, fresh
from linux.cluster import NAME
from linux.finding import Finding
from linux.kernel_proof import LETTER, NAMES
from linux.screen import screen
from shipping.source import version
from tests.fakes.attested import policy
from tests.fakes.messages_server import MessagesServer

_SAMPLE = "/opt/legalredact/_internal/resources/samples/alder_v_granite"
_HOME = f"/home/{USER}"
_WITH_KEY = ["--passphrase-file", f"{_HOME}/passphrase"]
_PATIENCE = 120.0
"""Seconds that the window may take to appear on a busy machine."""


def verified(package: Path, newer: Path, cluster: Path, work: Path, out: Path) -> tuple[Finding, ...]:
    """Test a package in a fresh system.

    Arguments:
        package: the .deb.
        newer: the same with a higher version, to upgrade to.
        cluster: the package legalredact-cluster.
        work: folder for the systems.
        out: folder for images of the window.
    """
    system = fresh(work / f"{SUITE}-base", work / f"{SUITE}-verify")
    for each in (package, newer, cluster):
        shutil.copyfile(each, system.root / "srv" / each.name)
    passphrase = system.root / f"home/{USER}/passphrase"
    passphrase.write_text("a passphrase of the verification", encoding="utf-8")
    shutil.chown(passphrase, 1000, 1000)
    findings = [_installed(system, package)]
    if findings[0].well:
        findings += _used(system)
        findings.append(_sent(system))
        findings += _looked_at(system, out)
        findings += _clustered(system, cluster)
        findings += _kept_and_gone(system, newer)
    return tuple(findings)


def _installed(system: CleanSystem, package: Path) -> Finding:
    system.run(["apt-get", "-qq", "update"], online=True)
    before = _packages(system)
    done = _apt(system, "install", f"/srv/{package.name}")
    added = len(_packages(system) - before) - 1
    size = system.run(["du", "-sm", "/opt/legalredact"]).stdout.split("\t")[0]
    words = f"with {added} packages that it depends on, nothing recommended; {size} MB in /opt/legalredact"
    return Finding("install", done.returncode == 0, words if done.returncode == 0 else done.stderr[-1500:])


def _used(system: CleanSystem) -> Iterator[Finding]:
    """Use the commands as an ordinary user without network."""

    def command(step: str, *arguments: str, good: Callable[[subprocess.CompletedProcess[str]], str | None]) -> Finding:
        return tried(step, lambda: system.run(["legalredact", *arguments], user=USER), good)

    out = f"{_HOME}/out"
    papers = [f"{_SAMPLE}/{name}" for name in ("complaint.pdf", "demand_letter.docx")]
    register = ["--register", f"{_SAMPLE}/register.txt"]
    matter = ["--matter", f"{_HOME}/matter", *_WITH_KEY]
    yield command("version", "--version", good=lambda done: done.stdout.strip() if not done.returncode else None)
    yield command("doctor", "doctor", "--json", good=_healthy)
    yield command("selftest", "selftest", "--json", good=_passed)
    yield command("detect", "detect", *papers, *register, "--json", good=_found)
    scan = f"{_SAMPLE}/exhibit_c_scan.pdf"
    yield command("detect in a scan", "detect", scan, *register, "--json", good=_found)
    mask = ["mask", *papers, *matter, *register, "--accept", "suggested", "--accept-unread", "--out", f"{out}/masked"]
    yield command("mask", *mask, good=lambda done: _wrote(system, done, f"{out}/masked", "CLIENT_"))
    redact = ["redact", *papers, *matter, "--out", f"{out}/copies"]
    yield command("redact", *redact, good=lambda done: _wrote(system, done, f"{out}/copies", ""))
    summary = ["summarize", *matter, "--out", f"{out}/draft.md"]
    yield command("summarize, locally", *summary, good=lambda done: _wrote(system, done, f"{out}/draft.md", ""))


def _sent(system: CleanSystem) -> Finding:
    """Send a letter to a stand-in for Claude on this machine; the system uses this machine's network for it.

    The self-test that the commands passed counts for the send.
    """
    home, matter = system.root / f"home/{USER}", ["--matter", f"{_HOME}/sent", *_WITH_KEY]
    matter += ["--policy", f"{_HOME}/policy.toml"]
    mask = ["mask", f"{_HOME}/letter.txt", *matter, "--accept", "all", "--out", f"{_HOME}/out/also"]
    claude = ["--engine", "claude", "--api-key-file", f"{_HOME}/key", "--out", f"{_HOME}/out/sent.md"]
    with MessagesServer() as server:
        written = {"policy.toml": policy(server.base_url), "key": "sk-test-3f9a\n", "letter.txt": LETTER.format(day=9)}
        for name, content in written.items():
            (home / name).write_text(content, encoding="utf-8")
            shutil.chown(home / name, 1000, 1000)
        masked = system.run(["legalredact", *mask], user=USER)
        done = system.run(["legalredact", "summarize", *matter, "--as", "ann", *claude], user=USER, online=True)
    texts = [json.dumps(request.body, ensure_ascii=False) for request in server.received if request.sends_text]
    if masked.returncode or done.returncode or not texts or server.complaints:
        told = "; ".join((*server.complaints, masked.stderr[-400:], done.stderr[-800:]))
        return Finding("send", False, f"exit {done.returncode}, {len(texts)} requests with text: {told}")
    left = [name for name in NAMES if any(name in text for text in texts)]
    restored = NAMES[0] in (home / "out/sent.md").read_text(encoding="utf-8")
    words = f"{len(texts)} requests with masked text to a stand-in, names in them: {', '.join(left) or 'none'}; "
    return Finding("send", not left and restored, f"{words}restored in the summary: {restored}")


def _looked_at(system: CleanSystem, out: Path) -> Iterator[Finding]:
    """Show the window with the sample matter on a virtual screen."""
    out.mkdir(parents=True, exist_ok=True)
    picture = out / "window-installed.png"
    with screen() as shown:
        start = system.entering(["legalredact", "--sample"], user=USER, online=False, display=shown.display)
        with subprocess.Popen(start, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as window:
            seconds = shown.window_shown("LegalRedact", _PATIENCE)
            time.sleep(30)  # the sample is read and searched
            seen = shown.picture()
            seen.save(picture)
            alive = window.poll() is None
            window.kill()  # unshare ignores gentler signals; this ends everything in its namespace
    colours = len(seen.getcolors(1 << 24) or ())
    well = seconds is not None and alive and colours > 50
    after = "never" if seconds is None else f"{seconds:.1f} s after its start"
    yield Finding("window", well, f"there {after}, alive: {alive}, {colours} colours; {picture.name} is its picture")


def _clustered(system: CleanSystem, cluster: Path) -> Iterator[Finding]:
    """Install the cluster's package, start both programs as far as their help, and remove it before the upgrade."""
    before = _packages(system)
    done = _apt(system, "install", f"/srv/{cluster.name}")
    added = _packages(system) - before
    words = f"adds {', '.join(sorted(added)) or 'nothing'}"
    well = done.returncode == 0 and added == {NAME}
    yield Finding("install the cluster", well, words if done.returncode == 0 else done.stderr[-1500:])
    for kind in ("scheduler", "worker"):
        told = system.run(["legalredact-cluster", kind, "--help"], user=USER)
        well = told.returncode == 0 and "--tls-ca-file" in told.stdout
        yield Finding(f"legalredact-cluster {kind}", well, "starts" if well else told.stderr[-800:])
    _apt(system, "remove", NAME)
    left = [path for path in ("usr/bin/legalredact-cluster", "opt/legalredact/cluster") if _there(system, path)]
    yield Finding("remove the cluster", not left, f"left of it: {left or 'nothing'}")


def _kept_and_gone(system: CleanSystem, newer: Path) -> Iterator[Finding]:
    example = system.root / "etc/legalredact/policy.toml.example"
    example.write_text("# the firm's own words\n", encoding="utf-8")
    firm = example.with_name("policy.toml")
    firm.write_text('[engines]\nallowed = ["local"]\n', encoding="utf-8")
    _apt(system, "install", f"/srv/{newer.name}", "-o", "Dpkg::Options::=--force-confold")
    told = system.run(["dpkg-query", "-W", "-f", "${Version}", "legalredact"]).stdout
    kept = example.read_text(encoding="utf-8").startswith("# the firm's own")
    yield Finding("upgrade", told != version() and told.startswith(version()) and kept, f"{told}; changed files stay")
    held = system.run(["legalredact", "policy", "show"], user=USER)
    yield Finding("policy", "/etc/legalredact/policy.toml" in held.stdout, "the firm's file is the one in force")
    listed = ["matter", "show", "--matter", f"{_HOME}/matter", *_WITH_KEY]
    shows = system.run(["legalredact", *listed], user=USER)
    yield Finding("matter after the upgrade", shows.returncode == 0, "opens" if not shows.returncode else shows.stderr)
    _apt(system, "remove", "legalredact")
    gone = not (system.root / "opt/legalredact").exists() and example.exists()
    yield Finding("remove", gone, "the program is gone, configuration stays")
    done = _apt(system, "purge", "legalredact")
    left = [path for path in ("usr/bin/legalredact", "etc/legalredact/policy.toml.example") if _there(system, path)]
    matter = _there(system, f"home/{USER}/matter") and firm.exists()
    words = f"left of the program: {left or 'nothing'}; matter and the firm's policy are there: {matter}"
    yield Finding("purge", done.returncode == 0 and not left and matter, words)


def tried(
    step: str,
    run: Callable[[], subprocess.CompletedProcess[str]],
    good: Callable[[subprocess.CompletedProcess[str]], str | None],
) -> Finding:
    """Run a step and evaluate it.

    Arguments:
        good: returns what was observed, in words; None for a failure.
    """
    begun = time.monotonic()
    done = run()
    took = time.monotonic() - begun
    try:
        seen = good(done)
    except (ValueError, KeyError, IndexError) as problem:
        return Finding(step, False, f"its answer cannot be read ({type(problem).__name__}): {done.stderr[-800:]}")
    if seen is None:
        return Finding(step, False, f"exit {done.returncode}: {(done.stdout[-800:] + done.stderr[-800:]).strip()}")
    return Finding(step, True, f"{seen} ({took:.1f} s)")


def _healthy(done: subprocess.CompletedProcess[str]) -> str | None:
    """A bare system only lacks a keyring; everything else has to be ready."""
    rows = json.loads(done.stdout)["ready"]
    missing = {row["what"] for row in rows if row["state"] == "fail"}
    return f"{len(rows)} rows, missing: {', '.join(sorted(missing))}" if missing <= {"keyring", "your key"} else None


def _passed(done: subprocess.CompletedProcess[str]) -> str | None:
    answer = json.loads(done.stdout)
    return f"{answer['checks']} checks passed" if answer["passed"] and not done.returncode else None


def _found(done: subprocess.CompletedProcess[str]) -> str | None:
    counts = [len(json.loads(line)["mentions"]) for line in done.stdout.splitlines()]
    return f"{counts} mentions" if counts and all(counts) else None


def _wrote(system: CleanSystem, done: subprocess.CompletedProcess[str], place: str, word: str) -> str | None:
    where = system.root / place.lstrip("/")
    files = sorted(where.rglob("*")) if where.is_dir() else [where]
    written = [path for path in files if path.is_file()]
    holds = not word or all(word in path.read_text(encoding="utf-8") for path in written)
    return f"{len(written)} files" if written and holds and not done.returncode else None


def _apt(system: CleanSystem, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq", "--no-install-recommends", *arguments]
    return system.run(command, online=True)


def _packages(system: CleanSystem) -> set[str]:
    return set(system.run(["dpkg-query", "-W", "-f", "${Package}\n"]).stdout.split())


def _there(system: CleanSystem, path: str) -> bool:
    return (system.root / path).exists() or (system.root / path).is_symlink()
