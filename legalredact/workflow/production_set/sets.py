"""Production sets that a matter has produced."""

import hashlib

from legalredact.errors import DamagedInput, UsageError
from legalredact.model.production_set import ProducedSet
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.plan import named_for_copies, targets_in
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.tables import digests_in


def set_named(matter: OpenMatter, name: str) -> ProducedSet:
    """The set of that name.

    Errors: UsageError if there is none.
    """
    found = next((one for one in matter.store.production_sets() if one.name == name), None)
    if found is None:
        raise UsageError("This matter has produced no set of that name.", "See `legalredact produce list`.")
    return found


def targets_of_set(matter: OpenMatter, produced: ProducedSet) -> dict[str, tuple[Target, ...]]:
    """The names that are covered now in each document of a set, by its first Bates number."""
    everywhere, register = named_for_copies(matter), matter.register
    return {
        one.first: targets_in(matter, one.document_id, register) if matter.knows(one.document_id) else everywhere
        for one in produced.documents
    }


def digests_of_set(produced: ProducedSet, listed: bytes) -> dict[str, str]:
    """The digests of a set's files, by path.

    Arguments:
        listed: the list of digests that lies beside the volume.

    Errors: DamagedInput if it is not the list whose digest the matter has recorded.
    """
    if hashlib.sha256(listed).hexdigest() != produced.digest:
        raise DamagedInput(
            "The list of digests beside the volume is not the one that the matter has recorded.",
            "Get it back from a backup, or move it away to check the volume without it.",
        )
    return digests_in(listed)
