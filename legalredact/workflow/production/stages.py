"""One stage for one document of a production in a worker: here, in another process, or on another machine.

All inputs and results are frozen and picklable, and hide client text in their `repr`, since a scheduler may print them.
Documents and mentions are sent in the vault's stored form, so that the run's own process need not decode them. A worker
forgets a document with its task; the register stays until the run ends.
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
from legalredact.masking.reply.check import check
from legalredact.model.document import Document, Place
from legalredact.model.job import Stage
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, Replaced, VerifiedText
from legalredact.model.production import BatesRange, Location, ProductionMember
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

travels_by_fields(BatesRange, Location, ProductionMember, Mention, Span)
travels_by_fields(Passage, Payload, PayloadDocument, Place, Prepared, Replaced)
travels_by_fields(CheckedSummary, Citation, Entity, MaskedSummary, Segment, Usage)


class RunSettings:
    """Settings for all documents of a run: the register with which they are masked, and the prompt."""

    def __init__(self, register: Register, prompt: Prompt) -> None:
        self.register, self.prompt = register, prompt
        self.entities = {entity.id: entity for entity in register.entities}


@dataclass(frozen=True, slots=True)
class MaskInput:
    """A document to be masked.

    Arguments:
        document, mentions: in the vault's stored form; each mention has its entity.
        number: its place in the production, which its neutral title contains.
    """

    document: bytes = field(repr=False)
    mentions: bytes = field(repr=False)
    number: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read.

    Arguments:
        inside: the bytes of its file if that is inside another, or was made from page images; the storing process
            does not open what may be hostile.
    """

    row: DocumentRow
    inside: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Masked:
    """A document masked and verified.

    Arguments:
        held: the trail's record of the personal data in it (see `inventories.noted`).
    """

    prepared: Prepared
    held: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StageTask:
    """One document at one stage.

    Arguments:
        content: a `ProductionMember` to read, a `Document` with character boxes to search, a `MaskInput` to mask and
            verify, a `VerifiedText` to summarize, a pair of that and a `MaskedSummary` to check, a `Pile` for a pass.
        inputs: digest of what the result depends on.
        then: the stage that may follow at once with the result; a worker may skip it.
    """

    document_id: str
    stage: Stage
    content: object = field(repr=False)
    inputs: str = ""
    then: Stage | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Result of a task.

    Arguments:
        value: a `ReadDocument`, mentions in stored form, a `Masked`, a `MaskedSummary`, a
            `CheckedSummary`, a `Seen`; None if there is an error.
        seconds: duration, by the worker's clock.
    """

    document_id: str
    stage: Stage
    value: object = field(repr=False)
    error: LegalRedactError | None = None
    seconds: float = 0.0
    inputs: str = ""


travels_by_fields(MaskInput, DocumentRow, ReadDocument, Masked, StageTask, Done)


def done(task: StageTask, kit: Kit, known: RunSettings | Round | None, report: Report) -> tuple[Done, ...]:
    """Do a task and the stage that may follow; any error is one of ours, in the last result.

    The next stage runs here, without a way through the vault: for a short document that would cost as much as the work.
    """
    results = []
    following: StageTask | None = task
    while following is not None:
        result, made = _done(following, kit, known, report)
        results.append(result)
        following = _following(following, made)
    _forget_texts(len(sys.modules))
    return tuple(results)


def _done(task: StageTask, kit: Kit, known: RunSettings | Round | None, report: Report) -> tuple[Done, object]:
    """Result of a task, and its value before encoding."""

    def work(told: Report, _: Cancellation) -> tuple[object, object]:
        made = _value(task, kit, known, told)
        return made, _given_back(task.stage, made)

    begun = time.perf_counter()
    outcome = perform(work, report, NEVER)
    taken = time.perf_counter() - begun
    made, value = outcome.value or (None, None)
    return Done(task.document_id, task.stage, value, outcome.error, taken, task.inputs), made


def _given_back(stage: Stage, made: object) -> object:
    """Documents and mentions in stored form, everything else as it is."""
    match stage, made:
        case Stage.READ, (Document() as document, None | bytes() as inside):
            return ReadDocument(document_row(document), inside)
        case Stage.DETECT, tuple():
            return encode(tuple[Mention, ...], made)
    return made


def _following(task: StageTask, made: object) -> StageTask | None:
    """Input of the stage that may follow at once: the same as if the vault had stored and returned it."""
    if task.then is None:
        return None
    match task.stage, made:
        case Stage.READ, (Document() as document, _):
            return StageTask(task.document_id, task.then, document, task.inputs)
        case Stage.SUMMARIZE, MaskedSummary() as masked:
            return StageTask(task.document_id, task.then, (task.content, masked), task.inputs)
    return None


def _value(task: StageTask, kit: Kit, known: RunSettings | Round | None, report: Report) -> object:
    if isinstance(known, Round):
        return _seen(task, kit, known, report)
    match task.stage, task.content:
        case Stage.READ, ProductionMember() as member:
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


def _masked(source: MaskInput, known: RunSettings) -> Masked:
    _let_go_with(known)
    document, mentions = decode(Document, source.document), decode(tuple[Mention, ...], source.mentions)
    texts = (mask(document, known.register, mentions),)
    made = prepared(known.prompt, known.register, texts, (document,), source.number)
    held = noted((inventory(document, mentions, known.entities),))
    return Masked(replace(made, masked=(), hints=()), held)


def _checked(verified: VerifiedText, masked: MaskedSummary, known: RunSettings) -> CheckedSummary:
    """Names are restored where the summary is stored: only there is the clear text of its sources."""
    _let_go_with(known)
    return check(masked, verified, known.register)


_held: "weakref.WeakSet[RunSettings]" = weakref.WeakSet()


def _let_go_with(known: RunSettings) -> None:
    """The owner of `known` in this process drops it when the run ends, and its names with it."""
    if known not in _held:
        _held.add(known)
        weakref.finalize(known, forget)
        masked_names(known.register)


def forget() -> None:
    """Keep no name: the run has ended."""
    forget_names()
    _forget_texts(len(sys.modules))


def _forget_texts(modules: int) -> None:
    """Empty every bounded cache in the packages that process text; unbounded caches hold our own data only."""
    for clear in _caches_of_text(modules):
        clear()


@functools.lru_cache(maxsize=1)
def _caches_of_text(modules: int) -> tuple[Callable[[], None], ...]:  # noqa: ARG001 - a new module may bring a cache
    """Functions that empty the caches of the loaded modules."""
    rooms = tuple(f"legalredact.{room}." for room in ("documents", "detection", "matching", "masking", "summary"))
    ours = [module for name, module in tuple(sys.modules.items()) if name.startswith(rooms)]
    found = {
        id(one): one for module in ours for one in tuple(vars(module).values()) if hasattr(one, "cache_parameters")
    }
    return tuple(one.cache_clear for one in found.values() if one.cache_parameters()["maxsize"] is not None)
