"""Detection over papers of every kind that a firm reads, see papers/. All names are invented."""

import re
from pathlib import Path

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Span, Tier
from legalredact.model.register import Register

_MARK = re.compile(r"\[\[(?P<name>[^\]]+)\]\]|\{\{(?P<word>[^}]+)\}\}")
_FILES = sorted(Path(__file__).with_name("papers").glob("*.txt"))
PAPERS: dict[str, str] = {
    f"{file.stem}: {title}": text
    for file in _FILES
    for title, _, text in (paper.partition("\n") for paper in file.read_text(encoding="utf-8").split("\n## ")[1:])
}


@pytest.mark.parametrize("paper", PAPERS)
def test_names_are_suggested_and_nothing_else(detector: Detector, paper: str) -> None:
    text, names, words = _unmarked(PAPERS[paper])
    document = document_from_text("d1", "d1", text)
    mentions = resolve([(document, detector.detect(document))], Register()).mentions["d1"]
    covered = bytearray(len(text))
    for mention in mentions:
        if mention.kind.is_name and mention.tier is Tier.SUGGESTED:
            covered[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
    assert [name.of(text) for name in names if not all(_letters(text, name, covered))] == []
    assert [word.of(text) for word in words if any(_letters(text, word, covered))] == []


def test_papers_hold_names_and_words() -> None:
    marks = [_unmarked(paper) for paper in PAPERS.values()]
    assert len(marks) > 200
    assert all(names or words for _, names, words in marks)


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
