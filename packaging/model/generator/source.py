"""The source of all random choices: one seeded generator, and the lists of words."""

import functools
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")
_HERE = Path(__file__).resolve().parent.parent

Names = dict[str, dict[str, tuple[str, ...]]]


class Source(random.Random):
    """Random choices by a seed; the same seed always writes the same document."""

    def pick(self, *choices: _T) -> _T:
        """One of `choices`."""
        return self.choice(choices)

    def chance(self, probability: float) -> bool:
        """True with `probability`."""
        return self.random() < probability

    def weighted(self, choices: dict[_T, float]) -> _T:
        """A key of `choices`, by its weight."""
        return self.choices(list(choices), weights=list(choices.values()))[0]

    def word(self, kind: str) -> str:
        """An entry of the list `kind` in lists/words.tsv."""
        return self.choice(words(kind))

    def some(self, choices: Sequence[_T], least: int, most: int) -> list[_T]:
        """Between `least` and `most` different ones of `choices`, in random order."""
        return self.sample(choices, min(len(choices), self.randint(least, most)))

    def digits(self, count: int) -> str:
        """A number of `count` digits that does not begin with 0."""
        return str(self.randint(10 ** (count - 1), 10**count - 1))


@functools.cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """All lists of lists/words.tsv; a comma within an entry is written ``\\,``."""
    lines = (_HERE / "lists" / "words.tsv").read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines]
    return {kind: tuple(w.replace("\\,", ",") for w in re.split(r"(?<!\\),", entries)) for kind, entries in split}


def words(kind: str) -> tuple[str, ...]:
    """One list of lists/words.tsv."""
    return word_lists()[kind]


@functools.cache
def person_names() -> Names:
    """Lists of names by origin and part (female, male, last)."""
    names: Names = {}
    for file in ("persons.tsv", "romanised.tsv"):
        for line in (_HERE / "lists" / file).read_text(encoding="utf-8").splitlines():
            origin, part, entries = line.split("\t")
            names.setdefault(origin, {})[part] = tuple(entries.split(","))
    return names


@functools.cache
def templates(file: str) -> dict[str, tuple[str, ...]]:
    """Sentences of templates/`file`.txt by section.

    A line ``[section]`` begins one, every other line is one sentence; ``3|`` before it makes it three times as likely,
    ``\\n`` and ``\\t`` in it stand for a line end and a tab.
    """
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (_HERE / "templates" / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        elif line.strip():
            weight, bar, text = line.partition("| ")
            weight, text = (weight, text) if bar and weight.isdigit() else ("1", line)
            current.extend([text.replace("\\n", "\n").replace("\\t", "\t")] * int(weight))
    return {section: tuple(lines) for section, lines in sections.items()}
