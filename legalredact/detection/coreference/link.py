"""Who is meant by each spelling: one bearer, a new one, or one of several whom nobody can tell apart."""

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
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Entity


@dataclass(slots=True, eq=False)
class Ambiguity:
    """A spelling that could mean several bearers.

    Arguments:
        entity: as it stood in the register; None if it is new.
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
    """All bearers and all open questions of a matter."""

    bearers: Bearers
    open: dict[str, Ambiguity] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether it is said what the spelling means."""
        return key in self.bearers.owner or key in self.open


def settle(settled: Settled, seen: Iterable[Sighting], said: Ties) -> None:
    """Say for each spelling whom it means, full names first, then short ones, then what the documents define."""
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
    """Say of misread spellings whom they mean: the only one whose name they may be, else whoever they fit.

    Arguments:
        wrong: key of a misread spelling → keys of those that it may stand for.
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
    """Open again what was settled before somebody came who may be meant as well."""
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
    """Keys of spellings that nobody typed; never the last one."""
    entity = bearer.entity
    if entity is None or len(bearer.forms) < 2:
        return ()
    found = set(entity.found)
    return [key for key, form in bearer.forms.items() if form in found or (form not in entity.spellings)]


def _rivals(sighting: Sighting, bearer: Bearer, rival: Bearer) -> bool:
    """Whether the spelling fits somebody else as well as it fits its bearer's other names.

    The first word of a company may be the surname of a person ("Alder & Penn LLC", Mr. Alder); no company has a
    person's.
    """
    if rival is bearer or (bearer.is_person and not rival.is_person):
        return False
    others = {key: form for key, form in bearer.forms.items() if key != sighting.key}
    own = fit(sighting, Bearer(None, bearer.kind, others))
    theirs = fit(sighting, rival)
    return theirs is not None and (own is None or theirs <= own)


def _again(settled: Settled, sighting: Sighting) -> None:
    """A spelling that is known was seen (again)."""
    bearer = settled.bearers.owner.get(sighting.key)
    if bearer is not None:
        bearer.take(sighting)
    elif sighting.tier is Tier.SUGGESTED:
        settled.open[sighting.key].tier = Tier.SUGGESTED


def _meant(bearers: Bearers, sighting: Sighting) -> list[Bearer]:
    """Those who may be meant, as far as names tell."""
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
    """Companies whose name a model took for a person's where it stands without its form ("Tarrow Grocers")."""
    core = company_name(sighting.surface).core
    if sighting.says_person or len(core) < 2 or not is_ordinary(core[-1]):
        return []
    return [bearer for bearer in bearers.near(sighting, (False,)) if _has_core(bearer, core)]


def _has_core(bearer: Bearer, core: tuple[str, ...]) -> bool:
    """Whether it is called so with a form; a professional's firm bears the name of a person."""
    names = map(company_name, bearer.forms.values())
    return any(name.core == core and name.form and name.form not in PROFESSIONAL for name in names)


def _told(settled: Settled, sighting: Sighting, said: Ties) -> list[Bearer]:
    """Those whom the documents say it stands for."""
    owners: list[Bearer] = []
    for key in said.get(sighting.key, ()):
        ambiguity = settled.open.get(key)
        bearer = settled.bearers.owner.get(key)
        owners.extend(ambiguity.among if ambiguity else [bearer] if bearer else [])
    return list({id(owner): owner for owner in owners}.values())


def _tell(settled: Settled, sighting: Sighting, said: Ties) -> None:
    """Give the spelling to whom the documents say it means, or whom names tell."""
    _attach(settled, sighting, _told(settled, sighting, said) or _meant(settled.bearers, sighting), said)


def _note_other_names(settled: Settled, said: Ties) -> None:
    """Which spellings are other names of their bearers, and no fuller or shorter ones."""
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
    """Whether one of them is a judge and the other is not: two people of one surname."""
    if not bearer.is_person or not sighting.roles or not bearer.roles or sighting.weight > 1:
        return False
    judge = sighting.roles[Role.JUDGE] > 0
    return judge != bearer.is_judge and (judge or any(role is not Role.PERSON for role in sighting.roles))


def _judge(settled: Settled, sighting: Sighting) -> Bearer:
    """The judge of that surname, under a name that tells them from others."""
    form = f"Judge {sighting.surface}"
    bearer = Bearer(None, Kind.PERSON, {f"judge{sighting.key}": form}, Counter({Role.JUDGE: 1}), tier=sighting.tier)
    settled.bearers.add(bearer)
    return bearer
