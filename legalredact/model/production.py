"""A production as it comes in: where each document stands, and what the producing side says of it.

An intake turns a path into an iterator of `Member`s without reading them (`workflow.production.intake`). A member is
small and can be pickled and kept; its bytes are opened where they are needed (`documents.intake.members`):

- `documents.members.original_of(member)` gives the file to keep: a path or bytes whose SHA-256 is `member.digest`;
- `documents.members.read_member(member, limits, report, cancel)` reads it to a `Document` whose id is
  `member.document_id` and whose digest is `member.digest`.

Members with the same bytes have the same digest and so are the same document of a matter: it is read, decided and
masked once, and each of its members still tells where it came from. `duplicate_of` names the first of them.
Near-duplicates are told by text, after reading (`matching.text.near_duplicates`).
"""

import enum
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import UnreadableInput
from legalredact.model.clean_text import clean_name


class StepKind(enum.StrEnum):
    """What leads from a file to something inside it."""

    ENTRY = "entry"
    MESSAGE = "message"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a container.

    Arguments:
        kind: entry of a zip file, message of an mbox file, attachment of an e-mail.
        number: an entry's place in the archive's directory from 0; a message's offset in bytes; an attachment's place
            among its e-mail's attachments from 0.
    """

    kind: StepKind
    number: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where bytes stand: a file, or something inside one.

    Arguments:
        path: the file on the disk.
        steps: from that file inwards; empty for the file itself.
        name: what a person calls it, such as the entry's or attachment's own name (may spell a client's name).
    """

    path: Path = field(repr=False)
    steps: tuple[Step, ...] = ()
    name: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Senders name entries and attachments as they like; the path has to stay as it is, to be opened."""
        object.__setattr__(self, "name", clean_name(self.name))

    @property
    def shown(self) -> Path:
        """For people and lists: the file's path, and for something inside it the way there and its name."""
        if not self.steps:
            return self.path
        way = ".".join(f"{step.kind[0]}{step.number}" for step in self.steps)
        return self.path / f"{way} {self.name}".strip()


class Form(enum.StrEnum):
    """Of what a member's document is made."""

    FILE = "file"
    PAGES = "pages"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class BatesRange:
    """First and last Bates number, as the load file spells them; both empty if it gives none."""

    first: str = field(default="", repr=False)
    last: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.first)


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a production, or one that cannot be had.

    Arguments:
        key: unique in its production and the same when the same production is taken in again; without client text.
        form: of what it is made: a file of its own, pictures of its pages (one document of all of them), the extracted
            text alone, or nothing (then `problem` says why).
        location: of the file (`FILE`, `TEXT`); of the first page (`PAGES`); where it should have been (`NOTHING`).
        digest: SHA-256 of what `documents.intake.members.original_of` gives, hexadecimal; empty for `NOTHING`.
        size: bytes of the same.
        pages: for `PAGES`: each page's picture or PDF, in order.
        text: the production's extracted text, to be compared with what is read; None if it has none.
        bates: from the load file.
        custodian: from the load file, empty if it says nothing.
        dates: (field of the load file, its value) for each date there, as spelled.
        family: key of the family's head (an e-mail, with its attachments and theirs). A document without a family is
            its own head. The head comes before its attachments; families of a load file stand as it lists them.
        parent: key of the member that it is attached to; empty for a head, and where a load file tells no more than
            the family.
        duplicate_of: key of the first member of this intake with the same digest; empty for that first one.
        problem: why its bytes cannot be had. It is refused with that reason; the rest goes on.
    """

    key: str
    form: Form
    location: Location
    digest: str
    size: int
    pages: tuple[Location, ...] = ()
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
        """Id of the document that reading it gives; empty if there is nothing to read."""
        return f"d{self.digest[:12]}" if self.digest else ""


class IntakeKind(enum.StrEnum):
    """What a path was found to be."""

    FILE = "file"
    FOLDER = "folder"
    LOAD_FILE = "load_file"


@dataclass(frozen=True, slots=True)
class Intake:
    """What lies at a path, before its members are walked through.

    Arguments:
        kind: a single file (an archive of files or e-mails included), a folder of files, or a load file.
        path: the file or folder; of a load file the .dat file.
        records: how many documents a load file lists; 0 where that is not known before the walk.
        encoding: of a load file, as found.
    """

    kind: IntakeKind
    path: Path = field(repr=False)
    records: int = 0
    encoding: str = ""
