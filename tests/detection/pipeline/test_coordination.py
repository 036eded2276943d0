"""Two names that a model takes for one. All names are invented."""

import pytest

from legalredact.detection.pipeline.coordination import (
    are_two_people,
    authors,
    holder_and_held,
    initials_behind,
    two_given,
    two_with_a_comma,
    unclosed_quote,
)
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.mention import Kind, Span, Tier
from tests.detection.conftest import Look


def test_who_holds_a_trust_and_the_trust_are_two() -> None:
    text = "Olive Tarrow, Trustee of The Tarrow 2009 Trust"
    parts = holder_and_held(text, Candidate(Span(0, len(text)), Kind.ORGANIZATION, Source.MODEL))
    assert [(one.span.of(text), one.kind) for one in parts] == [
        ("Olive Tarrow", Kind.PERSON),
        ("The Tarrow 2009 Trust", Kind.ORGANIZATION),
    ]


def test_trustees_of_a_college_are_one_body() -> None:
    text = "Trustees of Tarrow College"
    assert holder_and_held(text, Candidate(Span(0, len(text)), Kind.ORGANIZATION, Source.MODEL)) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada, Jax. Ada Storm Pruitt denies. Jax sleeps.", ["Ada", "Jax"]),
        ("Ada, Jax. forgot his coat. Ada Storm Pruitt wrote.", ["Ada", "Jax"]),
        ("Pruitt, Ada. Ada Pruitt denies. Ada sleeps.", ["Pruitt, Ada"]),
        ("Pruitt, Ada. No one else.", ["Pruitt, Ada"]),
    ],
)
def test_two_given_names_are_two_people(text: str, names: list[str]) -> None:
    assert [span.of(text) for span in two_given(text, Span(0, text.index(".")))] == names


def test_a_lawyer_and_their_office_are_two(found: Look) -> None:
    names = found("My lawyer from before is Ed Reason of Texas Prisoners' Aid. Grace Church of Alder is near.")
    assert {"Ed Reason", "Texas Prisoners' Aid", "Grace Church of Alder"} <= set(names)


def test_a_rank_cut_short_stands_before_a_name(found: Look) -> None:
    names = found("The report was checked by Sgt Royal for the Det Bureau, and Atty Crisp asked for Atty Fees.")
    assert [one.tier.value for one in (names["Royal"], names["Crisp"])] == ["suggested", "suggested"]
    assert not {"Fees", "Bureau"} & {surface for surface, one in names.items() if one.source == "title"}


@pytest.mark.parametrize(
    "text", ["Bolesław Gąsior & Jadwiga Pyrek", "Joseph Blight & Irene Tarrow", "Nate & Meg Tarrow"]
)
def test_two_people_before_and_behind_an_and_are_no_body(text: str) -> None:
    assert are_two_people(text)


@pytest.mark.parametrize(
    "text", ["Alder & Birch", "Tarrow Mills & Quenby Works", "John Tarrow & Meg Quenby, P.C.", "Max & Erma Restaurants"]
)
def test_a_body_with_an_and_is_one(text: str) -> None:
    assert not are_two_people(text)


def test_authors_of_a_publication_are_so_many() -> None:
    text = "Tarrow-Quenby, W., Ruiz de Alarcón, P., & Chowdhury, M.A."
    names = [span.of(text) for span in authors(text, Span(0, len(text)))]
    assert names == ["Tarrow-Quenby, W.", "Ruiz de Alarcón, P.", "Chowdhury, M.A."]
    firm = "Tarrow, Quenby & Roe, P.C."
    assert authors(firm, Span(0, len(firm))) == [Span(0, len(firm))]


@pytest.mark.parametrize(
    ("text", "end", "before"),
    [
        ('Tarrow W. "Bolts revisited," 2016', 'Tarrow W. "Bolts', "Tarrow W. "),
        ('Sunniva & "Mack Truck" came', 'Sunniva & "Mack Truck', "Sunniva & "),
        ('POD "Trudy" came', 'POD "Trudy', ""),
        ('Winifred "Fred" Tarrow', 'Winifred "Fred" Tarrow', ""),
    ],
)
def test_a_name_ends_before_a_quotation_that_ends_beyond_it(text: str, end: str, before: str) -> None:
    assert text[: max(unclosed_quote(text, Span(0, len(end))), 0)] == before


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("Tarrow. F.R.", "F.R."),
        ("Bartosz Tarrow, S.L., a minor, by her aunt", "S.L."),
        ("Tarrow, S.L., a minor", ""),
        ("Bartosz Tarrow, S.L.", ""),
        ("Thos. A.B.", ""),
    ],
)
def test_initials_behind_a_name_may_be_somebody_elses(text: str, behind: str) -> None:
    end = next((at for mark in (" F.R.", " S.L.", " A.B.") if (at := text.find(mark)) > 0), 0) + len(" F.R.")
    at = initials_behind(text, Span(0, end))
    assert (text[at:end] if at > 0 else "") == behind


@pytest.mark.parametrize(
    ("text", "read", "names"),
    [
        ("Stan. Pyrek, Helena Dudek", "Stan. Pyrek, Helena Dudek", ["Stan. Pyrek", "Helena Dudek"]),
        ("Wm. Tarrow, Rose Quenby", "Tarrow, Rose Quenby", ["Wm. Tarrow", "Rose Quenby"]),
        ("Tarrow, Rose Quenby", "Tarrow, Rose Quenby", ["Tarrow, Rose Quenby"]),
        ("St. Cyr, Rose Quenby", "St. Cyr, Rose Quenby", ["St. Cyr, Rose Quenby"]),
    ],
)
def test_behind_a_given_name_cut_short_a_comma_parts_two(text: str, read: str, names: list[str]) -> None:
    start = text.index(read)
    assert [one.of(text) for one in two_with_a_comma(text, Span(start, len(text)))] == names


def test_somebody_behind_a_public_body_is_one_by_themselves(found: Look) -> None:
    names = found("Response filed by the Clerk for Town of Ashby, Ashlow County and Devon Fairlie.")
    assert names["Devon Fairlie"].kind is Kind.PERSON
    assert names["Devon Fairlie"].tier is Tier.SUGGESTED
    assert names["Ashlow County"].kind is Kind.GOVERNMENT


def test_both_sides_of_a_stroke_are_names(found: Look) -> None:
    names = found("RE: Owais Rafay / Neighbor, Inc.\nDear Ms. Silvestri:\nYou know them.\n")
    assert names["Owais Rafay"].kind is Kind.PERSON
    assert names["Neighbor, Inc."].kind is Kind.ORGANIZATION
