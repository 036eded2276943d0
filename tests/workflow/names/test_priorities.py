"""Which names are asked about first, and what a dismissal says of others, undone with it. All names are invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.matching.text import dictionary
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.priorities import risk, warm_up
from tests.fakes.parts import light_parts

TEXT = "Grellman Coma Scale was 15. Coma Scales were high. Tarrow paid.\n"


def listed(document: Document) -> tuple[Mention, ...]:
    spans = [
        Span(start, start + len(name))
        for name in ("Grellman Coma Scale", "Coma Scales", "Tarrow")
        if (start := document.text.find(name)) >= 0
    ]
    return tuple(Mention(s, s.of(document.text), Kind.ORGANIZATION, Tier.SUGGESTED, "model") for s in spans)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    parts = replace(light_parts(), detect=listed)
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), parts, "Paralegal") as made:
        (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
        made.add([tmp_path / "note.txt"])
        yield made


def named(matter: OpenMatter, name: str) -> Entity:
    return next(entity for entity in matter.register.entities if entity.name == name)


def test_what_looks_like_a_dismissed_name_is_no_longer_asked(matter: OpenMatter) -> None:
    decisions.decide(matter, Decision.DISMISSED, [named(matter, "Grellman Coma Scale").id])
    assert (named(matter, "Coma Scales").tier, named(matter, "Coma Scales").open) == (Tier.POSSIBLE, False)
    assert named(matter, "Tarrow").open
    assert "name.alike" in [event.action for event in matter.events]


@pytest.mark.parametrize("decision", [Decision.CONFIRMED, Decision.OPEN])
def test_what_looks_like_a_name_that_was_not_dismissed_is_asked_as_before(
    matter: OpenMatter, decision: Decision
) -> None:
    decisions.decide(matter, decision, [named(matter, "Grellman Coma Scale").id])
    assert (named(matter, "Coma Scales").tier, named(matter, "Coma Scales").open) == (Tier.SUGGESTED, True)
    assert "name.alike" not in [event.action for event in matter.events]


def test_undoing_a_dismissal_asks_again(matter: OpenMatter) -> None:
    before = matter.named()
    change = decisions.decide(matter, Decision.DISMISSED, [named(matter, "Grellman Coma Scale").id])
    decisions.put_back(matter, change)
    assert matter.named() == before


def test_opening_a_dismissed_name_asks_again(matter: OpenMatter) -> None:
    chosen = named(matter, "Grellman Coma Scale").id
    decisions.decide(matter, Decision.DISMISSED, [chosen])
    decisions.decide(matter, Decision.OPEN, [chosen])
    assert named(matter, "Coma Scales").open


def test_what_could_mean_two_is_asked_first_then_what_is_likely_and_frequent() -> None:
    person = Entity("e1", "Odessa Brightwater", Kind.PERSON, Role.PERSON)
    party = Entity("e2", "Tarrow Mills, Inc.", Kind.ORGANIZATION, Role.PARTY)
    word = Entity("e3", "Second Phase", Kind.ORGANIZATION, Role.ORGANIZATION)
    question = Entity("e4", "Brightwater", Kind.PERSON, Role.PERSON, among=("e1", "e5"))
    ordered = sorted([word, person, question, party], key=lambda entity: -risk(entity, 3))
    assert [entity.id for entity in ordered] == ["e4", "e2", "e1", "e3"]
    assert risk(person, 40) > risk(party, 3)


def test_lists_of_words_are_read_before_a_window_sorts_names() -> None:
    dictionary._words.cache_clear()
    is_ordinary.cache_clear()  # another test may have asked for the same word
    warm_up()

    assert dictionary._words.cache_info().currsize
