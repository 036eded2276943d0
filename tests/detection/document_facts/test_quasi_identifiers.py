"""What can still point at somebody in masked text; each sort once, and plain sentences are left alone."""

import pytest

from legalredact.detection.document_facts.quasi_identifiers import clues
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.remark import Clue


def found(text: str) -> set[Clue]:
    passage = Passage("b1", text, Place(1), Span(0, len(text)))
    document = PayloadDocument("d1", "Document 1", (passage,))
    return {hint.clue for hint in clues(Payload("p", "1", "Summarise.", (document,)))}


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("PERSON_A, aged 93, lives alone.", Clue.AGE),
        ("WITNESS_B is a 101-year-old widow.", Clue.AGE),
        ("She was the only female pilot of the airline.", Clue.ONLY_ONE),
        ("CLIENT_A is the sole surviving passenger.", Clue.ONLY_ONE),
        ("He was Sheriff of Larkhaven then.", Clue.POST),
        ("PARTY_B, President\nORG_C", Clue.POST),
        ("A tattoo of a heron was seen.", Clue.LOOKS),
        ("He has a scar across the left cheek.", Clue.LOOKS),
        ("CLIENT_A is the mother of triplets.", Clue.FAMILY),
        ("The crash was reported in the newspaper.", Clue.NEWS),
        ("The explosion of May 4, 2021 in Larkhaven, California killed two.", Clue.TOGETHER),
    ],
)
def test_what_points_at_somebody_is_told(text: str, clue: Clue) -> None:
    assert clue in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "CLIENT_A, aged 43, signed the lease.",
        "The only question is whether the lease ended.",
        "The lease began on May 4, 2021.",
        "CLIENT_A drove to Larkhaven, California.",
        "The president's desk was empty.",
    ],
)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert found(text) == set()
