"""The pages of the guide in `resources/guide`: their order, their sections, and which topic opens which page."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from legalredact.resources import ResourceMissing, resource

FOLDER = "guide"
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_RULE = re.compile(r"^\|[|: -]+$", re.MULTILINE)
"""Between the head of a table and its rows."""
_EMPHASIS = re.compile(r"\*+|`+")
_MARKS = re.compile(r"^\s*(?:[->#|]+|\d+\.)\s+|\s*\|\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A heading and the text below it.

    Arguments:
        anchor: as links name it, see `anchor_of`.
        level: 1 for the page's own title.
        text: plain words, without the marks of Markdown.
    """

    anchor: str
    title: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page.

    Arguments:
        name: its file, such as ``"names.md"``.
    """

    name: str
    markdown: str
    sections: tuple[GuideSection, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].title


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages.

    Arguments:
        groups: a heading and its pages, in order.
        topics: topic of a view or dialog → page, with ``#anchor`` if it is explained further down.
    """

    groups: tuple[tuple[str, tuple[GuidePage, ...]], ...]
    topics: Mapping[str, str]

    @property
    def pages(self) -> tuple[GuidePage, ...]:
        """Every page in order; the first is the index."""
        return tuple(page for _, pages in self.groups for page in pages)

    def page(self, name: str) -> GuidePage | None:
        """The page of that file."""
        return next((page for page in self.pages if page.name == name), None)

    def place_of(self, topic: str) -> tuple[GuidePage, str]:
        """Page and anchor that explain a topic; the index for a topic that no page explains."""
        name, _, anchor = self.topics.get(topic, "").partition("#")
        return self.page(name) or self.pages[0], anchor


@functools.cache
def load() -> Guide:
    """The guide of this installation.

    Errors: ResourceMissing if its folder is not there.
    """
    return read(resource(FOLDER))


def read(folder: Path) -> Guide:
    """The guide in a folder: `guide.toml` and the pages that it names.

    Errors: ResourceMissing if one of the files cannot be read.
    """
    manifest = tomllib.loads(_text(folder / "guide.toml"))

    def page(name: str) -> GuidePage:
        return page_of(name, _text(folder / name))

    groups = tuple((str(group["title"]), tuple(map(page, group["pages"]))) for group in manifest["group"])
    return Guide(groups, manifest["topics"])


def page_of(name: str, markdown: str) -> GuidePage:
    """A page from its text, which begins with its title."""
    return GuidePage(name, markdown, tuple(_sections(markdown)))


def anchor_of(heading: str) -> str:
    """How links name a heading, as GitHub does: ``"Add a name (missed)"`` is ``add-a-name-missed``."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def plain(markdown: str) -> str:
    """The words of Markdown in one line, without marks, images and the addresses of links."""
    words = _LINK.sub(r"\1", _IMAGE.sub("", _RULE.sub("", markdown)))
    return " ".join(_MARKS.sub(" ", _EMPHASIS.sub("", words)).split())


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as problem:
        raise ResourceMissing(
            f"The file {file.name} of the guide is missing from this installation.", "Install LegalRedact again."
        ) from problem


def _sections(markdown: str) -> Iterator[GuideSection]:
    headings = list(_HEADING.finditer(markdown))
    ends = [*(heading.start() for heading in headings[1:]), len(markdown)]
    for heading, end in zip(headings, ends, strict=True):
        title = plain(heading[2])
        yield GuideSection(anchor_of(title), title, len(heading[1]), plain(markdown[heading.end() : end]))
