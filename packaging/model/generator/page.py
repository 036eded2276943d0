"""The layout of a page: wrapping, centering, line numbers, headers and footers, stamps."""

import re
import textwrap
from collections.abc import Sequence

from generator.cast import Cast
from generator.facts import docket_number, short_date, time
from generator.marks import CLOSE, MARK, closed_lines, either, width
from generator.source import Source


def wrapped(text: str, columns: int, indent: str = "") -> str:
    """`text` broken into lines of at most `columns` characters, the first one indented."""
    lines = [textwrap.fill(line, columns, initial_indent=indent, break_long_words=False) for line in text.split("\n")]
    return "\n".join(lines)


def centred(line: str, columns: int) -> str:
    """`line` in the middle of a page that is `columns` wide."""
    return " " * max(0, (columns - width(line)) // 2) + line


def padded(text: str, columns: int) -> str:
    """`text` padded with spaces to `columns`."""
    return text + " " * max(1, columns - width(text))


def paragraphs(source: Source, sentences: Sequence[str], columns: int) -> list[str]:
    """Sentences grouped into paragraphs, wrapped or on one line each."""
    gathered: list[str] = []
    rest = list(sentences)
    while rest:
        size = source.randint(1, 5)
        gathered.append(source.pick(" ", " ", "  ").join(rest[:size]))
        rest = rest[size:]
    indent = source.pick("", "     ", "\t", "")
    return [wrapped(p, columns, indent) if columns else indent + p for p in gathered]


def line_numbered(source: Source, text: str) -> str:
    """`text` with a pleading's line numbers, beside the lines or above all of them as some readers output them."""
    lines = closed_lines(text)
    if source.chance(0.4):
        heap = " \n".join(str(n) for n in range(1, 29))
        return f"{heap} \n{text}"
    return "\n".join(
        f"{number % 28 + 1}{source.pick(' ', '  ', '   ') if line else ''}{line}" for number, line in enumerate(lines)
    )


def with_furniture(source: Source, case: Cast, text: str) -> str:
    """`text` interrupted by page ends, between paragraphs or within a sentence: stamps, numbers, heads, form feeds."""
    head = running_head(source, case) if source.chance(0.8) else ""
    stamped, feed = source.chance(0.7), source.pick("", "\f", "\f")
    size = source.randint(400, 1600)
    pages = _pages(text, size)
    parts = [pages[0]]
    for number, page in enumerate(pages[1:], 1):
        parts += [_page_end(source, number, stamped), feed + _page_head(source, head), page]
    return "\n".join(part for part in parts if part)


def _pages(text: str, size: int) -> list[str]:
    """`text` split at spaces, every `size` characters or a little later, never within a name."""
    pages, begin, depth = [], 0, 0
    for place, character in enumerate(text):
        if MARK.match(character):
            depth = 0 if character == CLOSE else 1
        elif character.isspace() and not depth and place - begin >= size:
            pages.append(text[begin:place])
            begin = place + 1
    return [*pages, text[begin:]]


def _page_end(source: Source, number: int, stamped: bool) -> str:
    foot = source.pick(str(number), f"- {number} -", f"Page {number} of {number + 9}", f"-{number}-", "", "")
    lines = [foot, stamp(source, number)] if stamped else [foot]
    return source.pick("\n", " \n").join(filter(None, lines))


def _page_head(source: Source, head: str) -> str:
    return head + source.pick("", " \n \n", "\n\n", "\n") if head else ""


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
    """The name of the case in a page's header, in the styles of courts, reporters and word processors."""
    left, right = case.left[0], case.right[0]
    versus = source.pick(" v. ", " V. ", " vs. ", " v ")
    names = source.pick(
        f"{left.caps}{versus}{right.caps_short}",
        f"{left.caps_short}{versus}{right.caps_short}",
        f"{left.short}{versus}{right.short}",
        f"{left.full}{versus}{right.full}, et al.",
        f"{left.full}{versus}{right.full}",
        f"{left.caps}{versus}STATE EX REL. {right.caps_short}",
        f"STATE EX REL. {left.caps_short}{versus}{right.caps}",
        f"State ex rel. {left.short}{versus}{right.full}",
        f"{case.roles[0].upper()}’S {source.pick('MOTION', 'OBJECTIONS AND RESPONSES', 'REPLY')}",
        case.piece("litigation"),
        case.piece("litigation"),
    )
    return names + source.pick("\n", "\n", " \n", ", ", "                ") + _below_names(source, case)


def _below_names(source: Source, case: Cast) -> str:
    neutral = f"{source.randint(2001, 2024)}-{''.join(source.choices('ABCDIKLMNOPSTVW', k=4))}-{source.randint(1, 300)}"
    number = source.pick(neutral, f"No. {case.number}", f"Case No. {case.number}", f"Cite as {neutral}", "Slip Op.", "")
    return source.pick(number, number, f"{number}\n{case.piece('running_title')}", case.piece("running_title"))


def spaced_capitals(text: str) -> str:
    """L I K E  T H I S."""
    return re.sub(r"(?<=\w)(?=[\w.,])", " ", text.upper()).replace("  ", " ") if text else text


def cited_self(case: Cast) -> str:
    """A citation of an earlier decision in the case itself: every label is accepted for its name."""
    source, left, right = case.source, case.left[0], case.right[0]
    reporter = f"{source.randint(100, 999)} F.3d {source.randint(1, 999)}"
    return f"{either(f'{left.full} v. {right.short}')}, {reporter} ({source.randint(1990, 2024)})"
