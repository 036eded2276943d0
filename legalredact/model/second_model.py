"""A firm's own name model beside the built-in one: where it lies, and what its finds count for."""

from dataclasses import dataclass
from pathlib import Path

from legalredact.model.mention import Tier


@dataclass(frozen=True, slots=True)
class SecondModelSettings:
    """The second model that policy names.

    Arguments:
        folder: with its files.
        sha256: digest of these files, hexadecimal; see `detection.model.second_files`.
        tier: of its finds.
    """

    folder: Path
    sha256: str
    tier: Tier = Tier.POSSIBLE
