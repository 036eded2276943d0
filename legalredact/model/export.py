"""A summary for export, which `documents.export` writes as DOCX, PDF and Markdown."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One numbered citation: the source of a statement.

    Arguments:
        number: printed in brackets, from 1.
        document: the document's name.
        place: ``"p. 3, lines 4–9"``, ``"paragraph 14"``.
        excerpt: the words of the source, shortened.
    """

    number: int
    document: str = field(repr=False)
    place: str
    excerpt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph or heading of the summary, with the numbers of its sources.

    Arguments:
        note: what a second reading says of it; empty if there was none.
    """

    text: str = field(repr=False)
    sources: tuple[int, ...] = ()
    heading: bool = False
    quoted: bool = False
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """Preparer, signer and time (UTC, ISO 8601), and the digests that the signature covers."""

    preparer: str
    reviewer: str
    when: str
    payload_digest: str
    summary_digest: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SummaryExport:
    """The contents of an exported summary.

    Arguments:
        title: the prompt's title.
        matter: the matter's name, may be empty.
        engine: how it was made, in words (``"local extract; nothing was sent"``).
        statements: in order.
        sources: in order of their numbers.
        remarks: what the summary does not cover, findings that the reviewer saw, and unread parts of documents, in
            words.
        signature: None for a draft, which is marked as such.
    """

    title: str
    matter: str = field(repr=False)
    engine: str
    statements: tuple[Statement, ...] = field(repr=False)
    sources: tuple[NumberedSource, ...] = field(repr=False)
    remarks: tuple[str, ...] = ()
    signature: Signature | None = None
