"""Files that a person adds to a matter: each as it is, or as the documents in it.

Archives, mailboxes and messages with attachments contain documents. They are read in parallel, and the matter stores
which of them are one family.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from legalredact.documents.intake.expand import key_of
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.matter.dependencies import Inner, Parts

Thing = Path | ProductionMember | LockedFile
NO_PASSWORDS: Mapping[Path, str] = {}
"""Passwords by file, none."""


@dataclass(frozen=True, slots=True)
class Added:
    """Result for the files that were added.

    Arguments:
        documents: ids of the new ones.
        known: files whose exact bytes the matter had already, each with the id of that document.
        refused: files that cannot be read.
    """

    documents: tuple[str, ...]
    known: tuple[tuple[Path, str], ...]
    refused: tuple[tuple[Path, UnreadableInput], ...]


def expand(
    parts: Parts,
    paths: Sequence[Path],
    report: Report,
    cancel: Cancellation,
    passwords: Mapping[Path, str] = NO_PASSWORDS,
) -> tuple[Thing, ...]:
    """Files, and the members of those that contain others.

    Arguments:
        passwords: of files among them that are opened with one.

    Errors: Cancelled on request.
    """
    if parts.insides is None:
        return tuple(paths)
    locked = [LockedFile(path, passwords[path]) for path in paths if path in passwords]
    others = [path for path in paths if path not in passwords]
    found = (_apart(thing) for thing in parts.insides.expand(others, report, cancel)) if others else ()
    return (*found, *locked)


def read_all(
    parts: Parts, things: Sequence[Thing], report: Report, cancel: Cancellation
) -> Iterator[tuple[Thing, Document | UnreadableInput]]:
    """Read files, then their members; each is returned with its document, or with its problem."""
    paths = [thing for thing in things if isinstance(thing, Path)]
    members = [thing for thing in things if isinstance(thing, ProductionMember)]
    locked = [thing for thing in things if isinstance(thing, LockedFile)]
    if paths or not (members or locked):
        yield from _named_first(paths, parts.read(paths, report, cancel))
    yield from ((member, member.problem) for member in members if member.problem is not None)
    if members and parts.insides is not None:
        wanted = [one for one in members if one.problem is None]
        yield from _in_order(wanted, parts.insides.read(wanted, report, cancel))
    if locked and parts.insides is not None:
        yield from parts.insides.read(locked, report, cancel)


def _named_first(
    paths: Sequence[Path], results: Iterable[tuple[Path, Document | UnreadableInput]]
) -> Iterator[tuple[Path, Document | UnreadableInput]]:
    """Files as they are read, but none before one of its size that was named earlier: if two are the same file, the one
    that a person named first gives the document its name, whichever reader finished first."""
    waiting: dict[Path, Document | UnreadableInput] = {}
    turns = _by_size(paths)
    for path, outcome in results:
        waiting[path] = outcome
        turn = turns[path]
        while turn and turn[0] in waiting:
            first = turn.popleft()
            yield first, waiting.pop(first)
    yield from waiting.items()


def _by_size(paths: Sequence[Path]) -> dict[Path, deque[Path]]:
    """Each file with those of its size, in the order of their names; an inaccessible one is alone."""
    sizes: dict[int, deque[Path]] = {}
    turns: dict[Path, deque[Path]] = {}
    for path in dict.fromkeys(paths):
        try:
            turns[path] = sizes.setdefault(path.stat().st_size, deque())
        except OSError:
            turns[path] = deque()
        turns[path].append(path)
    return turns


def _in_order(
    members: Sequence[ProductionMember], results: Iterable[tuple[Inner, Document | UnreadableInput]]
) -> Iterator[tuple[ProductionMember, Document | UnreadableInput]]:
    """Readers finish small files first; this restores the order of a message before its attachments."""
    waiting: dict[str, tuple[ProductionMember, Document | UnreadableInput]] = {}
    turn = iter(members)
    expected = next(turn, None)
    for member, outcome in results:
        if isinstance(member, ProductionMember):
            waiting[member.key] = (member, outcome)
        while expected is not None and expected.key in waiting:
            yield waiting.pop(expected.key)
            expected = next(turn, None)


def positions(things: Sequence[Thing], last: int) -> dict[Thing, int]:
    """For each file and member its position in the list of documents, in the order in which a person named them: the
    list, and with it the tokens, must not depend on which reader finishes first.

    Arguments:
        last: position of the last document that the matter has.
    """
    return {thing: last + number for number, thing in enumerate(dict.fromkeys(things), 1)}


def original_of(parts: Parts, thing: Thing) -> Path | bytes:
    """The file to store, or its bytes if it is inside another; UnreadableInput if it is gone."""
    if isinstance(thing, Path):
        return thing
    if parts.insides is None:
        raise UnreadableInput(
            "This installation cannot extract files from archives and messages.", "Add the file separately."
        )
    return parts.insides.original(thing)


def shown(thing: Thing) -> Path:
    """Its path, for lists; for a member, the path through the files that contain it."""
    if isinstance(thing, LockedFile):
        return thing.path
    return thing if isinstance(thing, Path) else thing.location.shown


def members_among(things: Sequence[Thing]) -> tuple[ProductionMember, ...]:
    """Documents that were found inside others, with the messages that contain them."""
    return tuple(thing for thing in things if isinstance(thing, ProductionMember))


def _apart(thing: Thing) -> Thing:
    """A member under separate keys: the same file may come again with a production, and is a member of that too."""
    if not isinstance(thing, ProductionMember):
        return thing
    keys = {name: key_of(f"added/{key}") for name in ("key", "family", "parent") if (key := getattr(thing, name))}
    return replace(thing, duplicate_of="", key=keys["key"], family=keys["family"], parent=keys.get("parent", ""))
