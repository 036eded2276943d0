"""What a matter learns from dismissed names. All names are invented."""

import pytest

from legalredact.detection.coreference.resolve import Resolution
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.model.mention import Tier
from legalredact.model.register import Decision, Register
from tests.detection.conftest import resolved


def dismissed(before: Register, name: str) -> Register:
    entity = next(e for e in before.entities if e.name == name)
    return before.decided(Decision.DISMISSED, [entity.id])


def tiers(resolution: Resolution) -> dict[str, Tier]:
    return {entity.name: entity.tier for entity in resolution.register.entities}


def test_what_looks_like_a_dismissed_name_sinks() -> None:
    first = "The [O Grellman Coma Scale] was 15."
    register = dismissed(resolved(first).register, "Grellman Coma Scale")
    after = resolved(first, "[O Coma Scales] and [O Tarrow] were there.", register=register)
    assert tiers(after)["Coma Scales"] is Tier.POSSIBLE
    assert tiers(after)["Tarrow"] is Tier.SUGGESTED


def test_it_rises_again_with_the_dismissal() -> None:
    first, second = "The [O Grellman Coma Scale] was 15.", "[O Coma Scales] were there."
    register = dismissed(resolved(first).register, "Grellman Coma Scale")
    sunk = resolved(first, second, register=register).register
    reopened = sunk.decided(Decision.OPEN, [e.id for e in sunk.entities if e.name == "Grellman Coma Scale"])
    assert tiers(resolved(first, second, register=reopened))["Coma Scales"] is Tier.SUGGESTED


@pytest.mark.parametrize(
    "text",
    [
        "[P:title Scale] left.",
        "[O:caption Coma Scale] sued.",
        "[O Coma Scale Tarrow] sued.",
        "Mr. [P Scale] left.",
    ],
)
def test_what_its_place_speaks_for_does_not_sink(text: str) -> None:
    first = "The [O Grellman Coma Scale] was 15."
    register = dismissed(resolved(first).register, "Grellman Coma Scale")
    after = resolved(first, text, register=register)
    assert [e.tier for e in after.register.entities[1:]] == [Tier.SUGGESTED]


def test_a_dismissed_person_sinks_no_namesake() -> None:
    register = dismissed(resolved("[P Odessa Brightwater] spoke.").register, "Odessa Brightwater")
    after = resolved("[P Odessa Brightwater] spoke.", "[P Lionel Brightwater] left.", register=register)
    assert tiers(after)["Lionel Brightwater"] is Tier.SUGGESTED


def test_what_a_person_typed_does_not_sink() -> None:
    typed = parse_register("Coma Scale | client")
    first = "The [O Grellman Coma Scale] was 15."
    before = resolved(first, register=typed).register
    after = resolved(first, "[O Coma Scale] paid.", register=dismissed(before, "Grellman Coma Scale"))
    assert next(e for e in after.register.entities if e.typed).masked


def test_nothing_is_learnt_without_a_dismissal_in_the_matter() -> None:
    assert tiers(resolved("[O Coma Scales] were there."))["Coma Scales"] is Tier.SUGGESTED
