"""Reads and writes the contents of a matter's encrypted database; each kind of record has a module of its own."""

import contextlib
import itertools
from collections.abc import Iterator

from legalredact.errors import VaultDamaged
from legalredact.model.matter import MatterInfo
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.vault.codec import decode, encode
from legalredact.vault.copies import CopyRecords
from legalredact.vault.database import plain_errors, transaction
from legalredact.vault.documents import DocumentRecords
from legalredact.vault.production import ProductionRecords
from legalredact.vault.production_sets import ProductionSetRecords
from legalredact.vault.purge import PurgeRecords
from legalredact.vault.resolved import ResolutionRecords
from legalredact.vault.samples import SampleRecords
from legalredact.vault.state import check_proofs, proofs
from legalredact.vault.stated import StateRecords
from legalredact.vault.summaries import SummaryRecords
from legalredact.vault.trail import TrailRecords


class Records(
    DocumentRecords,
    ResolutionRecords,
    CopyRecords,
    SummaryRecords,
    TrailRecords,
    PurgeRecords,
    ProductionRecords,
    ProductionSetRecords,
    SampleRecords,
    StateRecords,
):
    """The contents of a matter. Every writing method is one transaction."""

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Everything that is written inside is one transaction."""
        try:
            with transaction(self._db):
                yield
        except BaseException:
            self._kept = None  # the cached value may have been rolled back
            self.forget_summaries()
            raise

    def info(self) -> MatterInfo:
        """The matter's settings."""
        return decode(MatterInfo, self._setting("info"))

    def put_info(self, info: MatterInfo) -> None:
        """Replace the settings."""
        self._put_setting("info", encode(MatterInfo, info))

    def check(self, report: Report = silent, cancel: Cancellation = NEVER) -> None:
        """Read every page of the database, and verify every large row against its digest.

        Errors: VaultDamaged if a page was altered or lost, or a row differs from what was stored; Cancelled.
        """
        problems: list[tuple[str]] = []
        for pragma in ("cipher_integrity_check", "integrity_check"):
            cancel.check()
            problems += self._rows(f"PRAGMA {pragma}")
        if problems != [("ok",)]:
            raise VaultDamaged("Pages of the matter's database were altered or lost.", "Restore it from a backup.")
        ids = self.document_ids()
        with plain_errors():
            done, total = itertools.count(1), len(ids) + proofs(self._db)

        def checked() -> None:
            cancel.check()
            report(Progress("verify", next(done), total))

        with plain_errors():
            check_proofs(self._db, checked)
        for document_id in ids:
            self.original(document_id)
            checked()
