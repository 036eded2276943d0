"""Groups the mentions of a complete matter into entities. Names that a person edited in the register come first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from legalredact.detection.coreference.bare_given_names import given_alone, part_given_names
from legalredact.detection.coreference.canonical_name import best_name, role_for
from legalredact.detection.coreference.cluster import Bearer, known
from legalredact.detection.coreference.cluster_index import Bearers
from legalredact.detection.coreference.document_passes import InMemory, Places, Reading, Told, first_look
from legalredact.detection.coreference.email_names import Contacts
from legalredact.detection.coreference.explicit_aliases import owned_mailboxes, ties
from legalredact.detection.coreference.identifier_entities import identified
from legalredact.detection.coreference.like_dismissed import sink
from legalredact.detection.coreference.link import Ambiguity, Settled, reopen, repair, settle
from legalredact.detection.coreference.mention_features import Read, sightings
from legalredact.detection.coreference.mention_index import Asked, Names, derived
from legalredact.detection.coreference.minors import with_minors
from legalredact.detection.coreference.ocr_variants import misreadings
from legalredact.detection.coreference.short_forms import ShortForms
from legalredact.detection.coreference.surname_evidence import rise, suggest_namesakes
from legalredact.detection.coreference.title_gender import parted_surnames, with_titles_parted
from legalredact.detection.rules.governments import is_sovereign
from legalredact.detection.spans.candidate import Source
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Mention, Role, Tier
from legalredact.model.register import Entity, Register


@dataclass(frozen=True, slots=True)
class Resolution:
    """Result of coreference.

    Arguments:
        register: the known entities, with ids, tokens and decisions, and all new ones.
        mentions: document's id → its mentions in text order, each with its entity. An e-mail or web address that spells
            somebody's name is there twice: as an address, and as a mention of that name.
    """

    register: Register = field(repr=False)
    mentions: Mapping[str, tuple[Mention, ...]] = field(repr=False)


def resolve(read: Read, register: Register) -> Resolution:
    """Merge spellings into entities, and find all their places.

    A merge needs evidence, and a conflict (Jr. and Sr., two first names, Mr. and Ms., a judge and a party) blocks it.
    A spelling that could mean two becomes an entity of its own with both in `among`; the program never guesses.

    Arguments:
        read: all documents of the matter with what `Detector.detect` found in them.
        register: the current one; names that a person typed always win.
    """
    reading = InMemory(read)
    return Resolution(resolved(reading, register), reading.mentions)


def resolved(reading: Reading, register: Register) -> Register:
    """As `resolve`, for documents in other processes: each is read where it is, and its mentions stay there.

    Arguments:
        reading: access to the documents; see `document_passes`.

    Returns: the register.
    """
    settled, identifiers = _settled(reading, register)
    named, names, asked = _with_questions(reading, _register(settled, register))
    own_and_streets = ((*own, *one.streets) for own, one in zip(identifiers, asked, strict=True))
    marking, marked = identified(own_and_streets, named)
    names = names.among(marking)
    contacts = Contacts(settled.bearers.all)
    ids = _ids(settled, marking)
    told = (
        Told(tuple(own), tuple(_spelled(own, contacts, ids, names)), one.written_small)
        for own, one in zip(marked, asked, strict=True)
    )
    minors = reading.place(Places(names), told)
    return with_minors(frozenset(chain.from_iterable(minors)), marking)


def _settled(reading: Reading, register: Register) -> tuple[Settled, list[tuple[Mention, ...]]]:
    """Links between spellings, and the identifiers of each document."""
    people = [entity for entity in register.entities if entity.kind.is_name]
    settled = Settled(Bearers(known(entity) for entity in people if not entity.among))
    bearers = {b.entity.id: b for b in settled.bearers.all if b.entity is not None}
    for entity in people:
        if entity.among:
            among = [bearers[one] for one in entity.among if one in bearers]
            for spelling in entity.spellings:
                key = key_of(spelling)
                settled.open[key] = Ambiguity(entity, key, spelling, entity.kind, among, entity.tier)
    looks = list(reading.each(first_look))
    seen = sightings(
        with_titles_parted([(i, look.notes, look.places) for i, look in zip(reading.ids, looks, strict=True)])
    )
    mailboxes = owned_mailboxes([one for look in looks for one in look.mailboxes], seen)
    said = ties([*(one for look in looks for one in look.said), *mailboxes])
    wrong = misreadings(list(seen.values()), settled.bearers)
    settle(settled, [one for key, one in seen.items() if key not in wrong], said)
    repair(settled, seen, wrong, said)
    given = {key for bearer in settled.bearers.all for key in given_alone(bearer)}
    owned = {*settled.bearers.owner, *settled.open} - given
    forms = ShortForms(settled.bearers.all, owned, parted_surnames(seen.values()))
    short = forms.sightings(zip(reading.ids, reading.each(forms), strict=True))
    settle(settled, short, said)
    for one in short:
        seen.setdefault(one.key, one).documents.update(one.documents)
    reopen(settled, seen)
    part_given_names(settled, seen, reading.text, said)
    rise(settled.bearers.all)
    suggest_namesakes(settled)
    sink(settled.bearers.all, seen)
    return settled, [look.identifiers for look in looks]


def _register(settled: Settled, register: Register) -> Register:
    """The register with all links."""
    for bearer in settled.bearers.all:
        if (
            bearer.kind is Kind.GOVERNMENT
            and bearer.roles[Role.PARTY]
            and not any(map(is_sovereign, bearer.forms.values()))
        ):
            bearer.tier = Tier.SUGGESTED
    fresh = register.fresh_ids()
    ids = {id(b): b.entity.id if b.entity else next(fresh) for b in settled.bearers.all if b.forms}
    changed = [_entity(bearer, ids[id(bearer)]) for bearer in settled.bearers.all if bearer.forms]
    for one in settled.open.values():
        among = tuple(dict.fromkeys(ids[id(bearer)] for bearer in one.among if id(bearer) in ids))
        if one.entity is not None:
            own = not one.entity.typed and one.key == key_of(one.entity.name)
            name = one.form if own else one.entity.name
            changed.append(replace(one.entity, name=name, tier=one.tier, among=one.entity.among or among))
        else:
            changed.append(_ambiguous(next(fresh), one, among))
    return register.updated(changed)


def _entity(bearer: Bearer, entity_id: str) -> Entity:
    before = bearer.entity
    if before is None:
        name = best_name(sorted(bearer.readable), bearer.kind)  # in any order of reading
        aliases = tuple(form for form in map(bearer.shown, bearer.forms) if form != name)
        return Entity(entity_id, name, bearer.kind, role_for(bearer), aliases, bearer.tier, found=aliases)
    found_before = {alias: _respelled(bearer, alias) for alias in before.found}
    new = tuple(bearer.shown(key) for key in bearer.forms if key not in map(key_of, before.spellings))
    kept = tuple(found_before.get(a, a) for a in before.aliases if key_of(a) in bearer.forms)
    former = before.name if before.typed else _respelled(bearer, before.name)
    name = former if before.typed else best_name(sorted({former, *bearer.readable}), before.kind)
    aliases = tuple(a for a in dict.fromkeys((former, *kept, *new)) if a != name)
    found = tuple(a for a in dict.fromkeys((*found_before.values(), *new)) if a in aliases)
    return replace(before, name=name, aliases=aliases, found=found, role=role_for(bearer), tier=bearer.tier)


def _respelled(bearer: Bearer, found: str) -> str:
    """A spelling that the program found, as the documents write it now."""
    key = key_of(found)
    return bearer.shown(key) if key in bearer.forms else found


def _ambiguous(entity_id: str, one: Ambiguity, among: tuple[str, ...]) -> Entity:
    role = Role.PERSON if all(bearer.is_person for bearer in one.among) else Role.ORGANIZATION
    suggested = one.tier is Tier.SUGGESTED or any(bearer.tier is Tier.SUGGESTED for bearer in one.among)
    tier = Tier.SUGGESTED if suggested else Tier.POSSIBLE
    entities = (bearer.entity for bearer in one.among if bearer.entity is not None)
    places = tuple(local for entity in entities for local in entity.local if local.span is not None)
    return Entity(entity_id, one.form, one.kind, role, tier=tier, among=among, local=places)


def _with_questions(reading: Reading, register: Register) -> tuple[Register, Names, Sequence[Asked]]:
    """With derived spellings that occur in the documents and could mean two ("J. Roe" of Jane and of John)."""
    spelled = derived(register)
    names = Names(register, spelled)
    fresh = register.fresh_ids()
    asked = list(reading.each(names.look))
    questions = [
        Entity(next(fresh), form, names.entities[among[0]].kind, Role.PERSON, among=among)
        for form, among in names.questions(asked).values()
    ]
    if not questions:
        return register, names, asked
    asking = register.updated(questions)
    return asking, Names(asking, spelled), asked


def _ids(settled: Settled, register: Register) -> dict[int, str]:
    """Entity ids of the clusters, by identity."""
    owners = {key_of(spelling): e.id for e in register.entities if not e.among for spelling in e.spellings}
    return {id(b): owners[next(iter(b.forms))] for b in settled.bearers.all if b.forms}


def _spelled(
    identifiers: Sequence[Mention], contacts: Contacts, ids: Mapping[int, str], names: Names
) -> Iterator[Mention]:
    """Mentions of names that are spelled by addresses."""
    for mention in identifiers:
        bearer = contacts.bearer(mention)
        if bearer is not None and id(bearer) in ids:
            entity = names.entities[ids[id(bearer)]]
            yield replace(
                mention, kind=entity.kind, tier=entity.tier, source=Source.ADDRESS, role=entity.role, entity=entity.id
            )
