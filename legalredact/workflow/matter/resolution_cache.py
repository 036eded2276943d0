"""Who is who, kept in the matter with what it was found out for, so that opening it does not mean to think again."""

import json
from collections.abc import Collection, Mapping

from legalredact import __version__
from legalredact.detection.coreference.resolve import Resolution
from legalredact.masking.tokens import Spelled
from legalredact.model.mention import Kind, Mention
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.compute import WhoIsWho

_NOTHING = Spelled(frozenset(), frozenset())


def holds_for(requested: Collection[Kind]) -> bytes:
    """What a resolution depends on beside the matter's contents: the application's version, and kinds on request."""
    return json.dumps([__version__, sorted(requested)]).encode()


def kept(store: MatterStore, wanted: bytes) -> WhoIsWho | None:
    """The resolution that is kept, if it still holds, and for that."""
    if store.resolved_for() != wanted:
        return None
    spelled = {one: Spelled(frozenset(tokens), frozenset(alike)) for one, (tokens, alike) in store.spelled().items()}
    return WhoIsWho(Resolution(store.register(), store.resolved_mentions()), spelled)


def keep(store: MatterStore, wanted: bytes, known: WhoIsWho, before: Mapping[str, tuple[Mention, ...]]) -> None:
    """Keep a resolution; only documents for which it says something else than `before` are written."""
    changed = known.rows or tuple(
        row_of(ResolvedDocument(document_id, mentions, _row(known.spelled.get(document_id, _NOTHING))))
        for document_id, mentions in known.resolution.mentions.items()
        if before.get(document_id) != mentions
    )
    if changed or store.resolved_for() != wanted or store.register() != known.resolution.register:
        store.put_resolution(wanted, known.resolution.register, changed)


def _row(spelled: Spelled) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(spelled.tokens)), tuple(sorted(spelled.alike))
