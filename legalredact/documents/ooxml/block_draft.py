"""What is read of an Office file, piece by piece."""

from dataclasses import dataclass, field

from legalredact.model.document import BlockKind


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """Text of one place, or, if `part` is set, another part that stands there: the id of a relation."""

    kind: BlockKind
    text: str = field(repr=False)
    label: str
    part: str = ""
