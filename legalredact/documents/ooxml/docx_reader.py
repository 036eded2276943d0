"""Reads a Word package: stories in reading order, attached text, text that no page shows, and all other parts."""

from collections.abc import Callable

from legalredact.documents.assembly import Assembly
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.common import OfficeReading
from legalredact.documents.ooxml.docx_blocks import Frame, StoryReader
from legalredact.documents.ooxml.docx_styles import Styles, read_styles
from legalredact.documents.ooxml.metadata import revisers
from legalredact.documents.ooxml.package import Package
from legalredact.documents.ooxml.xml import Element, XmlDamaged, attribute, descendants, name
from legalredact.model.document import BlockKind


class WordReading(OfficeReading):
    """Reads one Word file.

    Arguments: as in `OfficeReading`.
    """

    def __init__(
        self, package: Package, assembly: Assembly, ocr: Ocr, limits: Limits, step: Callable[[int, int], None]
    ) -> None:
        super().__init__(package, assembly, ocr, limits, step)
        self._stories = StoryReader(self._styles())

    def run(self) -> None:
        """Read everything, in the order in which a person would."""
        self._margins("header", BlockKind.HEADER)
        self._body()
        self._margins("footer", BlockKind.FOOTER)
        self._notes("footnote")
        self._notes("endnote")
        self._comments()
        self._building_blocks()
        self.properties()
        self.links_and_names()
        self.rest()

    def _body(self) -> None:
        main = self.package.main
        self.begin(main)
        root = self.package.required_xml(main)
        self._story(main, root, Frame())
        self.add_all(revisers(root))

    def _margins(self, kind: str, block_kind: BlockKind) -> None:
        """Headers or footers; each part once, even if several sections use it."""
        for part, root in self.roots(kind):
            self._story(part, root, Frame(block_kind, self.numbered(kind)))

    def _notes(self, kind: str) -> None:
        """Notes in the order of their references, then those without a reference."""
        for part, root in self.roots(f"{kind}s"):
            notes = {attribute(one, "w:id"): one for one in root if name(one) == f"w:{kind}"}
            referred = [key for what, key in self._stories.notes if what == kind and key in notes]
            for key in dict.fromkeys((*referred, *notes)):
                numbered = key in referred or not attribute(notes[key], "w:type")
                label = self.numbered(kind) if numbered else f"{kind} separator"
                self._story(part, notes[key], Frame(BlockKind.FOOTNOTE, label))

    def _comments(self) -> None:
        for part, root in self.roots("comments"):
            for comment in descendants(root, "w:comment"):
                self._story(part, comment, Frame(BlockKind.COMMENT, self.numbered("comment")))

    def _building_blocks(self) -> None:
        """Building blocks of the template; they are on no page."""
        for part, root in self.roots("glossaryDocument"):
            for one in descendants(root, "w:docPartBody"):
                self._story(part, one, Frame(BlockKind.PROPERTY, self.numbered("building block")))

    def _story(self, part: str, container: Element, frame: Frame) -> None:
        for piece in self._stories.read(container, frame):
            if piece.part:
                relation = self.relations_of(part).get(piece.part)
                if relation is not None:
                    self.attached(relation, piece.label)
            else:
                self.add(piece)

    def _styles(self) -> Styles:
        """Styles of the main document, which come before the glossary's in the archive."""
        part = next((p for p in self.package.archive.names if self.kinds.get(p.lower()) == "styles"), None)
        try:
            return Styles() if part is None else read_styles(self.package.xml(part))
        except XmlDamaged:
            return Styles()
