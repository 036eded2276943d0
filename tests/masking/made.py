"""Documents and entities for the tests, of invented people."""

from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register


def document(
    text: str, name: str = "letter.txt", kinds: dict[int, BlockKind] | None = None, ocr: bool = False
) -> Document:
    """A document with a block for each paragraph; `kinds` says of what kind some of them are."""
    blocks: list[Block] = []
    at = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        kind = (kinds or {}).get(number, BlockKind.BODY)
        confidence = 0.9 if ocr else None
        blocks.append(
            Block(f"b{number}", kind, Span(at, at + len(paragraph)), label=str(number), confidence=confidence)
        )
        at += len(paragraph) + 2
    return Document("d1", name, text, tuple(blocks), (), (), "0" * 64)


def entity(
    entity_id: str,
    name: str,
    *aliases: str,
    kind: Kind = Kind.PERSON,
    role: Role = Role.PARTY,
    tier: Tier = Tier.SUGGESTED,
    decision: Decision = Decision.OPEN,
    token: str = "",
    among: tuple[str, ...] = (),
) -> Entity:
    """An entity; the rest of its fields as by default."""
    return Entity(entity_id, name, kind, role, aliases, tier, decision, token, among)


def company(entity_id: str, name: str, *aliases: str) -> Entity:
    """A party that is an organization."""
    return entity(entity_id, name, *aliases, kind=Kind.ORGANIZATION)


def register(*entities: Entity) -> Register:
    """Those entities."""
    return Register(entities)


def mention(document_: Document, surface: str, entity_id: str, nth: int = 0) -> Mention:
    """The nth place where the surface stands."""
    at = -1
    for _ in range(nth + 1):
        at = document_.text.index(surface, at + 1)
    span = Span(at, at + len(surface))
    return Mention(span, surface, Kind.PERSON, Tier.SUGGESTED, "model", entity=entity_id)
