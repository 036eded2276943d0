"""Names that an answer covers if several are selected; no widgets here."""

from collections.abc import Collection, Sequence

from legalredact.model.register import Decision, Entity


def answered(selected: Sequence[Entity], decision: Decision, decided: Collection[str]) -> list[Entity]:
    """The selected names that a decision covers.

    Ambiguous names are left out, since they are decided separately; so are names that have this decision already.

    Arguments:
        decided: ids of names whose decision is being stored.
    """
    asked = [one for one in selected if (one.decision is not decision or one.open) and one.id not in decided]
    return [one for one in asked if decision is not Decision.CONFIRMED or not one.among]


def settled_together(alias: Entity | None, selected: Sequence[Entity]) -> list[Entity]:
    """An ambiguous spelling, with the other selected ones; nothing if it is not ambiguous."""
    if alias is None or not alias.among:
        return []
    return [alias, *(one for one in selected if one.id != alias.id and one.among)]


def common_owners(aliases: Sequence[Entity]) -> tuple[str, ...]:
    """Ids of those whom each of the spellings could mean."""
    return tuple(one for one in aliases[0].among if all(one in alias.among for alias in aliases))
