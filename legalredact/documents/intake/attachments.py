"""Files inside a document that are documents of their own: attachments of a message, embedded files of the others."""

from dataclasses import dataclass, field

from legalredact.documents.embedded_files import EMBEDDING, embedded_files
from legalredact.documents.file_type import MESSAGES, kind_of
from legalredact.documents.limits import STANDARD, Limits
from legalredact.model.source import Source

HAS_ATTACHMENTS = MESSAGES | EMBEDDING
"""Types of documents with such files."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One of them.

    Arguments:
        name: as in the document; may be empty.
    """

    name: str = field(repr=False)
    content: bytes = field(repr=False)


def attached_files(
    source: Source, name: str = "", document_id: str = "in another file", limits: Limits = STANDARD
) -> tuple[AttachedFile, ...]:
    """The files in a document, always in the same order.

    Errors: UnreadableInput if it cannot be parsed.
    """
    kind = kind_of(source, name)
    if kind not in HAS_ATTACHMENTS or kind in MESSAGES:
        from legalredact.documents.mail.reader import parse_mail

        return tuple(AttachedFile(one.name, one.content) for one in parse_mail(source, document_id, name).separate)
    return tuple(AttachedFile(one.name, one.content) for one in embedded_files(source, kind, limits))
