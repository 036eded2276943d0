"""Makes a redacted copy of a Word file: visible text with labels in place of names, in a new file of known parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from legalredact.errors import Refused
from legalredact.model.progress import Progress
from legalredact.model.source import Source, content_of
from legalredact.redaction.context import CopySettings
from legalredact.redaction.docx.allowlist import PARTS, STORIES, W
from legalredact.redaction.docx.display_order import as_shown
from legalredact.redaction.docx.fields import resolve_fields
from legalredact.redaction.docx.hidden_data import clean, drop_unused, mend, show_on_paper, unlink
from legalredact.redaction.docx.media import Turned, redrawn, turns_of
from legalredact.redaction.docx.package import CopiedPart, WordPackage, serialized, structure, write
from legalredact.redaction.docx.text import rename_values, replace_names
from legalredact.redaction.docx.visible_text import hidden_styles
from legalredact.redaction.labels import labels
from legalredact.redaction.options import CopyResult, Covered


@dataclass(eq=False, slots=True)
class _Part:
    """A part while it is processed."""

    source: str
    name: str
    kind: str
    root: etree._Element | None = None
    data: bytes = field(default=b"", repr=False)
    relations: list[tuple[str, str, str]] = field(default_factory=list)


def redact_word(source: Source, target: Path, how: CopySettings) -> CopyResult:
    """Write a copy of a Word file that holds none of the wanted names.

    Tracked changes are accepted. Comments and everything that is not printed are left out; see `allowlist`.

    Errors:
        DamagedInput, OversizedInput: the file cannot be read.
        Refused: a name in an image could not be covered, or a name is a word of the format itself.
    """
    package = WordPackage(content_of(source), how.options.max_unpacked)
    parts = _collected(package)
    removed = {_words_for(name) for name in package.names if not any(p.source == name for p in parts)}
    removed |= {what for part in parts if part.kind in STORIES for what in _unmarked(package.tree(part.source))}
    lost = {what for part in parts if part.kind != "image" for what in _cleaned(part, package)}
    covered: list[Covered] = []
    for number, part in enumerate(parts, start=1):
        if part.kind == "image":
            covered += _picture(part, package, _turns(part, parts), how, lost)
        how.report(Progress("parts", number, len(parts)))
    parts = _without_lost_images(parts)
    covered += _without_names(parts, how, lost)
    kept = [_kept(part) for part in parts]
    if how.wanted.spelled_in(structure(kept)):
        raise Refused(
            "One of the names is a word that every Word file contains (such as a part's name); no copy was made.",
            "Print the document to PDF and redact that.",
        )
    with target.open("wb") as stream:
        write(stream, kept)
    pictures = sum(part.kind == "image" for part in kept)
    removed = (removed | lost) - {""}
    return CopyResult(tuple(covered), pictures=pictures, removed=tuple(sorted(removed)), lost=tuple(sorted(lost)))


def _without_names(parts: Sequence[_Part], how: CopySettings, lost: set[str]) -> list[Covered]:
    """Put labels in place of names in all text, and remove names from attributes; returns where they were.

    Arguments:
        lost: to which is added what a reader misses.
    """
    wanted, label = how.wanted, labels(how.wanted, how.options)
    styles = next((part.root for part in parts if part.kind == "styles"), None)
    roots = {part.root: part.name for part in parts if part.root is not None}
    if how.near is not None:
        how.near.add(0, "\n".join(map(_paragraphs, roots)))

    def replaced() -> list[Covered]:
        unseen = hidden_styles(styles)
        return [
            _covered(how, one.target, f"{name}, paragraph {one.paragraph}")
            for root, name in roots.items()
            for one in replace_names(root, wanted, label, unseen)
        ]

    covered = replaced()
    changed = [show_on_paper(root) for root in roots]
    if any(changed):
        covered += replaced()
    if styles is not None:
        drop_unused(styles, [root for root in roots if root is not styles])
    shown, gone = rename_values(list(roots), wanted, label)
    lost |= gone
    for target, item in shown:
        covered.append(_covered(how, target, roots[item.getroottree().getroot()]))
    return covered


def _paragraphs(root: etree._Element) -> str:
    """The text of a part, a line for each paragraph."""
    lines = ("".join(run.text or "" for run in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p"))
    return "\n".join(lines)


def _covered(how: CopySettings, target: int, place: str) -> Covered:
    named = how.wanted.targets[target]
    return Covered(None, named.label, place, reason=how.options.reason_for(named))


def _collected(package: WordPackage) -> list[_Part]:
    """The main part and the parts of known kinds that it refers to, each once, with new names."""
    main = _Part(package.main(), "word/document.xml", "document")
    parts, waiting = [main], [main]
    by_source = {main.source: main}
    while waiting:
        part = waiting.pop(0)
        for relation in package.relations(part.source):
            known = relation.kind in PARTS or relation.kind == "image"
            if relation.outside or not known or not package.has(relation.target):
                continue
            if relation.target not in by_source:
                new = _Part(relation.target, _name(relation.kind, len(parts)), relation.kind)
                by_source[relation.target] = new
                parts.append(new)
                if relation.kind != "image":
                    waiting.append(new)
            part.relations.append((relation.id, relation.kind, by_source[relation.target].name))
    return parts


def _name(kind: str, number: int) -> str:
    return f"word/media/image{number}" if kind == "image" else f"word/{kind}{number}.xml"


def _cleaned(part: _Part, package: WordPackage) -> frozenset[str]:
    """Parse a part and remove what a copy does not hold; returns what a reader could have seen of that."""
    root = package.tree(part.source)
    ids = frozenset(identifier for identifier, _, _ in part.relations)
    if part.kind in STORIES:
        _resolve(root)
        as_shown(root)
    lost = clean(root, part.kind, ids)
    if part.kind in STORIES:
        resolve_fields(root)
        mend(root)
    part.root = root
    return lost


def _resolve(root: etree._Element) -> None:
    """Remove deleted text before fields are read, since a deleted field mark does not count."""
    for tag in ("del", "moveFrom"):
        for item in list(root.iter(f"{{{W}}}{tag}")):
            parent = item.getparent()
            if parent is not None and len(item):
                parent.remove(item)


def _turns(picture: _Part, parts: Sequence[_Part]) -> frozenset[Turned]:
    """All ways in which the text shows one of its images."""
    return frozenset(
        turned
        for part in parts
        if part.root is not None
        for identifier, _, name in part.relations
        if name == picture.name
        for turned in turns_of(part.root, identifier)
    )


def _picture(
    part: _Part, package: WordPackage, turns: frozenset[Turned], how: CopySettings, lost: set[str]
) -> list[Covered]:
    drawn = redrawn(package.read(part.source), how.wanted, how.look, turns)
    if drawn is None:
        lost.add("picture of a kind that cannot be looked at")
        return []
    part.data, extension, boxes = drawn
    part.name = f"{part.name}.{extension}"
    return [Covered(None, "", part.name, source="picture", reason=how.options.reason)] * boxes


def _without_lost_images(parts: list[_Part]) -> list[_Part]:
    """Without images that could not be decoded, and without references to them."""
    names = {part.name.rsplit(".", 1)[0] if part.kind == "image" else part.name: part for part in parts}
    kept = [part for part in parts if part.kind != "image" or part.data]
    for part in kept:
        present = [(i, kind, names[name]) for i, kind, name in part.relations if names[name] in kept]
        gone = {i for i, _, _ in part.relations} - {i for i, _, _ in present}
        part.relations = [(i, kind, other.name) for i, kind, other in present]
        if gone and part.root is not None:
            unlink(part.root, frozenset(i for i, _, _ in part.relations))
    return kept


def _kept(part: _Part) -> CopiedPart:
    data = serialized(part.root) if part.root is not None else part.data
    used = tuple(relation for relation in part.relations if relation[1] != "image" or relation[0].encode() in data)
    return CopiedPart(part.name, part.kind, data, used)


_MARKS = {
    "ins": "marks of tracked changes (they are accepted)",
    "del": "marks of tracked changes (they are accepted)",
    "moveFrom": "marks of tracked changes (they are accepted)",
    "bookmarkStart": "bookmarks",
    "hyperlink": "links",
    "sdt": "form fields (what they show stays)",
    "ffData": "form fields (what they show stays)",
    "background": "background of the page",
}
"""Elements of a story that a copy does not hold, in words."""


def _unmarked(root: etree._Element) -> Iterator[str]:
    return (words for name, words in _MARKS.items() if next(root.iter(f"{{{W}}}{name}"), None) is not None)


_PART_NAMES = {
    "comment": "comments",
    "people": "people",
    "customxml": "custom XML",
    "docprops": "document properties",
    "embeddings": "embedded files",
    "vbaproject": "macros",
    "activex": "ActiveX controls",
    "charts": "charts",
    "diagrams": "diagrams",
    "glossary": "building blocks",
    "fonttable": "",
    "fonts": "embedded fonts",
}


def _words_for(name: str) -> str:
    """A description of a part that was left out, without its name."""
    lower = name.casefold()
    if lower.endswith((".rels", "/")) or lower == "[content_types].xml":
        return ""
    return next((words for key, words in _PART_NAMES.items() if key in lower), "other parts")
