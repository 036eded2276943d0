"""Lists the members of a production below a path: files, folders, archives, mailboxes and load files.

Only names and tables are read here. Files are opened in reading processes, several at a time. Members are returned in
the order of the production, and none of them is held in memory.
"""

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.embedded_files import may_embed
from legalredact.documents.file_type import HOLDS_OTHERS, MESSAGES, FileKind, kind_of
from legalredact.documents.intake.containers import close_kept_archive, messages_of
from legalredact.documents.intake.expand import IntakeItem, key_of, take_in
from legalredact.documents.intake.file_tree import FileTree, archive_tree, folder_tree
from legalredact.documents.intake.load_file import LOAD_FILES, MAYBE_LOAD_FILES
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.workers.pool import Workers
from legalredact.errors import UnreadableInput, UsageError
from legalredact.model.production import Form, Intake, IntakeKind, Location, ProductionMember, Step, StepKind
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.zip_file import BROKEN_ZIP
from legalredact.workflow.production.load_file_records import LoadFile, load_file_in

_PIECES = 2_000
"""Files after which a process is replaced."""

Opened = tuple[Intake, Callable[[], Iterator[IntakeItem]]]


def look(path: Path, limits: Limits = STANDARD) -> Intake:
    """Kind of what is at a path; only names and the heads of tables are read.

    Errors: UsageError if there is nothing; UnreadableInput if it cannot be opened.
    """
    return _opened(path, limits)[0]


def members(
    path: Path,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    *,
    limits: Limits = STANDARD,
    processes: int | None = None,
) -> Generator[ProductionMember, None, None]:
    """All members below a path, in order; one by one, so that they need not be in memory together.

    Arguments:
        path: a file, a folder, an archive or mailbox, or a production with a load file: the folder or archive that
            contains it, or the .dat or .opt file itself.
        processes: number of files opened at a time; by default the number of cores, at most four. With 0
            they are opened in this process, for trusted files (tests, benchmarks).

    Errors:
        UsageError: there is nothing at the path.
        UnreadableInput: the path itself cannot be opened; a problem with one file is its member's problem.
        Cancelled: on request.
    """
    intake, orders = _opened(path, limits)
    first: dict[bytes, str] = {}
    done = 0
    try:
        found = _taken_in(orders(), intake.path, limits, processes, cancel)
        for member in _listed_first(found) if intake.kind is IntakeKind.LOAD_FILE else found:
            cancel.check()
            done += 1
            report(Progress("take in", done, max(intake.records, done) if intake.records else 0))
            yield _compared(member, first)
    finally:
        close_kept_archive()


def holds_production(paths: Sequence[Path], cancel: Cancellation = NEVER) -> Path | None:
    """The first of the paths that is a load file, or a folder with one: its documents are told apart by that alone.

    Errors: Cancelled on request.
    """
    return next((path for path in paths if _is_production(path, cancel)), None)


def _is_production(path: Path, cancel: Cancellation) -> bool:
    try:
        if path.is_dir():
            return load_file_in(folder_tree(path, cancel)) is not None
        chosen = path.is_file() and path.suffix.lower() in LOAD_FILES
        return chosen and load_file_in(folder_tree(path.parent, cancel), path) is not None
    except (UnreadableInput, OSError):
        return False


def expanded(
    paths: Sequence[Path], report: Report = silent, cancel: Cancellation = NEVER
) -> Iterator[Path | ProductionMember]:
    """Files that a person adds: each as it is, but folders, archives, mailboxes and messages as their members.

    Errors: Cancelled on request. A problem with a file is reported by its reader, or is its member's problem.
    """
    for path in paths:
        if _holds_others(path):
            yield from _compact(path, members(path, report, cancel))
        else:
            yield path


def _holds_others(path: Path) -> bool:
    try:
        if path.is_dir() or not path.is_file():
            return path.is_dir()
        kind = kind_of(path)
        return kind in HOLDS_OTHERS | MESSAGES or may_embed(path, kind)
    except (UnreadableInput, OSError, *BROKEN_ZIP):
        return False


def _compact(path: Path, found: Iterator[ProductionMember]) -> Iterator[Path | ProductionMember]:
    """Members; the path itself if the file cannot be expanded, so that its reader reports why."""
    try:
        first = next(iter(found), None)
        second = next(iter(found), None)
        if first is None or (second is None and not first.location.steps and path.is_file()):
            yield path  # a message without attachments, an archive of nothing
            return
        yield first
        yield from () if second is None else (second,)
        yield from found
    except UnreadableInput:
        yield path


def _opened(path: Path, limits: Limits) -> Opened:
    """Kind of a path, and how to list it."""
    if not path.exists():
        raise UsageError("There is nothing at this path.", "Check its name and that its drive is connected.")
    path = path.absolute()
    if path.is_dir():
        return _of_tree(path, IntakeKind.FOLDER, folder_tree(path), limits)
    if path.suffix.lower() in MAYBE_LOAD_FILES:
        load = load_file_in(folder_tree(path.parent), path)
        if load is not None:
            return _of_load_file(path, load)
    kind = _kind(path)
    if kind is FileKind.ARCHIVE:
        return _of_tree(path, IntakeKind.FILE, archive_tree(path, limits), limits)
    intake = Intake(IntakeKind.FILE, path)
    if kind is FileKind.MAILBOX:
        return intake, lambda: _messages(path)
    return intake, lambda: iter((IntakeItem(path.name, Location(path, name=path.name)),))


def _kind(path: Path) -> FileKind | None:
    try:
        return kind_of(path)
    except (UnreadableInput, OSError):
        return None


def _of_tree(path: Path, kind: IntakeKind, tree: FileTree, limits: Limits) -> Opened:
    load = load_file_in(tree)
    if load is not None:
        return _of_load_file(path, load)
    return Intake(kind, path), lambda: _files(tree, limits)


def _of_load_file(path: Path, load: LoadFile) -> Opened:
    intake = Intake(IntakeKind.LOAD_FILE, path, load.count(), load.encoding)
    return intake, load.orders


def _files(tree: FileTree, limits: Limits) -> Iterator[IntakeItem]:
    """Files of a folder or archive; archives and mailboxes in a folder by their members, so that all cores work."""
    for inner, location in tree.files.items():
        problem = tree.problems.get(inner)
        kind = _kind(location.path) if problem is None and not location.steps else None
        if kind is FileKind.ARCHIVE:
            yield from _entries(inner, location.path, limits)
        elif kind is FileKind.MAILBOX:
            yield from (replace(order, seed=f"{inner}/{order.seed}") for order in _messages(location.path))
        else:
            yield IntakeItem(inner, location, problem=problem)


def _entries(inner: str, path: Path, limits: Limits) -> Iterator[IntakeItem]:
    try:
        tree = archive_tree(path, limits)
    except UnreadableInput as problem:
        yield IntakeItem(inner, Location(path, name=path.name), problem=problem)
        return
    for name, location in tree.files.items():
        yield IntakeItem(f"{inner}/{name}", location, problem=tree.problems.get(name))


def _messages(path: Path) -> Iterator[IntakeItem]:
    """Messages of a mailbox; if it is damaged, the rest is one more order, with the reason."""
    rest = Location(path, name=path.name)
    try:
        for number, offset in enumerate(messages_of(path), 1):
            name = f"message {number}.eml"
            yield IntakeItem(f"{path.name}/{offset}", Location(path, (Step(StepKind.MESSAGE, offset),), name))
    except UnreadableInput as problem:
        yield IntakeItem(f"{path.name}/rest", rest, problem=problem)
    except (OSError, ValueError):
        unopened = UnreadableInput("The mailbox cannot be opened.", "Check its permissions and drive.")
        yield IntakeItem(f"{path.name}/rest", rest, problem=unopened)


def _taken_in(
    orders: Iterator[IntakeItem], path: Path, limits: Limits, processes: int | None, cancel: Cancellation
) -> Iterator[ProductionMember]:
    """Members of orders in their order, though several are worked on at a time.

    Arguments:
        path: the requested path. The processes may read it and all below it, or, for a load file, beside it.
    """
    if processes == 0:
        yield from (member for order in orders for member in take_in(order, None, limits, silent))
        return
    waiting: dict[int, tuple[ProductionMember, ...]] = {}
    numbers: dict[int, int] = {}
    asked = 0

    def numbered() -> Iterator[IntakeItem]:
        nonlocal asked
        for order in orders:
            numbers[id(order)] = asked
            asked += 1
            yield order

    turn = 0
    readable = (path.parent if path.suffix.lower() in MAYBE_LOAD_FILES else path,)
    with (
        Workers(take_in, limits, processes, _PIECES, readable) as reader,
        contextlib.closing(reader.read_many(numbered(), silent, cancel)) as results,
    ):
        for order, outcome in results:
            found = (_failed(order, outcome),) if isinstance(outcome, UnreadableInput) else outcome
            waiting[numbers.pop(id(order))] = found
            while turn in waiting:
                yield from waiting.pop(turn)
                turn += 1


def _listed_first(found: Iterator[ProductionMember]) -> Iterator[ProductionMember]:
    """Members of a load file's family before the files inside them: if an attachment has a record with its own number,
    that record is the first of the two."""
    inside: list[ProductionMember] = []
    family = ""
    for member in found:
        if member.parent:
            inside.append(member)
            continue
        if member.family != family:
            yield from inside
            inside, family = [], member.family
        yield member
    yield from inside


def _failed(order: IntakeItem, problem: UnreadableInput) -> ProductionMember:
    """A file on which its reader crashed, hung or took too much memory."""
    key = key_of(order.seed)
    return ProductionMember(
        key,
        Form.NOTHING,
        order.location,
        "",
        0,
        bates=order.bates,
        custodian=order.custodian,
        dates=order.dates,
        family=order.family or key,
        problem=problem,
    )


def _compared(member: ProductionMember, first: dict[bytes, str]) -> ProductionMember:
    """With the key of the first member that has the same bytes."""
    if not member.digest:
        return member
    known = first.setdefault(bytes.fromhex(member.digest)[:16], member.key)
    return member if known == member.key else replace(member, duplicate_of=known)
