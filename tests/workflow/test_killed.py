"""A process killed at any write: on reopening nothing is lost, nothing half-done, and the job can be finished."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.model.mention import Tier
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault import database
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
TEXTS = {
    "complaint.txt": "Marguerite Oldacre sued Penhallow Freight, Inc. on March 3, 2024.\n\nOldacre drove its trucks.",
    "letter.txt": "Penhallow Freight, Inc. dismissed Oldacre on January 9, 2024, three weeks before the audit.",
}


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


def prepared(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ended_by(folder: Path, identity: str, at: int, moment: str) -> int | None:
    """Do the job in a forked process that kills itself at a write.

    Arguments:
        at: number of the write; those within another count too.
        moment: "before" or "after" it is final.

    Returns: the signal that ended the process; None if it ended by itself.
    """
    child = os.fork()
    if child == 0:
        try:
            kill_at(at, moment)
            the_job(folder, identity)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else None


def kill_at(at: int, moment: str) -> None:
    real, count = database.transaction, 0

    @contextlib.contextmanager
    def counted(connection: dbapi2.Connection) -> Iterator[dbapi2.Connection]:
        nonlocal count
        count += 1
        number = count  # others lie within it
        with real(connection) as opened:
            yield opened
            if number == at and moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
        if number == at and moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    for name, module in list(sys.modules.items()):  # each kind of record has a module of its own
        if name.startswith("legalredact.vault.") and hasattr(module, "transaction"):
            module.transaction = counted  # type: ignore[attr-defined]  # wherever it was imported to


def test_a_job_killed_at_any_write_is_finished_after_reopening(tmp_path: Path, identity: str) -> None:
    expected = the_job(prepared(tmp_path / "whole"), identity)
    for number, moment in (
        (n, m) for n in (1, 2, 3, 5, 8, 11, 13, 16, 18, 20, 25, 30, 36, 42, 47, 52) for m in ("before", "after")
    ):
        folder = prepared(tmp_path / f"{number}{moment}")
        assert ended_by(folder, identity, number, moment) == signal.SIGKILL
        on_disk = b"".join(path.read_bytes() for path in (folder / "matter").rglob("*") if path.is_file())
        assert b"Oldacre" not in on_disk
        assert the_job(folder, identity) == expected


def test_the_rest_of_the_disk_holds_no_clear_text_while_a_matter_is_open(
    tmp_path: Path, identity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    job = prepared(tmp_path / "job")
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
    the_job(job, identity)
    watching = False
    outside = [path for path in opened if not path.startswith(str(job / "matter")) and path != os.devnull]
    assert outside == []
    assert list(place.iterdir()) == []
