"""Members of folders, archives, mailboxes and messages: all of them, in order, families together, duplicates once."""

import io
import os
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from legalredact.documents.intake.members import original_of, read_member
from legalredact.documents.limits import Limits
from legalredact.errors import Cancelled, EncryptedInput, OversizedInput, UsageError
from legalredact.model.production import Form, IntakeKind, ProductionMember
from legalredact.model.progress import Cancellation, Progress
from legalredact.workflow.production.intake import expanded, look, members


def _mail(text: str, *attachments: tuple[str, bytes], more: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Marguerite Oldacre <mo@oldacre.example>"
    message["Subject"] = text
    message.set_content(f"{text}\n{more}")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def _zip(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def _named(found: list[ProductionMember]) -> dict[str, ProductionMember]:
    return {member.location.name: member for member in found}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of file that holds others, two files with the same bytes, and one that holds nothing to read."""
    folder = tmp_path_factory.mktemp("production")
    (folder / "sub").mkdir()
    (folder / "a.txt").write_bytes(b"Dear Marguerite")
    (folder / "sub" / "b.txt").write_bytes(b"Dear Marguerite")
    inner = _mail("inner", ("note.txt", b"note of Wren"))
    outer = _mail("outer", ("papers.zip", _zip(("deep/zipped.txt", b"zipped"), ("more.eml", inner.as_bytes()))))
    outer.add_attachment(inner)
    (folder / "mail.eml").write_bytes(outer.as_bytes())
    box = b"From a@b.example Thu Jan  4 10:00:00 2024\n" + _mail("boxed", more=">From here").as_bytes()
    (folder / "all.mbox").write_bytes(box + b"\n" + box.replace(b"boxed", b"other") + b"\n")
    (folder / "part.zip").write_bytes(_zip(("../../out.txt", b"out"), (".DS_Store", b"x"), ("__MACOSX/._a.txt", b"x")))
    (folder / "program.exe").write_bytes(b"MZ\0")
    (folder / "~$lock.docx").write_bytes(b"x")
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> list[ProductionMember]:
    return [*members(folder, processes=2)]


def test_everything_comes_in_the_order_of_the_folder(found: list[ProductionMember]) -> None:
    assert [member.location.name for member in found] == [
        "a.txt",
        "message 1.eml",
        "message 2.eml",
        "mail.eml",
        "zipped.txt",
        "more.eml",
        "note.txt",
        "message.eml",
        "note.txt",
        "out.txt",
        "program.exe",
        "b.txt",
    ]
    assert len({member.key for member in found}) == len(found)
    assert all(member.problem is None for member in found)


def test_a_family_is_its_message_and_everything_inside(found: list[ProductionMember]) -> None:
    head = next(member for member in found if member.location.name == "mail.eml")
    family = [member.location.name for member in found if member.family == head.key]
    assert family == ["mail.eml", "zipped.txt", "more.eml", "note.txt", "message.eml", "note.txt"]
    parents = {member.key: member.parent for member in found}
    assert [member.location.name for member in found if member.parent == head.key] == [
        "zipped.txt",
        "more.eml",
        "message.eml",
    ]
    assert parents[head.key] == ""
    assert all(member.family == member.key for member in found if not member.parent)


def test_members_with_the_same_bytes_name_the_first_of_them(found: list[ProductionMember]) -> None:
    first, again = found[0], found[-1]
    assert (again.digest, again.duplicate_of, first.duplicate_of) == (first.digest, first.key, "")
    assert again.document_id == first.document_id
    notes = [member for member in found if member.location.name == "note.txt"]
    assert [note.duplicate_of for note in notes] == ["", notes[0].key]


def test_each_is_read_from_where_it_stands_with_the_digest_that_was_told(found: list[ProductionMember]) -> None:
    texts = {member.key: read_member(member).text for member in found if member.location.name != "program.exe"}
    by_name = {member.location.name: texts[member.key] for member in found if member.key in texts}
    assert by_name["zipped.txt"] == "zipped"
    assert by_name["note.txt"] == "note of Wren"
    assert by_name["out.txt"] == "out"
    assert "From here" in by_name["message 1.eml"]
    assert "Subject: other" in by_name["message 2.eml"]


def test_the_same_production_gives_the_same_members_again(folder: Path, found: list[ProductionMember]) -> None:
    assert [*members(folder, processes=1)] == found


def test_another_file_in_the_place_of_one_is_another_member(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    (before,) = members(tmp_path, processes=0)
    (tmp_path / "a.txt").write_bytes(b"two")
    (after,) = members(tmp_path, processes=0)
    assert before.key != after.key


def test_what_cannot_be_had_is_a_member_with_its_reason(tmp_path: Path) -> None:
    locked = _zip(("secret.txt", b"x"), ("bomb.txt", b"\0" * (70 << 20)), ("random.bin", os.urandom(2 << 20)))
    at = locked.index(b"secret.txt", locked.index(b"PK\x01\x02")) - 46
    (tmp_path / "a.zip").write_bytes(locked[: at + 8] + b"\x01\0" + locked[at + 10 :])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 cut short")
    found = _named([*members(tmp_path, processes=0)])
    assert {name: type(member.problem) for name, member in found.items()} == {
        "secret.txt": EncryptedInput,
        "bomb.txt": OversizedInput,
        "random.bin": type(None),
        "b.zip": type(None),
    }
    assert found["secret.txt"].form is Form.NOTHING


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for rights to make links")
def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("Marguerite Oldacre", encoding="utf-8")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path)
    assert [(m.form, m.digest) for m in members(tmp_path / "in", processes=0)] == [(Form.NOTHING, "")] * 2


def test_messages_inside_messages_end_at_a_depth(tmp_path: Path) -> None:
    message = _mail("0")
    for depth in range(1, 26):
        outer = _mail(str(depth))
        outer.add_attachment(message)
        message = outer
    (tmp_path / "deep.eml").write_bytes(message.as_bytes())
    found = [*members(tmp_path / "deep.eml", processes=0)]
    assert len(found) == 22
    assert isinstance(found[-1].problem, OversizedInput)
    assert all(member.problem is None for member in found[:-1])


def test_an_archive_of_archives_ends(tmp_path: Path) -> None:
    inner = _zip(("x.txt", b"x"))
    for _ in range(25):
        inner = _zip(("again.zip", inner))
    (tmp_path / "a.zip").write_bytes(inner)
    (found,) = members(tmp_path / "a.zip", processes=0)
    assert isinstance(found.problem, OversizedInput)


def test_a_file_that_a_person_adds_is_itself_or_what_it_holds(folder: Path) -> None:
    things = [*expanded([folder / "a.txt", folder / "part.zip", folder / "missing.pdf"])]
    assert things[0] == folder / "a.txt"
    assert isinstance(things[1], ProductionMember)
    assert original_of(things[1]) == b"out"
    assert things[2] == folder / "missing.pdf"


def test_it_tells_how_far_it_is_and_stops_when_asked(folder: Path) -> None:
    told: list[Progress] = []
    cancel = Cancellation()
    walk = members(folder, told.append, cancel, processes=0)
    next(walk)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(walk)
    assert told[0].step == "take in"


def test_a_path_with_nothing_is_refused_and_others_are_looked_at(folder: Path) -> None:
    with pytest.raises(UsageError):
        look(folder / "missing")
    assert look(folder).kind is IntakeKind.FOLDER
    assert look(folder / "a.txt").kind is IntakeKind.FILE


def test_limits_hold_for_what_is_inside(folder: Path) -> None:
    found = [*members(folder / "part.zip", limits=Limits(max_bytes=2), processes=0)]
    assert isinstance(found[0].problem, OversizedInput)


def test_a_mailbox_without_end_ends_and_the_rest_of_the_folder_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalredact.documents.intake.containers.MOST_ENTRIES", 3)
    message = b"From a@b.example Thu Jan  4 10:00:00 2024\nFrom: x@y.example\n\nbody\n\n"
    (tmp_path / "a.mbox").write_bytes(message * 10)
    (tmp_path / "b.txt").write_bytes(b"after")
    found = [*members(tmp_path, processes=0)]
    assert [member.location.name for member in found] == [
        "message 1.eml",
        "message 2.eml",
        "message 3.eml",
        "a.mbox",
        "b.txt",
    ]
    assert isinstance(found[3].problem, OversizedInput)
