"""Adds files to a matter in the caller's thread, one after the other; `add_files` does it beside a person's work."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from legalredact.errors import ReaderStopped, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.workflow.compute.compute import Thinking
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.incoming import (
    NO_PASSWORDS,
    Added,
    Thing,
    expand,
    original_of,
    positions,
    read_all,
    shown,
)
from legalredact.workflow.matter.unread_files import Notable, all_came, expect, refuse, unrefuse


class MatterToFill(Notable, Protocol):
    """The parts of an open matter that are needed here; see `OpenMatter`."""

    parts: Parts
    thinking: Thinking

    def note(self, action: str, *details: tuple[str, str | int]) -> None: ...

    def knows(self, document_id: str) -> bool: ...

    def keep(self, document: Document, original: Path | bytes, position: int | None = None) -> None: ...

    def keep_mentions(self, document_id: str, mentions: tuple[Mention, ...]) -> None: ...

    def keep_families(self, things: Sequence[Thing]) -> None: ...

    def undetected(self) -> tuple[str, ...]: ...


def add_in_turn(
    matter: MatterToFill,
    paths: Sequence[Path],
    report: Report,
    cancel: Cancellation,
    passwords: Mapping[Path, str] = NO_PASSWORDS,
) -> Added:
    """Read files into the matter and search them for names; each is stored as soon as it is done.

    A file with the same content as a known one is not added twice. Files that contain others are added as their
    members, messages with their attachments as families.

    Arguments:
        passwords: of files among them that are opened with one.
    """
    matter.note("document.read", ("files", len(paths)))
    things = expand(matter.parts, paths, report, cancel, passwords)
    expect(matter, map(shown, things))
    places = positions(things, matter.store.last_position())
    added: list[str] = []
    known: list[tuple[Path, str]] = []
    refused: list[tuple[Path, UnreadableInput]] = []
    for number, (thing, outcome) in enumerate(read_all(matter.parts, things, report, cancel), 1):
        cancel.check()
        try:
            if isinstance(outcome, UnreadableInput):
                raise outcome
            if _take(matter, outcome, thing, places.get(thing)):
                added.append(outcome.id)
            else:
                known.append((shown(thing), outcome.id))
            unrefuse(matter, shown(thing))
        except UnreadableInput as problem:
            refused.append((shown(thing), problem))
            refuse(matter, shown(thing), problem)
        report(Progress("detect", number, len(things)))
    matter.keep_families(things)
    all_came(matter)
    _detect_missing(matter, report, cancel)
    return Added(tuple(added), tuple(known), tuple(refused))


def _take(matter: MatterToFill, document: Document, thing: Thing, position: int | None) -> bool:
    """Search a document for names and store it, unless the matter has it already.

    Errors: UnreadableInput, with nothing stored, if the search did not finish.
    """
    if matter.knows(document.id):
        return False
    original = original_of(matter.parts, thing)
    mentions = matter.thinking.detect(document, silent, NEVER)
    matter.keep(document, original, position)
    matter.keep_mentions(document.id, mentions)
    return True


def _detect_missing(matter: MatterToFill, report: Report, cancel: Cancellation) -> None:
    """Run detection where a kill interrupted it between a document and its mentions."""
    missing = matter.undetected()
    for number, document_id in enumerate(missing, 1):
        cancel.check()
        document = matter.store.document(document_id, boxes=True)
        with contextlib.suppress(ReaderStopped):  # it stays among the undetected, which are withheld
            matter.keep_mentions(document_id, matter.thinking.detect(document, silent, cancel))
        report(Progress("detect", number, len(missing), document_id))
