"""Productions in a matter's database: the source of each document, and its progress."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from legalredact.model.job import STAGES, Job, Stage, State, Tally
from legalredact.model.production import BatesRange, Form, Location, ProductionMember
from legalredact.model.review import MaskedSummary
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.rows import Rows

ALIKE = "alike"
"""Name of the setting that holds the groups of near-duplicates."""
TOGETHER = "together"
"""Name of the setting that holds decisions on groups."""
_JOB = "document_id, stage, state, attempts, reason, begun, ended, seconds, inputs, number"


@dataclass(frozen=True, slots=True)
class _Kept:
    """The stored part of a member: everything except its problem, which is stored with its job."""

    key: str
    form: Form
    location: Location
    digest: str
    size: int
    pages: tuple[Location, ...]
    text: Location | None
    bates: BatesRange
    custodian: str = field(repr=False)
    dates: tuple[tuple[str, str], ...] = field(repr=False)
    family: str
    parent: str
    duplicate_of: str
    native_unread: str = field(default="", repr=False)


class ProductionRecords(Rows):
    """Members, jobs, and replies that wait for their check, all in the order of the production."""

    def add_members(self, members: Sequence[ProductionMember]) -> tuple[ProductionMember, ...]:
        """Store new members; returns them. A member's problem is stored with its job."""
        added = []
        with transaction(self._db) as db:
            for member in members:
                row = (member.key, subject_of(member), encode(_Kept, _kept(member)))
                told = (member.bates.first, member.bates.last, member.custodian, member.family, member.duplicate_of)
                statement = f"INSERT OR IGNORE INTO member ({_MEMBER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - the columns below
                if db.execute(statement, (*row, *told)).rowcount:
                    added.append(member)
        return tuple(added)

    def produced(self, document_id: str = "") -> Iterator[ProductionMember]:
        """All members, or those of a document; read in portions, so that they need not fit into memory."""
        wanted = "document_id = ?" if document_id else "? = ''"
        statement = f"SELECT position, content FROM member WHERE position > ? AND {wanted} ORDER BY position LIMIT 1000"  # noqa: S608 - one of the two above
        last = 0
        while rows := self._rows(statement, last, document_id):
            for position, content in rows:
                last = position
                yield _member(decode(_Kept, bytes(content)))

    def produced_count(self) -> int:
        """Number of members."""
        return int(self._rows("SELECT count(*) FROM member")[0][0])

    def number_of(self, document_id: str) -> int:
        """A document's position in the production, from 1: that of its first member; 0 if it is in none."""
        return int(self._rows("SELECT coalesce(min(position), 0) FROM member WHERE document_id = ?", document_id)[0][0])

    def groups(self, by: str) -> dict[str, tuple[str, ...]]:
        """Ids of the documents of each custodian (`by` is ``"custodian"``) or family (``"family"``), in order."""
        if by not in {"custodian", "family"}:
            raise ValueError(by)
        found: dict[str, dict[str, None]] = {}
        statement = f"SELECT {by}, document_id FROM member WHERE {by} <> '' ORDER BY position"  # noqa: S608 - one of the two above
        for group, document_id in self._rows(statement):
            found.setdefault(group, {})[document_id] = None
        return {group: tuple(ids) for group, ids in found.items()}

    def drop_members(self, subjects: Iterable[str]) -> None:
        """Remove the members with these documents, and their jobs (see `subject_of`)."""
        gone = [(one,) for one in subjects]
        with transaction(self._db) as db:
            db.executemany("DELETE FROM member WHERE document_id = ?", gone)
            db.executemany("DELETE FROM job WHERE document_id = ?", gone)

    def alike(self) -> bytes:
        """The last groups of near-duplicates; empty if they were never computed."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", ALIKE)
        return bytes(rows[0][0]) if rows else b""

    def put_alike(self, content: bytes) -> None:
        """Store the groups of near-duplicates."""
        self._put_setting(ALIKE, content)

    def decided_together(self) -> bytes:
        """Decisions on groups of near-duplicates; empty if there are none."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", TOGETHER)
        return bytes(rows[0][0]) if rows else b""

    def put_decided_together(self, content: bytes) -> None:
        """Replace these decisions."""
        self._put_setting(TOGETHER, content)

    # Jobs

    def put_jobs(self, jobs: Iterable[Job]) -> None:
        """Store jobs; each replaces the one of the same document and stage."""
        rows = [tuple(getattr(job, column) for column in _JOB.split(", ")) for job in jobs]
        with transaction(self._db) as db:
            db.executemany(f"INSERT OR REPLACE INTO job ({_JOB}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - the columns above

    def drop_jobs(self, jobs: Iterable[tuple[str, Stage]]) -> None:
        """Remove the jobs of these documents and stages."""
        with transaction(self._db) as db:
            db.executemany("DELETE FROM job WHERE document_id = ? AND stage = ?", list(jobs))

    def job(self, document_id: str, stage: Stage) -> Job | None:
        """The job of a document at a stage; None if it has not reached it."""
        rows = self._rows(f"SELECT {_JOB} FROM job WHERE document_id = ? AND stage = ?", document_id, stage)  # noqa: S608 - the columns above
        return _job(rows[0]) if rows else None

    def jobs_of(self, document_id: str) -> dict[Stage, Job]:
        """The jobs of a document at all stages that it has reached."""
        jobs = map(_job, self._rows(f"SELECT {_JOB} FROM job WHERE document_id = ?", document_id))  # noqa: S608 - the columns above
        return {job.stage: job for job in jobs}

    def jobs(self, stage: Stage, state: State, most: int = -1) -> tuple[Job, ...]:
        """Jobs of a stage in a state, at most that many."""
        statement = f"SELECT {_JOB} FROM job WHERE stage = ? AND state = ? ORDER BY number LIMIT ?"  # noqa: S608 - the columns above
        return tuple(map(_job, self._rows(statement, stage, state, most)))

    def jobs_in(self, state: State) -> tuple[Job, ...]:
        """Jobs in a state, in the order of stages and of the production."""
        stages = ", ".join("?" * len(STAGES))
        statement = f"SELECT {_JOB} FROM job WHERE stage IN ({stages}) AND state = ? ORDER BY number"  # noqa: S608 - the columns above
        jobs = map(_job, self._rows(statement, *STAGES, state))
        return tuple(sorted(jobs, key=lambda job: STAGES.index(job.stage)))

    def tally(self) -> Tally:
        """Number of documents per stage and state."""
        rows = self._rows("SELECT stage, state, count(*) FROM job GROUP BY stage, state")
        return {(Stage(stage), State(state)): count for stage, state, count in rows}

    def spent(self) -> dict[Stage, tuple[int, float]]:
        """For each stage, the number of finished jobs and the seconds that workers took."""
        rows = self._rows("SELECT stage, count(*), sum(seconds) FROM job WHERE state = 'done' GROUP BY stage")
        return {Stage(stage): (count, float(seconds)) for stage, count, seconds in rows}

    def worked_since(self, when: str) -> tuple[float, str]:
        """Seconds of workers in jobs that ended after a time (ISO 8601 in UTC), and when the first of them began."""
        rows = self._rows("SELECT coalesce(sum(seconds), 0), coalesce(min(begun), '') FROM job WHERE ended > ?", when)
        return float(rows[0][0]), str(rows[0][1])

    # Replies that are not checked yet

    def put_reply(self, document_id: str, masked: MaskedSummary) -> None:
        """Store the reply of an engine, so that the engine need not be asked again."""
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO reply VALUES (?, ?)", (document_id, encode(MaskedSummary, masked)))

    def reply(self, document_id: str) -> MaskedSummary | None:
        """The reply that waits for its check."""
        rows = self._rows("SELECT content FROM reply WHERE document_id = ?", document_id)
        self._proved("reply", document_id, *(rows[0] if rows else ()))
        return decode(MaskedSummary, bytes(rows[0][0])) if rows else None

    def drop_reply(self, document_id: str) -> None:
        """Remove a reply that was checked and stored as a summary."""
        with transaction(self._db) as db:
            db.execute("DELETE FROM reply WHERE document_id = ?", (document_id,))


_MEMBER = "key, document_id, content, first_bates, last_bates, custodian, family, duplicate_of"


def subject_of(member: ProductionMember) -> str:
    """The id of its jobs: that of the document, or the member's key if it has no content."""
    return member.document_id or member.key


def _kept(member: ProductionMember) -> _Kept:
    return _Kept(**{one.name: getattr(member, one.name) for one in fields(_Kept)})


def _member(kept: _Kept) -> ProductionMember:
    return ProductionMember(**{one.name: getattr(kept, one.name) for one in fields(_Kept)})


def _job(row: tuple[Any, ...]) -> Job:
    document_id, stage, state, *rest = row
    return Job(document_id, Stage(stage), State(state), *rest)
