"""The title of a matter without a name: its caption, or else its first file."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from legalredact.detection.coreference.canonical_name import readable_name
from legalredact.detection.document_facts.caption_sides import FIRST, caption_parties, case_name
from legalredact.model.mention import Mention
from legalredact.model.register import Entity
from legalredact.vault.store import MatterStore
from legalredact.workflow.window.snapshot import Snapshot

LOOKED_AT = 20
"""Documents in which a caption is searched: lists and windows must not wait for all of a large matter."""


def title(state: Snapshot) -> str:
    """The matter's name; without one its caption, else the name of its first file; empty if it has no documents."""
    return state.info.name or caption_title(state) or _first_file(document.name for document in state.documents)


def caption_title(state: Snapshot) -> str:
    """``"Jane Roe v. Acme, Inc."`` from the first documents; empty if none of them has a caption."""
    read = ((document.text, state.mentions.get(document.id, ())) for document in state.documents)
    return _caption(read, state.entities)


def stored_title(store: MatterStore) -> str:
    """As `title`, from a vault that is open for reading.

    Errors: VaultDamaged.
    """
    name, listing = store.info().name, () if store.info().name else store.listing()
    if name or not listing:
        return name
    entities = {entity.id: entity for entity in store.register().entities}
    read = ((store.document(line.id).text, store.resolved_mentions_of(line.id)) for line in listing)
    return _caption(read, entities) or _first_file(line.name for line in listing)


def _caption(read: Iterable[tuple[str, Sequence[Mention]]], entities: Mapping[str, Entity]) -> str:
    """The first caption in texts with their mentions; captions are in capitals, a title is not if files allow it."""
    for text, mentions in itertools.islice(read, LOOKED_AT):
        at_the_head = [mention for mention in mentions if mention.span.end <= FIRST]
        named = {mention.entity: entities[mention.entity] for mention in at_the_head if mention.entity in entities}
        read_easily = {number: replace(entity, name=readable_name(entity)) for number, entity in named.items()}
        name = case_name(caption_parties(text[:FIRST], at_the_head, read_easily))
        if name:
            return name
    return ""


def _first_file(names: Iterable[str]) -> str:
    """Without its suffix; a file in a folder or an archive by its own name."""
    return next((PurePath(name).stem for name in names), "")
