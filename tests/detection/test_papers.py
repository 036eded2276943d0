"""Detection over papers of every kind that a firm reads, see papers/: a regression test. All names are invented.

A paper is no reason for a rule: what is lost in one is weighed against what `dev.py bench real` shows of real papers.
The least numbers are those that were reached when they were last set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Span, Tier
from legalredact.model.register import Register

_MARK = re.compile(r"\[\[(?P<name>[^\]]+)\]\]|\{\{(?P<word>[^}]+)\}\}")
_FOLDER = Path(__file__).with_name("papers")
LEAST = {
    "captions": (126, 89),
    "first": (316, 113),
    "fourth": (166, 5),
    "names": (127, 10),
    "records": (147, 73),
    "second": (391, 155),
    "third": (241, 5),
}
"""Of each file: names that are suggested as a whole, and other marked words of which no letter is suggested."""


@dataclass(frozen=True)
class Marked:
    """A marked name or other word of a paper.

    Arguments:
        right: a name that is covered by suggestions, or a word that is not.
    """

    paper: str
    surface: str
    is_name: bool
    right: bool

    def __str__(self) -> str:
        return f"{'missed' if self.is_name else 'suggested'} in {self.paper!r}: {self.surface!r}"


def papers(file: str) -> dict[str, str]:
    """The file's papers by their titles."""
    parts = (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").split("\n## ")[1:]
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("file", LEAST)
def test_as_many_names_and_no_more_words_are_suggested_as_ever(detector: Detector, file: str) -> None:
    marked = [one for title, paper in papers(file).items() for one in read(detector, title, paper)]
    right = tuple(sum(one.right for one in marked if one.is_name is names) for names in (True, False))
    wrong = "\n".join(str(one) for one in marked if not one.right)
    assert all(now >= least for now, least in zip(right, LEAST[file], strict=True)), f"{right}\n{wrong}"


def test_every_file_of_papers_is_read_and_marks_many_names() -> None:
    assert sorted(LEAST) == sorted(path.stem for path in _FOLDER.glob("*.txt"))
    marks = [list(_MARK.finditer(paper)) for file in LEAST for paper in papers(file).values()]
    assert len(marks) > 300
    assert all(marks)
    assert sum(names for names, _ in LEAST.values()) > 1_500


def read(detector: Detector, title: str, paper: str) -> Iterator[Marked]:
    """What detection makes of the paper's marked names and words."""
    text, names, words = _unmarked(paper)
    document = document_from_text("d1", "d1", text)
    covered = bytearray(len(text))
    for mention in resolve([(document, detector.detect(document))], Register()).mentions["d1"]:
        if mention.kind.is_name and mention.tier is Tier.SUGGESTED:
            covered[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
    for name in names:
        yield Marked(title, name.of(text), is_name=True, right=all(_letters(text, name, covered)))
    for word in words:
        yield Marked(title, word.of(text), is_name=False, right=not any(_letters(text, word, covered)))


def _letters(text: str, span: Span, covered: bytearray) -> list[bool]:
    """Whether each letter and digit of the span is covered."""
    return [bool(covered[at]) for at in range(span.start, span.end) if text[at].isalnum()]


def _unmarked(paper: str) -> tuple[str, list[Span], list[Span]]:
    """The paper without its marks, the names and the other words."""
    plain, end = "", 0
    names: list[Span] = []
    words: list[Span] = []
    for match in _MARK.finditer(paper):
        plain += paper[end : match.start()]
        marked = match["name"] or match["word"]
        (names if match["name"] else words).append(Span(len(plain), len(plain) + len(marked)))
        plain, end = plain + marked, match.end()
    return plain + paper[end:], names, words
