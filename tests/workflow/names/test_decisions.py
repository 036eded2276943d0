"""What a person says of names: each act over the whole matter, noted before it happens, taken back exactly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.model.audit import AuditEvent
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decisions import Change, _moved, selected
from tests.fakes.parts import detect_listed, light_parts

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
    decisions.set_role(matter, oldacre.id, Role.CLIENT)

    assert matter.named().get(oldacre.id).role is Role.CLIENT
    assert matter.named().get(oldacre.id).token == "CLIENT_A"
    assert matter.register.get(oldacre.id).typed
    assert acts(matter)[-1].details == (("entity", oldacre.id), ("role", "client"))


def test_a_decision_keeps_the_letters_of_all_others(matter: OpenMatter) -> None:
    before = {entity.id: entity.token for entity in matter.named().entities}
    decisions.decide(matter, Decision.DISMISSED, [matter.register.entities[0].id])

    assert {entity.id: entity.token for entity in matter.named().entities} == before


def test_selected_words_are_masked_in_every_document(matter: OpenMatter) -> None:
    change = decisions.mask_everywhere(matter, *at(matter, 0, "Desmond Quillfeather's"))
    entity = matter.register.get(change.chosen)

    assert (entity.name, entity.kind, entity.decision) == ("Desmond Quillfeather", Kind.PERSON, Decision.CONFIRMED)
    assert entity.typed
    assert places(matter, entity.id) == 2
    assert not any("Quillfeather" in text.text for text in matter.masked()[1])


def test_a_selection_of_white_space_adds_no_name(matter: OpenMatter) -> None:
    before = matter.register
    for act in (
        lambda: decisions.mask_everywhere(matter, *at(matter, 0, "\n\n")),
        lambda: decisions.same_as(matter, *at(matter, 0, "\n\n"), of(matter, "Marguerite Oldacre").id),
    ):
        with pytest.raises(UsageError, match="no words"):
            act()

    assert matter.register == before


def test_selecting_a_name_that_is_known_confirms_it(matter: OpenMatter) -> None:
    change = decisions.mask_everywhere(matter, *at(matter, 1, "Penhallow Freight, Inc."))

    assert change.chosen == of(matter, "Penhallow Freight, Inc.").id
    assert of(matter, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED


def test_a_spelling_is_given_to_somebody_who_is_known(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    decisions.same_as(matter, *at(matter, 0, "Desmond Quillfeather"), oldacre.id)

    assert "Desmond Quillfeather" in matter.register.get(oldacre.id).aliases
    assert matter.register.get(oldacre.id).typed
    assert places(matter, oldacre.id) == 4

    decisions.same_as(matter, *at(matter, 0, "Desmond Quillfeather"[:7]), oldacre.id)
    assert {"Desmond Quillfeather", "Desmond"} <= set(matter.register.get(oldacre.id).aliases)


def test_the_name_of_somebody_else_is_merged_with_who_it_is_said_to_be(matter: OpenMatter) -> None:
    oldacre, freight = of(matter, "Marguerite Oldacre"), of(matter, "Penhallow Freight, Inc.")
    decisions.same_as(matter, *at(matter, 0, "Penhallow Freight, Inc."), oldacre.id)

    assert freight.id not in {entity.id for entity in matter.register.entities}
    assert places(matter, oldacre.id) == 4


def test_a_merge_leaves_one_token_and_retires_the_other(matter: OpenMatter) -> None:
    one, other = of(matter, "Marguerite Oldacre"), of(matter, "Penhallow Freight, Inc.")
    decisions.merge(matter, other.id, one.id)
    decisions.mask_everywhere(matter, *at(matter, 0, "Desmond Quillfeather"))
    tokens = {entity.token for entity in matter.named().entities}

    assert matter.register.retired == ("ORG_B",)
    assert tokens == {"PERSON_A", "PERSON_C"}


def test_a_split_gives_a_spelling_its_own_token(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    change = decisions.split(matter, oldacre.id, "Oldacre")

    assert matter.register.get(oldacre.id).aliases == ()
    assert (places(matter, oldacre.id), places(matter, change.chosen)) == (1, 1)
    with pytest.raises(UsageError):
        decisions.split(matter, oldacre.id, "Marguerite Oldacre")


def test_a_spelling_that_is_split_off_keeps_whose_decision_it_was(matter: OpenMatter) -> None:
    """Otherwise a decision that only the firm's list made would count as a person's, and never be taken back."""
    oldacre = of(matter, "Marguerite Oldacre")
    listed = replace(oldacre, decision=Decision.DISMISSED, by_list=True)
    matter.rewrite(matter.register.updated([listed]), "register.firm")
    change = decisions.split(matter, oldacre.id, "Oldacre")
    assert [matter.register.get(one).by_list for one in (oldacre.id, change.chosen)] == [True, True]


def test_a_company_and_a_person_that_are_added_have_the_role_of_their_kind(matter: OpenMatter, tmp_path: Path) -> None:
    (tmp_path / "third.txt").write_text("Brackwater Holdings, LLC called Tamsin Verrall.\n", encoding="utf-8")
    matter.add([tmp_path / "third.txt"])
    for words, kind, role in (
        ("Brackwater Holdings, LLC", Kind.ORGANIZATION, Role.ORGANIZATION),
        ("Tamsin Verrall", Kind.PERSON, Role.PERSON),
    ):
        chosen = decisions.mask_everywhere(matter, *at(matter, 2, words)).chosen
        added = matter.register.get(chosen)
        assert (added.kind, added.role) == (kind, role)


Act = Callable[[OpenMatter], Change]
ACTS: dict[str, Act] = {
    "name.decide": lambda m: decisions.decide(m, Decision.CONFIRMED, [m.register.entities[0].id]),
    "name.role": lambda m: decisions.set_role(m, m.register.entities[0].id, Role.CLIENT),
    "name.display": lambda m: decisions.show_as(m, of(m, "Marguerite Oldacre").id, "Ms. Oldacre"),
    "name.merge": lambda m: decisions.merge(m, m.register.entities[1].id, m.register.entities[0].id),
    "name.split": lambda m: decisions.split(m, of(m, "Marguerite Oldacre").id, "Oldacre"),
    "name.add": lambda m: decisions.mask_everywhere(m, *at(m, 0, "Desmond Quillfeather")),
    "name.alias": lambda m: decisions.same_as(m, *at(m, 0, "Desmond Quillfeather"), m.register.entities[0].id),
}


@pytest.mark.parametrize("action", ACTS)
def test_every_act_is_noted_and_can_be_taken_back_and_done_again(matter: OpenMatter, action: str) -> None:
    before, mentions = by_id(matter.keep_tokens()), dict(matter.mentions)
    change = ACTS[action](matter)
    after = by_id(matter.register)
    assert action in [event.action for event in acts(matter)[-2:]]  # what follows for others may be noted after it
    assert after != before

    decisions.put_back(matter, change)
    assert by_id(matter.register) == before
    assert matter.mentions == mentions
    assert last_action(matter) == "name.undo"

    decisions.put_back(matter, change.reversed, redo=True)
    assert by_id(matter.register) == after
    assert last_action(matter) == "name.redo"


def by_id(register: Register) -> dict[str, Entity]:
    return {entity.id: entity for entity in register.entities}


def test_taking_back_keeps_a_token_that_was_given_since(matter: OpenMatter) -> None:
    freight = of(matter, "Penhallow Freight, Inc.").id
    token = matter.keep_tokens().get(freight).token
    change = decisions.decide(matter, Decision.CONFIRMED, [freight])
    without = replace(change, before=tuple(replace(entity, token="") for entity in change.before))
    decisions.put_back(matter, without)
    assert (matter.register.get(freight).token, matter.register.get(freight).decision) == (token, Decision.OPEN)


def test_taking_back_keeps_what_came_in_the_meantime(matter: OpenMatter, tmp_path: Path) -> None:
    gone = of(matter, "Marguerite Oldacre").id
    change = decisions.merge(matter, gone, of(matter, "Penhallow Freight, Inc.").id)
    (tmp_path / "third.txt").write_text("Tamsin Verrall called.\n", encoding="utf-8")
    matter.add([tmp_path / "third.txt"])
    added = decisions.mask_everywhere(matter, *at(matter, 2, "Tamsin Verrall"))
    assert added.chosen == gone  # an id is free again once its entity is gone
    token = matter.keep_tokens().get(added.chosen).token
    decisions.put_back(matter, change)

    assert {"Marguerite Oldacre", "Penhallow Freight, Inc."} <= {entity.name for entity in matter.register.entities}
    assert (of(matter, "Tamsin Verrall").token, of(matter, "Tamsin Verrall").decision) == (token, Decision.CONFIRMED)
    assert len({entity.token for entity in matter.named().entities}) == 3


def test_the_trail_holds_ids_and_no_name(matter: OpenMatter) -> None:
    for act in ACTS.values():
        decisions.put_back(matter, act(matter))
    details = " ".join(value for event in matter.events for _, value in event.details)

    assert not any(word in details for word in ("Oldacre", "Penhallow", "Quillfeather"))
    matter.check_whole()


def test_what_can_be_no_name_is_refused_and_leaves_nothing(matter: OpenMatter) -> None:
    before = by_id(matter.keep_tokens())
    with pytest.raises(UsageError):
        decisions.mask_everywhere(matter, matter.documents[0].id, Span(46, 48))
    for words in ("Freight", "Inc."):  # within a name that stands there as a whole, nobody is found anew
        with pytest.raises(UsageError, match="cannot be found as a name"):
            decisions.mask_everywhere(matter, *at(matter, 0, words))
        assert by_id(matter.register) == before
    with pytest.raises(UsageError):
        decisions.merge(matter, matter.register.entities[0].id, matter.register.entities[0].id)

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


def test_taking_back_a_decision_does_not_look_anew_who_is_who(matter: OpenMatter) -> None:
    """In a matter of ten thousand documents that takes minutes."""
    change = decisions.decide(matter, Decision.DISMISSED, [matter.register.entities[0].id])
    for back, redo in ((change, False), (change.reversed, True)):
        decisions.put_back(matter, back, redo=redo)
        assert matter.store.resolved_for()  # before anybody asks for the register, which would look anew
        assert matter.register.entities[0].decision is (Decision.DISMISSED if redo else Decision.OPEN)


@pytest.mark.parametrize(
    "decided",
    [
        {"decision": Decision.CONFIRMED},
        {"token": "PERSON_X"},
        {"local": (LocalDecision("d1", None, Decision.CONFIRMED),)},
        {"all_local": True},
        {"by_list": True},
    ],
    ids=lambda decided: next(iter(decided)),
)
def test_no_kind_of_decision_looks_anew_who_is_who(matter: OpenMatter, decided: dict[str, object]) -> None:
    entity = matter.register.entities[0]
    assert matter.store.resolved_for()
    decisions.put_back(matter, Change((entity,), (replace(entity, **decided),)))  # type: ignore[arg-type]  # by name
    assert matter.store.resolved_for()


def test_taking_back_another_act_does(matter: OpenMatter) -> None:
    change = decisions.set_role(matter, of(matter, "Marguerite Oldacre").id, Role.CLIENT)
    decisions.put_back(matter, change)
    assert not matter.store.resolved_for()


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("x/Oldacre", "Oldacre", "Oldacre"),
        ("Oldacre/x", "Oldacre", "Oldacre"),
        ("Oldacre", "ldacr", "Oldacre"),
        ("Oldacre paid", "O", "Oldacre"),
        ("to Oldacre", "e", "Oldacre"),
        ("by “Oldacre”; then", "“Oldacre”;", "Oldacre"),
        ("by Al. Oldacre", "Al.", "Al."),
        ("by Alder. Oldacre", "Alder.", "Alder"),
    ],
)
def test_a_selection_grows_to_whole_words_and_not_over_marks(text: str, words: str, name: str) -> None:
    start = text.index(words)
    assert selected(text, Span(start, start + len(words))) == name


def test_a_spelling_that_differs_from_the_name_in_case_alone_is_not_separated(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    changed = replace(oldacre, aliases=(*oldacre.aliases, "MARGUERITE  OLDACRE"), typed=True)
    matter.rewrite(matter.register.updated([changed]), "name.alias", ("entity", oldacre.id))
    with pytest.raises(UsageError, match="cannot be separated"):
        decisions.split(matter, oldacre.id, "MARGUERITE  OLDACRE")


def test_who_came_since_under_the_id_of_one_who_had_gone_gets_another_everywhere() -> None:
    gone, came = Entity("e1", "Ada Vale", Kind.PERSON, Role.PERSON), Entity("e2", "Tom Roe", Kind.PERSON, Role.PERSON)
    doubtful = Entity("e3", "Vale", Kind.PERSON, Role.PERSON, among=("e1", "e2"))
    moved = _moved(Register((gone, came, doubtful)), ["e1", "e9"])
    first, second, third = moved.entities
    assert first.id not in ("e1", "e2", "e3")
    assert (first.name, second.id, third.id) == ("Ada Vale", "e2", "e3")
    assert third.among == (first.id, "e2")


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 4), Span(9, 9), Span(2, 5)])
def test_a_selection_without_words_is_refused(span: Span) -> None:
    with pytest.raises(UsageError):
        selected("   ,     ", span)


def test_whoever_is_split_off_is_as_sure_as_they_were_before(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    decisions.decide(matter, Decision.CONFIRMED, [oldacre.id])
    change = decisions.split(matter, oldacre.id, "Oldacre")
    other = matter.register.get(change.chosen)

    assert (other.kind, other.role, other.tier) == (Kind.PERSON, Role.PERSON, oldacre.tier)
    assert (other.typed, other.decision) == (True, Decision.CONFIRMED)
    assert matter.register.get(oldacre.id).typed


def test_whoever_is_split_off_from_a_possible_name_is_possible(tmp_path: Path) -> None:
    def unsure(document: Document) -> tuple[Mention, ...]:
        return tuple(replace(mention, tier=Tier.POSSIBLE) for mention in detect_listed(document))

    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    parts = replace(light_parts(), detect=unsure)
    with OpenMatter.create(tmp_path / "matter", ThrowAwayKey(), parts, "Paralegal") as made:
        made.add([tmp_path / "first.txt"])
        change = decisions.split(made, of(made, "Marguerite Oldacre").id, "Oldacre")
        assert made.register.get(change.chosen).tier is Tier.POSSIBLE


@pytest.fixture
def ambiguous(matter: OpenMatter) -> str:
    """The id of a spelling that could mean both names of the matter."""
    both = tuple(entity.id for entity in matter.register.entities)
    vague = Entity("e9", "Quillfeather", Kind.PERSON, Role.PERSON, among=both)
    matter.rewrite(matter.register.updated([vague]), "name.role", ("entity", "e9"))
    return "e9"


def test_a_spelling_that_could_mean_two_is_settled_and_that_is_taken_back(matter: OpenMatter, ambiguous: str) -> None:
    before, oldacre = by_id(matter.keep_tokens()), of(matter, "Marguerite Oldacre")
    change = decisions.settle(matter, [ambiguous], oldacre.id)
    assert change.chosen == oldacre.id
    assert ambiguous not in by_id(matter.register)
    assert "Quillfeather" in matter.register.get(oldacre.id).aliases
    decisions.put_back(matter, change)
    assert by_id(matter.register) == before


def test_many_spellings_are_settled_with_one_matching_of_names_and_an_event_each(
    matter: OpenMatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = tuple(entity.id for entity in matter.register.entities)
    vague = [
        Entity(f"e{n}", f"Quill{word}", Kind.PERSON, Role.PERSON, among=both)
        for n, word in ((7, "a"), (8, "b"), (9, "c"))
    ]
    matter.rewrite(matter.register.updated(vague), "name.role", ("entity", "e9"))
    assert len(matter.register.entities) > len(vague)
    matched, resolve, ids = list[int](), type(matter.thinking).resolve, [one.id for one in vague]

    def counted(*arguments: object, **named: object) -> object:
        matched.append(1)
        return resolve(*arguments, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(type(matter.thinking), "resolve", counted)
    change = decisions.settle(matter, ids, None)

    assert len(matched) == 1
    assert not any(matter.register.get(one).among for one in ids)
    settled = [dict(event.details)["alias"] for event in matter.trail.events_of(frozenset({"name.settle"}))]
    assert settled == ids
    decisions.put_back(matter, change)
    assert all(matter.register.get(one).among for one in ids)


def test_a_spelling_that_could_mean_two_is_given_to_one(matter: OpenMatter, ambiguous: str) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    decisions.same_as(matter, *at(matter, 0, "Quillfeather"), oldacre.id)
    assert ambiguous not in by_id(matter.register)
    assert "Quillfeather" in matter.register.get(oldacre.id).aliases
    with pytest.raises(UsageError, match="ambiguous itself"):
        decisions._given(matter.register.updated([replace(oldacre, id="e8", among=("e1", "e2"))]), "Desmond", "e8", {})


def test_a_spelling_that_is_theirs_already_confirms_somebody(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    decisions.same_as(matter, *at(matter, 0, "Marguerite Oldacre"), oldacre.id)
    assert matter.register.get(oldacre.id).decision is Decision.CONFIRMED


def test_an_alias_of_somebody_else_is_taken_from_them_and_no_other(matter: OpenMatter) -> None:
    oldacre, freight = of(matter, "Marguerite Oldacre"), of(matter, "Penhallow Freight, Inc.")
    decisions.same_as(matter, *at(matter, 0, "Desmond Quillfeather"), oldacre.id)
    decisions.same_as(matter, *at(matter, 0, "Oldacre wrote"[:7]), freight.id)
    assert "Oldacre" in matter.register.get(freight.id).aliases
    assert matter.register.get(oldacre.id).aliases == ("Desmond Quillfeather",)
    decisions.split(matter, freight.id, "Oldacre")
    assert matter.register.get(freight.id).aliases == ()


def test_the_chosen_name_is_inserted_and_the_fullest_spelling_comes_back(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    decisions.show_as(matter, oldacre.id, "  Ms.\nOldacre ")
    assert matter.register.get(oldacre.id).shown == "Ms. Oldacre"
    assert acts(matter)[-1].details == (("entity", oldacre.id),)
    for words in ("", oldacre.name):
        decisions.show_as(matter, oldacre.id, words)
        assert matter.register.get(oldacre.id).shown == "Marguerite Oldacre"
        decisions.show_as(matter, oldacre.id, "Ms. Oldacre")


def test_the_chosen_name_stays_when_documents_come(matter: OpenMatter, tmp_path: Path) -> None:
    oldacre = of(matter, "Marguerite Oldacre").id
    decisions.show_as(matter, oldacre, "Ms. Oldacre")
    (tmp_path / "third.txt").write_text("Marguerite Oldacre called Penhallow Freight, Inc.\n", encoding="utf-8")
    matter.add([tmp_path / "third.txt"])
    assert matter.register.get(oldacre).shown == "Ms. Oldacre"


def test_a_name_that_means_somebody_else_is_not_shown(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    with pytest.raises(UsageError, match="That is a spelling of another name") as refused:
        decisions.show_as(matter, oldacre.id, "penhallow freight, inc.")
    assert "merge the two" in refused.value.remedy
    with pytest.raises(UsageError, match="already"):
        decisions.show_as(matter, oldacre.id, "Marguerite Oldacre")


@pytest.mark.parametrize("words", ["Penhallow", "PENHALLOW FREIGHT", "the Penhallow", "Penhallow Freight Incorporated"])
def test_a_part_of_the_name_of_a_body_is_not_shown_for_a_person(matter: OpenMatter, words: str) -> None:
    with pytest.raises(UsageError, match="another name"):
        decisions.show_as(matter, of(matter, "Marguerite Oldacre").id, words)


@pytest.mark.parametrize("words", ["Oldacre", "Ms. Oldacre", "ms oldacre", "M. Oldacre", "Marguerite", "Oldacre, M."])
def test_a_part_of_the_name_of_a_person_is_not_shown_for_another(matter: OpenMatter, words: str) -> None:
    freight = of(matter, "Penhallow Freight, Inc.").id
    with pytest.raises(UsageError, match="another name"):
        decisions.show_as(matter, freight, words)
    assert matter.register.get(freight).shown == "Penhallow Freight, Inc."


def test_the_name_chosen_for_one_is_not_chosen_for_another(matter: OpenMatter) -> None:
    freight = of(matter, "Penhallow Freight, Inc.").id
    decisions.show_as(matter, of(matter, "Marguerite Oldacre").id, "the Lessee")
    for words in ("the Lessee", "THE LESSEE", "Lessee"):
        with pytest.raises(UsageError, match="another name"):
            decisions.show_as(matter, freight, words)
    decisions.show_as(matter, freight, "the Carrier")


def test_a_title_tells_a_person_from_a_body_of_that_name(matter: OpenMatter, tmp_path: Path) -> None:
    (tmp_path / "third.txt").write_text("Ada Penhallow called Penhallow Freight, Inc.\n", encoding="utf-8")
    (document,) = matter.add([tmp_path / "third.txt"]).documents
    ada = decisions.mask_everywhere(matter, document, Span(0, len("Ada Penhallow"))).chosen
    decisions.show_as(matter, ada, "Ms. Penhallow")
    with pytest.raises(UsageError, match="another name"):
        decisions.show_as(matter, ada, "Penhallow")


def test_a_number_is_not_shown_in_another_way(matter: OpenMatter) -> None:
    oldacre = of(matter, "Marguerite Oldacre")
    phone = replace(oldacre, id="e-phone", kind=Kind.PHONE, name="+1 555 0134", aliases=())
    matter.rewrite(matter.register.updated([phone]), "name.role", ("entity", phone.id))
    with pytest.raises(UsageError, match="Only a name"):
        decisions.show_as(matter, phone.id, "the office line")
