"""Runs the installed commands on the sample, as a person at a prompt would."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipping.source import ROOT, version
from windows.checks import Check
from windows.launchers import COMMAND
from windows.wine import Windows

SAMPLE = ROOT / "resources" / "samples" / "alder_v_granite"
SEALED_BY = "five invented words for trying\n"
REFUSED = 3


@dataclass(frozen=True, slots=True)
class Installed:
    """The application installed in a Windows."""

    windows: Windows
    home: Path

    def run(self, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one command by its launcher."""
        return self.windows.run(self.home / COMMAND, *arguments, cwd=cwd, seconds=1800)


def try_commands(installed: Installed, matters: Path, figures: dict[str, object]) -> Iterator[Check]:
    """All commands that need neither a window nor the network.

    Arguments:
        matters: a folder for results. figures: measurements are added to it.
    """
    matters.mkdir()
    for source in SAMPLE.iterdir():
        shutil.copyfile(source, matters / source.name)
    (matters / "pass.txt").write_text(SEALED_BY, encoding="ascii")
    names = masked_names((SAMPLE / "register.txt").read_text(encoding="utf-8"))
    (matters / "names.txt").write_text("\n".join(names), encoding="utf-8")
    yield _start(installed, matters, figures)
    yield _status(installed, matters)
    yield _doctor(installed, matters)
    yield _selftest(installed, matters)
    yield _detect(installed, matters)
    yield from _mask(installed, matters, names)
    yield from _redact(installed, matters)
    yield _claude(installed, matters)


def masked_names(register: str) -> list[str]:
    """The names of a register that are masked; judges stay in clear."""
    rows = [[cell.strip() for cell in line.split("|")] for line in register.splitlines() if line.strip()]
    return [name for name, *rest in rows if rest[:1] != ["judge"] and not name.startswith("#")]


def _start(installed: Installed, matters: Path, figures: dict[str, object]) -> Check:
    begun = time.monotonic()
    done = installed.run("--version", cwd=matters)
    figures["legalredact --version, in seconds, under Wine"] = round(time.monotonic() - begun, 1)
    return Check("legalredact --version", done.stdout.strip() == f"legalredact {version()}", done.stdout.strip())


def _status(installed: Installed, matters: Path) -> Check:
    done = installed.run("no-such-command", cwd=matters)
    return Check("the launcher hands on the exit status", done.returncode == 2, f"status {done.returncode}")


def _doctor(installed: Installed, matters: Path) -> Check:
    done = installed.run("doctor", "--json", "--bundle", "support.zip", cwd=matters)
    rows = {row["what"]: row for row in json.loads(done.stdout)["ready"]} if done.stdout else {}
    wanted = {"version": version(), "keyring": "Windows"}
    well = all(wanted[what] in rows.get(what, {}).get("detail", "") for what in wanted)
    return Check(
        "doctor",
        well and (matters / "support.zip").is_file(),
        f"status {done.returncode}; keyring: {rows.get('keyring', {}).get('detail')}",
    )


def _selftest(installed: Installed, matters: Path) -> Check:
    done = installed.run("selftest", cwd=matters)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    return Check("selftest", done.returncode == 0, last)


def _detect(installed: Installed, matters: Path) -> Check:
    files = ["complaint.pdf", "demand_letter.docx", "email_thread.txt", "exhibit_c_scan.pdf"]
    done = installed.run("detect", "--json", *files, cwd=matters)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found = {row["file"]: len(row["mentions"]) for row in rows}
    return Check("detect reads PDF, Word, text and a scan", sorted(found) == files and all(found.values()), str(found))


def _mask(installed: Installed, matters: Path, names: list[str]) -> Iterator[Check]:
    matter = ["--matter", "matter", "--passphrase-file", "pass.txt"]
    files = ["complaint.pdf", "demand_letter.docx", "email_thread.txt"]
    options = ["--register", "register.txt", "--accept", "suggested", "--out", "masked"]
    done = installed.run("mask", *files, *matter, *options, cwd=matters)
    written = sorted((matters / "masked").glob("*.masked.txt"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    left = [name for name in names if name in text]
    yield Check(
        "mask",
        len(written) == len(files) and not left,
        f"status {done.returncode}; left: {len(left)} of {len(names)} names",
    )
    backed_up = installed.run("matter", "backup", "matter.backup", *matter, cwd=matters)
    yield Check("matter backup", backed_up.returncode == 0 and (matters / "matter.backup").is_file())
    fresh = installed.run("matter", "rekey", *matter, cwd=matters)
    yield Check("matter rekey", fresh.returncode == 0, f"status {fresh.returncode}")
    verified = installed.run("audit", "verify", *matter[:2], "--passphrase-file", "pass.txt", cwd=matters)
    yield Check("audit verify", verified.returncode == 0, (verified.stdout.splitlines() or [""])[0][:60])
    draft = installed.run("summarize", *matter, "--out", "draft.md", cwd=matters)
    yield Check("summarize by the local engine", draft.returncode == 0 and (matters / "draft.md").is_file())


def _redact(installed: Installed, matters: Path) -> Iterator[Check]:
    for mode, file in (("text", "complaint.pdf"), ("pixels", "demand_letter.docx")):
        done = installed.run("redact", file, "--names", "names.txt", "--mode", mode, "--out", mode, cwd=matters)
        copies = [path for path in (matters / mode).glob("redacted-*") if path.suffix in {".pdf", ".docx"}]
        yield Check(f"redact {file}", done.returncode == 0 and len(copies) >= 1, f"status {done.returncode}")
        looked = installed.run(
            "audit-copy", *(path.relative_to(matters) for path in copies[:1]), "--names", "names.txt", cwd=matters
        )
        yield Check("audit-copy of it finds no name", looked.returncode == 0, f"status {looked.returncode}")


def _claude(installed: Installed, matters: Path) -> Check:
    matter = ["--matter", "matter", "--passphrase-file", "pass.txt"]
    done = installed.run("summarize", *matter, "--engine", "claude", cwd=matters)
    return Check("the policy's word against Claude holds", done.returncode == REFUSED, f"status {done.returncode}")
