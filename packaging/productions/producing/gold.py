"""What is true of a generated document."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a document: as it is spelled there, blanks evened out; PER, ORG or GOV."""

    surface: str
    label: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One line of gold.jsonl.

    Arguments:
        number: from 1.
        digest: SHA-256 of the document's bytes: it finds the document that was read.
        path: in the production's folder; of an attachment: of its e-mail.
        kind: ``pdf``, ``docx``, ``xlsx``, ``pptx``, ``rtf``, ``txt``, ``eml``, ``msg``; with ``damaged`` what it would
            have been.
        names: in the document itself, not in its attachments; none of a damaged one.
        family: number of the family's head.
        duplicate_of, near_duplicate_of: number of an earlier document, 0 for none.
        damaged: how, empty if it is whole.
        bates: first number, in a production with a load file.
    """

    number: int
    digest: str
    path: str
    kind: str
    custodian: str
    names: tuple[Named, ...] = field(repr=False)
    family: int
    duplicate_of: int = 0
    near_duplicate_of: int = 0
    damaged: str = ""
    bates: str = ""

    def line(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)
