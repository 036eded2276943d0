"""Names in statements that a person wrote or a model answered: they belong to no document and to no place of one."""

import re
from collections.abc import Iterator
from dataclasses import replace

from legalredact.documents.text.plain import document_from_text
from legalredact.masking.whole_words import occurs_in
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Mention
from legalredact.model.payload import Payload
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary, Segment
from legalredact.workflow.matter.local_decisions import register_for_other_files
from legalredact.workflow.matter.open_matter import OpenMatter

EDITED = "summary.edit"
"""The event that records which summary was edited into which."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def register_for_statements(register: Register, payload: Payload) -> Register:
    """The register for text that is of no document: a name that is masked anywhere is masked, a chosen name, too.

    A chosen name that the payload has in clear ("the Lessee") was sent already and is no spelling.
    """
    wide = register_for_other_files(register)
    owners = {key_of(spelling) for entity in wide.entities for spelling in entity.spellings}
    source = _source(payload)
    shown = (
        replace(entity, aliases=(*entity.aliases, entity.display))
        for entity in wide.entities
        if entity.masked
        and entity.display
        and key_of(entity.display) not in owners
        and not occurs_in(entity.display, source)
    )
    return wide.updated(shown)


def with_unknown_names(
    matter: OpenMatter, summary: ReviewedSummary, payload: Payload, register: Register
) -> frozenset[int]:
    """The edited statements in which detection finds a name that neither the register nor the payload has."""
    known = {key_of(spelling) for entity in register.entities for spelling in entity.spellings}
    segments = summary.clear_segments or summary.checked.summary.segments
    source = _source(payload)
    return frozenset(
        number
        for number in edited_statements(matter, summary)
        if any(not _is_known(one, segments[number], known, source) for one in _names(matter, segments[number]))
    )


def edited_statements(matter: OpenMatter, summary: ReviewedSummary) -> frozenset[int]:
    """The statements of a summary that a person edited, by number; also if the summaries before it are gone."""
    edits = {str(one["summary"]): one for one in (dict(e.details) for e in matter.events if e.action == EDITED)}
    found: set[int] = set()
    at = summary.id
    while at in edits:
        edit = edits.pop(at)
        found.add(int(edit["segment"]) - 1)
        at = str(edit["from"])
    return frozenset(found)


def _names(matter: OpenMatter, statement: Segment) -> Iterator[Mention]:
    document = document_from_text("statement", "", statement.text)
    return (one for one in matter.thinking.detect(document, silent, NEVER) if one.kind.is_name)


def _is_known(mention: Mention, statement: Segment, known: set[str], source: str) -> bool:
    """Whether the register or the payload has it; names in the place of tokens are known."""
    surface = mention.span.of(statement.text)
    if key_of(surface) in known or occurs_in(surface, source):
        return True
    parts, at = list[str](), mention.span.start
    for one in statement.names:
        if one.span.overlaps(mention.span):
            parts.append(statement.text[at : max(at, one.span.start)])
            at = one.span.end
    if not parts:
        return False
    rest = " ".join((*parts, statement.text[at : mention.span.end]))
    return all(is_english(word.casefold()) or occurs_in(word, source) for word in _WORD.findall(rest))


def _source(payload: Payload) -> str:
    return "\n".join(passage.masked_text for document in payload.documents for passage in document.passages)
