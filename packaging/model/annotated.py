"""Annotations of real documents: offsets in texts that lie outside the project.

`annotations/training.jsonl` and `annotations/validation.jsonl` hold one document a line: its id, its genre, the SHA-256
of its text, and its spans as ``[start, end, kind, entity]``, offsets into the text in characters. `kind` is P (person),
O (organization) or G (government); a span whose kind ends with ``?`` is one about which two careful readers may differ.
`entity` is a number that all spans of one person or body in the document share. No text and no name stands in them. The
texts are read in place from ``corpus/real`` of the folder of corpora; a text that changed since it was annotated is an
error, never a guess.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "annotations"
PARTS = ("training", "validation")


class TextChanged(Exception):
    """A text is not the one that was annotated."""


@dataclass(frozen=True, slots=True)
class Span:
    """A name: characters ``[start, end)`` of the text.

    Arguments:
        kind: "P", "O" or "G".
        entity: whose name it is; unique within the document.
        doubtful: whether two careful readers may differ about it.
    """

    start: int
    end: int
    kind: str
    entity: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A real document with its names."""

    id: str
    genre: str
    text: str = field(repr=False)
    spans: tuple[Span, ...]


def annotated(part: str, texts: Path) -> Iterator[Annotated]:
    """The documents of a part whose texts are below `texts` (the folder ``corpus/real``).

    Raises:
        TextChanged: a text differs from the annotated one.
    """
    where = dict(_texts(texts))
    for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = where.get(row["id"])
        if text is None:
            continue
        if digest(text) != row["sha256"]:
            raise TextChanged(row["id"])
        yield Annotated(row["id"], row["genre"], text, tuple(_span(*one) for one in row["spans"]))


def digest(text: str) -> str:
    """By which an annotation knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _span(start: int, end: int, kind: str, entity: int) -> Span:
    return Span(start, end, kind[0], f"{kind[0]}{entity}", kind.endswith("?"))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):  # their texts hold other line separators
            if line:
                row = json.loads(line)
                yield row["id"], row["text"]
