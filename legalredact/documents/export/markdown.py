"""An exported summary as Markdown that all viewers render alike."""

import re
from collections.abc import Iterator, Sequence

from legalredact.documents.export import wording
from legalredact.documents.export.arrangement import arranged
from legalredact.documents.export.parts import Contents, Heading, Paragraph, Part, Run, Table
from legalredact.model.export import SummaryExport

_SPECIAL = re.compile(r"[\\`*<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=~)~|(?<=\])[(\[:]|&(?=#?\w+;)")
"""Escapes only what would be markup at its place: people also read the file as plain text."""

_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s)")
_MARKED = re.compile(r"^(\s*)([#+>=-])")


def markdown(content: SummaryExport) -> str:
    """The whole summary; names, file names and numbers are escaped so that they are not read as markup."""
    return "\n\n".join(_joined(_blocks(content))) + "\n"


def _blocks(content: SummaryExport) -> Iterator[tuple[str, str]]:
    """The style and the Markdown of each part."""
    yield "mark", "".join(f"**{_plain(mark)}**\n\n" for mark in wording.page_marks(content)).rstrip()
    yield "title", f"# {_plain(content.title)}"
    for part in arranged(content):
        yield (part.style if isinstance(part, Paragraph) else ""), _part(part)


def _joined(blocks: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Blocks, with the items of one list together."""
    items: list[str] = []
    for style, text in blocks:
        if style == "bullet":
            items.append(text)
            continue
        if items:
            yield "\n".join(items)
            items = []
        if text:
            yield text
    if items:
        yield "\n".join(items)


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"#{'#' * part.level} {' '.join(_plain(part.text).split())}"
    if isinstance(part, Contents):
        return "\n".join(
            (f"**{wording.CONTENTS}**\n", *(f"{'  ' * (one.level - 1)}- {_plain(one.text)}" for one in part.headings))
        )
    return _table(part) if isinstance(part, Table) else _paragraph(part)


def _paragraph(part: Paragraph) -> str:
    text = _plain(_words(part.runs))
    match part.style:
        case "alert":
            return f"> **{text}**"
        case "item":
            return f"{part.number}. {text}"
        case "bullet":
            return f"- {text}"
        case "quote":
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case "note":
            return f"*{' '.join(text.split())}*"
        case "source":
            return f"**{text}**"
    return text


def _words(runs: Sequence[Run]) -> str:
    """The words of runs, without the arrows that lead back: there are no links. Marks are apart: "[1] [2]"."""
    texts = (run.text for run in runs if run.text.strip() != "↑")
    return "".join(f" {text}" if text.startswith("[") and order else text for order, text in enumerate(texts)).replace(
        "\u00a0[", " ["
    )


def _table(part: Table) -> str:
    columns = part.columns or ("",) * len(part.widths)
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    lines += [f"| {' | '.join(_cell(_words(cell)) for cell in row.cells)} |" for row in part.rows]
    return "\n".join(lines)


def _cell(value: str) -> str:
    return "<br>".join(" ".join(_plain(line).replace("|", "\\|").split()) for line in value.split("\n"))


def _plain(text: str) -> str:
    """Escaped text; line breaks stay, blank lines are removed."""
    escaped = _SPECIAL.sub(r"\\\g<0>", wording.printable(text).strip())
    lines = [line for line in escaped.splitlines() if line.strip()]
    return "  \n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    """A line, escaped so that it does not begin a list or a heading."""
    return _MARKED.sub(r"\1\\\2", _NUMBERED.sub(r"\1\\\2", line))
