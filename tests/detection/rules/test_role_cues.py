"""What the words around a name say of its bearer. All names are invented."""

import pytest

from legalredact.detection.rules.role_cues import role_of
from legalredact.model.mention import Kind, Role, Span


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("before Judge [Tarrow] in", Role.JUDGE),
        ("[TARROW], Justice.", Role.JUDGE),
        ("[Tarrow], J., dissenting", Role.JUDGE),
        ("Before Alder, [Birch], and Cedarholm, Circuit Judges.", Role.JUDGE),
        ("[Lyle W. Casey] \nClerk", Role.JUDGE),
        ("Before [Alder], Birch, and Cedarholm, Circuit Judges.", Role.JUDGE),
        ("Before: [Imogen Fairlie]", Role.JUDGE),
        ("Chief Judge\n[Imogen Fairlie]", Role.JUDGE),
        ("The Hon'ble Mr. Justice [Imogen Fairlie]", Role.JUDGE),
        ("and Birch, Circuit Judges.\n\n[Imogen Fairlie], Thistle & Rook LLP, for appellant", None),
        ("Chief Judge\n\n[Imogen Fairlie], Thistle & Rook LLP", None),
        ("He told the judge. [Imogen Fairlie] left.", None),
        ("Before [Imogen Fairlie] left, she signed.", None),
        ("[Imogen Fairlie], Esq.", Role.COUNSEL),
        ("[Imogen Fairlie] for plaintiff-appellants", Role.COUNSEL),
        ("[Imogen Fairlie]\nState Bar No. 12345", Role.COUNSEL),
        ("Attorney [Imogen Fairlie] said", Role.COUNSEL),
        ("[Imogen Fairlie], having been first duly sworn,", Role.WITNESS),
        ("Plaintiff [Imogen Fairlie] sued", Role.PARTY),
        ("[Imogen Fairlie], Plaintiff, says", Role.PARTY),
        ("and [Imogen Fairlie] went home", None),
        ("the clerk for [Imogen Fairlie] wrote", None),
    ],
)
def test_people(text: str, role: Role | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert role_of(plain, Span(start, end), Kind.PERSON) == role


def test_law_firms_are_counsel() -> None:
    text = "Thistle & Rook LLP appeared"
    assert role_of(text, Span(0, 18), Kind.ORGANIZATION) is Role.COUNSEL


def test_bodies_are_parties_where_it_is_said() -> None:
    text = "Defendant Acme Widgets, Inc. answers"
    assert role_of(text, Span(10, 28), Kind.ORGANIZATION) is Role.PARTY


@pytest.mark.parametrize(
    ("name", "after"),
    [("BRIGHTWATER, ODESSA", " J   DOB: 1"), ("Brightwater, Odessa", " J. left"), ("Odessa", " J\n")],
)
def test_a_middle_initial_makes_no_judge(name: str, after: str) -> None:
    assert role_of(name + after, Span(0, len(name)), Kind.PERSON) is not Role.JUDGE


@pytest.mark.parametrize("after", [", J., dissenting", " J. held", " (J) held", " C.J. held"])
def test_a_justices_letter_makes_a_judge(after: str) -> None:
    assert role_of(f"Fairlie{after}", Span(0, 7), Kind.PERSON) is Role.JUDGE
