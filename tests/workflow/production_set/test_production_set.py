"""A production of twelve small documents: stopped, gone on with, refused, finished, checked, read back, clawed back."""

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pymupdf
import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.intake.members import read_member
from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import Cancelled, OpenDecisions, UsageError
from legalredact.model.production_set import LogFields, PageForm, PlannedDocument, PriorBates, Treatment
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.workflow.administration.clawback import plan_range
from legalredact.workflow.administration.purge import purge
from legalredact.workflow.copies.parallel import CopyProcesses
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.intake import members
from legalredact.workflow.production_set.check import VolumeCheck, check_volume, files_of
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.plan_file import plan_csv, plan_from, plan_rows, put_plan
from legalredact.workflow.production_set.run import DIGESTS, Produced, Production
from legalredact.workflow.production_set.sets import digests_of_set, set_named, targets_of_set
from tests.fakes.production_set import matter_to_produce

pytestmark = pytest.mark.long
CHOICES = ProduceChoices("PROD001", "ABC", legend="CONFIDENTIAL")
ACCEPTED = ProduceChoices("PROD001", "ABC", legend="CONFIDENTIAL", accept_failed=True)
NAMES = ("oldacre", "penhallow")
STOP_AFTER = 6


@dataclass(frozen=True)
class World:
    """What the runs left.

    Arguments:
        waiting: result of the run that met documents which cannot be produced.
        done: result of the last run.
    """

    matter: OpenMatter
    out: Path
    stopped_with: int
    waiting: Produced
    done: Produced

    @property
    def volume(self) -> Path:
        assert self.done.volume is not None
        return self.done.volume

    def rows(self) -> list[dict[str, str]]:
        """Records of the table of documents, split by hand."""
        text = (self.volume / "DATA" / "PROD001.dat").read_text(encoding="utf-8-sig")
        lines = [[cell.strip("þ") for cell in line.split("\x14")] for line in text.splitlines()]
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("produce")
    out = folder / "out"
    with matter_to_produce(folder / "matter") as matter:
        _decide(matter)
        stopped_with = _stopped(matter, out)
        production = Production(matter, processes=2)
        waiting = production.run(CHOICES, out)
        assert not (out / "PROD001").exists()
        yield World(matter, out, stopped_with, waiting, production.run(ACCEPTED, out))


def _decide(matter: OpenMatter) -> None:
    keys = {row.place.name: row.place.key for row in plan_rows(matter)}
    log = LogFields(description="Memorandum on the case of Marguerite Oldacre", author="A. Vale")
    put_plan(
        matter,
        (
            PlannedDocument(keys["advice.txt"], Treatment.WITHHOLD, ("PRIV",)),
            PlannedDocument(keys["memo.txt"], Treatment.WITHHOLD, ("PRIV", "WP"), log=log),
            PlannedDocument(keys["crates.xlsx"], Treatment.NATIVE),
            PlannedDocument(keys["scale.xlsx"], Treatment.NATIVE),
            PlannedDocument(keys["chart.pdf"], confidentiality="HIGHLY CONFIDENTIAL"),
        ),
    )


def _stopped(matter: OpenMatter, out: Path) -> int:
    """Stop a run in the middle of its copies; returns how many were ready."""
    cancel, ready = Cancellation(), [0]

    def report(progress: Progress) -> None:
        ready[0] = progress.done
        if progress.step == "copy" and progress.done >= STOP_AFTER:
            cancel.cancel()

    with pytest.raises(Cancelled):
        Production(matter, processes=2).run(CHOICES, out, report, cancel)
    return ready[0]


def test_a_run_that_was_stopped_goes_on_with_the_copies_that_were_ready(world: World) -> None:
    assert world.stopped_with >= STOP_AFTER
    assert world.waiting.reused >= 3  # all that were ready but slip sheets of files that could not be produced


def test_a_set_waits_for_documents_that_cannot_be_produced_with_proof(world: World) -> None:
    reasons = dict(world.waiting.failed)

    assert world.waiting.record is None
    assert sorted(why.split(",")[0] for why in reasons.values()) == [
        "Covered names are in this file",
        "The file could not be read",
    ]


def test_every_page_has_one_number_and_none_is_skipped(world: World) -> None:
    rows = world.rows()
    numbers = [(row["BEGBATES"], row["ENDBATES"], int(row["PAGECOUNT"])) for row in rows]

    at = 1
    for first, last, pages in numbers:
        assert (first, last) == (f"ABC{at:06}", f"ABC{at + pages - 1:06}")
        at += pages
    assert len(rows) == 12
    assert at == 14


def test_a_family_is_together_with_its_slip_sheet(world: World) -> None:
    family = [row for row in world.rows() if row["BEGATTACH"]]

    assert [row["PAGECOUNT"] for row in family] == ["1", "2", "1"]
    assert {(row["BEGATTACH"], row["ENDATTACH"]) for row in family} == {(family[0]["BEGBATES"], family[2]["ENDBATES"])}
    assert [row["WITHHELD"] for row in family] == ["N", "N", "Y"]


def test_fields_hold_tokens_in_place_of_covered_names(world: World) -> None:
    message, contract, unread = (row for row in world.rows() if row["BEGATTACH"])

    assert message["DOCDATE"] == "2024-03-01"
    assert message["FROM"].startswith("PERSON_")
    assert message["TO"] == "Tobias Wren <wren@example.org>"
    assert message["SUBJECT"].startswith("Crates for PERSON_")
    assert contract["FILENAME"].startswith("PERSON_")
    assert unread["CUSTODIAN"].startswith("PERSON_")


def test_hashes_of_originals_are_given_only_where_nothing_was_covered(world: World) -> None:
    given = {row["BEGBATES"]: bool(row["SHA256HASH"]) for row in world.rows()}
    covered = {row["BEGBATES"]: row["REDACTED"] == "Y" or row["WITHHELD"] == "Y" for row in world.rows()}

    assert given == {number: not hidden for number, hidden in covered.items()}
    assert True in given.values()


def test_no_covered_name_is_in_any_file_of_the_volume(world: World) -> None:
    files = list(files_of(world.volume))
    for path in files:
        content = path.read_bytes()
        texts = [path.name, content.decode("latin-1")]
        if path.suffix == ".pdf":
            texts += [page.get_text() for page in pymupdf.open("pdf", content)]
        for text in texts:
            assert not [name for name in NAMES if name in text.lower()], path.name
    assert len(files) == 12 + 12 + 1 + 2  # PDFs, texts, a native file, load files


def test_pages_bear_their_number_and_their_legend(world: World) -> None:
    for row in world.rows():
        texts = [page.get_text() for page in pymupdf.open(world.volume / row["PDFPATH"].replace("\\", "/"))]
        first = int(row["BEGBATES"][3:])
        legend = "HIGHLY CONFIDENTIAL" if row["FILENAME"] == "chart.pdf" else "CONFIDENTIAL"
        for number, text in enumerate(texts, first):
            assert f"ABC{number:06}" in text
            assert legend in text.splitlines()


def test_the_products_own_reader_opens_the_volume_with_its_texts(world: World) -> None:
    found = list(members(world.volume, silent, NEVER))

    assert [one.bates.first for one in found] == [row["BEGBATES"] for row in world.rows()]
    assert not [one for one in found if one.problem]
    contract, message = found[10], found[9]
    assert contract.family == message.key
    document = read_member(contract, STANDARD, silent, NEVER)
    assert "Signed by" in document.text
    assert [page.bates for page in document.pages] == ["ABC000011", "ABC000012"]


def test_the_privilege_log_is_the_same_in_three_forms_and_reveals_no_contents(world: World) -> None:
    beside = world.done.beside
    assert beside is not None
    text = (beside / "privilege-log.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    sheet = read_file((beside / "privilege-log.xlsx").read_bytes(), name="log.xlsx").text
    printed = " ".join(page.get_text() for page in pymupdf.open(beside / "privilege-log.pdf"))

    assert [row["Treatment"] for row in rows] == ["Withheld", "Withheld"]
    assert rows[1]["Basis"] == "PRIV (Attorney-client privilege); WP (Attorney work product)"
    assert rows[1]["Author"] == "A. Vale"
    assert rows[1]["Description"].startswith("Memorandum on the case of PERSON_")
    for row in rows:
        assert row["Bates"] in sheet
        assert row["Bates"] in printed
        assert row["Description"] in sheet
    assert not [name for name in NAMES if name in (text + sheet + printed).lower()]


def test_figures_of_the_result_are_those_of_the_files(world: World) -> None:
    check = world.done.check
    assert check is not None
    texts = [path.read_text(encoding="utf-8-sig") for path in (world.volume / "TEXT").rglob("*.txt")]

    assert check.sound
    assert (check.documents, check.pages, check.page_files, check.texts, check.natives) == (12, 13, 12, 12, 1)
    assert check.characters == sum(map(len, texts))
    assert world.done.logged == 2


def test_the_trail_records_the_set_before_it_is_handed_over(world: World) -> None:
    actions = [event.action for event in world.matter.events]
    details = dict(world.matter.events[actions.index("produce.hand_over")].details)

    assert actions.count("produce.begin") == 3
    assert details["first"] == "ABC000001"
    assert details["last"] == "ABC000013"


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (ACCEPTED, "volume of that name"),
        (ProduceChoices("PROD002", "ABC", start=13, accept_failed=True), "used numbers of this range"),
        (ProduceChoices("PROD002", "OLDACRE", accept_failed=True), "spells a covered name"),
        (ProduceChoices("PROD002", "abc", accept_failed=True), "not a Bates prefix"),
    ],
)
def test_numbers_and_names_that_were_used_or_tell_a_name_are_refused(
    world: World, tmp_path: Path, choices: ProduceChoices, words: str
) -> None:
    out = world.out if choices is ACCEPTED else tmp_path
    if choices.start:
        _leave_out_all_but(world.matter, "memo.txt")
    with pytest.raises(UsageError, match=words):
        Production(world.matter, processes=1).run(choices, out)


def test_no_number_is_given_again_from_an_unfinished_folder_elsewhere(world: World, tmp_path: Path) -> None:
    (tmp_path / ".PROD001.unfinished").mkdir()  # a run that was stopped before the set was produced in another folder
    with pytest.raises(UsageError, match="produced already"):
        Production(world.matter, processes=1).run(ACCEPTED, tmp_path)


def test_a_folder_of_other_files_beside_the_volume_is_never_replaced(world: World, tmp_path: Path) -> None:
    _leave_out_all_but(world.matter, "memo.txt")
    (tmp_path / "P9-internal").mkdir()
    (tmp_path / "P9-internal" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="with other files"):
        Production(world.matter, processes=1).run(ProduceChoices("P9", "ZZZ"), tmp_path)
    assert (tmp_path / "P9-internal" / "notes.txt").exists()


def test_a_second_run_that_ends_meanwhile_takes_its_numbers(world: World, tmp_path: Path) -> None:
    _leave_out_all_but(world.matter, "memo.txt")
    done: list[Produced] = []

    def report(progress: Progress) -> None:
        if progress.step == "check" and not done:
            done.append(Production(world.matter, processes=1).run(ProduceChoices("P8", "ZZY"), tmp_path))

    with pytest.raises(UsageError, match="no number is given twice"):
        Production(world.matter, processes=1).run(ProduceChoices("P7", "ZZY"), tmp_path, report)
    assert done[0].record is not None
    assert not (tmp_path / "P7").exists()


def _leave_out_all_but(matter: OpenMatter, *names: str) -> None:
    kept = matter.store.production_plan().by_key()
    put_plan(
        matter,
        tuple(
            _included(kept.get(row.place.key, PlannedDocument(row.place.key)))
            if row.place.name in names
            else PlannedDocument(row.place.key, Treatment.LEAVE_OUT)
            for row in plan_rows(matter)
        ),
    )


def _included(decision: PlannedDocument) -> PlannedDocument:
    return PlannedDocument(decision.key) if decision.treatment is Treatment.LEAVE_OUT else decision


def _checked(world: World, volume: Path) -> VolumeCheck:
    produced = set_named(world.matter, "PROD001")
    assert world.done.beside is not None
    digests = digests_of_set(produced, (world.done.beside / DIGESTS).read_bytes())
    processes = CopyProcesses(1, files_of(volume))
    try:
        targets = targets_of_set(world.matter, produced)
        return check_volume(volume, targets, processes, silent, NEVER, digests=digests)
    finally:
        processes.close()


def test_the_check_finds_what_is_wrong_with_a_volume(world: World, tmp_path: Path) -> None:
    volume = Path(shutil.copytree(world.volume, tmp_path / "PROD001"))
    texts = sorted((volume / "TEXT").rglob("*.txt"))
    texts[1].write_text("Dear Marguerite Oldacre", encoding="utf-8-sig")
    texts[2].unlink()
    (volume / "PDF" / "0001" / "extra.pdf").write_bytes(b"%PDF-1.7")
    table = volume / "DATA" / "PROD001.dat"
    content = table.read_text(encoding="utf-8-sig").replace("þABC000005þ", "þABC000006þ", 1)
    content = content.replace("\x14þ2þ\x14", "\x14þtwoþ\x14")
    table.write_text(content.replace("þlease.docxþ", "þOldacre lease.docxþ"), encoding="utf-8-sig", newline="")

    problems = "\n".join(_checked(world, volume).problems)

    for words in (
        "holds a covered name",
        "is missing",
        "belongs to no document",
        "do not continue",
        "FILENAME of",
        "has changed since it was written: PROD001.dat",
        "is not that of its pages",
        "2 pages, the table says two",
    ):
        assert words in problems


def test_a_second_set_of_images_goes_on_with_the_next_number_and_replaces_earlier_ones(
    world: World, tmp_path: Path
) -> None:
    _leave_out_all_but(world.matter, "Oldacre contract.pdf")
    choices = ProduceChoices("PROD002", "ABC", form=PageForm.IMAGES, dpi=200, prior=PriorBates.REPLACE)

    done = Production(world.matter, processes=1).run(choices, tmp_path)

    assert done.record is not None
    assert done.volume is not None
    assert (done.record.documents[0].first, done.record.documents[0].last) == ("ABC000014", "ABC000015")
    assert done.replaced == 2
    paths = sorted((done.volume / "IMAGES").rglob("*"))
    images = [PIL.Image.open(path) for path in paths if path.is_file()]
    assert [(image.format, image.info["compression"], image.mode) for image in images] == [("TIFF", "group4", "1")] * 2
    text = (done.volume / "TEXT" / "0001" / "ABC000014.txt").read_text(encoding="utf-8-sig")
    assert "OLD0" not in text
    assert "ABC000015" in text


def test_a_name_that_is_confirmed_while_a_set_is_made_stops_it(world: World, tmp_path: Path) -> None:
    _leave_out_all_but(world.matter, "advice.txt", "memo.txt")
    started: list[None] = []

    def confirm(progress: Progress) -> None:
        if progress.step == "check" and not started:
            started.append(None)
            world.matter.type_names(parse_register("Ida Quill | party"))

    with pytest.raises(OpenDecisions, match="changed while the set was made"):
        Production(world.matter, processes=1).run(ProduceChoices("PROD003", "ABC"), tmp_path, confirm)

    assert not (tmp_path / "PROD003").exists()
    assert "PROD003" not in [one.name for one in world.matter.store.production_sets()]


def test_an_edited_plan_changes_only_what_a_person_changed(world: World) -> None:
    rows = plan_rows(world.matter)
    content = plan_csv(rows).decode("utf-8-sig")

    same = plan_from(content.encode(), rows)
    edited = plan_from(content.replace("2024-03-01", "2024-03-02").encode(), rows)

    assert {one.key: one for one in same} == {row.place.key: row.decision for row in rows}
    changed = [one for one, was in zip(edited, same, strict=True) if one != was]
    assert [one.log.date for one in changed] == ["2024-03-02"]


def test_a_number_of_a_set_finds_the_document_to_delete_and_where_it_was_handed_out(world: World) -> None:
    plan = plan_range(world.matter, "ABC000012", "ABC000012")

    assert len(plan.deleted.documents) == 1
    assert plan.produced[0] == ("PROD001", "ABC000011", "ABC000012")
    assert "handed out in production sets: PROD001 ABC000011 to ABC000012" in plan.words()

    assert "m2" in world.matter.store.production_plan().by_key()
    purge(world.matter, plan)
    assert "m2" not in world.matter.store.production_plan().by_key()
    assert world.matter.store.production_sets()[0].pages == 13  # its numbers stay used
