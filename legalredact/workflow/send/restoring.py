"""Names come back into a checked reply, with the clear text of the matter's documents."""

import functools
from collections.abc import Mapping

from legalredact.masking.restore import Restored, restore
from legalredact.masking.source_places import TextOf
from legalredact.model.payload import Payload
from legalredact.model.register import Entity
from legalredact.model.review import CheckedSummary
from legalredact.workflow.matter.open_matter import OpenMatter


def with_names(matter: OpenMatter, checked: CheckedSummary, payload: Payload, owners: Mapping[str, Entity]) -> Restored:
    """The reply with names; without segments if the check forbids restoring it.

    Arguments:
        payload: what it was made from.
        owners: entities by token, of the register with which the payload was masked.
    """
    if not checked.restorable:
        return Restored(checked, ())
    return restore(checked, payload, texts_of(matter), owners)


def texts_of(matter: OpenMatter) -> TextOf:
    """Looks up the text of a document of the matter; None if the matter no longer has it."""

    @functools.cache
    def text_of(document_id: str) -> str | None:
        return matter.store.document(document_id).text if matter.store.knows(document_id) else None

    return text_of
