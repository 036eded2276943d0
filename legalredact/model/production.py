"""Members of a production: location of each document, and the data of the load file.

An intake turns a path into an iterator of `ProductionMember`s without reading them (`workflow.production.intake`). A
member is small and can be pickled and stored; its bytes are opened on demand (`documents.intake.members`):

- `documents.members.original_of(member)` returns the file to keep: a path or bytes whose SHA-256 is `member.digest`;
- `documents.members.read_member(member, limits, report, cancel)` reads it to a `Document` whose id is
  `member.document_id` and whose digest is `member.digest`.

Members with the same bytes have the same digest, and so are the same document of a matter. It is read, decided and
masked once, and each of its members still names its own source. `duplicate_of` names the first of them. Near-duplicates
are found by text, after reading (`matching.text.near_duplicates`).
"""

import enum
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import UnreadableInput
from legalredact.model.clean_text import clean_name


class StepKind(enum.StrEnum):
    """How a file inside another is reached."""

    ENTRY = "entry"
    MESSAGE = "message"
    ATTACHMENT = "attachment"
    CONVERSATION = "conversation"
    STORED = "item"


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a container.

    Arguments:
        kind: entry of a zip file, message of an mbox file, attachment of an e-mail or file embedded in a document, part
            of a Slack export, item of an Outlook store.
        number: an entry's index in the archive's directory, from 0, also for a day of a channel; a message's offset in
            bytes; an attachment's index among the attachments of its document, from 0; an item's identifier.
    """

    kind: StepKind
    number: int


@dataclass(frozen=True, slots=True)
class Location:
    """The location of a file, or of a file inside another.

    Arguments:
        path: of the file on disk.
        steps: from that file inwards; empty for the file itself.
        name: name for people, such as that of the entry or attachment (may contain a client's name).
    """

    path: Path = field(repr=False)
    steps: tuple[Step, ...] = ()
    name: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Clean the name, which may be chosen by a sender; the path must stay as it is, so that it can be opened."""
        object.__setattr__(self, "name", clean_name(self.name))

    @property
    def shown(self) -> Path:
        """For display: the file's path, and for a file inside it the steps and its name."""
        if not self.steps:
            return self.path
        way = ".".join(f"{step.kind[0]}{step.number}" for step in self.steps)
        return self.path / f"{way} {self.name}".strip()


class Form(enum.StrEnum):
    """The material from which a member's document is made."""

    FILE = "file"
    PAGES = "pages"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class BatesRange:
    """First and last Bates number, as in the load file; both empty if there is none."""

    first: str = field(default="", repr=False)
    last: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.first)


@dataclass(frozen=True, slots=True)
class ProductionMember:
    """One document of a production, or one that cannot be read.

    Arguments:
        key: unique in its production, and the same when the production is taken in again; without client text.
        form: its material: a file of its own, images of its pages (combined into one document), only extracted text, or
            nothing (then `problem` says why).
        location: of the file (`FILE`, `TEXT`); of the first page (`PAGES`); the expected one (`NOTHING`).
        digest: SHA-256 of the result of `documents.intake.members.original_of`, hexadecimal; empty for `NOTHING`.
        size: of the same, in bytes.
        pages: for `PAGES`: image or PDF of each page, in order.
        native_unread: for `PAGES`: why the native file that the load file names is not read; empty if it names none.
        text: the production's extracted text, which is compared with the text that was read; None if there is none.
        bates: from the load file.
        custodian: from the load file; may be empty.
        dates: (field of the load file, its value) for each date, as spelled.
        family: key of the family's first document (an e-mail, with its attachments and theirs). A document without a
            family is its own first document. It comes before its attachments; families of a load file are in its order.
        parent: key of the member to which it is attached; empty for a first document, and if a load file gives only the
            family.
        duplicate_of: key of the first member of this intake with the same digest; empty for that first one.
        problem: why its bytes cannot be read. It is refused with that reason; other members are processed.
    """

    key: str
    form: Form
    location: Location
    digest: str
    size: int
    pages: tuple[Location, ...] = ()
    native_unread: str = field(default="", repr=False)
    text: Location | None = None
    bates: BatesRange = BatesRange()
    custodian: str = field(default="", repr=False)
    dates: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    family: str = ""
    parent: str = ""
    duplicate_of: str = ""
    problem: UnreadableInput | None = field(default=None, compare=False)

    @property
    def document_id(self) -> str:
        """Id of the document that reading it gives; empty if it has no content."""
        return f"d{self.digest[:12]}" if self.digest else ""


class IntakeKind(enum.StrEnum):
    """Kinds of paths for an intake."""

    FILE = "file"
    FOLDER = "folder"
    LOAD_FILE = "load_file"


@dataclass(frozen=True, slots=True)
class Intake:
    """The contents of a path, before its members are listed.

    Arguments:
        kind: a single file (also an archive of files or e-mails), a folder of files, or a load file.
        path: the file or folder; for a load file the .dat file.
        records: number of documents in a load file; 0 if it is not known yet.
        encoding: of a load file, as detected.
    """

    kind: IntakeKind
    path: Path = field(repr=False)
    records: int = 0
    encoding: str = ""
