"""Expands one file of a production into members, with their digests: the file itself and everything inside it.

Runs in a confined process, since the files come from outside; only `ProductionMember` values come back.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from legalredact.documents.chat.slack import is_part
from legalredact.documents.file_type import HOLDS_OTHERS, FileKind, kind_of
from legalredact.documents.intake.attachments import HAS_ATTACHMENTS, attached_files
from legalredact.documents.intake.containers import ArchiveEntry, content_at, entries_of, messages_of, source_inside
from legalredact.documents.intake.members import original_of
from legalredact.documents.intake.native_or_images import form_of, why_native_is_unread
from legalredact.documents.limits import Limits
from legalredact.documents.mail.parts import DEEPEST
from legalredact.errors import OversizedInput, UnreadableInput
from legalredact.model.clean_text import is_clean
from legalredact.model.production import BatesRange, Form, Location, ProductionMember, Step, StepKind
from legalredact.model.progress import Progress, Report
from legalredact.model.source import Source, size_of, stream_of

MOST_INSIDE = 100_000
"""Limit for members of one file."""


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """A unit of intake: a file with its contents, or a record of a load file.

    Arguments:
        seed: the member's key is derived from it, so it must be the same when the same production is taken in again. A
            file that no load file lists also has its digest in its key, so that a replaced file becomes another member.
        location: of the file; for a record, of its native file, else of its first page or its text.
        pages: page images of a record; `native_or_images` says when they are read.
        text: extracted text of a record.
        problem: why it cannot be read, if that is known already.
        bates, custodian, dates, family: as in the load file; `family` is the key of the family's first document.
        native: whether `location` is the document's own file.
    """

    seed: str = field(repr=False)
    location: Location
    pages: tuple[Location, ...] = ()
    text: Location | None = None
    problem: UnreadableInput | None = None
    bates: BatesRange = field(default_factory=BatesRange)
    custodian: str = field(default="", repr=False)
    dates: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    family: str = ""
    native: bool = True


def key_of(seed: str) -> str:
    """The key of a member: ``m`` and 16 hexadecimal digits."""
    return f"m{hashlib.sha256(seed.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


def take_in(order: IntakeItem, _: range | None, limits: Limits, report: Report) -> tuple[ProductionMember, ...]:
    """The members of an item; the first document of a family comes before the others.

    A file that cannot be read becomes a member with its problem, so that nothing is left out.
    """
    members: list[ProductionMember] = []
    for member in _members(order, limits):
        members.append(member)
        report(Progress("take in", len(members), 0))
        if len(members) >= MOST_INSIDE:
            members.append(_too_much(order, len(members)))
            break
    return tuple(members)


def _members(order: IntakeItem, limits: Limits) -> Iterator[ProductionMember]:
    key = key_of(order.seed)
    order = order if _can_be_kept(order) else replace(order, native=False, pages=(), problem=_misnamed())
    own = ProductionMember(
        key,
        Form.NOTHING,
        order.location,
        "",
        0,
        text=order.text,
        bates=order.bates,
        custodian=order.custodian,
        dates=order.dates,
        family=order.family or key,
        problem=order.problem,
    )
    form = form_of(order.location, order.pages, order.problem, limits, native=order.native)
    if form is Form.FILE:
        file = replace(own, form=form)
        yield from _walked(file, order.seed, limits) if order.family else _by_digest(file, order.seed, limits)
    elif form is Form.PAGES:
        unread = why_native_is_unread(order.problem, native=order.native)
        images = replace(own, form=form, location=order.pages[0], pages=order.pages, native_unread=unread, problem=None)
        yield _with_digest(images, limits)
    elif form is Form.TEXT:
        yield _with_digest(replace(own, form=form), limits)
    else:
        yield own


def _by_digest(own: ProductionMember, seed: str, limits: Limits) -> Iterator[ProductionMember]:
    """A file that is identified by its path and its bytes."""
    weighed = _with_digest(own, limits)
    seed = f"{seed}#{weighed.digest}"
    weighed = replace(weighed, key=key_of(seed), family=key_of(seed))
    yield from (weighed,) if weighed.problem is not None else _walked(weighed, seed, limits)


def _walked(
    own: ProductionMember, seed: str, limits: Limits, source: Source | None = None
) -> Iterator[ProductionMember]:
    """Yield a file and everything inside it, depth first.

    Arguments:
        source: its bytes, if already loaded.
    """
    try:
        source = content_at(own.location, limits) if source is None else source
        kind = _kind(source, own.location.name)
        if kind in HOLDS_OTHERS:
            yield from _held(own, source, kind, seed, limits)
            return
    except UnreadableInput as problem:
        yield replace(own, form=Form.NOTHING, text=None, problem=problem)
        return
    except OSError:
        yield replace(own, form=Form.NOTHING, text=None, problem=_gone())
        return
    yield _with_digest(own, limits, source)
    if kind in HAS_ATTACHMENTS:
        yield from _attached(own, source, seed, limits)


def _kind(source: Source, name: str) -> FileKind | None:
    """The type of a file; None if it is not supported, which the reader will report."""
    try:
        return kind_of(source, name)
    except UnreadableInput:
        return None


def _held(
    own: ProductionMember, source: Source, kind: FileKind | None, seed: str, limits: Limits
) -> Iterator[ProductionMember]:
    """Entries of an archive or messages of a mailbox: independent members, apart from the family of the container."""
    if kind is FileKind.ARCHIVE:
        steps = [(Step(StepKind.ENTRY, e.number), e.name, e.problem) for e in entries_of(source, limits)]
    elif kind is FileKind.SLACK:
        steps = [
            (Step(_in_slack(e), e.number), e.path.replace("/", " "), e.problem) for e in entries_of(source, limits)
        ]
    elif kind is FileKind.OUTLOOK_STORE:
        from legalredact.documents.mail.outlook_store import store_of

        steps = [(Step(StepKind.STORED, item.number), item.name, item.problem) for item in store_of(source).items()]
    else:
        names = enumerate(messages_of(source), 1)
        steps = [(Step(StepKind.MESSAGE, offset), f"message {number}.eml", None) for number, offset in names]
    heads = not own.parent and own.family == own.key and not own.bates
    for step, name, problem in steps:
        inside = _inside(own, step, name, seed, is_head=heads)
        inside = inside if heads else replace(inside, parent=own.parent)  # the archive is not a member itself
        yield from _or_problem(inside, problem, f"{seed}/{step.kind}{step.number}", limits, source)


def _in_slack(entry: ArchiveEntry) -> StepKind:
    return StepKind.CONVERSATION if is_part(entry.path) else StepKind.ENTRY


def _attached(own: ProductionMember, source: Source, seed: str, limits: Limits) -> Iterator[ProductionMember]:
    """The attachments of a message, or the files embedded in another document, which form its family."""
    try:
        attachments = attached_files(source, own.location.name, own.document_id, limits)
    except UnreadableInput:
        return  # the reader reports what is wrong with it
    for number, attachment in enumerate(attachments):
        step = Step(StepKind.ATTACHMENT, number)
        name = attachment.name or f"attachment {number + 1}"
        inside = _inside(own, step, name, seed, is_head=False)
        yield from _or_problem(inside, None, f"{seed}/{step.kind}{step.number}", limits, attachment.content)


def _inside(own: ProductionMember, step: Step, name: str, seed: str, *, is_head: bool) -> ProductionMember:
    """A member inside another file. It inherits the custodian and, as part of a record, the Bates numbers."""
    key = key_of(f"{seed}/{step.kind}{step.number}")
    location = Location(own.location.path, (*own.location.steps, step), name)
    family, parent = (key, "") if is_head else (own.family, own.key)
    return replace(
        own, key=key, location=location, digest="", size=0, text=None, dates=(), family=family, parent=parent
    )


def _or_problem(
    inside: ProductionMember, problem: UnreadableInput | None, seed: str, limits: Limits, source: Source
) -> Iterator[ProductionMember]:
    """The contents of a file, or one member with its problem.

    Arguments:
        source: bytes of an attachment; for an entry or a message, the container.
    """
    if problem is None and len(inside.location.steps) > DEEPEST:
        problem = OversizedInput("This file is nested deeper in other files than any real one.", "Save it by itself.")
    if problem is not None:
        yield replace(inside, form=Form.NOTHING, problem=problem)
        return
    step = inside.location.steps[-1]
    try:
        content = source if step.kind is StepKind.ATTACHMENT else source_inside(source, step, limits)
    except UnreadableInput as damage:
        yield replace(inside, form=Form.NOTHING, problem=damage)
        return
    yield from _walked(inside, seed, limits, content)


def _with_digest(member: ProductionMember, limits: Limits, source: Source | None = None) -> ProductionMember:
    """The member with digest and size of its bytes, or with its problem."""
    if member.digest:
        return member
    try:
        source = original_of(member, limits) if source is None else source
        with stream_of(source) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return replace(member, digest=digest, size=size_of(source))
    except UnreadableInput as problem:
        return replace(member, form=Form.NOTHING, pages=(), text=None, problem=problem)
    except OSError:
        return replace(member, form=Form.NOTHING, pages=(), text=None, problem=_gone())


def _too_much(order: IntakeItem, number: int) -> ProductionMember:
    key = key_of(f"{order.seed}/beyond{number}")
    problem = OversizedInput(
        f"This file holds more than {MOST_INSIDE} documents; the rest was not taken in.",
        "Unpack it and take in the folder.",
    )
    return ProductionMember(key, Form.NOTHING, order.location, "", 0, family=key, problem=problem)


def _can_be_kept(order: IntakeItem) -> bool:
    """Whether the file's path can be stored: file names on Linux may be arbitrary bytes (PEP 383)."""
    return is_clean(str(order.location.path))


def _misnamed() -> UnreadableInput:
    return UnreadableInput(
        "The name of the file or of its folder has bytes that are not valid text.", "Rename it, then take it in again."
    )


def _gone() -> UnreadableInput:
    return UnreadableInput("The file cannot be opened.", "Check its name, permissions and drive.")
