"""The sample files read without any of the application's readers: text by channel, white space made single."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest

Reader = Callable[[Path], dict[str, str]]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRINTED = ("body", "heading", "header", "footer", "footnote")
_MARGIN_NUMBER = re.compile(r"^\s*\d{1,2}\s*$", re.MULTILINE)
_CAPTION_BRACKET = re.compile(r"(?:^|\s{2,})\)\s*$", re.MULTILINE)
_LINE_END_HYPHEN = re.compile(r"-\n\s*")
_QUOTE_MARKS = re.compile(r"^(?:> ?)+", re.MULTILINE)


@pytest.fixture(scope="session")
def by_channel() -> Reader:
    """Reads a file into what it says in each of the channels that gold.json names, but for pictures."""
    return _by_channel


def _by_channel(path: Path) -> dict[str, str]:
    """What the file says in each of the channels that gold.json names, but for pictures."""
    match path.suffix:
        case ".pdf":
            return _pdf(path)
        case ".docx":
            return _word(path)
        case _:
            return {"body": _single(_QUOTE_MARKS.sub("", path.read_text(encoding="utf-8")))}


def _printed_pages(path: Path) -> str:
    """The text of a PDF's pages as PyMuPDF gives it, line by line."""
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def _pdf(path: Path) -> dict[str, str]:
    flat = _CAPTION_BRACKET.sub("", _MARGIN_NUMBER.sub("", _printed_pages(path)))
    # A hyphen at a line's end may belong to the word or not; both readings are offered.
    text = _single(" ".join((flat, _LINE_END_HYPHEN.sub("-", flat), _LINE_END_HYPHEN.sub("", flat))))
    with pymupdf.open(path) as document:
        notes = [note.info for page in document for note in page.annots()]
        return dict.fromkeys(_PRINTED, text) | {
            "annotation": _single(" ".join(f"{note['title']} {note['content']}" for note in notes)),
            "bookmark": _single("\n".join(title for _, title, _ in document.get_toc())),
            "property": _single("\n".join(value for value in document.metadata.values() if value)),
        }


def _word(path: Path) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _read_part(name, _parsed(archive.read(name)), found)
    return {channel: _single("\n".join(texts)) for channel, texts in found.items()}


def _parsed(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314 - the file is our own


def _read_part(name: str, root: ElementTree.Element, found: dict[str, list[str]]) -> None:
    if name.endswith(".rels"):
        found["link"] += [relation.get("Target", "") for relation in root]
    elif name.startswith("docProps/"):
        found["property"] += list(root.itertext())
    elif name.startswith("word/"):
        channel = {"header1": "header", "footer1": "footer", "comments": "comment"}.get(Path(name).stem, "")
        channel = channel or ("footnote" if "notes" in name else "body")
        found[channel] += [_text(paragraph) for paragraph in root.iter(f"{WORD}p")]
        _read_marked(root, found)


def _read_marked(root: ElementTree.Element, found: dict[str, list[str]]) -> None:
    """What stands in the elements and attributes that have a channel of their own."""
    elements = {"ins": "insertion", "del": "deletion", "txbxContent": "text_box", "tc": "table_cell"}
    for element in root.iter():
        tag = element.tag.removeprefix(WORD)
        if tag in elements:
            found[elements[tag]].append(_text(element))
        elif tag == "fldSimple":
            found["field"].append(_text(element))
        elif tag == "r" and element.find(f"{WORD}rPr/{WORD}vanish") is not None:
            found["hidden"].append(_text(element))
        elif tag == "bookmarkStart":
            found["bookmark"].append(element.get(f"{WORD}name", ""))
        found["alt_text"].append(element.get("descr", ""))
        found["property"].append(element.get(f"{WORD}author", ""))


def _text(element: ElementTree.Element) -> str:
    words = {f"{WORD}t": None, f"{WORD}delText": None, f"{WORD}br": " ", f"{WORD}tab": " "}
    return "".join(words[part.tag] or part.text or "" for part in element.iter() if part.tag in words)


def _single(text: str) -> str:
    return " ".join(text.split())
