"""The way through a Word package: stories in reading order, what hangs on them, what no page shows, and the rest."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from legalredact.documents.assembly import Assembly
from legalredact.documents.limits import Limits
from legalredact.documents.ocr import Ocr
from legalredact.documents.word_beside import revisers, words_of
from legalredact.documents.word_captions import drawn_lines
from legalredact.documents.word_kinds import EMBEDDED, HARMLESS, PROPERTIES, kinds_of_parts
from legalredact.documents.word_package import Package, Relation
from legalredact.documents.word_pictures import picture_text
from legalredact.documents.word_story import Frame, Piece, StoryReader
from legalredact.documents.word_styles import Styles, read_styles
from legalredact.documents.word_xml import Element, XmlDamaged, attribute, descendants, name
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, UnreadReason

_STANDARD_NAME = re.compile(
    r"(?:image|picture|media|oleobject|chart|thumbnail|hdphoto|Microsoft_[A-Za-z_\- ]*)[\d_\- ]*\.\w+", re.IGNORECASE
)


class WordReading:
    """One pass over one package, which fills an assembly.

    Arguments:
        step: told how many of how many parts are done; may raise to stop.
    """

    def __init__(
        self, package: Package, assembly: Assembly, ocr: Ocr, limits: Limits, step: Callable[[int, int], None]
    ) -> None:
        self._package, self._assembly, self._ocr, self._limits, self._step = package, assembly, ocr, limits, step
        self._kinds = kinds_of_parts(package)
        self._stories = StoryReader(self._styles())
        self._relations: dict[str, dict[str, Relation]] = {}
        self._done: set[str] = set()
        self._said: set[tuple[BlockKind, str]] = set()
        self._drawn: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._attach: dict[str, Callable[[str, str], None]] = {
            "image": self._picture,
            "chart": self._drawing,
            "chartEx": self._drawing,
            "diagramData": self._drawing,
            "diagramDrawing": self._drawing,
            "chartUserShapes": self._drawing,
            **dict.fromkeys(EMBEDDED, self._embedded),
        }

    def run(self) -> None:
        """Read everything, in the order in which a person would."""
        self._margins("header", BlockKind.HEADER)
        self._body()
        self._margins("footer", BlockKind.FOOTER)
        self._notes("footnote")
        self._notes("endnote")
        self._comments()
        self._building_blocks()
        self._properties()
        self._links_and_names()
        self._rest()

    def _body(self) -> None:
        main = self._package.main
        self._begin(main)
        root = self._package.whole_xml(main)
        self._story(main, root, Frame())
        self._add_all(revisers(root))

    def _margins(self, kind: str, block_kind: BlockKind) -> None:
        """Headers or footers, each part once, however many sections show it."""
        for part, root in self._roots(kind):
            self._story(part, root, Frame(block_kind, self._numbered(kind)))

    def _notes(self, kind: str) -> None:
        """Notes in the order in which the text refers to them, then those that nothing refers to."""
        for part, root in self._roots(f"{kind}s"):
            notes = {attribute(one, "w:id"): one for one in root if name(one) == f"w:{kind}"}
            referred = [key for what, key in self._stories.notes if what == kind and key in notes]
            for key in dict.fromkeys((*referred, *notes)):
                numbered = key in referred or not attribute(notes[key], "w:type")
                label = self._numbered(kind) if numbered else f"{kind} separator"
                self._story(part, notes[key], Frame(BlockKind.FOOTNOTE, label))

    def _comments(self) -> None:
        for part, root in self._roots("comments"):
            for comment in descendants(root, "w:comment"):
                self._story(part, comment, Frame(BlockKind.COMMENT, self._numbered("comment")))

    def _building_blocks(self) -> None:
        """Texts that the template keeps for insertion; they are on no page."""
        for part, root in self._roots("glossaryDocument"):
            for one in descendants(root, "w:docPartBody"):
                self._story(part, one, Frame(BlockKind.PROPERTY, self._numbered("building block")))

    def _properties(self) -> None:
        for kind in PROPERTIES:
            for part, root in self._roots(kind):
                self._add_all(words_of(kind, root))
                self._attach_all(part)

    def _links_and_names(self) -> None:
        """What lies outside and is pointed to, parts whose names somebody chose, and the archive's comment."""
        for part in (*self._package.archive.names, ""):
            for relation in self._relations_of(part).values():
                if relation.external:
                    self._add(Piece(BlockKind.LINK, relation.target, "link"))
        for part in self._package.archive.names:
            file = posixpath.basename(part)
            if self._kinds.get(part.lower(), "") in {"image", *EMBEDDED} and not _STANDARD_NAME.fullmatch(file):
                self._add(Piece(BlockKind.PROPERTY, file, "name of a part"))
        self._add(Piece(BlockKind.PROPERTY, self._package.archive.comment, "comment of the archive"))

    def _rest(self) -> None:
        """Parts that nothing above has read: pictures, embedded files, and what nobody knows."""
        for part in self._package.archive.names:
            kind = self._kinds.get(part.lower(), "")
            if part.lower() in self._done or kind in HARMLESS:
                continue
            if kind in self._attach:
                self._attach[kind](part, "the file")
            elif kind == "thumbnail":
                self._picture(part, "the preview", BlockKind.PROPERTY)
            else:
                self._unknown(part)
        for _ in self._package.archive.doubles:
            self._unread(UnreadReason.UNKNOWN_PART, self._numbered("part stored twice"))

    def _story(self, part: str, container: Element, frame: Frame) -> None:
        for piece in self._stories.read(container, frame):
            if piece.part:
                relation = self._relations_of(part).get(piece.part)
                if relation is not None:
                    self._attached(relation, piece.label)
            else:
                self._add(piece)

    def _attached(self, relation: Relation, label: str) -> None:
        """What a relation points to, at the place where it stands."""
        if relation.external:
            self._add(Piece(BlockKind.LINK, relation.target, f"link in {label}"))
        elif relation.target in self._package.archive and relation.target.lower() not in self._done:
            handler = self._attach.get(self._kinds.get(relation.target.lower(), relation.kind))
            if handler is not None:
                handler(relation.target, label)

    def _attach_all(self, part: str) -> None:
        for relation in self._relations_of(part).values():
            self._attached(relation, "the file")

    def _picture(self, part: str, label: str, kind: BlockKind = BlockKind.PICTURE) -> None:
        self._begin(part)
        number = self._numbered("picture")
        said = picture_text(self._package.archive.read(part), self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(kind, text, label=f"{number} in {label}", confidence=confidence)
        if said.reason is not None:
            self._unread(said.reason, f"{number} in {label}, {said.detail}")

    def _drawing(self, part: str, label: str) -> None:
        """A chart or diagram: its own words, and the values that were words in its workbook."""
        root = self._root(part)
        if root is None:
            return
        caches = descendants(root, "c:strCache", "c:multiLvlStrCache", "c:tx")
        cached = (value.text or "" for cache in caches for value in descendants(cache, "c:v"))
        said = dict.fromkeys(text.strip() for text in (*drawn_lines(root), *cached) if text.strip() not in self._drawn)
        self._drawn.update(said)
        self._add(Piece(BlockKind.TEXT_BOX, "\n".join(said), f"{self._numbered('drawing')} in {label}"))
        for formula in descendants(root, "c:f"):
            self._add(Piece(BlockKind.PROPERTY, (formula.text or "").rpartition("!")[0].strip("'"), "sheet of a chart"))
        for relation in self._relations_of(part).values():
            self._attached(relation, label)

    def _embedded(self, part: str, label: str) -> None:
        self._begin(part)
        ending = re.sub(r"[^a-z0-9]", "", posixpath.splitext(part)[1].lower())[:5]
        what = "macros" if self._kinds.get(part.lower()) == "vbaProject" else self._numbered("embedded file")
        self._unread(UnreadReason.EMBEDDED_FILE, f"{what} ({ending or 'no ending'}) in {label}")
        self._attach_all(part)

    def _unknown(self, part: str) -> None:
        """Its words, if it is XML, so that names in it are known; a person has to look in any case."""
        self._begin(part)
        try:
            words = [piece for piece in words_of("", self._package.xml(part)) if piece.text]
        except XmlDamaged:
            self._unread(UnreadReason.UNKNOWN_PART, self._numbered("part of unknown kind"))
            return
        self._add_all(words)
        if words:
            self._unread(UnreadReason.UNKNOWN_PART, self._numbered("part of unknown kind"))

    def _roots(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Parts of a kind that are XML, with the names of their revisers added behind each."""
        for part in self._package.archive.names:
            if self._kinds.get(part.lower()) == kind and part.lower() not in self._done:
                root = self._root(part)
                if root is not None:
                    yield part, root
                    self._add_all(revisers(root))

    def _root(self, part: str) -> Element | None:
        self._begin(part)
        try:
            return self._package.xml(part)
        except XmlDamaged:
            self._unread(UnreadReason.UNKNOWN_PART, self._numbered("damaged part"))
            return None

    def _styles(self) -> Styles:
        """Of the main document; they come first in the archive of the glossary's."""
        part = next((p for p in self._package.archive.names if self._kinds.get(p.lower()) == "styles"), None)
        try:
            return Styles() if part is None else read_styles(self._package.xml(part))
        except XmlDamaged:
            return Styles()

    def _relations_of(self, part: str) -> dict[str, Relation]:
        if part not in self._relations:
            self._relations[part] = self._package.relations(part)
        return self._relations[part]

    def _begin(self, part: str) -> None:
        self._done.add(part.lower())
        self._step(len(self._done), len(self._package.archive.names))

    def _numbered(self, what: str) -> str:
        self._numbers[what] = self._numbers.get(what, 0) + 1
        return f"{what} {self._numbers[what]}"

    def _add_all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        """Into the document; what no page shows is said once."""
        text = piece.text.strip()
        if piece.kind in BESIDE_THE_PAGE:
            if (piece.kind, text) in self._said:
                return
            self._said.add((piece.kind, text))
        self._assembly.add(piece.kind, text, label=piece.label)

    def _unread(self, reason: UnreadReason, detail: str) -> None:
        self._assembly.add_unread(reason, detail)
