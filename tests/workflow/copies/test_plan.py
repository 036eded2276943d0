"""Copies of a matter's documents: from the vault's bytes, with boxes drawn by hand, reasons, and a note of each act."""

import contextlib
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf
import pytest

from legalredact.detection.detect import Detector
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import Cancelled, OpenDecisions, Refused, UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.model.document import Box
from legalredact.model.mention import Kind, Role
from legalredact.model.policy import ExportPolicy, Policy
from legalredact.model.progress import Cancellation, Progress, Report, silent
from legalredact.model.redaction import Reason, ReasonRules
from legalredact.model.register import Decision, Entity, Register
from legalredact.summary.local.engine import LocalEngine
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.copies import plan, reason_codes
from legalredact.workflow.copies.plan import Choices, Copying
from legalredact.workflow.copies.run import Redacted
from legalredact.workflow.matter.dependencies import Parts, Reading
from legalredact.workflow.matter.open_matter import OpenMatter

NAME = "Marguerite Oldacre"


def read(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    for path in paths:
        yield path, read_file(path, report=report, cancel=cancel)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    """A matter with a PDF and a text about its client; their files are gone from the disk."""
    with contextlib.contextmanager(opened)(tmp_path) as made:
        yield made


def opened(tmp_path: Path) -> Iterator[OpenMatter]:
    document = pymupdf.open()
    page = document.new_page(width=400, height=200)
    page.insert_text((20, 60), f"heard {NAME} say so")
    page.insert_text((300, 190), "ALD000001")
    document.save(tmp_path / "Oldacre.pdf")
    (tmp_path / "letter.txt").write_text(f"Dear {NAME},\nyes.\n", encoding="utf-8")
    parts = Parts(read=read, detect=Detector().detect, engine=lambda *_: LocalEngine(), policy=Policy(), clock=utc_now)
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), parts, "Paralegal") as made:
        made.type_names(
            Register((Entity("e1", NAME, Kind.PERSON, Role.CLIENT, decision=Decision.CONFIRMED, typed=True),))
        )
        made.add([tmp_path / "Oldacre.pdf", tmp_path / "letter.txt"])
        for name in ("Oldacre.pdf", "letter.txt"):
            (tmp_path / name).unlink()
        yield made


def make(
    matter: OpenMatter,
    folder: Path,
    choices: Choices | None = None,
    cancel: Cancellation | None = None,
    report: Report = silent,
) -> dict[str, Redacted]:
    done: dict[str, Redacted] = {}
    copying = Copying(matter, AtOnce(), done.__setitem__)
    ids = [document.id for document in matter.documents]
    copying.make(ids, folder, choices or Choices(), report, cancel or Cancellation())
    return done


@dataclass
class Copied:
    """One run over a PDF with a box and reasons, a text, and a document that was not searched for names yet."""

    matter: OpenMatter
    folder: Path
    ids: list[str]
    done: dict[str, Redacted]
    told: list[Progress]

    @property
    def late(self) -> Redacted:
        return self.done[self.ids[2]]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copied]:
    folder = tmp_path_factory.mktemp("plan")
    told: list[Progress] = []
    with contextlib.contextmanager(opened)(folder) as matter:
        text = f"{NAME} met Harlan Quillfeather."
        matter.keep(document_from_text("d0123456789ab", "late.txt", text), text.encode())
        reason_codes.set_rules(matter, ReasonRules().with_default(Role.CLIENT, "PRIV"))
        plan.draw_box(matter, matter.documents[0].id, Box(1, 120, 150, 40, 100), reason="CONF")
        ids = [document.id for document in matter.documents]
        done = make(matter, folder / "out", report=told.append)
        yield Copied(matter, folder / "out", ids, done, told)


def test_copies_are_made_from_the_vault_and_from_nothing_else(copied: Copied) -> None:
    assert set(copied.ids) == set(copied.done)
    made = [copied.done[one].copy for one in copied.ids[:2]]
    assert all(copy is not None and copy.exists() for copy in made)
    copies_and_logs = (path for path in copied.folder.iterdir() if not path.name.startswith("redaction-log-"))
    endings = sorted("".join(path.suffixes) for path in copies_and_logs)
    assert endings == [".pdf", ".pdf.log.csv", ".pdf.log.pdf", ".txt", ".txt.log.csv", ".txt.log.pdf"]


def test_of_a_document_whose_names_nobody_knows_yet_no_copy_is_made(copied: Copied) -> None:
    """Only names that other documents have, too, would be covered in it."""
    assert copied.late.copy is None
    assert isinstance(copied.late.problem, OpenDecisions)


def test_a_run_has_one_log_of_all_its_copies_beside_theirs(copied: Copied) -> None:
    (log,) = copied.folder.glob("redaction-log-*.csv")
    assert log.with_suffix(".pdf").exists()
    rows = list(csv.DictReader(log.read_text(encoding="utf-8").splitlines()))
    assert {row["copy_digest"] for row in rows} == {copied.done[one].copy_digest for one in copied.ids[:2]}
    assert not any("Oldacre" in value for row in rows for value in row.values())


def test_a_second_run_has_a_log_of_its_own(matter: OpenMatter, tmp_path: Path) -> None:
    runs = [make(matter, tmp_path / "out") for _ in range(2)]
    logs = sorted((tmp_path / "out").glob("redaction-log-*.csv"))
    assert [log.with_suffix(".pdf").exists() for log in logs] == [True, True]
    for log, done in zip(logs, runs, strict=True):
        rows = list(csv.DictReader(log.read_text(encoding="utf-8").splitlines()))
        assert {row["copy_digest"] for row in rows} == {result.copy_digest for result in done.values()}


def test_a_file_that_is_being_copied_can_be_stopped_and_leaves_nothing(matter: OpenMatter, tmp_path: Path) -> None:
    class SecondLook(Cancellation):
        """Asked before each file, and all the time while it is copied."""

        asked = 0

        def check(self) -> None:
            self.asked += 1
            if self.asked > 1:
                self.cancel()
            super().check()

    with pytest.raises(Cancelled):
        make(matter, tmp_path / "out", cancel=SecondLook())
    assert list((tmp_path / "out").iterdir()) == []


def test_how_far_a_document_is_is_told_beside_how_many_are_done(copied: Copied) -> None:
    told, first = copied.told, copied.ids[0]
    shares = [one.share for one in told]
    assert shares == sorted(shares)
    assert told[-1].share == 1
    pages = [(one.done, one.innermost) for one in told if one.within is not None and one.subject == first]
    assert {(done, page.step, page.done, page.total) for done, page in pages} <= {
        (0, step, done, 1) for step in ("redact", "audit") for done in (0, 1)
    }
    assert pages


def test_boxes_reasons_and_bates_numbers_stand_in_the_log(copied: Copied) -> None:
    log = copied.done[copied.ids[0]].log
    assert log is not None
    rows = list(csv.DictReader(log.read_text(encoding="utf-8").splitlines()))
    assert {(row["found_by"], row["reason"], row["who"]) for row in rows} == {
        ("hand", "CONF", "Paralegal"),
        ("text", "PRIV", "Paralegal"),
    }
    assert {row["bates"] for row in rows} == {"ALD000001"}
    assert [row["x0"] for row in rows if row["found_by"] == "hand"] == ["40.0"]


def test_boxes_and_reasons_are_kept_in_the_vault(matter: OpenMatter) -> None:
    paper = matter.documents[0].id
    rules = ReasonRules(shown=True).with_custom(Reason("BANK", "Bank secrecy"))
    reason_codes.set_rules(matter, rules)
    box = plan.draw_box(matter, paper, Box(1, 10, 10, 50, 50), "CLIENT_A", "BANK")
    assert matter.store.reason_rules() == rules
    assert matter.store.hand_boxes() == {paper: (box,)}
    plan.put_boxes(matter, paper, ())
    assert matter.store.hand_boxes() == {paper: ()}


def test_each_act_is_in_the_trail_without_a_word_of_a_client(copied: Copied) -> None:
    events = copied.matter.events
    actions = [event.action for event in events]
    assert actions[-5:] == [*["copy.make"] * 2, *["copy.hand_over"] * 2, "copy.log"]
    assert {"copy.boxes", "copy.reasons"} <= set(actions)
    assert not any("Oldacre" in repr(event.details) for event in events)


@pytest.mark.parametrize("code", ["the Marguerite Oldacre matter", " "])
def test_a_reason_may_not_spell_a_name_nor_be_empty(matter: OpenMatter, code: str) -> None:
    with pytest.raises(UsageError):
        reason_codes.set_rules(matter, ReasonRules(custom=(Reason(code, "for no reason"),)))


def test_a_box_whose_reason_spells_a_name_confirmed_later_makes_no_copy_and_no_log(
    matter: OpenMatter, tmp_path: Path
) -> None:
    """The log has the reason even where the box shows none."""
    paper, other = (document.id for document in matter.documents)
    plan.draw_box(matter, paper, Box(1, 120, 150, 40, 100), reason=f"see {NAME}")
    done = make(matter, tmp_path / "out")
    assert done[paper].copy is None
    assert isinstance(done[paper].problem, UsageError)
    assert done[other].copy is not None
    assert not any(NAME.encode() in path.read_bytes() for path in (tmp_path / "out").iterdir())


def test_a_run_that_is_stopped_keeps_what_was_handed_over(matter: OpenMatter, tmp_path: Path) -> None:
    cancel = Cancellation()
    done: dict[str, Redacted] = {}

    def first(document_id: str, result: Redacted) -> None:
        done[document_id] = result
        cancel.cancel()

    ids = [document.id for document in matter.documents]
    with pytest.raises(Cancelled):
        Copying(matter, AtOnce(), first).make(ids, tmp_path / "out", Choices(), lambda _: None, cancel)
    assert list(done) == ids[:1]
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_nobody_masked_means_no_copy(tmp_path: Path) -> None:
    parts = Parts(read=read, detect=Detector().detect, engine=lambda *_: LocalEngine(), policy=Policy(), clock=utc_now)
    with OpenMatter.create(tmp_path / "empty", ThrowAwayKey(), parts, "Paralegal") as made, pytest.raises(UsageError):
        plan.named_for_copies(made)


def test_boxes_have_corners_in_order_and_a_least_size() -> None:
    assert plan.whole(Box(1, 50, 60, 20, 30)) == Box(1, 20, 30, 50, 60)
    assert plan.whole(Box(1, 50, 60, 50, 60)) == Box(1, 50, 60, 52, 62)


def test_copies_go_only_where_policy_says(matter: OpenMatter, tmp_path: Path) -> None:
    matter.parts = replace(matter.parts, policy=Policy(export=ExportPolicy((str(tmp_path / "allowed"),))))
    with pytest.raises(Refused, match="does not let results"):
        make(matter, tmp_path / "out")
    assert not (tmp_path / "out").exists()
