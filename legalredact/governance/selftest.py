"""When masking was last tested on this machine, in which build, and whether text may be sent on the strength of it."""

import datetime as dt
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from legalredact.errors import DiskFull
from legalredact.model.side_file import read_plain

_MOST = 1 << 20
"""Bytes that the record of a self-test may hold."""
RUN = "Run `legalredact selftest`, or the self-test in the window."


@dataclass(frozen=True, slots=True)
class Trial:
    """The last self-test.

    Arguments:
        build: what was tested; another build has to be tested anew.
        when: UTC, ISO 8601.
        checks: how many there were.
        failed: what was not as it should be.
    """

    build: str
    when: str
    checks: int
    failed: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was as it should be."""
        return self.checks > 0 and not self.failed


class SelfTests:
    """Where the last self-test of this person on this machine is kept.

    Arguments:
        file: made with the first one.
        build: of the running application.
        days: after which it is due again, by policy.
    """

    def __init__(self, file: Path, build: str, days: int) -> None:
        self._file, self.build, self._days = file, build, days

    def last(self) -> Trial | None:
        """The last one; None if there was none, or its record cannot be read."""
        try:
            row = json.loads(read_plain(self._file, _MOST))
            return Trial(str(row["build"]), str(row["when"]), int(row["checks"]), tuple(map(str, row["failed"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, tested: Trial) -> None:
        """Keep a result; `DiskFull`."""
        half = None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, half = tempfile.mkstemp(dir=self._file.parent, prefix=".")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(asdict(tested), stream)
            Path(half).replace(self._file)
        except OSError:
            if half is not None:
                Path(half).unlink(missing_ok=True)
            raise DiskFull("The result of the self-test could not be kept.", "Free some space; run it again.") from None

    def fault(self, now: dt.datetime) -> str:
        """Why nothing may be sent until masking was tested; empty if it was, well and lately."""
        tested = self.last()
        if tested is None:
            return "Masking was never tested on this machine."
        if tested.build != self.build:
            return "Masking has not been tested since LegalRedact was changed."
        if not tested.passed:
            return f"The last self-test of masking failed: {', '.join(tested.failed[:3])}."
        if now < dt.datetime.fromisoformat(tested.when) - dt.timedelta(minutes=10):
            return "The last self-test of masking is in the future: the clock was set back."
        if now - dt.datetime.fromisoformat(tested.when) > dt.timedelta(days=self._days):
            return f"The last self-test of masking is more than {self._days} days old."
        return ""

    def words(self, now: dt.datetime) -> str:
        """In words, for people."""
        tested = self.last()
        return self.fault(now) or (f"passed {tested.when[:10]}, {tested.checks} checks" if tested else "")


def own_file() -> Path:
    """Where the record stands unless a test says otherwise."""
    return platformdirs.user_data_path("LegalRedact", appauthor=False) / "selftest.json"
