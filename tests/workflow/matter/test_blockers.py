"""The small steps between the rooms."""

from dataclasses import replace

import pytest

from legalredact.errors import UsageError
from legalredact.model.document import Document, UnreadPart, UnreadReason
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.matter.blockers import (
    WITHHELD,
    Blocker,
    blockers,
    of_chosen,
    open_parts,
)
from legalredact.workflow.matter.typed_register import with_settled, with_typed

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


def test_a_known_spelling_that_is_typed_as_ambiguous_becomes_so() -> None:
    known = replace(OTHER, id="e2", name="Granite")
    both = Entity("r3", "Granite", Kind.ORGANIZATION, Role.PARTY, among=("r1", "r2"), typed=True)
    register = with_typed(Register((FOUND, known)), Register((TYPED, OTHER, both)))
    assert register.get("e2").among == ("e1", "e3")


def test_a_spelling_that_a_person_settled_is_their_word() -> None:
    vague = Entity("e3", "Oldacre", Kind.PERSON, Role.PERSON, ("Mrs. Oldacre",), among=("e1", "e2"))
    register = Register((replace(FOUND, aliases=("Maggie",)), replace(OTHER, id="e2", typed=False), vague))
    apart = with_settled(register, "e3", None).get("e3")
    assert (apart.among, apart.decision, apart.typed) == ((), Decision.CONFIRMED, True)
    owned = with_settled(register, "e3", "e1")
    assert [entity.id for entity in owned.entities] == ["e1", "e2"]
    assert (owned.get("e1").aliases, owned.get("e1").typed) == (("Maggie", "Oldacre", "Mrs. Oldacre"), True)
    with pytest.raises(UsageError, match="cannot mean that person"):
        with_settled(register, "e3", "e9")


def test_open_suggestions_ambiguous_names_and_an_empty_matter_stop_a_send() -> None:
    unsure = Entity("e9", "Granite", Kind.ORGANIZATION, Role.PARTY, among=("e1", "e2"), decision=Decision.CONFIRMED)
    kinds = [blocker.kind for blocker in blockers(Register((FOUND, unsure)), (), frozenset())]
    assert kinds == ["empty", "suggestion", "ambiguous"]


def test_a_judge_is_kept_and_stops_nothing() -> None:
    judge = Entity("e1", "Odalys Brandt", Kind.PERSON, Role.JUDGE)
    assert [b.kind for b in blockers(Register((judge,)), (), frozenset())] == ["empty"]


def test_a_typed_decision_confirms_and_an_open_one_takes_nothing_back() -> None:
    confirmed = replace(FOUND, decision=Decision.CONFIRMED)
    still_open = replace(TYPED, decision=Decision.OPEN)
    assert with_typed(Register((FOUND,)), Register((TYPED,))).get("e1").decision is Decision.CONFIRMED
    assert with_typed(Register((FOUND,)), Register((still_open,))).get("e1").decision is Decision.OPEN
    assert with_typed(Register((confirmed,)), Register((still_open,))).get("e1").decision is Decision.CONFIRMED


def test_what_is_typed_says_kind_and_tier_too() -> None:
    possible = replace(FOUND, kind=Kind.ORGANIZATION, tier=Tier.POSSIBLE)
    typed = with_typed(Register((possible,)), Register((TYPED,))).get("e1")
    assert (typed.kind, typed.tier) == (Kind.PERSON, Tier.SUGGESTED)


def test_a_spelling_that_could_mean_several_is_nobody_who_is_typed() -> None:
    vague = Entity("e2", "Penhallow Freight, Inc.", Kind.ORGANIZATION, Role.PARTY, among=("e1", "e9"))
    register = with_typed(Register((FOUND, vague)), Register((OTHER,)))
    assert [entity.id for entity in register.entities] == ["e1", "e2", "e3"]


def letter(document_id: str, *parts: str) -> Document:
    """A document whose parts of these ids could not be read surely."""
    unread = tuple(UnreadPart(part, UnreadReason.PICTURE, 1, "unsure") for part in parts)
    return Document(document_id, "letter.pdf", "text", (), (), unread, "0" * 64)


def test_each_blocker_names_what_it_is_about_and_counts_it() -> None:
    documents = (letter("d1", "p1", "p2"), letter("d2", "p1"), letter("d3"))
    judged = Register((FOUND, replace(OTHER, id="e2"), replace(TYPED, id="e3")))
    found = blockers(judged, documents, frozenset({("d1", "p2"), ("d3", WITHHELD)}))
    assert found == (
        Blocker("withheld", ("d3",), "1 document is withheld."),
        Blocker("unread", ("d1/p1", "d2/p1"), "2 parts could not be read reliably and are not accepted."),
        Blocker("suggestion", ("e1", "e2"), "2 suggested names are not decided."),
    )


def test_a_part_is_accepted_in_its_own_document_alone() -> None:
    documents = (letter("d1", "p1"), letter("d2", "p1"))
    assert [(d.id, part.id) for d, part in open_parts(documents, frozenset({("d1", "p1")}))] == [("d2", "p1")]


def test_nothing_stops_a_send_where_all_is_decided() -> None:
    decided = Register((replace(FOUND, decision=Decision.CONFIRMED),))
    assert blockers(decided, (letter("d1", "p1"),), frozenset({("d1", "p1")})) == ()


def test_ids_are_counted_from_one_and_gaps_are_filled() -> None:
    assert [entity.id for entity in with_typed(Register(()), Register((TYPED, OTHER))).entities] == ["e1", "e2"]
    second = Register((replace(FOUND, id="e2"),))
    assert [entity.id for entity in with_typed(second, Register((OTHER,))).entities] == ["e2", "e1"]


def test_a_name_that_could_mean_several_is_ambiguous_and_no_suggestion() -> None:
    vague = replace(FOUND, id="e2", name="Oldacre", among=("e1", "e3"))
    found = blockers(Register((vague,)), (letter("d1"),), frozenset())
    assert found == (Blocker("ambiguous", ("e2",), "1 name is ambiguous."),)


def test_chosen_documents_are_stopped_by_their_own_blockers_and_by_those_of_names() -> None:
    found = (
        Blocker("withheld", ("d1", "d2"), "2 documents withheld."),
        Blocker("unread", ("d3/p1",), "1 part."),
        Blocker("suggestion", ("e1",), "1 suggested name not decided."),
    )
    assert of_chosen(found, None) == found
    assert [(one.kind, one.ids) for one in of_chosen(found, {"d1"})] == [("withheld", ("d1",)), ("suggestion", ("e1",))]
    assert [one.kind for one in of_chosen(found, {"d3"})] == ["unread", "suggestion"]
    assert [one.kind for one in of_chosen(found, ())] == ["empty", "suggestion"]
