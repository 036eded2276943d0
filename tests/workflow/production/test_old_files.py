"""Old Office files in a production: converted beside its workers where policy allows it. All names are invented."""

import hashlib
import json
import struct
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.documents.old_office.libreoffice import LibreOffice, libreoffice
from legalredact.documents.workers.converting import OldFiles
from legalredact.errors import Cancelled
from legalredact.model.document import UnreadReason
from legalredact.model.job import Stage, State
from legalredact.model.production import Location, ProductionMember
from legalredact.model.progress import NEVER, Cancellation, silent
from legalredact.model.source import Source
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.dependencies import ForProductions
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.executors import Processes
from legalredact.workflow.production.intake import members
from legalredact.workflow.production.real_toolkit import real_kit
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.retry import retry
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.production import production_parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="conversion is for Linux alone")
needs_libreoffice = pytest.mark.skipif(
    sys.platform != "linux" or libreoffice() is None, reason="LibreOffice is not installed"
)
_HEADER = b"\xffWPC" + struct.pack("<IBBBBHH", 16, 1, 10, 0, 1, 0, 0)
"""Of a document of WordPerfect 5.1: place of the text, product, type, version, no encryption."""
_CONVERTS = """
import os, pathlib, sys, time, zipfile
text = pathlib.Path(sys.argv[-1]).read_bytes()[16:].decode()
if "crash" in text:
    os.abort()
out = pathlib.Path("/tmp/out/in.docx")
out.parent.mkdir()
head = '<?xml version="1.0"?>'
parts = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
}
with zipfile.ZipFile(out, "w") as archive:
    for name, xml in parts.items():
        archive.writestr(name, head + xml)
"""
"""Does the work of LibreOffice for these files, in its place and under its limits; a file that says so crashes it."""
_READ = Orders(prompts.load()["document-abstract"], until=Stage.READ)
Named = Callable[[ProductionMember], tuple[Source, str]]


def old_file(text: str) -> bytes:
    return _HEADER + text.encode()


def stub() -> LibreOffice:
    return LibreOffice(Path(sys.executable).resolve(), "a stub", ("-c", _CONVERTS))


def in_production(folder: Path, source: Path, *, allowed: bool, named: Named = wiring._named_original) -> OpenMatter:
    """A matter with the members of that folder, in which the stub converts."""
    productions = ForProductions(real_kit, members, OldFiles(allowed, named, stub))
    matter = OpenMatter.create(folder, ThrowAwayKey(), replace(production_parts(), productions=productions), "ann")
    if source.exists():
        take_in(matter, members(source, silent, NEVER), silent, NEVER)
    return matter


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three old files, one of them in an archive, one that crashes its converter, and a text file."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.wpd").write_bytes(old_file("Marguerite Oldacre signed."))
    (folder / "b.wpd").write_bytes(old_file("crash"))
    (folder / "c.wpd").write_bytes(old_file("Tobias Renwick agreed."))
    (folder / "d.txt").write_text("Ines Marlow wrote.", encoding="utf-8")
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("inner.wpd", old_file("Silas Penhallow answered."))
    return folder


def test_old_files_are_converted_and_one_that_crashes_its_converter_stops_no_other(
    tmp_path: Path, source: Path
) -> None:
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    with in_production(tmp_path / "m", source, allowed=True) as matter:
        tally = Batch(matter, Processes(real_kit, 2), _READ).run(silent, NEVER)

        assert tally == {(Stage.READ, State.DONE): 4, (Stage.READ, State.REFUSED): 1, (Stage.DETECT, State.WAITING): 4}
        (refused,) = matter.store.jobs(Stage.READ, State.REFUSED)
        assert "could not convert" in refused.reason
        documents = {one.name: one for one in map(matter.store.document, matter.store.document_ids())}
        assert {name: document.text for name, document in documents.items()} == {
            "a.wpd": "Marguerite Oldacre signed.",
            "c.wpd": "Tobias Renwick agreed.",
            "d.txt": "Ines Marlow wrote.",
            "inner.wpd": "Silas Penhallow answered.",
        }
        for name, text in (("a.wpd", "Marguerite Oldacre signed."), ("inner.wpd", "Silas Penhallow answered.")):
            document, content = documents[name], old_file(text)
            assert document.digest == hashlib.sha256(content).hexdigest()
            assert matter.store.original(document.id) == content
            assert document.unread[0].reason is UnreadReason.UNKNOWN_PART
            assert document.unread[0].detail.startswith("converted by a stub: ")
        assert documents["d.txt"].unread == ()
    assert {path.name: path.read_bytes() for path in source.iterdir()} == before


def test_policy_refuses_old_files_with_a_remedy_and_they_are_read_once_it_allows_them(
    tmp_path: Path, source: Path
) -> None:
    (source / "b.wpd").unlink()
    with in_production(tmp_path / "m", source, allowed=False) as matter:
        tally = Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)

        assert tally[Stage.READ, State.REFUSED] == 3
        for job in matter.store.jobs(Stage.READ, State.REFUSED):
            assert "save it as .docx" in job.reason
            assert "ask IT to allow conversion by LibreOffice" in job.reason
        parts = matter.parts
        productions = replace(parts.productions, old_files=OldFiles(True, wiring._named_original, stub))  # type: ignore[type-var]  # never None here
        matter.parts = replace(parts, productions=productions)
        assert retry(matter) == 3
        assert Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)[Stage.READ, State.DONE] == 4


def test_a_missing_converter_is_named_as_what_is_missing(tmp_path: Path, source: Path) -> None:
    with in_production(tmp_path / "m", source, allowed=True) as matter:
        treatment = OldFiles(True, wiring._named_original, lambda: None)
        productions = replace(matter.parts.productions, old_files=treatment)  # type: ignore[type-var]  # as above
        matter.parts = replace(matter.parts, productions=productions)
        Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)

        reasons = {job.reason for job in matter.store.jobs(Stage.READ, State.REFUSED)}
        assert len(reasons) == 1
        assert "IT can install LibreOffice" in reasons.pop()


def test_conversions_run_beside_each_other(tmp_path: Path, source: Path) -> None:
    both = threading.Barrier(2, timeout=120)

    def named(member: ProductionMember) -> tuple[Source, str]:
        both.wait()  # breaks, and the test with it, unless two conversions have begun
        return wiring._named_original(member)

    for name in ("b.wpd", "e.zip"):
        (source / name).unlink()
    with in_production(tmp_path / "m", source, allowed=True, named=named) as matter:
        batch = Batch(matter, Processes(real_kit, 1), _READ)
        batch.executor._most = 2  # type: ignore[attr-defined]  # also on a machine with one core
        assert batch.run(silent, NEVER)[Stage.READ, State.DONE] == 3


def test_a_run_that_is_stopped_during_a_conversion_begins_with_that_file_again(tmp_path: Path, source: Path) -> None:
    cancel, begun = Cancellation(), list[str]()

    def named(member: ProductionMember) -> tuple[Source, str]:
        begun.append(member.location.name)
        cancel.cancel()
        return wiring._named_original(member)

    with in_production(tmp_path / "m", source, allowed=True, named=named) as matter:
        with pytest.raises(Cancelled):
            Batch(matter, Processes(real_kit, 1), _READ).run(silent, cancel)
        assert begun
        waiting = {job.document_id for job in matter.store.jobs(Stage.READ, State.WAITING)}
        assert {one.document_id for one in matter.store.produced() if one.location.name == begun[0]} <= waiting
        tally = Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)
        assert (tally[Stage.READ, State.DONE], tally[Stage.READ, State.REFUSED]) == (4, 1)
        added = [event for event in matter.events if event.action == "document.add"]
        assert len(added) == 4


def test_a_file_that_changed_since_the_intake_is_refused(tmp_path: Path, source: Path) -> None:
    with in_production(tmp_path / "m", source, allowed=True) as matter:
        (source / "a.wpd").write_bytes(old_file("Somebody else signed."))
        Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)
        reasons = [job.reason for job in matter.store.jobs(Stage.READ, State.REFUSED)]
        assert len(reasons) == 2
        assert any("changed since it was taken in" in reason for reason in reasons)


def test_a_converted_record_is_compared_with_the_text_that_its_production_has(tmp_path: Path, source: Path) -> None:
    said = tmp_path / "a.text"
    said.write_text("Marguerite Oldacre signed. Thaddeus Crane witnessed.", encoding="utf-8")
    with in_production(tmp_path / "m", tmp_path / "nothing", allowed=True) as matter:
        (member,) = members(source / "a.wpd", silent, NEVER)
        record = replace(member, text=Location(said, name="a.text"))
        take_in(matter, [record], silent, NEVER)
        assert Batch(matter, Processes(real_kit, 1), _READ).run(silent, NEVER)[Stage.READ, State.DONE] == 1
        assert "Crane witnessed" in matter.store.document(member.document_id).text


@needs_libreoffice
def test_libreoffice_converts_the_old_files_of_a_production(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, name in enumerate(("Marguerite Oldacre", "Tobias Renwick", "Ines Marlow")):
        (source / f"{number}.wpd").write_bytes(old_file(f"On May 4, 2021, {name} signed a lease.\n"))
    (tmp_path / "policy.toml").write_text('[documents]\nconverter = "libreoffice"\n', encoding="utf-8")
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--json", "--quiet"]
    where += ["--policy", str(tmp_path / "policy.toml")]

    assert run(["batch", "add", str(source), *where], wiring.real()) == 0
    capsys.readouterr()
    run(["batch", "run", "--until", "detect", "--processes", "1", *where], wiring.real())

    stages = json.loads(capsys.readouterr().out)["stages"]
    assert stages["detect"]["done"] == 3
    assert stages["read"]["refused"] == 0
