"""Links each spelling to one cluster, to a new one, or to several if the names do not decide."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.cluster_index import Bearers, Newcomers
from legalredact.detection.coreference.explicit_aliases import Ties
from legalredact.detection.coreference.mention_features import Sighting, by_fullness
from legalredact.detection.coreference.name_match import fit
from legalredact.detection.lexicon.name_parsing import PROFESSIONAL, company_name
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.span_shape import is_acronym, is_initials, is_ordinary
from legalredact.matching.text.letters import in_one_case
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Entity


@dataclass(slots=True, eq=False)
class Ambiguity:
    """A spelling that could mean several clusters.

    Arguments:
        entity: the entity as the register had it; None if it is new.
        key, form: the spelling.
    """

    entity: Entity | None
    key: str
    form: str = field(repr=False)
    kind: Kind
    among: list[Bearer]
    tier: Tier


@dataclass(slots=True)
class Settled:
    """All clusters and all open questions of a matter."""

    bearers: Bearers
    open: dict[str, Ambiguity] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether the spelling is already linked."""
        return key in self.bearers.owner or key in self.open


def settle(settled: Settled, seen: Iterable[Sighting], said: Ties) -> None:
    """Link each spelling: full names first, then short ones, then those that the documents define."""
    waiting = by_fullness(seen)
    for sighting in waiting:
        if settled.knows(sighting.key):
            _again(settled, sighting)
        elif sighting.key not in said:
            _attach(settled, sighting, _meant(settled.bearers, sighting), said)
        elif all(map(settled.knows, said[sighting.key])):
            _tell(settled, sighting, said)
    for sighting in waiting:
        if not settled.knows(sighting.key):
            _tell(settled, sighting, said)
    _note_other_names(settled, said)


def repair(settled: Settled, seen: Mapping[str, Sighting], wrong: Mapping[str, Iterable[str]], said: Ties) -> None:
    """Link each misread spelling to the only name that it can be, or to all clusters that it may belong to.

    Arguments:
        wrong: key of a misread spelling → keys of the spellings that it may stand for.
    """
    for key, rights in wrong.items():
        meant = {id(b): b for right in rights if (b := settled.bearers.owner.get(right)) is not None}
        bearer = next(iter(meant.values()), None)
        if bearer is not None and len(meant) == 1 and settled.bearers.owner.get(key, bearer) is bearer:
            bearer.misread.add(key)
            settled.bearers.give(seen[key], bearer)
        else:
            settle(settled, [seen[key]], said)


def reopen(settled: Settled, seen: Mapping[str, Sighting]) -> None:
    """Reopen links that were made before another possible cluster was added."""
    new = Newcomers(bearer for bearer in settled.bearers.all if bearer.entity is None)
    for bearer in [b for b in settled.bearers.all if b.entity is not None and new]:
        for key in _found_by_itself(bearer):
            sighting = seen.get(key) or Sighting(key, 0, Counter({bearer.forms[key]: 1}), Counter({bearer.kind: 1}))
            if any(_rivals(sighting, bearer, one) for one in new.near(sighting)):
                fitting = [one for one in settled.bearers.near(sighting) if _rivals(sighting, bearer, one)]
                form = bearer.forms.pop(key)
                del settled.bearers.owner[key]
                settled.open[key] = Ambiguity(None, key, form, bearer.kind, [bearer, *fitting], bearer.tier)


def _found_by_itself(bearer: Bearer) -> Sequence[str]:
    """Keys of spellings that no person typed; never the last one."""
    entity = bearer.entity
    if entity is None or len(bearer.forms) < 2:
        return ()
    found = set(entity.found)
    return [key for key, form in bearer.forms.items() if form in found or (form not in entity.spellings)]


def _rivals(sighting: Sighting, bearer: Bearer, rival: Bearer) -> bool:
    """Whether the spelling fits another cluster as well as it fits the other names of its own.

    The first word of a company may be a person's surname ("Alder & Penn LLC", Mr. Alder). No company has a person's
    name as a short form.
    """
    if rival is bearer or (bearer.is_person and not rival.is_person):
        return False
    others = {key: form for key, form in bearer.forms.items() if key != sighting.key}
    own = fit(sighting, Bearer(None, bearer.kind, others))
    theirs = fit(sighting, rival)
    return theirs is not None and (own is None or theirs <= own)


def _again(settled: Settled, sighting: Sighting) -> None:
    """Record another sighting of a known spelling."""
    bearer = settled.bearers.owner.get(sighting.key)
    if bearer is not None:
        bearer.take(sighting)
        return
    ambiguity = settled.open[sighting.key]
    if sighting.tier is Tier.SUGGESTED:
        ambiguity.tier = Tier.SUGGESTED
    if in_one_case(ambiguity.form):
        ambiguity.form = sighting.surface


def _meant(bearers: Bearers, sighting: Sighting) -> list[Bearer]:
    """Clusters that may be meant, judged by names alone."""
    person = sighting.kind is Kind.PERSON
    if person and is_acronym(sighting.surface) and not sighting.titled:
        bodies = bearers.fitting(sighting, (False,))
        if bodies:
            return bodies
    own = bearers.fitting(sighting, (person,)) or (_company_without_form(bearers, sighting) if person else [])
    if own or sighting.weight > 1 or sighting.titled or (person and Source.TITLE in sighting.sources):
        return own
    return bearers.fitting(sighting, (not person,))


def _company_without_form(bearers: Bearers, sighting: Sighting) -> list[Bearer]:
    """Companies that the model took for a person where the legal form is missing ("Tarrow Grocers")."""
    core = company_name(sighting.surface).core
    if sighting.says_person or len(core) < 2 or not is_ordinary(core[-1]):
        return []
    return [bearer for bearer in bearers.near(sighting, (False,)) if _has_core(bearer, core)]


def _has_core(bearer: Bearer, core: tuple[str, ...]) -> bool:
    """Whether its name occurs with a legal form; a professional's firm has the name of a person."""
    names = map(company_name, bearer.forms.values())
    return any(name.core == core and name.form and name.form not in PROFESSIONAL for name in names)


def _told(settled: Settled, sighting: Sighting, said: Ties) -> list[Bearer]:
    """Clusters for which the documents define the spelling."""
    owners: list[Bearer] = []
    for key in said.get(sighting.key, ()):
        ambiguity = settled.open.get(key)
        bearer = settled.bearers.owner.get(key)
        owners.extend(ambiguity.among if ambiguity else [bearer] if bearer else [])
    return list({id(owner): owner for owner in owners}.values())


def _tell(settled: Settled, sighting: Sighting, said: Ties) -> None:
    """Link the spelling to the cluster that the documents define, or that the names show."""
    _attach(settled, sighting, _told(settled, sighting, said) or _meant(settled.bearers, sighting), said)


def _note_other_names(settled: Settled, said: Ties) -> None:
    """Spellings that are other names of their clusters, not fuller or shorter forms."""
    for key, owners in said.items():
        bearer = settled.bearers.owner.get(key)
        if bearer is not None:
            forms = {owner: bearer.forms[owner] for owner in owners if owner in bearer.forms}
            sighting = Sighting(key, 0, Counter({bearer.forms[key]: 1}), Counter({bearer.kind: 1}))
            if forms and fit(sighting, Bearer(None, bearer.kind, forms)) is None:
                bearer.told.add(key)


def _attach(settled: Settled, sighting: Sighting, meant: Sequence[Bearer], said: Ties) -> None:
    if not meant:
        _found(settled, sighting)
    elif len(meant) > 1 or (is_initials(sighting.surface) and sighting.key not in said):
        _ask(settled, sighting, meant)  # initials alone are no evidence
    elif sighting.divided and not meant[0].titled:
        _ask(settled, sighting, meant)  # whoever it is, somebody else of that surname has the other title
    elif not _other_office(sighting, meant[0]):
        settled.bearers.give(sighting, meant[0])
    elif sighting.roles[Role.JUDGE] and len(sighting.roles) > 1:
        _ask(settled, sighting, [*meant, _judge(settled, sighting)])
    else:
        _found(settled, sighting)


def _found(settled: Settled, sighting: Sighting) -> None:
    bearer = Bearer(None, sighting.kind)
    bearer.take(sighting)
    settled.bearers.add(bearer)


def _ask(settled: Settled, sighting: Sighting, among: Sequence[Bearer]) -> None:
    kind = sighting.kind if any(b.kind is sighting.kind for b in among) else among[0].kind
    settled.open[sighting.key] = Ambiguity(None, sighting.key, sighting.surface, kind, list(among), sighting.tier)


def _other_office(sighting: Sighting, bearer: Bearer) -> bool:
    """Whether one of them is a judge and the other is not: two people with one surname."""
    if not bearer.is_person or not sighting.roles or not bearer.roles or sighting.weight > 1:
        return False
    judge = sighting.roles[Role.JUDGE] > 0
    return judge != bearer.is_judge and (judge or any(role is not Role.PERSON for role in sighting.roles))


def _judge(settled: Settled, sighting: Sighting) -> Bearer:
    """The judge with that surname, under a name that is distinct from others."""
    form = f"Judge {sighting.surface}"
    bearer = Bearer(None, Kind.PERSON, {f"judge{sighting.key}": form}, Counter({Role.JUDGE: 1}), tier=sighting.tier)
    settled.bearers.add(bearer)
    return bearer
