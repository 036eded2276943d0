"""Snapshots of an open matter for a window: all data of one moment, so that painting never reads the vault."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legalredact.model.document import Document, Page, PageSource, UnreadPart
from legalredact.model.listing import Listed, RefusedFile
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.model.register import Entity, Register, differences
from legalredact.model.review import ReviewedSummary, SignOff, Verdict
from legalredact.workflow.matter.add_files import coming_by_production
from legalredact.workflow.matter.blockers import WITHHELD, blockers
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.sign_off.valid_approval import signed

AT_ONCE = 200
"""Most documents whose texts are read before a window shows the first of them."""


@dataclass(frozen=True, slots=True)
class Snapshot(MatterState):
    """A matter at one moment.

    Arguments:
        documents, register, summaries: as `OpenMatter` has them; documents without character boxes.
        mentions: by document id, each with its entity's id.
        named: ids of the entities in each document, by its id; set also while mentions are still loading.
        found_in: for each entity, by its id, the positions of the documents in which it is named; None while mentions
            are still loading.
        entities: the register's, by id.
        undecided: number of names in each document that need a decision, by its id; documents with none are left out.
        sent: ids of the documents of a payload, by its digest.
        signed: the valid approval, by summary id.
        sent_back: ids of the summaries whose last verdict is that they are not to be signed as they are.
        coming: those of `busy` that a production will search when it continues.
        hand_boxes: what people drew on pages for redacted copies, by document id.
        reasons: reasons for covering things in copies.
        refused: files that were to be added to the matter and cannot be read.
        loading: texts and mentions are still loading (see `first_snapshot`).
    """

    documents: tuple[Document, ...] = ()
    register: Register = field(default_factory=Register)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    found_in: Mapping[str, Sequence[int]] | None = None
    entities: Mapping[str, Entity] = field(default_factory=dict)
    undecided: Mapping[str, int] = field(default_factory=dict)
    summaries: tuple[ReviewedSummary, ...] = ()
    sent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    signed: Mapping[str, SignOff] = field(default_factory=dict)
    sent_back: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    hand_boxes: Mapping[str, tuple[HandBox, ...]] = field(default_factory=dict)
    reasons: ReasonRules = field(default_factory=ReasonRules)
    refused: tuple[RefusedFile, ...] = ()
    loading: bool = False

    def document(self, document_id: str) -> Document | None:
        """The document of that id, if it is still there."""
        return next((d for d in self.documents if d.id == document_id), None)

    def documents_with(self, entity_id: str) -> Iterator[Document]:
        """The documents in which an entity may be named, in order."""
        if self.found_in is None:
            return (one for one in self.documents if entity_id in self.named.get(one.id, (entity_id,)))
        return (self.documents[position] for position in self.found_in.get(entity_id, ()))

    def open_parts(self, document: Document) -> tuple[UnreadPart, ...]:
        """Parts of a document that no person has accepted yet."""
        return tuple(part for part in document.unread if (document.id, part.id) not in self.accepted)

    def open_names(self, document_id: str) -> int:
        """Number of names in that document that need a decision."""
        return self.undecided.get(document_id, 0)

    @property
    def in_no_summary(self) -> frozenset[str]:
        """Ids of the documents without a summary, except those that are withheld."""
        covered = {document_id for documents in self.sent.values() for document_id in documents}
        withheld = {document_id for document_id, part in self.accepted if part == WITHHELD}
        return frozenset(document.id for document in self.documents) - covered - withheld

    def blocked(self, *kinds: str) -> int:
        """Number of open blockers of those kinds."""
        return sum(max(1, len(b.ids)) for b in self.blockers if b.kind in kinds)


def first_snapshot(matter: OpenMatter) -> Snapshot:
    """The part that can be shown at once: all of a small matter; of a large one its list and names, then texts."""
    listing = matter.listing
    if len(listing) <= AT_ONCE:
        return snapshot(matter)
    register = matter.register
    named = {line.id: frozenset(line.entities) for line in listing}
    return Snapshot(
        info=matter.info,
        conditions=conditions_of(matter),
        documents=tuple(map(_without_text, listing)),
        register=register,
        entities={entity.id: entity for entity in register.entities},
        accepted=matter.store.accepted_parts(),
        blockers=matter.blockers(),
        busy=frozenset(matter.undetected()),
        coming=coming_by_production(matter),
        refused=matter.store.refused(),
        loading=True,
        named=named,
        undecided=_undecided(register, named),
    )


def _without_text(line: Listed) -> Document:
    """A document as far as a list shows it."""
    pages = (Page(1, 0, 0, PageSource.OCR),) if line.ocr else ()
    return Document(line.id, line.name, "", (), pages, line.unread, line.digest)


def snapshot(
    matter: OpenMatter, before: Snapshot | None = None, *, approvals: bool = True, report: Report = silent
) -> Snapshot:
    """The matter now; payloads that `before` has are not read again.

    Arguments:
        approvals: whether their validity is checked again, for which the sent documents are masked again; else those
            of `before` are used. An export checks for itself.
    """
    matter.load(report)
    register, mentions = matter.named(), matter.mentions
    summaries, documents = matter.summaries, matter.documents
    named = _named(mentions, before)
    return Snapshot(
        info=matter.info,
        documents=documents,
        register=register,
        mentions=mentions,
        named=named,
        found_in=_found_in(documents, named),
        entities={entity.id: entity for entity in register.entities},
        undecided=_undecided(register, named),
        accepted=matter.store.accepted_parts(),
        blockers=matter.blockers(),
        summaries=summaries,
        sent=_sent(matter, summaries, before.sent if before else {}),
        signed=_signed(matter, summaries) if approvals or before is None else before.signed,
        sent_back=_sent_back(matter),
        busy=frozenset(matter.undetected()),
        coming=coming_by_production(matter),
        hand_boxes=matter.store.hand_boxes(),
        reasons=matter.store.reason_rules(),
        conditions=conditions_of(matter, summaries),
        refused=matter.store.refused(),
    )


def after_names(matter: OpenMatter, before: Snapshot, *, approvals: bool = True, report: Report = silent) -> Snapshot:
    """The matter after an act on names alone: parts that such an act does not change are taken from `before`.

    If documents or summaries were added or removed meanwhile, or texts are still loading, everything is read again.

    Arguments:
        approvals: whether their validity is checked, for which all sent documents are masked again. Else none is shown
            as valid until `with_approvals`.
    """
    now = matter.store.document_count(), len(matter.store.summary_ids())
    if before.loading or now != (len(before.documents), len(before.summaries)):
        return snapshot(matter, before, report=report)
    register, mentions = matter.named(), matter.mentions
    entities = {entity.id: entity for entity in register.entities}
    if mentions is before.mentions and before.found_in is not None:
        named, found_in = before.named, before.found_in
        undecided = _undecided_after(before, register, entities)
    else:
        named = _named(mentions, before)
        found_in, undecided = _found_in(before.documents, named), _undecided(register, named)
    return replace(
        before,
        register=register,
        mentions=mentions,
        named=named,
        found_in=found_in,
        entities=entities,
        undecided=undecided,
        blockers=blockers(register, before.documents, before.accepted),
        signed=_signed(matter, before.summaries) if approvals else {},
        conditions=conditions_of(matter, before.summaries),
    )


def with_approvals(matter: OpenMatter, state: Snapshot, cancel: Cancellation = NEVER) -> Snapshot:
    """The state with the valid approvals of its summaries.

    Errors: Cancelled, after the check of one summary at the latest.
    """
    return replace(state, signed=_signed(matter, state.summaries, cancel))


def _signed(
    matter: OpenMatter, summaries: Iterable[ReviewedSummary], cancel: Cancellation = NEVER
) -> dict[str, SignOff]:
    """Valid approvals, by summary id; a decision on names may end one."""
    judged, found = matter.store.summaries_with_verdicts(), dict[str, SignOff]()
    for summary in summaries:
        cancel.check()
        sign_off = signed(matter, summary) if summary.id in judged else None
        if sign_off is not None:
            found[summary.id] = sign_off
    return found


def _sent_back(matter: OpenMatter) -> frozenset[str]:
    judged = matter.store.summaries_with_verdicts()
    return frozenset(one for one in judged if matter.store.sign_offs(one)[-1].verdict is Verdict.REJECTED)


def _named(mentions: Mapping[str, tuple[Mention, ...]], before: Snapshot | None) -> dict[str, frozenset[str]]:
    """Entities in each document; documents with unchanged mentions are not searched again."""
    known = before.mentions if before else {}
    return {
        document_id: before.named[document_id]
        if before and known.get(document_id) is found
        else frozenset(mention.entity for mention in found)
        for document_id, found in mentions.items()
    }


def _found_in(documents: Sequence[Document], named: Mapping[str, frozenset[str]]) -> dict[str, list[int]]:
    """For each entity the positions of the documents in which it is named."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, document in enumerate(documents):
        for entity_id in named.get(document.id, ()):
            found[entity_id].append(position)
    return dict(found)


def _undecided_after(before: Snapshot, register: Register, entities: Mapping[str, Entity]) -> Mapping[str, int]:
    """As `_undecided`, counted anew only in documents with a changed entity; the mentions are those of `before`."""
    changed = {entity.id for side in differences(before.register, register) for entity in side}
    counts = dict(before.undecided)
    for document in {document.id for one in changed for document in before.documents_with(one)}:
        asking = (entities[one] for one in before.named[document] if one in entities)
        counts[document] = sum(entity.open and entity.open_in(document) for entity in asking)
    return {document: count for document, count in counts.items() if count}


def _undecided(register: Register, named: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Counted here: counting in the window would block the GUI thread."""
    asking = [entity for entity in register.entities if entity.open]
    waiting, local = {entity.id for entity in asking}, [entity for entity in asking if entity.local]
    settled = {document_id: {one.id for one in local if not one.open_in(document_id)} for document_id in named}
    counts = ((document_id, len((waiting & who) - settled[document_id])) for document_id, who in named.items())
    return {document_id: count for document_id, count in counts if count}


def _sent(
    matter: OpenMatter, summaries: tuple[ReviewedSummary, ...], known: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    digests = {summary.checked.summary.payload_digest for summary in summaries}
    return {
        digest: known.get(digest) or frozenset(d.id for d in matter.store.payload(digest)[0].documents)
        for digest in digests
    }
