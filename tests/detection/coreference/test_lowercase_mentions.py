"""Names that are words of the language, written small in messages. All names are invented."""

import pytest

from legalredact.detection.detect import Detector
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Tier
from legalredact.model.register import Register
from tests.detection.conftest import questions, resolved

REGISTER = parse_register("Piers Lanyon | client\nHunter Quillfeather | witness")


def meant(text: str, register: Register = REGISTER) -> list[tuple[str, str]]:
    """Surfaces in lower case with whom they name."""
    resolution = resolved(text, register=register)
    names = {entity.id: entity.name for entity in resolution.register.entities}
    return [(m.surface, names[m.entity]) for m in resolution.mentions["d1"] if m.surface.islower()]


@pytest.mark.parametrize(
    "text",
    [
        "call piers tomorrow",
        "i spoke with piers about it",
        "the deal is off. piers says he will sue",
        "piers, did you see this?",
        "Piers won't pay & piers wont sign",
        "thanks piers",
        "she left because piers lied",
    ],
)
def test_somebody_known_is_found_in_small_letters_where_people_are_spoken_to_or_speak(text: str) -> None:
    assert meant(text) == [("piers", "Piers")]  # a question: the message does not say which Piers
    assert meant(f"{text}\n\nMr. Lanyon") == [("piers", "Piers Lanyon")]


@pytest.mark.parametrize(
    "text",
    [
        "the piers said nothing of their age",
        "old piers wont hold",
        "two piers, three cranes",
        "they met the hunter, a hunter told them so",
    ],
)
def test_a_word_of_the_language_stays_one(text: str) -> None:
    assert meant(text) == []


def test_nobody_is_found_who_is_not_known() -> None:
    assert meant("call mark tomorrow") == []


def test_a_word_that_two_are_called_is_asked_about() -> None:
    resolution = resolved("[P Piers Lanyon] met [P Piers Okonjo].", "call piers tomorrow")
    assert questions(resolution) == {"Piers": {"Piers Lanyon", "Piers Okonjo"}}
    assert [m.surface for m in resolution.mentions["d2"]] == ["piers"]


def test_a_first_name_that_is_no_word_is_found_in_small_letters_everywhere() -> None:
    resolution = resolved("[P Rosalba Lanyon] left.", "ask for rosalba at the desk, rosalba knows")
    assert questions(resolution) == {"Rosalba": {"Rosalba Lanyon"}}
    assert [(m.surface, m.tier) for m in resolution.mentions["d2"]] == [("rosalba", Tier.SUGGESTED)] * 2


SMALL = "Subject: tomorrow\n\n"
"""Capitals elsewhere in the message."""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("my boss at brightmoor logistics is tobias wrenfield", "tobias wrenfield"),
        ("name: oyelaran\nemployer: kestrelworks\nphone: 402-555-0134", "oyelaran"),
        ("did you hear samira at the meeting?", "samira"),
        ("the check from vantorex bounced again", "vantorex"),
    ],
)
def test_whoever_the_model_is_sure_of_is_suggested_in_small_letters(detector: Detector, line: str, name: str) -> None:
    tiers = {m.surface: m.tier for m in detector.detect(document_from_text("d1", "d1", SMALL + line))}
    assert tiers[name] is Tier.SUGGESTED


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("the check from mercy bounced again", "mercy"),
        ("see www.brightmoor-mills.example for the forms", "www.brightmoor-mills.example"),
    ],
)
def test_a_word_of_the_language_or_a_site_is_not(detector: Detector, line: str, name: str) -> None:
    read = detector.detect(document_from_text("d1", "d1", SMALL + line))
    tiers = {m.surface: m.tier for m in read if m.kind.is_name}
    assert tiers.get(name) is not Tier.SUGGESTED
