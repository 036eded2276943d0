"""Two names that a model takes for one. All names are invented."""

import pytest

from legalredact.detection.candidate import Candidate
from legalredact.detection.two_names import holder_and_held, two_given
from legalredact.model.mention import Kind, Span
from tests.detection.conftest import Look


def test_who_holds_a_trust_and_the_trust_are_two() -> None:
    text = "Olive Tarrow, Trustee of The Tarrow 2009 Trust"
    parts = holder_and_held(text, Candidate(Span(0, len(text)), Kind.ORGANIZATION, "model"))
    assert [(one.span.of(text), one.kind) for one in parts] == [
        ("Olive Tarrow", Kind.PERSON),
        ("The Tarrow 2009 Trust", Kind.ORGANIZATION),
    ]


def test_trustees_of_a_college_are_one_body() -> None:
    text = "Trustees of Tarrow College"
    assert holder_and_held(text, Candidate(Span(0, len(text)), Kind.ORGANIZATION, "model")) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada, Jax. Ada Storm Pruitt denies. Jax sleeps.", ["Ada", "Jax"]),
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
