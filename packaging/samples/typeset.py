"""Lines of styled words for PDF pages, measured and drawn with the typefaces that PyMuPDF carries.

Marks in a text: ``**bold**``, ``*italic*``, ``__underlined__``; a soft hyphen says where a word may break.
"""

import functools
import re
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

SOFT_HYPHEN = "\u00ad"
# Built into PyMuPDF under these names; they are metric twins of Times, Helvetica and Courier.
_FACES = {
    "roman": "tiro",
    "roman bold": "tibo",
    "roman italic": "tiit",
    "sans": "helv",
    "sans bold": "hebo",
    "mono": "cour",
    "mono bold": "cobo",
}
_MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|__(?P<underline>.+?)__")
# A word, or the part of one up to where a line may break: after a letter's hyphen, or at a soft hyphen.
_ATOM = re.compile(rf"[^\s{SOFT_HYPHEN}]+?(?:(?<=[a-z]-)(?=[A-Z])|(?={SOFT_HYPHEN})|(?=\s)|$)")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style."""

    text: str
    face: str
    underline: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """Text that stays together on a line, and its separator from the next: a space, a soft hyphen or nothing."""

    runs: Line
    glue: str


@functools.cache
def font(face: str) -> Any:
    """The typeface of that name; PyMuPDF's objects have no types."""
    return pymupdf.Font(_FACES[face])


def plain(marked: str) -> str:
    """The text without marks of style and soft hyphens."""
    return _MARKED.sub(lambda found: plain(found.group(found.lastgroup or 0)), marked).replace(SOFT_HYPHEN, "")


def runs(marked: str, face: str = "roman") -> list[Run]:
    """The text cut into runs of one style."""
    cut: list[Run] = []
    done = 0
    for found in _MARKED.finditer(marked):
        cut += [Run(marked[done : found.start()], face), *_styled(found, face)]
        done = found.end()
    cut.append(Run(marked[done:], face))
    return [run for run in cut if run.text]


def _styled(found: re.Match[str], face: str) -> list[Run]:
    if found["underline"]:
        return [replace(run, underline=True) for run in runs(found["underline"], face)]
    if found["bold"]:
        return runs(found["bold"], f"{face} bold")
    return runs(found["italic"], f"{face} italic")


def width(line: Line, size: float) -> float:
    """Points that a line takes."""
    return sum(float(font(run.face).text_length(run.text, size)) for run in line)


def wrap(marked: str, room: float, size: float, *, indent: float = 0, face: str = "roman") -> list[Line]:
    """The text as lines no wider than `room` points; `indent` shortens the first one."""
    lines: list[Line] = []
    line: Line = ()
    glue = ""
    for atom in _atoms(runs(marked, face)):
        space: Line = (Run(" ", line[-1].face, line[-1].underline and atom.runs[0].underline),) if glue == " " else ()
        longer = (*line, *space, *atom.runs)
        if line and width(longer, size) > room - (0 if lines else indent):
            lines.append(_ended(line, glue))
            line = atom.runs
        else:
            line = longer
        glue = atom.glue
    return [*lines, _joined(line)]


def draw(writer: Any, x: float, y: float, line: Line, size: float) -> list[tuple[float, float]]:
    """Put a line on a page's writer with its baseline at `y`; returns the spans (x0, x1) to underline."""
    stretches = []
    for run in line:
        end = x + width((run,), size)
        writer.append((x, y), run.text, font=font(run.face), fontsize=size)
        if run.underline:
            stretches.append((x, end))
        x = end
    return stretches


def _atoms(cut: list[Run]) -> list[_Atom]:
    """Words and breakable parts of words, with the style of every character kept."""
    text = "".join(run.text for run in cut)
    styles = [run for run in cut for _ in run.text]
    atoms = []
    for found in _ATOM.finditer(text):
        after = text[found.end() : found.end() + 1]
        piece = tuple(replace(style, text=char) for char, style in zip(found[0], styles[found.start() :], strict=False))
        atoms.append(_Atom(_joined(piece), " " if after.isspace() else after if after == SOFT_HYPHEN else ""))
    return atoms


def _ended(line: Line, glue: str) -> Line:
    """A line as it ends: with a hyphen where a word is broken."""
    return _joined((*line, replace(line[-1], text="-"))) if glue == SOFT_HYPHEN else _joined(line)


def _joined(line: Line) -> Line:
    """Adjacent runs of one style merged into one."""
    joined: list[Run] = []
    for run in line:
        if joined and (joined[-1].face, joined[-1].underline) == (run.face, run.underline):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
