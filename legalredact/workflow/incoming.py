"""Files that a person adds to a matter: each as it is, or as the documents that it holds.

An archive, a mailbox and a message with attachments hold documents of their own; they are read beside each other, and
the matter keeps which of them are one family.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from legalredact.documents.taking_in import key_of
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.production import Member
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.parts import Parts

Thing = Path | Member


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files that were added.

    Arguments:
        documents: ids of the new ones.
        known: files whose very bytes were there already, each with the id of that document.
        refused: files that cannot be read.
    """

    documents: tuple[str, ...]
    known: tuple[tuple[Path, str], ...]
    refused: tuple[tuple[Path, UnreadableInput], ...]


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
        wanted = [one for one in members if one.problem is None]
        yield from _in_order(wanted, parts.insides.read(wanted, report, cancel))


def _in_order(
    members: Sequence[Member], results: Iterable[tuple[Member, Document | UnreadableInput]]
) -> Iterator[tuple[Member, Document | UnreadableInput]]:
    """Readers are done with small files first; here a message comes before what is attached to it again."""
    waiting: dict[str, tuple[Member, Document | UnreadableInput]] = {}
    turn = iter(members)
    expected = next(turn, None)
    for member, outcome in results:
        waiting[member.key] = (member, outcome)
        while expected is not None and expected.key in waiting:
            yield waiting.pop(expected.key)
            expected = next(turn, None)


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
