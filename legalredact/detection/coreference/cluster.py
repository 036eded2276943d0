"""A cluster: mentions of one person or body before they become an entity."""

from collections import Counter
from dataclasses import dataclass, field

from legalredact.detection.coreference.mention_features import Sighting
from legalredact.matching.names.name_spellings import also_known
from legalredact.matching.text.letters import in_one_case
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Entity


@dataclass(slots=True, eq=False)
class Bearer:
    """An entity while it is built.

    Arguments:
        entity: the entity as the register had it; None if it is new.
        kind: person, body, and so on.
        forms: its spellings by key, in the order in which they were found; those of the register as they are there.
        roles, titled, tier: collected from its mentions.
        misread: keys of the forms that OCR misread from an image.
        told: keys of the forms that the documents state as its other names ("d/b/a").
        documents: ids of the documents in which it was seen.
        elder: keys of forms without a suffix that a document names beside the same name with one (see `elders_in`).
        written: key → the best form of that spelling in the documents.
    """

    entity: Entity | None
    kind: Kind
    forms: dict[str, str] = field(default_factory=dict, repr=False)
    roles: Counter[Role] = field(default_factory=Counter)
    titled: set[str] = field(default_factory=set)
    tier: Tier = Tier.POSSIBLE
    misread: set[str] = field(default_factory=set, repr=False)
    told: set[str] = field(default_factory=set, repr=False)
    elder: set[str] = field(default_factory=set, repr=False)
    documents: set[str] = field(default_factory=set, repr=False)
    written: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_person(self) -> bool:
        return self.kind is Kind.PERSON

    @property
    def readable(self) -> list[str]:
        """Its spellings without other names and misread ones."""
        others = self.misread | self.told
        return [self.shown(key) for key in self.forms if key not in others] or list(map(self.shown, self.forms))

    def shown(self, key: str) -> str:
        """A spelling as the documents write it, but never in capitals if the register has it in mixed case.

        The register has the form that was read first ("JANE ROE" of a caption); a later file may have "Jane Roe".
        """
        form, written = self.forms[key], self.written.get(key, self.forms[key])
        return form if in_one_case(written) and not in_one_case(form) else written

    @property
    def is_judge(self) -> bool:
        """Whether it is a judge, as far as is known."""
        if self.entity is not None:
            return self.entity.role is Role.JUDGE
        return bool(self.roles) and self.roles[Role.JUDGE] * 2 > sum(self.roles.values())

    def take(self, sighting: Sighting, *, agrees: bool = True) -> None:
        """Add a spelling."""
        self.forms.setdefault(sighting.key, sighting.surface)
        if in_one_case(self.written.get(sighting.key, sighting.surface.upper())):
            self.written[sighting.key] = sighting.surface
        self.documents |= sighting.documents
        if sighting.elder:
            self.elder.add(sighting.key)
        if agrees:
            self.roles.update(sighting.roles)
            self.titled |= sighting.titled
        if sighting.tier is Tier.SUGGESTED:
            self.tier = Tier.SUGGESTED


def known(entity: Entity) -> Bearer:
    """A cluster of an entity in the register; "X d/b/a Y" is called X and Y too."""
    spelled = (form for spelling in entity.spellings for form in (spelling, *also_known(spelling)))
    forms = {key_of(form): form for form in spelled}
    return Bearer(entity, entity.kind, forms, Counter({entity.role: 1}), tier=entity.tier)
