"""Quotations equal their sources: the sample matter, and generated papers with names at every kind of edge.

`dev.py bench quotes` does the same over the corpora beside the checkout.
"""

from collections import Counter
from pathlib import Path

import pytest

from legalredact.detection.detect import Detector
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.masking.quotations import quotations
from legalredact.model.document import Document
from tests.benchmarks.quotes import compared

SAMPLE = Path(__file__).resolve().parents[2] / "resources/samples/alder_v_granite"
NAMES = (
    "Jane Roe",
    "Margaret Fairlie-Marsh",
    "Kestrel LLC",
    "Harbor Bank, N.A.",
    "Roe & Marsh LLP",
    "Tarrow Foods, Inc.",
)
SPELLED = (
    "{}",
    "{}'s",
    "“{}”",
    "({})",
    "{},",
    "The {}",
    "2019{}",
    "{}/{}",
    "{}\n",
    "-{}-",
    "{}\f",
)
"""How a name stands in a sentence."""


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def paper(number: int) -> Document:
    """Sentences on invented people: names with punctuation, over line ends, with line-end hyphens, over pages."""
    sentences = []
    for at, spelled in enumerate(SPELLED):
        name, other = (NAMES[(number + at + step) % len(NAMES)] for step in (0, 1))
        broken = (name.replace(" ", "\n", 1), name[:3] + "-\n" + name[3:], name.replace(" ", "\f", 1), name.upper())
        words = spelled.format(name, other)
        sentences.append(f"On May {at + 1}, 2021, {words} signed the lease of the warehouse with {other}.")
        sentences.append(f"The witness then told the clerk that {broken[at % len(broken)]} never paid the rent.")
    return document_from_text("d1", "paper.txt", "\n\n".join((" ".join(sentences[:11]), " ".join(sentences[11:]))))


def expect_equal(counts: Counter[str]) -> None:
    assert counts["quoted names"] > 10
    assert counts["in sentences"] > 0
    assert (counts["differ"], counts["differ in sentences"], counts["not verified again"]) == (0, 0, 0)


@pytest.mark.parametrize("name", ["demand_letter.docx", "email_thread.txt", "deposition.pdf"])
def test_quotations_of_the_sample_equal_their_source(name: str, detector: Detector) -> None:
    expect_equal(compared(read_file(SAMPLE / name), detector))


@pytest.mark.parametrize("number", range(3))
def test_quotations_of_generated_papers_equal_their_source(number: int, detector: Detector) -> None:
    expect_equal(compared(paper(number), detector))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It says “the lease (the “Lease”) binds both” there.", ["the lease (the “Lease”) binds both"]),
        ("It says “one” and “two”.", ["one", "two"]),
        ("He said ‘that’s “it”’ then.", ["that’s “it”"]),
        ("It says “one and never ends", ["one and never ends"]),
    ],
)
def test_a_quotation_ends_at_the_mark_of_its_own(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == found
