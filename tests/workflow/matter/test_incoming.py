"""Files that hold others come into a matter as what they hold; families are kept, and what cannot be had is told."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from legalredact.documents.intake.members import original_of, read_member
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.add_files import Adding, Arrival
from legalredact.workflow.matter.dependencies import Inner, Insides, Parts, Reading
from legalredact.workflow.matter.incoming import read_all, shown
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.intake import members
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey


def _read(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    for path in paths:
        try:
            yield path, read_file(path)
        except UnreadableInput as problem:
            yield path, problem


def _read_inside(
    found: Sequence[Inner], report: Report, cancel: Cancellation
) -> Iterator[tuple[Inner, Document | UnreadableInput]]:
    for member in found:
        assert isinstance(member, ProductionMember)
        try:
            yield member, read_member(member)
        except UnreadableInput as problem:
            yield member, problem


def _expand(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Path | ProductionMember]:
    for path in paths:
        yield from (path,) if path.suffix == ".txt" else members(path, processes=0)


def _original(member: Inner) -> Path | bytes:
    assert isinstance(member, ProductionMember)
    return original_of(member)


@pytest.fixture
def parts() -> Parts:
    return replace(light_parts(), read=_read, insides=Insides(_expand, _read_inside, _original))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A text, a message with an attachment and a program, and an archive with the same attachment."""
    message = EmailMessage()
    message["From"] = "Marguerite Oldacre <mo@oldacre.example>"
    message.set_content("See what is attached.")
    for name, content in (("note.txt", b"Note of Marguerite Oldacre"), ("tool.exe", b"MZ\0")):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("again.txt", "Note of Marguerite Oldacre")
        archive.writestr("other.txt", "Other words")
    contents = {"a.txt": b"plain", "b.eml": message.as_bytes(), "c.zip": out.getvalue()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def test_attachments_and_entries_are_documents_and_a_family_is_kept(
    tmp_path: Path, files: list[Path], parts: Parts
) -> None:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        added = matter.add(files)
        names = {document.id: document.name for document in matter.documents}
        families = [sorted(names.get(one, "refused") for one in ids) for ids in matter.store.groups("family").values()]
        originals = {names[one]: matter.store.original(one) for one in added.documents}
    assert sorted(names.values()) == ["a.txt", "b.eml", "note.txt", "other.txt"]
    assert ["b.eml", "note.txt", "refused"] in families
    assert originals["note.txt"] == b"Note of Marguerite Oldacre"
    assert originals["b.eml"] == files[1].read_bytes()
    assert [names[one] for _, one in added.known] == ["note.txt"]  # the archive's again.txt
    assert [(path.name, type(problem).__name__) for path, problem in added.refused] == [("a1 tool.exe", "WrongType")]


def test_the_window_is_told_of_each_document_and_of_the_archive_that_is_none(
    tmp_path: Path, files: list[Path], parts: Parts
) -> None:
    told: list[Arrival] = []
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        Adding(matter, AtOnce(), told.append).add(files, silent, NEVER)
    done = {arrival.path.name for arrival in told if arrival.searched}
    assert done == {"a.txt", "b.eml", "a0 note.txt", "e0 again.txt", "e1 other.txt", "c.zip"}
    assert [arrival.path.name for arrival in told if arrival.problem] == ["a1 tool.exe"]


def test_the_same_message_may_come_again_with_a_production(tmp_path: Path, files: list[Path], parts: Parts) -> None:
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "preparer") as matter:
        matter.add([files[1]])
        new = matter.store.add_members(tuple(members(files[1], processes=0)))
    assert len(new) == 3


def _read_backwards(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
    return _read(list(reversed(paths)), report, cancel)


def test_of_files_with_the_same_bytes_the_first_named_is_the_document_whichever_reader_is_done_first(
    parts: Parts, tmp_path: Path
) -> None:
    named = [tmp_path / name for name in ("letter.txt", "longer.txt", "again.txt", "gone.txt", "third.txt")]
    for path in named:
        path.write_text("Note of Marguerite Oldacre" + (" and more" if path.stem == "longer" else ""), encoding="utf-8")
    (tmp_path / "gone.txt").unlink()
    outcomes = list(read_all(replace(parts, read=_read_backwards), named, silent, NEVER))
    order = [shown(thing) for thing, _ in outcomes]
    assert sorted(map(str, order)) == sorted(map(str, named))
    assert [path.stem for path in order if path.stem in ("letter", "again", "third")] == [
        "letter",
        "again",
        "third",
    ]
    assert order[0].stem == "gone"  # nobody waits for a file of another size, or for one that cannot be looked at
