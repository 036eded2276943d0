"""Copies are handed over only when they are proven clean; the original, the name and the trail stay as they should."""

import csv
import errno
import hashlib
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import psutil
import pymupdf
import pytest

from legalredact.documents.export.atomic_file import Unwritable
from legalredact.documents.workers.process import Board
from legalredact.errors import Cancelled, DamagedInput, DiskFull, EmptyInput, LegalRedactError, ReaderStopped, Refused
from legalredact.model.progress import Cancellation, Progress
from legalredact.redaction.targets import Target, named_targets
from legalredact.workflow.copies import process as redacting_process
from legalredact.workflow.copies import run as redacting
from legalredact.workflow.copies.auditing import audit_files
from legalredact.workflow.copies.parallel import copying_processes
from legalredact.workflow.copies.run import Redacted, Who, redact_files
from legalredact.workflow.copies.worker import CopyProcess

TESTS = Path(__file__).parents[2]
"""What a process has to read that is sent a function of this file."""
WHO = Who("Clerk", lambda: "2026-11-24T12:00:00+00:00")
TARGETS = (Target(("Marguerite Oldacre",), "CLIENT_A"),)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Redacted], list[str]]:
    """One run over a PDF, a text and a wreck: the folder, results by name, and what was noted, in order."""
    folder = tmp_path_factory.mktemp("redacting")
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text((20, 40), "heard Marguerite Oldacre say so")
    document.save(folder / "Marguerite Oldacre.pdf")
    (folder / "letter.txt").write_text("Dear Marguerite Oldacre,\nyes.\n", encoding="utf-8")
    (folder / "wreck.pdf").write_bytes(b"%PDF-1.7 no more")
    noted: list[str] = []

    def note(action: str, *details: tuple[str, str | int]) -> None:
        noted.append(f"{action} {dict(details)} {sorted(p.name for p in (folder / 'out').glob('*'))}")

    paths = [folder / "Marguerite Oldacre.pdf", folder / "letter.txt", folder / "wreck.pdf"]
    before = [path.read_bytes() for path in paths]
    found = {r.source.name: r for r in redact_files(paths, TARGETS, folder / "out", WHO, note=note)}
    assert [path.read_bytes() for path in paths] == before
    return folder, found, noted


def test_a_copy_stands_under_a_name_made_of_the_originals_digest(
    results: tuple[Path, dict[str, Redacted], list[str]],
) -> None:
    folder, found, _ = results
    result = found["Marguerite Oldacre.pdf"]
    digest = hashlib.sha256(result.source.read_bytes()).hexdigest()

    assert result.copy == folder / "out" / f"redacted-{digest[:12]}.pdf"
    assert result.copy.exists()
    assert result.copy_digest == hashlib.sha256(result.copy.read_bytes()).hexdigest()


def test_the_log_names_place_token_and_digests_and_no_file_of_the_client(
    results: tuple[Path, dict[str, Redacted], list[str]],
) -> None:
    result = results[1]["Marguerite Oldacre.pdf"]
    assert result.log is not None
    text = result.log.read_text(encoding="utf-8")
    (row,) = csv.DictReader(text.splitlines())

    assert (row["page"], row["token"], row["who"], row["found_by"]) == ("1", "CLIENT_A", "Clerk", "text")
    assert (row["document"], row["copy_digest"]) == (result.digest, result.copy_digest)
    assert float(row["x0"]) < float(row["x1"])
    assert "Oldacre" not in text


def test_a_text_gets_tokens(results: tuple[Path, dict[str, Redacted], list[str]]) -> None:
    copy = results[1]["letter.txt"].copy

    assert copy is not None
    assert copy.read_text(encoding="utf-8") == "Dear CLIENT_A,\nyes.\n"


def test_texts_are_decoded_as_they_are_read_and_a_web_page_is_its_text_without_names_that_tags_part(
    tmp_path: Path,
) -> None:
    texts = [tmp_path / f"{encoding}.txt" for encoding in ("utf-8", "utf-16", "utf-32", "cp1252")]
    for path in texts:
        path.write_bytes("Für Marguerite Oldacre".encode(path.stem))
    page = "<html><body><p>To <span>Marguerite</span> <span>Old&shy;acre</span></p><img alt='Marguerite&nbsp;Oldacre'>"
    (tmp_path / "a.html").write_text(f"{page}<script>1</script><p>yes</p></body></html>", encoding="utf-8")

    results = list(redact_files([*texts, tmp_path / "a.html"], TARGETS, tmp_path / "out", WHO))

    copies = [result.copy.read_text(encoding="utf-8") for result in results if result.copy is not None]
    assert copies == [*["Für CLIENT_A"] * 4, "To CLIENT_A\n\nyes"]
    assert results[-1].made is not None
    assert results[-1].made.lost == ("part of the page (script)",)


def test_what_cannot_be_read_is_said_and_leaves_nothing(
    results: tuple[Path, dict[str, Redacted], list[str]],
) -> None:
    folder, found, _ = results

    assert found["wreck.pdf"].problem is not None
    assert found["wreck.pdf"].copy is None
    written = list((folder / "out").iterdir())
    assert len(written) == 8  # two copies with their logs, and those of both


def test_each_act_is_noted_before_it_happens_without_a_clients_word(
    results: tuple[Path, dict[str, Redacted], list[str]],
) -> None:
    _, found, noted = results
    copy = found["Marguerite Oldacre.pdf"].copy
    assert copy is not None

    acts = [line.split()[0] for line in noted]
    assert sorted(acts) == [*["copy.hand_over"] * 2, "copy.log", *["copy.make"] * 3]
    assert acts[-1] == "copy.log"
    first, second = (line for line in noted if line.startswith("copy.hand_over"))
    assert copy.name not in first
    assert copy.name in second
    for name in ("Marguerite Oldacre.pdf", "letter.txt"):
        made, delivered = (at for at, line in enumerate(noted) if found[name].digest in line)
        assert acts[made] == "copy.make"
        assert acts[delivered] == "copy.hand_over"
    assert not any("Oldacre" in line for line in noted)


def test_a_copy_that_is_not_proven_clean_is_destroyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy's own name spells a name: found by nobody but the audit."""
    monkeypatch.setattr(redacting, "_stem", lambda digest, targets: "Marguerite-Oldacre")
    (tmp_path / "letter.txt").write_text("nothing", encoding="utf-8")

    (result,) = redact_files([tmp_path / "letter.txt"], TARGETS, tmp_path / "out", WHO)

    assert result.withheld
    assert result.audit is not None
    assert {finding.channel for finding in result.audit.findings} == {"file name"}
    assert list((tmp_path / "out").iterdir()) == []


def test_a_channel_that_could_not_be_read_withholds_a_copy_in_which_no_name_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Callable[..., Any] = CopyProcess.run

    def without_one_channel(process: CopyProcess, *work: Any) -> Any:
        copied = made(process, *work)
        return replace(copied, audit=replace(copied.audit, unread=("a part: it cannot be opened",)))

    monkeypatch.setattr(CopyProcess, "run", without_one_channel)
    (tmp_path / "letter.txt").write_text("Dear Marguerite Oldacre", encoding="utf-8")
    noted: list[tuple[str, dict[str, str | int]]] = []

    def note(action: str, *details: tuple[str, str | int]) -> None:
        noted.append((action, dict(details)))

    (result,) = redact_files([tmp_path / "letter.txt"], TARGETS, tmp_path / "out", WHO, note=note)

    assert result.withheld
    assert result.copy is None
    assert list((tmp_path / "out").iterdir()) == []
    assert [(action, facts["findings"], facts["unread"]) for action, facts in noted[1:]] == [("copy.withhold", 0, 1)]


def test_files_are_copied_side_by_side_and_the_failure_of_one_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each job waits until the other one has begun; the second ends first."""
    both, second = threading.Barrier(2), threading.Event()

    def beside(_: CopyProcess, __: object, job: Any, *___: object) -> LegalRedactError:
        both.wait(60)
        if job.source.name == "a.txt":
            assert second.wait(60)
            return ReaderStopped("x", "y")
        second.set()
        return EmptyInput("x", "y")

    monkeypatch.setattr(CopyProcess, "run", beside)
    monkeypatch.setattr(redacting, "copying_processes", lambda jobs: jobs)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    done = list(redact_files([tmp_path / "a.txt", tmp_path / "b.txt"], TARGETS, tmp_path / "out", WHO))

    assert [(one.source.name, type(one.problem)) for one in done] == [("a.txt", ReaderStopped), ("b.txt", EmptyInput)]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_that_changes_while_it_waits_gets_no_copy_under_the_digest_of_what_it_was(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(f"Dear Marguerite Oldacre, {path.name}", encoding="utf-8")
    first = hashlib.sha256(paths[0].read_bytes()).hexdigest()

    def change(action: str, *details: tuple[str, str | int]) -> None:
        if action == "copy.make" and ("digest", first) in details:
            paths[0].write_text("Dear Marguerite Oldacre, other words", encoding="utf-8")

    changed, kept = redact_files(paths, TARGETS, tmp_path / "out", WHO, note=change)

    assert changed.copy is None
    assert isinstance(changed.problem, DamagedInput)
    assert kept.copy is not None
    assert kept.problem is None
    assert not list((tmp_path / "out").glob(f"*{first[:12]}*"))


@pytest.mark.parametrize(("free", "jobs", "count"), [(2.5, None, 2), (64, None, 8), (64, 3, 3), (0.2, None, 1)])
def test_there_are_as_many_processes_as_cores_memory_and_jobs_allow(
    monkeypatch: pytest.MonkeyPatch, free: float, jobs: int | None, count: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=int(free * (1 << 30))))

    assert copying_processes(jobs) == count


def test_a_full_disk_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(redacting_process, "_board", Board([0.0] * 8))
    problem = redacting_process._guarded(full)

    assert isinstance(problem, DiskFull)
    assert "Free some space" in problem.remedy


def test_a_full_disk_ends_the_run_in_place_of_trying_every_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = DiskFull("The disk is full; the file was not written.", "Free some space.")
    monkeypatch.setattr(CopyProcess, "run", lambda *_: full)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    with pytest.raises(DiskFull):
        list(redact_files([tmp_path / "a.txt", tmp_path / "b.txt"], TARGETS, tmp_path / "out", WHO))


def test_a_folder_that_takes_no_copy_is_told_in_words_for_window_and_commands(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")

    with pytest.raises(Unwritable) as told:
        list(redact_files([tmp_path / "a.txt"], TARGETS, tmp_path / "out", WHO))

    assert "--" not in told.value.remedy
    assert "Choose a folder" in told.value.remedy


def test_the_name_of_a_copy_never_spells_a_name(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("nothing", encoding="utf-8")

    (result,) = redact_files([tmp_path / "letter.txt"], named_targets(["Redacted"]), tmp_path / "out", WHO)

    assert result.copy is not None
    assert result.copy.name.startswith("copy-")


def test_files_of_others_are_looked_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("by Marguerite Oldacre", encoding="utf-8")
    (tmp_path / "b.txt").write_text("by nobody", encoding="utf-8")

    first, second, third = audit_files([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "none.txt"], TARGETS)

    assert first.audit is not None
    assert not first.audit.clean
    assert second.audit is not None
    assert second.audit.clean
    assert third.problem is not None


def test_a_run_can_be_stopped_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    document = pymupdf.open()
    for _ in range(30):
        document.new_page(width=320, height=110).insert_text((20, 40), "words on many pages")
    document.save(tmp_path / "long.pdf")
    cancel = Cancellation()

    def stop(progress: Progress) -> None:
        cancel.cancel()

    with pytest.raises(Cancelled):
        list(redact_files([tmp_path / "long.pdf"], TARGETS, tmp_path / "out", WHO, report=stop, cancel=cancel))

    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_tells_of_each_page_as_it_is_made_and_looked_through(tmp_path: Path) -> None:
    document = pymupdf.open()
    for _ in range(2):
        document.new_page(width=320, height=110).insert_text((20, 40), "words on pages")
    document.save(tmp_path / "pages.pdf")
    told: list[tuple[str, int, int]] = []

    def tell(one: Progress) -> None:
        told.append((one.step, one.done, one.total))

    list(redact_files([tmp_path / "pages.pdf"], TARGETS, tmp_path / "out", WHO, report=tell))

    assert {step for step, _, _ in told} == {"redact", "audit"}
    assert {total for _, _, total in told} == {2}


def test_a_step_that_ends_before_anybody_looks_is_told_with_its_last_state() -> None:
    told: list[tuple[str, int, int]] = []
    with CopyProcess(readable=[TESTS]) as process:
        process.run(_be_quick, None, lambda one: told.append((one.step, one.done, one.total)), Cancellation())

    assert {("redact", 2, 2), ("audit", 2, 2)} <= set(told)
    assert told[-1] == ("audit", 2, 2)


def test_a_process_that_listens_to_nobody_is_ended_at_once_when_its_work_is_not_wanted() -> None:
    """As one in the middle of reading a page: a polite request would wait for the page's end."""
    cancel = Cancellation()
    numbers: list[int] = []

    def stop(_: Progress) -> None:
        numbers.append(process._board.state(0).process)
        cancel.cancel()

    patience = patch("pebble.common.CONSTS.term_timeout", 60.0)
    with patience, CopyProcess(readable=[TESTS]) as process, pytest.raises(Cancelled):
        process.run(_be_deaf, None, stop, cancel)

    assert numbers
    assert not psutil.pid_exists(numbers[0])


def test_a_process_that_dies_is_said_and_the_next_file_goes_on(tmp_path: Path) -> None:
    with CopyProcess(readable=[TESTS]) as process:
        assert isinstance(process.run(_die, None, lambda _: None, Cancellation()), ReaderStopped)
        assert isinstance(process.run(_answer, None, lambda _: None, Cancellation()), EmptyInput)


def test_a_process_that_the_system_kills_is_said_with_what_to_do(tmp_path: Path) -> None:
    with CopyProcess(readable=[TESTS]) as process:
        problem = process.run(_be_killed, None, lambda _: None, Cancellation())

    assert isinstance(problem, ReaderStopped)
    assert "memory" in str(problem)
    assert "Close other programs" in problem.remedy


def test_a_process_that_is_killed_between_two_files_is_replaced(tmp_path: Path) -> None:
    """Its pool is broken then: it would take no job any more."""
    with CopyProcess(readable=[TESTS]) as process:
        number = process.run(_own_number, None, lambda _: None, Cancellation())
        assert isinstance(number, int)
        os.kill(number, signal.SIGKILL)
        _wait_for_the_end(number)

        assert isinstance(process.run(_answer, None, lambda _: None, Cancellation()), EmptyInput)


def test_a_process_that_cannot_begin_is_said_for_each_file(tmp_path: Path) -> None:
    with patch("legalredact.workflow.copies.worker.begin", _die), CopyProcess(readable=[TESTS]) as process:
        for _ in range(2):
            assert isinstance(process.run(_answer, None, lambda _: None, Cancellation()), ReaderStopped)


def _die(*_: object) -> LegalRedactError:
    os._exit(9)


def _be_quick(_: None) -> LegalRedactError:
    for step in ("redact", "audit"):
        for done in range(3):
            redacting_process._show("", Progress(step, done, 2))  # as in a dry run, where a file has no id
    return EmptyInput("x", "y")


def _be_deaf(_: None) -> LegalRedactError:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    redacting_process._show("d123456789abc", Progress("redact", 1, 2))
    time.sleep(50)
    raise AssertionError


def _be_killed(_: object) -> LegalRedactError:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _own_number(_: object) -> int | LegalRedactError:
    return os.getpid()


def _wait_for_the_end(number: int) -> None:
    """Wait until the pool has noticed it and taken the process off the system's list."""
    end = time.monotonic() + 20
    while psutil.pid_exists(number) and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)


def _answer(_: object) -> LegalRedactError:
    return EmptyInput("x", "y")


def test_a_word_of_which_every_pdf_is_built_is_refused_before_any_work(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((40, 40), "The stream was cold.")
    document.save(tmp_path / "letter.pdf")

    (alone,) = redact_files([tmp_path / "letter.pdf"], named_targets(["Stream"]), tmp_path / "out", WHO)
    assert isinstance(alone.problem, Refused)
    assert list((tmp_path / "out").iterdir()) == []

    (longer,) = redact_files([tmp_path / "letter.pdf"], named_targets(["Stream Oldacre"]), tmp_path / "out", WHO)
    assert longer.copy is not None
