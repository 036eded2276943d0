"""Annotated documents with other names in their places, so that a model learns contexts rather than the names it saw.

A name gives way to one of the same kind and form that another document has: as many words, written with the same case
and punctuation. The same name becomes the same other name throughout a document. Addresses, doubtful spans and
governments stay as they are.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotated import Annotated, Span

LIKELY = 0.7
"""How likely a name is exchanged."""
FEWEST = 15
"""A form with fewer different names than this is left alone."""
_ADDRESS = re.compile(r"[@/\\_\d\n]|www\.|\.(?:com|org|net|gov)\b", re.IGNORECASE)
Names = Mapping[tuple[str, str], tuple[str, ...]]


def names_of(documents: Iterable[Annotated]) -> Names:
    """The different names of the documents by kind and form."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document in documents:
        for span in document.spans:
            surface = document.text[span.start : span.end]
            if _may_go(span, surface):
                found[span.kind, form(surface)].add(surface)
    return {key: tuple(sorted(some)) for key, some in found.items() if len(some) >= FEWEST}


def form(surface: str) -> str:
    """`surface` with letters of the same case made the same; single capitals differ from words."""
    return re.sub(
        r"[^\W\d_]+",
        lambda m: "a" if m[0].islower() else ("X" if len(m[0]) == 1 else "XX" if m[0].isupper() else "Xx"),
        " ".join(surface.split()),
    )


def exchanged(document: Annotated, names: Names, chance: random.Random) -> Annotated:
    """The document with most of its names exchanged, and its spans moved with them."""
    chosen: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in sorted(document.spans, key=lambda s: s.start):
        if span.start < at:
            continue
        surface = document.text[span.start : span.end]
        key = (span.kind, surface)
        if key not in chosen:
            others = names.get((span.kind, form(surface)), ()) if _may_go(span, surface) else ()
            chosen[key] = chance.choice(others) if others and chance.random() < LIKELY else surface
        parts += [document.text[at : span.start], chosen[key]]
        begin = length + span.start - at
        length = begin + len(chosen[key])
        at = span.end
        spans.append(Span(begin, length, span.kind, span.entity, span.doubtful))
    return Annotated(document.id, document.genre, "".join([*parts, document.text[at:]]), tuple(spans))


def _may_go(span: Span, surface: str) -> bool:
    return span.kind in ("P", "O") and not span.doubtful and not _ADDRESS.search(surface)
