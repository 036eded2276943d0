"""Generated productions are what their gold says, kind by kind, and an intake finds all of it."""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legalredact.documents.intake.members import original_of, read_member
from legalredact.errors import UnreadableInput
from legalredact.matching.text.near_duplicates import near_duplicates, signature
from legalredact.model.document import Document
from legalredact.model.production import Form, ProductionMember
from legalredact.workflow.production.intake import members

DOCUMENTS = 120
Row = dict[str, Any]


@pytest.fixture(scope="module")
def writing(repository: Path) -> Iterator[Any]:
    """The generator lies beside the scripts that use it and is no part of the program."""
    folders = [str(repository / "packaging" / name) for name in ("productions", "model")]
    sys.path[:0] = folders
    yield importlib.import_module("producing.writing")
    for folder in folders:
        sys.path.remove(folder)


def _gold(out: Path) -> list[Row]:
    return [json.loads(line) for line in (out / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def collected(writing: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], list[ProductionMember]]:
    out = tmp_path_factory.mktemp("collected") / "out"
    writing.write(out, DOCUMENTS, seed=7, damaged=0.1)
    return _gold(out), [*members(out / "production", processes=0)]


@pytest.fixture(scope="module")
def produced(writing: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], list[ProductionMember]]:
    out = tmp_path_factory.mktemp("produced") / "out"
    writing.write(out, DOCUMENTS, seed=8, damaged=0.05, load_file=True)
    return _gold(out), [*members(out / "production", processes=0)]


@pytest.fixture(scope="module")
def read(collected: tuple[list[Row], list[ProductionMember]]) -> dict[str, Document | UnreadableInput]:
    """Every document of the collected production, by its digest."""
    found: dict[str, Document | UnreadableInput] = {}
    for member in collected[1]:
        if member.digest not in found:
            try:
                found[member.digest] = read_member(member)
            except UnreadableInput as problem:
                found[member.digest] = problem
    return found


def test_every_document_is_found_once_for_each_place_where_it_lies(
    collected: tuple[list[Row], list[ProductionMember]],
) -> None:
    rows, found = collected
    assert len(rows) == DOCUMENTS
    assert sorted(row["digest"] for row in rows) == sorted(member.digest for member in found)
    assert {row["kind"] for row in rows} == {"pdf", "docx", "eml", "msg", "xlsx", "pptx", "rtf", "txt"}


def test_families_and_duplicates_are_those_of_the_gold(collected: tuple[list[Row], list[ProductionMember]]) -> None:
    rows, found = collected
    digests = {row["number"]: row["digest"] for row in rows}
    by_key = {member.key: member for member in found}
    heads = sorted((digests[row["family"]], row["digest"]) for row in rows)
    assert sorted((by_key[member.family].digest, member.digest) for member in found) == heads
    repeated = {row["digest"] for row in rows if row["duplicate_of"]}
    assert repeated <= {member.digest for member in found if member.duplicate_of}


def test_names_of_the_gold_stand_in_what_is_read(
    collected: tuple[list[Row], list[ProductionMember]], read: dict[str, Document | UnreadableInput]
) -> None:
    missing = []
    for row in collected[0]:
        document = read[row["digest"]]
        if row["damaged"] or not isinstance(document, Document):
            continue
        text = re.sub(r"\s+", "", document.text)
        missing += [
            (row["kind"], name["surface"]) for name in row["names"] if name["surface"].replace(" ", "") not in text
        ]
    assert missing == []
    assert sum(len(row["names"]) for row in collected[0]) > DOCUMENTS


def test_whole_files_are_read_and_damaged_ones_refused_or_told(
    collected: tuple[list[Row], list[ProductionMember]], read: dict[str, Document | UnreadableInput]
) -> None:
    rows = collected[0]
    assert any(row["damaged"] for row in rows)
    for row in rows:
        outcome = read[row["digest"]]
        assert isinstance(outcome, Document) != bool(row["damaged"]) or (
            isinstance(outcome, Document) and bool(outcome.unread)
        )


def test_near_duplicates_are_found_by_their_texts(
    collected: tuple[list[Row], list[ProductionMember]], read: dict[str, Document | UnreadableInput]
) -> None:
    rows = collected[0]
    texts = {row["number"]: read[row["digest"]] for row in rows}
    signatures = ((str(n), signature(d.text)) for n, d in texts.items() if isinstance(d, Document))
    groups = near_duplicates(signatures)
    near = [row for row in rows if row["near_duplicate_of"]]
    assert near
    assert all(str(row["number"]) in groups for row in near)


def test_load_files_tell_numbers_custodians_and_families(produced: tuple[list[Row], list[ProductionMember]]) -> None:
    rows, found = produced
    listed = {member.bates.first: member for member in found if not member.parent}
    assert set(listed) == {row["bates"] for row in rows}
    assert all(listed[row["bates"]].custodian == row["custodian"] for row in rows)
    numbers = {row["number"]: row["bates"] for row in rows}
    assert all(listed[row["bates"]].family == listed[numbers[row["family"]]].key for row in rows)
    natives = [row for row in rows if listed[row["bates"]].form is not Form.PAGES]
    assert all(listed[row["bates"]].digest == row["digest"] for row in natives)
    inside = [member for member in found if member.parent]
    assert inside
    known = {row["digest"] for row in natives}
    assert all(member.duplicate_of for member in inside if member.digest in known)


def test_the_same_arguments_give_the_same_bytes(writing: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        writing.write(tmp_path / name, 30, seed=3, load_file=True)
    one, two = ({p.relative_to(tmp_path / n): p for p in (tmp_path / n).rglob("*.*")} for n in ("one", "two"))
    assert set(one) == set(two)
    assert all(one[name].read_bytes() == two[name].read_bytes() for name in one if one[name].is_file())


def test_a_document_of_page_pictures_is_kept_as_the_pdf_that_is_read(writing: Any, tmp_path: Path) -> None:
    writing.write(tmp_path / "out", 160, seed=5, damaged=0, load_file=True)
    pictured = next(m for m in members(tmp_path / "out" / "production", processes=0) if m.form is Form.PAGES)
    original = original_of(pictured)
    assert isinstance(original, bytes)
    assert original.startswith(b"%PDF-")
    assert len(original) == pictured.size
