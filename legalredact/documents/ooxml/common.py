"""Shared by all Office formats: images, drawings, embedded files, properties, links, and unknown parts."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from legalredact.documents.assembly import Assembly
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.alt_text import drawn_lines
from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.images import picture_text
from legalredact.documents.ooxml.metadata import revisers, words_of
from legalredact.documents.ooxml.package import Package, Relation
from legalredact.documents.ooxml.part_types import EMBEDDED, HARMLESS, PROPERTIES, kinds_of_parts
from legalredact.documents.ooxml.xml import Element, XmlDamaged, descendants
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, UnreadReason

_STANDARD_NAME = re.compile(
    r"(?:image|picture|media|oleobject|chart|thumbnail|hdphoto|Microsoft_[A-Za-z_\- ]*)[\d_\- ]*\.\w+", re.IGNORECASE
)


class OfficeReading:
    """Reads one package into an assembly; subclasses for the formats add their own parts.

    Arguments:
        step: called with the number of parts done and in total; may raise to cancel.
    """

    def __init__(
        self, package: Package, assembly: Assembly, ocr: Ocr, limits: Limits, step: Callable[[int, int], None]
    ) -> None:
        self.package, self._assembly, self._ocr, self._limits, self._step = package, assembly, ocr, limits, step
        self.kinds = kinds_of_parts(package)
        self._relations: dict[str, dict[str, Relation]] = {}
        self._done: set[str] = set()
        self._said: set[tuple[BlockKind, str]] = set()
        self._drawn: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._attach: dict[str, Callable[[str, str], None]] = {
            "image": self.picture,
            "chart": self.drawing,
            "chartEx": self.drawing,
            "diagramData": self.drawing,
            "diagramDrawing": self.drawing,
            "chartUserShapes": self.drawing,
            **dict.fromkeys(EMBEDDED, self.embedded),
        }

    def properties(self) -> None:
        """Add parts with text that no page shows."""
        for kind in PROPERTIES:
            for part, root in self.roots(kind):
                self.add_all(words_of(kind, root))
                self.attach_all(part)

    def links_and_names(self) -> None:
        """Add external targets, names of parts that a person chose, and the archive's comment."""
        for part in (*self.package.archive.names, ""):
            for relation in self.relations_of(part).values():
                if relation.external:
                    self.add(BlockDraft(BlockKind.LINK, relation.target, "link"))
        for part in self.package.archive.names:
            file = posixpath.basename(part)
            if self.kinds.get(part.lower(), "") in {"image", *EMBEDDED} and not _STANDARD_NAME.fullmatch(file):
                self.add(BlockDraft(BlockKind.PROPERTY, file, "name of a part"))
        self.add(BlockDraft(BlockKind.PROPERTY, self.package.archive.comment, "comment of the archive"))

    def rest(self) -> None:
        """Add all parts that were not read: images, embedded files, and unknown parts."""
        for part in self.package.archive.names:
            kind = self.kinds.get(part.lower(), "")
            if part.lower() in self._done or kind in HARMLESS:
                continue
            if kind in self._attach:
                self._attach[kind](part, "the file")
            elif kind == "thumbnail":
                self.picture(part, "the preview", BlockKind.PROPERTY)
            else:
                self._unknown(part)
        for _ in self.package.archive.doubles:
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part stored twice"))

    def attached(self, relation: Relation, label: str) -> None:
        """Add the target of a relationship at the place where it is referenced."""
        if relation.external:
            self.add(BlockDraft(BlockKind.LINK, relation.target, f"link in {label}"))
        elif relation.target in self.package.archive and relation.target.lower() not in self._done:
            handler = self._attach.get(self.kinds.get(relation.target.lower(), relation.kind))
            if handler is not None:
                handler(relation.target, label)

    def attach_all(self, part: str, label: str = "the file") -> None:
        """Add everything that a part refers to and that was not read yet."""
        for relation in self.relations_of(part).values():
            self.attached(relation, label)

    def picture(self, part: str, label: str, kind: BlockKind = BlockKind.PICTURE) -> None:
        """Add an image: what OCR reads, or why a person has to look."""
        self.begin(part)
        number = self.numbered("picture")
        said = picture_text(self.package.archive.read(part), self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(kind, text, label=f"{number} in {label}", confidence=confidence)
        if said.reason is not None:
            self.unread(said.reason, f"{number} in {label}, {said.detail}")

    def drawing(self, part: str, label: str) -> None:
        """Add a chart or diagram: its own text, and the values that were text in its workbook."""
        root = self.root(part)
        if root is None:
            return
        caches = descendants(root, "c:strCache", "c:multiLvlStrCache", "c:tx")
        cached = (value.text or "" for cache in caches for value in descendants(cache, "c:v"))
        said = dict.fromkeys(text.strip() for text in (*drawn_lines(root), *cached) if text.strip() not in self._drawn)
        self._drawn.update(said)
        self.add(BlockDraft(BlockKind.TEXT_BOX, "\n".join(said), f"{self.numbered('drawing')} in {label}"))
        for formula in descendants(root, "c:f"):
            self.add(
                BlockDraft(BlockKind.PROPERTY, (formula.text or "").rpartition("!")[0].strip("'"), "sheet of a chart")
            )
        for relation in self.relations_of(part).values():
            self.attached(relation, label)

    def embedded(self, part: str, label: str) -> None:
        """Report an embedded file that is not a document of its own."""
        self.begin(part)
        if self._assembly.is_apart(part.lower()):
            self.attach_all(part)
            return
        ending = re.sub(r"[^a-z0-9]", "", posixpath.splitext(part)[1].lower())[:5]
        what = "macros" if self.kinds.get(part.lower()) == "vbaProject" else self.numbered("embedded file")
        self.unread(UnreadReason.EMBEDDED_FILE, f"{what} ({ending or 'no ending'}) in {label}")
        self.attach_all(part)

    def _unknown(self, part: str) -> None:
        """Add the text of an unknown part, if it is XML, so that names in it are found; report it in any case."""
        self.begin(part)
        try:
            words = [piece for piece in words_of("", self.package.xml(part)) if piece.text]
        except XmlDamaged:
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part of unknown kind"))
            return
        self.add_all(words)
        if words:
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part of unknown kind"))

    def roots(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Roots of all XML parts of a kind; after each, the names of its revisers are added."""
        for part in self.package.archive.names:
            if self.kinds.get(part.lower()) == kind and part.lower() not in self._done:
                root = self.root(part)
                if root is not None:
                    yield part, root
                    self.add_all(revisers(root))

    def root(self, part: str) -> Element | None:
        """Root of a part, or None if it is damaged, which is reported."""
        self.begin(part)
        try:
            return self.package.xml(part)
        except XmlDamaged:
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("damaged part"))
            return None

    def relations_of(self, part: str) -> dict[str, Relation]:
        """Relationships of a part by their ids."""
        if part not in self._relations:
            self._relations[part] = self.package.relations(part)
        return self._relations[part]

    def begin(self, part: str) -> None:
        """Record that a part is being read."""
        self._done.add(part.lower())
        self._step(len(self._done), len(self.package.archive.names))

    def was_read(self, part: str) -> bool:
        """Whether a part has been read."""
        return part.lower() in self._done

    def numbered(self, what: str) -> str:
        """``"picture 3"``: numbered within the file."""
        self._numbers[what] = self._numbers.get(what, 0) + 1
        return f"{what} {self._numbers[what]}"

    def add_all(self, pieces: Iterable[BlockDraft]) -> None:
        """Add all of them; see `add`."""
        for piece in pieces:
            self.add(piece)

    def add(self, piece: BlockDraft) -> None:
        """Add to the document; text that no page shows is added once."""
        text = piece.text.strip()
        if piece.kind in BESIDE_THE_PAGE:
            if (piece.kind, text) in self._said:
                return
            self._said.add((piece.kind, text))
        self._assembly.add(piece.kind, text, label=piece.label)

    def unread(self, reason: UnreadReason, detail: str) -> None:
        """Add an unread part, which a person has to check."""
        self._assembly.add_unread(reason, detail)
