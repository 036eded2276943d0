"""The kind of each part of an Office package, from relationships to it, else from its declared type or folder."""

from legalredact.documents.ooxml.package import Package

PROPERTIES = (
    "core-properties",
    "extended-properties",
    "custom-properties",
    "settings",
    "numbering",
    "people",
    "customXml",
    "signature",
    "wordVbaData",
    "toolbars",
)
"""Kinds that are XML with text that no page shows, in reading order."""

EMBEDDED = frozenset(
    {"oleObject", "package", "aFChunk", "vbaProject", "control", "activeXControlBinary", "subDocument", "embeddedFile"}
    | {"audio", "video", "media", "model3d"}
)
"""Kinds that hold a file of their own, or a program."""

HARMLESS = frozenset(
    """
    officeDocument styles stylesWithEffects theme themeOverride fontTable font webSettings diagramLayout
    diagramQuickStyle diagramColors chartStyle chartColorStyle customXmlProps commentsExtended commentsIds
    commentsExtensible tableStyles origin relationships types calcChain printerSettings presProps viewProps
    sheetMetadata volatileDependencies
    """.split()
)
"""Kinds without text of the document: formatting, fonts, layouts, numbers of comments."""

_STRICT_SPELLINGS = {"extendedProperties": "extended-properties", "customProperties": "custom-properties"}
_BY_TYPE = {
    ".header+xml": "header",
    ".footer+xml": "footer",
    ".footnotes+xml": "footnotes",
    ".endnotes+xml": "endnotes",
    ".comments+xml": "comments",
    ".document.glossary+xml": "glossaryDocument",
    ".styles+xml": "styles",
    ".settings+xml": "settings",
    ".numbering+xml": "numbering",
    ".core-properties+xml": "core-properties",
    ".extended-properties+xml": "extended-properties",
    ".custom-properties+xml": "custom-properties",
    ".chart+xml": "chart",
    ".diagramdata+xml": "diagramData",
    ".theme+xml": "theme",
    ".fonttable+xml": "fontTable",
    ".websettings+xml": "webSettings",
    "image/": "image",
}
_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp")


def kinds_of_parts(package: Package) -> dict[str, str]:
    """The kind of every known part, by the part's name in lower case."""
    found = {"[content_types].xml": "types"}
    sources = ("", *package.archive.names)
    for source in sources:
        for relation in package.relations(source).values():
            if not relation.external:
                kind = _STRICT_SPELLINGS.get(relation.kind, relation.kind)
                found.setdefault(relation.target.lower(), kind)
    for part in package.archive.names:
        found.setdefault(part.lower(), _guessed(part.lower(), package.content_type(part)))
    found[package.main.lower()] = "officeDocument"
    return {part: kind.rsplit("/", 1)[-1] for part, kind in found.items() if kind}


def _guessed(part: str, content_type: str) -> str:
    """The kind of a part without a relationship to it."""
    if part.endswith(".rels"):
        return "relationships"
    if part.endswith(_PICTURE_ENDINGS):
        return "image"
    by_type = (kind for mark, kind in _BY_TYPE.items() if mark in content_type)
    return next(by_type, "package" if "/embeddings/" in part else "")
