"""Converts a statement that a person wrote with names to the statement with tokens."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from legalredact.errors import OpenDecisions
from legalredact.masking.mask import mask
from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.register import Register
from legalredact.model.review import Inserted, Segment

_PIECE = re.compile(r"\w+|\W")


def one_line(segment: Segment) -> Segment:
    """The segment with single spaces, and its names where they are then."""
    text: list[str] = []
    moved: list[int] = []
    for character in segment.text:
        moved.append(len(text))
        if not character.isspace():
            text.append(character)
        elif text and text[-1] != " ":
            text.append(" ")
    folded = "".join(text).rstrip()
    moved.append(len(folded))
    names = (Inserted(Span(moved[one.span.start], moved[one.span.end]), one.token) for one in segment.names)
    return Segment(folded, segment.citations, heading=segment.heading, names=tuple(names))


def names_in(typed: Segment, before: Segment, register: Register) -> tuple[Inserted, ...]:
    """The names in a statement that a person wrote, in order.

    A name of the statement before keeps its token if the words around it are unchanged. Every other name and identifier
    of the register is found by its spelling, as masking finds it in a document.

    Arguments:
        typed: its names are known already: those for which the person wrote a token.
        before: the statement that the person changed, with its names.

    Errors: OpenDecisions if a spelling meant several people before, and the text now has it more or less often.
    """
    kept = tuple(_kept(before, typed.text))
    _refuse_unclear(before, typed.text)
    found = [*typed.names]
    for one in (*kept, *_by_spelling(typed.text, register)):
        if not any(one.span.overlaps(other.span) for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span))


def with_tokens(text: str, names: Iterable[Inserted]) -> str:
    """The text with the token of each name in its place."""
    parts: list[str] = []
    at = 0
    for one in names:
        parts += (text[at : one.span.start], one.token)
        at = one.span.end
    return "".join((*parts, text[at:]))


def _by_spelling(text: str, register: Register) -> Iterator[Inserted]:
    document = Document("", "", text, (), (), (), "")
    for one in mask(document, register, ()).occurrences:
        yield Inserted(one.clear_span, one.token)


def _kept(before: Segment, text: str) -> Iterator[Inserted]:
    """Names of the statement before, where the new text has them unchanged."""
    old, new = _PIECE.findall(before.text), _PIECE.findall(text)
    starts_old, starts_new = _starts(old), _starts(new)
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    for name in before.names:
        for block in blocks:
            first = starts_old[block.a]
            if first <= name.span.start and name.span.end <= starts_old[block.a + block.size]:
                yield Inserted(name.span.moved(starts_new[block.b] - first), name.token)


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _refuse_unclear(before: Segment, text: str) -> None:
    owners: dict[str, set[str]] = {}
    for one in before.names:
        owners.setdefault(one.span.of(before.text), set()).add(one.token)
    counts = Counter(one.span.of(before.text) for one in before.names)
    for spelling, tokens in owners.items():
        if len(tokens) > 1 and text.count(spelling) != counts[spelling]:
            raise OpenDecisions(
                "A name in this statement means several people, and the new text has it more or less often.",
                "Write their tokens.",
            )
