"""Text of HTML, also in e-mails: displayed text line by line, and text that is not displayed.

The standard library's tokenizer is used, since it has no depth limit: parsers that build a tree cut off deep nesting,
and text that is cut off would not be searched.
"""

import html.parser
import re
from dataclasses import dataclass, field

_PARAGRAPHS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol option p pre section table tr ul title caption".split()
)
_CELLS = frozenset({"td", "th"})
_SPOKEN = ("alt", "title", "placeholder", "label", "summary", "content", "value")
_UNREAD = frozenset({"script", "object", "embed", "iframe", "applet", "svg"})
_POINTING = frozenset({"href", "src", "action", "cite", "background"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The text of HTML.

    Arguments:
        lines: displayed paragraphs.
        spoken: descriptions of images, tooltips, form values.
        links: link targets.
        comments: comments and style sheets, which are not displayed.
        unread: tags whose content is not text, such as ``script``.
    """

    lines: tuple[str, ...] = field(repr=False)
    spoken: tuple[str, ...] = field(default=(), repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)
    comments: tuple[str, ...] = field(default=(), repr=False)
    unread: tuple[str, ...] = ()


def html_text(source: str) -> HtmlText:
    """The text of a page or of a fragment; damaged HTML is read to the end."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.text()


class _Reader(html.parser.HTMLParser):
    """Collects text from the tokenizer."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._style = False
        self._found: dict[str, dict[str, None]] = {"spoken": {}, "links": {}, "comments": {}, "unread": {}}

    def text(self) -> HtmlText:
        self._end_line()
        found = {kind: tuple(values) for kind, values in self._found.items()}
        return HtmlText(tuple(self._lines), found["spoken"], found["links"], found["comments"], found["unread"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._border(tag)
        if tag == "br":
            self._line.append("\n")
        if tag in _UNREAD:
            self._found["unread"][tag] = None
        self._style = tag in {"style", "script"}
        for key, value in attrs:
            if key in _SPOKEN and value and _LETTERS.search(value):
                self._found["spoken"][value.strip()] = None
            elif key in _POINTING and value:
                self._point(value.strip())

    def _point(self, target: str) -> None:
        """Collect a link target; a file embedded in the page (data URL) is reported as unread."""
        start = target[:11].lower()
        if start.startswith("data:"):
            self._found["unread"]["file written into the page"] = None
        elif not start.startswith(("cid:", "javascript:")):
            self._found["links"][target] = None

    def handle_endtag(self, tag: str) -> None:
        self._style = False
        self._border(tag)

    def handle_data(self, data: str) -> None:
        if self._style:
            self._beside(data)
        else:
            self._line.append(_SPACES.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        self._beside(data)

    def handle_pi(self, data: str) -> None:
        self._beside(data)

    def unknown_decl(self, data: str) -> None:
        self._beside(data)

    def _beside(self, data: str) -> None:
        text = data.strip()
        if _LETTERS.search(text):
            self._found["comments"][text] = None

    def _border(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._end_line()
        elif tag in _CELLS and self._line and self._line[-1] != "\t":
            self._line.append("\t")

    def _end_line(self) -> None:
        lines = (line.strip(" \t") for line in "".join(self._line).split("\n"))
        text = "\n".join(re.sub(r" {2,}", " ", line) for line in lines if line.strip("\u00a0 "))
        if text.strip():
            self._lines.append(text)
        self._line.clear()
