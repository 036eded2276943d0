"""A piece of an Office file as it was read."""

from dataclasses import dataclass, field

from legalredact.model.document import BlockKind


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """Text at one place, or, if `part` is set, a reference to another part: the id of a relationship."""

    kind: BlockKind
    text: str = field(repr=False)
    label: str
    part: str = ""
