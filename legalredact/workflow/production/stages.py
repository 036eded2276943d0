"""What a worker does with one document of a production at one stage: here, in another process, on another machine.

Everything that it is given and gives back is frozen and picklable, and keeps client text out of its `repr`, since a
scheduler may print what it handles. Documents and mentions come and go as the vault keeps them, so that the run's own
process need not take them apart. A worker forgets a document with its task; the register stays until the run ends.
"""

import functools
import sys
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from legalredact.errors import LegalRedactError
from legalredact.governance.inventory import inventory
from legalredact.masking.mask import mask
from legalredact.masking.names import forget_names, masked_names
from legalredact.masking.reply_check import check
from legalredact.masking.restore import restore
from legalredact.model.document import Document, Place
from legalredact.model.job import Stage
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.production import BatesRange, Location, Member
from legalredact.model.progress import NEVER, Cancellation, Report
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, Citation, MaskedSummary, Segment, Usage
from legalredact.summary.prompts import Prompt
from legalredact.vault.codec import decode, encode
from legalredact.vault.documents import DocumentRow, document_row
from legalredact.workflow.compute.lanes import perform
from legalredact.workflow.compute.payload import Prepared, prepared
from legalredact.workflow.compute.pickling import travels_by_fields
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.passes import Pile, Round, looked
from legalredact.workflow.send.inventories import noted

travels_by_fields(BatesRange, Location, Member, Mention, Span)
travels_by_fields(Passage, Payload, PayloadDocument, Place, Prepared)
travels_by_fields(CheckedSummary, Citation, Entity, MaskedSummary, Segment, Usage)


class Known:
    """What stays the same for all documents of a run: the register that they are masked with, and the prompt."""

    def __init__(self, register: Register, prompt: Prompt) -> None:
        self.register, self.prompt = register, prompt
        self.entities = {entity.id: entity for entity in register.entities}


@dataclass(frozen=True, slots=True)
class MaskInput:
    """A document to be masked.

    Arguments:
        document, mentions: as the vault keeps them; resolved, each mention with its entity.
        number: its place in the production, which its neutral title tells.
    """

    document: bytes = field(repr=False)
    mentions: bytes = field(repr=False)
    number: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read.

    Arguments:
        inside: the bytes of its file where that lies inside another, or had to be made of page pictures; whoever keeps
            it does not open what may be hostile.
    """

    row: DocumentRow
    inside: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Masked:
    """A document masked and verified.

    Arguments:
        held: what the trail keeps of the personal data in it (see `inventories.noted`).
    """

    prepared: Prepared
    held: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A summary with what its check found, and with names again where that forbids nothing."""

    checked: CheckedSummary
    clear_segments: tuple[Segment, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class StageTask:
    """One document at one stage.

    Arguments:
        content: a `Member` to read, a `Document` with character boxes to search, a `MaskInput` to mask and verify, a
            `VerifiedText` to summarize, a pair of that and a `MaskedSummary` to check, a `Pile` to look at.
        inputs: digest of what it is done for.
        then: the stage that may follow at once with what comes of this one; whoever does it may as well leave that.
    """

    document_id: str
    stage: Stage
    content: object = field(repr=False)
    inputs: str = ""
    then: Stage | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    Arguments:
        value: a `ReadDocument`, mentions as the vault keeps them, a `Masked`, a `MaskedSummary`, a `Checked`, a
            `Seen`; None if there is an error.
        seconds: that it took, by the worker's clock.
    """

    document_id: str
    stage: Stage
    value: object = field(repr=False)
    error: LegalRedactError | None = None
    seconds: float = 0.0
    inputs: str = ""


travels_by_fields(MaskInput, DocumentRow, ReadDocument, Masked, Checked, StageTask, Done)


def done(task: StageTask, kit: Kit, known: Known | Round | None, report: Report) -> tuple[Done, ...]:
    """Do a task and what may follow it; whatever goes wrong is one of our errors in the last result.

    What is handed on here need not go to the vault and back: of a short document that costs as much as the work.
    """
    results = []
    following: StageTask | None = task
    while following is not None:
        result, made = _done(following, kit, known, report)
        results.append(result)
        following = _following(following, made)
    _forget_texts(len(sys.modules))
    return tuple(results)


def _done(task: StageTask, kit: Kit, known: Known | Round | None, report: Report) -> tuple[Done, object]:
    """What became of a task, and what was made, not yet as it is given back."""

    def work(told: Report, _: Cancellation) -> tuple[object, object]:
        made = _value(task, kit, known, told)
        return made, _given_back(task.stage, made)

    begun = time.perf_counter()
    outcome = perform(work, report, NEVER)
    taken = time.perf_counter() - begun
    made, value = outcome.value or (None, None)
    return Done(task.document_id, task.stage, value, outcome.error, taken, task.inputs), made


def _given_back(stage: Stage, made: object) -> object:
    """Documents and mentions as the vault keeps them, everything else as it is."""
    match stage, made:
        case Stage.READ, (Document() as document, None | bytes() as inside):
            return ReadDocument(document_row(document), inside)
        case Stage.DETECT, tuple():
            return encode(tuple[Mention, ...], made)
    return made


def _following(task: StageTask, made: object) -> StageTask | None:
    """What may be done at once with what came of a task: the same as if the vault had kept and given it."""
    if task.then is None:
        return None
    match task.stage, made:
        case Stage.READ, (Document() as document, _):
            return StageTask(task.document_id, task.then, document, task.inputs)
        case Stage.SUMMARIZE, MaskedSummary() as masked:
            return StageTask(task.document_id, task.then, (task.content, masked), task.inputs)
    return None


def _value(task: StageTask, kit: Kit, known: Known | Round | None, report: Report) -> object:
    if isinstance(known, Round):
        return _seen(task, kit, known, report)
    match task.stage, task.content:
        case Stage.READ, Member() as member:
            return kit.read(member, report)
        case Stage.DETECT, Document() as document:
            return kit.detect(document, report)
        case Stage.MASK, MaskInput() as source if known is not None:
            return _masked(source, known)
        case Stage.SUMMARIZE, VerifiedText() as verified:
            return kit.summarize(verified, report, NEVER)
        case Stage.CHECK, (VerifiedText() as verified, MaskedSummary() as masked) if known is not None:
            return _checked(verified, masked, known)
    raise TypeError(f"no worker does {task.stage} with a {type(task.content).__name__}")


def _seen(task: StageTask, kit: Kit, around: Round, report: Report) -> object:
    if isinstance(task.content, Pile):
        return looked(around, task.content)
    return _value(task, kit, None, report)


def _masked(source: MaskInput, known: Known) -> Masked:
    _let_go_with(known)
    document, mentions = decode(Document, source.document), decode(tuple[Mention, ...], source.mentions)
    texts = (mask(document, known.register, mentions),)
    made = prepared(known.prompt, known.register, texts, (document,), source.number)
    held = noted((inventory(document, mentions, known.entities),))
    return Masked(replace(made, masked=(), hints=()), held)


def _checked(verified: VerifiedText, masked: MaskedSummary, known: Known) -> Checked:
    _let_go_with(known)
    checked = check(masked, verified, known.register)
    return Checked(checked, restore(checked, known.register) if checked.restorable else ())


_held: "weakref.WeakSet[Known]" = weakref.WeakSet()


def _let_go_with(known: Known) -> None:
    """Whoever holds `known` for this process lets go of it when the run ends; its names go with it."""
    if known not in _held:
        _held.add(known)
        weakref.finalize(known, forget)
        masked_names(known.register)


def forget() -> None:
    """Keep no name: the run has ended."""
    forget_names()
    _forget_texts(len(sys.modules))


def _forget_texts(modules: int) -> None:
    """Empty every cache of bounded size in the rooms that look at text; what is kept without bound is ours alone."""
    for clear in _caches_of_text(modules):
        clear()


@functools.lru_cache(maxsize=1)
def _caches_of_text(modules: int) -> tuple[Callable[[], None], ...]:  # noqa: ARG001 - a new module may bring a cache
    """How to empty the caches of the modules that are there."""
    rooms = tuple(f"legalredact.{room}." for room in ("documents", "detection", "matching", "masking", "summary"))
    ours = [module for name, module in tuple(sys.modules.items()) if name.startswith(rooms)]
    found = {
        id(one): one for module in ours for one in tuple(vars(module).values()) if hasattr(one, "cache_parameters")
    }
    return tuple(one.cache_clear for one in found.values() if one.cache_parameters()["maxsize"] is not None)
