"""The sample that is looked through for names that masking would miss."""

from legalredact.model.sample import Sample
from legalredact.vault.codec import decode, encode
from legalredact.vault.rows import Rows

SAMPLE = "sample"
"""Name of its setting."""


class SampleRecords(Rows):
    """One sample a matter: the last that was drawn."""

    def sample(self) -> Sample | None:
        """It, or None before one was drawn."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", SAMPLE)
        return decode(Sample, bytes(rows[0][0])) if rows else None

    def put_sample(self, sample: Sample) -> None:
        """Keep it in place of the one before."""
        self._put_setting(SAMPLE, encode(Sample, sample))
