"""How far files are that come into a matter: each by itself, and all of them as one figure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.model.progress import Progress, Report

FINE = 1_000
"""Steps in which the whole moves on while one file is worked on."""


@dataclass(slots=True)
class OfAll:
    """Tells how far several files are as one figure, which never goes back: readers are ahead of the search, and steps
    that are told as they come would jump between files. Of one file alone its own steps are told.

    Arguments:
        total: files.
        done: those that nothing is to be done with any more.
        shares: how much is done of each other one, from 0 to 1.
    """

    total: int
    pass_on: Report
    done: int = 0
    shares: dict[Path, float] = field(default_factory=dict, repr=False)

    def of(self, path: Path, first: float, last: float) -> Report:
        """What is told the steps of one file, which make out its share from `first` to `last`."""

        def report(progress: Progress) -> None:
            if self.total == 1:
                self.pass_on(progress)
            else:
                self.shares[path] = first + (last - first) * progress.share
                self._tell()

        return report

    def finished(self, path: Path) -> None:
        """Nothing is to be done with that file any more."""
        self.shares.pop(path, None)
        self.done += 1
        self._tell()

    def _tell(self) -> None:
        begun = min(1.0, sum(self.shares.values()))
        within = Progress("file", round(FINE * begun), FINE) if self.done < self.total else None
        self.pass_on(Progress("search", self.done, self.total, within=within))


@dataclass(slots=True)
class ProgressByPercent:
    """Passes reports on, and tells of each new per cent once."""

    tell: Callable[[int], None]
    pass_on: Report
    percent: int = 0

    def report(self, progress: Progress) -> None:
        """Take one report."""
        self.pass_on(progress)
        percent = 100 * progress.done // progress.total if progress.total else 0
        if percent > self.percent:
            self.percent = percent
            self.tell(percent)
