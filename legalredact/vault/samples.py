"""The random sample that a person reviews for names that masking would miss."""

from legalredact.model.production_sample import Sample
from legalredact.vault.codec import decode, encode
from legalredact.vault.rows import Rows

SAMPLE = "sample"
"""Name of the setting."""


class SampleRecords(Rows):
    """One sample per matter: the last one that was drawn."""

    def sample(self) -> Sample | None:
        """The sample, or None if none was drawn."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", SAMPLE)
        return decode(Sample, bytes(rows[0][0])) if rows else None

    def put_sample(self, sample: Sample) -> None:
        """Replace the sample."""
        self._put_setting(SAMPLE, encode(Sample, sample))
