"""Payloads, summaries and sign-offs in a matter's database."""

import functools
import json
from dataclasses import dataclass

from legalredact.model.payload import Payload
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary, SignOff
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.rows import Rows


@dataclass(frozen=True, slots=True)
class UsedFor:
    """Tokens that an engine used for a summary, and for reading it a second time.

    Arguments:
        document_id: of the summary; empty, or not a document of the matter, if it summarizes several.
    """

    summary_id: str
    document_id: str
    model: str
    read: int
    written: int


class SummaryRecords(Rows):
    """Payloads, summaries and sign-offs."""

    @functools.cached_property
    def _read_before(self) -> dict[str, ReviewedSummary]:
        """Cached summaries by id; an entry is removed when its row changes."""
        return {}

    def put_payload(self, payload: Payload, register: Register) -> None:
        """Store a payload with the register at that time, which defines its tokens."""
        row = (payload.digest, encode(Payload, payload), encode(Register, register))
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO payload VALUES (?, ?, ?)", row)

    def payload(self, digest: str) -> tuple[Payload, Register]:
        """A payload and its register; KeyError if there is none."""
        rows = self._rows("SELECT content, register FROM payload WHERE digest = ?", digest)
        self._proved("payload", digest, *(rows[0] if rows else ()))
        if not rows:
            raise KeyError(digest)
        return decode(Payload, bytes(rows[0][0])), decode(Register, bytes(rows[0][1]))

    def put_summary(self, summary: ReviewedSummary) -> None:
        """Store a summary; it replaces an earlier one with the same id."""
        self._read_before.pop(summary.id, None)
        with transaction(self._db) as db:
            db.execute("DELETE FROM summary WHERE id = ?", (summary.id,))
            db.execute(
                "INSERT INTO summary (id, content) VALUES (?, ?)", (summary.id, encode(ReviewedSummary, summary))
            )

    def change_summary(self, summary: ReviewedSummary) -> None:
        """Store a summary in the place of the one with its id, among the same neighbors."""
        self._read_before.pop(summary.id, None)
        with transaction(self._db) as db:
            content = encode(ReviewedSummary, summary)
            db.execute("UPDATE summary SET content = ? WHERE id = ?", (content, summary.id))

    def summary_ids(self) -> frozenset[str]:
        """Ids of all summaries."""
        return frozenset(row[0] for row in self._rows("SELECT id FROM summary"))

    def summary(self, summary_id: str) -> ReviewedSummary | None:
        """One summary; None if there is none with that id."""
        rows = self._rows("SELECT position, content FROM summary WHERE id = ?", summary_id)
        self._proved("summary", summary_id, *(rows[0] if rows else ()))
        return decode(ReviewedSummary, bytes(rows[0][1])) if rows else None

    def usages(self, engine: str) -> tuple[UsedFor, ...]:
        """Tokens that the engine used for each of its summaries, the latest last."""
        used = "CAST(summary.content AS TEXT) -> '$.checked.summary.usage'"
        sent = "CAST(payload.content AS TEXT) -> '$.documents'"
        again = "CAST(summary.content AS TEXT) -> '$.checked.meaning'"
        statement = f"""
            SELECT summary.id, iif(json_array_length({sent}) = 1, {sent} ->> '$[0].id', ''), {used} ->> '$.model',
                {used} ->> '$.input_tokens' + ifnull({again} ->> '$.input_tokens', 0),
                {used} ->> '$.output_tokens' + ifnull({again} ->> '$.output_tokens', 0)
            FROM summary LEFT JOIN payload
                ON payload.digest = CAST(summary.content AS TEXT) ->> '$.checked.summary.payload_digest'
            WHERE {used} ->> '$.engine' = ? ORDER BY summary.position
        """  # noqa: S608 - the paths above
        rows = self._rows(statement, engine)
        return tuple(UsedFor(str(one), str(of or ""), str(m), int(read), int(out)) for one, of, m, read, out in rows)

    def summaries(self) -> tuple[ReviewedSummary, ...]:
        """All summaries, the latest last; unchanged ones come from a cache."""
        if self.reading:  # somebody else may change them
            self._read_before.clear()
        ids = [str(row[0]) for row in self._rows("SELECT id FROM summary ORDER BY position")]
        missing = json.dumps([one for one in ids if one not in self._read_before])
        statement = f"SELECT id, position, content FROM summary WHERE id IN ({_LISTED})"  # noqa: S608 - as below
        for one, position, content in self._rows(statement, missing):
            self._proved("summary", one, position, content)
            self._read_before[str(one)] = decode(ReviewedSummary, bytes(content))
        return tuple(self._read_before[one] for one in ids)

    def forget_summaries(self) -> None:
        """Clear the cache."""
        self._read_before.clear()

    def summaries_with_verdicts(self) -> frozenset[str]:
        """Ids of summaries with a reviewer's verdict."""
        return frozenset(row[0] for row in self._rows("SELECT DISTINCT summary_id FROM sign_off"))

    def add_sign_off(self, sign_off: SignOff) -> None:
        """Store a reviewer's verdict; earlier ones stay."""
        with transaction(self._db) as db:
            row = (sign_off.summary_id, encode(SignOff, sign_off))
            db.execute("INSERT INTO sign_off (summary_id, content) VALUES (?, ?)", row)

    def sign_offs(self, summary_id: str) -> tuple[SignOff, ...]:
        """All verdicts on a summary, the latest last."""
        rows = self._rows("SELECT content FROM sign_off WHERE summary_id = ? ORDER BY position", summary_id)
        return tuple(decode(SignOff, bytes(row[0])) for row in rows)


_LISTED = "SELECT value FROM json_each(?)"
