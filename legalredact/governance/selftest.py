"""When masking was last tested on this machine, with which build, and whether text may be sent on that basis."""

import datetime as dt
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from legalredact.errors import DiskFull
from legalredact.model.readiness import State
from legalredact.model.side_file import read_plain

_MOST = 1 << 20
"""Largest size of the record in bytes."""
RUN = "Run `legalredact selftest`, or the self-test in the window."


@dataclass(frozen=True, slots=True)
class Trial:
    """The last self-test.

    Arguments:
        build: the build that was tested; another build has to be tested again.
        when: UTC, ISO 8601.
        checks: number of checks.
        failed: checks that failed.
    """

    build: str
    when: str
    checks: int
    failed: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return self.checks > 0 and not self.failed


class SelfTests:
    """The record of this person's last self-test on this machine.

    Arguments:
        file: created on first use.
        build: of the running application.
        days: after which the test is due again, by policy.
    """

    def __init__(self, file: Path, build: str, days: int) -> None:
        self._file, self.build, self._days = file, build, days

    def last(self) -> Trial | None:
        """The last self-test; None if there was none, or its record cannot be read."""
        try:
            row = json.loads(read_plain(self._file, _MOST))
            return Trial(str(row["build"]), str(row["when"]), int(row["checks"]), tuple(map(str, row["failed"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, tested: Trial) -> None:
        """Store a result; errors: DiskFull."""
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
        """Why nothing may be sent until masking is tested; empty if the last test passed and is recent."""
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

    def due(self, now: dt.datetime, days: int) -> bool:
        """Whether the last test did not pass, was of another build, or is that many days old."""
        tested = self.last()
        if tested is None or self.fault(now):
            return True
        return now - dt.datetime.fromisoformat(tested.when) >= dt.timedelta(days=days)

    def words(self, now: dt.datetime) -> str:
        """In words, for people."""
        tested = self.last()
        if fault := self.fault(now):
            return fault
        return f"passed {tested.when[:10]}, {tested.checks} check{'s' * (tested.checks != 1)}" if tested else ""

    def state(self, now: dt.datetime, *, sends: bool) -> tuple[State, str]:
        """For `doctor`: an untested seat is a warning; it is a failure where it stops a send.

        Arguments:
            sends: policy attests zero retention, so that masked text may be sent.
        """
        fault = self.fault(now)
        if not fault:
            return State.OK, self.words(now)
        if sends:
            return State.FAIL, f"{fault} {RUN}"
        return State.WARN, f"{fault} Nothing is sent until a test passes. {RUN}"


def own_file() -> Path:
    """Where the record is, except in tests."""
    return platformdirs.user_data_path("LegalRedact", appauthor=False) / "selftest.json"
