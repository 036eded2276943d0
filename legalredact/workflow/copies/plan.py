"""Redacted copies of a matter's documents: reasons, boxes that people draw, and the run that makes the copies."""

import functools
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from legalredact.errors import OpenDecisions, UnreadableInput, UsageError
from legalredact.governance.roles import allow_place
from legalredact.model.document import Box
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.model.register import Register
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target, targets_of
from legalredact.workflow.compute.lanes import Executor, Lane
from legalredact.workflow.copies.run import CopyOrder, Redacted, Who, redact_files
from legalredact.workflow.copies.run_log import RunLog
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.local_decisions import register_for_copy, register_for_other_files
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import RECENT

T = TypeVar("T")
NOT_SEARCHED = "This document was not searched for names yet; no copy was made."
LEAST = 2.0
"""Smallest width and height of a box, in points; smaller ones are slips of the hand."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of a person for a run.

    Arguments:
        dpi: dots per inch of pages that become images.
        tokens: boxes contain tokens; else they are plain black.
        reason: for names without a reason of their own.
        keep_text: pages of a PDF keep their text if that is safe.
        pdf_a: copies that are PDFs are written as PDF/A-2.
    """

    dpi: int = 200
    tokens: bool = True
    reason: str = field(default="", repr=False)
    keep_text: bool = False
    pdf_a: bool = False


def options_for(choices: Choices, rules: ReasonRules) -> Options:
    """The choices of a person, as the code that makes copies takes them."""
    shown = rules.shown or bool(choices.reason)
    return Options(
        choices.dpi,
        choices.reason,
        tokens=choices.tokens,
        show_reasons=shown,
        keep_text=choices.keep_text,
        pdf_a=choices.pdf_a,
    )


def targets_in(
    matter: OpenMatter, document_id: str, register: Register, rules: ReasonRules | None = None
) -> tuple[Target, ...]:
    """Names that are covered in a copy of one document; see `register_for_copy`.

    Arguments:
        register: the matter's, with tokens.
        rules: as in `named_for_copies`.
    """
    mentions = matter.mentions.get(document_id, ())
    here = register_for_copy(register, document_id, mentions)
    return targets_of(here, rules or matter.store.reason_rules())


def named_for_copies(matter: OpenMatter, rules: ReasonRules | None = None) -> tuple[Target, ...]:
    """All names that are masked anywhere in the matter, with stored tokens and with reasons.

    Arguments:
        rules: for this run alone; those of the matter if None.

    Errors: UsageError if there are none.
    """
    matter.catch_up()
    register = register_for_other_files(matter.keep_tokens())
    targets = targets_of(register, rules or matter.store.reason_rules())
    if not targets:
        raise UsageError("No name is to be masked in this matter.", "Confirm names first, or give --names.")
    return targets


# Boxes


def draw_box(matter: OpenMatter, document_id: str, box: Box, label: str = "", reason: str = "") -> HandBox:
    """Cover a place in copies of a document, whatever it contains.

    Arguments:
        label: token of the name whose box it extends; empty for anything else.
    """
    made = new_box(box, label, reason)
    put_boxes(matter, document_id, (*boxes_of(matter, document_id), made))
    return boxes_of(matter, document_id)[-1]


def new_box(box: Box, label: str = "", reason: str = "") -> HandBox:
    """A box without an author yet; see `put_boxes`."""
    return HandBox(secrets.token_hex(6), whole(box), label, reason)


def boxes_of(matter: OpenMatter, document_id: str) -> tuple[HandBox, ...]:
    """Boxes that people drew on a document's pages."""
    return matter.store.hand_boxes().get(document_id, ())


def put_boxes(matter: OpenMatter, document_id: str, boxes: tuple[HandBox, ...]) -> None:
    """Replace the boxes on a document's pages; also to undo. Boxes without an author get the actor and the time."""
    when = matter.parts.clock().isoformat(timespec="seconds")
    signed = (box if box.who else replace(box, who=matter.actor, when=when) for box in boxes)
    with matter.act("copy.boxes", ("document", document_id), ("boxes", len(boxes))):
        matter.store.put_hand_boxes(document_id, tuple(signed))


def whole(box: Box) -> Box:
    """A box from its upper left corner to its lower right one, in whatever direction it was drawn."""
    x0, x1 = sorted((round(box.x0, 1), round(box.x1, 1)))
    y0, y1 = sorted((round(box.y0, 1), round(box.y1, 1)))
    return Box(box.page, x0, y0, max(x1, x0 + LEAST), max(y1, y0 + LEAST))


def changed(boxes: Sequence[HandBox], box: HandBox) -> tuple[HandBox, ...]:
    """Boxes with one replaced by its new version; its author is the person who stores it."""
    unsigned = replace(box, box=whole(box.box), who="", when="")
    return tuple(unsigned if other.id == box.id else other for other in boxes)


# Runs


@dataclass(frozen=True, slots=True)
class Copying:
    """Makes copies of documents of a matter that another thread owns.

    Arguments:
        matter: used in the vault lane only.
        executor: the lanes; the caller runs in another one than the vault's.
        done: called with each document's id and result, in the caller's thread.
        logged: called there with the path of the log of all copies, if there is one (see `redact_files`).
    """

    matter: OpenMatter
    executor: Executor
    done: Callable[[str, Redacted], None]
    logged: Callable[[RunLog], None] = lambda _: None

    def make(
        self, document_ids: Sequence[str], folder: Path, choices: Choices, report: Report, cancel: Cancellation
    ) -> int:
        """Make a copy of each document in `folder`, with its logs; finished ones stay if it is cancelled.

        Returns: the number of finished copies.

        Errors: UsageError if no name is masked, Refused for a folder outside policy, DiskFull, Cancelled.
        """
        allow_place(self.matter.parts.policy, folder)
        targets, register, rules, unsearched = self._vault(self._known)
        options = options_for(choices, rules)
        who = Who(self.matter.actor, lambda: self.matter.parts.clock().isoformat(timespec="seconds"))
        handed = 0
        report(Progress("copy", 0, len(document_ids)))
        within = _Within(report, len(document_ids))
        orders = self._orders(document_ids, register, unsearched, within)
        results = redact_files(orders, targets, folder, who, options, self._note, within, cancel, self.logged)
        for result in results:
            handed += result.copy is not None
            self.done(result.document_id, result)
            within.end(result.document_id)
        report(Progress("copy", len(document_ids), len(document_ids)))
        return handed

    def _known(self) -> tuple[tuple[Target, ...], Register, ReasonRules, frozenset[str]]:
        """Names to cover with their reasons, the register, and documents that were not searched for names yet."""
        matter = self.matter
        matter.trail.refuse_changed()
        rules = matter.store.reason_rules()
        return named_for_copies(matter), matter.register, rules, frozenset(matter.undetected())

    def _orders(
        self, document_ids: Sequence[str], register: Register, unsearched: frozenset[str], within: "_Within"
    ) -> Iterator[CopyOrder]:
        """One by one on demand: files of hundreds of documents need not be in memory at once."""
        for number, document_id in enumerate(document_ids):
            within.begin(number, document_id)
            name, content, boxes = self._vault(functools.partial(_kept, self.matter, document_id))
            targets = self._vault(functools.partial(targets_in, self.matter, document_id, register))
            if document_id in unsearched:
                not_yet = OpenDecisions(NOT_SEARCHED, "Let the search for names end, then make its copy.")
                self.done(document_id, Redacted(Path(name), problem=not_yet))
            elif content is None:
                problem = UnreadableInput(
                    "The file of this document was not kept.", "Add the file to the matter again."
                )
                self.done(document_id, Redacted(Path(name), problem=problem))
            else:
                yield CopyOrder(content, name, boxes, targets)

    def _note(self, action: str, *details: tuple[str, str | int]) -> None:
        self._vault(lambda: self.matter.note(action, *details))

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)


class _Within:
    """Reports documents, and pages within one: when each is made, and again when it is audited.

    Documents are made side by side; the pages of the one whose result is next are reported, so that the bar never
    goes back.
    """

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total = report, total
        self._numbers: dict[str, int] = {}
        self._last: Progress | None = None

    def begin(self, number: int, document_id: str) -> None:
        """A document with its number, from 0, is begun."""
        self._numbers[document_id] = number
        if number == 0:
            self._report(Progress("copy", 0, self._total, document_id))

    def end(self, document_id: str) -> None:
        """The result of a document is there."""
        self._report(Progress("copy", self._numbers[document_id] + 1, self._total))

    def __call__(self, pages: Progress) -> None:
        number = self._numbers.get(pages.subject)
        if pages == self._last or number is None:
            return
        self._last = pages
        half = Progress("half", int(pages.step == "audit"), 2, within=pages)
        self._report(Progress("copy", number, self._total, pages.subject, within=half))


def _kept(matter: OpenMatter, document_id: str) -> tuple[str, bytes | None, tuple[HandBox, ...]]:
    """A document's name, its file, and the boxes on its pages."""
    matter.trail.refuse_changed(RECENT)
    store = matter.store
    return store.document(document_id).name, store.original(document_id), boxes_of(matter, document_id)
