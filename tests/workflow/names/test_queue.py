"""One queue of what is to be decided, riskiest and furthest first. All names are invented."""

from dataclasses import replace

from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.names.queue import AnswerReach, Why, questions, reach_of


def entity(entity_id: str, name: str = "Orla Penwick", kind: Kind = Kind.PERSON, role: Role = Role.PERSON) -> Entity:
    return Entity(entity_id, name, kind, role)


def order(*entities: Entity, possible: bool = False, **reach: AnswerReach) -> list[str]:
    return [one.entity.id for one in questions(Register(entities), reach, possible=possible)]


def test_what_could_mean_several_comes_before_everything_else() -> None:
    ambiguous = replace(entity("e1", "Penwick"), among=("e2", "e3"))
    everywhere = entity("e2", role=Role.CLIENT)
    assert order(everywhere, ambiguous, e2=AnswerReach(9_000, 40_000), e1=AnswerReach(1, 1)) == ["e1", "e2"]


def test_a_name_that_stands_in_many_documents_comes_first() -> None:
    assert order(entity("e1"), entity("e2"), e1=AnswerReach(1, 40), e2=AnswerReach(812, 900)) == ["e2", "e1"]


def test_risk_is_weighed_against_reach() -> None:
    ordinary, client = entity("e1", "Claims"), entity("e2", role=Role.CLIENT)
    same = AnswerReach(3, 3)
    assert order(ordinary, client, e1=same, e2=same) == ["e2", "e1"]
    assert order(ordinary, client, e1=AnswerReach(5_000, 9_000), e2=same) == ["e1", "e2"]


def test_numbers_that_courts_have_redacted_weigh_more_than_companies() -> None:
    number = entity("e2", "900-12-3456", Kind.SSN, Role.IDENTIFIER)
    company = entity("e1", "Quillfeather Holdings", Kind.ORGANIZATION, Role.ORGANIZATION)
    assert order(company, number, e1=AnswerReach(2, 2), e2=AnswerReach(2, 2)) == ["e2", "e1"]


def test_what_is_settled_is_not_asked() -> None:
    confirmed = replace(entity("e1"), decision=Decision.CONFIRMED)
    judge = entity("e2", role=Role.JUDGE)
    assert order(confirmed, judge) == []


def test_possible_names_come_last_and_only_when_asked_for() -> None:
    possible, suggested = replace(entity("e1"), tier=Tier.POSSIBLE), entity("e2", "Claims")
    far = AnswerReach(900, 900)
    assert order(possible, suggested, e1=far) == ["e2"]
    assert order(possible, suggested, possible=True, e1=far) == ["e2", "e1"]


def test_equal_questions_keep_the_register_s_order() -> None:
    ids = [f"e{n}" for n in range(50)]
    assert order(*(entity(one) for one in ids)) == ids


def test_reach_counts_each_document_once_and_each_place() -> None:
    def at(start: int, who: str) -> Mention:
        return Mention(Span(start, start + 5), "Orlas", Kind.PERSON, Tier.SUGGESTED, "model", entity=who)

    found = reach_of({"d1": (at(0, "e1"), at(9, "e1")), "d2": (at(0, "e1"), at(9, "")), "d3": ()})
    assert found == {"e1": AnswerReach(2, 3)}
    assert str(found["e1"]) == "3 places in 2 documents"


def test_tens_of_thousands_of_names_are_one_queue() -> None:
    entities = tuple(entity(f"e{n}", f"Person{n} Quill{n % 977}") for n in range(30_000))
    reach = {one.id: AnswerReach(1 + n % 4_999, 1 + n % 4_999) for n, one in enumerate(entities)}
    queue = questions(Register(entities), reach)
    assert len(queue) == 30_000
    assert [one.why for one in queue[:3]] == [Why.SUGGESTED] * 3
    reached = [one.reach.documents for one in queue]
    assert reached == sorted(reached, reverse=True)


def test_a_question_tells_no_name_in_its_repr() -> None:
    (one,) = questions(Register((entity("e1"),)), {})
    assert "Penwick" not in repr(one)
