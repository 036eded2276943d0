"""Merely possible names that a whole matter knows. All names are invented."""

import pytest

from legalredact.detection.coreference.resolve import Resolution
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.model.mention import Tier
from legalredact.model.register import Decision
from tests.detection.conftest import resolved


def tiers(resolution: Resolution) -> dict[str, Tier]:
    return {entity.name: entity.tier for entity in resolution.register.entities}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("remind me to ring [P? akira fontaine]", "akira fontaine"),
        ("[P? Akira Fontaine] came too.", "Akira Fontaine"),
        ("my landlord [P? thaddeus mac eochal] won't fix it", "thaddeus mac eochal"),
        ("[P? fontaine, akira] is on the list", "fontaine, akira"),
    ],
)
def test_somebody_who_shares_a_name_with_somebody_known_is_suggested(message: str, name: str) -> None:
    assert tiers(resolved("[P Thaddeus Fontaine] sued.", message))[name] is Tier.SUGGESTED


def test_two_names_of_somebody_known_are_suggested_though_they_are_words() -> None:
    known = "[P Grace Hill Pendry] and [P Grace Hill Oldacre] met."
    assert tiers(resolved(known, "in 1999 [P? grace hill] was two"))["grace hill"] is Tier.SUGGESTED


@pytest.mark.parametrize(
    "message",
    [
        "the [P? Thaddeus Act] of 1999",  # a given name with its capital: statutes and streets bear them too
        "[P? grace orsova] was due",
        "[P? mark tarrow] my words",
        "pay the [P? orsova bill] today",
    ],
)
def test_words_and_what_is_called_after_people_stay_possible(message: str) -> None:
    known = "[P Thaddeus Fontaine] met [P Grace Moss], [P Mark Bill], [P May Rule] and [P Will Hill]."
    found = resolved(known, message)
    assert [mention.tier for mention in found.mentions["d2"]] == [Tier.POSSIBLE]


def test_a_judges_name_ties_nobody() -> None:
    register = parse_register("Ruth Fontaine | judge")
    assert tiers(resolved("[P? akira fontaine] rang", register=register))["akira fontaine"] is Tier.POSSIBLE


def test_nor_does_one_that_was_dismissed() -> None:
    first, second = "[P Thaddeus Fontaine] sued.", "[P? akira fontaine] rang"
    before = resolved(first).register
    after = resolved(first, second, register=before.decided(Decision.DISMISSED, [before.entities[0].id]))
    assert tiers(after)["akira fontaine"] is Tier.POSSIBLE


def test_who_rose_speaks_for_others() -> None:
    messages = ("[P? akira fontaine] rang", "[P? akira orsova] did not")
    assert tiers(resolved("[P Thaddeus Fontaine] sued.", *messages))["akira orsova"] is Tier.SUGGESTED


def test_a_person_who_was_dismissed_does_not_rise() -> None:
    first, second = "[P Thaddeus Fontaine] sued.", "[P? akira fontaine] rang"
    before = resolved(first, second).register
    akira = next(e for e in before.entities if e.name == "akira fontaine")
    after = resolved(first, second, register=before.decided(Decision.DISMISSED, [akira.id]))
    assert not after.register.get(akira.id).masked
