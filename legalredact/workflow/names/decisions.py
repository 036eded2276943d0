"""A person's decisions on names. Each covers the complete matter, is recorded first, and can be undone."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from legalredact.detection.rules.caption_parties import kind_of
from legalredact.errors import UsageError
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.register import Decision, Entity, Register, differences
from legalredact.workflow.matter.local_decisions import Mentions, moved_places, settled_local
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.display_names import mistaken_for
from legalredact.workflow.names.merge import merged
from legalredact.workflow.names.priorities import look_alikes

_MARKS = " \t\n,;:()[]{}\"“”‘’'"
_POSSESSIVE = re.compile(r"['’]s\Z")
_SENTENCE_END = re.compile(r"(?<=\w{5})\.\Z")
"""A period that ends a sentence and belongs to no abbreviation ("Inc.", "Jr.", "L.L.C.")."""


@dataclass(frozen=True, slots=True)
class Change:
    """The change that one act made to the register.

    Arguments:
        before, after: the entities that differ, before and after; an entity on one side only was added or removed.
        chosen: id of the entity that the act was about.
    """

    before: tuple[Entity, ...] = field(repr=False)
    after: tuple[Entity, ...] = field(repr=False)
    chosen: str = ""

    @property
    def reversed(self) -> "Change":
        """The reverse change."""
        return Change(self.after, self.before, self.chosen)


def decide(matter: OpenMatter, decision: Decision, ids: Iterable[str]) -> Change:
    """Confirm, dismiss or open entities; see `OpenMatter.decide`.

    A name that looks like a dismissed one is lowered to *possible*, and rises again when that one is reopened.
    """
    wanted = tuple(ids)

    def act(register: Register) -> None:
        matter.decide(decision, wanted)
        dismissed = {e.id for e in register.entities if e.decision is Decision.DISMISSED}
        learnt = wanted if decision is Decision.DISMISSED else tuple(dismissed.intersection(wanted))
        if alike := look_alikes(matter.register, learnt):
            matter.rewrite(matter.register, "name.alike", ("entities", ",".join(alike)))

    return changed_by(matter, act, wanted[0] if wanted else "")


def settle(matter: OpenMatter, alias_ids: Sequence[str], owner_id: str | None) -> Change:
    """Set the meaning of ambiguous spellings, the same for all; see `OpenMatter.settle`."""

    def act(_: Register) -> None:
        matter.settle(alias_ids, owner_id)

    return changed_by(matter, act, owner_id or alias_ids[0])


def set_role(matter: OpenMatter, entity_id: str, role: Role) -> Change:
    """Set a person's role in the matter; the word of their token changes, its letters stay."""

    def act(register: Register) -> None:
        changed = replace(register.get(entity_id), role=role, typed=True)
        matter.rewrite(register.updated([changed]), "name.role", ("entity", entity_id), ("role", role))

    return changed_by(matter, act, entity_id)


def show_as(matter: OpenMatter, entity_id: str, words: str) -> Change:
    """Choose the name that summaries insert for an entity's token; its fullest spelling again if `words` are empty.

    Errors: UsageError if it is no name, if nothing changes, or if the words could mean another entity: its spelling, a
    part of it (a surname alone or after a title), or the name chosen for it.
    """
    entity, shown = matter.register.get(entity_id), " ".join(words.split())
    owner = owner_of(matter.register, shown)
    if not entity.kind.is_name:
        raise UsageError("Only a name can be shown in another way.", "Choose a person or a body.")
    if owner is not None and owner.id != entity_id:
        raise UsageError("That is a spelling of another name in this matter.", "Choose another, or merge the two.")
    if shown and mistaken_for(matter.register, entity, shown) is not None:
        raise UsageError("These words could mean another name in this matter.", "Choose words that mean this one only.")
    display = "" if shown == entity.name else shown
    if display == entity.display:
        raise UsageError("It is shown in this way already.", "Choose another name, or leave it.")

    def act(register: Register) -> None:
        changed = register.updated([replace(register.get(entity_id), display=display)])
        matter.rewrite(changed, "name.display", ("entity", entity_id), moved=False)

    return changed_by(matter, act, entity_id)


def merge(matter: OpenMatter, entity_id: str, into_id: str) -> Change:
    """Merge two entities: `into_id` keeps its token and takes all spellings.

    Errors: UsageError if one of them is no name, or ambiguous.
    """

    def act(register: Register) -> None:
        matter.rewrite(merged(register, entity_id, into_id), "name.merge", ("entity", entity_id), ("into", into_id))

    return changed_by(matter, act, into_id)


def split(matter: OpenMatter, entity_id: str, alias: str) -> Change:
    """Make a spelling a separate entity with its own token.

    Errors: UsageError if it is no alias of that entity, or its name.
    """
    before = matter.register.get(entity_id)
    new_id = next(matter.register.fresh_ids())
    if alias not in before.aliases or key_of(alias) == key_of(before.name):
        raise UsageError("That spelling cannot be separated.", "Choose one under “also appears as”.")

    def act(register: Register) -> None:
        owner = register.get(entity_id)
        other = Entity(new_id, alias, owner.kind, _generic(owner.kind), tier=owner.tier, typed=True)
        documents = tuple(one for one in owner.local if one.span is None)
        other = replace(other, decision=owner.decision, by_list=owner.by_list, local=documents)
        both = moved_places(_unspelled(owner, key_of(alias)), other, key_of(alias), matter.mentions)
        matter.rewrite(register.updated(both), "name.split", ("entity", entity_id), ("new", new_id))

    return changed_by(matter, act, new_id)


def mask_everywhere(matter: OpenMatter, document_id: str, span: Span) -> Change:
    """Mask selected words in the complete matter: a known name is confirmed, another one is added.

    Errors: UsageError if the words cannot be found as a name.
    """
    surface = selected(matter.store.document(document_id).text, span)
    owner = owner_of(matter.register, surface)
    if owner is not None:
        return decide(matter, Decision.CONFIRMED, [owner.id])
    new_id, kind = next(matter.register.fresh_ids()), kind_of(surface)
    entity = Entity(new_id, surface, kind, _generic(kind), decision=Decision.CONFIRMED, typed=True)

    def act(register: Register) -> None:
        matter.rewrite(register.updated([entity]), "name.add", ("entity", new_id), ("document", document_id))

    return _found(matter, changed_by(matter, act, new_id))


def same_as(matter: OpenMatter, document_id: str, span: Span, entity_id: str) -> Change:
    """Link selected words to a known entity; an entity that had the spelling loses it, or is merged.

    Errors: UsageError as for `mask_everywhere` and `merge`.
    """
    surface = selected(matter.store.document(document_id).text, span)

    def act(register: Register) -> None:
        given = _given(register, surface, entity_id, matter.mentions)
        matter.rewrite(given, "name.alias", ("entity", entity_id), ("document", document_id))

    return _found(matter, changed_by(matter, act, entity_id))


def put_back(matter: OpenMatter, change: Change, *, redo: bool = False) -> None:
    """Undo an act, or redo it: the entities that it changed get their former state.

    Later changes stay, and a token that was given since is kept.
    """
    was, now = {entity.id for entity in change.before}, {entity.id for entity in change.after}
    register = _moved(matter.register, was - now)  # who came since may have the id of one who had gone
    kept = {entity.id: entity.token for entity in register.entities}
    back = [replace(entity, token=kept.get(entity.id) or entity.token) for entity in change.before]
    ids = ",".join(sorted(was | now))
    action = "name.redo" if redo else "name.undo"
    moved = not _only_decided(change)
    matter.rewrite(register.without(now - was).updated(back), action, ("entities", ids), moved=moved)


def _only_decided(change: Change) -> bool:
    """Whether an act changed decisions and tokens alone: then no mention changes."""
    after = {entity.id: entity for entity in change.after}
    return len(after) == len(change.before) and all(
        one.id in after and _undecided(one) == _undecided(after[one.id]) for one in change.before
    )


def _undecided(entity: Entity) -> Entity:
    return replace(entity, decision=Decision.OPEN, by_list=False, token="", local=(), all_local=False)


# Registers


def owner_of(register: Register, surface: str) -> Entity | None:
    """The entity that has a spelling."""
    key = key_of(surface)
    return next((e for e in register.entities if any(key_of(s) == key for s in e.spellings)), None)


def selected(text: str, span: Span) -> str:
    """The complete words that a selection touches, as a name is written.

    Errors: UsageError if it contains no words.
    """
    start, end = span.start, span.end
    while start > 0 and start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = " ".join(text[start:end].split()).strip(_MARKS)
    words = _SENTENCE_END.sub("", _POSSESSIVE.sub("", words)).strip(_MARKS)
    if not key_of(words):
        raise UsageError("There are no words in the selection.", "Select a name.")
    return words


def _given(register: Register, surface: str, entity_id: str, mentions: Mentions) -> Register:
    """The register in which a spelling belongs to that entity."""
    owner, entity, key = owner_of(register, surface), register.get(entity_id), key_of(surface)
    if entity.among:
        raise UsageError("That name is ambiguous itself.", "Resolve it first.")
    if owner is not None and owner.id == entity_id:
        return register.decided(Decision.CONFIRMED, [entity_id])
    if owner is not None and not owner.among and key_of(owner.name) == key:
        return merged(register, owner.id, entity_id)
    if owner is not None and owner.among:
        register, entity = register.without([owner.id]), replace(entity, local=settled_local(entity, owner))
    elif owner is not None:
        giver, entity = moved_places(_unspelled(owner, key), entity, key, mentions)
        register = register.updated([giver])
    return register.updated([replace(entity, aliases=(*entity.aliases, surface), typed=True)])


def _moved(register: Register, ids: Iterable[str]) -> Register:
    """The register with the entities of those ids replaced."""
    taken = frozenset(ids) & {entity.id for entity in register.entities}
    new = dict(zip(sorted(taken), register.fresh_ids(), strict=False))
    entities = (
        replace(entity, id=new.get(entity.id, entity.id), among=tuple(new.get(one, one) for one in entity.among))
        for entity in register.entities
    )
    return replace(register, entities=tuple(entities))


def _unspelled(entity: Entity, key: str) -> Entity:
    """The entity without a spelling; its other spellings count as a person's decision now."""
    return replace(entity, aliases=tuple(alias for alias in entity.aliases if key_of(alias) != key), typed=True)


def _generic(kind: Kind) -> Role:
    return Role.PERSON if kind is Kind.PERSON else Role.ORGANIZATION


# Changes


def changed_by(matter: OpenMatter, act: Callable[[Register], None], chosen: str) -> Change:
    """Do an act and return its changes, including its consequences over all documents."""
    before = matter.keep_tokens()
    act(matter.register)
    was, now = differences(before, matter.register)
    order = {entity.id: number for number, entity in enumerate(was)}
    return Change(was, tuple(sorted(now, key=lambda entity: order.get(entity.id, len(order)))), chosen)


def _found(matter: OpenMatter, change: Change) -> Change:
    """The change; none if it finds nothing in the documents."""
    if not any(m.entity == change.chosen for mentions in matter.mentions.values() for m in mentions):
        put_back(matter, change)
        raise UsageError("These words cannot be found as a name.", "Select the whole name, and nothing else.")
    return change
