"""Productions with load files: each record is an order to read its native file or its page images, with its text."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.documents.intake.containers import content_at
from legalredact.documents.intake.expand import IntakeItem, key_of
from legalredact.documents.intake.file_tree import FileTree
from legalredact.documents.intake.load_columns import Columns, LoadRecord, columns_of
from legalredact.documents.intake.load_file import LoadTable, PageImage, is_page_table, page_images, records, table_of
from legalredact.documents.intake.native_or_images import location_of
from legalredact.errors import DamagedInput, UnreadableInput
from legalredact.model.production import BatesRange, Location
from legalredact.model.source import Source, size_of, stream_of

_TABLES = (".dat", ".csv")
_PAGES = ".opt"


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of documents.

    Arguments:
        path: in the tree.
        source: the file, or its bytes.
    """

    path: str = field(repr=False)
    source: Source = field(repr=False)
    table: LoadTable = field(repr=False)
    columns: Columns = field(repr=False)


@dataclass(slots=True)
class LoadFile:
    """One production: its tables, and the tree of its files.

    Arguments:
        listings: its tables of documents, usually one for each volume.
        pages: lines of the tables of pages, by the key of their document's first page, in order.
        own: paths of all tables.
        faults: damaged lines of the tables of pages.
    """

    tree: FileTree
    listings: tuple[DocumentTable, ...] = field(repr=False)
    pages: dict[str, list[PageImage]] = field(repr=False)
    own: frozenset[str] = field(repr=False)
    faults: tuple[int, ...] = ()
    _used: set[str] = field(default_factory=set, repr=False)
    _place: str = field(default="", repr=False)
    _digest: str = ""

    @property
    def encoding(self) -> str:
        """Of the first table of documents; empty if there is none."""
        return self.listings[0].table.encoding if self.listings else ""

    def count(self) -> int:
        """Number of documents it lists, as far as its tables can be read."""
        listed = 0
        for one in self.listings:
            with contextlib.suppress(UnreadableInput):
                for _ in records(one.source, one.table):
                    listed += 1
        return listed or len(self.pages)

    def orders(self) -> Iterator[IntakeItem]:
        """All records; then documents that only the tables of pages list, and files that no table lists."""
        self._used = set(self.own)
        listed: set[str] = set()
        for listing in self.listings:
            self._place = listing.path.rpartition("/")[0]
            with stream_of(listing.source) as stream:
                self._digest = hashlib.file_digest(stream, "sha256").hexdigest()
            yield from self._records(listing, listed)
        for key, pages in self.pages.items():
            if key not in listed:
                yield self._order(LoadRecord(0, key, key, BatesRange(key, pages[-1].key), "", "", "", "", ()), key)
        for line in self.faults:
            yield self._damaged(f"page line {line}", f"Line {line} of the table of pages")
        yield from self._unlisted()

    def _records(self, listing: DocumentTable, listed: set[str]) -> Iterator[IntakeItem]:
        """Its records; if the table is damaged, the rest is one more order, with the reason."""
        try:
            yield from self._rows(listing, listed)
        except UnreadableInput as problem:
            yield IntakeItem(
                self._seed("rest"), Location(self.tree.root, name="rest of the load file"), problem=problem
            )

    def _rows(self, listing: DocumentTable, listed: set[str]) -> Iterator[IntakeItem]:
        numbers: set[str] = set()
        for record in records(listing.source, listing.table):
            if record.damaged:
                yield self._damaged(f"line {record.line}", f"Record of line {record.line}")
                continue
            row = listing.columns.row(record.line, record.values)
            listed.add(row.image)
            again = not row.number or row.number in numbers
            numbers.add(row.number)
            yield self._order(row, f"{row.number}/line {row.line}" if again else row.number)

    def _order(self, row: LoadRecord, seed: str) -> IntakeItem:
        """The order for a record.

        Arguments:
            seed: its number, or what distinguishes it from another of the same number.
        """
        native, native_problem = self._found(row.native)
        pages, page_problem = self._pages(row)
        text = self._text(row)
        location = location_of(native, pages, text)
        problem = native_problem or (page_problem if native is None else None)
        if location is None and problem is None:
            problem = _nothing(row)
        return IntakeItem(
            self._seed(seed),
            location or Location(self.tree.root, name=row.number),
            pages,
            text,
            problem,
            row.bates,
            row.custodian,
            row.dates,
            family=key_of(self._seed(row.head or seed)),
            native=native is not None,
        )

    def _seed(self, number: str) -> str:
        return f"{self._digest}/{number}"

    def _found(self, spelled: str) -> tuple[Location | None, UnreadableInput | None]:
        """A file that the load file names, with its problem."""
        if not spelled:
            return None, None
        path = self.tree.find(spelled, self._place)
        if not path:
            return None, DamagedInput("The load file names a file that is not there.", "Ask for the missing file.")
        self._used.add(path)
        return self.tree.files[path], self.tree.problems.get(path)

    def _pages(self, row: LoadRecord) -> tuple[tuple[Location, ...], UnreadableInput | None]:
        """A record's page images; a missing one makes the document incomplete."""
        found: list[Location] = []
        for page in self.pages.get(row.image, ()):
            location, problem = self._found(page.path)
            if location is None or problem is not None:
                return (), problem
            found.append(Location(location.path, location.steps, page.key))
        return _once(found), None

    def _text(self, row: LoadRecord) -> Location | None:
        """A record's extracted text, by its path or by its number."""
        spelled = row.text or (f"{row.number}.txt" if row.number else "")
        location, problem = self._found(spelled)
        return location if problem is None else None

    def _damaged(self, seed: str, what: str) -> IntakeItem:
        problem = DamagedInput(
            f"{what} of the load file is damaged.", "Ask for the load file again, or correct the line."
        )
        return IntakeItem(self._seed(seed), Location(self.tree.root, name=what), problem=problem)

    def _unlisted(self) -> Iterator[IntakeItem]:
        """Files that no table names; page numbers identify texts of single pages."""
        keys = {page.key.lower() for pages in self.pages.values() for page in pages}
        for path, location in self.tree.files.items():
            stem = path.rpartition("/")[2].removesuffix(".txt")
            if path not in self._used and not (path.endswith(".txt") and stem in keys):
                yield IntakeItem(path, location, problem=self.tree.problems.get(path))


def load_file_in(tree: FileTree, chosen: Path | None = None) -> LoadFile | None:
    """The production in a tree; None if there is no load file.

    Arguments:
        chosen: the load file that a person named; by default every table of documents in the tree.
    """
    tables = [path for path in tree.files if path.endswith(_TABLES[:1])]
    pages = [path for path in tree.files if path.endswith(_PAGES)]
    if chosen is not None:
        inner = chosen.relative_to(tree.root).as_posix().lower()
        tables, pages = ([inner], pages) if inner.endswith(_TABLES) else ([], [inner])
    listings = tuple(filter(None, (_listing(tree, path) for path in tables)))
    images, faults, own = _images(tree, pages)
    if not listings and not images:
        return None
    return LoadFile(tree, listings, images, own | {listing.path for listing in listings}, faults)


def _listing(tree: FileTree, path: str) -> DocumentTable | None:
    """A table of documents; None if the file is another kind of table, or none."""
    try:
        source = content_at(tree.files[path])
        table = table_of(source)
    except (UnreadableInput, OSError):
        return None
    columns = None if table is None else columns_of(table.fields)
    return None if table is None or columns is None else DocumentTable(path, source, table, columns)


def _images(tree: FileTree, paths: list[str]) -> tuple[dict[str, list[PageImage]], tuple[int, ...], frozenset[str]]:
    """Pages by their document, damaged lines, and the tables that were read."""
    found: dict[str, list[PageImage]] = {}
    faults: list[int] = []
    own: set[str] = set()
    for path in paths:
        source = content_at(tree.files[path])
        if size_of(source) and not is_page_table(source):
            continue
        own.add(path)
        key = ""
        for page in page_images(source):
            if isinstance(page, int):
                faults.append(page)
                continue
            key = page.key if page.first or not key else key
            found.setdefault(key, []).append(page)
    return found, tuple(faults), frozenset(own)


def _once(pages: list[Location]) -> tuple[Location, ...]:
    """A file of many pages is listed once a page, but is one file."""
    seen: set[tuple[Path, tuple[object, ...]]] = set()
    kept: list[Location] = []
    for page in pages:
        if (page.path, page.steps) not in seen:
            seen.add((page.path, page.steps))
            kept.append(page)
    return tuple(kept)


def _nothing(row: LoadRecord) -> UnreadableInput:
    what = "The record's text is in the load file itself" if row.text_inside else "The record has no file"
    return UnreadableInput(f"{what}; nothing can be read of it.", "Ask for its native file, its pages or a text file.")
