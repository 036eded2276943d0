"""A mark outside the matter of how far its trail had come: it shows a trail cut at its end, or an older copy put back.

Each person keeps their own, in their profile or in a folder that policy names. A mark holds a number and a digest, and
nothing of the matter.
"""

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from legalredact.errors import DiskFull
from legalredact.model.audit import AuditEvent
from legalredact.model.side_file import read_plain

_MOST = 1 << 12
"""Bytes that a mark may hold."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last event that was written from here.

    Arguments:
        when: the latest moment of any event that was written from here, UTC, ISO 8601; empty in marks from before it
            was kept.
    """

    number: int
    digest: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class PreparedMark:
    """A mark that lies beside its place."""

    path: Path
    half: Path

    def keep(self) -> None:
        """Put it in its place; the old mark or the new one stands there, never half of one. Errors: DiskFull."""
        try:
            self.half.replace(self.path)
        except OSError:
            self.drop()
            raise _unwritten() from None

    def drop(self) -> None:
        """Leave the old one."""
        with contextlib.suppress(OSError):
            self.half.unlink(missing_ok=True)


class Anchors:
    """The marks of one person.

    Arguments:
        folder: made when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, matter_id: str) -> Anchor | None:
        """The mark of a matter; None if nothing was written to it from here, or the mark cannot be read."""
        return _read(self._path(matter_id))

    def latest(self) -> str:
        """The latest moment that any mark tells of, whatever its matter; empty if none does."""
        marks = map(_read, self._folder.glob("*.json"))
        return max((mark.when for mark in marks if mark is not None), default="")

    def put(self, matter_id: str, event: AuditEvent) -> None:
        """Note the event as the last one; errors: DiskFull."""
        self.prepare(matter_id, event).keep()

    def prepare(self, matter_id: str, event: AuditEvent) -> PreparedMark:
        """Write the mark of an event that is about to be kept.

        Errors: DiskFull.
        """
        before = self.of(matter_id)
        when = max(before.when if before else "", event.when)
        return self._write(self._path(matter_id), Anchor(event.number, event.digest, when))

    def forget_later(self, when: str) -> None:
        """Marks that tell of a later moment tell of that one: an administrator says that a clock was wrong.

        Errors: DiskFull.
        """
        for path in self._folder.glob("*.json"):
            mark = _read(path)
            if mark is not None and mark.when > when:
                self._write(path, replace(mark, when=when)).keep()

    def _write(self, path: Path, mark: Anchor) -> PreparedMark:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, half = tempfile.mkstemp(dir=self._folder, prefix=".")
        except OSError:
            raise _unwritten() from None
        prepared = PreparedMark(path, Path(half))
        try:
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(json.dumps(asdict(mark)))
        except OSError:
            prepared.drop()
            raise _unwritten() from None
        return prepared

    def _path(self, matter_id: str) -> Path:
        name = matter_id if _ID.fullmatch(matter_id) else matter_id.encode().hex()
        return self._folder / f"{name}.json"


def _read(path: Path) -> Anchor | None:
    """A mark; None if there is none, or it cannot be read."""
    try:
        row = json.loads(read_plain(path, _MOST))
        return Anchor(int(row["number"]), str(row["digest"]), str(row.get("when", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _unwritten() -> DiskFull:
    return DiskFull(
        "The mark of the audit trail could not be written; nothing was done.",
        "Free some space, or have IT check the folder for marks (audit.anchors) in policy.",
    )


def anchors_in(folder: str) -> Anchors:
    """The marks in the folder that policy names, else in the user's own data."""
    own = platformdirs.user_data_path("LegalRedact", appauthor=False) / "anchors"
    return Anchors(Path(folder) if folder else own)


def fault(anchor: Anchor | None, last: AuditEvent | None, digest_of: Callable[[int], str]) -> str:
    """What the mark says against a trail; empty if it says nothing.

    Arguments:
        last: the trail's last event.
        digest_of: digest of the event of a number.
    """
    if anchor is None:
        return ""
    if last is None or last.number < anchor.number:
        known = last.number if last else 0
        return f"The trail ends at event {known}; from here it was seen to reach {anchor.number}."
    if digest_of(anchor.number) != anchor.digest:
        return f"Event {anchor.number} is not the one that was written from here."
    return ""
