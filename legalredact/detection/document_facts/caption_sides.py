"""Parties on each side of a caption, in the caption's own words; a person then says who the client is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.model.document import Document
from legalredact.model.mention import Mention, Role, Span
from legalredact.model.register import Entity

FIRST = 8_000
"""Characters of a document in which its caption is searched."""
NEAR = 700
"""Most characters from a party's name to the line with its role; a caption of many parties is long."""
_SIDES = frozenset({Role.PARTY, Role.CLIENT})
"""A party that a person said is the client has that role."""
BEFORE_V, AFTER_V = "named first", "named second"
"""Sides of a caption that gives no roles: "Alder v. Granite"."""

_ROLE = (
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee|Claimant|Complainant|Debtor|Movant|Intervenor"
    r"|Relator|Applicant|Cross-?(?:Complainant|Defendant)|Counter-?(?:Claimant|Defendant)"
    r"|Third[\s-]Party\s+(?:Plaintiff|Defendant))"
)
_ROLE_LINE = re.compile(
    rf"^[^\w\n]*(?P<role>{_ROLE}(?:s|\(s\))?)(?:[\s,/&–—-]+(?:and\s+)?{_ROLE}(?:s|\(s\))?)*[^\w\n]*(?:[)|§:].*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_NOTHING = re.compile(r"[\s,]*(?:et\s+al\.?)?[\s,]*", re.IGNORECASE)
_VERSUS = re.compile(r"(?<!\w)(?:v|vs|versus|against)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaptionParty:
    """A party as the caption names it.

    Arguments:
        name, aliases: made by `resolve` from the caption's spellings.
        side: ``"Plaintiffs"``, or `BEFORE_V` and `AFTER_V`.
    """

    name: str = field(repr=False)
    aliases: tuple[str, ...] = field(repr=False)
    side: str


def beginning(document: Document) -> Document:
    """The part of a document that holds its caption: the complete blocks of its first characters."""
    blocks = tuple(block for block in document.blocks if block.span.end <= FIRST) or document.blocks[:1]
    end = min(max((block.span.end for block in blocks), default=0), 2 * FIRST)
    kept = tuple(block for block in blocks if block.span.end <= end)
    return Document(document.id, document.name, document.text[:end], kept, document.pages, (), document.digest)


def caption_parties(text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> tuple[CaptionParty, ...]:
    """Parties of the first caption in a text, in their order, each once.

    Arguments:
        mentions: of that text, with their entities' ids.
    """
    found: dict[str, CaptionParty] = {}
    last = len(text)
    for mention in mentions:
        entity = entities.get(mention.entity)
        side = _side(text, mention.span) if mention.role in _SIDES and mention.kind.is_name else ""
        if not side or entity is None or entity.among or mention.span.start > last:
            continue
        if not found:
            last = mention.span.start + 2 * NEAR
        found.setdefault(entity.id, CaptionParty(_one_line(entity.name), _others(entity), side))
    return tuple(found.values())


def case_name(parties: Sequence[CaptionParty]) -> str:
    """``"Jane Roe v. Acme, Inc."``: the first name of each side; empty with other than two sides."""
    firsts = {party.side: party.name for party in reversed(parties)}
    sides = list(dict.fromkeys(party.side for party in parties))
    return " v. ".join(firsts[side] for side in sides) if len(sides) == len("ab") else ""


def _side(text: str, span: Span) -> str:
    """Roles on the next line of roles, unless a "v." comes first: then that line is about the other side."""
    after = text[span.end : span.end + NEAR]
    role, versus = _ROLE_LINE.search(after), _VERSUS.search(after)
    if role is not None and (versus is None or role.start() < versus.start()):
        words = " ".join(role["role"].split())
        return words[:1].upper() + words[1:].lower().removesuffix("(s)").removesuffix("s") + "s"
    if versus is not None and _NOTHING.fullmatch(after[: versus.start()]):
        return BEFORE_V
    before = text[max(0, span.start - 8) : span.start].rstrip()
    return AFTER_V if re.search(r"(?<!\w)(?:v|vs|versus)\.?\Z", before, re.IGNORECASE) else ""


def _others(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_one_line, entity.aliases)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
