"""Reads OpenDocument files (.odt, .ods, .odp, templates, flat .fodt …): every part is read, or reported as unread."""

import posixpath
import re
from collections.abc import Callable, Iterator

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.file_type import is_zip
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.archive import Archive
from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.formats import OPENDOCUMENT
from legalredact.documents.ooxml.images import picture_text
from legalredact.documents.ooxml.metadata import words_of
from legalredact.documents.ooxml.xml import Element, XmlDamaged, parse
from legalredact.documents.opendocument.content import Content, Frame
from legalredact.documents.opendocument.names import attribute, name
from legalredact.documents.opendocument.sheet import Sheets
from legalredact.documents.opendocument.styles import Styles, styles_of
from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput
from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, Document, UnreadReason
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, content_of, size_of

_FLAT = 256 << 20
_DEEPEST = 8
_HARMLESS = re.compile(
    r"mimetype|META-INF/manifest\.xml|manifest\.rdf|layout-cache|Configurations2/accelerator/current\.xml"
)
_MARGINS = {
    "style:header": BlockKind.HEADER,
    "style:header-left": BlockKind.HEADER,
    "style:header-first": BlockKind.HEADER,
    "style:footer": BlockKind.FOOTER,
    "style:footer-left": BlockKind.FOOTER,
    "style:footer-first": BlockKind.FOOTER,
}
_DATES = frozenset({"creation-date", "date", "print-date", "editing-cycles", "editing-duration", "generator"})
_SETTING = frozenset({"string"})


def read_opendocument(
    source: Source,
    limits: Limits,
    ocr: Ocr,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
    *,
    apart: frozenset[str] = frozenset(),
) -> Document:
    """Read an OpenDocument text, spreadsheet, presentation or drawing.

    Tracked changes are read as accepted; deleted text is a block of its own.

    Arguments:
        name: of the document; by default the file's.
        apart: see `Assembly`.

    Errors:
        EmptyInput, EncryptedInput, OversizedInput, DamagedInput.
    """
    identity = identify(source, name)
    assembly = Assembly(identity, apart)

    def step(done: int, total: int) -> None:
        cancel.check()
        report(Progress("read", done, total, identity.id))

    try:
        if not is_zip(source):
            _read_flat(source, assembly, ocr, limits, identity.id)
        else:
            with Archive(source, limits, identity.id, OPENDOCUMENT) as archive:
                _OpenDocument(archive, assembly, ocr, limits, step).run(identity.id)
    except RecursionError:
        raise DamagedInput(
            f"OpenDocument file {identity.id} is nested too deeply.", "Copy its text into a new file."
        ) from None
    except XmlDamaged:
        raise _damaged(identity.id) from None
    return assembly.document()


def _damaged(document_id: str) -> DamagedInput:
    return DamagedInput(
        f"A main part of OpenDocument file {document_id} is damaged.",
        "Open it with LibreOffice, let it be repaired and save it, or get it again.",
    )


def _read_flat(source: Source, assembly: Assembly, ocr: Ocr, limits: Limits, document_id: str) -> None:
    if size_of(source) > min(_FLAT, limits.max_bytes):
        raise OversizedInput(
            f"OpenDocument file {document_id} is larger than the limit.", "Save it in the usual format (.odt)."
        )
    _Parts(assembly, ocr, limits).read_roots([parse(content_of(source))])


class _Parts:
    """Reads XML parts into an assembly; subclasses know where other parts are."""

    def __init__(self, assembly: Assembly, ocr: Ocr, limits: Limits) -> None:
        self._assembly, self._ocr, self._limits = assembly, ocr, limits
        self._said: set[tuple[BlockKind, str]] = set()
        self._numbers: dict[str, int] = {}

    def read_roots(self, roots: list[Element], label: str = "") -> None:
        """Read the content of a file, then headers, footers, masters and properties."""
        styles = styles_of(roots)
        for root in roots:
            for one in root:
                if name(one) == "office:body":
                    self._body(one, styles, label)
        for root in roots:
            for one in root:
                if name(one) == "office:master-styles":
                    self._masters(one, styles)
                elif name(one) in {"office:meta", "office:settings"}:
                    self._properties(one)
                elif name(one) == "office:scripts":
                    self._scripts(one)

    def _body(self, body: Element, styles: Styles, label: str) -> None:
        for one in body:
            what = name(one).partition(":")[2]
            sheets = Sheets(styles) if what == "spreadsheet" else None
            content = Content(styles, sheets.read if sheets is not None else None)
            kind = BlockKind.TEXT_BOX if label else BlockKind.BODY
            self._pieces(content.read(one, Frame(kind, label or what)), content)

    def _masters(self, masters: Element, styles: Styles) -> None:
        content = Content(styles)
        for master in masters:
            for one in master:
                kind = _MARGINS.get(name(one), BlockKind.TEXT_BOX)
                label = name(one).partition(":")[2].partition("-")[0] if name(one) in _MARGINS else "master page"
                self._pieces(content.one(one, Frame(kind, label)), content)

    def _properties(self, meta: Element) -> None:
        for one in meta.iter():
            what = name(one).partition(":")[2]
            if what == "config-item" and attribute(one, "config:type") not in _SETTING:
                continue
            texts = [one.text or "", *(attribute(one, key) for key in ("meta:name", "xlink:href", "xlink:title"))]
            said = "\n".join(text.strip() for text in texts if re.search(r"[^\W\d_]{2}", text) and len(text) < 4_000)
            if what not in _DATES:
                self.add(BlockDraft(BlockKind.PROPERTY, said, f"property {what}" if what.isalnum() else "property"))

    def _scripts(self, scripts: Element) -> None:
        if any(name(one) == "office:script" for one in scripts):
            self.unread(UnreadReason.EMBEDDED_FILE, "macros in the file")
        self.add_all(words_of("", scripts))

    def _pieces(self, pieces: Iterator[BlockDraft], content: Content) -> None:
        for piece in pieces:
            if piece.part.startswith("#"):
                self._picture(content.binaries[int(piece.part[1:])], piece.label)
            elif piece.part:
                self.part(piece)
            else:
                self.add(piece)

    def part(self, piece: BlockDraft) -> None:
        """A reference to another part; a flat file has none."""
        self.unread(UnreadReason.UNKNOWN_PART, f"part in {piece.label} that is missing")

    def _picture(self, content: bytes, label: str) -> None:
        number = self.numbered("picture")
        said = picture_text(content, self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(BlockKind.PICTURE, text, label=f"{number} in {label}", confidence=confidence)
        if said.reason is not None:
            self.unread(said.reason, f"{number} in {label}, {said.detail}")

    def _preview(self, content: bytes) -> None:
        """A small picture of the first page, which LibreOffice puts into every file. It is searched and never sent."""
        said = picture_text(content, self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(BlockKind.PROPERTY, text, label="the preview", confidence=confidence)
        if said.reason is UnreadReason.PICTURE and said.detail.endswith("could not be read"):
            self.unread(said.reason, f"the preview, {said.detail}")

    def add_all(self, pieces: Iterator[BlockDraft]) -> None:
        """Add all of them; see `add`."""
        for piece in pieces:
            self.add(piece)

    def add(self, piece: BlockDraft) -> None:
        """Add to the document; text that no page shows is added once."""
        text = piece.text.strip("\n ")
        if piece.kind in BESIDE_THE_PAGE:
            if (piece.kind, text) in self._said:
                return
            self._said.add((piece.kind, text))
        self._assembly.add(piece.kind, text, label=piece.label)

    def unread(self, reason: UnreadReason, detail: str) -> None:
        """Add an unread part, which a person has to check."""
        self._assembly.add_unread(reason, detail)

    def numbered(self, what: str) -> str:
        """``"picture 3"``: numbered within the file."""
        self._numbers[what] = self._numbers.get(what, 0) + 1
        return f"{what} {self._numbers[what]}"


class _OpenDocument(_Parts):
    """Reads one package."""

    def __init__(
        self, archive: Archive, assembly: Assembly, ocr: Ocr, limits: Limits, step: Callable[[int, int], None]
    ) -> None:
        super().__init__(assembly, ocr, limits)
        self._archive, self._step = archive, step
        self._done: set[str] = set()
        self._depth = 0

    def run(self, document_id: str) -> None:
        """Read everything: the content, properties, then all parts that nothing refers to.

        Errors: EncryptedInput, DamagedInput; XmlDamaged if the content is no XML.
        """
        _refuse_encrypted(self._archive, document_id)
        if "content.xml" not in self._archive:
            raise _damaged(document_id)
        self._folder("")
        for part in self._archive.names:
            if part.lower() not in self._done:
                self._rest(part)
        for _ in self._archive.doubles:
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part stored twice"))
        self.add(BlockDraft(BlockKind.PROPERTY, self._archive.comment, "comment of the archive"))

    def _folder(self, folder: str, label: str = "") -> None:
        """A document in the package: the file's own, or an object in it."""
        roots = []
        for part in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
            path = posixpath.join(folder, part)
            if path in self._archive:
                try:
                    roots.append(parse(self._read(path)))
                except XmlDamaged:
                    if part == "content.xml":
                        raise
                    self.unread(UnreadReason.UNKNOWN_PART, self.numbered("damaged part"))
        self.read_roots(roots, label)

    def part(self, piece: BlockDraft) -> None:
        """A picture or an object at its place."""
        path = posixpath.normpath(piece.part.removeprefix("./"))
        folder = posixpath.join(path, "content.xml")
        if piece.kind is not BlockKind.PICTURE and folder in self._archive:
            if folder.lower() in self._done:
                return
            self._object(path, f"{self.numbered('object')} in {piece.label}")
        elif path not in self._archive:
            self.unread(UnreadReason.UNKNOWN_PART, f"part in {piece.label} that is missing")
        elif path.lower() in self._done:
            return
        elif piece.kind is BlockKind.PICTURE:
            self._picture(self._read(path), piece.label)
        else:
            self._embedded(path, piece.label)

    def _object(self, path: str, label: str) -> None:
        self._depth += 1
        try:
            if self._depth <= _DEEPEST:
                self._folder(path, label)
                return
        except XmlDamaged:
            pass
        finally:
            self._depth -= 1
        self._done.add(posixpath.join(path, "content.xml").lower())
        self.unread(UnreadReason.UNKNOWN_PART, f"{label}, damaged")

    def _embedded(self, path: str, label: str) -> None:
        self._read(path)
        if not self._assembly.is_apart(path.lower()):
            self.unread(UnreadReason.EMBEDDED_FILE, f"{self.numbered('embedded file')} in {label}")

    def _rest(self, part: str) -> None:
        file = posixpath.basename(part)
        if _HARMLESS.fullmatch(part):
            return
        if file in {"content.xml", "styles.xml", "meta.xml", "settings.xml"}:
            self._object(posixpath.dirname(part), self.numbered("object"))
        elif part.startswith("Thumbnails/"):
            self._preview(self._read(part))
        elif part.startswith(("Basic/", "Scripts/", "Dialogs/")):
            self._read(part)
            self.unread(UnreadReason.EMBEDDED_FILE, self.numbered("macros or dialog"))
        elif part.startswith(("Pictures/", "ObjectReplacements/")) or "/Pictures/" in part:
            self._picture(self._read(part), "the file")
        else:
            self._unknown(part)

    def _unknown(self, part: str) -> None:
        content = self._read(part)
        try:
            words = [piece for piece in words_of("", parse(content)) if piece.text]
        except XmlDamaged:
            if content:
                self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part of unknown kind"))
            return
        self.add_all(iter(words))
        if words and not part.startswith(("META-INF/", "Configurations2/")):
            self.unread(UnreadReason.UNKNOWN_PART, self.numbered("part of unknown kind"))

    def _read(self, part: str) -> bytes:
        self._done.add(part.lower())
        self._step(len(self._done), len(self._archive.names))
        return self._archive.read(part)


def _refuse_encrypted(archive: Archive, document_id: str) -> None:
    if "META-INF/manifest.xml" not in archive:
        return
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise EncryptedInput(
            f"OpenDocument file {document_id} is protected by a password.", "Save a copy of it without the password."
        )
