"""A summary as it leaves the matter: what `documents.export` sets in DOCX, PDF and Markdown."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered citation: where a statement stands.

    Arguments:
        number: as printed in brackets, from 1.
        document: the document's name.
        place: ``"p. 3, lines 4–9"``, ``"paragraph 14"``.
        excerpt: the words there, shortened.
    """

    number: int
    document: str = field(repr=False)
    place: str
    excerpt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph or heading of the summary with the numbers of its sources."""

    text: str = field(repr=False)
    sources: tuple[int, ...] = ()
    heading: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who prepared it, who signed it and when (UTC, ISO 8601), and the digests that the signature binds."""

    preparer: str
    reviewer: str
    when: str
    payload_digest: str
    summary_digest: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SummaryExport:
    """Everything that an exported summary shows.

    Arguments:
        title: the prompt's title.
        matter: the matter's name, may be empty.
        engine: how it was made, in words (``"local extract; nothing left this machine"``).
        statements: in order.
        sources: in order of their numbers.
        remarks: what the summary does not cover, findings the reviewer saw, and parts of documents that could not be
            read surely, in words.
        signature: None for a draft, which says so on its face.
    """

    title: str
    matter: str = field(repr=False)
    engine: str
    statements: tuple[Statement, ...] = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    remarks: tuple[str, ...] = ()
    signature: Signature | None = None
