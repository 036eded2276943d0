"""An open matter: a person's acts on it, each recorded in the audit trail before it happens."""

import contextlib
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from legalredact.errors import DocumentOverdue
from legalredact.governance.audit_trail import TrailVerdict
from legalredact.governance.roles import allow_act
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Mention, Tier
from legalredact.model.payload import MaskedText
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.register import Decision, Register
from legalredact.summary.prompts import Prompt
from legalredact.vault.keys import KeySource
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.compute import Here, Resolving, masked
from legalredact.workflow.compute.masking_rules import always_masked, refuse_dismissal
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.add_in_turn import add_in_turn
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.entities_cache import People
from legalredact.workflow.matter.firm_lists import apply_lists
from legalredact.workflow.matter.incoming import NO_PASSWORDS, Added, Thing, members_among
from legalredact.workflow.matter.matter_contents import MatterContents
from legalredact.workflow.matter.members import keep_recovery
from legalredact.workflow.matter.opening import begin_session
from legalredact.workflow.matter.trail import RECENT, Trail
from legalredact.workflow.matter.typed_register import with_settled, with_typed


class OpenMatter(MatterContents):
    """One matter, open for writing or reading. Close it, or use it in a `with` statement.

    Arguments:
        store: the vault.
        parts: reader, detector, engines, policy, clock.
        actor: who acts, for the audit trail.
    """

    def __init__(self, store: MatterStore, parts: Parts, actor: str) -> None:
        self.actor = actor
        with store.closed_on_error():
            self.trail = Trail(store, parts.witness)
        self.thinking = parts.thinking or Here(parts.detect)
        people = People(
            store,
            self.thinking,
            parts.policy.masking,
            lambda count: self.note("register.resolve", ("entities", count)),
            self._leave_out,
        )
        super().__init__(store, parts, people)
        self.under_way: list[str] = []
        """The work that has begun, in words; see `work`."""
        self.trail.given_up = self._people.stale

    @classmethod
    def create(
        cls, folder: Path, keys: KeySource, parts: Parts, actor: str, info: MatterInfo | None = None
    ) -> "OpenMatter":
        """Make a matter; see `MatterStore.create` for errors, after which nothing of it is left."""
        allow_act(parts.policy, "matter.create", parts.account)
        info = info or MatterInfo(id=secrets.token_hex(8))
        matter = cls(MatterStore.create(folder, keys, info, actor, team=parts.policy.matters.place), parts, actor)
        details = (("matter", info.id), ("key", keys.mode), ("ai_rule", info.ai_rule))
        return matter._begun(lambda: matter.note("matter.create", *details), failed=matter.discard)

    @classmethod
    def open(cls, folder: Path, keys: KeySource, parts: Parts, actor: str, *, restored: bool = False) -> "OpenMatter":
        """Open a matter; see `MatterStore.open` for errors, and VaultDamaged for one that is older than was seen here.

        Arguments:
            restored: an administrator confirms that an older copy of it was restored on purpose.
        """
        matter = cls(MatterStore.open(folder, keys, actor), parts, actor)
        return matter._begun(lambda: begin_session(matter, keys.mode, restored=restored), failed=matter.close)

    def _begun(self, begin: Callable[[], None], failed: Callable[[], None]) -> "OpenMatter":
        """The matter once its first acts, the recovery key and the firm's names are recorded; else `failed` ends it."""
        try:
            begin()
            keep_recovery(self, self.parts.policy.recovery.recipient)
            apply_lists(self, self.parts.policy, self.parts.always)
        except BaseException:
            failed()
            raise
        return self

    @classmethod
    def read(cls, folder: Path, keys: KeySource, parts: Parts, actor: str) -> "OpenMatter":
        """Open a matter for reading, also while another person writes to it; every act fails with `ReadingOnly`.

        Nothing is recorded in the trail, since nothing can be written. Errors: as `open`, but for the writer's.
        """
        matter = cls(MatterStore.read(folder, keys), parts, actor)
        try:
            matter.trail.refuse_fault(opening=True)
        except BaseException:
            matter.close()
            raise
        return matter

    def discard(self) -> None:
        """Delete a matter whose creation failed."""
        self.thinking.close()
        self.store.discard()

    def close(self) -> None:
        """Close the matter, so that others can open it."""
        self.thinking.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def work(self, what: str) -> Iterator[None]:
        """Work that holds texts outside the vault and stores something at its end: until then nothing may be deleted
        for good, or it would come back.

        Arguments:
            what: a sentence's beginning without client text ("A production is worked on").
        """
        self.under_way.append(what)
        try:
            yield
        finally:
            self.under_way.remove(what)

    @contextlib.contextmanager
    def act(self, action: str, *details: tuple[str, str | int]) -> Iterator[None]:
        """Record an act and do it inside: its event and its changes are one transaction of the vault.

        Errors: as `note`.
        """
        try:
            with self.trail.together():
                self.note(action, *details)
                yield
        except BaseException:
            self._people.stale()  # what was remembered may have been given up with the rest
            raise

    # Settings

    def set_info(self, info: MatterInfo) -> None:
        """Change the matter's settings; its id stays."""
        reviewers, tokens = len(info.reviewers), str(info.mask_case_numbers)
        marked = "policy" if info.privileged is None else str(info.privileged)
        rules = (("ai_rule", info.ai_rule), ("case_numbers", tokens), ("reviewers", reviewers), ("privileged", marked))
        with self.act("matter.set", *rules):
            self.store.put_info(replace(info, id=self.info.id))
        self._people.stale()

    def choose_check(self, check_meaning: bool) -> None:
        """Remember whether the meaning of summaries is checked; nothing that is masked depends on it."""
        info = self.info
        if info.check_meaning != check_meaning:
            with self.act("matter.set", ("check_meaning", str(check_meaning))):
                self.store.put_info(replace(info, check_meaning=check_meaning))

    def choose_documents(self, chosen: Collection[str]) -> None:
        """Remember which documents are chosen for summaries: those that are added later are chosen, too."""
        info, left_out = self.info, tuple(line.id for line in self.listing if line.id not in chosen)
        if info.left_out != left_out:
            with self.act("matter.set", ("left_out", len(left_out))):
                self.store.put_info(replace(info, left_out=left_out))

    # Documents and names

    def add(
        self,
        paths: Sequence[Path],
        report: Report = silent,
        cancel: Cancellation = NEVER,
        passwords: Mapping[Path, str] = NO_PASSWORDS,
    ) -> Added:
        """Read files into the matter and search them for names; see `add_in_turn`."""
        return add_in_turn(self, paths, report, cancel, passwords)

    def keep_families(self, things: Sequence[Thing]) -> None:
        """Store which of the added documents are one family, and which file contained which."""
        self.store.add_members(members_among(things))

    def keep(self, document: Document, original: Path | bytes, position: int | None = None) -> None:
        """Store a document that was read, and its file or bytes; `DamagedInput` if the file has changed since.

        Arguments:
            position: in the list of documents; after all others by default.
        """
        facts = (("document", document.id), ("digest", document.digest), ("unread", len(document.unread)))
        with self.act("document.add", *facts):
            self.store.add_document(document, original, position)
        self._people.took(document)

    def keep_mentions(self, document_id: str, mentions: tuple[Mention, ...]) -> None:
        """Store the mentions of a document."""
        with self.act("document.search", ("document", document_id), ("mentions", len(mentions))):
            self.store.put_mentions(document_id, mentions)
        self._people.found(document_id, mentions)

    def forget(self) -> None:
        """Forget cached facts of documents: some were deleted."""
        self._people.forget()
        self.store.forget_summaries()

    def set_apart(self, overdue: DocumentOverdue) -> None:
        """Continue without the documents for which a step took too long: they are withheld like unsearched ones.

        Errors: the same error if it names only documents that were already excluded.
        """
        self._people.set_apart(overdue)

    def _leave_out(self, ids: Sequence[str]) -> None:
        if not self.store.reading:
            with self.act("document.overdue", ("documents", ",".join(ids))):
                self.store.drop_mentions(ids)

    def resolve(self, report: Report, cancel: Cancellation, resolving: Resolving | None = None) -> None:
        """Run coreference over all documents, unless its result is known: ten thousand take a minute or two.

        Arguments:
            resolving: runs coreference, if another object than the usual one should.

        Errors: Cancelled, with nothing stored.
        """
        self._people.resolution(report, cancel, resolving)

    def type_names(self, typed: Register) -> None:
        """Add the names that a person typed at intake to the register."""
        register = with_typed(self.register, typed)
        with self.act("register.type", ("entities", len(typed.entities))):
            self._people.put(register)

    def accept(self, tier: Tier) -> int:
        """Confirm every open entity up to that tier; with POSSIBLE, both. Ambiguous ones get a token of their own.

        Returns: how many were confirmed.
        """
        undecided = (e for e in self.register.entities if e.decision is Decision.OPEN and not (e.kept or e.all_local))
        ids = [e.id for e in undecided if tier is Tier.POSSIBLE or e.tier is Tier.SUGGESTED]
        self.decide(Decision.CONFIRMED, ids)
        return len(ids)

    def decide(self, decision: Decision, ids: Iterable[str]) -> None:
        """A person's decision on entities: it applies to all their mentions in the matter at once."""
        ids = tuple(ids)
        resolution = self._people.resolution()
        if decision is Decision.DISMISSED:
            always = always_masked(self.parts.policy.masking, self.info)
            refuse_dismissal([resolution.register.get(entity_id) for entity_id in ids], always)
        with self.act("name.decide", ("decision", decision), ("entities", ",".join(ids))):
            self._people.put_settled(resolution.register.decided(decision, ids))

    def settle(self, alias_ids: Sequence[str], owner_id: str | None) -> None:
        """Decide whom ambiguous spellings mean in the complete matter. Coreference runs once after all of them; each
        has its own event.

        Arguments:
            alias_ids: at least one.
            owner_id: the same for all; None gives each its own token.

        Errors: UsageError if one cannot mean the owner; nothing is changed then.
        """
        register = self.register
        for alias_id in alias_ids:
            register = with_settled(register, alias_id, owner_id)
        facts = [(("alias", alias_id), ("owner", owner_id or "apart")) for alias_id in alias_ids]
        with self.act("name.settle", *facts[0]):
            for others in facts[1:]:
                self.note("name.settle", *others)
            self._people.put(register)

    def rewrite(self, register: Register, action: str, *details: tuple[str, str | int], moved: bool = True) -> None:
        """Replace the register by another; `decisions` makes them, each for one act of a person.

        Arguments:
            moved: whether mentions may have another entity now, so that coreference runs again.
        """
        with self.act(action, *details):
            (self._people.put if moved else self._people.put_settled)(register)

    def accept_unread(self, parts: Iterable[tuple[str, str]], reason: str) -> None:
        """A person accepts parts that could not be read reliably.

        Arguments:
            parts: (document id, part id) of each.
            reason: for the trail, in words of this program, never a client's.
        """
        wanted = frozenset(parts)
        named = ",".join(f"{document}/{part}" for document, part in sorted(wanted))
        with self.act("unread.accept", ("parts", named), ("reason", reason)):
            self.store.accept_parts(wanted)

    # Masked text and summaries

    def prepare(self, prompt: Prompt, chosen: Collection[str] | None = None) -> Prepared:
        """The payload for that prompt over those documents, verified or with what verification found; without those
        that are `undetected` because a step over them took too long.

        Arguments:
            chosen: ids of documents; None for all.
        """
        self.trail.refuse_changed(RECENT)
        self.catch_up()
        while True:
            try:
                return self.thinking.prepare(prompt, self.keep_tokens(), self.chosen(chosen), self.mentions)
            except DocumentOverdue as overdue:
                self.set_apart(overdue)

    def masked(self) -> tuple[Register, tuple[MaskedText, ...]]:
        """The register with a token for each masked entity, new ones stored; the masked text of every document."""
        self.trail.refuse_changed(RECENT)
        self.catch_up()
        register = self.keep_tokens()
        return register, masked(self.in_time, register, self.mentions)

    def keep_tokens(self) -> Register:
        """Store the tokens of a mask made now, so that none changes while a person decides on others."""
        register = self.named()
        if register != self._people.resolution().register and not self.store.reading:
            self.rewrite(register, "register.tokens", ("entities", len(register.entities)), moved=False)
        return register

    # Trail and state

    def check_whole(
        self,
        report: Report = silent,
        cancel: Cancellation = NEVER,
        *,
        thorough: bool = False,
        restored: bool = False,
    ) -> TrailVerdict:
        """Read the complete store and its trail again; see `Trail.check`. Cancelled on request."""
        self.store.check(report, cancel)
        return self.trail.check(thorough=thorough, restored=restored)

    def note(self, action: str, *details: tuple[str, str | int]) -> None:
        """Record an act before it happens; Refused if the policy reserves it for others. See `act` for vault acts."""
        self.trail.note(self.parts.policy, self.parts.clock, self.parts.account, self.actor, action, details)
