"""Spellings that mean the same bearer."""

import pytest

from legalredact.matching.names.name_spellings import also_known, spellings_of
from legalredact.model.mention import Kind


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Jonathan Quincy Vale, Jr.", Kind.PERSON, {"Jonathan Q. Vale", "Jonathan Vale", "J. Q. Vale"}),
        ("Jonathan Quincy Vale, Jr.", Kind.PERSON, {"J. Vale", "Vale, Jonathan", "Vale, J. Q."}),
        ("Dr. Ana de la Cruz", Kind.PERSON, {"Ana de la Cruz", "de la Cruz, Ana", "A. de la Cruz"}),
        ("Vale, Jane Q.", Kind.PERSON, {"Jane Q. Vale", "Jane Vale", "J. Vale"}),
        ("Maria Lopez Garza", Kind.PERSON, {"Lopez Garza, Maria", "Maria Lopez", "Maria L. Garza"}),
        ("Eve St. Cloud", Kind.PERSON, {"Eve Saint Cloud", "St. Cloud, Eve"}),
        ("Harrow", Kind.PERSON, {"Harrows"}),
        ("Moss", Kind.PERSON, {"Mosses"}),
        ("יעקב לוי-כהן", Kind.PERSON, {"כהן-יעקב לוי", "כהן-לוי יעקב"}),
        ("Jörg Händel", Kind.PERSON, {"Joerg Haendel"}),
        ("The Alder & Vale Company, LLC", Kind.ORGANIZATION, {"Alder & Vale Company", "Alder and Vale"}),
        ("The Alder & Vale Company, LLC", Kind.ORGANIZATION, {"Alder & Vale Company L.L.C.", "Alder & Vale Co."}),
        ("National Insurance Company", Kind.ORGANIZATION, {"National Ins. Co."}),
        ("Acme Corp.", Kind.ORGANIZATION, {"Acme", "Acme Corporation"}),
        ("C. R. Bord, Inc.", Kind.ORGANIZATION, {"C. R. Bord", "C. R. Bord Incorporated"}),
        ("Granite Inc. d/b/a GPS Freight", Kind.ORGANIZATION, {"Granite", "GPS Freight"}),
        ("Alder Ltd. (Delaware)", Kind.ORGANIZATION, {"Alder Ltd.", "Alder"}),
        ("400 North Harbor Street", Kind.ADDRESS, {"400 N. Harbor St."}),
        ("+1 (212) 555-0142", Kind.PHONE, {"212-555-0142", "555-0142"}),
        ("https://www.alder.example/", Kind.URL, {"alder.example"}),
    ],
)  # fmt: skip
def test_derived_spellings(name: str, kind: Kind, expected: set[str]) -> None:
    assert expected <= set(spellings_of(name, kind))


def test_the_name_itself_is_not_among_them() -> None:
    assert "Acme Corp." not in spellings_of("Acme Corp.", Kind.ORGANIZATION)


def test_a_justice_is_not_derived_from_a_first_name() -> None:
    assert "Vale, J." not in spellings_of("Jane Vale", Kind.PERSON)


def test_numbers_have_no_other_spelling() -> None:
    assert spellings_of("123-45-6789", Kind.SSN) == ()


def test_names_that_mean_one_are_parted_and_particles_are_not() -> None:
    assert also_known("Tarrow Mills, Inc. d/b/a Quickhaul") == ("Tarrow Mills, Inc.", "Quickhaul")
    assert also_known("Lionel Dale (a/k/a “Lenny Dale”)") == ("Lionel Dale", "Lenny Dale")
    assert also_known("Maria da Silvana") == also_known("Imogen Fairlie") == ()
