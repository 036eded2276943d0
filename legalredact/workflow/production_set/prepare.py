"""Reads from a matter what a production set needs: documents in order, decisions, names to cover, fields."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.errors import OldFormat, OpenDecisions, UnreadableInput, UsageError
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, Document
from legalredact.model.production_set import PlannedDocument, ProducedSet, Treatment, codes_in
from legalredact.model.redaction import HandBox, Reason
from legalredact.model.register import Register
from legalredact.redaction.options import Options
from legalredact.redaction.production_set.typeset import Paragraph
from legalredact.redaction.targets import Target, TargetSet
from legalredact.workflow.copies.plan import NOT_SEARCHED, boxes_of, named_for_copies, options_for, targets_in
from legalredact.workflow.copies.reason_codes import (
    codes_of_copy,
    reasons_of,
    refuse_codes_with_names,
    refuse_unlisted_codes,
)
from legalredact.workflow.matter.blockers import WITHHELD as KEPT_APART
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.bates import first_number
from legalredact.workflow.production_set.choices import ProduceChoices, refuse_wrong
from legalredact.workflow.production_set.metadata import Metadata, metadata_of
from legalredact.workflow.production_set.order import DocumentPlace, places

WITHHELD, NATIVE, FAILED = "Document withheld", "Produced in native form", "Document could not be processed"
"""Titles of slip sheets."""

_NOT_DRAWN = BESIDE_THE_PAGE | {BlockKind.HIDDEN, BlockKind.COMMENT, BlockKind.DELETION, BlockKind.ALT_TEXT}
_LEFT_OUT = {
    BlockKind.HIDDEN: "hidden text",
    BlockKind.COMMENT: "comments",
    BlockKind.DELETION: "deleted text of tracked changes",
    BlockKind.ALT_TEXT: "descriptions of images",
    BlockKind.PROPERTY: "properties and formulas",
    BlockKind.PICTURE: "images (their text was read and is printed)",
}
_WITH_PAGES = frozenset({FileKind.PDF, FileKind.PICTURE})
_VERSION = "1"
"""Part of the key of each copy: another way of drawing makes copies anew."""


@dataclass(frozen=True, slots=True)
class SetDocument:
    """One document of a set, before it is made.

    Arguments:
        decision: of a person, or the default.
        digest: SHA-256 of the file; empty if it was never read.
        targets: names to cover in it.
        problem: why it cannot be produced, if that is known already.
    """

    place: DocumentPlace
    decision: PlannedDocument
    digest: str
    metadata: Metadata = field(repr=False)
    targets: tuple[Target, ...] = field(repr=False)
    boxes: tuple[HandBox, ...] = ()
    problem: str = ""

    @property
    def treatment(self) -> Treatment:
        """How it goes into the set."""
        return self.decision.treatment

    @property
    def fails(self) -> str:
        """Why it cannot be produced; empty also if nothing but a slip sheet is wanted."""
        return "" if self.treatment is Treatment.WITHHOLD else self.problem


@dataclass(frozen=True, slots=True)
class PreparedSet:
    """A set before its copies are made.

    Arguments:
        documents: without those that are left out.
        first: number of its first page.
        sets: finished earlier.
        reasons: codes with their words.
        salt: keeps keys of copies from being guessed.
    """

    choices: ProduceChoices
    documents: tuple[SetDocument, ...]
    options: Options
    first: int
    sets: tuple[ProducedSet, ...]
    reasons: tuple[Reason, ...]
    targets: tuple[Target, ...] = field(repr=False)
    salt: str = field(repr=False)

    def legend_of(self, one: SetDocument) -> str:
        """The confidentiality legend of a document."""
        own = one.decision.confidentiality
        return self.choices.legend if own is None else own


def prepared(matter: OpenMatter, choices: ProduceChoices) -> PreparedSet:
    """Everything but contents and texts of documents, which are read when each is made.

    Errors: UsageError for choices that cannot be carried out, OpenDecisions if a document was not searched for names.
    """
    matter.trail.refuse_changed()
    rules = matter.store.reason_rules()
    targets, register = named_for_copies(matter, rules), matter.register
    everything = places(matter)
    plan = decisions(matter, everything)
    chosen = [one for one in everything if plan[one.key].treatment is not Treatment.LEAVE_OUT]
    if not chosen:
        raise UsageError("The set has no documents.", "Add documents to the matter, or take them into the plan.")
    _refuse_unsearched(matter, chosen)
    documents = tuple(_document(matter, one, plan, register, targets) for one in chosen)
    options = options_for(choices.copy, rules)
    wanted = TargetSet(targets)
    codes = (code for one in documents for code in codes_used(one.decision, one.targets, one.boxes))
    refuse_codes_with_names((*codes_of_copy(options, targets), *codes), targets)
    sets = matter.store.production_sets()
    done = PreparedSet(
        choices, documents, options, first_number(choices, sets), sets, reasons_of(matter), targets, matter.info.id
    )
    refuse_wrong(choices, sorted({done.legend_of(one) for one in documents}), wanted)
    return done


def decisions(matter: OpenMatter, found: Sequence[DocumentPlace]) -> dict[str, PlannedDocument]:
    """The decision on each document, by its key: that of the plan; else documents that a person withheld from
    summaries are withheld here, too, and all others are produced."""
    plan = matter.store.production_plan().by_key()
    apart = {document_id for document_id, part in matter.store.accepted_parts() if part == KEPT_APART}
    return {
        one.key: plan.get(one.key)
        or PlannedDocument(one.key, Treatment.WITHHOLD if one.document_id in apart else Treatment.PRODUCE)
        for one in found
    }


def _refuse_unsearched(matter: OpenMatter, chosen: list[DocumentPlace]) -> None:
    open_ones = set(matter.undetected()) & {one.document_id for one in chosen}
    if open_ones:
        many = f"{len(open_ones)} of the documents were not searched for names yet."
        raise OpenDecisions(
            f"{many} {NOT_SEARCHED.split(';')[0]}.", "Wait until the search for names has finished, then produce."
        )


def _document(
    matter: OpenMatter,
    place: DocumentPlace,
    plan: Mapping[str, PlannedDocument],
    register: Register,
    everywhere: tuple[Target, ...],
) -> SetDocument:
    """One document with its own names; one that was never read has fields too, and all names are covered in them."""
    decision = plan[place.key]
    if not place.document_id:
        problem = "The file could not be read, so its pages cannot be made."
        return SetDocument(place, decision, "", metadata_of(None, place), everywhere, (), problem)
    document = matter.store.document(place.document_id)
    targets = targets_in(matter, place.document_id, register)
    boxes = boxes_of(matter, place.document_id)
    refuse_unlisted_codes(matter, codes_used(decision, targets, boxes))
    if not place.prior[0] and (borne := [page.bates for page in document.pages if page.bates]):
        place = replace(place, prior=(borne[0], borne[-1]))
    return SetDocument(place, decision, document.digest, metadata_of(document, place), targets, boxes)


def codes_used(
    decision: PlannedDocument, targets: tuple[Target, ...] = (), boxes: tuple[HandBox, ...] = ()
) -> tuple[str, ...]:
    """Every reason code that a document of a set may show."""
    words = (*(one.reason for one in targets), *(one.reason for one in boxes))
    return tuple(dict.fromkeys((*decision.codes, *(code for text in words for code in codes_in(text)))))


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of one document, read when its copy is made.

    Arguments:
        original: its bytes.
        paragraphs: what to draw pages from; None if the file has pages.
        text: all text that was read.
        left_out: what drawn pages lack, in words.
    """

    original: bytes = field(repr=False)
    paragraphs: tuple[Paragraph, ...] | None = field(repr=False)
    text: str = field(repr=False)
    left_out: tuple[str, ...] = ()


def contents(matter: OpenMatter, one: SetDocument) -> Contents:
    """Read a document's file and text.

    Errors: UnreadableInput if the file was not kept.
    """
    original = matter.store.original(one.place.document_id)
    if original is None:
        raise UnreadableInput("The file of this document was not kept.", "Add the file to the matter again.")
    document = matter.store.document(one.place.document_id)
    if _has_pages(original, one.place.name):
        return Contents(original, None, document.text)
    drawn = tuple(_paragraphs(document))
    return Contents(original, drawn, document.text, _left_out(document))


def _has_pages(original: bytes, name: str) -> bool:
    try:
        return kind_of(original, name) in _WITH_PAGES
    except OldFormat:  # its text was read from a conversion, which is not kept
        return False


def document_at(place: DocumentPlace) -> SetDocument:
    """A document without decisions and names, to read its contents."""
    return SetDocument(place, PlannedDocument(place.key), "", Metadata(), ())


def _paragraphs(document: Document) -> list[Paragraph]:
    found = []
    for block in document.blocks:
        if block.kind not in _NOT_DRAWN:
            text = document.text_of(block)
            shown = f"[Text in an image] {text}" if block.kind is BlockKind.PICTURE else text
            found.append(Paragraph(shown, block.kind is BlockKind.HEADING))
    return found


def _left_out(document: Document) -> tuple[str, ...]:
    kinds = dict.fromkeys(_LEFT_OUT[block.kind] for block in document.blocks if block.kind in _LEFT_OUT)
    unread = len(document.unread)
    return (*kinds, *((f"{unread} part{'s' * (unread != 1)} that could not be read reliably",) if unread else ()))


def copy_key(prepared_set: PreparedSet, one: SetDocument) -> str:
    """A digest of everything that the copy of a document depends on."""
    facts = (_VERSION, prepared_set.salt, one.digest, str(one.treatment), repr(prepared_set.options))
    names = repr([(t.spellings, t.label, t.reason, t.anywhere, t.also, t.kind) for t in one.targets])
    codes = repr((prepared_set.options.reason, one.decision.codes, [(b.box, b.label, b.reason) for b in one.boxes]))
    return hashlib.sha256("\0".join((*facts, names, codes)).encode()).hexdigest()
