"""Files that a person adds to a matter: each as it is, or as the documents that it holds.

An archive, a mailbox and a message with attachments hold documents of their own; they are read beside each other, and
the matter keeps which of them are one family.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.taking_in import key_of
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.production import Member
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.parts import Parts

Thing = Path | Member


def expand(parts: Parts, paths: Sequence[Path], report: Report, cancel: Cancellation) -> tuple[Thing, ...]:
    """Files, and what those among them hold that hold others.

    Errors: Cancelled on request.
    """
    if parts.insides is None:
        return tuple(paths)
    found = (_apart(thing) for thing in parts.insides.expand(paths, report, cancel))
    return tuple(found)


def read_all(
    parts: Parts, things: Sequence[Thing], report: Report, cancel: Cancellation
) -> Iterator[tuple[Thing, Document | UnreadableInput]]:
    """Read files, then what lies inside others; each comes with its document, or with what is wrong with it."""
    paths = [thing for thing in things if isinstance(thing, Path)]
    members = [thing for thing in things if isinstance(thing, Member)]
    if paths or not members:
        yield from parts.read(paths, report, cancel)
    yield from ((member, member.problem) for member in members if member.problem is not None)
    if members and parts.insides is not None:
        yield from parts.insides.read([one for one in members if one.problem is None], report, cancel)


def original_of(parts: Parts, thing: Thing) -> Path | bytes:
    """The file to keep, or its bytes where it stands inside another; UnreadableInput if it is gone."""
    if isinstance(thing, Path):
        return thing
    if parts.insides is None:
        raise UnreadableInput("What was inside the file cannot be had.", "Add it as a file of its own.")
    return parts.insides.original(thing)


def shown(thing: Thing) -> Path:
    """Its path, for lists; for what is inside another file the way there."""
    return thing if isinstance(thing, Path) else thing.location.shown


def members_among(things: Sequence[Thing]) -> tuple[Member, ...]:
    """Those that were found inside others, with the messages that hold them."""
    return tuple(thing for thing in things if isinstance(thing, Member))


def _apart(thing: Thing) -> Thing:
    """A member under keys of its own: the same file may come again with a production, and is a member of that too."""
    if isinstance(thing, Path):
        return thing
    keys = {name: key_of(f"added/{key}") for name in ("key", "family", "parent") if (key := getattr(thing, name))}
    return replace(thing, duplicate_of="", key=keys["key"], family=keys["family"], parent=keys.get("parent", ""))
