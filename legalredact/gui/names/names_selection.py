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
    """An ambiguous spelling, with the selected ones that could mean the same people; else nothing."""
    if alias is None or not alias.among:
        return []
    return [alias, *(one for one in selected if one.id != alias.id and set(one.among) == set(alias.among))]
