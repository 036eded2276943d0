"""The look of a page: wrapping, centring, line numbers, running heads, stamps."""

import re
import textwrap
from collections.abc import Sequence

from generator.cast import Cast
from generator.facts import docket_number, short_date, time
from generator.marks import closed_lines, either, width
from generator.source import Source


def wrapped(text: str, columns: int, indent: str = "") -> str:
    """`text` broken into lines of at most `columns` characters, the first one indented."""
    lines = [textwrap.fill(line, columns, initial_indent=indent, break_long_words=False) for line in text.split("\n")]
    return "\n".join(lines)


def centred(line: str, columns: int) -> str:
    """`line` in the middle of a page that is `columns` wide."""
    return " " * max(0, (columns - width(line)) // 2) + line


def padded(text: str, columns: int) -> str:
    """`text` followed by blanks up to `columns`."""
    return text + " " * max(1, columns - width(text))


def paragraphs(source: Source, sentences: Sequence[str], columns: int) -> list[str]:
    """Sentences gathered into paragraphs, wrapped or left on one line each."""
    gathered: list[str] = []
    rest = list(sentences)
    while rest:
        size = source.randint(1, 5)
        gathered.append(source.pick(" ", " ", "  ").join(rest[:size]))
        rest = rest[size:]
    indent = source.pick("", "     ", "\t", "")
    return [wrapped(p, columns, indent) if columns else indent + p for p in gathered]


def line_numbered(source: Source, text: str) -> str:
    """`text` with the margin numbers of a pleading, beside the lines or heaped above them as some readers give them."""
    lines = closed_lines(text)
    if source.chance(0.4):
        heap = " \n".join(str(n) for n in range(1, 29))
        return f"{heap} \n{text}"
    return "\n".join(
        f"{number % 28 + 1}{source.pick(' ', '  ', '   ') if line else ''}{line}" for number, line in enumerate(lines)
    )


def with_furniture(source: Source, case: Cast, text: str) -> str:
    """`text` interrupted by page ends: stamps, numbers, running heads and foots."""
    blocks = text.split("\n\n")
    if len(blocks) < 4:
        return f"{stamp(source)}\n{text}" if source.chance(0.5) else text
    stamped, head = source.chance(0.8), running_head(source, case) if source.chance(0.5) else ""
    gap = source.randint(5, 11)
    parts = []
    for number, block in enumerate(blocks):
        parts.append(block)
        if number % gap == gap - 1:
            parts.append(_page_end(source, number // gap + 1, head, stamped))
    return "\n\n".join(parts)


def _page_end(source: Source, number: int, head: str, stamped: bool) -> str:
    pieces = [source.pick(str(number), f"- {number} -", f"Page {number} of {number + 9}", f"-{number}-", "")]
    if stamped:
        pieces.append(stamp(source, number))
    if head:
        pieces.append(head)
    return source.pick("\n", "\n", " \n").join(filter(None, pieces))


def stamp(source: Source, number: int = 1) -> str:
    """What an electronic filing system prints on a page."""
    no, filed, document = docket_number(source), short_date(source), source.randint(1, 400)
    return source.pick(
        f"Case {no}   Document {document}   Filed {filed}   Page {number} of {number + 11}",
        f"Case {no} Document {document} Filed {filed} USDC {source.word('state')} Page {number} of {number + 7}",
        f"Case: {no}     Document: {source.digits(9)}     Page: {number}      Date Filed: {filed}",
        f"Case: {no}, {filed}, DktEntry: {document}.1, Page {number} of {number + 3}",
        f"Appellate Case: {no}     Page: {number}      Date Filed: {filed} Entry ID: {source.digits(7)}",
        f"Case {no} Doc {document} Filed {filed} Entered {filed} {time(source)} Desc Main Document Page {number} of 9",
        f"FILED: {source.word('county').upper()} COUNTY CLERK {filed} {time(source)} INDEX NO. {source.digits(6)}/2019",
        f"E-FILED {filed} {time(source)} Superior Court of California, County of {source.word('county')}",
        f"USCA{number} Case: {no}     Document: {document}-1     Date Filed: {filed}     Page: {number} of 14",
        f"RECEIVED NYSCEF: {filed}",
        f"Electronically Filed {filed} {time(source)}",
        f"CONFIDENTIAL – ATTORNEYS’ EYES ONLY  {source.word('common').upper()[:4]}{source.digits(6)}",
    )


def running_head(source: Source, case: Cast) -> str:
    """The name of the case on the head of a page."""
    left, right = case.left[0], case.right[0]
    title = source.pick(
        "Opinion of the Court",
        "ORDER",
        "MEMORANDUM OPINION",
        "COMPLAINT",
        "DEFENDANT’S MOTION TO DISMISS",
        "Brief for Appellant",
        "",
    )
    return source.pick(
        f"{left.caps} V. {right.caps_short}\n{title}",
        f"{left.short} v. {right.short}\n{title}",
        f"{left.short} v. {right.short}, No. {case.number}",
        f"{left.full} v. {right.full}, et al.\nCase No. {case.number}\n{title}",
        f"{case.roles[0].upper()}’S {source.pick('MOTION', 'OBJECTIONS AND RESPONSES', 'REPLY')}",
        f"No. {case.number}                {left.short} v. {right.short}                {source.randint(2, 40)}",
    )


def spaced_capitals(text: str) -> str:
    """L I K E  T H I S."""
    return re.sub(r"(?<=\w)(?=[\w.,])", " ", text.upper()).replace("  ", " ") if text else text


def cited_self(case: Cast) -> str:
    """A citation of an earlier decision in the case itself: whatever is said of its name is right."""
    source, left, right = case.source, case.left[0], case.right[0]
    reporter = f"{source.randint(100, 999)} F.3d {source.randint(1, 999)}"
    return f"{either(f'{left.full} v. {right.short}')}, {reporter} ({source.randint(1990, 2024)})"
