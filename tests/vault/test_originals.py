"""The files themselves stand in the vault, so that pages can be shown when a file has moved."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import DamagedInput
from legalredact.model.document import Document
from legalredact.vault.store import MatterStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "exhibit.pdf"
    path.write_bytes(b"%PDF-1.7 Oldacre " * 200_000)  # more than one piece
    return path


@pytest.fixture
def read(document: Document, file: Path) -> Document:
    return replace(document, digest=hashlib.sha256(file.read_bytes()).hexdigest())


def test_a_file_is_had_again_after_it_is_gone(store: MatterStore, read: Document, file: Path) -> None:
    content = file.read_bytes()
    store.add_document(read, file)
    file.unlink()

    assert store.original(read.id) == content


def test_a_file_that_stands_inside_another_is_kept_by_its_bytes(store: MatterStore, read: Document, file: Path) -> None:
    store.add_document(read, file.read_bytes())

    assert store.original(read.id) == file.read_bytes()


def test_a_file_that_is_gone_when_it_is_to_be_kept_is_said(store: MatterStore, read: Document, file: Path) -> None:
    file.unlink()
    with pytest.raises(DamagedInput, match="could not be read a second time"):
        store.add_document(read, file)
    assert store.document_ids() == ()


def test_a_document_may_be_kept_without_its_file(store: MatterStore, document: Document) -> None:
    store.add_document(document)

    assert store.original(document.id) is None


def test_a_file_that_changed_since_it_was_read_is_refused_and_nothing_is_kept(
    store: MatterStore, read: Document, file: Path
) -> None:
    file.write_bytes(b"%PDF-1.7 something else")

    with pytest.raises(DamagedInput):
        store.add_document(read, file)
    assert store.document_ids() == ()
    assert store.original(read.id) is None


def test_no_word_of_the_file_stands_on_disk_in_clear(
    store: MatterStore, read: Document, file: Path, folder: Path
) -> None:
    store.add_document(read, file)

    assert not any(b"Oldacre" in path.read_bytes() for path in folder.iterdir())


def test_boxes_are_had_page_by_page(store: MatterStore, document: Document) -> None:
    store.add_document(document)

    boxes = document.blocks[0].boxes
    assert store.char_boxes(document.id, 1) == {"p1.b1": boxes}
    assert store.char_boxes(document.id, 2) == {}
