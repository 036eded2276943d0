"""Two entities become one: name, role, kind, token and decision of the merged entity, and spellings that meant one."""

from dataclasses import replace

import pytest

from legalredact.errors import UsageError
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.workflow.names.merge import merged

LONG = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.PERSON, aliases=("M. Oldacre",), token="PERSON_A")
SHORT = Entity("e2", "Ms. Oldacre", Kind.PERSON, Role.CLIENT, tier=Tier.POSSIBLE, token="CLIENT_A")
FIRM = Entity("e3", "Penhallow Freight, Inc.", Kind.ORGANIZATION, Role.ORGANIZATION)
THIRD = Entity("e4", "Tom Roe", Kind.PERSON, Role.PERSON)


def one(first: Entity, second: Entity) -> Entity:
    """The second is merged into the first."""
    (left,) = merged(Register((first, second)), second.id, first.id).entities
    return left


def test_the_merged_entity_keeps_its_id_and_token_and_has_every_spelling_once() -> None:
    whole = one(LONG, replace(SHORT, aliases=("M. Oldacre", "Oldacre")))
    assert (whole.id, whole.name, whole.token, whole.typed) == ("e1", "Marguerite Oldacre", "PERSON_A", True)
    assert whole.aliases == ("M. Oldacre", "Ms. Oldacre", "Oldacre")
    assert one(replace(LONG, found=("M. Oldacre",)), SHORT).found == ()
    assert one(replace(LONG, token=""), SHORT).token == "CLIENT_A"


def test_a_minor_stays_one_and_a_chosen_name_is_kept_whichever_of_the_two_had_it() -> None:
    chosen = replace(SHORT, minor=True, display="the daughter")
    assert [(whole.minor, whole.display) for whole in (one(LONG, chosen), one(chosen, LONG))] == [
        (True, "the daughter")
    ] * 2
    assert one(replace(LONG, display="Marge"), chosen).display == "Marge"


def test_a_typed_name_is_kept_else_the_fuller_one() -> None:
    assert one(SHORT, LONG).name == "Marguerite Oldacre"
    assert one(replace(SHORT, typed=True), LONG).name == "Ms. Oldacre"
    assert one(LONG, replace(SHORT, typed=True)).name == "Ms. Oldacre"
    assert one(replace(SHORT, typed=True), replace(LONG, typed=True)).name == "Ms. Oldacre"
    assert one(SHORT, LONG).aliases == ("Ms. Oldacre", "M. Oldacre")


@pytest.mark.parametrize(
    ("first", "second", "role"),
    [
        (LONG, SHORT, Role.CLIENT),
        (SHORT, LONG, Role.CLIENT),
        (replace(LONG, role=Role.JUDGE), SHORT, Role.JUDGE),
        (LONG, replace(FIRM, role=Role.CLIENT), Role.PERSON),
        (FIRM, SHORT, Role.ORGANIZATION),
        (FIRM, replace(FIRM, id="e9", name="Penhallow", role=Role.CLIENT), Role.CLIENT),
    ],
)
def test_a_role_that_says_more_replaces_a_general_one_of_the_same_kind(
    first: Entity, second: Entity, role: Role
) -> None:
    assert one(first, second).role is role


@pytest.mark.parametrize(
    ("tiers", "tier"),
    [
        ((Tier.SUGGESTED, Tier.POSSIBLE), Tier.SUGGESTED),
        ((Tier.POSSIBLE, Tier.SUGGESTED), Tier.SUGGESTED),
        ((Tier.POSSIBLE, Tier.POSSIBLE), Tier.POSSIBLE),
    ],
)
def test_the_merged_entity_is_as_certain_as_the_more_certain_one(tiers: tuple[Tier, Tier], tier: Tier) -> None:
    assert one(replace(LONG, tier=tiers[0]), replace(SHORT, tier=tiers[1])).tier is tier


@pytest.mark.parametrize("first", Decision)
@pytest.mark.parametrize("second", Decision)
def test_a_merge_leaves_nothing_in_clear_that_was_to_be_masked(first: Decision, second: Decision) -> None:
    whole = one(replace(LONG, decision=first), replace(SHORT, decision=second))
    if Decision.CONFIRMED in (first, second):
        assert whole.decision is Decision.CONFIRMED
    else:
        assert whole.decision is (first if first is second else Decision.OPEN)


AT, MASKED, CLEAR = Span(3, 9), Decision.CONFIRMED, Decision.DISMISSED


@pytest.mark.parametrize(
    ("own", "theirs", "kept"),
    [
        ((LocalDecision("d1", AT, CLEAR),), (), True),
        ((LocalDecision("d1", AT, MASKED),), (), True),
        ((LocalDecision("d1", None, MASKED),), (), True),
        ((LocalDecision("d1", None, CLEAR),), (), False),  # the other name is masked there
        ((LocalDecision("d1", None, CLEAR),), (LocalDecision("d1", None, CLEAR),), True),
        ((LocalDecision("d1", None, CLEAR),), (LocalDecision("d2", None, CLEAR),), False),
    ],
)
def test_decisions_for_places_stay_and_none_leaves_the_other_name_in_clear(
    own: tuple[LocalDecision, ...], theirs: tuple[LocalDecision, ...], *, kept: bool
) -> None:
    for first, second in (((own, theirs)), ((theirs, own))):
        whole = one(replace(LONG, local=first), replace(SHORT, tier=Tier.SUGGESTED, local=second))
        assert whole.local == (own if kept else ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, LONG),
        (LONG, replace(SHORT, among=("e1", "e4"))),
        (replace(LONG, among=("e2", "e4")), SHORT),
        (LONG, replace(SHORT, kind=Kind.EMAIL)),
        (replace(LONG, kind=Kind.EMAIL), SHORT),
    ],
)
def test_only_two_names_of_one_meaning_each_are_merged(first: Entity, second: Entity) -> None:
    with pytest.raises(UsageError, match="cannot be merged") as told:
        merged(Register(tuple({e.id: e for e in (first, second)}.values())), second.id, first.id)
    assert told.value.remedy == "Choose two names, neither of them ambiguous."


def test_a_spelling_that_could_mean_the_merged_ones_alone_is_theirs_and_another_stays_open() -> None:
    both = Entity("a1", "Oldacre", Kind.PERSON, Role.PERSON, aliases=("the Oldacres",), among=("e1", "e2"))
    three = Entity("a2", "Maggie", Kind.PERSON, Role.PERSON, among=("e2", "e4", "e1"))
    others = Entity("a3", "Roe", Kind.PERSON, Role.PERSON, among=("e3", "e4"))
    register = merged(Register((LONG, SHORT, FIRM, THIRD, both, three, others)), "e2", "e1")
    assert sorted(entity.id for entity in register.entities) == ["a2", "a3", "e1", "e3", "e4"]
    assert register.get("e1").aliases == ("M. Oldacre", "Ms. Oldacre", "Oldacre", "the Oldacres")
    assert register.get("a2").among == ("e1", "e4")
    assert register.get("a3") == others
    assert register.get("e4") == THIRD
