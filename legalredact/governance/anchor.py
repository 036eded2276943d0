"""The anchor: a record outside the matter of the trail's last event. It reveals a shortened trail or an older copy.

Each person has their own anchors, in their profile or in a folder that policy names. An anchor holds a number, a time
and a digest, and nothing of the matter.
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
"""Largest size of an anchor in bytes."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last event that was written from here.

    Arguments:
        when: the latest time of any event that was written from here, UTC, ISO 8601; empty in older anchors, which did
            not record it.
    """

    number: int
    digest: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class PreparedMark:
    """An anchor that is written beside its final place."""

    path: Path
    half: Path

    def keep(self) -> None:
        """Move it to its place; there is always a complete old or new anchor. Errors: DiskFull."""
        try:
            self.half.replace(self.path)
        except OSError:
            self.drop()
            raise _unwritten() from None

    def drop(self) -> None:
        """Discard it and leave the old one."""
        with contextlib.suppress(OSError):
            self.half.unlink(missing_ok=True)


class Anchors:
    """The anchors of one person.

    Arguments:
        folder: created when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, matter_id: str) -> Anchor | None:
        """The anchor of a matter; None if nothing was written to it from here, or the anchor cannot be read."""
        return _read(self._path(matter_id))

    def latest(self) -> str:
        """The latest time in any anchor, of any matter; empty if there is none."""
        marks = map(_read, self._folder.glob("*.json"))
        return max((mark.when for mark in marks if mark is not None), default="")

    def put(self, matter_id: str, event: AuditEvent) -> None:
        """Record the event as the last one; errors: DiskFull."""
        self.prepare(matter_id, event).keep()

    def prepare(self, matter_id: str, event: AuditEvent) -> PreparedMark:
        """Write the anchor for an event that is about to be stored.

        Errors: DiskFull.
        """
        before = self.of(matter_id)
        when = max(before.when if before else "", event.when)
        return self._write(self._path(matter_id), Anchor(event.number, event.digest, when))

    def forget_later(self, when: str) -> None:
        """Set later times in anchors to `when`: an administrator stated that a clock was wrong.

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
    """An anchor; None if there is none, or it cannot be read."""
    try:
        row = json.loads(read_plain(path, _MOST))
        return Anchor(int(row["number"]), str(row["digest"]), str(row.get("when", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _unwritten() -> DiskFull:
    return DiskFull(
        "The anchor of the audit trail could not be written; nothing was done.",
        "Free some space, or have IT check the folder for anchors (audit.anchors) in policy.",
    )


def anchors_in(folder: str) -> Anchors:
    """The anchors in the folder that policy names, else in the user's own data."""
    own = platformdirs.user_data_path("LegalRedact", appauthor=False) / "anchors"
    return Anchors(Path(folder) if folder else own)


def fault(anchor: Anchor | None, last: AuditEvent | None, digest_of: Callable[[int], str]) -> str:
    """How the trail contradicts the anchor; empty if it does not.

    Arguments:
        last: the trail's last event.
        digest_of: gives the digest of the event with a number.
    """
    if anchor is None:
        return ""
    if last is None or last.number < anchor.number:
        known = last.number if last else 0
        return f"The trail ends at event {known}; from here it was seen to reach {anchor.number}."
    if digest_of(anchor.number) != anchor.digest:
        return f"Event {anchor.number} is not the one that was written from here."
    return ""
