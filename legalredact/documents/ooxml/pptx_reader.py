"""The way through a PowerPoint presentation: slides in their order with notes and comments, masters, and the rest."""

from collections.abc import Iterable, Iterator

from legalredact.documents.ooxml.alt_text import captions, drawn_lines
from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.common import OfficeReading
from legalredact.documents.ooxml.metadata import given_names, words_of
from legalredact.documents.ooxml.xml import Element, attribute, child, descendants, name, relation_ids
from legalredact.model.document import BlockKind, UnreadReason

_TITLES = frozenset({"title", "ctrTitle", "subTitle"})
_MARGINS = frozenset({"ftr", "hdr", "dt", "sldNum"})
_SHAPES = frozenset({"p:sp", "p:cxnSp", "p:graphicFrame", "p:pic", "p:contentPart"})
_OFF = frozenset({"0", "false"})
_BEHIND = (("slideMaster", "slide master"), ("slideLayout", "slide layout"))
_BEHIND_NOTES = (("notesMaster", "master of the notes"), ("handoutMaster", "master of the handouts"))
_ASIDE = ("commentAuthors", "authors", "tags", "slideUpdateInfo", "tagsList")


class SlideReading(OfficeReading):
    """One pass over a presentation.

    Arguments: as of `OfficeReading`.
    """

    def run(self) -> None:
        """Read everything, in the order in which a person would."""
        main = self.package.main
        self.begin(main)
        presentation = self.package.required_xml(main)
        relations = self.relations_of(main)
        for number, slide in enumerate(descendants(presentation, "p:sldId"), 1):
            relation = relations.get(attribute(slide, "r:id"))
            if relation is None or relation.external or relation.target not in self.package.archive:
                self.unread(UnreadReason.UNKNOWN_PART, f"slide {number}, which is missing")
            else:
                self._slide(relation.target, number)
        for part in self._parts("slide"):
            self._page(part, self.numbered("slide outside the show"), BlockKind.HIDDEN)
        for kind, label in (*_BEHIND, *_BEHIND_NOTES):
            for part in self._parts(kind):
                self._background(part, self.numbered(label))
        self.add_all(given_names(presentation))
        for kind in _ASIDE:
            for _, root in self.roots(kind):
                self.add_all(words_of("", root))
        self.properties()
        self.links_and_names()
        self.rest()

    def _parts(self, kind: str) -> list[str]:
        """Parts of a kind that have not been read yet."""
        parts = self.package.archive.names
        return [part for part in parts if self.kinds.get(part.lower()) == kind and not self.was_read(part)]

    def _slide(self, part: str, number: int) -> None:
        """A slide, then its comments and its notes."""
        root = self.root(part)
        if root is None:
            return
        hidden = (root.get("show") or "").lower() in _OFF
        label = f"slide {number}{', hidden' * hidden}"
        self._shapes(part, root, label, BlockKind.HIDDEN if hidden else BlockKind.BODY)
        for relation in self.relations_of(part).values():
            kind = "" if relation.external else self.kinds.get(relation.target.lower(), "")
            if kind == "comments" and not self.was_read(relation.target):
                self._comments(relation.target, label)
            elif kind == "notesSlide" and not self.was_read(relation.target):
                self._page(relation.target, f"notes of {label}", BlockKind.FOOTNOTE)

    def _page(self, part: str, label: str, kind: BlockKind) -> None:
        root = self.root(part)
        if root is not None:
            self._shapes(part, root, label, kind)

    def _shapes(self, part: str, root: Element, label: str, kind: BlockKind) -> None:
        """Every shape in order, then text that stands in none of them, such as a form for older programs."""
        shown: set[str] = set()
        for shape in _shapes_in(root):
            for piece in _shape_pieces(shape, label, kind):
                shown.update(piece.text.split("\n"))
                self.add(piece)
            for key in dict.fromkeys(key for one in shape.iter() for key in relation_ids(one)):
                relation = self.relations_of(part).get(key)
                if relation is not None:
                    self.attached(relation, label)
        for element in root.iter():
            self.add_all(BlockDraft(b.kind, b.text, f"{b.what} on {label}") for b in captions(element, name(element)))
        self.add(BlockDraft(BlockKind.HIDDEN, "\n".join(_others(drawn_lines(root), shown)), f"other text of {label}"))
        self.attach_all(part, label)

    def _background(self, part: str, label: str) -> None:
        """What a master or layout prints itself; what it only prompts for ("Click to edit") is no text of a slide."""
        root = self.root(part)
        if root is None:
            return
        for shape in _shapes_in(root):
            role = _placeholder(shape)
            if role is None or role in _MARGINS:
                text = "\n".join(drawn_lines(shape))
                self.add(BlockDraft(BlockKind.PROPERTY, text, f"text of {label}"))
        for element in root.iter():
            self.add_all(BlockDraft(b.kind, b.text, f"{b.what} on {label}") for b in captions(element, name(element)))
        self.attach_all(part, label)

    def _comments(self, part: str, label: str) -> None:
        """Comments of either edition."""
        root = self.root(part)
        if root is None:
            return
        for one in descendants(root, "p:cm"):
            text = child(one, "p:text")
            if text is not None:
                self.add(BlockDraft(BlockKind.COMMENT, text.text or "", f"{self.numbered('comment')} on {label}"))
        for line in drawn_lines(root):
            self.add(BlockDraft(BlockKind.COMMENT, line, f"{self.numbered('comment')} on {label}"))
        self.add_all(words_of("", root))


def _shapes_in(root: Element) -> Iterator[Element]:
    """Shapes in the order of their tree, those inside groups too; not the form for older programs beside the newer."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if name(element) in _SHAPES:
            yield element
        elif name(element) != "mc:Fallback":
            waiting.extend(reversed(element))


def _shape_pieces(shape: Element, label: str, kind: BlockKind) -> Iterator[BlockDraft]:
    """Text of one shape; a table row by row."""
    rows = [*descendants(shape, "a:tr")]
    for row in rows:
        cells = (" ".join(drawn_lines(cell)) for cell in descendants(row, "a:tc"))
        text = "\t".join(cell for cell in cells if cell)
        yield BlockDraft(BlockKind.TABLE_CELL if kind is BlockKind.BODY else kind, text, f"table on {label}")
    if not rows:
        role = _placeholder(shape)
        own = BlockKind.HEADING if role in _TITLES else BlockKind.FOOTER if role in _MARGINS else BlockKind.BODY
        yield BlockDraft(own if kind is BlockKind.BODY else kind, "\n".join(drawn_lines(shape)), label)


def _placeholder(shape: Element) -> str | None:
    """What a placeholder is for, None for other shapes."""
    mark = next(descendants(shape, "p:ph"), None)
    return None if mark is None else mark.get("type") or "body"


def _others(lines: Iterable[str], shown: set[str]) -> list[str]:
    return [line for line in dict.fromkeys(lines) if not _is_shown(line, shown)]


def _is_shown(line: str, shown: set[str]) -> bool:
    return all(any(part in text for text in shown) for part in line.split("\n"))
