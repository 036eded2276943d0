"""What a person says of names: each act over the whole matter, noted before it happens, taken back exactly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.model.audit import AuditEvent
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.register import Decision, Entity, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow import names
from legalredact.workflow.names import Change, merged, selected
from legalredact.workflow.open_matter import OpenMatter
from tests.fakes.parts import light_parts

FIRST = "Marguerite Oldacre met Penhallow Freight, Inc.\n\nOldacre wrote to Desmond Quillfeather's clerk.\n"
SECOND = "Penhallow Freight, Inc. paid Desmond Quillfeather.\n"


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), light_parts(), "Paralegal") as made:
        for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        made.add([tmp_path / "first.txt", tmp_path / "second.txt"])
        yield made


def of(matter: OpenMatter, name: str) -> Entity:
    return next(entity for entity in matter.register.entities if entity.name == name)


def at(matter: OpenMatter, number: int, words: str) -> tuple[str, Span]:
    document = matter.documents[number]
    start = document.text.index(words)
    return document.id, Span(start, start + len(words))


def places(matter: OpenMatter, entity_id: str) -> int:
    return sum(m.entity == entity_id for mentions in matter.mentions.values() for m in mentions)


def acts(matter: OpenMatter) -> list[AuditEvent]:
    """What people did; who is named where follows from it, and is kept by itself."""
    return [event for event in matter.events if event.action != "state.keep"]


def last_action(matter: OpenMatter) -> str:
    return acts(matter)[-1].action


def test_a_role_gives_the_token_another_word_and_keeps_its_letter(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    names.set_role(matter, oldacre.id, Role.CLIENT)

    assert matter.named().get(oldacre.id).role is Role.CLIENT
    assert matter.named().get(oldacre.id).token == "CLIENT_B"
    assert acts(matter)[-1].details == (("entity", oldacre.id), ("role", "client"))


def test_a_decision_keeps_the_letters_of_all_others(matter: OpenMatter) -> None:
    before = {entity.id: entity.token for entity in matter.named().entities}
    names.decide(matter, Decision.DISMISSED, [matter.register.entities[0].id])

    assert {entity.id: entity.token for entity in matter.named().entities} == before


def test_selected_words_are_masked_in_every_document(matter: OpenMatter) -> None:
    change = names.mask_everywhere(matter, *at(matter, 0, "Desmond Quillfeather's"))
    entity = matter.register.get(change.chosen)

    assert (entity.name, entity.kind, entity.decision) == ("Desmond Quillfeather", Kind.PERSON, Decision.CONFIRMED)
    assert places(matter, entity.id) == 2
    assert not any("Quillfeather" in text.text for text in matter.masked()[1])


def test_selecting_a_name_that_is_known_confirms_it(matter: OpenMatter) -> None:
    change = names.mask_everywhere(matter, *at(matter, 1, "Penhallow Freight, Inc."))

    assert change.chosen == of(matter, "Penhallow Freight, Inc.").id
    assert of(matter, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED


def test_a_spelling_is_given_to_somebody_who_is_known(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    names.same_as(matter, *at(matter, 0, "Desmond Quillfeather"), oldacre.id)

    assert "Desmond Quillfeather" in matter.register.get(oldacre.id).aliases
    assert places(matter, oldacre.id) == 4


def test_the_name_of_somebody_else_is_merged_with_who_it_is_said_to_be(matter: OpenMatter) -> None:
    oldacre, freight = of(matter, "Marguerite Oldacre"), of(matter, "Penhallow Freight, Inc.")
    names.same_as(matter, *at(matter, 0, "Penhallow Freight, Inc."), oldacre.id)

    assert freight.id not in {entity.id for entity in matter.register.entities}
    assert places(matter, oldacre.id) == 4


def test_a_merge_leaves_one_token_and_retires_the_other(matter: OpenMatter) -> None:
    one, other = of(matter, "Marguerite Oldacre"), of(matter, "Penhallow Freight, Inc.")
    names.merge(matter, other.id, one.id)
    names.mask_everywhere(matter, *at(matter, 0, "Desmond Quillfeather"))
    tokens = {entity.token for entity in matter.named().entities}

    assert matter.register.retired == ("ORG_A",)
    assert tokens == {"PERSON_B", "PERSON_C"}


def test_a_split_gives_a_spelling_its_own_token(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    change = names.split(matter, oldacre.id, "Oldacre")

    assert matter.register.get(oldacre.id).aliases == ()
    assert (places(matter, oldacre.id), places(matter, change.chosen)) == (1, 1)
    with pytest.raises(UsageError):
        names.split(matter, oldacre.id, "Marguerite Oldacre")


Act = Callable[[OpenMatter], Change]
ACTS: dict[str, Act] = {
    "name.decide": lambda m: names.decide(m, Decision.CONFIRMED, [m.register.entities[0].id]),
    "name.role": lambda m: names.set_role(m, m.register.entities[0].id, Role.CLIENT),
    "name.merge": lambda m: names.merge(m, m.register.entities[1].id, m.register.entities[0].id),
    "name.split": lambda m: names.split(m, of(m, "Marguerite Oldacre").id, "Oldacre"),
    "name.add": lambda m: names.mask_everywhere(m, *at(m, 0, "Desmond Quillfeather")),
    "name.alias": lambda m: names.same_as(m, *at(m, 0, "Desmond Quillfeather"), m.register.entities[0].id),
}


@pytest.mark.parametrize("action", ACTS)
def test_every_act_is_noted_and_can_be_taken_back_and_done_again(matter: OpenMatter, action: str) -> None:
    before, mentions = by_id(matter.keep_tokens()), dict(matter.mentions)
    change = ACTS[action](matter)
    after = by_id(matter.register)
    assert action in [event.action for event in acts(matter)[-2:]]  # what follows for others may be noted after it
    assert after != before

    names.put_back(matter, change)
    assert by_id(matter.register) == before
    assert matter.mentions == mentions
    assert last_action(matter) == "name.undo"

    names.put_back(matter, change.reversed, redo=True)
    assert by_id(matter.register) == after
    assert last_action(matter) == "name.redo"


def by_id(register: Register) -> dict[str, Entity]:
    return {entity.id: entity for entity in register.entities}


def test_taking_back_keeps_what_came_in_the_meantime(matter: OpenMatter, tmp_path: Path) -> None:
    gone = of(matter, "Marguerite Oldacre").id
    change = names.merge(matter, gone, of(matter, "Penhallow Freight, Inc.").id)
    (tmp_path / "third.txt").write_text("Tamsin Verrall called.\n", encoding="utf-8")
    matter.add([tmp_path / "third.txt"])
    added = names.mask_everywhere(matter, *at(matter, 2, "Tamsin Verrall"))
    assert added.chosen == gone  # an id is free again once its entity is gone
    token = matter.keep_tokens().get(added.chosen).token
    names.put_back(matter, change)

    assert {"Marguerite Oldacre", "Penhallow Freight, Inc."} <= {entity.name for entity in matter.register.entities}
    assert (of(matter, "Tamsin Verrall").token, of(matter, "Tamsin Verrall").decision) == (token, Decision.CONFIRMED)
    assert len({entity.token for entity in matter.named().entities}) == 3


def test_the_trail_holds_ids_and_no_name(matter: OpenMatter) -> None:
    for act in ACTS.values():
        names.put_back(matter, act(matter))
    details = " ".join(value for event in matter.events for _, value in event.details)

    assert not any(word in details for word in ("Oldacre", "Penhallow", "Quillfeather"))
    matter.check_whole()


def test_what_can_be_no_name_is_refused_and_leaves_nothing(matter: OpenMatter) -> None:
    before = by_id(matter.keep_tokens())
    with pytest.raises(UsageError):
        names.mask_everywhere(matter, matter.documents[0].id, Span(46, 48))
    with pytest.raises(UsageError):
        names.merge(matter, matter.register.entities[0].id, matter.register.entities[0].id)

    assert by_id(matter.register) == before


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("for Oldacre.", "Oldacre.", "Oldacre"),
        ("for Penhallow Freight, Inc. and", "Penhallow Freight, Inc.", "Penhallow Freight, Inc."),
        ("Marguerite\nOldacre's car", "Marguerite\nOldacre's", "Marguerite Oldacre"),
        ("(Marguerite Oldacre),", "rguerite Olda", "Marguerite Oldacre"),
    ],
)
def test_a_selection_is_taken_as_a_name_is_written(text: str, words: str, name: str) -> None:
    start = text.index(words)
    assert selected(text, Span(start, start + len(words))) == name


def test_a_merge_settles_what_could_have_meant_both() -> None:
    marguerite = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.PERSON)
    harlan = replace(marguerite, id="e2", name="Harlan Oldacre", role=Role.CLIENT, decision=Decision.CONFIRMED)
    either = replace(marguerite, id="e3", name="Oldacre", among=("e1", "e2"))
    register = merged(Register((marguerite, harlan, either)), "e2", "e1")
    (one,) = register.entities

    assert one.aliases == ("Harlan Oldacre", "Oldacre")
    assert (one.role, one.decision) == (Role.CLIENT, Decision.CONFIRMED)


def test_taking_back_a_decision_does_not_look_anew_who_is_who(matter: OpenMatter) -> None:
    """In a matter of ten thousand documents that takes minutes."""
    change = names.decide(matter, Decision.DISMISSED, [matter.register.entities[0].id])
    for back, redo in ((change, False), (change.reversed, True)):
        names.put_back(matter, back, redo=redo)
        assert matter.register.entities[0].decision is (Decision.DISMISSED if redo else Decision.OPEN)
        assert matter.store.resolved_for()


def test_taking_back_another_act_does(matter: OpenMatter) -> None:
    change = names.set_role(matter, of(matter, "Marguerite Oldacre").id, Role.CLIENT)
    names.put_back(matter, change)
    assert not matter.store.resolved_for()
