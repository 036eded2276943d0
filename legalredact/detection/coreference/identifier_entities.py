"""One entity for each value of an identifier: two spellings of a phone number are one."""

import re
from collections.abc import Iterable
from dataclasses import replace

from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Mention, Role, Tier
from legalredact.model.register import Entity, Register

_COUNTRY = re.compile(r"\A1(?=\d{10}\Z)")


def identified(found: Iterable[Iterable[Mention]], register: Register) -> tuple[Register, list[list[Mention]]]:
    """The register with the identifiers of the documents, and each document's identifiers with their entities.

    Arguments:
        found: identifiers of each document.
    """
    owners = {
        (entity.kind, value_of(entity.kind, spelling)): entity
        for entity in register.entities
        if not entity.kind.is_name
        for spelling in entity.spellings
    }
    changed: dict[str, Entity] = {}
    fresh = register.fresh_ids()
    marked: list[list[Mention]] = []
    for mentions in found:
        marked.append([])
        for mention in mentions:
            place = (mention.kind, value_of(mention.kind, mention.surface))
            entity = owners.get(place) or Entity(
                next(fresh), mention.surface, mention.kind, Role.IDENTIFIER, tier=mention.tier
            )
            entity = _with(entity, mention)
            owners[place] = changed[entity.id] = entity
            marked[-1].append(_marked(mention, entity))
    return register.updated(changed.values()), marked


def value_of(kind: Kind, surface: str) -> str:
    """The normal form that all spellings of one identifier share."""
    key = key_of(surface)
    return _COUNTRY.sub("", key) if kind is Kind.PHONE else key


def _with(entity: Entity, mention: Mention) -> Entity:
    surface = " ".join(mention.surface.split())
    tier = Tier.SUGGESTED if Tier.SUGGESTED in (entity.tier, mention.tier) else Tier.POSSIBLE
    aliases = entity.aliases if surface in entity.spellings else (*entity.aliases, surface)
    return replace(entity, tier=tier, aliases=aliases)


def _marked(mention: Mention, entity: Entity) -> Mention:
    return replace(mention, tier=entity.tier, role=Role.IDENTIFIER, entity=entity.id)
