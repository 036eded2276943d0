"""The contents of an open matter: its settings, documents, names and summaries; no act of a person is done here."""

from collections import Counter
from collections.abc import Collection, Mapping

from legalredact.errors import UsageError
from legalredact.masking.tokens import NO_NAMES, TokenLike, assign
from legalredact.model.audit import AuditEvent
from legalredact.model.document import Document, UnreadPart
from legalredact.model.listing import Listed
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Mention
from legalredact.model.progress import Report
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.blockers import Blocker, blockers, open_parts
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.entities_cache import People


class MatterContents:
    """What is in a matter now; `OpenMatter` adds a person's acts.

    Arguments:
        store: the vault.
        parts: reader, detector, engines, policy, clock.
        people: the cache of its documents and entities.
    """

    def __init__(self, store: MatterStore, parts: Parts, people: People) -> None:
        self.store = store
        self.parts = parts
        self._people = people
        self._named: tuple[Register | None, Mapping[str, TokenLike]] = (None, {})
        """The last register with all tokens, and the tokens in documents from which it was made."""

    @property
    def info(self) -> MatterInfo:
        """The matter's settings."""
        return self.store.info()

    @property
    def register(self) -> Register:
        """All entities, as resolved over all documents."""
        return self._people.register()

    @property
    def listing(self) -> tuple[Listed, ...]:
        """Rows of all documents for a list; no text is read."""
        return self.store.listing()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they were added, without character boxes."""
        return self._people.documents()

    def document(self, document_id: str) -> Document:
        """One document, without character boxes."""
        return self._people.document(document_id)

    def load(self, report: Report) -> None:
        """Resolve names and read texts as far as that was not done yet: in a large matter both take long."""
        self.catch_up()
        self._people.resolution(report)
        self._people.documents(report)

    @property
    def summaries(self) -> tuple[ReviewedSummary, ...]:
        """All summaries, the latest last."""
        return self.store.summaries()

    @property
    def events(self) -> tuple[AuditEvent, ...]:
        """The audit trail."""
        return self.store.events()

    def blockers(self) -> tuple[Blocker, ...]:
        """What a person must decide before anything may be sent."""
        self.catch_up()
        return blockers(self.register, self.listing, self.store.accepted_parts())

    def open_parts(self) -> tuple[tuple[Listed, UnreadPart], ...]:
        """Parts that could not be read reliably and that no person has accepted."""
        return open_parts(self.listing, self.store.accepted_parts())

    def knows(self, document_id: str) -> bool:
        """Whether that document is in the matter."""
        return self.store.knows(document_id)

    def summary(self, summary_id: str = "") -> ReviewedSummary:
        """That summary, or the latest; UsageError if there is none."""
        found = [s for s in self.summaries if summary_id in ("", s.id)]
        if not found:
            raise UsageError("There is no such summary in this matter.", "Make one with `summarize`, or list them.")
        return found[-1]

    def undetected(self) -> tuple[str, ...]:
        """Documents that were not searched for names: the last run was interrupted, or a step took too long."""
        return tuple(dict.fromkeys((*self.store.unsearched(), *self._people.left_out)))

    @property
    def in_time(self) -> tuple[Document, ...]:
        """All documents but those for which a step took too long."""
        return tuple(document for document in self.documents if document.id not in self._people.left_out)

    def chosen(self, ids: Collection[str] | None) -> tuple[Document, ...]:
        """Those of `in_time` with these ids; None for all."""
        return self.in_time if ids is None else tuple(one for one in self.in_time if one.id in ids)

    @property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """Every place where somebody is named, with their entity's id, by document id."""
        return self._people.resolution().mentions

    def catch_up(self) -> None:
        """Before masking or assessing: include results of a production that were not resolved yet."""
        self._people.catch_up()

    def named(self) -> Register:
        """The register with the tokens of a mask made now; new tokens are not stored yet."""
        resolution, spelled = self._people.resolution(), self._people.spelled
        known, last_spelled = self._named
        if known is not resolution.register or last_spelled is not spelled:
            assigned = known if last_spelled is spelled and known is not None else NO_NAMES
            generalise = self.parts.policy.masking.generalise
            known = assign(resolution.register, spelled.values(), generalise, self._count_places, assigned)
            self._named = known, spelled
        return known

    def _count_places(self) -> Counter[str]:
        return Counter(one.entity for found in self._people.resolution().mentions.values() for one in found)
