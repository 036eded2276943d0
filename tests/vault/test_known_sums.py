"""A state that is compared again is read from all rows again; sums of tables that are the same as before are kept."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from legalredact.model.matter import MatterInfo
from legalredact.vault import state
from legalredact.vault.database import connect
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.state import KnownSums, StateConnection, sums_of_rows
from legalredact.vault.store import MatterStore

JOB = "INSERT INTO job VALUES (?, 'detect', 'waiting', 0, '', '', '', 0.5, '', ?)"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[StateConnection]:
    """A second connection to a matter with three jobs: what it changes nobody follows."""
    with MatterStore.create(tmp_path / "matter", ThrowAwayKey(), MatterInfo("m1"), "Ann") as store:
        other = connect(store.folder / store._sealed.database, store._sealed.key)
        other.executemany(JOB, [(f"d{number}", number) for number in range(3)])
        yield other
        other.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE job SET state = 'done' WHERE document_id = 'd1'",
        "UPDATE job SET seconds = 0.25 WHERE document_id = 'd1'",
        "UPDATE job SET number = 7 WHERE document_id = 'd1'",
        "DELETE FROM job WHERE document_id = 'd2'",
        "UPDATE setting SET value = x'01' WHERE name = 'info'",
        "UPDATE setting SET value = x'01' WHERE name = 'state_key'",
    ],
)
def test_sums_that_are_known_are_those_of_the_rows_as_they_are(db: StateConnection, change: str) -> None:
    known = KnownSums()
    assert sums_of_rows(db, known) == sums_of_rows(db)
    db.execute(change)
    assert sums_of_rows(db, known) == sums_of_rows(db)


def test_a_row_is_hashed_once_while_its_table_stays_the_same(
    db: StateConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownSums()
    hashed: list[str] = []
    real: Callable[[bytes, str, Iterable[object]], int] = state._element

    def element(key: bytes, table: str, row: Iterable[object]) -> int:
        hashed.append(table)
        return real(key, table, row)

    monkeypatch.setattr(state, "_element", element)
    first = sums_of_rows(db, known)
    assert hashed.count("job") == 3
    assert sums_of_rows(db, known) == first
    assert hashed.count("job") == 3
