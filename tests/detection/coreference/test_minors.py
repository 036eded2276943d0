"""Who is called a minor."""

import pytest

from legalredact.detection.coreference.minors import minors_in, with_minors
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity, Register
from tests.masking.made import document, mention

NAME = "Tobin Wexcombe"


def is_minor(text: str) -> bool:
    letter = document(text)
    register = Register((Entity("e1", NAME, Kind.PERSON, Role.PERSON),))
    found = frozenset(minors_in(letter.text, (mention(letter, NAME, "e1"),)))
    return with_minors(found, register).get("e1").minor


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}, a minor, by his next friend Ida Wexcombe",
        f"{NAME}, an unemancipated minor by and through his mother",
        f"her minor child, {NAME}, was there",
        f"the infant plaintiff {NAME} fell",
        f"their 9-year-old son, {NAME}, was there",
        f"{NAME} (age 12) was there",
        f"{NAME}, 16 years old, was there",
    ],
)
def test_minors(text: str) -> None:
    assert is_minor(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}, a minor shareholder, was there",
        f"{NAME}, age 42, was there",
        f"their 19-year-old son, {NAME}, was there",
        f"{NAME} was there",
        f"a minor dispute. {NAME} was there",
    ],
)
def test_others(text: str) -> None:
    assert not is_minor(text)
