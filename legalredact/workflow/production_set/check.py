"""The check of a finished volume: opens it with the product's own reader of load files, and counts what is there.

Nothing is taken from the run: numbers, links, pages and texts are read from the files. Every file is searched for
covered names, and every value of the table of documents.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from legalredact.documents.intake.file_tree import FileTree, folder_tree
from legalredact.documents.intake.load_file import PageImage, page_images, records, table_of
from legalredact.errors import DamagedInput, LegalRedactError
from legalredact.model.production import Location
from legalredact.model.production_set import bates_parts
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.parallel import CopyProcesses
from legalredact.workflow.production.load_file_records import LoadFile, load_file_in
from legalredact.workflow.production_set.load_files import COLUMNS
from legalredact.workflow.production_set.masked_fields import FieldMask
from legalredact.workflow.production_set.process import Looked, LookJob, look_again

_MOST_PROBLEMS = 200
_PAGED = frozenset({".pdf", ".tif", ".png", ".jpg"})


@dataclass(frozen=True, slots=True)
class VolumeCheck:
    """What is in a volume, counted from its files.

    Arguments:
        documents: records of the table of documents.
        pages: counted in the page files.
        page_files, texts, natives: number of files.
        searched: files whose contents were searched for covered names. Page images count only with `ocr`: they are
            drawn from stamped pages whose text was searched, and whose copies were audited.
        characters: of all texts.
        redacted, withheld: documents that the table of documents calls so.
        problems: everything that is wrong, in words without client text; empty for a sound volume.
    """

    documents: int
    pages: int
    page_files: int
    texts: int
    natives: int
    searched: int
    characters: int
    redacted: int = 0
    withheld: int = 0
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def words(self) -> str:
        """The counts, in words."""
        return (
            f"{self.documents:,} documents, {self.pages:,} pages in {self.page_files:,} files, {self.texts:,} texts "
            f"with {self.characters:,} characters, {self.natives:,} native files; "
            f"{self.searched:,} files searched for names"
        )


@dataclass(slots=True)
class _Volume:
    """A volume that was opened."""

    tree: FileTree
    load: LoadFile
    rows: list[dict[str, str]] = field(repr=False)
    pages: list[PageImage] = field(repr=False)
    problems: list[str] = field(default_factory=list)

    def fault(self, words: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(words)


def check_volume(
    folder: Path,
    targets: Mapping[str, tuple[Target, ...]],
    processes: CopyProcesses,
    report: Report,
    cancel: Cancellation,
    *,
    digests: Mapping[str, str] | None = None,
    ocr: bool = False,
) -> VolumeCheck:
    """Check a volume.

    Arguments:
        targets: names to cover in each document, by its first Bates number.
        processes: they must be able to read the volume's files.
        digests: SHA-256 of each file as it was written, by path; None if they are not known.
        ocr: also read every page by OCR. The copies were audited before they were stamped.

    Errors: DamagedInput if there is no load file, Cancelled.
    """
    volume = _opened(folder)
    _check_numbers(volume)
    owner = _check_links(volume)
    if digests is not None:
        _check_digests(volume, folder, digests)
    _check_fields(volume, targets)
    looked = _look(volume, owner, targets, processes, report, cancel, ocr=ocr)
    _check_pages(volume, looked)
    endings = Counter(_kind(path) for path in looked)
    return VolumeCheck(
        len(volume.rows),
        sum(one.pages for path, one in looked.items() if _kind(path) == "page"),
        endings["page"],
        endings["text"],
        endings["native"],
        sum(one.searched for one in looked.values()),
        sum(len(one.text) for path, one in looked.items() if _kind(path) == "text"),
        sum(row.get("REDACTED") == "Y" for row in volume.rows),
        sum(row.get("WITHHELD") == "Y" for row in volume.rows),
        tuple(volume.problems),
    )


def _opened(folder: Path) -> _Volume:
    tree = folder_tree(folder)
    load = load_file_in(tree)
    if load is None or not load.listings:
        raise DamagedInput("This folder has no load file.", "Choose the folder of a produced volume.")
    listing = load.listings[0]
    volume = _Volume(tree, load, [], [])
    if len(load.listings) > 1:
        volume.fault("There is more than one table of documents.")
    if table_of(listing.source) != listing.table or listing.table.fields != COLUMNS:
        volume.fault("The table of documents has other columns than it was written with.")
    for record in records(listing.source, listing.table):
        if record.damaged:
            volume.fault(f"Line {record.line} of the table of documents is damaged.")
        else:
            volume.rows.append(record.values)
    for path in load.own:
        if path.endswith(".opt"):
            found = tuple(page_images(Path(tree.files[path].path)))
            volume.pages += [one for one in found if isinstance(one, PageImage)]
            for line in (one for one in found if isinstance(one, int)):
                volume.fault(f"Line {line} of the table of pages is damaged.")
    return volume


def _check_numbers(volume: _Volume) -> None:
    """Each Bates number once, none skipped, families together."""
    expected: tuple[str, int] | None = None
    for row in volume.rows:
        first, last = bates_parts(row.get("BEGBATES", "")), bates_parts(row.get("ENDBATES", ""))
        if first is None or last is None or first[0] != last[0] or first[1] > last[1]:
            volume.fault(f"A document has no range of Bates numbers: {row.get('BEGBATES', '')}.")
            continue
        if expected is not None and first != expected:
            volume.fault(f"The numbers do not continue at {row['BEGBATES']}.")
        if str(last[1] - first[1] + 1) != row.get("PAGECOUNT", ""):
            volume.fault(f"The page count of {row['BEGBATES']} does not fit its numbers.")
        expected = (first[0], last[1] + 1)
    _check_families(volume)


def _check_families(volume: _Volume) -> None:
    closed: set[str] = set()
    current = ""
    for row in volume.rows:
        family = row.get("BEGATTACH", "") or row.get("BEGBATES", "")
        if family != current:
            if family in closed:
                volume.fault(f"The family of {family} is not together.")
            closed.add(current)
            current = family


def _check_links(volume: _Volume) -> dict[str, str]:
    """The files of each document, by their path in the tree, with the document's first number."""
    owner: dict[str, str] = {}
    for row in volume.rows:
        number = row.get("BEGBATES", "")
        for column in ("PDFPATH", "TEXTPATH", "NATIVEPATH"):
            if path := row.get(column, ""):
                _own(volume, owner, path, number)
        if not row.get("TEXTPATH", ""):
            volume.fault(f"{number} has no text.")
    number = ""
    for page in volume.pages:
        number = page.key if page.first or not number else number
        _own(volume, owner, page.path, number)
    for path in volume.tree.files:
        if path not in owner and path not in volume.load.own:
            volume.fault(f"A file belongs to no document: {PurePosixPath(path).suffix} in {path.split('/', 1)[0]}.")
    orders = sum(1 for order in volume.load.orders() if order.problem is None)
    if orders != len(volume.rows):
        volume.fault(f"The reader of load files finds {orders} documents, the table has {len(volume.rows)}.")
    return owner


def _own(volume: _Volume, owner: dict[str, str], spelled: str, number: str) -> None:
    path = spelled.replace("\\", "/").lower()
    if path not in volume.tree.files:
        volume.fault(f"A file of {number} is missing.")
    elif owner.setdefault(path, number) != number:
        volume.fault(f"A file of {number} is also that of {owner[path]}.")


def _check_digests(volume: _Volume, folder: Path, digests: Mapping[str, str]) -> None:
    there = {place.path.relative_to(folder).as_posix(): place for place in volume.tree.files.values()}
    for path, digest in digests.items():
        if path not in there:
            volume.fault("A file that was written is missing.")
        elif _sha256(there[path]) != digest:
            volume.fault(f"A file has changed since it was written: {PurePosixPath(path).name}.")
    for _ in there.keys() - digests.keys():
        volume.fault("There is a file that was not written by the run.")


def _check_fields(volume: _Volume, targets: Mapping[str, tuple[Target, ...]]) -> None:
    for row in volume.rows:
        number = row.get("BEGBATES", "")
        if number not in targets:
            volume.fault(f"{number} is not a document of the set.")
            continue
        mask = FieldMask(targets[number])
        for column, value in row.items():
            if mask.names(value):
                volume.fault(f"The field {column} of {number} spells a covered name.")


def _look(
    volume: _Volume,
    owner: Mapping[str, str],
    targets: Mapping[str, tuple[Target, ...]],
    processes: CopyProcesses,
    report: Report,
    cancel: Cancellation,
    *,
    ocr: bool,
) -> dict[str, Looked]:
    jobs = (
        (path, LookJob(volume.tree.files[path].path, targets.get(number, ()), ocr))
        for path, number in owner.items()
        if path in volume.tree.files
    )
    found: dict[str, Looked] = {}
    for path, looked in processes.run(look_again, jobs, cancel):
        name = PurePosixPath(path).name
        if isinstance(looked, LegalRedactError):
            volume.fault(f"{name} cannot be read: {looked}")
            continue
        if looked.names:
            volume.fault(f"{name} holds a covered name, or a part that cannot be searched.")
        found[path] = looked
        report(Progress("check", len(found), len(owner)))
    return found


def _check_pages(volume: _Volume, looked: Mapping[str, Looked]) -> None:
    """Page counts of the files, and the text of a PDF against its text file."""
    counted: Counter[str] = Counter()
    number = ""
    for page in volume.pages:
        number = page.key if page.first or not number else number
        path = page.path.replace("\\", "/").lower()
        counted[number] += looked[path].pages if path in looked else 0
    for row in volume.rows:
        first = row.get("BEGBATES", "")
        if str(counted[first]) != row.get("PAGECOUNT", ""):
            volume.fault(f"{first} has {counted[first]} pages, the table says {row.get('PAGECOUNT', '')}.")
        pdf, text = (looked.get(row.get(column, "").replace("\\", "/").lower()) for column in ("PDFPATH", "TEXTPATH"))
        if pdf is not None and text is not None and not row.get("NATIVEPATH") and pdf.text != text.text:
            volume.fault(f"The text of {first} is not that of its pages.")


def _kind(path: str) -> str:
    folder, ending = path.split("/", 1)[0], PurePosixPath(path).suffix
    if folder == "natives":
        return "native"
    return "page" if ending in _PAGED else "text"


def _sha256(place: Location) -> str:
    with place.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_of(folder: Path) -> Iterator[Path]:
    """All files of a volume, so that processes may be allowed to read them."""
    return (path for path in folder.rglob("*") if path.is_file())
