"""To be written."""

from pathlib import Path

from tests.benchmarks.people_days.hands import Hands


def day(hands: Hands, files: Path) -> None:
    """To be written."""
