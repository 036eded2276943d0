"""A process killed at any write: on reopening nothing is lost, nothing half-done, and the job can be finished."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.model.mention import Tier
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import review, signed, summarize
from tests.fakes.parts import SharedKey, light_parts

REPOSITORY = Path(__file__).parents[2]
TEXTS = {
    "complaint.txt": "Marguerite Oldacre sued Penhallow Freight, Inc. on March 3, 2024.\n\nOldacre drove its trucks.",
    "letter.txt": "Penhallow Freight, Inc. dismissed Oldacre on January 9, 2024, three weeks before the audit.",
}

JOB = """
import contextlib, os, sys
from pathlib import Path
from legalredact.vault import database
from tests.workflow.test_killed import the_job

count, at, moment = 0, int(sys.argv[3]), sys.argv[4]
real = database.transaction

@contextlib.contextmanager
def counted(connection):
    global count
    count += 1
    number = count  # others lie within it
    with real(connection) as opened:
        yield opened
        if number == at and moment == "before":
            os.kill(os.getpid(), 9)
    if number == at and moment == "after":
        os.kill(os.getpid(), 9)

for name, module in list(sys.modules.items()):  # each kind of record has a module of its own
    if name.startswith("legalredact.vault.") and hasattr(module, "transaction"):
        module.transaction = counted
the_job(Path(sys.argv[1]), Path(sys.argv[2]).read_text())
print("writes", count)
"""


def the_job(folder: Path, identity: str) -> str:
    """From wherever the matter is to a signed summary; returns the payload's digest."""
    keys = SharedKey(identity)
    matter_folder = folder / "matter"
    files = [folder / name for name in TEXTS]
    make = OpenMatter.open if (matter_folder / "key.age").exists() else OpenMatter.create
    with make(matter_folder, keys, light_parts(), "preparer") as matter:
        matter.check_whole()
        matter.add(files)
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()["document-abstract"])
        review(matter, summary, "reviewer", Verdict.APPROVED)
        assert signed(matter, summary) is not None
        assert [d.text for d in matter.documents] == list(TEXTS.values())
        return summary.checked.summary.payload_digest


@pytest.fixture(scope="module")
def identity() -> str:
    return SharedKey().identity


def prepared(folder: Path, identity: str) -> Path:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    key = folder / "identity"
    key.write_text(identity)
    return key


def test_a_job_killed_at_any_write_is_finished_after_reopening(tmp_path: Path, identity: str) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    prepared(whole, identity)
    expected = the_job(whole, identity)
    for number, moment in (
        (n, m) for n in (1, 2, 3, 5, 8, 11, 13, 16, 18, 20, 25, 30, 36, 42, 47, 52) for m in ("before", "after")
    ):
        folder = tmp_path / f"{number}{moment}"
        folder.mkdir()
        key = prepared(folder, identity)
        command = [sys.executable, "-c", JOB, str(folder), str(key), str(number), moment]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert done.returncode == -9, done.stdout + done.stderr
        on_disk = b"".join(path.read_bytes() for path in (folder / "matter").rglob("*") if path.is_file())
        assert b"Oldacre" not in on_disk
        assert the_job(folder, identity) == expected


def test_the_rest_of_the_disk_holds_no_clear_text_while_a_matter_is_open(
    tmp_path: Path, identity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    prepared(tmp_path, identity)
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        """`open` tells a mode and `os.open` flags; a number is a file that was opened before."""
        if not watching or event != "open" or isinstance(arguments[0], int):
            return
        mode, flags = arguments[1:]
        writing = set(mode) & set("wax+") if isinstance(mode, str) else int(str(flags)) & (os.O_WRONLY | os.O_RDWR)
        if writing:
            opened.append(os.fsdecode(str(arguments[0])))

    sys.addaudithook(watch)
    the_job(tmp_path, identity)
    watching = False
    outside = [path for path in opened if not path.startswith(str(tmp_path / "matter")) and path != os.devnull]
    assert outside == []
    assert list(place.iterdir()) == []
