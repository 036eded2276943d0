"""What has to go is found as a reader, or a program that looks for it, would find it."""

import pytest

from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.redaction import ReasonRules
from legalredact.model.register import Decision, Entity, Register
from legalredact.redaction.targets import (
    Target,
    TargetSet,
    is_checkable,
    listed_targets,
    named_targets,
    targets_of,
)


def found(text: str, *names: str) -> list[str]:
    """What is found of a plain list of names."""
    return [spot.span.of(text) for spot in TargetSet(named_targets(names)).find(text)]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("We met Marguerite Oldacre there.", "Marguerite Oldacre"),
        ("M A R G U E R I T E   O L D A C R E", "M A R G U E R I T E   O L D A C R E"),
        ("Oldacre, Marguerite", "Oldacre, Marguerite"),
        ("by Marguerite Old-\nacre", "Marguerite Old-\nacre"),
        ("marguerite_oldacre_2024.pdf", "marguerite_oldacre"),
        ("at https://example.org/Marguerite%20Oldacre?a=1", "Marguerite%20Oldacre"),
        ("=?utf-8?Q?Marguerite=C2=A0Oldacre?= wrote", "Marguerite=C2=A0Oldacre"),
        ("100%25 of Marguerite%2520Oldacre", "Marguerite%2520Oldacre"),
        (r'{"by": "Marguerite Old\u0061cre"}', r"Marguerite Old\u0061cre"),
        ("by Marguerite&nbsp;Old&#97;cre &amp; Co", "Marguerite&nbsp;Old&#97;cre"),
        ("by \u202eercadlO etireugraM\u202c twice", "ercadlO etireugraM"),
    ],
)
def test_a_name_is_found_in_its_spellings(text: str, gone: str) -> None:
    assert gone in found(text, "Marguerite Oldacre")[0]


def test_the_whole_word_goes_with_a_name_inside_it() -> None:
    assert found("an Oldacreish plan", "Oldacre") == ["Oldacreish"]
    assert found("an antiOldacre plan", "Oldacre") == ["antiOldacre"]


def test_letters_in_a_row_over_word_spaces_are_found() -> None:
    assert found("see the results", "There") == ["the results"]


def test_a_mark_between_letters_parts_them() -> None:
    assert found("see the. Results", "There") == []


def test_a_short_name_is_found_as_a_word_alone() -> None:
    assert found("Ng sang", "Ng") == ["Ng"]


def test_places_beside_each_other_stay_apart_and_those_over_each_other_become_one() -> None:
    assert found("by Marguerite Oldacre, Oldacre and Fenwright", "Oldacre", "Marguerite Oldacre", "Fenwright") == [
        "Marguerite Oldacre",
        "Oldacre",
        "Fenwright",
    ]
    longest = TargetSet(named_targets(["Oldacre", "Marguerite Oldacre"])).find("by Marguerite Oldacre")
    assert [spot.target for spot in longest] == [1]
    assert [
        spot.target for spot in TargetSet(named_targets(["Rose Alder", "Alder Fenwright"])).find("Rose Alder Fenwright")
    ] == [1]


def test_a_short_name_that_is_a_word_is_found_as_it_is_written_or_in_capitals() -> None:
    assert found("In May, MAY and may", "May") == ["May", "MAY"]


def test_letters_in_a_row_need_four_or_two_of_other_scripts() -> None:
    assert [is_checkable(name) for name in ("Pelh", "Nga", "李娜", "李", "é", "")] == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]


def test_a_list_gives_each_name_once_and_no_blank_ones() -> None:
    assert [target.spellings for target in named_targets(["A  B", "", "A B", " "])] == [("A B",)]


def test_a_register_gives_those_who_are_masked_with_their_tokens() -> None:
    rose = Entity("e1", "Rose", Kind.PERSON, Role.CLIENT, decision=Decision.CONFIRMED, token="CLIENT_A")
    kept = Entity("e2", "Judge Penhallow", Kind.PERSON, Role.JUDGE)
    maybe = Entity("e3", "Maybe", Kind.PERSON, Role.PERSON, tier=Tier.POSSIBLE)

    (target,) = targets_of(Register((rose, kept, maybe)))

    assert target.label == "CLIENT_A"
    assert not target.anywhere


def test_the_numbers_beside_the_lines_are_no_taxpayer_number() -> None:
    tax = Entity("e1", "12-3456789", Kind.TAXPAYER, Role.IDENTIFIER, decision=Decision.CONFIRMED, token="TAXID_1")
    text = "1\n2\n3\n4\n5\n6\n7\n8\n9\nTIN 12-3456789"

    for wanted in (TargetSet(targets_of(Register((tax,)))), TargetSet(named_targets(["12-3456789"]))):
        assert [spot.span.of(text) for spot in wanted.find(text)] == ["12-3456789"]


def test_a_short_name_of_a_matter_leaves_other_words_alone() -> None:
    wanted = TargetSet([Target(("Rose",), "CLIENT_A", Kind.PERSON, anywhere=False)])

    assert [spot.span for spot in wanted.find("The prosecutor called Rose.")] == [Span(22, 26)]


def test_a_name_that_is_a_word_goes_where_a_sentence_begins_with_it_too() -> None:
    wanted = TargetSet([Target(("Will",), "CLIENT_A", Kind.PERSON, anywhere=False)])

    assert [spot.span for spot in wanted.find("Will you sign? I will.")] == [Span(0, 4)]


def test_a_number_is_found_with_two_spaces_more_than_it_is_spelled_with() -> None:
    wanted = TargetSet(named_targets(["12-3456789"]))

    assert wanted.find("TIN 12 34 56789")
    assert not wanted.find("lines 12 34 567 89")


def test_a_word_beside_a_mark_at_a_names_end_stays() -> None:
    assert found("by Penhallow Freight, Inc.then", "Penhallow Freight, Inc.") == ["Penhallow Freight, Inc."]


def masked_as(name: str, kind: Kind = Kind.PERSON) -> Target:
    entity = Entity("e1", name, kind, Role.CLIENT, decision=Decision.CONFIRMED, token="CLIENT_A")
    (target,) = targets_of(Register((entity,)), ReasonRules(names=(("e1", "PI"),)))
    return target


def test_a_name_of_seven_letters_that_is_no_word_is_looked_for_inside_others() -> None:
    assert masked_as("Oldacre").anywhere
    assert masked_as("Rose Alder").anywhere
    assert not masked_as("Fenlow").anywhere
    assert not masked_as("Standard").anywhere
    assert not masked_as("078-05-1120", Kind.SSN).anywhere


def test_a_place_is_labelled_with_the_token_of_its_name() -> None:
    wanted = TargetSet([Target(("Rose Alder",), "CLIENT_A"), Target(("Tobias Fenwright",), "CLIENT_B")])

    assert [wanted.label(spot) for spot in wanted.find("Tobias Fenwright and Rose Alder")] == ["CLIENT_B", "CLIENT_A"]


def test_the_reason_of_a_name_goes_with_it() -> None:
    assert masked_as("Oldacre").reason == "PI"


def test_spellings_are_derived_for_the_kind_that_is_known() -> None:
    person, company = Target(("Rosa Alder",), kind=Kind.PERSON), Target(("Rosa Alder",), kind=Kind.ORGANIZATION)
    assert "R. Alder" in person.all_spellings
    assert "R. Alder" not in company.all_spellings
    assert set(person.all_spellings) <= set(Target(("Rosa Alder",)).all_spellings)


def test_a_name_that_is_written_with_wide_spaces_is_found_though_it_is_no_run_of_letters() -> None:
    wanted = TargetSet([Target(("Rose Alder",), "CLIENT_A", Kind.PERSON, anywhere=False)])
    assert [spot.span for spot in wanted.find("by R o s e   A l d e r there")] == [Span(3, 22)]


def test_letters_in_a_row_are_seen_where_there_is_no_prose() -> None:
    wanted = TargetSet(named_targets(["Marguerite Oldacre"]))

    assert wanted.spelled_in("x/MargueriteOldacre.png")
    assert not wanted.spelled_in("x/Marguerite.png")


def listed(text: str, *names: str) -> list[str]:
    """What is found of a list of names for copies."""
    return [spot.span.of(text) for spot in TargetSet(listed_targets(names)).find(text)]


@pytest.mark.parametrize(
    "text",
    ["Oldacre came", "Mr. Oldacre came", "M. Oldacre came", "Marguerite Q. Oldacre came", "Marguerite Q R Oldacre"],
)
def test_a_listed_name_is_found_by_its_surname_and_with_initials(text: str) -> None:
    assert "".join(listed(text, "Marguerite Oldacre")).endswith("Oldacre")
    assert "Q" not in text or "Q" in listed(text, "Marguerite Oldacre")[0]


def test_the_possessive_of_a_surname_is_found() -> None:
    assert listed("Oldacre\u2019s house", "Marguerite Oldacre")[0].startswith("Oldacre")


def test_a_listed_single_word_is_a_whole_word() -> None:
    assert listed("They agreed with Reed and REED.", "Reed") == ["Reed", "REED"]


def test_a_listed_surname_that_is_a_word_needs_a_title() -> None:
    assert listed("Mr. Brown wore a brown coat", "Thomas Brown") == ["Mr. Brown"]


def test_words_of_a_listed_company_stay() -> None:
    assert listed("the systems of another firm", "Granite Quay Systems, Inc.") == []


def test_a_footnote_mark_or_number_beside_a_name_stays() -> None:
    assert found("by Marguerite Oldacre7 and 14Marguerite Oldacre", "Marguerite Oldacre") == ["Marguerite Oldacre"] * 2


def test_a_degree_after_a_name_stays() -> None:
    assert found("a) Marguerite Oldacre, M.D., Ph.D.", "Marguerite Oldacre") == ["Marguerite Oldacre"]
    assert found("Oldacre, M. came", "Marguerite Oldacre") == ["Oldacre, M."]
