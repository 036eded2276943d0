"""Progress of files that are added to a matter: each by itself, and all of them as one figure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.model.progress import Progress, Report

FINE = 1_000
"""Steps of the total while one file is worked on."""


@dataclass(slots=True)
class OfAll:
    """Reports the progress of several files as one figure, which never decreases: readers are ahead of the search, and
    unordered steps would jump between files. For one file alone its own steps are reported.

    Arguments:
        total: files.
        done: files with no work left.
        shares: share of the work that is done for each other file, from 0 to 1.
    """

    total: int
    pass_on: Report
    done: int = 0
    shares: dict[Path, float] = field(default_factory=dict, repr=False)

    def of(self, path: Path, first: float, last: float) -> Report:
        """A report function for the steps of one file, which are its share from `first` to `last`."""

        def report(progress: Progress) -> None:
            if self.total == 1:
                self.pass_on(progress)
            else:
                self.shares[path] = first + (last - first) * progress.share
                self._tell()

        return report

    def finished(self, path: Path) -> None:
        """Mark that file as done."""
        self.shares.pop(path, None)
        self.done += 1
        self._tell()

    def _tell(self) -> None:
        begun = min(1.0, sum(self.shares.values()))
        within = Progress("file", round(FINE * begun), FINE) if self.done < self.total else None
        self.pass_on(Progress("search", self.done, self.total, within=within))


@dataclass(slots=True)
class ProgressByPercent:
    """Passes reports on, and each new percentage only once."""

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
