"""An exported summary as Markdown that all viewers render alike."""

import re
from collections.abc import Iterator

from legalredact.documents.export import wording
from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport

_SPECIAL = re.compile(r"[\\`*<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=~)~|(?<=\])[(\[:]|&(?=#?\w+;)")
"""Escapes only what would be markup at its place: people also read the file as plain text."""

_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s)")
_MARKED = re.compile(r"^(\s*)([#+>=-])")


def markdown(content: SummaryExport) -> str:
    """The whole summary; names, file names and numbers are escaped so that they are not read as markup."""
    return "\n\n".join(part for part in _parts(content) if part) + "\n"


def _parts(content: SummaryExport) -> Iterator[str]:
    yield f"# {_plain(content.title)}"
    yield f"**Matter:** {_plain(content.matter)}" if content.matter else ""
    yield "" if content.signature else f"> **{wording.DRAFT}**"
    yield from (_statement(statement) for statement in content.statements)
    if content.sources:
        yield f"## {wording.SOURCES}"
        yield from (_source(source) for source in content.sources)
    if content.remarks:
        yield f"## {wording.REMARKS}"
        yield "\n".join(f"- {_plain(remark)}" for remark in content.remarks)
    if content.signature:
        yield f"## {wording.SIGN_OFF}"
        yield _sign_off(content.signature)
    yield "---"
    yield f"*{_plain(wording.how_made(content))}*"


def _statement(statement: Statement) -> str:
    text = _plain(statement.text)
    if statement.heading:
        return f"## {' '.join(text.split())}"
    cited = f"{text} {wording.marks(statement.sources)}".rstrip()
    said = "\n".join(f"> {line}" for line in cited.split("\n")) if statement.quoted else cited
    return f"{said}\n\n*{' '.join(_plain(statement.note).split())}*" if statement.note else said


def _source(source: NumberedSource) -> str:
    excerpt = f" — “{_plain(' '.join(source.excerpt.split()))}”" if source.excerpt else ""
    return f"{wording.marks((source.number,))} {_plain(wording.source_line(source))}{excerpt}"


def _sign_off(signature: Signature) -> str:
    rows = (f"| {label} | {_cell(value)} |" for label, value in wording.sign_off_rows(signature))
    return "\n".join(("| | |", "| --- | --- |", *rows))


def _cell(value: str) -> str:
    return " ".join(_plain(value).replace("|", "\\|").split())


def _plain(text: str) -> str:
    """Escaped text; line breaks stay, blank lines are removed."""
    escaped = _SPECIAL.sub(r"\\\g<0>", wording.printable(text).strip())
    lines = [line for line in escaped.splitlines() if line.strip()]
    return "  \n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    """A line, escaped so that it does not begin a list or a heading."""
    return _MARKED.sub(r"\1\\\2", _NUMBERED.sub(r"\1\\\2", line))
