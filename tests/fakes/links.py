"""Links between folders, where the system makes them."""

from pathlib import Path

import pytest


def link_to(link: Path, target: Path) -> None:
    """Make a link to an existing folder; skips the test where there is none afterwards."""
    probe = target / "probe"
    probe.touch()
    try:
        link.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("this account may make no links (Windows)")
    leads_there = (link / "probe").exists()
    probe.unlink()
    if not leads_there:
        pytest.skip("this system made no link: Wine 10 answers that it did")
