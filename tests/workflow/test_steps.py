"""The small steps between the rooms."""

from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.steps import blockers, with_typed

FOUND = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.PERSON, ("Oldacre",), token="PERSON_A")
TYPED = Entity(
    "r1", "MARGUERITE  OLDACRE", Kind.PERSON, Role.CLIENT, ("Maggie",), decision=Decision.CONFIRMED, typed=True
)
OTHER = Entity("r2", "Penhallow Freight, Inc.", Kind.ORGANIZATION, Role.PARTY, typed=True)


def test_a_typed_name_that_is_known_keeps_its_id_and_token_and_takes_the_typed_role() -> None:
    (entity,) = with_typed(Register((FOUND,)), Register((TYPED,))).entities
    assert (entity.id, entity.token, entity.role, entity.typed) == ("e1", "PERSON_A", Role.CLIENT, True)
    assert entity.aliases == ("Oldacre", "Maggie")


def test_a_typed_name_that_is_new_gets_an_id_of_the_matter() -> None:
    register = with_typed(Register((FOUND,)), Register((OTHER,)))
    assert [entity.id for entity in register.entities] == ["e1", "e2"]


def test_typing_the_same_register_again_changes_nothing() -> None:
    once = with_typed(Register((FOUND,)), Register((TYPED, OTHER)))
    assert with_typed(once, Register((TYPED, OTHER))) == once


def test_an_ambiguous_typed_spelling_points_to_the_matters_ids() -> None:
    both = Entity("r3", "Granite", Kind.ORGANIZATION, Role.PARTY, among=("r1", "r2"), typed=True)
    register = with_typed(Register((FOUND,)), Register((TYPED, OTHER, both)))
    assert register.get("e3").among == ("e1", "e2")


def test_open_suggestions_ambiguous_names_and_an_empty_matter_stop_a_send() -> None:
    unsure = Entity("e9", "Granite", Kind.ORGANIZATION, Role.PARTY, among=("e1", "e2"), decision=Decision.CONFIRMED)
    kinds = [blocker.kind for blocker in blockers(Register((FOUND, unsure)), (), frozenset())]
    assert kinds == ["empty", "suggestion", "ambiguous"]


def test_a_judge_is_kept_and_stops_nothing() -> None:
    judge = Entity("e1", "Odalys Brandt", Kind.PERSON, Role.JUDGE)
    assert [b.kind for b in blockers(Register((judge,)), (), frozenset())] == ["empty"]
