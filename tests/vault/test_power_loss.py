"""The power fails at any moment: what was confirmed is there afterwards, and nothing is half-done."""

import os
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore
from tests.fakes.shared_key import SharedKey
from tests.vault import killed_steps
from tests.vault.killing import SMALL, killed_at_every_line

pytestmark = pytest.mark.long
REGISTER = Register((Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT),))


@pytest.fixture
def keys() -> ThrowAwayKey:
    return SharedKey()


@pytest.fixture
def other() -> ThrowAwayKey:
    return ThrowAwayKey()


@pytest.fixture
def shared(folder: Path, keys: ThrowAwayKey, other: ThrowAwayKey, document: Document) -> Path:
    """A matter of two members that holds a document and a register."""
    members = (Member("Bea", other.own()),)
    with MatterStore.create(folder, keys, MatterInfo("m1"), "Ann", members) as store:
        store.add_document(document)
        store.put_register(REGISTER)
    return folder


def expect_whole(folder: Path, keys: ThrowAwayKey, document: Document) -> tuple[str, ...]:
    """Everything is there; returns who may open it."""
    with MatterStore.open(folder, keys) as store:
        store.check()
        assert store.document(document.id, boxes=True) == document
        assert store.register() == REGISTER
        return tuple(member.name for member in store.members)


def test_a_change_of_key_that_is_killed_at_any_line_leaves_the_old_or_the_new_matter(
    shared: Path, keys: ThrowAwayKey, other: ThrowAwayKey, document: Document
) -> None:
    kills = killed_at_every_line(killed_steps.take_bea_out, shared, keys, other.own(), every=2)
    seen = [expect_whole(shared, keys, document) for _ in kills]
    assert len(seen) > 50
    assert set(seen) == {("Ann",), ("Ann", "Bea")}
    assert sum(path.name.endswith(".db") for path in shared.iterdir()) == 1


def test_adding_a_member_that_is_killed_at_any_line_leaves_a_matter_that_opens(
    shared: Path, keys: ThrowAwayKey, document: Document
) -> None:
    third = ThrowAwayKey()

    kills = killed_at_every_line(killed_steps.add, shared, keys, third.own())
    assert {expect_whole(shared, keys, document) for _ in kills} <= {
        ("Ann", "Bea"),
        ("Ann", "Bea", "Cal"),
    }
    assert expect_whole(shared, third, document) == ("Ann", "Bea", "Cal")


def test_a_making_that_is_killed_at_any_line_is_made_afresh_or_is_whole(folder: Path, keys: ThrowAwayKey) -> None:
    for _ in killed_at_every_line(killed_steps.make, folder, keys):
        if (folder / "key.age").exists():
            with MatterStore.open(folder, keys) as store:
                store.check()
                assert store.info().id == "m1"
    with MatterStore.open(folder, keys) as store:
        assert store.register() == Register()


def test_a_writer_killed_at_random_moments_loses_nothing_that_was_confirmed(
    shared: Path, keys: ThrowAwayKey, document: Document
) -> None:
    """Sixty kills in the middle of commits; what was confirmed through a pipe must be there."""
    moments = random.Random(20261125)  # noqa: S311 - no secret
    confirmed = 0
    for _ in range(60):
        confirmed = max(confirmed, _write_until_killed(shared, keys, document, confirmed, moments.uniform(0, 0.03)))
    with MatterStore.open(shared, keys) as store:
        store.check()
        kept = store.document_ids()[1:]
        assert kept == tuple(f"d{number}" for number in range(1, len(kept) + 1))
        assert len(kept) >= confirmed > 5
        assert store.document(kept[-1], boxes=True) == replace(document, id=kept[-1])


def _write_until_killed(folder: Path, keys: ThrowAwayKey, document: Document, after: int, seconds: float) -> int:
    """Returns the last number that the writer confirmed."""
    reading, writing = SMALL.Pipe(duplex=False)
    child = SMALL.Process(target=killed_steps.write_on, args=(folder, keys, document, writing))
    child.start()
    writing.close()
    with os.fdopen(os.dup(reading.fileno()), "rb") as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        child.kill()
        child.join()
        said = [int(line) for line in (first, *pipe.readlines()) if line.endswith(b"\n")]
    reading.close()
    return max([after, *said])
