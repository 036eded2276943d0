"""Bates numbers, families, order, load files and the plan: the small parts of a production set."""

import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.documents.intake.load_file import records, table_of
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import DamagedInput, UsageError
from legalredact.model.document import UnreadPart
from legalredact.model.listing import Listed
from legalredact.model.mention import Kind
from legalredact.model.policy import Policy, ProductionPolicy
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.model.production_set import (
    LogFields,
    PlannedDocument,
    ProducedBox,
    ProducedDocument,
    ProducedSet,
    Treatment,
    codes_in,
    codes_text,
)
from legalredact.model.redaction import Reason
from legalredact.redaction.options import CopyResult, Covered
from legalredact.redaction.targets import Target, TargetSet
from legalredact.workflow.copies.reason_codes import reasons_of
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.bates import (
    BatesSeries,
    family_ranges,
    first_number,
    next_free,
    refuse_used_numbers,
)
from legalredact.workflow.production_set.choices import ProduceChoices, refuse_wrong
from legalredact.workflow.production_set.load_files import LoadRow, changed_values, concordance, opticon, page_lines
from legalredact.workflow.production_set.masked_fields import FieldMask
from legalredact.workflow.production_set.metadata import Metadata
from legalredact.workflow.production_set.order import DocumentPlace, ordered
from legalredact.workflow.production_set.plan_file import plan_rows, put_plan
from legalredact.workflow.production_set.prepare import contents, document_at
from legalredact.workflow.production_set.privilege_log import LogRow, log_csv, log_row
from legalredact.workflow.production_set.quality import produced_page
from legalredact.workflow.production_set.sets import digests_of_set
from legalredact.workflow.production_set.tables import digest_list
from legalredact.workflow.production_set.work_folder import ReadyCopy, WorkFolder
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey


def test_numbers_go_on_from_document_to_document() -> None:
    assert BatesSeries("ABC-", 9, 4).numbered([1, 2, 1]) == (("ABC-0009",), ("ABC-0010", "ABC-0011"), ("ABC-0012",))


def test_a_family_has_the_range_of_all_its_documents() -> None:
    numbers = (("A1",), ("A2", "A3"), ("A4",))

    assert family_ranges(["m", "m", "x"], numbers) == (("A1", "A3"), ("A1", "A3"), ("", ""))


def listed(document_id: str) -> Listed:
    return Listed(document_id, f"{document_id}.txt", "", 0, False, tuple[UnreadPart, ...](), True)


def member(key: str, document: str, family: str) -> ProductionMember:
    one = ProductionMember(key, Form.FILE, Location(Path(f"{key}.txt")), document.ljust(64, "0"), 1, family=family)
    assert one.document_id == f"d{document.ljust(12, '0')}"
    return one


def test_attachments_follow_their_message_and_a_file_in_two_families_is_in_both() -> None:
    ids = [f"d{letter * 12}" for letter in "abc"]
    members = [
        member("m1", "a" * 12, "m1"), member("m2", "b" * 12, "m1"),
        member("m3", "c" * 12, "m3"), member("m4", "b" * 12, "m3"),
    ]  # fmt: skip

    found = ordered([listed("dsingle"), *map(listed, ids)], members)

    assert [one.key for one in found] == ["dsingle", "m1", "m2", "m3", "m4"]
    assert found[2].document_id == found[4].document_id


def produced(name: str, first: int, last: int, prefix: str = "ABC") -> ProducedSet:
    one = ProducedDocument("k", "d1", f"{prefix}{first:06}", f"{prefix}{last:06}", last - first + 1)
    return ProducedSet(name, prefix, 6, "2026-11-24T12:00:00+00:00", "ann", documents=(one,))


def test_no_number_is_given_twice() -> None:
    sets = (produced("P1", 1, 20), produced("P2", 21, 30), produced("X", 1, 500, "XYZ"))

    assert next_free("ABC", sets) == 31
    refuse_used_numbers(ProduceChoices("P3", "ABC"), 31, 100, sets)
    refuse_used_numbers(ProduceChoices("P2", "ABC"), 21, 10, sets)  # a set that was stopped before it was handed over
    with pytest.raises(UsageError, match="P2 has used numbers"):
        refuse_used_numbers(ProduceChoices("P3", "ABC"), 30, 1, sets)
    with pytest.raises(UsageError, match="more digits"):
        refuse_used_numbers(ProduceChoices("P3", "ABC", digits=4), 9999, 2, sets)


@pytest.mark.parametrize("prefix", ["ABC1", "A2024", "abc", "ABC1 2", "1AB"])
def test_a_prefix_that_would_run_into_its_numbers_is_refused(prefix: str) -> None:
    with pytest.raises(UsageError, match="not a Bates prefix"):
        refuse_wrong(ProduceChoices("P1", prefix), (), TargetSet(()))


@pytest.mark.parametrize("prefix", ["A", "ABC", "ABC-", "A2B_", "R&D ", "X1-", "X1_"])
def test_usual_prefixes_are_taken(prefix: str) -> None:
    refuse_wrong(ProduceChoices("P1", prefix), (), TargetSet(()))


def test_a_load_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    row = LoadRow("ABC1", "ABC2", pagecount=2, subject='A "quoted"\nline, and more', sender="Þórður <þ@example.org>")
    path = tmp_path / "a.dat"
    path.write_bytes(concordance([row]))

    table = table_of(path)
    assert table is not None
    (found,) = records(path, table)

    assert table.encoding == "utf-8-sig"
    assert found.values["SUBJECT"] == 'A "quoted"\nline, and more'
    assert found.values["FROM"] == "Thórður <th@example.org>"  # the format has no escape for its quote
    assert changed_values([row]) == 1


def test_a_page_table_has_a_line_for_each_image_and_one_for_a_pdf() -> None:
    images = page_lines("A1", ["IMAGES/0001/A1.tif", "IMAGES/0001/A2.png"], ["A1", "A2"])
    pdf = page_lines("A3", ["PDF/0001/A3.pdf"], ["A3", "A4"])

    assert opticon([*images, *pdf], "VOL").decode().splitlines() == [
        "A1,VOL,IMAGES\\0001\\A1.tif,Y,,,2",
        "A2,VOL,IMAGES\\0001\\A2.png,,,,",
        "A3,VOL,PDF\\0001\\A3.pdf,Y,,,2",
    ]


def test_a_field_that_spells_a_name_in_any_way_is_masked_or_emptied() -> None:
    mask = FieldMask([Target(("Marguerite Oldacre",), "CLIENT_A", Kind.PERSON)])

    assert mask.masked("Re: Marguerite Oldacre's lease") == "Re: CLIENT_A's lease"
    assert not mask.names(mask.masked("marguerite_oldacre_lease.pdf"))
    assert mask.masked("lease.pdf") == "lease.pdf"


def test_several_codes_are_one_text_and_come_apart_again() -> None:
    assert codes_in(" PRIV;  WP ;PRIV") == ("PRIV", "WP")
    assert codes_text(codes_in("PRIV; WP")) == "PRIV; WP"


def test_documents_that_were_withheld_from_summaries_are_withheld_unless_the_plan_says_otherwise(
    tmp_path: Path,
) -> None:
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(), "ann") as matter:
        for number in range(2):
            path = tmp_path / f"letter {number}.txt"
            path.write_text(f"Letter {number} by Marguerite Oldacre.", encoding="utf-8")
            matter.add([path])
        first, second = (one.id for one in matter.listing)
        matter.accept_unread([(first, WITHHELD), (second, WITHHELD)], "together")

        put_plan(matter, [PlannedDocument(second)])

        assert [row.decision.treatment for row in plan_rows(matter)] == [Treatment.WITHHOLD, Treatment.PRODUCE]


def test_a_copy_is_used_again_only_if_it_is_undamaged(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path, "P1")
    work.begin()
    (work.root / ".left.half.pdf").write_bytes(b"x")
    work.begin()
    ready = ReadyCopy(
        "b133a0c0e9bee3be20163d2ad31d6248db292aa6dcb1ee087a2aa50e0fc75ae2", 1, CopyResult((Covered(None, "A"),))
    )
    work.keep("k", ready, b"more")
    assert work.copy("k") is None

    work.keep("k", replace(ready, digest="187897ce0afcf20b50ba2b37dca84a951b7046f29ed5ab94f010619f69d6e189"), b"more")

    assert work.copy("k") is not None
    assert not list(tmp_path.rglob("*.half.*"))
    assert work.copy("other") is None


@pytest.fixture
def coded(tmp_path: Path) -> OpenMatter:
    policy = Policy(
        production=ProductionPolicy(("b(6) | Personal privacy", "b(7)(C) | Law enforcement"), only_listed=True)
    )
    return OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(policy), "ann")


def test_a_set_that_was_recorded_but_not_delivered_keeps_its_numbers() -> None:
    sets = (produced("P1", 1, 20), produced("P2", 21, 30))

    assert first_number(ProduceChoices("P2", "ABC"), sets) == 21
    assert first_number(ProduceChoices("P3", "ABC"), sets) == 31


def test_policy_lists_the_codes_that_a_production_may_use(coded: OpenMatter) -> None:
    with coded as matter:
        assert {one.code: one.words for one in reasons_of(matter)}["b(6)"] == "Personal privacy"
        put_plan(matter, [PlannedDocument("d1", Treatment.WITHHOLD, ("b(6)", "b(7)(C)"))])
        with pytest.raises(UsageError, match="Policy allows only its own reason codes"):
            put_plan(matter, [PlannedDocument("d1", Treatment.WITHHOLD, ("PRIV",))])


def test_words_of_a_reason_reveal_no_name_in_the_privilege_log() -> None:
    mask = FieldMask([Target(("Marguerite Oldacre",), "CLIENT_A", Kind.PERSON)])
    reasons = [Reason("PRIV", "Advice to Marguerite Oldacre")]
    known = Metadata(subject="Lease")

    row = log_row(("A1", "A1"), known, LogFields(), ["PRIV"], reasons, mask, withheld=True, names=False, pages=1)

    assert row.basis == "PRIV (Advice to CLIENT_A)"


@pytest.mark.parametrize("sign", "=+-@\t\r\n\uff1d")
def test_no_cell_of_a_log_or_a_plan_becomes_a_formula(sign: str) -> None:
    row = LogRow("A1", "", f"{sign}HYPERLINK(1)", "", "Text", "Withheld", "PRIV", "")

    (_, cells) = csv.reader(io.StringIO(log_csv([row]).decode("utf-8-sig"), newline=""))

    assert cells[3] == f"'{sign}HYPERLINK(1)"


def test_a_file_name_that_is_no_text_goes_into_the_tables_as_text() -> None:
    place = replace(member("m1", "a" * 12, ""), location=Location(Path("caf\udce9.txt")))

    (found,) = ordered([], [place])

    assert found.name == "caf\ufffd.txt"
    assert concordance([LoadRow("A1", "A1", filename=found.name)])


def test_a_page_to_compare_is_that_of_its_set_although_another_volume_has_the_same_number(tmp_path: Path) -> None:
    for name in ("A-SET", "PROD001"):
        place = tmp_path / name / "PDF" / "0001"
        place.mkdir(parents=True)
        (place / "ABC000001.pdf").write_bytes(name.encode())
    box = ProducedBox("ABC000001", 1, 3, (0, 0, 9, 9))

    assert produced_page(tmp_path, produced("PROD001", 1, 9), box) == (b"PROD001", 3)
    assert produced_page(tmp_path / "PROD001", produced("PROD001", 1, 9), box) == (b"PROD001", 3)


def test_a_list_of_digests_counts_only_if_it_is_the_recorded_one() -> None:
    listed = digest_list([("TEXT/a.txt", "0" * 64)])
    one = replace(produced("PROD001", 1, 9), digest=hashlib.sha256(listed).hexdigest())

    assert digests_of_set(one, listed) == {"TEXT/a.txt": "0" * 64}
    with pytest.raises(DamagedInput, match="not the one that the matter has recorded"):
        digests_of_set(one, listed.replace(b"0", b"1", 1))


def test_a_set_is_known_only_in_the_folder_in_which_it_was_recorded(tmp_path: Path) -> None:
    here, there = WorkFolder(tmp_path / "here", "P1"), WorkFolder(tmp_path / "there", "P1")
    for work in (here, there):
        work.begin()
    here.keep_record("a" * 64)
    here.keep_record("b" * 64)

    assert [here.has_recorded(one * 64) for one in "abc"] == [True, True, False]
    assert not there.has_recorded("a" * 64)


def test_pages_of_a_converted_old_file_are_drawn_from_its_text(tmp_path: Path) -> None:
    original = b"\xffWPC of WordPerfect"
    read = document_from_text("d1", "brief.wpd", "Marguerite Oldacre signed.")
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(), "ann") as matter:
        matter.keep(replace(read, digest=hashlib.sha256(original).hexdigest()), original)
        found = contents(matter, document_at(DocumentPlace("d1", "d1", "brief.wpd", "d1")))

    assert found.paragraphs is not None
    assert [one.text for one in found.paragraphs] == ["Marguerite Oldacre signed."]
