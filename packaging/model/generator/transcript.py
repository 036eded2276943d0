"""Depositions and hearings: covers, appearances, turns, the reporter's certificate."""

from generator.caption import caption
from generator.cast import Cast
from generator.marks import closed_lines
from generator.page import line_numbered, stamp, wrapped
from generator.source import Source, templates


def deposition(case: Cast) -> str:
    """A stretch of a deposition or a hearing, with or without its cover."""
    source = case.source
    parts = []
    if source.chance(0.5):
        appearances = "\n".join(closed_lines(case.piece("appearances")))
        parts += [caption(case), case.piece("cover"), appearances]
    if source.chance(0.25):
        parts.append(_index(case))
    parts.append(case.fill(source.choice(templates("depo")["heading"])))
    parts.append(case.fill("{w.caps},\nhaving been first duly sworn, was examined and testified as follows:"))
    parts.append(_turns(case))
    if source.chance(0.3):
        parts.append(case.piece("reporter"))
    text = "\n\n".join(parts)
    return line_numbered(source, text.replace("\n\n", "\n")) if source.chance(0.45) else f"{text}\n{stamp(source)}"


def _turns(case: Cast) -> str:
    source = case.source
    texts = templates("depo")
    kinds = ["colloquy" if source.chance(0.25) else "exam" for _ in range(source.randint(8, 24))]
    columns = source.pick(0, 58, 64)
    return "\n".join(_turn(source, case.fill(source.choice(texts[kind])), columns) for kind in kinds)


def _turn(source: Source, turn: str, columns: int) -> str:
    indent = source.pick("", "     ", "          ")
    gap = source.pick("\t", "  ", " ", ":  ")
    lines = turn.replace(".\t", "." + gap).split("\n")
    return "\n".join(wrapped(line, columns, indent) if columns else indent + line for line in lines)


def _index(case: Cast) -> str:
    source = case.source
    rows = [
        "I N D E X",
        case.fill("WITNESS: {w.caps}"),
        case.fill(f"Examination by {{cp.titled}} ..... {source.randint(4, 9)}"),
        case.fill(f"Examination by {{cd.caps_t}}          {source.randint(50, 90)}"),
        "EXHIBITS",
    ]
    rows += [f"{number}    {case.piece('exhibit')} .... {number * 7}" for number in range(1, source.randint(3, 8))]
    return "\n".join(rows)
