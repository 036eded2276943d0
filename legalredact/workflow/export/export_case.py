"""The case of a summary for its title block: caption, court and number, as the matter or its documents say."""

from collections.abc import Sequence

from legalredact.detection.document_facts.caption_sides import FIRST, CaptionParty, caption_parties, case_name
from legalredact.detection.document_facts.court_caption import court_caption
from legalredact.model.document import Document
from legalredact.model.export import Case
from legalredact.workflow.matter.open_matter import OpenMatter

_OTHERS = ", et al."


def case_of(matter: OpenMatter, documents: Sequence[Document]) -> Case:
    """The parts that a person set for the matter; the others from the first of its documents with a caption.

    Arguments:
        documents: of the matter, those of the summary first.
    """
    info, found = matter.info, Case()
    for document in documents:
        here = _read(matter, document)
        found = Case(found.caption or here.caption, found.court or here.court, found.number or here.number)
        if found.caption and found.court and found.number:
            break
    return Case(info.caption or found.caption, info.court or found.court, info.case_number or found.number)


def _read(matter: OpenMatter, document: Document) -> Case:
    """What one document says; nothing without a court."""
    beginning = document.text[:FIRST]
    found = court_caption(beginning)
    if not found.court:
        return Case()
    entities = {entity.id: entity for entity in matter.register.entities}
    mentions = [m for m in matter.mentions.get(document.id, ()) if m.span.end <= FIRST]
    return Case(_caption(caption_parties(beginning, mentions, entities)), found.court, found.number)


def _caption(parties: Sequence[CaptionParty]) -> str:
    """``"Jane Roe, et al. v. Acme, Inc."``: the first name of each side."""
    if not case_name(parties):
        return ""
    sides = dict.fromkeys(party.side for party in parties)
    named = [[party.name for party in parties if party.side == side] for side in sides]
    return " v. ".join(f"{names[0]}{_OTHERS if len(names) > 1 else ''}" for names in named)
