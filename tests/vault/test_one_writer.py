"""One writer at a time, named to the others; readers beside it; what a killed writer left is taken over."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import ReadingOnly, VaultBusy
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.lock import HOLDER
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import light_parts


@pytest.fixture
def writer(folder: Path, keys: ThrowAwayKey) -> Iterator[OpenMatter]:
    with OpenMatter.create(folder, keys, light_parts(), "Ann", MatterInfo("m1", "Oldacre v. Penhallow")) as made:
        yield made


def test_the_second_writer_is_told_who_has_it_where_and_since_when(
    writer: OpenMatter, folder: Path, keys: ThrowAwayKey
) -> None:
    import platform

    with pytest.raises(VaultBusy, match=rf"Ann on {platform.node()}, since \d{{4}}-"):
        OpenMatter.open(folder, keys, light_parts(), "Bea")


def test_readers_see_what_the_writer_has_finished(
    writer: OpenMatter, folder: Path, keys: ThrowAwayKey, document: Document
) -> None:
    with OpenMatter.read(folder, keys, light_parts(), "Bea") as reader:
        writer.store.add_document(document)
        assert [d.id for d in reader.documents] == [document.id]
        reader.check_whole()


def test_a_reader_changes_nothing(writer: OpenMatter, folder: Path, keys: ThrowAwayKey) -> None:
    with OpenMatter.read(folder, keys, light_parts(), "Bea") as reader:
        for act in (
            lambda: reader.set_info(MatterInfo("m1")),
            lambda: reader.accept_unread([("d1", "p1")], "seen"),
            lambda: reader.store.rekey(()),
            lambda: reader.store.seal_to(()),
        ):
            with pytest.raises(ReadingOnly):
                act()
    assert [event.action for event in writer.events] == ["matter.create"]


def test_the_note_of_a_writer_who_closed_is_gone(writer: OpenMatter, folder: Path, keys: ThrowAwayKey) -> None:
    assert (folder / HOLDER).exists()
    writer.close()
    assert not (folder / HOLDER).exists()
    with OpenMatter.open(folder, keys, light_parts(), "Bea") as again:
        assert again.store.interrupted_writer is None


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_what_a_killed_writer_left_is_taken_over_and_noted(folder: Path, keys: ThrowAwayKey) -> None:
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    child = os.fork()
    if child == 0:
        held = MatterStore.open(folder, keys, "Ann")
        os.kill(os.getpid(), signal.SIGKILL)
        held.close()
    os.waitpid(child, 0)
    assert (folder / HOLDER).exists()

    with OpenMatter.open(folder, keys, light_parts(), "Bea") as matter:
        noted = next(event for event in matter.events if event.action == "matter.take_over")
    assert dict(noted.details)["who"] == "Ann"


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_a_writer_that_lives_in_another_process_is_not_taken_over(folder: Path, keys: ThrowAwayKey) -> None:
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        held = MatterStore.open(folder, keys, "Ann")
        os.write(tell, b"x")
        signal.pause()
        held.close()
    os.read(ready, 1)
    try:
        with pytest.raises(VaultBusy, match="Ann"):
            MatterStore.open(folder, keys, "Bea")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_damaged_note_keeps_nobody_out(writer: OpenMatter, folder: Path, keys: ThrowAwayKey) -> None:
    (folder / HOLDER).write_bytes(b"\xff not a note")
    with pytest.raises(VaultBusy, match="Somebody else"):
        MatterStore.open(folder, keys, "Bea")
    writer.close()
    MatterStore.open(folder, keys, "Bea").close()
