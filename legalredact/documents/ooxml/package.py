"""Parts of an Office file and what points to what (ECMA-376 part 2, the Open Packaging Conventions)."""

import posixpath
import urllib.parse
from dataclasses import dataclass, field

from legalredact.documents.ooxml.archive import Archive
from legalredact.documents.ooxml.formats import FORMATS, WORD, OfficeFormat
from legalredact.documents.ooxml.xml import Element, XmlDamaged, name, parse
from legalredact.errors import DamagedInput, WrongType

_MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one part.

    Arguments:
        kind: last word of its type, such as ``image``, ``hyperlink``.
        target: name of a part, or what lies outside the file if `external`.
    """

    kind: str
    target: str = field(repr=False)
    external: bool


class Package:
    """Reads parts by name and follows their relations.

    Errors:
        WrongType: the container holds another kind of Office file.
        DamagedInput: it has no main part.
    """

    def __init__(self, archive: Archive, document_id: str, kind: OfficeFormat = WORD) -> None:
        self._id, self._kind = document_id, kind
        self.archive = archive
        self._types = self._content_types()
        self.main = self._find_main()

    def content_type(self, part: str) -> str:
        """As the file declares it, empty if it does not."""
        override = self._types.get("/" + part.lower())
        return override or self._types.get(posixpath.splitext(part)[1].lower(), "")

    def xml(self, part: str) -> Element:
        """Root of a part.

        Errors:
            DamagedInput: it cannot be unpacked.
            XmlDamaged: it is no XML that may be read.
        """
        return parse(self.archive.read(part))

    def required_xml(self, part: str) -> Element:
        """Root of a part without which the file makes no sense; DamagedInput if it is not whole."""
        try:
            return self.xml(part)
        except XmlDamaged:
            raise DamagedInput(
                f"A main part of {self._kind.what} {self._id} is damaged.",
                f"Open it with {self._kind.program}'s “Open and Repair” and save it.",
            ) from None

    def relations(self, part: str) -> dict[str, Relation]:
        """Pointers of a part by their ids, in order; those of the package itself if `part` is empty."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.archive:
            return {}
        found: dict[str, Relation] = {}
        for element in self.required_xml(path):
            if name(element) == "Relationship":
                found[element.get("Id") or str(len(found))] = _relation(element, folder)
        return found

    def _content_types(self) -> dict[str, str]:
        """By ``/part/name`` or ``.ending``, in lower case."""
        path = "[Content_Types].xml"
        found: dict[str, str] = {}
        for element in self.required_xml(path) if path in self.archive else ():
            key = element.get("PartName") or f".{element.get('Extension') or ''}"
            found[key.lower()] = (element.get("ContentType") or "").lower()
        return found

    def _find_main(self) -> str:
        usual = self._kind.main
        pointed = [one.target for one in self.relations("").values() if one.kind == _MAIN and not one.external]
        main = next((part for part in (*pointed, usual) if part in self.archive), None)
        declared = " ".join(self._types.values())
        if main is None or self._kind.declared not in declared:
            for other in FORMATS:
                if other is not self._kind and other.declared in declared and usual not in self.archive:
                    raise WrongType(
                        f"File {self._id} is no {self._kind.what} but a {other.what}.",
                        f"Give it the ending {other.ending}.",
                    )
        if main is None:
            raise DamagedInput(
                f"File {self._id} has no document part.",
                f"It is no {self._kind.what}, or damaged: open and save it in {self._kind.program}.",
            )
        return main


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target") or ""
    external = (element.get("TargetMode") or "").lower() == "external"
    kind = (element.get("Type") or "").rsplit("/", 1)[-1]
    if external:
        return Relation(kind, target, external=True)
    path = urllib.parse.unquote(target.partition("#")[0]).replace("\\", "/")
    absolute = path if path.startswith("/") else posixpath.join(folder, path)
    return Relation(kind, posixpath.normpath(absolute).lstrip("/"), external=False)
