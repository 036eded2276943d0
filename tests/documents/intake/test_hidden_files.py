"""Hidden files are documents, what programs leave behind is none: in the window, in a folder, and in an archive."""

import errno
import os
import stat
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from legalredact.documents.intake.file_tree import archive_tree, folder_tree
from legalredact.documents.intake.hidden_files import files_in
from legalredact.documents.read import read_file
from legalredact.errors import Cancelled, UnreadableInput, WrongType
from legalredact.model.progress import Cancellation
from tests.fakes.links import link_to

DOCUMENTS = ("a.pdf", "b.txt", ".kept/d.txt", "notes/.draft.txt", "notes/c.txt")
"""Two of them hidden, in the order in which they are read."""
LEFT_OUT = (
    ".DS_Store",
    "Thumbs.db",
    "DESKTOP.INI",
    "~$memo.docx",
    ".~lock.b.odt#",
    "notes/._c.txt",
    "__MACOSX/._a.pdf",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "box"
    for name in (*DOCUMENTS, *LEFT_OUT):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return made


def test_a_folder_is_added_without_by_products(folder: Path) -> None:
    assert [path.relative_to(folder).as_posix() for path in files_in([folder])] == list(DOCUMENTS)


def test_the_search_of_a_folder_can_be_cancelled(folder: Path) -> None:
    cancel = Cancellation()
    cancel.cancel()

    with pytest.raises(Cancelled):
        files_in([folder], cancel)


def test_a_by_product_that_is_named_itself_is_added(folder: Path) -> None:
    named = folder / ".DS_Store"

    assert files_in([named]) == (named,)


def test_a_folder_is_taken_in_without_by_products(folder: Path) -> None:
    assert list(folder_tree(folder).files) == list(DOCUMENTS)


def test_a_link_to_another_folder_is_not_followed_and_is_a_problem_of_the_intake(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "e.txt").write_text("x", encoding="utf-8")
    link_to(folder / "linked", other)

    assert [path.name for path in files_in([folder])] == ["linked", "a.pdf", "b.txt", "d.txt", ".draft.txt", "c.txt"]
    assert list(folder_tree(folder).problems) == ["linked"]
    with pytest.raises(WrongType):
        read_file(folder / "linked")


def test_a_junction_of_windows_is_a_problem_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's walk passes junctions by, and no other system has them, so the answer of the system is made up here."""
    ask = os.lstat

    def answer(path: Path | str) -> object:
        if str(path).endswith("notes"):
            return SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=0xA0000003)
        return ask(path)

    monkeypatch.setattr(os, "lstat", answer)
    assert [path.name for path in files_in([folder])] == ["notes", "a.pdf", "b.txt", "d.txt"]
    assert [str(problem) for problem in folder_tree(folder).problems.values()] == [
        "This is a link to a file elsewhere. Add the file that it leads to."
    ]


def test_a_folder_that_may_not_be_read_is_a_problem_and_not_skipped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights do not bind the administrator, so the answer of the system is made up here."""
    scan = os.scandir

    def refuse(path: Path) -> object:
        if str(path).endswith("notes"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [path.name for path in files_in([folder])] == ["a.pdf", "b.txt", "d.txt", "notes"]
    assert [str(problem) for problem in folder_tree(folder).problems.values()] == [
        "This folder may not be read. Ask for the right to read it, and add the production again."
    ]
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnreadableInput, match="may not be read"):
        read_file(folder / "notes")


def test_an_archive_is_read_without_by_products(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*DOCUMENTS, *LEFT_OUT):
            archive.writestr(name, "x")

    assert list(archive_tree(path).files) == list(DOCUMENTS)
